//! What the audit log asks of the server.

use domain::zone::Moment;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::PageError;
use crate::form::{FormField, FormState};

/// What the address asks for, as it stands there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Asked {
    pub q: String,
    pub what: String,
    pub from: String,
    pub until: String,
    pub before: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SealField {
    Seal,
}

impl FormField for SealField {
    fn name(self) -> &'static str {
        "seal"
    }
}

pub type SealForm = FormState<SealField>;

/// A page of the log, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogPage {
    pub entries: Vec<EntryItem>,
    /// Older ones stand before this number.
    pub older: Option<i64>,
    /// "48,211 entries, newest seal …"
    pub newest: String,
    pub seal: String,
    /// The days that were asked for, where they are days.
    pub from: String,
    pub until: String,
    /// A day in the address that is none.
    pub problem: Option<String>,
    /// What can be asked about the past: Assets, and the zone that days and times are in.
    pub assets: Vec<(String, String)>,
    pub zone: String,
}

/// An entry as the log shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryItem {
    pub number: i64,
    pub at: Moment,
    pub actor: String,
    pub what: String,
    pub about: String,
    pub was: Option<String>,
    pub now: String,
    pub client: String,
    pub seal: String,
}

/// What **Verify** found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verified {
    pub chain: ChainFound,
    /// The seal that was named, then those that left the house.
    pub seals: Vec<SealFound>,
    /// What stood in the field.
    pub typed: String,
}

/// What is said of the chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChainFound {
    Whole {
        entries: String,
        seal: String,
    },
    Broken {
        title: String,
        words: String,
        /// The entry to look at.
        entry: Option<i64>,
    },
}

/// What is said of a seal that is kept outside of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SealFound {
    Fits(String),
    Differs { title: String, words: String },
}

#[server(output = crate::json::Json, endpoint = "audit/list")]
pub async fn list_audit(slug: String, #[server(default)] asked: Asked) -> Result<LogPage, PageError> {
    let admin = crate::request::admin(&slug, service::capability::AdminAction::SeeAuditLog).await?;
    let (query, problem) = ssr::query(&asked);
    let page = admin.audit_log(&query).await.map_err(|failure| PageError::from(failure).answer())?;
    Ok(ssr::page(&admin, page, &query, problem))
}

#[cfg(feature = "ssr")]
pub(super) mod ssr {
    use chrono::NaiveDate;
    use domain::audit::{Topic, spelt};
    use domain::seats::grouped;
    use service::audit::{LogEntry, LogPage as Page, LogQuery};
    use service::capability::Admin;

    use super::super::words::{Told, told_shortly};
    use super::{Asked, EntryItem, LogPage};

    /// What can be asked for, and what was asked for that can't.
    pub(in crate::audit) fn query(asked: &Asked) -> (LogQuery, Option<String>) {
        let mut problem = None;
        let mut day = |typed: &str| match typed.trim() {
            "" => None,
            typed => typed.parse::<NaiveDate>().map_err(|_| problem = Some(no_day(typed))).ok(),
        };
        let query = LogQuery {
            search: asked.q.clone(),
            topic: Topic::parse(&asked.what),
            from: day(&asked.from),
            until: day(&asked.until),
            before: asked.before.parse().ok(),
        };
        (query, problem)
    }

    fn no_day(typed: &str) -> String {
        let typed: String = typed.chars().take(20).collect();
        format!("“{typed}” is not a day. Write it like 2026-11-24.")
    }

    pub(super) fn page(admin: &Admin, page: Page, query: &LogQuery, problem: Option<String>) -> LogPage {
        let zone = admin.member().zone();
        let older = page.entries.last().filter(|_| page.more).map(|entry| entry.number);
        let item = |entry: LogEntry| {
            let Told { what, about, was, now } = told_shortly(&entry.event);
            EntryItem {
                number: entry.number,
                at: zone.moment(entry.at),
                actor: entry.actor,
                client: entry.client,
                seal: spelt(&entry.seal).chars().take(9).collect(),
                what,
                about,
                was,
                now,
            }
        };
        LogPage {
            older,
            newest: grouped(u32::try_from(page.newest).unwrap_or(u32::MAX)),
            seal: spelt(&page.seal),
            entries: page.entries.into_iter().map(item).collect(),
            from: query.from.map(|day| day.to_string()).unwrap_or_default(),
            until: query.until.map(|day| day.to_string()).unwrap_or_default(),
            problem,
            assets: page.assets.iter().map(|of| (of.id.to_string(), of.words())).collect(),
            zone: zone.words(),
        }
    }
}
