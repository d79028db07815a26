//! What the page of a diagnosis asks of the server.

use domain::access::AccessLevel;
use domain::diagnosis::Problem;
use domain::id::PartnerId;
use domain::partner::{PartnerAction, PartnerState};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::PageError;

/// A diagnosis, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnosed {
    pub id: PartnerId,
    pub problem: Problem,
    pub name: String,
    pub state: PartnerState,
    pub level: AccessLevel,
    /// "2 causes found in 9 checks. The likeliest comes first."
    pub summary: String,
    pub findings: Vec<FindingItem>,
    pub passed: Vec<Checked>,
    pub questions: Vec<Asked>,
    pub facts: Vec<(String, String)>,
    pub copy_link: bool,
}

/// A cause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingItem {
    pub title: String,
    pub sure: String,
    pub because: String,
    /// What was said, and what it means.
    pub compare: Vec<Compared>,
    pub right_address: Option<RightAddress>,
    pub mends: Vec<PartnerAction>,
    /// Where **Edit** leads: to what is missing.
    pub edit: String,
    /// Label and address of the page that mends it, or tells more.
    pub ways: Vec<(String, String)>,
    /// What the first button does.
    pub hint: Option<String>,
}

/// Where the invite should have gone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RightAddress {
    pub address: String,
    /// The one that it went to.
    pub invited: String,
    /// It may be another person's: the button leads to a question before it sends.
    pub guessed: bool,
}

/// One line of what is held beside another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compared {
    pub what: String,
    /// Of these three, the middle one differs from the other line; empty where nothing is held beside it.
    pub says: [String; 3],
}

impl Compared {
    pub fn plain(what: impl Into<String>, says: impl Into<String>) -> Self {
        Self { what: what.into(), says: [says.into(), String::new(), String::new()] }
    }
}

/// What to ask them, and what to do when they say yes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    pub words: String,
    /// Label and address.
    pub ways: Vec<(String, String)>,
}

/// Something that is fine, and what is known about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked {
    pub what: String,
    pub told: String,
}

/// None: the address holds no id, or no problem.
#[server(output = crate::json::Json, endpoint = "diagnosis")]
pub async fn diagnose(
    slug: String,
    partner: Option<PartnerId>,
    problem: Option<Problem>,
) -> Result<Diagnosed, PageError> {
    let admin = crate::request::admin(&slug, service::capability::AdminAction::SeePartners).await?;
    let (partner, problem) = partner.zip(problem).ok_or_else(|| PageError::NotFound.answer())?;
    super::words::told(&admin, partner, problem).await.map_err(|failure| PageError::from(failure).answer())
}
