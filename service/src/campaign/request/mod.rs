//! Change requests: what a Standard Operator proposes, and an Admin decides (DOMAIN 2 and 6).

mod comment;
mod decide;
mod letter;
mod list;
mod one;
mod propose;
mod row;
mod write;

use chrono::{DateTime, Utc};
use domain::campaign::request::{ContentHash, RequestState, ShownRequest, ThreeVersions};
use domain::campaign::{Campaign, CampaignField};
use domain::id::{CampaignId, ChangeRequestId, PartnerId};

pub use self::comment::{Comment, CommentRefusal};
pub(crate) use self::letter::{commented_letter, decided_letter, proposed_letter};
pub use self::list::{RequestsPage, RequestsQuery, StateCounts};
pub use self::one::{Decider, Track, WholeRequest};
use super::CampaignAccount;

/// Of a Change request `r`: a partner whose id stands there neither proposes it nor did before it was handed over, by whichever
/// row of theirs.
macro_rules! not_own {
    ($partner:literal) => {
        concat!(
            "r.proposer_id <> ",
            $partner,
            " AND NOT EXISTS (SELECT 1 FROM partners m WHERE m.id = ",
            $partner,
            " AND m.account_id = r.proposer_account_id)
              AND NOT EXISTS (SELECT 1 FROM former_proposers f
                               WHERE f.request_id = r.id
                                 AND (f.partner_id = ",
            $partner,
            " OR f.account_id = (SELECT n.account_id FROM partners n WHERE n.id = ",
            $partner,
            ")))"
        )
    };
}
pub(crate) use not_own;

/// How many Change requests wait for a partner `p` of a Business Center `c`: an Admin decides all but their own.
macro_rules! to_decide {
    () => {
        concat!(
            "CASE WHEN p.level = 'admin'
                  THEN (SELECT count(*) FROM change_requests r
                         WHERE r.center_id = c.id AND r.state = 'waiting' AND ",
            $crate::campaign::request::not_own!("p.id"),
            ") ELSE 0 END"
        )
    };
}
pub(crate) use to_decide;

/// A Change request as it stands.
#[derive(Clone, Debug)]
pub struct StandingRequest {
    pub id: ChangeRequestId,
    pub account: CampaignAccount,
    pub proposed: Campaign,
    /// The campaign that it changes; none: it proposes a new one.
    pub changes: Option<Changed>,
    /// The campaign that came of a new one.
    pub created: Option<CampaignId>,
    pub proposer: Proposer,
    /// Whoever proposed it before it was handed over, by name.
    pub former: Option<String>,
    /// Whoever proposed it has a Standing approval for the ad account.
    pub approved_ahead: bool,
    /// In their words.
    pub reason: Option<String>,
    pub state: RequestState,
    pub content: ContentHash,
    pub proposed_at: DateTime<Utc>,
    /// When it was last edited; the same before that.
    pub edited_at: DateTime<Utc>,
    pub decided: Option<Decided>,
}

/// The campaign that somebody proposes to change, as they saw it and as it stands.
#[derive(Clone, Debug)]
pub struct Changed {
    pub campaign: CampaignId,
    pub was: Campaign,
    pub base_version: u32,
    pub is: Campaign,
    pub version: u32,
    /// Who saved the version that stands.
    pub saved_by: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposer {
    pub id: PartnerId,
    pub name: String,
    pub organisation: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// None of a withdrawn one.
    pub by: Option<String>,
    pub at: DateTime<Utc>,
    pub answer: Option<String>,
    /// By a Standing approval, as soon as it was proposed.
    pub ahead: bool,
}

impl StandingRequest {
    /// What whoever sees it now brings back to decide it.
    pub fn shown(&self) -> ShownRequest {
        let version = self.changes.as_ref().map(|changes| changes.version);
        ShownRequest { content: self.content, version }
    }

    /// Nothing else of a campaign changes than what it may spend: what can be approved ahead.
    pub fn changes_only_the_budget(&self) -> bool {
        let (account, offset) = (&self.account.name, self.account.offset);
        let changes = self.changes.as_ref().map(|of| of.was.difference(&self.proposed, account, offset));
        changes.is_some_and(|all| matches!(&all[..], [only] if only.field == CampaignField::Budget))
    }

    /// The name of the campaign; of a new one as proposed.
    pub fn name(&self) -> &str {
        self.changes.as_ref().map_or(&self.proposed, |changes| &changes.was).name.as_str()
    }
}

impl Changed {
    pub fn three(&self, proposed: &Campaign) -> ThreeVersions {
        ThreeVersions { was: self.was.clone(), is: self.is.clone(), proposed: proposed.clone() }
    }

    /// Somebody changed it since it was proposed.
    pub const fn is_stale(&self) -> bool {
        self.base_version != self.version
    }
}
