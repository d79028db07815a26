//! What the pages of campaigns ask of the server.

use domain::campaign::{CampaignField, CampaignStatus};
use domain::decision::Refusal;
use domain::id::{CampaignId, ChangeRequestId};
use domain::zone::Moment;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::asked::Asked;
use crate::error::PageError;
use crate::form::{FormField, FormState};
use crate::notice::Notice;
use crate::path;

/// A page of campaigns, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CampaignsPage {
    pub rows: Vec<CampaignItem>,
    /// The last of them, when more come after.
    pub more_after: Option<CampaignId>,
    /// How many there are of each status; of none: all that were not deleted.
    pub counts: Vec<(Option<CampaignStatus>, u32)>,
    /// Value and words of each ad account.
    pub ad_accounts: Vec<(String, String)>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CampaignItem {
    pub id: CampaignId,
    pub name: String,
    pub objective: String,
    pub ad_account: String,
    pub budget: String,
    pub start: String,
    pub end: String,
    pub status: CampaignStatus,
    /// "4 minutes ago by Ada Lindqvist"
    pub saved: String,
}

/// One campaign, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownCampaign {
    pub name: String,
    pub status: CampaignStatus,
    pub version: u32,
    pub facts: Vec<(String, String)>,
    /// The newest first.
    pub versions: Vec<VersionItem>,
    /// What whoever looks can do with it; none where nobody can.
    pub changes: Option<Changes>,
    /// What waits for a decision about it, of whoever looks or, to an Admin, of everybody.
    pub waiting: Vec<WaitingItem>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Changes {
    AtOnce,
    ByApproval,
    /// They only see it.
    No(Refusal),
}

/// A Change request that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingItem {
    pub id: ChangeRequestId,
    /// "Renée Østergård wants to change it: Budget €250.00 a day → €400.00 a day"
    pub words: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionItem {
    pub number: u32,
    pub by: String,
    /// The Change request that it came of, and "as Mina Okafor" or "approved ahead by Ada Lindqvist, as".
    pub proposed: Option<(ChangeRequestId, String)>,
    pub at: Moment,
    /// What is other than in the version before; in the first one all of it.
    pub changes: Vec<String>,
}

/// What a form is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Subject {
    New,
    Campaign(CampaignId),
    /// A proposal of their own that waits.
    Request(ChangeRequestId),
}

/// A field that stays as it is, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FixedField {
    pub field: CampaignField,
    pub words: String,
    pub why: String,
}

/// What the form needs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CampaignForm {
    /// As it stands; nothing of a new one.
    pub state: CampaignState,
    /// The name of one that stands.
    pub name: Option<String>,
    pub fixed: Vec<FixedField>,
    /// Value and words of each ad account.
    pub ad_accounts: Vec<(String, String)>,
    /// In which currency its budget is and in which offset its times; unknown before an ad account is chosen.
    pub terms: Option<(String, String)>,
    /// An Admin decides; without that it is saved.
    pub proposes: bool,
    /// When what stands in it was kept as a draft.
    pub draft: Option<Moment>,
    /// What they propose for it already: a second one is not taken.
    pub waits: Option<ChangeRequestId>,
}

/// What becomes of a proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decides {
    /// "Mina Okafor or Jonas Weber"
    pub deciders: String,
    /// What of it counts at once: "Ada Lindqvist approved changes of the budget ahead. …"
    pub ahead: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Field {
    /// The version that was shown.
    Shown,
    /// The proposal that was shown.
    Saw,
    Name,
    Objective,
    AdAccount,
    BudgetKind,
    Budget,
    Start,
    End,
    Status,
    Note,
    Reason,
    /// Whether a draft of it is kept.
    Draft,
}

impl FormField for Field {
    fn name(self) -> &'static str {
        match self {
            Self::Shown => "shown",
            Self::Saw => "saw",
            Self::Reason => "reason",
            Self::Draft => "draft",
            Self::Name => "name",
            Self::Objective => "objective",
            Self::AdAccount => "ad_account",
            Self::BudgetKind => "budget_kind",
            Self::Budget => "budget",
            Self::Start => "start",
            Self::End => "end",
            Self::Status => "status",
            Self::Note => "note",
        }
    }
}

pub type CampaignState = FormState<Field>;

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CampaignOutcome {
    Created(CampaignId),
    Saved(CampaignId),
    Proposed(ChangeRequestId),
    ProposalSaved(ChangeRequestId),
    /// Approved ahead, so it stands.
    ChangedAhead(ChangeRequestId),
    /// Nothing is kept of what was typed.
    DraftDiscarded,
    Refused(CampaignState),
}

impl CampaignOutcome {
    /// What is said, and on which page; or the form as it was refused.
    ///
    /// # Errors
    /// The form, where it was refused.
    pub fn done(self, slug: &str) -> Result<(Notice, String), CampaignState> {
        Ok(match self {
            Self::Created(id) => (Notice::CampaignCreated, path::campaign(slug, id)),
            Self::Saved(id) => (Notice::CampaignSaved, path::campaign(slug, id)),
            Self::Proposed(id) => (Notice::Proposed, path::change_request(slug, id)),
            Self::ProposalSaved(id) => (Notice::ProposalEdited, path::change_request(slug, id)),
            Self::ChangedAhead(id) => (Notice::ChangedAhead, path::change_request(slug, id)),
            Self::DraftDiscarded => (Notice::DraftDiscarded, path::campaigns(slug)),
            Self::Refused(form) => return Err(form),
        })
    }
}

/// The form as it was posted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Posted {
    pub shown: String,
    pub saw: String,
    pub reason: String,
    pub name: String,
    pub objective: String,
    pub ad_account: String,
    pub budget_kind: String,
    pub budget: String,
    pub start: String,
    pub end: String,
    pub status: String,
    pub note: String,
    /// **Delete**, and nothing else of the form counts.
    pub delete: String,
    /// Whether a draft of it is kept.
    pub draft: String,
    /// **Discard draft**, and nothing else of the form counts.
    pub discard: String,
}

#[server(output = crate::json::Json, endpoint = "campaigns/list")]
pub async fn list_campaigns(
    slug: String,
    #[server(default)] asked: Asked,
) -> Result<CampaignsPage, PageError> {
    let campaigns = crate::request::campaigns(&slug).await?;
    super::words::list(&campaigns, asked).await
}

#[server(output = crate::json::Json, endpoint = "campaigns/one")]
pub async fn ask_campaign(slug: String, campaign: Option<CampaignId>) -> Result<ShownCampaign, PageError> {
    let campaigns = crate::request::campaigns(&slug).await?;
    let campaign = campaign.ok_or_else(|| PageError::NotFound.answer())?;
    super::words::one(&campaigns, campaign).await
}

/// None: the address holds no id.
#[server(output = crate::json::Json, endpoint = "campaigns/form")]
pub async fn ask_campaign_form(slug: String, subject: Option<Subject>) -> Result<CampaignForm, PageError> {
    let campaigns = crate::request::campaigns(&slug).await?;
    let subject = subject.ok_or_else(|| PageError::NotFound.answer())?;
    super::open::open(&campaigns, subject).await
}

/// Who decides what a form proposes, as it stands while it is filled in.
#[server(output = crate::json::Json, endpoint = "campaigns/decides")]
pub async fn who_decides(slug: String, subject: Option<Subject>) -> Result<Decides, PageError> {
    let campaigns = crate::request::campaigns(&slug).await?;
    let subject = subject.ok_or_else(|| PageError::NotFound.answer())?;
    super::decides::of(&campaigns, subject).await
}

/// What somebody typed and could not save.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftItem {
    pub name: String,
    /// The address of its form.
    pub href: String,
    pub kept: Moment,
}

#[server(output = crate::json::Json, endpoint = "campaigns/drafts")]
pub async fn own_drafts(slug: String) -> Result<Vec<DraftItem>, PageError> {
    let campaigns = crate::request::campaigns(&slug).await?;
    super::draft::own(&campaigns).await
}

#[server(output = crate::json::Json, endpoint = "campaigns/save")]
pub async fn save_campaign(
    slug: String,
    #[server(default)] campaign: String,
    #[server(default)] request: String,
    #[server(flatten)] posted: Posted,
) -> Result<CampaignOutcome, PageError> {
    let campaigns = crate::request::campaigns(&slug).await?;
    let none = |_| PageError::NotFound.answer();
    let subject = match (campaign.as_str(), request.as_str()) {
        ("", "") => Subject::New,
        (campaign, "") => Subject::Campaign(campaign.parse().map_err(none)?),
        (_, request) => Subject::Request(request.parse().map_err(none)?),
    };
    super::save::save(&campaigns, subject, posted).await
}
