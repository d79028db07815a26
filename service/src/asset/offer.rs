//! What can be given: every Asset and group, found by what somebody types.

use domain::asset::AssetTarget;
use domain::fold::{self, fold, unaccented};
use domain::near;
use uuid::Uuid;

use super::grant::target;
use crate::capability::Admin;
use crate::failure::Failure;
use crate::partner::escaped;

/// As many as a form suggests; whoever has more types.
const SUGGESTED: i64 = 200;
/// As many as are looked through for a name that is nearly the typed one.
const LOOKED_THROUGH: i64 = 2000;
/// As many as are named when several are meant.
const NAMED: usize = 5;

/// What was meant by some typed words.
#[derive(Clone, Debug)]
pub enum TargetSearch {
    One(AssetTarget),
    /// Their names, not all where there are many.
    Several(Vec<String>),
    Nothing,
}

/// Assets and groups whose name or advertiser id holds the words; those of just that name first, then by name.
const TARGETS: &str = r"
    SELECT asset_id, group_id, kind, name
      FROM (SELECT id AS asset_id, NULL AS group_id, kind, name, sort_key AS key, name_key = $5 AS is_exact
              FROM assets
             WHERE center_id = $1
               AND (sort_key LIKE '%' || $2 || '%' ESCAPE '\' OR advertiser_id LIKE '%' || $3 || '%' ESCAPE '\')
             UNION ALL
            SELECT NULL, id, NULL, name, name_key, name_key = $5
              FROM asset_groups
             WHERE center_id = $1 AND name_key LIKE '%' || $4 || '%' ESCAPE '\') AS targets
     ORDER BY is_exact DESC, key, kind, name
     LIMIT $6";

type Row = (Option<Uuid>, Option<Uuid>, Option<String>, String);

impl Admin {
    /// What a form suggests, as it spells them; not all where there are many.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn suggested_targets(&self) -> Result<Vec<String>, Failure> {
        Ok(self.some_targets().await?.iter().map(AssetTarget::spelt).collect())
    }

    /// By name, not all where there are many.
    pub(crate) async fn some_targets(&self) -> Result<Vec<AssetTarget>, Failure> {
        self.targets_like("", SUGGESTED).await
    }

    /// The Asset or group that somebody means who types this: spelt as the form does it, by its name, by a part of it, or
    /// by its advertiser id.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn find_target(&self, typed: &str) -> Result<TargetSearch, Failure> {
        let typed = &fold::typed(typed);
        if typed.is_empty() {
            return Ok(TargetSearch::Nothing);
        }
        let found = self.targets_like(typed, SUGGESTED).await?;
        let mut meant: Vec<_> =
            found.iter().filter(|target| fold(target.name()) == fold(typed)).cloned().collect();
        if let Some((name, sort)) = typed.strip_suffix(')').and_then(|typed| typed.rsplit_once(" (")) {
            let mut spelt = self.targets_like(name, SUGGESTED).await?;
            spelt.retain(|target| target.sort() == sort && fold(target.name()) == fold(name));
            meant.append(&mut spelt);
        }
        let mut meant = if meant.is_empty() { found } else { meant };
        Ok(match meant.len() {
            0 => TargetSearch::Nothing,
            1 => TargetSearch::One(meant.remove(0)),
            _ => TargetSearch::Several(meant.iter().take(NAMED).map(AssetTarget::spelt).collect()),
        })
    }

    /// What is nearly called so, for where nothing is; the nearest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn nearly_called(&self, typed: &str) -> Result<Vec<AssetTarget>, Failure> {
        let all = self.targets_like("", LOOKED_THROUGH).await?;
        Ok(near::nearest(all, |target| near::apart(typed, target.name()), NAMED))
    }

    async fn targets_like(&self, typed: &str, most: i64) -> Result<Vec<AssetTarget>, Failure> {
        let digits = typed.split_whitespace().collect::<String>();
        let rows = read!(self.keyholder().db(), |c| sqlx::query_as::<_, Row>(TARGETS)
            .bind(self.center().id.uuid())
            .bind(escaped(&unaccented(typed)))
            .bind(escaped(&digits))
            .bind(escaped(&fold(typed)))
            .bind(fold(typed))
            .bind(most)
            .fetch_all(c)
            .await)?;
        Ok(rows
            .iter()
            .filter_map(|(asset, group, kind, name)| target(*asset, *group, kind.as_deref(), name))
            .collect())
    }
}
