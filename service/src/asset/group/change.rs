//! What an Admin changes of an Asset group. Access to a group is access to what is in it now and later, so each change stands
//! in the history of whoever has it.

use domain::asset::GroupRefusal;
use domain::id::{AssetGroupId, AssetId};
use domain::name::AssetGroupName;
use sqlx::QueryBuilder;
use uuid::Uuid;

use super::named;
use crate::audit::{Event, GroupedAsset};
use crate::capability::Admin;
use crate::change::{AsAdmin, Change, in_task};
use crate::db::push_ids;
use crate::failure::Failure;

impl Admin {
    /// A group with nothing in it yet.
    ///
    /// # Errors
    /// Refused when the name is taken.
    pub async fn make_group(&self, name: AssetGroupName) -> Result<AssetGroupId, Failure<GroupRefusal>> {
        let admin = self.clone();
        in_task(async move {
            let mut change = Change::by_admin(&admin).await?;
            let group = change.insert_group(&name).await?;
            let name = name.as_str().to_owned();
            change.commit(Event::AssetGroupMade { group: group.uuid(), name }).await?;
            Ok(group)
        })
        .await
    }

    /// Gives a group another name. `opened` is the name that the form showed.
    ///
    /// # Errors
    /// Not found for one of others; refused when the name is taken or was changed meanwhile.
    pub async fn rename_group(
        &self,
        group: AssetGroupId,
        opened: AssetGroupName,
        wanted: AssetGroupName,
    ) -> Result<(), Failure<GroupRefusal>> {
        let admin = self.clone();
        in_task(async move {
            let mut change = Change::by_admin(&admin).await?;
            let (before, given_to) = change.group_to_change(group).await?;
            if before != opened {
                return Err(Failure::Refused(GroupRefusal::Meanwhile(before.as_str().to_owned())));
            }
            if before == wanted {
                return Err(Failure::Refused(GroupRefusal::Nothing));
            }
            change.name_group(group, &wanted).await?;
            let (before, after) = (before.as_str().to_owned(), wanted.as_str().to_owned());
            change.commit(Event::AssetGroupRenamed { group: group.uuid(), before, after, given_to }).await
        })
        .await
    }

    /// Puts Assets into a group and takes others out of it; what is so already stays so.
    ///
    /// # Errors
    /// Not found for a group or an Asset of others; refused when nothing would change.
    pub async fn fill_group(
        &self,
        group: AssetGroupId,
        put: Vec<AssetId>,
        take: Vec<AssetId>,
    ) -> Result<(), Failure<GroupRefusal>> {
        let admin = self.clone();
        in_task(async move {
            let mut change = Change::by_admin(&admin).await?;
            let (name, given_to) = change.group_to_change(group).await?;
            let (put, take) = (change.named_assets(&put).await?, change.named_assets(&take).await?);
            let (put, taken) = (change.put_in(group, put).await?, change.take_out(group, take).await?);
            if put.is_empty() && taken.is_empty() {
                return Err(Failure::Refused(GroupRefusal::Nothing));
            }
            let name = name.as_str().to_owned();
            change.commit(Event::AssetGroupFilled { group: group.uuid(), name, put, taken, given_to }).await
        })
        .await
    }

    /// Takes a group off the list, and from all to whom it was given; the Assets that were in it stay.
    ///
    /// # Errors
    /// Not found for one of others.
    pub async fn remove_group(&self, group: AssetGroupId) -> Result<(), Failure<GroupRefusal>> {
        let admin = self.clone();
        in_task(async move {
            let mut change = Change::by_admin(&admin).await?;
            let (name, given_to) = change.group_to_change(group).await?;
            for statement in
                ["DELETE FROM asset_grants WHERE group_id = $1", "DELETE FROM asset_groups WHERE id = $1"]
            {
                on!(&mut change.tx, |c| sqlx::query(statement)
                    .bind(group.uuid())
                    .execute(c)
                    .await
                    .map(|_| ()))?;
            }
            let name = name.as_str().to_owned();
            change.commit(Event::AssetGroupRemoved { group: group.uuid(), name, given_to }).await
        })
        .await
    }
}

impl Change<AsAdmin> {
    /// Its name, and all who have it, be they in or not.
    async fn group_to_change(
        &mut self,
        group: AssetGroupId,
    ) -> Result<(AssetGroupName, Vec<Uuid>), Failure<GroupRefusal>> {
        let center = self.center().id;
        let rows = on!(&mut self.tx, |c| sqlx::query_as::<_, (String, Option<Uuid>)>(
            "SELECT g.name, x.partner_id
               FROM asset_groups g LEFT JOIN asset_grants x ON x.group_id = g.id
              WHERE g.id = $1 AND g.center_id = $2 ORDER BY x.partner_id",
        )
        .bind(group.uuid())
        .bind(center.uuid())
        .fetch_all(c)
        .await)?;
        let name = rows.first().and_then(|(name, _)| named(name)).ok_or(Failure::NotFound)?;
        Ok((name, rows.into_iter().filter_map(|(_, partner)| partner).collect()))
    }

    async fn insert_group(&mut self, name: &AssetGroupName) -> Result<AssetGroupId, Failure<GroupRefusal>> {
        let (id, center) = (self.new_id(), self.center().id);
        let inserted = on!(&mut self.tx, |c| sqlx::query_scalar::<_, Uuid>(
            "INSERT INTO asset_groups (id, center_id, name, name_key)
             SELECT $1, $2, $3, $4 WHERE true
             ON CONFLICT DO NOTHING
          RETURNING id",
        )
        .bind(id)
        .bind(center.uuid())
        .bind(name.as_str())
        .bind(name.key())
        .fetch_optional(c)
        .await)?;
        inserted.map(AssetGroupId::from_uuid).ok_or(Failure::Refused(GroupRefusal::NameTaken))
    }

    async fn name_group(
        &mut self,
        group: AssetGroupId,
        wanted: &AssetGroupName,
    ) -> Result<(), Failure<GroupRefusal>> {
        let center = self.center().id;
        let named = on!(&mut self.tx, |c| {
            sqlx::query(
            "UPDATE asset_groups SET name = $1, name_key = $2
              WHERE id = $3
                AND NOT EXISTS (SELECT 1 FROM asset_groups WHERE center_id = $4 AND name_key = $2 AND id <> $3)",
        )
        .bind(wanted.as_str())
        .bind(wanted.key())
        .bind(group.uuid())
        .bind(center.uuid())
        .execute(c)
        .await
        .map(|done| done.rows_affected())
        })?;
        if named == 1 { Ok(()) } else { Err(Failure::Refused(GroupRefusal::NameTaken)) }
    }

    /// Those that were not in it.
    async fn put_in(
        &mut self,
        group: AssetGroupId,
        assets: Vec<GroupedAsset>,
    ) -> Result<Vec<GroupedAsset>, Failure<GroupRefusal>> {
        if assets.is_empty() {
            return Ok(assets);
        }
        let done = on!(&mut self.tx, |c| {
            let mut query =
                QueryBuilder::new("INSERT INTO asset_group_assets (center_id, group_id, asset_id) ");
            query.push("SELECT g.center_id, g.id, a.id FROM asset_groups g JOIN assets a ON a.center_id = g.center_id");
            query.push(" WHERE g.id = ").push_bind(group.uuid()).push(" AND a.id IN ");
            push_ids(&mut query, assets.iter().map(|asset| asset.id));
            query.push(" ON CONFLICT (group_id, asset_id) DO NOTHING RETURNING asset_id");
            query.build_query_scalar::<Uuid>().fetch_all(c).await
        })?;
        Ok(those(assets, &done))
    }

    /// Those that were in it.
    async fn take_out(
        &mut self,
        group: AssetGroupId,
        assets: Vec<GroupedAsset>,
    ) -> Result<Vec<GroupedAsset>, Failure<GroupRefusal>> {
        if assets.is_empty() {
            return Ok(assets);
        }
        let done = on!(&mut self.tx, |c| {
            let mut query = QueryBuilder::new("DELETE FROM asset_group_assets WHERE group_id = ");
            query.push_bind(group.uuid()).push(" AND asset_id IN ");
            push_ids(&mut query, assets.iter().map(|asset| asset.id));
            query.push(" RETURNING asset_id");
            query.build_query_scalar::<Uuid>().fetch_all(c).await
        })?;
        Ok(those(assets, &done))
    }

    /// With their names; not found where one is of others.
    async fn named_assets(&mut self, assets: &[AssetId]) -> Result<Vec<GroupedAsset>, Failure<GroupRefusal>> {
        if assets.is_empty() {
            return Ok(Vec::new());
        }
        let center = self.center().id;
        let rows = on!(&mut self.tx, |c| {
            let mut query = QueryBuilder::new("SELECT id, name FROM assets WHERE center_id = ");
            query.push_bind(center.uuid()).push(" AND id IN ");
            push_ids(&mut query, assets.iter().map(|asset| asset.uuid()));
            query.push(" ORDER BY sort_key, id");
            query.build_query_as::<(Uuid, String)>().fetch_all(c).await
        })?;
        let mut wanted = assets.to_vec();
        wanted.sort_unstable();
        wanted.dedup();
        if rows.len() != wanted.len() {
            return Err(Failure::NotFound);
        }
        Ok(rows.into_iter().map(|(id, name)| GroupedAsset { id, name }).collect())
    }
}

fn those(assets: Vec<GroupedAsset>, done: &[Uuid]) -> Vec<GroupedAsset> {
    assets.into_iter().filter(|asset| done.contains(&asset.id)).collect()
}
