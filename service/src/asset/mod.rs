//! Assets: what access is given to. Admins register them, say whose each is, and put them into Asset groups.

mod edit;
mod grant;
mod group;
mod list;
mod offer;
mod own;
mod reach;
mod register;
mod remove;
mod row;
mod would_reach;

use chrono::{DateTime, Utc};
use domain::asset::{Owner, Particulars};
use domain::contact::Contact;
use domain::id::AssetId;
use domain::name::{AssetGroupName, AssetName, OrganisationName};

pub(crate) use self::grant::{GrantRow, asset_grants, grant_columns, grants};
pub use self::group::{AssetGroup, AssetGroupRow, GroupHolder, GroupableAsset};
pub use self::list::{AdAccount, AssetsPage, AssetsQuery};
pub use self::offer::TargetSearch;
pub(crate) use self::reach::asset_reach;
pub use self::reach::{AssetHolder, AssetReach, AssetWay};
use crate::audit::AssetState;

/// An Asset as pages show it.
#[derive(Clone, Debug)]
pub struct Asset {
    pub id: AssetId,
    pub name: AssetName,
    pub particulars: Particulars,
    /// The name of the ad account that it is part of.
    pub ad_account: Option<String>,
    pub owner: Owner,
    /// The owner in a form: the address of a partner, or a name.
    pub owner_typed: Option<String>,
    /// The owner for readers.
    pub owner_name: String,
    /// Who registered it or changed it last, and when.
    pub changed_by: String,
    pub changed_at: DateTime<Utc>,
    /// By name.
    pub groups: Vec<AssetGroupName>,
}

/// What an Admin decides of an Asset, and may change later.
#[derive(Clone, Debug)]
pub struct AssetEdit {
    pub name: AssetName,
    pub owner: TypedOwner,
    /// Those that are new are made.
    pub groups: Vec<AssetGroupName>,
}

/// Whose it is, as typed.
#[derive(Clone, Debug)]
pub enum TypedOwner {
    ThisBusiness,
    /// By the address that stands in the list of partners.
    Partner(Contact),
    Other(OrganisationName),
}

impl Asset {
    /// As the log tells it, and as a form brings it back.
    pub fn state(&self) -> AssetState {
        let name = self.owner_typed.as_deref();
        AssetState::new(&self.particulars, &self.name, &self.owner, name, &self.groups)
    }
}
