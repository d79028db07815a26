//! Every version of a campaign.

use chrono::{DateTime, Utc};

use super::{SeenCampaigns, StandingCampaign};
use crate::audit::CampaignState;
use crate::clock::at;
use crate::failure::Failure;

/// More than a page shows; the audit log has all.
const MOST: i64 = 200;

/// A version, as it was saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CampaignVersion {
    pub number: u32,
    pub state: CampaignState,
    pub saved_by: String,
    pub saved_at: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct VersionRow {
    version: i64,
    body: String,
    saved_by: String,
    saved_at: i64,
}

impl SeenCampaigns {
    /// Of one that they see; the newest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn versions(&self, seen: &StandingCampaign) -> Result<Vec<CampaignVersion>, Failure> {
        let rows = read!(self.keyholder.db(), |c| {
            sqlx::query_as::<_, VersionRow>(
                "SELECT version, body, saved_by, saved_at
                   FROM campaign_versions
                  WHERE campaign_id = $1
                  ORDER BY version DESC
                  LIMIT $2",
            )
            .bind(seen.id.uuid())
            .bind(MOST)
            .fetch_all(c)
            .await
        })?;
        rows.into_iter().map(VersionRow::version).collect()
    }
}

impl VersionRow {
    fn version(self) -> Result<CampaignVersion, Failure> {
        Ok(CampaignVersion {
            number: u32::try_from(self.version).unwrap_or_default(),
            state: serde_json::from_str(&self.body)?,
            saved_by: self.saved_by,
            saved_at: at(self.saved_at),
        })
    }
}
