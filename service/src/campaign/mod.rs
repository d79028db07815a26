//! Campaigns: what a Member sees of them, and what they save (DOMAIN 6).

mod draft;
mod list;
pub mod request;
mod row;
mod save;
pub mod standing;
mod version;

use chrono::{DateTime, Utc};
use domain::access::Module;
use domain::asset::{AssetRole, Currency, UtcOffset};
use domain::campaign::Campaign;
use domain::decision::{Action, Decision, Refusal};
use domain::grant::Grant;
use domain::id::{AssetId, BusinessCenterId, CampaignId, PartnerId};

pub use self::draft::{Draft, Drafted, MOST_DRAFTS};
pub use self::list::{CampaignsPage, CampaignsQuery, StatusCounts};
pub use self::version::{CampaignVersion, Proposed};
use crate::capability::{Admin, Member};
use crate::failure::Failure;
use crate::keyholder::Keyholder;

/// A Member who may open Campaigns.
#[derive(Clone, Debug)]
pub struct Campaigns(Member);

/// The campaigns that somebody sees: of a Standard Member's, only those of ad accounts they reach exist.
#[derive(Clone, Debug)]
pub struct SeenCampaigns {
    keyholder: Keyholder,
    center: BusinessCenterId,
    partner: PartnerId,
    grant: Grant,
}

/// What the money and the times of an ad account's campaigns are in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CampaignAccount {
    pub id: AssetId,
    pub name: String,
    pub currency: Currency,
    pub offset: UtcOffset,
}

/// A campaign as it stands.
#[derive(Clone, Debug)]
pub struct StandingCampaign {
    pub id: CampaignId,
    pub campaign: Campaign,
    pub account: CampaignAccount,
    pub version: u32,
    /// Who saved this version, and when.
    pub saved_by: String,
    pub saved_at: DateTime<Utc>,
    /// None: whoever was left it to nobody.
    pub responsible: Option<String>,
}

impl Member {
    /// # Errors
    /// The reason, in the words of the rule, when the Module is not part of their access.
    pub fn campaigns(&self) -> Result<Campaigns, Refusal> {
        may_open(self.grant()).map(|()| Campaigns(self.clone()))
    }
}

impl Admin {
    /// What a partner of theirs sees who has this Grant, or would see.
    ///
    /// # Errors
    /// As [`Member::campaigns`], about the partner.
    pub fn campaigns_seen_by(&self, partner: PartnerId, grant: Grant) -> Result<SeenCampaigns, Refusal> {
        let (keyholder, center) = (self.keyholder().clone(), self.center().id);
        may_open(grant).map(|()| SeenCampaigns { keyholder, center, partner, grant })
    }
}

fn may_open(grant: Grant) -> Result<(), Refusal> {
    match grant.allows(Action::See(Module::Campaigns)) {
        Decision::Allowed => Ok(()),
        Decision::Refused(refusal) => Err(refusal),
    }
}

impl Campaigns {
    pub fn member(&self) -> &Member {
        &self.0
    }

    /// The ad accounts whose campaigns they create and change, or propose to.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn operated_accounts(&self) -> Result<Vec<CampaignAccount>, Failure> {
        self.seen().accounts_with(AssetRole::Operator.as_str()).await
    }

    /// What they see.
    pub fn seen(&self) -> SeenCampaigns {
        let Self(member) = self;
        SeenCampaigns {
            keyholder: member.keyholder().clone(),
            center: member.center().id,
            partner: member.partner(),
            grant: member.grant(),
        }
    }
}
