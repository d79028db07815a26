//! What the list can be filtered by, by name: organisations and Assets.

use domain::asset::AssetKind;

use crate::capability::Admin;
use crate::failure::Failure;

/// As many of each as a form suggests; whoever has more types.
const SUGGESTED: i64 = 200;

const NAMES: &str = "
    SELECT kind, name
      FROM (SELECT NULL AS kind, name, name_key AS key FROM organisations WHERE center_id = $1 ORDER BY name_key LIMIT $2) o
     UNION ALL
    SELECT kind, name
      FROM (SELECT kind, name, sort_key AS key FROM assets WHERE center_id = $1 ORDER BY sort_key, kind LIMIT $2) a";

impl Admin {
    /// Organisations, and Assets spelt with their kind, each in the order of their names; not all where there are many.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn names_to_filter_by(&self) -> Result<(Vec<String>, Vec<String>), Failure> {
        let rows = read!(self.keyholder().db(), |c| sqlx::query_as::<_, (Option<String>, String)>(NAMES)
            .bind(self.center().id.uuid())
            .bind(SUGGESTED)
            .fetch_all(c)
            .await)?;
        let (assets, organisations): (Vec<_>, Vec<_>) =
            rows.into_iter().partition(|(kind, _)| kind.is_some());
        let spelt = |(kind, name): (Option<String>, String)| {
            let kind = kind.as_deref().and_then(AssetKind::parse)?;
            Some(format!("{name} ({})", kind.label()))
        };
        let organisations = organisations.into_iter().map(|(_, name)| name).collect();
        Ok((organisations, assets.into_iter().filter_map(spelt).collect()))
    }
}
