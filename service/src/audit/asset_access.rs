//! Access to one Asset or group in the log's words. Stored as JSON: a field never changes its meaning.

use chrono::{DateTime, NaiveDate, Utc};
use domain::asset::{AssetGrant, AssetKind, AssetRole, AssetTarget};
use domain::end::EndDate;
use domain::id::{AssetGroupId, AssetId};
use domain::name::{AssetGroupName, AssetName, Purpose};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What was given on one Asset or group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssetAccess {
    pub id: Uuid,
    /// Of an Asset; a group has none.
    pub kind: Option<String>,
    /// As it was called then.
    pub name: String,
    pub role: String,
    pub purpose: Option<String>,
    /// The last day, in the zone that the Business Center had then.
    pub last_day: Option<NaiveDate>,
    pub ends_at: Option<DateTime<Utc>>,
}

impl AssetAccess {
    pub(super) fn of(grant: &AssetGrant) -> Self {
        let (id, kind) = match &grant.target {
            AssetTarget::Asset { id, kind, .. } => (id.uuid(), Some(kind.as_str().to_owned())),
            AssetTarget::Group { id, .. } => (id.uuid(), None),
        };
        Self {
            id,
            kind,
            name: grant.target.name().to_owned(),
            role: grant.role.as_str().to_owned(),
            purpose: grant.purpose.as_ref().map(|purpose| purpose.as_str().to_owned()),
            last_day: grant.ends.map(EndDate::day),
            ends_at: grant.ends.map(EndDate::moment),
        }
    }

    pub(super) fn parse(&self) -> Option<AssetGrant> {
        let target = match &self.kind {
            Some(kind) => AssetTarget::Asset {
                id: AssetId::from_uuid(self.id),
                kind: AssetKind::parse(kind)?,
                name: AssetName::parse(&self.name).ok()?,
            },
            None => AssetTarget::Group {
                id: AssetGroupId::from_uuid(self.id),
                name: AssetGroupName::parse(&self.name).ok()?,
            },
        };
        Some(AssetGrant {
            target,
            role: AssetRole::parse(&self.role)?,
            purpose: self.purpose.as_deref().and_then(|purpose| Purpose::parse(purpose).ok()),
            ends: self.last_day.zip(self.ends_at).map(|(day, at)| EndDate::recorded(day, at)),
        })
    }
}
