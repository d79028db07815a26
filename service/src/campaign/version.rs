//! Every version of a campaign.

use chrono::{DateTime, Utc};
use domain::id::ChangeRequestId;
use uuid::Uuid;

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
    /// The Change request that it came of.
    pub request: Option<Proposed>,
}

/// Whose proposal became a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed {
    pub request: ChangeRequestId,
    pub by: String,
    /// Whoever approved it ahead.
    pub ahead_by: Option<String>,
}

#[derive(sqlx::FromRow)]
struct VersionRow {
    version: i64,
    body: String,
    saved_by: String,
    saved_at: i64,
    change_request_id: Option<Uuid>,
    proposed_by: Option<String>,
    ahead_by: Option<String>,
}

impl SeenCampaigns {
    /// Of one that they see; the newest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn versions(&self, seen: &StandingCampaign) -> Result<Vec<CampaignVersion>, Failure> {
        let rows = read!(self.keyholder.db(), |c| {
            sqlx::query_as::<_, VersionRow>(
                "SELECT v.version, v.body, v.saved_by, v.saved_at, v.change_request_id, coalesce(p.name, p.contact) AS proposed_by,
                        CASE WHEN r.standing_approval_id IS NOT NULL THEN coalesce(g.name, g.contact) END AS ahead_by
                   FROM campaign_versions v
                   LEFT JOIN change_requests r ON r.id = v.change_request_id
                   LEFT JOIN partners p ON p.id = r.proposer_id
                   LEFT JOIN partners g ON g.id = r.decided_by
                  WHERE v.campaign_id = $1
                  ORDER BY v.version DESC
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
            request: self.change_request_id.zip(self.proposed_by).map(|(id, by)| Proposed {
                request: ChangeRequestId::from_uuid(id),
                by,
                ahead_by: self.ahead_by,
            }),
        })
    }
}
