//! An Asset is taken off the list, and from all to whom it was given. What was done with it stays in the audit log.

use domain::asset::AssetRefusal;
use domain::id::AssetId;
use uuid::Uuid;

use crate::audit::Event;
use crate::capability::Admin;
use crate::change::{AsAdmin, Change, in_task};
use crate::failure::Failure;

impl Admin {
    /// # Errors
    /// Not found for one of others; refused for an ad account that audiences or creatives are part of,
    /// for one with campaigns that were not deleted, and for one that something is proposed for.
    pub async fn remove_asset(&self, asset: AssetId) -> Result<(), Failure<AssetRefusal>> {
        let admin = self.clone();
        in_task(async move {
            let mut change = Change::by_admin(&admin).await?;
            let before = change.asset(asset).await?.state();
            change.refuse_unless_unused(asset).await?;
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

impl Change<AsAdmin> {
    /// What is deleted or decided already goes with the ad account it is of.
    async fn refuse_unless_unused(&mut self, asset: AssetId) -> Result<(), Failure<AssetRefusal>> {
        let center = self.center().id;
        let (parts, campaigns, proposals) = on!(&mut self.tx, |c| {
            sqlx::query_as::<_, (i64, i64, i64)>(
            "SELECT (SELECT count(*) FROM assets WHERE center_id = $1 AND ad_account_id = $2),
                    (SELECT count(*) FROM campaigns WHERE center_id = $1 AND ad_account_id = $2 AND status <> 'deleted'),
                    (SELECT count(*) FROM change_requests WHERE center_id = $1 AND ad_account_id = $2 AND state = 'waiting')",
        )
        .bind(center.uuid())
        .bind(asset.uuid())
        .fetch_one(c)
        .await
        })?;
        let refusal = match (parts, campaigns, proposals) {
            (0, 0, 0) => None,
            (0, 0, proposals) => Some(AssetRefusal::HasProposals(proposals)),
            (0, campaigns, _) => Some(AssetRefusal::HasCampaigns(campaigns)),
            (parts, ..) => Some(AssetRefusal::HasParts(parts)),
        };
        if let Some(refusal) = refusal {
            return Err(Failure::Refused(refusal));
        }
        on!(&mut self.tx, |c| sqlx::query("DELETE FROM change_requests WHERE ad_account_id = $1")
            .bind(asset.uuid())
            .execute(c)
            .await
            .map(|_| ()))?;
        let counted = on!(&mut self.tx, |c| sqlx::query_scalar::<_, Option<i64>>(
            "DELETE FROM standing_approvals WHERE ad_account_id = $1 RETURNING ended_at",
        )
        .bind(asset.uuid())
        .fetch_all(c)
        .await)?;
        let counted = counted.into_iter().filter(Option::is_none).count();
        self.center_mut().standing_approvals -= i64::try_from(counted).unwrap_or_default();
        on!(&mut self.tx, |c| sqlx::query("DELETE FROM campaigns WHERE ad_account_id = $1")
            .bind(asset.uuid())
            .execute(c)
            .await
            .map(|_| ()))?;
        Ok(())
    }
}
