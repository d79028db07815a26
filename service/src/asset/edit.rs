//! An Asset's name, owner and groups are changed. A form brings back what it was opened with; where something else
//! stands by then, nothing is overwritten unseen.

use std::collections::BTreeSet;

use domain::asset::AssetRefusal;
use domain::fold::unaccented;
use domain::id::AssetId;
use domain::name::AssetGroupName;
use sqlx::QueryBuilder;
use uuid::Uuid;

use super::register::owner_columns;
use super::row::{Row, select_assets};
use super::{Asset, AssetEdit};
use crate::audit::{AssetState, Event};
use crate::capability::Admin;
use crate::change::{AsAdmin, Change, in_task};
use crate::clock::micros;
use crate::failure::Failure;

impl Admin {
    /// # Errors
    /// Not found for one of others; refused when another change came between, when nothing would change, and as
    /// [`Admin::register_asset`].
    pub async fn edit_asset(
        &self,
        asset: AssetId,
        opened: AssetState,
        wanted: AssetEdit,
    ) -> Result<(), Failure<AssetRefusal>> {
        let admin = self.clone();
        in_task(async move {
            let mut change = Change::by_admin(&admin).await?;
            let found = change.asset(asset).await?;
            let before = found.state();
            if before != opened {
                let changes = opened.changes(&before).join(", ");
                return Err(Failure::Refused(AssetRefusal::Meanwhile { by: found.changed_by, changes }));
            }
            let owner = change.owner(&wanted.owner).await?;
            let typed = wanted.owner.typed();
            let after =
                AssetState::new(&found.particulars, &wanted.name, &owner, typed, &wanted.groups);
            if before == after {
                return Err(Failure::Refused(AssetRefusal::Nothing));
            }
            let (owner, owner_partner, owner_name) = owner_columns(&owner);
            let (center, actor, now) = (change.center().id, change.actor().name.clone(), micros(change.now));
            let kind = found.particulars.kind();
            let written = on!(&mut change.tx, |c| sqlx::query_scalar::<_, Uuid>(
                "UPDATE assets
                    SET name = $1, name_key = $2, sort_key = $3, owner = $4, owner_partner_id = $5, owner_name = $6,
                        changed_by = $10, changed_at = $11
                  WHERE id = $7 AND center_id = $8
                    AND NOT EXISTS (SELECT 1 FROM assets
                                     WHERE center_id = $8 AND kind = $9 AND name_key = $2 AND id <> $7)
              RETURNING id",
            )
            .bind(wanted.name.as_str())
            .bind(wanted.name.key())
            .bind(unaccented(wanted.name.as_str()))
            .bind(owner)
            .bind(owner_partner)
            .bind(owner_name)
            .bind(asset.uuid())
            .bind(center.uuid())
            .bind(kind.as_str())
            .bind(actor)
            .bind(now)
            .fetch_optional(c)
            .await)?;
            if written.is_none() {
                return Err(Failure::Refused(AssetRefusal::NameTaken(kind)));
            }
            change.put_into_groups(asset, &wanted.groups).await?;
            let given_to = change.holders_of(&moved(&found.groups, &wanted.groups)).await?;
            change.commit(Event::AssetEdited { asset: asset.uuid(), before, after, given_to }).await
        })
        .await
    }
}

/// The keys of the groups that it left or came into.
fn moved(was: &[AssetGroupName], is: &[AssetGroupName]) -> Vec<String> {
    let keys = |groups: &[AssetGroupName]| groups.iter().map(AssetGroupName::key).collect::<BTreeSet<_>>();
    keys(was).symmetric_difference(&keys(is)).cloned().collect()
}

impl Change<AsAdmin> {
    /// All who have one of these groups, be they in or not.
    async fn holders_of(&mut self, keys: &[String]) -> Result<Vec<Uuid>, Failure<AssetRefusal>> {
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let center = self.center().id.uuid();
        Ok(on!(&mut self.tx, |c| {
            let mut query = QueryBuilder::new(
                "SELECT DISTINCT x.partner_id
                   FROM asset_grants x JOIN asset_groups g ON g.id = x.group_id
                  WHERE g.center_id = ",
            );
            query.push_bind(center).push(" AND g.name_key IN (");
            let mut list = query.separated(", ");
            for key in keys {
                list.push_bind(key.clone());
            }
            query.push(") ORDER BY x.partner_id");
            query.build_query_scalar::<Uuid>().fetch_all(c).await
        })?)
    }

    pub(super) async fn asset(&mut self, asset: AssetId) -> Result<Asset, Failure<AssetRefusal>> {
        let center = self.center().id;
        let row = on!(&mut self.tx, |c| sqlx::query_as::<_, Row>(select_assets!("AND a.id = $2"))
            .bind(center.uuid())
            .bind(asset.uuid())
            .fetch_optional(c)
            .await)?;
        Ok(row.ok_or(Failure::NotFound)?.asset()?)
    }
}
