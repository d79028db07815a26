//! **Audit log**: what changed here, newest first, looked through by person, topic and day.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::asset::AssetKind;
use domain::audit::{Seal, Topic};
use domain::fold::{typed, unaccented};
use domain::id::{AccountId, AssetId};
use uuid::Uuid;

use super::verify::Row;
use super::{Event, Verification, verify};
use crate::capability::Admin;
use crate::clock::{at, micros};
use crate::failure::{Failure, Fault};
use crate::partner::like;

/// How many entries stand on a page.
const ROWS: usize = 50;

/// More than one page can show; nobody has them.
const MOST_ASSETS: i64 = 1_000;

/// Number and seal of the newest entry, beside each Asset that there is.
type Newest = (i64, Vec<u8>, Option<Uuid>, Option<String>, Option<String>);

/// Which entries are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogQuery {
    /// In name, address or organisation of who did it, or of whom it tells.
    pub search: String,
    pub topic: Option<Topic>,
    /// Days in the Business Center's zone; both are within.
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
    /// Those that are older than the entry of this number.
    pub before: Option<i64>,
}

/// A page of the log.
#[derive(Clone, Debug)]
pub struct LogPage {
    pub entries: Vec<LogEntry>,
    /// Older ones come after the last.
    pub more: bool,
    /// The number of the newest entry there is, and its seal.
    pub newest: i64,
    pub seal: Vec<u8>,
    /// What stands on the list of Assets, by name, to ask about its past.
    pub assets: Vec<AssetChoice>,
}

/// An Asset that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssetChoice {
    pub id: AssetId,
    name: String,
    kind: AssetKind,
}

/// One entry.
#[derive(Clone, Debug)]
pub struct LogEntry {
    pub number: i64,
    pub at: DateTime<Utc>,
    pub account: Option<AccountId>,
    pub actor: String,
    pub client: String,
    /// As it was sealed.
    pub body: String,
    pub event: Event,
    pub seal: Vec<u8>,
}

macro_rules! entries {
    ($event:literal, $each:literal) => {
        concat!(
            r"SELECT a.number, a.at, a.account_id, a.actor, a.client, a.body, a.seal
                FROM audit a
               WHERE a.center_id = $1 AND a.number < $2 AND a.at >= $3 AND a.at < $4
                 AND ($5 = ''
                      OR a.actor IN (SELECT value FROM ",
            $each,
            r")
                      OR a.account_id IN (SELECT p.account_id FROM partners p
                                           WHERE p.center_id = $1
                                             AND p.search_key LIKE '%' || $5 || '%' ESCAPE '\')
                      OR a.number IN (SELECT t.number
                                        FROM partners p
                                        JOIN audit_about t ON t.center_id = p.center_id AND t.partner_id = p.id
                                       WHERE p.center_id = $1
                                         AND p.search_key LIKE '%' || $5 || '%' ESCAPE '\'))
                 AND ($6 = '' OR $6 LIKE '%|' || ",
            $event,
            r" || '|%')
               ORDER BY a.number DESC
               LIMIT $7"
        )
    };
}

// JSON is read in other words by each engine.
const ENTRIES_OF_SQLITE: &str = entries!("json_extract(a.body, '$.event')", "json_each($8)");
const ENTRIES_OF_POSTGRES: &str =
    entries!("(CAST(a.body AS json) ->> 'event')", "json_array_elements_text(CAST($8 AS json))");

impl Admin {
    /// One page of the log.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn audit_log(&self, query: &LogQuery) -> Result<LogPage, Failure> {
        let mut entries = self.audit_entries(query, ROWS + 1).await?;
        let more = entries.len() > ROWS;
        entries.truncate(ROWS);
        let rows = read!(self.keyholder().db(), |c| sqlx::query_as::<_, Newest>(
            "SELECT c.change, c.seal, a.id, a.name, a.kind
               FROM business_centers c
               LEFT JOIN assets a ON a.center_id = c.id
              WHERE c.id = $1
              ORDER BY a.sort_key, a.id
              LIMIT $2",
        )
        .bind(self.center().id.uuid())
        .bind(MOST_ASSETS)
        .fetch_all(c)
        .await)?;
        let (newest, seal, ..) = rows.first().cloned().ok_or(Failure::NotFound)?;
        let assets = rows.into_iter().filter_map(|(_, _, id, name, kind)| {
            let kind = AssetKind::parse(kind.as_deref()?)?;
            Some(AssetChoice { id: AssetId::from_uuid(id?), name: name?, kind })
        });
        Ok(LogPage { entries, more, newest, seal, assets: assets.collect() })
    }

    /// At most so many entries, newest first: an export asks for one piece after the other.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn audit_entries(&self, query: &LogQuery, most: usize) -> Result<Vec<LogEntry>, Failure> {
        let zone = self.member().zone();
        let start = |day: NaiveDate| micros(zone.start_of(day));
        let until = query.until.and_then(|day| day.checked_add_signed(TimeDelta::days(1)));
        let called = serde_json::to_string(&self.actors_called(&query.search).await?)?;
        let statement =
            if self.keyholder().db().is_postgres() { ENTRIES_OF_POSTGRES } else { ENTRIES_OF_SQLITE };
        let rows = read!(self.keyholder().db(), |c| sqlx::query_as::<_, Row>(statement)
            .bind(self.center().id.uuid())
            .bind(query.before.unwrap_or(i64::MAX))
            .bind(query.from.map_or(i64::MIN, start))
            .bind(until.map_or(i64::MAX, start))
            .bind(like(&query.search))
            .bind(query.topic.map_or_else(String::new, Event::names_of))
            .bind(i64::try_from(most).unwrap_or(i64::MAX))
            .bind(&called)
            .fetch_all(c)
            .await)?;
        Ok(rows.into_iter().map(LogEntry::of).collect::<Result<_, Fault>>()?)
    }

    /// As entries say who did it: somebody may be called otherwise by now.
    async fn actors_called(&self, search: &str) -> Result<Vec<String>, Failure> {
        let wanted = unaccented(&typed(search));
        if wanted.is_empty() {
            return Ok(Vec::new());
        }
        let actors = read!(self.keyholder().db(), |c| sqlx::query_scalar::<_, String>(
            "SELECT DISTINCT actor FROM audit WHERE center_id = $1",
        )
        .bind(self.center().id.uuid())
        .fetch_all(c)
        .await)?;
        Ok(actors.into_iter().filter(|actor| unaccented(actor).contains(&wanted)).collect())
    }

    /// **Verify**: whether every entry is as it was written, and which of them has the seal that is named.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn verify_audit_log(&self, named: Option<&Seal>) -> Result<Verification, Failure> {
        verify(self.keyholder(), self.center().id, named).await
    }
}

impl AssetChoice {
    /// "Halcyon EU (Ad account)"
    pub fn words(&self) -> String {
        format!("{} ({})", self.name, self.kind.label())
    }
}

impl LogEntry {
    fn of(row: Row) -> Result<Self, Fault> {
        Ok(Self {
            number: row.number,
            at: at(row.at),
            account: row.account_id.map(AccountId::from_uuid),
            event: serde_json::from_str(&row.body)?,
            actor: row.actor,
            client: row.client,
            body: row.body,
            seal: row.seal,
        })
    }
}
