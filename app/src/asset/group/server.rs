//! What the pages of Asset groups ask of the server.

use domain::asset::GroupChange;
use domain::id::{AssetGroupId, AssetId, PartnerId};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::PageError;
use crate::form::{FormField, FormState};

/// A group in the list of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupItem {
    pub id: AssetGroupId,
    pub name: String,
    pub assets: i64,
    pub partners: i64,
}

/// The page of one group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupPage {
    pub id: AssetGroupId,
    pub name: String,
    /// As forms of access spell it.
    pub spelt: String,
    pub inside: Vec<AssetChoice>,
    /// Found by what was searched for, and not in it.
    pub outside: Vec<AssetChoice>,
    pub more_outside: bool,
    pub holders: Vec<GroupHolder>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssetChoice {
    pub id: AssetId,
    pub name: String,
    pub kind: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupHolder {
    pub partner: PartnerId,
    pub name: String,
    pub role: String,
}

/// A change that was asked for and waits: whom it is about is said first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupCheck {
    pub change: GroupChange,
    pub assets: Vec<AssetId>,
    /// Who gains or loses what.
    pub affects: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum GroupField {
    Name,
}

impl FormField for GroupField {
    fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
        }
    }
}

pub type GroupForm = FormState<GroupField>;

#[server(output = crate::json::Json, endpoint = "assets/groups")]
pub async fn list_groups(slug: String) -> Result<Vec<GroupItem>, PageError> {
    let admin = crate::request::admin(&slug, service::capability::AdminAction::ManageAssets).await?;
    let groups = admin.groups().await.map_err(|failure| PageError::from(failure).answer())?;
    let item = |group: service::asset::AssetGroupRow| GroupItem {
        id: group.id,
        name: group.name.as_str().to_owned(),
        assets: group.assets,
        partners: group.partners,
    };
    Ok(groups.into_iter().map(item).collect())
}

/// None: the address holds no id.
#[server(output = crate::json::Json, endpoint = "assets/group")]
pub async fn see_group(
    slug: String,
    group: Option<AssetGroupId>,
    #[server(default)] search: String,
) -> Result<GroupPage, PageError> {
    let admin = crate::request::admin(&slug, service::capability::AdminAction::ManageAssets).await?;
    let Some(group) = group else { return Err(PageError::NotFound.answer()) };
    let search = domain::fold::typed(&search);
    let page = admin.group(group, &search).await.map_err(|failure| PageError::from(failure).answer())?;
    Ok(ssr::page(page))
}

#[cfg(feature = "ssr")]
mod ssr {
    use domain::asset::AssetTarget;
    use service::asset::{AssetGroup, GroupableAsset};

    use super::{AssetChoice, GroupHolder, GroupPage};

    pub(super) fn page(group: AssetGroup) -> GroupPage {
        let choice = |asset: GroupableAsset| AssetChoice {
            id: asset.id,
            name: asset.name,
            kind: asset.kind.label().to_owned(),
        };
        let holder = |of: service::asset::GroupHolder| GroupHolder {
            partner: of.partner,
            name: of.name,
            role: of.role.label().to_owned(),
        };
        let target = AssetTarget::Group { id: group.id, name: group.name.clone() };
        GroupPage {
            id: group.id,
            spelt: target.spelt(),
            name: group.name.as_str().to_owned(),
            inside: group.inside.into_iter().map(choice).collect(),
            outside: group.outside.into_iter().map(choice).collect(),
            more_outside: group.more_outside,
            holders: group.holders.into_iter().map(holder).collect(),
        }
    }
}
