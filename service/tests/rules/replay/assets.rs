//! What is done with Assets on the walk.

use chrono::TimeDelta;
use domain::asset::{AssetGrant, AssetRole, AssetTarget, Particulars};
use domain::id::AssetId;
use domain::name::AssetGroupName;
use service::asset::{AssetsQuery, TargetSearch, TypedOwner};
use service::capability::Admin;
use service::testing::{Insider, role, typed, until};

use super::walk::Walk;

const GROUPS: [&str; 3] = ["Northlight", "Spring", "WEB"];
const NAMES: [&str; 6] = ["Álava", "Halcyon EU", "Halcyon US", "Shop", "Spring", "Web pixel"];

impl Walk<'_> {
    pub async fn targets(&mut self, admin: &Admin) -> Vec<AssetTarget> {
        let mut targets = Vec::new();
        for name in admin.suggested_targets().await.unwrap() {
            if let TargetSearch::One(target) = admin.find_target(&name).await.unwrap() {
                targets.push(target);
            }
        }
        targets
    }

    pub fn any_role(&mut self, target: AssetTarget) -> AssetGrant {
        let day = self.world.now().date_naive() + TimeDelta::days(i64::try_from(self.dice.below(4)).unwrap());
        let ends = if self.dice.below(2) == 0 { until(&day.to_string(), self.world.now()) } else { None };
        AssetGrant { ends, ..role(target, AssetRole::ALL[self.dice.below(2)]) }
    }

    pub async fn registers(&mut self) -> Option<()> {
        let admin = self.admin().await;
        let kinds = [Particulars::Pixel, Particulars::Catalog, Particulars::TikTokAccount];
        let kind = kinds[self.dice.below(3)].clone();
        let (name, groups) = self.any_name_and_groups();
        if self.assets(&admin).await.len() > 5 {
            return None;
        }
        admin.tries_to_register(kind, typed(name, TypedOwner::ThisBusiness, &groups)).await.ok().map(|_| ())
    }

    pub async fn changes_an_asset(&mut self) -> Option<()> {
        let admin = self.admin().await;
        let asset = *self.dice.one(&self.assets(&admin).await)?;
        let (name, groups) = self.any_name_and_groups();
        admin.tries_to_edit_asset(asset, typed(name, TypedOwner::ThisBusiness, &groups)).await.ok()
    }

    pub async fn removes(&mut self) -> Option<()> {
        let admin = self.admin().await;
        let asset = *self.dice.one(&self.assets(&admin).await)?;
        admin.admin().await.remove_asset(asset).await.ok()
    }

    /// Another name, other Assets, or none of it any more.
    pub async fn changes_a_group(&mut self) -> Option<()> {
        let insider = self.admin().await;
        let (admin, assets) = (insider.admin().await, self.assets(&insider).await);
        let group = self.dice.one(&admin.groups().await.unwrap())?.clone();
        match self.dice.below(6) {
            0 | 1 => {
                let name = AssetGroupName::parse(["Autumn", "spring", "Web"][self.dice.below(3)]).unwrap();
                admin.rename_group(group.id, group.name, name).await.ok()
            }
            2 => admin.remove_group(group.id).await.ok(),
            _ => {
                let mut some = || assets.iter().copied().filter(|_| self.dice.below(2) == 0).collect();
                admin.fill_group(group.id, some(), some()).await.ok()
            }
        }
    }

    fn any_name_and_groups(&mut self) -> (&'static str, Vec<&'static str>) {
        let name = NAMES[self.dice.below(NAMES.len())];
        (name, GROUPS.into_iter().filter(|_| self.dice.below(2) == 0).collect())
    }

    async fn assets(&self, admin: &Insider) -> Vec<AssetId> {
        let page = admin.admin().await.assets(&AssetsQuery::default()).await.unwrap();
        page.rows.iter().map(|asset| asset.id).collect()
    }
}
