//! What **Who could reach this on this day?** asks of the server.

use domain::id::PartnerId;
use domain::zone::Moment;
use leptos::prelude::*;
use leptos_router::params::ParamsMap;
use serde::{Deserialize, Serialize};

use crate::error::PageError;
use crate::form::{FormField, FormState};
#[cfg(feature = "ssr")]
use crate::path;

/// What the address asks, as it stands there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// Empty: the Business Center.
    pub asset: String,
    /// None: nothing is asked yet.
    pub day: Option<String>,
    pub time: String,
    /// How many rows stand on pages before this one.
    pub start: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PastField {
    Asset,
    Day,
    Time,
}

impl FormField for PastField {
    fn name(self) -> &'static str {
        match self {
            Self::Asset => "asset",
            Self::Day => "day",
            Self::Time => "time",
        }
    }
}

pub type PastForm = FormState<PastField>;

/// The form, and the answer where something was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastPage {
    pub form: PastForm,
    /// Every Asset that was ever registered, to choose one.
    pub assets: Vec<(String, String)>,
    /// The zone that days and times are in.
    pub zone: String,
    pub answer: Option<Answer>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// "Halcyon EU on 24 November 2026"
    pub title: String,
    pub of_an_asset: bool,
    /// That it was not registered yet, or not any more.
    pub about: Option<String>,
    /// "3,951 people could reach it."
    pub count: String,
    pub rows: Vec<PastRow>,
    /// Where the first of them stand, and those that come after these.
    pub first: Option<String>,
    pub next: Option<String>,
    /// Which entries it was answered from.
    pub basis: String,
    /// Why it can't be trusted.
    pub trouble: Option<String>,
    /// What these entries do not tell.
    pub gaps: Vec<String>,
}

/// Somebody who could reach it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastRow {
    pub partner: PartnerId,
    pub name: String,
    pub role: String,
    pub why: String,
    pub since: Moment,
    /// The entry that made it so.
    pub entry: i64,
    pub until: Option<Moment>,
    /// The entry that ended it or made something else of it; where there is none, its last day was over.
    pub ended_by: Option<i64>,
}

impl Asked {
    pub fn parse(query: &ParamsMap) -> Self {
        let of = |name: &str| query.get(name).unwrap_or_default();
        Self { asset: of("asset"), day: query.get("day"), time: of("time"), start: of("start") }
    }

    /// The address of the same question, from another row on.
    #[cfg(feature = "ssr")]
    pub fn from(&self, slug: &str, start: usize) -> String {
        let day = self.day.as_deref().unwrap_or_default();
        let parts = [("asset", self.asset.as_str()), ("day", day), ("time", self.time.as_str())];
        let query = parts.map(|(name, value)| format!("{name}={}", path::percent(value))).join("&");
        format!("{}?{query}&start={start}", path::past(slug))
    }
}

#[server(output = crate::json::Json, endpoint = "audit/past")]
pub async fn see_past(slug: String, #[server(default)] asked: Asked) -> Result<PastPage, PageError> {
    let admin = crate::request::admin(&slug, service::capability::AdminAction::SeeAuditLog).await?;
    super::answer::page(&admin, asked).await
}
