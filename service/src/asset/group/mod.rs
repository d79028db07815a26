//! Asset groups: what is in them, and who has them.

mod change;

use domain::asset::{AssetKind, AssetRole};
use domain::id::{AssetGroupId, AssetId, PartnerId};
use domain::name::AssetGroupName;
use uuid::Uuid;

use super::list::MOST_GROUPS;
use crate::capability::Admin;
use crate::failure::{Failure, Fault};
use crate::partner::like;

/// Assets that are not in the group, on one page of it.
const OFFERED: usize = 50;
/// More than a page can show; nobody has them.
const MOST: i64 = 1_000;

/// An Asset group in the list of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssetGroupRow {
    pub id: AssetGroupId,
    pub name: AssetGroupName,
    pub assets: i64,
    /// Who has it, whatever their state.
    pub partners: i64,
}

/// An Asset group with what is in it.
#[derive(Clone, Debug)]
pub struct AssetGroup {
    pub id: AssetGroupId,
    pub name: AssetGroupName,
    pub inside: Vec<GroupableAsset>,
    /// Not in it, found by what was searched for.
    pub outside: Vec<GroupableAsset>,
    pub more_outside: bool,
    pub holders: Vec<GroupHolder>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupableAsset {
    pub id: AssetId,
    pub name: String,
    pub kind: AssetKind,
}

/// Whoever is in or invited, and has the group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupHolder {
    pub partner: PartnerId,
    pub name: String,
    pub role: AssetRole,
}

impl Admin {
    /// Every Asset group, by name.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn groups(&self) -> Result<Vec<AssetGroupRow>, Failure> {
        let rows = read!(self.keyholder().db(), |c| sqlx::query_as::<_, (Uuid, String, i64, i64)>(
            "SELECT g.id, g.name, (SELECT count(*) FROM asset_group_assets t WHERE t.group_id = g.id),
                    (SELECT count(*) FROM asset_grants x JOIN partners p ON p.id = x.partner_id
                      WHERE x.group_id = g.id AND p.state IN ('active', 'invited'))
               FROM asset_groups g WHERE g.center_id = $1 ORDER BY g.name_key LIMIT $2",
        )
        .bind(self.center().id.uuid())
        .bind(MOST_GROUPS)
        .fetch_all(c)
        .await)?;
        let row = |(id, name, assets, partners): (Uuid, String, i64, i64)| {
            Some(AssetGroupRow { id: AssetGroupId::from_uuid(id), name: named(&name)?, assets, partners })
        };
        Ok(rows.into_iter().filter_map(row).collect())
    }

    /// One group, and the Assets outside it that hold the words in their name or advertiser id.
    ///
    /// # Errors
    /// Not found for one of others.
    pub async fn group(&self, group: AssetGroupId, search: &str) -> Result<AssetGroup, Failure> {
        let name = self.group_name(group).await?;
        let (inside, outside) = (self.inside(group).await?, self.outside(group, search).await?);
        let more_outside = outside.len() > OFFERED;
        let outside = outside.into_iter().take(OFFERED).collect();
        let holders = self.group_holders(group).await?;
        Ok(AssetGroup { id: group, name, inside, outside, more_outside, holders })
    }

    async fn group_name(&self, group: AssetGroupId) -> Result<AssetGroupName, Failure> {
        let name = read!(self.keyholder().db(), |c| sqlx::query_scalar::<_, String>(
            "SELECT name FROM asset_groups WHERE id = $1 AND center_id = $2",
        )
        .bind(group.uuid())
        .bind(self.center().id.uuid())
        .fetch_optional(c)
        .await)?;
        name.as_deref().and_then(named).ok_or(Failure::NotFound)
    }

    async fn inside(&self, group: AssetGroupId) -> Result<Vec<GroupableAsset>, Failure> {
        let rows = read!(self.keyholder().db(), |c| sqlx::query_as::<_, (Uuid, String, String)>(
            "SELECT a.id, a.name, a.kind
               FROM asset_group_assets t JOIN assets a ON a.id = t.asset_id
              WHERE t.group_id = $1 ORDER BY a.sort_key, a.id LIMIT $2",
        )
        .bind(group.uuid())
        .bind(MOST)
        .fetch_all(c)
        .await)?;
        groupable(rows)
    }

    async fn outside(&self, group: AssetGroupId, search: &str) -> Result<Vec<GroupableAsset>, Failure> {
        let digits = search.split_whitespace().collect::<String>();
        let rows = read!(self.keyholder().db(), |c| {
            sqlx::query_as::<_, (Uuid, String, String)>(
            "SELECT a.id, a.name, a.kind
               FROM assets a
              WHERE a.center_id = $1
                AND (a.sort_key LIKE '%' || $2 || '%' ESCAPE '\\' OR a.advertiser_id LIKE '%' || $3 || '%' ESCAPE '\\')
                AND NOT EXISTS (SELECT 1 FROM asset_group_assets t WHERE t.group_id = $4 AND t.asset_id = a.id)
              ORDER BY a.sort_key, a.id LIMIT $5",
        )
        .bind(self.center().id.uuid())
        .bind(like(search))
        .bind(like(&digits))
        .bind(group.uuid())
        .bind(i64::try_from(OFFERED + 1).unwrap_or(i64::MAX))
        .fetch_all(c)
        .await
        })?;
        groupable(rows)
    }

    /// Who has it or will once they accept, by name; nobody has one of others.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn group_holders(&self, group: AssetGroupId) -> Result<Vec<GroupHolder>, Failure> {
        let rows = read!(self.keyholder().db(), |c| sqlx::query_as::<_, (Uuid, String, String)>(
            "SELECT p.id, coalesce(p.name, p.contact), x.role
               FROM asset_grants x JOIN partners p ON p.id = x.partner_id
              WHERE x.group_id = $1 AND p.center_id = $2 AND p.state IN ('active', 'invited')
              ORDER BY p.sort_key, p.id LIMIT $3",
        )
        .bind(group.uuid())
        .bind(self.center().id.uuid())
        .bind(MOST)
        .fetch_all(c)
        .await)?;
        let holder = |(partner, name, role): (Uuid, String, String)| {
            Some(GroupHolder { partner: PartnerId::from_uuid(partner), name, role: AssetRole::parse(&role)? })
        };
        Ok(rows.into_iter().filter_map(holder).collect())
    }
}

fn named(name: &str) -> Option<AssetGroupName> {
    AssetGroupName::parse(name).ok()
}

fn groupable(rows: Vec<(Uuid, String, String)>) -> Result<Vec<GroupableAsset>, Failure> {
    let asset = |(id, name, kind): (Uuid, String, String)| {
        let known = AssetKind::parse(&kind);
        let wrong =
            || Fault::Row { table: "assets", column: "kind", row: id.to_string(), holds: kind.clone() };
        Ok(GroupableAsset { id: AssetId::from_uuid(id), name, kind: known.ok_or_else(wrong)? })
    };
    rows.into_iter().map(asset).collect::<Result<_, Fault>>().map_err(Failure::from)
}
