//! An Asset is taken off the list, and from all to whom it was given. What was done with it stays in the audit log.

use domain::asset::AssetRefusal;
use domain::id::AssetId;
use uuid::Uuid;

use crate::audit::Event;
use crate::capability::Admin;
use crate::change::{Change, in_task};
use crate::failure::Failure;

impl Admin {
    /// # Errors
    /// Not found for one of others; refused for an ad account that audiences or creatives are part of,
    /// and for one with campaigns that were not deleted.
    pub async fn remove_asset(&self, asset: AssetId) -> Result<(), Failure<AssetRefusal>> {
        let admin = self.clone();
        in_task(async move {
            let mut change = Change::by_admin(&admin).await?;
            let before = change.asset(asset).await?.state();
            let center = change.center().id;
            let parts = on!(&mut change.tx, |c| sqlx::query_scalar::<_, i64>(
                "SELECT count(*) FROM assets WHERE center_id = $1 AND ad_account_id = $2",
            )
            .bind(center.uuid())
            .bind(asset.uuid())
            .fetch_one(c)
            .await)?;
            if parts > 0 {
                return Err(Failure::Refused(AssetRefusal::HasParts(parts)));
            }
            let campaigns = on!(&mut change.tx, |c| sqlx::query_scalar::<_, i64>(
                "SELECT count(*) FROM campaigns WHERE center_id = $1 AND ad_account_id = $2 AND status <> 'deleted'",
            )
            .bind(center.uuid())
            .bind(asset.uuid())
            .fetch_one(c)
            .await)?;
            if campaigns > 0 {
                return Err(Failure::Refused(AssetRefusal::HasCampaigns(campaigns)));
            }
            on!(&mut change.tx, |c| sqlx::query("DELETE FROM campaigns WHERE ad_account_id = $1")
                .bind(asset.uuid())
                .execute(c)
                .await
                .map(|_| ()))?;
            let given_to = on!(&mut change.tx, |c| sqlx::query_scalar::<_, Uuid>(
                "DELETE FROM asset_grants WHERE asset_id = $1 RETURNING partner_id",
            )
            .bind(asset.uuid())
            .fetch_all(c)
            .await)?;
            on!(&mut change.tx, |c| sqlx::query("DELETE FROM assets WHERE id = $1")
                .bind(asset.uuid())
                .execute(c)
                .await
                .map(|_| ()))?;
            change.commit(Event::AssetRemoved { asset: asset.uuid(), before, given_to }).await
        })
        .await
    }
}
