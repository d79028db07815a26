//! What the page of Standing approvals asks of the server.

use domain::id::{AssetId, PartnerId, StandingApprovalId};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::PageError;
use crate::form::{FormField, FormState};

/// All of them that whoever looks sees, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandingPage {
    /// Those that count.
    pub counting: Vec<GivenItem>,
    /// The newest of the others.
    pub ended: Vec<GivenItem>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenItem {
    pub id: StandingApprovalId,
    pub operator: String,
    /// To an Admin.
    pub operator_page: Option<PartnerId>,
    pub ad_account: String,
    /// "€200.00 a day"
    pub ceiling: String,
    /// "30 June 2027"
    pub last_day: String,
    /// "€50.00 for daily, €200.00 for lifetime budgets"
    pub left: String,
    /// "by Ada Lindqvist, 2 days ago"
    pub given: String,
    /// "by Ada Lindqvist, 2 days ago", "when its last day was over"; none while it counts.
    pub ended: Option<String>,
    /// To an Admin: the entry of the audit log with which it ended.
    pub entry: Option<i64>,
}

/// An Operator and an ad account, as the form and addresses name them: both ids with a point between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OperatedBy(pub PartnerId, pub AssetId);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Field {
    Operated,
    Ceiling,
    LastDay,
}

/// What was typed, and what is wrong with it.
pub type StandingForm = FormState<Field>;

impl OperatedBy {
    pub fn parse(text: &str) -> Option<Self> {
        let (partner, asset) = text.split_once('.')?;
        Some(Self(partner.parse().ok()?, asset.parse().ok()?))
    }

    pub fn spelt(self) -> String {
        format!("{}.{}", self.0, self.1)
    }
}

impl FormField for Field {
    fn name(self) -> &'static str {
        match self {
            Self::Operated => "operated",
            Self::Ceiling => "ceiling",
            Self::LastDay => "last_day",
        }
    }
}

#[server(output = crate::json::Json, endpoint = "campaigns/standing")]
pub async fn ask_standing(slug: String) -> Result<StandingPage, PageError> {
    let campaigns = crate::request::campaigns(&slug).await?;
    super::words::page(&campaigns).await
}

/// Whom an Admin can give one: the value of the form, and "Mina Okafor · Halcyon EU (EUR)". `first` names those who are to stand
/// first.
#[server(output = crate::json::Json, endpoint = "campaigns/operated")]
pub async fn ask_operated(
    slug: String,
    #[server(default)] first: String,
) -> Result<Vec<(String, String)>, PageError> {
    let admin = crate::request::admin(&slug, domain::decision::AdminAction::ManagePartner).await?;
    super::words::operated(&admin, OperatedBy::parse(&first)).await
}
