//! The page **Assets**, and what its forms offer.

use domain::asset::AssetKind;
use domain::id::AssetId;
use domain::name::AssetGroupName;
use uuid::Uuid;

use super::Asset;
use super::row::{Row, select_assets};
use crate::capability::Admin;
use crate::failure::{Failure, Fault};
use crate::partner::like;

/// How many rows stand on a page.
const ROWS: usize = 50;
/// More groups than a form can offer; nobody has them.
pub(super) const MOST_GROUPS: i64 = 500;

/// Which Assets are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AssetsQuery {
    /// In the name or the advertiser id.
    pub search: String,
    pub kind: Option<AssetKind>,
    /// Those in the group.
    pub group: Option<AssetGroupName>,
    /// Those that come after this one.
    pub after: Option<AssetId>,
}

/// A page of Assets, by name.
#[derive(Clone, Debug)]
pub struct AssetsPage {
    pub rows: Vec<Asset>,
    /// More come after the last row.
    pub more: bool,
}

/// What an audience or a creative can be part of.
#[derive(Clone, Debug)]
pub struct AdAccount {
    pub id: AssetId,
    pub name: String,
}

impl Admin {
    /// # Errors
    /// When the database can't be read.
    pub async fn assets(&self, query: &AssetsQuery) -> Result<AssetsPage, Failure> {
        let search = query.search.split_whitespace().collect::<String>();
        let rows = read!(self.keyholder().db(), |c| {
            sqlx::query_as::<_, Row>(select_assets!(
            "AND (a.sort_key LIKE '%' || $2 || '%' ESCAPE '\\' OR a.advertiser_id LIKE '%' || $3 || '%' ESCAPE '\\')
             AND ($4 = '' OR a.kind = $4)
             AND ($5 = '' OR EXISTS (SELECT 1 FROM asset_group_assets t JOIN asset_groups g ON g.id = t.group_id
                                      WHERE t.asset_id = a.id AND g.name_key = $5))
             AND ($6 IS NULL OR (a.sort_key, a.id) > (SELECT sort_key, id FROM assets
                                                       WHERE id = $6 AND center_id = $1))
             ORDER BY a.sort_key, a.id
             LIMIT $7"
        ))
        .bind(self.center().id.uuid())
        .bind(like(&query.search))
        .bind(like(&search))
        .bind(query.kind.map_or("", AssetKind::as_str))
        .bind(query.group.as_ref().map(AssetGroupName::key).unwrap_or_default())
        .bind(query.after.map(AssetId::uuid))
        .bind(i64::try_from(ROWS + 1).unwrap_or(i64::MAX))
        .fetch_all(c)
        .await
        })?;
        let more = rows.len() > ROWS;
        let rows = rows.into_iter().take(ROWS).map(Row::asset).collect::<Result<_, Fault>>()?;
        Ok(AssetsPage { rows, more })
    }

    /// # Errors
    /// Not found for one of others.
    pub async fn asset(&self, asset: AssetId) -> Result<Asset, Failure> {
        let row =
            read!(self.keyholder().db(), |c| sqlx::query_as::<_, Row>(select_assets!("AND a.id = $2"))
                .bind(self.center().id.uuid())
                .bind(asset.uuid())
                .fetch_optional(c)
                .await)?;
        Ok(row.ok_or(Failure::NotFound)?.asset()?)
    }

    /// Every Asset group, by name.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn asset_groups(&self) -> Result<Vec<AssetGroupName>, Failure> {
        let names = read!(self.keyholder().db(), |c| sqlx::query_scalar::<_, String>(
            "SELECT name FROM asset_groups WHERE center_id = $1 ORDER BY name_key LIMIT $2",
        )
        .bind(self.center().id.uuid())
        .bind(MOST_GROUPS)
        .fetch_all(c)
        .await)?;
        Ok(names.iter().filter_map(|name| AssetGroupName::parse(name).ok()).collect())
    }

    /// Every ad account, by name.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn ad_accounts(&self) -> Result<Vec<AdAccount>, Failure> {
        let rows = read!(self.keyholder().db(), |c| {
            sqlx::query_as::<_, (Uuid, String)>(
            "SELECT id, name FROM assets WHERE center_id = $1 AND kind = 'ad_account' ORDER BY sort_key, id",
        )
        .bind(self.center().id.uuid())
        .fetch_all(c)
        .await
        })?;
        Ok(rows.into_iter().map(|(id, name)| AdAccount { id: AssetId::from_uuid(id), name }).collect())
    }
}
