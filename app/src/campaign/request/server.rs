//! What the pages of Change requests ask of the server.

use domain::campaign::request::{Compared, ContentHash, RequestState};
use domain::id::{CampaignId, ChangeRequestId, PartnerId};
use domain::zone::Moment;
use leptos::prelude::*;
use leptos_router::params::ParamsMap;
use serde::{Deserialize, Serialize};

use crate::error::PageError;
use crate::form::{FormField, FormState};
use crate::path;

/// What the address of the list asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Asked {
    pub state: RequestState,
    pub after: Option<ChangeRequestId>,
}

/// A page of Change requests, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestsPage {
    pub rows: Vec<RequestItem>,
    /// The last of them, when more come after.
    pub more_after: Option<ChangeRequestId>,
    pub counts: Vec<(RequestState, u32)>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestItem {
    pub id: ChangeRequestId,
    pub campaign: String,
    pub ad_account: String,
    pub proposer: String,
    /// "Budget €250.00 a day → €400.00 a day"
    pub changes: Vec<String>,
    pub state: RequestState,
    /// "4 min ago", and by whom it was decided.
    pub when: String,
    /// What whoever looks brings back to decide it together with others; none where they can't.
    pub pick: Option<String>,
    /// The campaign was changed since.
    pub stale: bool,
}

/// One Change request, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownRequest {
    pub id: ChangeRequestId,
    /// "Renée Østergård wants to change Glow Serum · EU launch"
    pub title: String,
    pub campaign_name: String,
    /// Its page, once there is one.
    pub campaign: Option<CampaignId>,
    pub state: RequestState,
    pub proposer: String,
    /// To an Admin, whose page has a link to theirs.
    pub proposer_page: Option<PartnerId>,
    /// "4 min ago", and ", changed just now".
    pub proposed: String,
    /// ", Northlight Media, for Halcyon EU (EUR, UTC+01:00)."
    pub of_whom: String,
    pub reason: Option<String>,
    pub difference: Difference,
    /// Label and words of each field that stays.
    pub stays: Vec<(String, String)>,
    pub decided: Option<Decided>,
    pub comments: Vec<CommentItem>,
    /// "Approved 21, rejected 2, withdrawn 1."; none of whose first it is.
    pub track: Option<String>,
    /// "Mina Okafor or Jonas Weber"
    pub deciders: String,
    pub can: Can,
    /// Why it could not be approved as it stands, to whoever decides.
    pub hindrance: Option<String>,
    /// To an Admin, of a change by an Operator: where changes like this are approved ahead.
    pub approve_ahead: Option<String>,
    /// To an Admin, what waits for them.
    pub queue: Option<Queue>,
}

/// How many wait, the place of this one while it does, and which comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Queue {
    pub waiting: u32,
    pub place: Option<u32>,
    pub next: Option<ChangeRequestId>,
}

/// What is different.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Difference {
    /// All of a new campaign.
    New(Vec<(String, String)>),
    /// Beside the version that it changes.
    Two { version: u32, rows: Vec<Compared>, of: usize },
    /// The campaign was changed since it was proposed.
    Three { base: u32, version: u32, by: String, rows: Vec<Compared> },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// None of a withdrawn one.
    pub by: Option<String>,
    pub at: Moment,
    pub answer: Option<String>,
    /// By a Standing approval.
    pub ahead: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommentItem {
    pub by: String,
    pub words: String,
    pub at: Moment,
}

/// What whoever looks can do with it, besides saying something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Can {
    /// With what they saw; `over` where the campaign was changed since it was proposed.
    Decide {
        content: ContentHash,
        version: Option<u32>,
        over: Option<u32>,
    },
    /// Their own, which waits. `admin`: they became one since, and still don't decide it.
    Edit {
        admin: bool,
    },
    Nothing,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Field {
    Comment,
}

impl FormField for Field {
    fn name(self) -> &'static str {
        "comment"
    }
}

/// What was said or decided, as it was refused.
pub type CommentState = FormState<Field>;

/// What came of several that were decided at once, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    pub done: Option<String>,
    /// Name of the campaign, and why nothing came of it.
    pub refused: Vec<(String, String)>,
    pub form: CommentState,
    /// What was ticked, while nothing came of it.
    pub picked: Vec<String>,
}

impl Default for Asked {
    fn default() -> Self {
        Self { state: RequestState::Waiting, after: None }
    }
}

impl Asked {
    pub fn parse(query: &ParamsMap) -> Self {
        let of = |name: &str| query.get(name).unwrap_or_default();
        Self {
            state: RequestState::parse(&of("state")).unwrap_or(RequestState::Waiting),
            after: of("after").parse().ok(),
        }
    }

    /// The address of this list.
    pub fn address(self, list: &str) -> String {
        let state = if self.state == RequestState::Waiting { "" } else { self.state.as_str() };
        let after = self.after.map(|after| after.to_string()).unwrap_or_default();
        path::asking_for(list, &[("state", state.to_owned()), ("after", after)])
    }
}

#[server(output = crate::json::Json, endpoint = "campaigns/requests")]
pub async fn list_requests(slug: String, #[server(default)] asked: Asked) -> Result<RequestsPage, PageError> {
    let campaigns = crate::request::campaigns(&slug).await?;
    super::words::list(&campaigns, asked).await
}

/// None: the address holds no id.
#[server(output = crate::json::Json, endpoint = "campaigns/request")]
pub async fn ask_request(slug: String, request: Option<ChangeRequestId>) -> Result<ShownRequest, PageError> {
    let campaigns = crate::request::campaigns(&slug).await?;
    let request = request.ok_or_else(|| PageError::NotFound.answer())?;
    super::words::one(&campaigns, request).await
}
