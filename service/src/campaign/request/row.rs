//! A Change request as it stands in its row.

use domain::campaign::Campaign;
use domain::campaign::request::{ChangeRequest, ContentHash, Person, RequestState};
use domain::id::{AccountId, CampaignId, ChangeRequestId, PartnerId};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{Changed, Decided, Proposer, StandingRequest};
use crate::audit::CampaignState;
use crate::campaign::row::account;
use crate::change::{AsMember, Change};
use crate::clock::{at, micros};
use crate::failure::{Failure, Fault};

/// Change requests with what they were made from and what stands now.
macro_rules! select_requests {
    ($conditions:expr) => {
        concat!(
            "SELECT r.id, r.campaign_id, r.base_version, r.ad_account_id, a.name AS ad_account, a.currency, a.utc_offset,
                    r.proposer_id, r.proposer_account_id AS proposer_account, coalesce(p.name, p.contact) AS proposer,
                    o.name AS organisation, r.body, r.content_hash, r.reason, r.state, r.proposed_at, r.edited_at,
                    coalesce(d.name, d.contact) AS decided_by, r.decided_at, r.answer, r.standing_approval_id IS NOT NULL AS ahead,
                    EXISTS (SELECT 1 FROM standing_approvals s
                             WHERE s.operator_id = r.proposer_id AND s.ad_account_id = r.ad_account_id AND s.ended_at IS NULL)
                      AS approved_ahead,
                    was.body AS was, k.version, stands.body AS stands, k.saved_by,
                    (SELECT string_agg(coalesce(b.name, b.contact), ', ' ORDER BY f.until, b.id)
                       FROM former_proposers f
                       JOIN partners b ON b.id = f.partner_id
                      WHERE f.request_id = r.id) AS former
               FROM change_requests r
               JOIN assets a ON a.id = r.ad_account_id
               JOIN partners p ON p.id = r.proposer_id
               LEFT JOIN organisations o ON o.id = p.organisation_id
               LEFT JOIN partners d ON d.id = r.decided_by
               LEFT JOIN campaigns k ON k.id = r.campaign_id
               LEFT JOIN campaign_versions was ON was.campaign_id = k.id AND was.version = r.base_version
               LEFT JOIN campaign_versions stands ON stands.campaign_id = k.id AND stands.version = k.version
              WHERE r.center_id = $1 ",
            $conditions
        )
    };
}
pub(super) use select_requests;

/// Of a Standard Member's own, those of ad accounts that they reach at `$4`; an Admin, where `$2` is 1, sees everybody's.
macro_rules! seen {
    () => {
        "AND ($2 = 1 OR (r.proposer_id = $3
                         AND r.ad_account_id IN (SELECT coalesce(x.asset_id, t.asset_id)
                                                   FROM asset_grants x
                                                   LEFT JOIN asset_group_assets t ON t.group_id = x.group_id
                                                  WHERE x.partner_id = $3 AND (x.ends_at IS NULL OR x.ends_at > $4)))) "
    };
}
pub(super) use seen;

#[derive(sqlx::FromRow)]
pub(super) struct RequestRow {
    id: Uuid,
    campaign_id: Option<Uuid>,
    base_version: Option<i64>,
    ad_account_id: Uuid,
    ad_account: String,
    currency: Option<String>,
    utc_offset: Option<i64>,
    proposer_id: Uuid,
    proposer_account: Option<Uuid>,
    proposer: String,
    organisation: Option<String>,
    body: String,
    content_hash: Vec<u8>,
    reason: Option<String>,
    state: String,
    proposed_at: i64,
    edited_at: i64,
    decided_by: Option<String>,
    decided_at: Option<i64>,
    answer: Option<String>,
    ahead: bool,
    approved_ahead: bool,
    was: Option<String>,
    version: Option<i64>,
    stands: Option<String>,
    saved_by: Option<String>,
    former: Option<String>,
}

impl RequestRow {
    /// What may become of it; who proposed it before is asked only where it is decided.
    pub(super) fn request(&self) -> Result<ChangeRequest, Fault> {
        Ok(ChangeRequest {
            proposer: Person {
                partner: PartnerId::from_uuid(self.proposer_id),
                account: self.proposer_account.map(AccountId::from_uuid),
            },
            former: Vec::new(),
            state: self.request_state()?,
            content: self.content()?,
        })
    }

    pub(super) const fn is_handed_over(&self) -> bool {
        self.former.is_some()
    }

    pub(super) fn standing(self) -> Result<StandingRequest, Fault> {
        let (state, content) = (self.request_state()?, self.content()?);
        let account =
            account(self.ad_account_id, self.ad_account.clone(), self.currency.as_deref(), self.utc_offset)?;
        let campaign = self.campaign_id.map(CampaignId::from_uuid);
        let changes = self.changes(campaign)?;
        Ok(StandingRequest {
            id: ChangeRequestId::from_uuid(self.id),
            account,
            proposed: self.campaign("body", &self.body)?,
            created: if changes.is_none() { campaign } else { None },
            changes,
            state,
            content,
            decided: self.decided_at.map(|decided_at| Decided {
                by: self.decided_by,
                at: at(decided_at),
                answer: self.answer,
                ahead: self.ahead,
            }),
            proposer: Proposer {
                id: PartnerId::from_uuid(self.proposer_id),
                name: self.proposer,
                organisation: self.organisation,
            },
            former: self.former,
            approved_ahead: self.approved_ahead,
            reason: self.reason,
            proposed_at: at(self.proposed_at),
            edited_at: at(self.edited_at),
        })
    }

    fn changes(&self, campaign: Option<CampaignId>) -> Result<Option<Changed>, Fault> {
        let Some(base) = self.base_version else { return Ok(None) };
        let number = |column, holds: Option<i64>| {
            let number = holds.and_then(|number| u32::try_from(number).ok());
            number.ok_or_else(|| self.wrong(column, &format!("{holds:?}")))
        };
        let whole = |column, body: Option<&str>| {
            self.campaign(column, body.ok_or_else(|| self.wrong(column, "nothing"))?)
        };
        Ok(Some(Changed {
            campaign: campaign.ok_or_else(|| self.wrong("campaign_id", "nothing"))?,
            was: whole("base_version", self.was.as_deref())?,
            base_version: number("base_version", Some(base))?,
            is: whole("campaign_id", self.stands.as_deref())?,
            version: number("version", self.version)?,
            saved_by: self.saved_by.clone().unwrap_or_default(),
        }))
    }

    fn request_state(&self) -> Result<RequestState, Fault> {
        RequestState::parse(&self.state).ok_or_else(|| self.wrong("state", &self.state))
    }

    fn content(&self) -> Result<ContentHash, Fault> {
        let bytes = self.content_hash.as_slice().try_into().map(ContentHash::from_bytes);
        bytes.map_err(|_| self.wrong("content_hash", &format!("{} bytes", self.content_hash.len())))
    }

    fn campaign(&self, column: &'static str, body: &str) -> Result<Campaign, Fault> {
        let state: CampaignState = serde_json::from_str(body)?;
        state.campaign().ok_or_else(|| self.wrong(column, body))
    }

    fn wrong(&self, column: &'static str, holds: &str) -> Fault {
        Fault::Row { table: "change_requests", column, row: self.id.to_string(), holds: holds.to_owned() }
    }
}

impl Change<AsMember> {
    /// One that whoever acts sees.
    pub(super) async fn request_seen<R>(
        &mut self,
        request: ChangeRequestId,
    ) -> Result<RequestRow, Failure<R>> {
        let (center, now) = (self.center().id, micros(self.now));
        let (partner, admin) =
            (self.actor().partner.ok_or(Failure::NotFound)?, i64::from(self.actor().admin));
        let row = on!(&mut self.tx, |c| {
            sqlx::query_as::<_, RequestRow>(select_requests!(concat!(seen!(), "AND r.id = $5")))
                .bind(center.uuid())
                .bind(admin)
                .bind(partner.uuid())
                .bind(now)
                .bind(request.uuid())
                .fetch_optional(c)
                .await
        })?;
        row.ok_or(Failure::NotFound)
    }

    /// Whoever acts.
    pub(in crate::campaign) fn person<R>(&self) -> Result<Person, Failure<R>> {
        let actor = self.actor();
        Ok(Person { partner: actor.partner.ok_or(Failure::NotFound)?, account: actor.account })
    }
}

/// Of what is proposed, the words that go with it, and what it was made from.
pub(super) fn content_hash(from: Option<(CampaignId, u32)>, body: &str, reason: Option<&str>) -> ContentHash {
    let mut hash = Sha256::new();
    if let Some((campaign, version)) = from {
        hash.update(campaign.uuid().as_bytes());
        hash.update(version.to_be_bytes());
    }
    // The lengths keep one from running over into the next.
    for part in [body, reason.unwrap_or_default()] {
        hash.update(part.len().to_be_bytes());
        hash.update(part);
    }
    ContentHash::from_bytes(hash.finalize().into())
}
