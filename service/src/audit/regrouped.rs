//! The past of Asset groups: an Asset says by name which it is in, a grant by name and id which was given.

use domain::asset::{AssetTarget, TargetId};
use domain::id::{AssetGroupId, AssetId};
use domain::name::AssetGroupName;
use uuid::Uuid;

use super::asset_state::GroupedAsset;
use super::replay::{Mark, Replay};

impl Replay {
    pub(super) fn renamed(&mut self, group: Uuid, before: &str, after: &str) -> Option<()> {
        let (before, after) = (AssetGroupName::parse(before).ok()?, AssetGroupName::parse(after).ok()?);
        let groups = self.assets.values_mut().flat_map(|asset| &mut asset.groups);
        for (name, _) in groups.filter(|(name, _)| name.key() == before.key()) {
            name.clone_from(&after);
        }
        let given = self.people.values_mut().flat_map(|person| &mut person.assets);
        for (grant, _) in given {
            if let AssetTarget::Group { id, name } = &mut grant.target
                && id.uuid() == group
            {
                name.clone_from(&after);
            }
        }
        Some(())
    }

    pub(super) fn grouped(
        &mut self,
        name: &str,
        put: &[GroupedAsset],
        taken: &[GroupedAsset],
        mark: Mark,
    ) -> Option<()> {
        let group = AssetGroupName::parse(name).ok()?;
        for of in put {
            let asset = self.assets.get_mut(&AssetId::from_uuid(of.id))?;
            asset.groups.push((group.clone(), mark));
        }
        for of in taken {
            let asset = self.assets.get_mut(&AssetId::from_uuid(of.id))?;
            asset.groups.retain(|(name, _)| name.key() != group.key());
        }
        Some(())
    }

    pub(super) fn ungrouped(&mut self, group: Uuid, name: &str) -> Option<()> {
        let key = AssetGroupName::parse(name).ok()?.key();
        for asset in self.assets.values_mut() {
            asset.groups.retain(|(name, _)| name.key() != key);
        }
        let group = TargetId::Group(AssetGroupId::from_uuid(group));
        for person in self.people.values_mut() {
            person.assets.retain(|(grant, _)| grant.target.id() != group);
        }
        Some(())
    }
}
