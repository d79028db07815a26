//! **Changes not saving**.

use domain::asset::AssetKind;
use domain::diagnosis::changes::{Facts, Waiting};
use domain::id::{ChangeRequestId, PartnerId};
use uuid::Uuid;

use crate::audit::CampaignState;
use crate::capability::Admin;
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
        let held = reach.holds(self.keyholder().clock().now()).into_iter();
        let accounts = held.filter(|(way, _)| way.kind == AssetKind::AdAccount);
        let facts = Facts {
            who: details.subject(),
            ad_accounts: accounts.map(|(way, hold)| (way.name.as_str().to_owned(), hold)).collect(),
            waiting: self.waiting_of(partner).await?,
        };
        Ok(Changes { partner: details, facts })
    }

    async fn waiting_of(&self, partner: PartnerId) -> Result<Option<Waiting>, Failure> {
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
