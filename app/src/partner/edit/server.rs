//! What **Edit** asks of the server.

use domain::edit::{Access, Difference, Line};
use domain::id::{AccessRequestId, PartnerId};
use domain::invitation::Works;
use domain::partner::PartnerState;
use domain::revoke::OpenInvitation;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::PageError;
use crate::form::{FormField, FormState};
use crate::notice::Notice;
use crate::partner::candidates::Candidates;
use crate::path::ADD_ASSET;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EditField {
    /// As it stood when the form was opened.
    Opened,
    Kind,
    Organisation,
    Level,
    Modules,
    /// Rows of Assets, each as JSON.
    Assets,
    AddAsset,
    /// The last day of the whole access.
    Ends,
}

impl FormField for EditField {
    fn name(self) -> &'static str {
        match self {
            Self::Opened => "opened",
            Self::Kind => "kind",
            Self::Organisation => "organisation",
            Self::Level => "level",
            Self::Modules => "modules",
            Self::Assets => "assets",
            Self::AddAsset => ADD_ASSET,
            Self::Ends => "ends",
        }
    }
}

pub type EditForm = FormState<EditField>;

/// Whom it is about, as they stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditPage {
    pub name: String,
    /// Address and organisation, as far as the name does not say them.
    pub under: String,
    pub had: Access,
    pub form: EditForm,
    /// "4 active + 1 invited of 20"
    pub admin_seats: String,
    /// "Berlin time": the zone in which a day ends.
    pub zone: String,
    /// The Invitation that waits for them.
    pub works: Option<Works>,
    /// Assets and groups that can be added.
    pub suggested: Vec<String>,
    /// What they ask for, where that is to be answered.
    pub asks_for: Option<String>,
    /// They are the only Admin, who can't be reduced before there is another.
    pub candidates: Option<Candidates>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ToEdit {
    Open(Box<EditPage>),
    Refused(String),
}

/// What became of a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EditOutcome {
    /// To be mended, or gone back to.
    Form(EditForm),
    /// The summary before **Confirm**.
    Check(Box<Check>),
    /// Somebody else changed it since the form was opened.
    Meanwhile(Box<Differing>),
    Done,
    /// With an invitation that was not accepted yet.
    InvitationDone,
}

impl EditOutcome {
    /// What is said once it is done.
    pub fn notice(&self) -> Option<Notice> {
        match self {
            Self::Done => Some(Notice::Edited),
            Self::InvitationDone => Some(Notice::InvitationEdited),
            Self::Form(_) | Self::Check(_) | Self::Meanwhile(_) => None,
        }
    }
}

/// What a change means; nothing is changed yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// How whoever it is about stands.
    pub state: PartnerState,
    pub difference: Difference,
    /// Of each Asset whose own last day comes after the whole access ends.
    pub cut_short: Vec<String>,
    /// Until when the Invitation that waits for them works.
    pub works: Option<String>,
    /// Invitations that end, or are kept, when an Admin becomes Standard.
    pub sent: Vec<OpenInvitation>,
    /// Ids of those that were ticked to be kept, when it was not confirmed.
    pub keep: Vec<String>,
    /// Comes back with **Confirm**: [`Access`] as JSON, twice, and what was shown of the Invitations.
    pub opened: String,
    pub wanted: String,
    pub rehearsed: String,
    /// Why it was not confirmed.
    pub problem: Option<String>,
}

/// Where the two differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Differing {
    pub by: String,
    /// "2 min ago"
    pub when: String,
    pub lines: Vec<Line>,
    /// As it stands now, what comes of both, and what was wanted: [`Access`] as JSON.
    pub now: String,
    pub merged: String,
    pub mine: String,
    pub rehearsed: String,
}

/// None: the address holds no id.
#[server(output = crate::json::Json, endpoint = "partners/to-edit")]
pub async fn ask_to_edit(
    slug: String,
    partner: Option<PartnerId>,
    // An Asset or group that is to be given, as forms spell it.
    #[server(default)] gives: String,
    // The Access request that is to be answered.
    #[server(default)] answers: Option<AccessRequestId>,
) -> Result<ToEdit, PageError> {
    let admin = crate::request::admin(&slug, service::capability::AdminAction::ManagePartner).await?;
    let Some(partner) = partner else { return Err(PageError::NotFound.answer()) };
    super::steps::open(&admin, partner, &gives, answers).await
}

/// A step as it was posted. Lists carry `[]` in the names of their fields.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Posted {
    pub step: String,
    /// The Access request that it was opened to answer.
    pub answers: String,
    /// **Back to edit**.
    pub back: String,
    pub opened: String,
    pub kind: String,
    pub organisation: String,
    pub level: String,
    #[serde(alias = "modules[]")]
    pub modules: Vec<String>,
    #[serde(alias = "assets[]")]
    pub assets: Vec<String>,
    #[serde(alias = "asset_roles[]")]
    pub asset_roles: Vec<String>,
    #[serde(alias = "asset_purposes[]")]
    pub asset_purposes: Vec<String>,
    #[serde(alias = "asset_ends[]")]
    pub asset_ends: Vec<String>,
    /// What to add before anything else happens.
    pub add_asset: String,
    pub ends: String,
    pub wanted: String,
    pub rehearsed: String,
    #[serde(alias = "keep[]")]
    pub keep: Vec<String>,
    pub mine: String,
    pub take_grant: String,
    pub take_kind: String,
    pub take_organisation: String,
    pub take_ends: String,
    /// Names of parts.
    #[serde(alias = "take_assets[]")]
    pub take_assets: Vec<String>,
}

#[server(output = crate::json::Json, endpoint = "partners/edit")]
pub async fn edit_partner(
    slug: String,
    partner: PartnerId,
    #[server(flatten)] posted: Posted,
) -> Result<EditOutcome, PageError> {
    let admin = crate::request::admin(&slug, service::capability::AdminAction::ManagePartner).await?;
    super::steps::step(&admin, partner, posted).await
}
