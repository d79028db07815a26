//! The page **Users → Partners**.

use chrono::{DateTime, TimeDelta, Utc};
use domain::access::AccessLevel;
use domain::decision::Subject;
use domain::grant::Grant;
use domain::id::PartnerId;
use domain::invitation::{Recorded, partner_state};
use domain::linked::LinkedAdAccount;
use domain::partner::{Filter, PartnerKind, PartnerState};
use serde::Deserialize;
use uuid::Uuid;

use crate::capability::Admin;
use crate::clock::{at, micros};
use crate::column;
use crate::failure::{Failure, Fault};
use crate::outbox::MailState;

/// How many rows stand on a page.
pub(crate) const ROWS: usize = 50;

/// Which partners are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartnersQuery {
    /// In name, address or organisation.
    pub search: String,
    pub state: Option<PartnerState>,
    pub filter: Filter,
    /// Those that come after this one.
    pub after: Option<PartnerId>,
}

/// A page of the list.
#[derive(Clone, Debug)]
pub struct Page {
    pub rows: Vec<PartnerRow>,
    /// More come after the last row.
    pub more: bool,
}

/// A partner as the list shows them.
#[derive(Clone, Debug)]
pub struct PartnerRow {
    pub id: PartnerId,
    pub name: Option<String>,
    pub contact: String,
    pub organisation: Option<String>,
    pub kind: Option<PartnerKind>,
    pub grant: Grant,
    pub state: PartnerState,
    /// When the access of whoever is in ends by the clock.
    pub ends_at: Option<DateTime<Utc>>,
    /// Since when it is so, or when the Invitation ends or ended.
    pub state_at: DateTime<Utc>,
    pub mail: Option<MailRow>,
    /// The holder of the expired link asked for a new one.
    pub asked_at: Option<DateTime<Utc>>,
    /// Whoever got the Invitation said that it should not have been sent.
    pub reported_at: Option<DateTime<Utc>>,
    pub seen_at: Option<DateTime<Utc>>,
}

/// What became of the mail of an Invitation.
#[derive(Clone, Debug)]
pub struct MailRow {
    pub state: MailState,
    pub sent_at: Option<DateTime<Utc>>,
    pub next_try_at: DateTime<Utc>,
    pub tries: i64,
    pub said: Option<String>,
}

/// What [`Row`] reads of a partner, their organisation and their newest mail.
macro_rules! row_columns {
    () => {
        "p.id, p.name, p.contact, o.name AS organisation, p.kind, p.level, p.modules, p.state, p.state_at,
         p.invitation_expires_at, p.ends_at, p.asked_at, p.reported_at, p.seen_at,
         m.state AS mail_state, m.sent_at, m.next_try_at, m.tries, m.said"
    };
}
pub(super) use row_columns;

#[derive(sqlx::FromRow, Deserialize)]
pub(super) struct Row {
    id: Uuid,
    name: Option<String>,
    contact: String,
    organisation: Option<String>,
    kind: Option<String>,
    level: String,
    modules: i64,
    state: String,
    state_at: i64,
    invitation_expires_at: Option<i64>,
    ends_at: Option<i64>,
    asked_at: Option<i64>,
    reported_at: Option<i64>,
    seen_at: Option<i64>,
    mail_state: Option<String>,
    sent_at: Option<i64>,
    next_try_at: Option<i64>,
    tries: Option<i64>,
    said: Option<String>,
}

/// The rows of a page, in the order of their names.
macro_rules! page_rows {
    () => {
        concat!(
            "SELECT ",
            row_columns!(),
            r"
               FROM partners p
               LEFT JOIN organisations o ON o.id = p.organisation_id
               LEFT JOIN outbox m ON m.id = p.mail_id
              WHERE p.center_id = $1
                AND (p.kind IS NOT NULL OR p.state <> 'active')
                AND p.search_key LIKE '%' || $2 || '%' ESCAPE '\'
                AND ($3 IS NULL
                     OR $3 = CASE WHEN p.state = 'invited' AND p.invitation_expires_at <= $4 THEN 'expired'
                                  WHEN p.state = 'active' AND p.ends_at <= $4 THEN 'ended'
                                  ELSE p.state END)
                AND ($5 IS NULL OR (p.sort_key, p.id) > (SELECT sort_key, id FROM partners
                                                          WHERE id = $5 AND center_id = $1))
                AND ($7 = '' OR $7 LIKE '%|' || p.kind || '|%')
                AND ($8 = '' OR p.level = $8)
                AND (p.level = 'admin' OR (p.modules & $9) = $9)
                AND ($10 = 0 OR (p.state = 'active' AND (p.ends_at IS NULL OR p.ends_at > $4)
                                 AND coalesce(p.seen_at, p.state_at) <= $10))
                AND ($11 = 0 OR (p.state = 'active' AND (p.ends_at IS NULL OR p.ends_at > $4)
                                 AND p.level = 'standard' AND p.modules = 0))
              ORDER BY p.sort_key, p.id
              LIMIT $6"
        )
    };
}

/// The columns of [`Row`] after the id, in its order.
macro_rules! json_columns {
    () => {
        "name, contact, organisation, kind, level, modules, state, state_at, invitation_expires_at, ends_at, asked_at,
         reported_at, seen_at, mail_state, sent_at, next_try_at, tries, said"
    };
}

// A driver hands over a thousand values one by one; as one text they cost a third of it.
const PAGE_OF_SQLITE: &str = concat!(
    "SELECT json_group_array(json_array(lower(hex(id)), ",
    json_columns!(),
    ")) FROM (",
    page_rows!(),
    ")"
);
const PAGE_OF_POSTGRES: &str = concat!(
    "SELECT coalesce(CAST(json_agg(json_build_array(CAST(id AS TEXT), ",
    json_columns!(),
    ")) AS TEXT), '[]') FROM (",
    page_rows!(),
    ") page"
);

impl Admin {
    /// One page of partners, in the order of their names. Whoever founded the Business Center is none while they are in;
    /// once out, they stand here to be invited again.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn partners(&self, query: &PartnersQuery) -> Result<Page, Failure> {
        let mut rows = self.partner_rows(query, ROWS + 1).await?;
        let more = rows.len() > ROWS;
        rows.truncate(ROWS);
        Ok(Page { rows, more })
    }

    /// At most so many partners: an export asks for one piece after the other.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn partner_rows(&self, query: &PartnersQuery, most: usize) -> Result<Vec<PartnerRow>, Failure> {
        let now = self.keyholder().clock().now();
        let filter = &query.filter;
        let statement = if self.keyholder().db().is_postgres() { PAGE_OF_POSTGRES } else { PAGE_OF_SQLITE };
        let rows = read!(self.keyholder().db(), |c| sqlx::query_scalar::<_, String>(statement)
            .bind(self.center().id.uuid())
            .bind(like(&query.search))
            .bind(query.state.map(PartnerState::as_str))
            .bind(micros(now))
            .bind(query.after.map(PartnerId::uuid))
            .bind(i64::try_from(most).unwrap_or(i64::MAX))
            .bind(kinds(filter))
            .bind(filter.level.map_or("", AccessLevel::as_str))
            .bind(filter.modules.bits())
            .bind(filter.quiet.map_or(0, |quiet| micros(now - TimeDelta::days(quiet.days()))))
            .bind(i64::from(filter.nothing_granted))
            .fetch_one(c)
            .await)?;
        let rows: Vec<Row> = serde_json::from_str(&rows)?;
        Ok(rows.into_iter().map(|row| row.partner(now)).collect::<Result<_, Fault>>()?)
    }
}

/// Each kind between bars; nothing for any kind.
fn kinds(filter: &Filter) -> String {
    let kinds: Vec<_> = filter.kinds.iter().map(|kind| kind.as_str()).collect();
    if kinds.is_empty() { String::new() } else { format!("|{}|", kinds.join("|")) }
}

impl Row {
    /// When what the row records came to be.
    pub(super) fn since(&self) -> DateTime<Utc> {
        at(self.state_at)
    }

    pub(super) fn partner(self, now: DateTime<Utc>) -> Result<PartnerRow, Fault> {
        let wrong = |column, holds: &str| Fault::Row {
            table: "partners",
            column,
            row: self.id.to_string(),
            holds: holds.to_owned(),
        };
        let since = at(self.state_at);
        let recorded = Recorded::from_row(&self.state, since).ok_or_else(|| wrong("state", &self.state))?;
        let grant = column::grant(Some(&self.level), Some(self.modules))
            .ok_or_else(|| wrong("level", &format!("{} {}", self.level, self.modules)))?;
        let (expires_at, ends_at) = (self.invitation_expires_at.map(at), self.ends_at.map(at));
        // Whoever was never invited has no Invitation that could expire.
        let state = partner_state(recorded, expires_at.unwrap_or(since), ends_at, now);
        let state_at = match state {
            PartnerState::Invited | PartnerState::Expired => expires_at,
            PartnerState::Ended => ends_at,
            _ => None,
        };
        let mail = self.mail_state.as_deref().and_then(MailState::parse).map(|state| MailRow {
            state,
            sent_at: self.sent_at.map(at),
            next_try_at: at(self.next_try_at.unwrap_or_default()),
            tries: self.tries.unwrap_or_default(),
            said: self.said.clone(),
        });
        Ok(PartnerRow {
            id: PartnerId::from_uuid(self.id),
            kind: self.kind.as_deref().and_then(PartnerKind::parse),
            ends_at: ends_at.filter(|_| state == PartnerState::Active),
            state_at: state_at.unwrap_or(since),
            asked_at: self.asked_at.map(at),
            reported_at: self.reported_at.map(at),
            seen_at: self.seen_at.map(at),
            name: self.name,
            contact: self.contact,
            organisation: self.organisation,
            grant,
            state,
            mail,
        })
    }
}

impl PartnerRow {
    /// Who a decision is about. Nobody has linked an ad account before there are campaigns; whoever founded the Business
    /// Center needs none.
    pub fn subject(&self) -> Subject {
        let ad_account = match self.kind {
            None => LinkedAdAccount::NotNeeded,
            Some(_) => LinkedAdAccount::Missing,
        };
        Subject { state: self.state, grant: self.grant, ad_account }
    }

    pub fn level(&self) -> AccessLevel {
        self.grant.level()
    }
}

/// What is typed is looked for as it is: `%` and `_` are letters like others.
///
/// The statement puts the `%` around it: SQLite would prepare a statement anew for each search whose whole pattern is
/// bound, to see whether an index helps.
pub(crate) fn like(search: &str) -> String {
    escaped(&domain::fold::unaccented(search.trim()))
}

/// What was folded already.
pub(crate) fn escaped(folded: &str) -> String {
    folded.replace('\\', r"\\").replace('%', r"\%").replace('_', r"\_")
}
