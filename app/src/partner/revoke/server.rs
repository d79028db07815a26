//! What **Revoke Access** asks of the server.

use domain::id::{AssetId, ChangeRequestId, PartnerId};
use domain::revoke::OpenInvitation;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::PageError;
use crate::form::{FormField, FormState};
use crate::partner::candidates::Candidates;
use crate::partner::organisation::OrganisationHere;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum RevokeField {
    Keep,
    /// The successor for one open proposal.
    Proposal(ChangeRequestId),
    /// The successor for the campaigns of one ad account.
    Campaigns(AssetId),
    Reason,
    Tell,
}

impl FormField for RevokeField {
    fn name(self) -> &'static str {
        match self {
            Self::Keep => "keep[]",
            Self::Proposal(_) | Self::Campaigns(_) => "successors[]",
            Self::Reason => "reason",
            Self::Tell => "tell",
        }
    }

    fn id(self) -> String {
        match self {
            Self::Proposal(id) => format!("proposal-{id}"),
            Self::Campaigns(id) => format!("campaigns-{id}"),
            Self::Keep | Self::Reason | Self::Tell => self.name().to_owned(),
        }
    }
}

pub type RevokeForm = FormState<RevokeField>;

/// Whom it is about, and what it would end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Whom {
    pub name: String,
    /// They have an e-mail address here.
    pub mailed: bool,
    /// Address and organisation.
    pub under: String,
    pub ends: Vec<String>,
    pub stays: Vec<String>,
    pub sent: Vec<OpenInvitation>,
    /// Proposals of theirs that wait.
    pub proposals: Vec<LeftItem>,
    /// Campaigns that they are responsible for, by ad account.
    pub campaigns: Vec<LeftItem>,
    /// Comes back with the form: nothing is ended that was not shown.
    pub rehearsed: String,
    /// Others of their Organisation who are here.
    pub others: Option<OrganisationHere>,
}

/// Something that needs a successor.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct LeftItem {
    pub field: RevokeField,
    /// The campaign, or the ad account.
    pub name: String,
    /// The ad account, or its campaigns.
    pub under: String,
    /// Value and words of each who can be chosen, the ordinary one first.
    pub successors: Vec<(String, String)>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Rehearsed {
    Shown(Box<Whom>),
    Refused {
        words: String,
        /// For the only Admin.
        candidates: Option<Candidates>,
    },
}

/// What became of **Revoke Access**.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RevokeOutcome {
    Revoked,
    Refused(RevokeForm),
}

/// None: the address holds no id.
#[server(output = crate::json::Json, endpoint = "partners/rehearse-revoke")]
pub async fn rehearse_revoke(slug: String, partner: Option<PartnerId>) -> Result<Rehearsed, PageError> {
    let admin = crate::request::admin(&slug, service::capability::AdminAction::ManagePartner).await?;
    let Some(partner) = partner else { return Err(PageError::NotFound.answer()) };
    super::rehearse::rehearse(&admin, partner).await
}

#[server(output = crate::json::Json, endpoint = "partners/revoke")]
pub async fn revoke_access(
    slug: String,
    partner: PartnerId,
    rehearsed: String,
    #[server(default)] keep: Vec<String>,
    #[server(default)] successors: Vec<String>,
    #[server(default)] reason: String,
    #[server(default)] tell: String,
) -> Result<RevokeOutcome, PageError> {
    let admin = crate::request::admin(&slug, service::capability::AdminAction::ManagePartner).await?;
    super::rehearse::revoke(
        &admin,
        partner,
        super::rehearse::Typed { rehearsed, keep, successors, reason, tell },
    )
    .await
}
