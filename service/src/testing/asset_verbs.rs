//! What Admins do with Assets.

use chrono::{DateTime, Utc};
use domain::asset::{
    AdvertiserId, AssetGrant, AssetGrants, AssetRefusal, AssetRole, AssetTarget, Currency, Particulars,
    UtcOffset,
};
use domain::edit::Access;
use domain::end::EndDate;
use domain::id::AssetId;
use domain::name::{AssetGroupName, AssetName};
use domain::zone::Zone;

use super::cast::Insider;
use crate::asset::{AssetEdit, AssetsQuery, TargetSearch, TypedOwner};
use crate::failure::Failure;

/// An ad account billed in euros, an hour east of UTC.
pub fn ad_account(advertiser: &str) -> Particulars {
    Particulars::AdAccount {
        advertiser: AdvertiserId::parse(advertiser).unwrap(),
        currency: Currency::parse("EUR").unwrap(),
        offset: UtcOffset::from_minutes(60).unwrap(),
    }
}

/// Owned by the business, in no group.
pub fn named(name: &str) -> AssetEdit {
    typed(name, TypedOwner::ThisBusiness, &[])
}

pub fn typed(name: &str, owner: TypedOwner, groups: &[&str]) -> AssetEdit {
    let groups = groups.iter().map(|group| AssetGroupName::parse(group).unwrap()).collect();
    AssetEdit { name: AssetName::parse(name).unwrap(), owner, groups }
}

/// Without a purpose or an end.
pub fn role(target: AssetTarget, role: AssetRole) -> AssetGrant {
    AssetGrant { target, role, purpose: None, ends: None }
}

/// To the end of that day, UTC; none where the day is over.
pub fn until(day: &str, now: DateTime<Utc>) -> Option<EndDate> {
    EndDate::parse(day, Zone::UTC, now).unwrap()
}

/// Gives it beside all that they have, or in place of what they had of it.
pub fn give(access: &mut Access, grant: AssetGrant) {
    let id = grant.target.id();
    let others = access.assets().iter().filter(|of| of.target.id() != id).cloned();
    let assets = AssetGrants::new(others.chain([grant])).unwrap();
    *access = access.clone().with_assets(assets);
}

impl Insider {
    /// The one Asset or group that is meant by these words.
    pub async fn target(&self, typed: &str) -> AssetTarget {
        match self.admin().await.find_target(typed).await.unwrap() {
            TargetSearch::One(target) => target,
            other => panic!("{typed}: {other:?}"),
        }
    }

    pub async fn registers(&self, particulars: Particulars, new: AssetEdit) -> AssetId {
        self.tries_to_register(particulars, new).await.unwrap()
    }

    pub async fn tries_to_register(
        &self,
        particulars: Particulars,
        new: AssetEdit,
    ) -> Result<AssetId, Failure<AssetRefusal>> {
        self.admin().await.register_asset(particulars, new).await
    }

    /// Opens the Asset, types this, and saves.
    pub async fn tries_to_edit_asset(
        &self,
        asset: AssetId,
        wanted: AssetEdit,
    ) -> Result<(), Failure<AssetRefusal>> {
        let admin = self.admin().await;
        let opened = admin.asset(asset).await.map_err(Failure::widen)?.state();
        admin.edit_asset(asset, opened, wanted).await
    }

    /// The names on the page Assets.
    pub async fn assets(&self, query: &AssetsQuery) -> Vec<String> {
        let page = self.admin().await.assets(query).await.unwrap();
        page.rows.iter().map(|asset| asset.name.as_str().to_owned()).collect()
    }
}
