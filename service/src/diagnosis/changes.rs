//! **Changes not saving**.

use chrono::{DateTime, Utc};
use domain::asset::AssetKind;
use domain::diagnosis::assets::GivenAsset;
use domain::diagnosis::changes::{Facts, Waiting};
use domain::id::{ChangeRequestId, PartnerId};
use uuid::Uuid;

use super::assets::given;
use crate::asset::AssetReach;
use crate::audit::CampaignState;
use crate::capability::{Admin, Member};
use crate::clock::at;
use crate::failure::Failure;
use crate::partner::PartnerDetails;

/// What a diagnosis of **Changes not saving** looks at.
#[derive(Clone, Debug)]
pub struct Changes {
    pub partner: PartnerDetails,
    pub facts: Facts,
}

#[derive(sqlx::FromRow)]
struct WaitingRow {
    many: i64,
    id: Uuid,
    name: Option<String>,
    body: String,
    edited_at: i64,
}

impl Admin {
    /// # Errors
    /// Not found for a partner of others.
    pub async fn changes_facts(&self, partner: PartnerId) -> Result<Changes, Failure> {
        let details = self.partner(partner).await?;
        let reach = self.asset_reach(partner).await?;
        let accounts = ad_accounts(&reach, self.keyholder().clock().now());
        let facts = Facts {
            who: details.subject(),
            ad_accounts: accounts,
            waiting: self.member().waiting_of(partner).await?,
        };
        Ok(Changes { partner: details, facts })
    }
}

/// Those that they were given, and what they have of each.
pub(super) fn ad_accounts(reach: &AssetReach, now: DateTime<Utc>) -> Vec<GivenAsset> {
    let held = reach.holds(now).into_iter();
    held.filter(|(way, _)| way.kind == AssetKind::AdAccount).map(given).collect()
}

impl Member {
    pub(super) async fn waiting_of(&self, partner: PartnerId) -> Result<Option<Waiting>, Failure> {
        let row = read!(self.keyholder().db(), |c| sqlx::query_as::<_, WaitingRow>(
            "SELECT count(*) OVER () AS many, r.id, k.name, r.body, r.edited_at
               FROM change_requests r
               LEFT JOIN campaigns k ON k.id = r.campaign_id
              WHERE r.center_id = $1 AND r.proposer_id = $2 AND r.state = 'waiting'
              ORDER BY r.edited_at, r.id
              LIMIT 1",
        )
        .bind(self.center().id.uuid())
        .bind(partner.uuid())
        .fetch_optional(c)
        .await)?;
        let Some(row) = row else { return Ok(None) };
        let campaign = match row.name {
            Some(name) => name,
            None => serde_json::from_str::<CampaignState>(&row.body)?.name,
        };
        Ok(Some(Waiting {
            many: u32::try_from(row.many).unwrap_or(u32::MAX),
            request: ChangeRequestId::from_uuid(row.id),
            campaign,
            since: at(row.edited_at),
        }))
    }
}
