//! What a Partner has, in the log's words. Stored as JSON: a field never changes its meaning.

use chrono::{DateTime, NaiveDate, Utc};
use domain::access::{AccessLevel, Module};
use domain::asset::AssetGrants;
use domain::edit;
use domain::end::EndDate;
use domain::grant::Grant;
use domain::name::OrganisationName;
use domain::partner::PartnerKind;
use serde::{Deserialize, Serialize};

use super::asset_access::AssetAccess;

/// What a Partner has, as the log tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Access {
    pub kind: Option<String>,
    pub level: String,
    pub modules: Vec<String>,
    pub organisation: Option<String>,
    /// None in entries from before there were any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assets: Vec<AssetAccess>,
    /// The last day, in the zone that the Business Center had then, and the moment it counts to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends: Option<(NaiveDate, DateTime<Utc>)>,
}

impl Access {
    pub(crate) fn of(access: &edit::Access) -> Self {
        let grant = access.grant;
        let modules = match grant {
            Grant::Admin => Vec::new(),
            Grant::Standard { modules } => modules.iter().map(Module::as_str).map(str::to_owned).collect(),
        };
        Self {
            kind: access.kind.map(|kind| kind.as_str().to_owned()),
            level: grant.level().as_str().to_owned(),
            modules,
            organisation: access.organisation.as_ref().map(|name| name.as_str().to_owned()),
            assets: access.assets().iter().map(AssetAccess::of).collect(),
            ends: access.ends().map(|end| (end.day(), end.moment())),
        }
    }

    /// What it tells, where this build still knows every word of it.
    pub fn parse(&self) -> Option<edit::Access> {
        let modules = self.modules.iter().map(|code| Module::parse(code)).collect::<Option<_>>()?;
        let grant = match AccessLevel::parse(&self.level)? {
            AccessLevel::Admin => Grant::Admin,
            AccessLevel::Standard => Grant::Standard { modules },
        };
        let assets = self.assets.iter().map(AssetAccess::parse).collect::<Option<Vec<_>>>()?;
        let access = edit::Access::new(
            self.kind.as_deref().and_then(PartnerKind::parse),
            self.organisation.as_deref().and_then(|name| OrganisationName::parse(name).ok()),
            grant,
            AssetGrants::new(assets).ok()?,
        );
        Some(access.with_end(self.ends.map(|(day, at)| EndDate::recorded(day, at))))
    }
}
