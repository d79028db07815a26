//! What **Add Partners** asks of the server.

use domain::id::PartnerId;
use domain::invitation::Works;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

pub use super::form::{InviteField, InviteForm};
use crate::error::PageError;

/// What the dialog shows before anything is typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BeforeInviting {
    /// What it starts from: what somebody had before, where they are invited again, and what is to be given.
    pub filled_in: Option<InviteForm>,
    /// "4 active + 1 invited of 20".
    pub admin_seats: String,
    pub standard_warning: Option<String>,
    /// "GB and JP": whose phones can be invited; none where there is no SMS gateway.
    pub sms_to: Option<String>,
    /// Assets and groups that can be added.
    pub suggested: Vec<String>,
    /// An invitation that is sent now.
    pub works: Works,
    /// "Berlin time": the zone in which a day ends.
    pub zone: String,
}

/// What became of **Send Invite**.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum InviteOutcome {
    /// By mail.
    Sent,
    SentBySms,
    /// An Asset was added; nothing is sent yet.
    Added(InviteForm),
    Refused(InviteForm),
}

/// The form as it was posted. Lists carry `[]` in the names of their fields.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Posted {
    pub contact: String,
    /// The address that was asked about already: sent again, it is meant so.
    pub as_typed: String,
    /// The one that was offered instead, by its own button.
    pub right_contact: String,
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
    /// What to add before anything is sent.
    pub add_asset: String,
    pub ends: String,
    pub note: String,
}

#[server(output = crate::json::Json, endpoint = "partners/before-inviting")]
pub async fn ask_before_inviting(
    slug: String,
    again: Option<PartnerId>,
    #[server(default)] gives: String,
) -> Result<BeforeInviting, PageError> {
    let admin = crate::request::admin(&slug, service::capability::AdminAction::InvitePartner).await?;
    super::invite::page(&admin, again, &gives).await.map_err(|failure| PageError::from(failure).answer())
}

#[server(output = crate::json::Json, endpoint = "partners/invite")]
pub async fn invite_partner(
    slug: String,
    #[server(flatten)] posted: Posted,
) -> Result<InviteOutcome, PageError> {
    let admin = crate::request::admin(&slug, service::capability::AdminAction::InvitePartner).await?;
    super::invite::invite(&admin, posted).await
}
