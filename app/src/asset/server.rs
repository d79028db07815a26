//! What the pages of Assets ask of the server.

use domain::asset::AssetKind;
use domain::id::{AssetId, PartnerId};
use domain::partner::PartnerState;
use leptos::prelude::*;
use leptos_router::params::ParamsMap;
use serde::{Deserialize, Serialize};

use crate::error::PageError;
use crate::form::{FormField, FormState};
use crate::path;

/// What the address of the list asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Asked {
    pub search: String,
    pub kind: Option<AssetKind>,
    pub group: String,
    pub after: Option<AssetId>,
}

/// A page of Assets, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssetsPage {
    pub rows: Vec<AssetItem>,
    /// The last of them, when more come after.
    pub more_after: Option<AssetId>,
    pub groups: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssetItem {
    pub id: AssetId,
    pub name: String,
    pub what: String,
    pub owner: String,
    pub groups: String,
}

/// One that is shared with whoever reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedAsset {
    pub name: String,
    pub what: String,
    pub role: String,
    /// What the role lets them do, with the Modules they have; and which Modules would make it more.
    pub can: String,
    pub missing: Option<String>,
    pub why: String,
    /// The last day, once it is over.
    pub ended: Option<String>,
}

/// Somebody who reaches an Asset.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolderItem {
    pub partner: PartnerId,
    pub name: String,
    pub state: PartnerState,
    pub role: String,
    pub why: String,
}

/// What the form of one Asset needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssetForm {
    /// As it stands; nothing for one that is not registered yet.
    pub state: AssetState,
    /// Names of all groups.
    pub groups: Vec<String>,
    /// For one that is registered: what it is, and who changed it last and when.
    pub registered: Option<Registered>,
    /// Value and words of each choice.
    pub ad_accounts: Vec<(String, String)>,
    pub currencies: Vec<(String, String)>,
    pub offsets: Vec<(String, String)>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registered {
    pub name: String,
    /// As forms of access spell it.
    pub spelt: String,
    pub what: String,
    pub changed: String,
    /// Whom it was given to.
    pub holders: Vec<HolderItem>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AssetField {
    /// As the form was opened, in JSON.
    Opened,
    Kind,
    Name,
    AdvertiserId,
    Currency,
    UtcOffset,
    AdAccount,
    Owner,
    OwnerPartner,
    OwnerName,
    Groups,
    NewGroup,
}

impl FormField for AssetField {
    fn name(self) -> &'static str {
        match self {
            Self::Opened => "opened",
            Self::Kind => "kind",
            Self::Name => "name",
            Self::AdvertiserId => "advertiser_id",
            Self::Currency => "currency",
            Self::UtcOffset => "utc_offset",
            Self::AdAccount => "ad_account",
            Self::Owner => "owner",
            Self::OwnerPartner => "owner_partner",
            Self::OwnerName => "owner_name",
            Self::Groups => "groups",
            Self::NewGroup => "new_group",
        }
    }
}

pub type AssetState = FormState<AssetField>;

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AssetOutcome {
    Registered,
    Saved,
    Removed,
    Refused(AssetState),
}

/// The form as it was posted. Lists carry `[]` in the names of their fields.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Posted {
    pub opened: String,
    pub kind: String,
    pub name: String,
    pub advertiser_id: String,
    pub currency: String,
    pub utc_offset: String,
    pub ad_account: String,
    pub owner: String,
    pub owner_partner: String,
    pub owner_name: String,
    #[serde(alias = "groups[]")]
    pub groups: Vec<String>,
    pub new_group: String,
    /// **Remove**, and nothing else of the form counts.
    pub remove: String,
}

impl Asked {
    pub fn parse(query: &ParamsMap) -> Self {
        let of = |name: &str| query.get(name).unwrap_or_default();
        let kind = AssetKind::parse(&of("kind"));
        Self { search: of("q"), kind, group: of("group"), after: of("after").parse().ok() }
    }

    #[must_use]
    pub fn of_kind(&self, kind: Option<AssetKind>) -> Self {
        Self { kind, after: None, ..self.clone() }
    }

    #[must_use]
    pub fn from(&self, after: Option<AssetId>) -> Self {
        Self { after, ..self.clone() }
    }

    /// The address of this list.
    pub fn address(&self, list: &str) -> String {
        let parts = [
            ("q", self.search.clone()),
            ("kind", self.kind.map_or("", AssetKind::as_str).to_owned()),
            ("group", self.group.clone()),
            ("after", self.after.map(|after| after.to_string()).unwrap_or_default()),
        ];
        path::asking_for(list, &parts)
    }
}

#[server(output = crate::json::Json, endpoint = "assets/list")]
pub async fn list_assets(slug: String, #[server(default)] asked: Asked) -> Result<AssetsPage, PageError> {
    let admin = crate::request::admin(&slug, service::capability::AdminAction::ManageAssets).await?;
    super::save::list(&admin, asked).await
}

#[server(output = crate::json::Json, endpoint = "assets/shared")]
pub async fn shared_assets(slug: String) -> Result<Vec<SharedAsset>, PageError> {
    let member = crate::request::member(&slug).await?;
    super::save::shared(&member).await
}

/// None: one that is not registered yet.
#[server(output = crate::json::Json, endpoint = "assets/one")]
pub async fn ask_asset(slug: String, asset: Option<AssetId>) -> Result<AssetForm, PageError> {
    let admin = crate::request::admin(&slug, service::capability::AdminAction::ManageAssets).await?;
    super::save::open(&admin, asset).await
}

#[server(output = crate::json::Json, endpoint = "assets/save")]
pub async fn save_asset(
    slug: String,
    #[server(default)] asset: String,
    #[server(flatten)] posted: Posted,
) -> Result<AssetOutcome, PageError> {
    let admin = crate::request::admin(&slug, service::capability::AdminAction::ManageAssets).await?;
    let asset = match asset.as_str() {
        "" => None,
        id => Some(id.parse().map_err(|_| PageError::NotFound.answer())?),
    };
    super::save::save(&admin, asset, posted).await
}
