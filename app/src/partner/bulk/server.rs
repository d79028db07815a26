//! What a bulk change asks of the server: who it would be about, and a piece of it after the other.

use std::collections::HashSet;

use domain::id::{OrganisationId, PartnerId};
use domain::partner::{BulkDeed, PartnerState};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::PageError;
use crate::form::{FormField, FormState};

/// Said where a form is sent in which nobody is ticked.
pub const NOBODY_TICKED: &str = "Nobody is ticked, so nothing was done.";

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BulkField {
    Reason,
}

impl FormField for BulkField {
    fn name(self) -> &'static str {
        match self {
            Self::Reason => "reason",
        }
    }
}

pub type BulkForm = FormState<BulkField>;

/// Whom a bulk change is about, and what became of it so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkPage {
    /// None while nobody is chosen.
    pub deed: Option<BulkDeed>,
    /// They were not chosen in the list: they are all of an Organisation.
    pub of: Option<WholeOrganisation>,
    pub items: Vec<BulkItem>,
    pub left_out: Vec<LeftOutItem>,
    /// Those who came to the Organisation since its page was opened: nothing is done with them.
    pub came: Vec<LeftOutItem>,
    /// There are more than are changed at once.
    pub more: bool,
    pub problem: Option<String>,
    pub form: BulkForm,
    /// When it began: what was done since is not done again.
    pub begun: String,
    /// The list that they stand in.
    pub back: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WholeOrganisation {
    pub id: OrganisationId,
    pub name: String,
}

/// One of those with whom it is done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkItem {
    pub id: PartnerId,
    pub name: String,
    pub under: String,
    pub state: PartnerState,
    /// What ends, and what goes with it; nothing where nothing ends.
    pub ends: Vec<String>,
    pub ticked: bool,
    pub outcome: Option<BulkOutcome>,
}

/// One of those with whom it is not, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOutItem {
    pub id: PartnerId,
    pub name: String,
    pub why: String,
}

/// What became of it with one of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkOutcome {
    pub done: bool,
    pub words: String,
    /// Theirs from then on.
    pub state: PartnerState,
}

impl BulkPage {
    /// Everybody that it shows.
    pub fn shown(&self) -> HashSet<PartnerId> {
        self.items.iter().map(|item| item.id).chain(self.left_out.iter().map(|item| item.id)).collect()
    }

    /// Whoever was not shown before is said to have come.
    #[must_use]
    pub fn with_who_came(mut self, before: &HashSet<PartnerId>) -> Self {
        let (items, new): (Vec<_>, Vec<_>) =
            self.items.into_iter().partition(|item| before.contains(&item.id));
        let (left_out, others) =
            self.left_out.into_iter().partition(|item: &LeftOutItem| before.contains(&item.id));
        let in_words = |item: BulkItem| LeftOutItem { why: stands(item.state), name: item.name, id: item.id };
        self.came = new.into_iter().map(in_words).chain(others).collect();
        Self { items, left_out, ..self }
    }
}

fn stands(state: PartnerState) -> String {
    match state {
        PartnerState::Active => "They are in.".to_owned(),
        state => format!("Their state is {}.", state.label()),
    }
}

/// Does it with so many of them; the page then asks for the next.
#[server(output = crate::json::Json, endpoint = "partners/bulk")]
pub async fn do_in_bulk(
    slug: String,
    deed: String,
    begun: String,
    #[server(default)] reason: String,
    #[server(default)] partners: Vec<PartnerId>,
) -> Result<Vec<(PartnerId, BulkOutcome)>, PageError> {
    use domain::note::Note;

    use super::step::{PIECE, change, run};

    let admin = crate::request::admin(&slug, service::capability::AdminAction::ManagePartner).await?;
    // The page lets no other reason through.
    match (BulkDeed::parse(&deed), Note::parse(&reason)) {
        (Some(deed), Ok(reason)) if partners.len() <= PIECE => {
            run(&admin, &change(&admin, deed, &begun, reason), &partners).await
        }
        _ => Err(PageError::NotUnderstood.answer()),
    }
}

/// All of an Organisation, before it is revoked. None: the address holds no id.
#[server(output = crate::json::Json, endpoint = "organisations/rehearse")]
pub async fn rehearse_organisation(
    slug: String,
    organisation: Option<OrganisationId>,
) -> Result<BulkPage, PageError> {
    let admin = crate::request::admin(&slug, service::capability::AdminAction::ManagePartner).await?;
    let Some(organisation) = organisation else { return Err(PageError::NotFound.answer()) };
    super::step::organisation(&admin, organisation, None).await.map_err(PageError::answer)
}
