//! An Asset in the log's words. Stored as JSON: a field never changes its meaning.

use domain::asset::{Owner, Particulars};
use domain::name::{AssetGroupName, AssetName};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What an Asset is and whose, as the log tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssetState {
    /// "Ad account 7012 4498 0031, EUR, UTC+01:00"
    pub what: String,
    pub name: String,
    /// "This Business Center", the address of a partner, or a name.
    pub owner: String,
    pub groups: Vec<String>,
}

/// An Asset that came into a group or left it, as it was called then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupedAsset {
    pub id: Uuid,
    pub name: String,
}

impl AssetState {
    pub(crate) fn new(
        particulars: &Particulars,
        name: &AssetName,
        owner: &Owner,
        typed: Option<&str>,
        groups: &[AssetGroupName],
    ) -> Self {
        let typed = typed.unwrap_or_default();
        let owner = match owner {
            Owner::ThisBusiness => "This Business Center".to_owned(),
            Owner::Partner(_) => typed.to_owned(),
            Owner::Other(name) => format!("{name} (somebody else)"),
        };
        let mut groups: Vec<_> =
            groups.iter().map(|group| (group.key(), group.as_str().to_owned())).collect();
        groups.sort_unstable();
        groups.dedup_by(|one, other| one.0 == other.0);
        let groups = groups.into_iter().map(|(_, name)| name).collect();
        Self { what: particulars.to_string(), name: name.as_str().to_owned(), owner, groups }
    }

    /// What is different in another: "name Halcyon EU → Halcyon Europe".
    pub fn changes(&self, other: &Self) -> Vec<String> {
        let groups =
            |state: &Self| if state.groups.is_empty() { "none".to_owned() } else { state.groups.join(", ") };
        let parts = [
            ("name", self.name.clone(), other.name.clone()),
            ("owner", self.owner.clone(), other.owner.clone()),
            ("groups", groups(self), groups(other)),
        ];
        let changed = parts.into_iter().filter(|(_, was, now)| was != now);
        changed.map(|(what, was, now)| format!("{what} {was} → {now}")).collect()
    }
}
