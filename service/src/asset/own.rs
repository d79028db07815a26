//! What is shared with somebody, as they are told it.

use domain::grant::Grant;

use super::reach::{AssetReach, asset_reach};
use crate::capability::Member;
use crate::clock::micros;
use crate::failure::Failure;

impl Member {
    /// What is shared with them; an Admin has every Asset without one being given.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn own_assets(&self) -> Result<AssetReach, Failure> {
        match self.grant() {
            Grant::Admin => Ok(AssetReach::default()),
            Grant::Standard { .. } => asset_reach(self.keyholder(), self.partner(), self.center().zone).await,
        }
    }

    /// Whether any Asset was given to them, and counts.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn reaches_an_asset(&self) -> Result<bool, Failure> {
        if self.grant() == Grant::Admin {
            return Ok(true);
        }
        Ok(read!(self.keyholder().db(), |c| sqlx::query_scalar::<_, bool>(
            "SELECT EXISTS (SELECT 1
                              FROM asset_grants x
                              LEFT JOIN asset_group_assets t ON t.group_id = x.group_id
                             WHERE x.partner_id = $1 AND (x.ends_at IS NULL OR x.ends_at > $2)
                               AND coalesce(x.asset_id, t.asset_id) IS NOT NULL)",
        )
        .bind(self.partner().uuid())
        .bind(micros(self.keyholder().clock().now()))
        .fetch_one(c)
        .await)?)
    }
}
