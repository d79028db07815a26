//! The page **Users → Partners**.

mod counted;
mod row;
mod statement;

use chrono::{DateTime, TimeDelta, Utc};
use domain::access::AccessLevel;
use domain::asset::AssetKind;
use domain::fold::{typed, unaccented};
use domain::partner::{Alike, Chosen, Counts, Cursor, ENDS_SOON, Filter, PartnerState, Quiet, Sort, Start};
use sqlx::AssertSqlSafe;

pub(crate) use self::counted::Counted;
pub use self::row::{ListedPartner, MailRow, PartnerRow};
pub(super) use self::row::{Row, row_columns};
use crate::capability::Admin;
use crate::clock::micros;
use crate::failure::{Failure, Fault};

/// How many rows stand on a page.
pub(crate) const ROWS: usize = 50;

/// Which partners are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartnersQuery {
    /// In name, address or organisation.
    pub search: String,
    pub state: Option<PartnerState>,
    pub filter: Filter,
    pub sort: Sort,
    pub start: Start,
}

/// A page of the list.
#[derive(Clone, Debug)]
pub struct Page {
    pub rows: Vec<ListedPartner>,
    /// Where the page before begins, and the one after.
    pub previous: Option<Start>,
    pub next: Option<Start>,
    /// The number of the first row among all that the list has; 1 for the first of all.
    pub first: u32,
    pub counts: Counts,
}

impl PartnersQuery {
    /// What is chosen with one click each.
    pub fn chosen(&self) -> Chosen {
        let Filter { quiet, ends_soon, nothing_granted, not_delivered, .. } = self.filter;
        Chosen { state: self.state, quiet, ends_soon, nothing_granted, not_delivered }
    }

    /// The first page of a list in which nothing is searched for, whatever is chosen: what is asked for most.
    fn is_of_everybody(&self) -> bool {
        let Filter { quiet, ends_soon, nothing_granted, not_delivered, .. } = self.filter;
        let chosen_alone = Filter { quiet, ends_soon, nothing_granted, not_delivered, ..Filter::default() };
        self.search.is_empty() && self.start == Start::First && self.filter == chosen_alone
    }
}

impl Admin {
    /// One page of partners. Whoever founded the Business Center is none while they are in; once out, they stand here to
    /// be invited again.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn partners(&self, query: &PartnersQuery) -> Result<Page, Failure> {
        let now = self.keyholder().clock().now();
        let counted = self.keyholder().counted();
        let known = if query.is_of_everybody() { counted.of(self.center(), now) } else { None };
        let (mut rows, counts) = self.read_page(query, ROWS + 1, known.is_none(), now).await?;
        let counts = match known {
            Some(counts) => counts,
            None if query.is_of_everybody() => counted.keep(self.center(), now, counts),
            None => counts,
        };
        let more = rows.len() > ROWS;
        rows.truncate(ROWS);
        let backwards = matches!(query.start, Start::Before(_));
        if backwards {
            rows.reverse();
        }
        let ends = rows.first().zip(rows.last()).map(|(first, last)| (first.cursor(), last.cursor()));
        let passed = counts.passed(query.chosen());
        let shown = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let first = if backwards { passed.saturating_sub(shown) } else { passed } + 1;
        Ok(Page {
            previous: previous(query.start, first, ends.map(|(first, _)| first)),
            next: ends.filter(|_| more || backwards).map(|(_, last)| Start::After(last)),
            rows,
            first,
            counts,
        })
    }

    /// At most so many partners, as they stand at one moment.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn partner_rows(
        &self,
        query: &PartnersQuery,
        most: usize,
    ) -> Result<Vec<ListedPartner>, Failure> {
        let now = self.keyholder().clock().now();
        Ok(self.read_page(query, most, false, now).await?.0)
    }

    async fn read_page(
        &self,
        query: &PartnersQuery,
        most: usize,
        counting: bool,
        now: DateTime<Utc>,
    ) -> Result<(Vec<ListedPartner>, Counts), Failure> {
        let PartnersQuery { filter, start, .. } = query;
        let statement = statement::page(self.keyholder().db().is_postgres(), query.sort, *start);
        let beyond = match start {
            Start::First => None,
            Start::After(cursor) | Start::Before(cursor) => Some(cursor),
        };
        let (asset, asset_kind) = filter.asset_key();
        let since = |quiet: Quiet| micros(now - TimeDelta::days(quiet.days()));
        let (rows, groups) =
            read!(self.keyholder().db(), |c| sqlx::query_as::<_, (String, Option<String>)>(AssertSqlSafe(
                statement.clone()
            ))
            .bind(self.center().id.uuid())
            .bind(like(&query.search))
            .bind(query.state.map(PartnerState::as_str))
            .bind(micros(now))
            .bind(beyond.map(|cursor| cursor.partner.uuid()))
            .bind(i64::try_from(most).unwrap_or(i64::MAX))
            .bind(kinds(filter))
            .bind(filter.level.map_or("", AccessLevel::as_str))
            .bind(filter.modules.bits())
            .bind(filter.quiet.map_or(0, since))
            .bind(i64::from(filter.nothing_granted))
            .bind(filter.organisation_key())
            .bind(asset)
            .bind(asset_kind.map_or("", AssetKind::as_str))
            .bind(since(Quiet::Days30))
            .bind(since(Quiet::Days90))
            .bind(i64::from(counting))
            .bind(beyond.map(|cursor| cursor.place))
            .bind(micros(now + TimeDelta::days(ENDS_SOON)))
            .bind(i64::from(filter.ends_soon))
            .bind(i64::from(filter.not_delivered))
            .fetch_one(c)
            .await)?;
        let rows: Vec<Listed> = serde_json::from_str(&rows)?;
        let groups: Vec<Group> = serde_json::from_str(groups.as_deref().unwrap_or("[]"))?;
        Ok((
            rows.into_iter().map(|row| listed(row, now)).collect::<Result<_, Fault>>()?,
            Counts::new(groups.into_iter().map(alike).collect::<Result<_, Fault>>()?),
        ))
    }
}

/// A partner, their place in the column that the list is sorted by, and how many Assets they reach.
type Listed = (Row, i64, u32);

fn listed((row, place, assets): Listed, now: DateTime<Utc>) -> Result<ListedPartner, Fault> {
    Ok(ListedPartner { partner: row.partner(now)?, assets, place })
}

/// State, for how many days they were not here, whether it ends soon, nothing is granted, the invitation was not delivered,
/// how many there are, and on pages before.
type Group = (String, i64, i64, i64, i64, u32, u32);

fn alike(group: Group) -> Result<Alike, Fault> {
    let (state, days, ends_soon, nothing_granted, not_delivered, partners, passed) = group;
    let known = PartnerState::parse(&state);
    Ok(Alike {
        state: known.ok_or(Fault::Row {
            table: "partners",
            column: "state",
            row: String::new(),
            holds: state,
        })?,
        quiet: Quiet::ALL.into_iter().find(|quiet| quiet.days() == days),
        ends_soon: ends_soon == 1,
        nothing_granted: nothing_granted == 1,
        not_delivered: not_delivered == 1,
        partners,
        passed,
    })
}

/// The first page is full whatever came or went: who turns back to it sees it as everybody does.
fn previous(start: Start, first: u32, first_row: Option<Cursor>) -> Option<Start> {
    if start == Start::First {
        return None;
    }
    let beyond_one_page = usize::try_from(first).is_ok_and(|first| first > ROWS + 1);
    Some(first_row.filter(|_| beyond_one_page).map_or(Start::First, Start::Before))
}

/// Each kind between bars; nothing for any kind.
fn kinds(filter: &Filter) -> String {
    let kinds: Vec<_> = filter.kinds.iter().map(|kind| kind.as_str()).collect();
    if kinds.is_empty() { String::new() } else { format!("|{}|", kinds.join("|")) }
}

/// What is typed is looked for as it is: `%` and `_` are letters like others.
///
/// The statement puts the `%` around it: SQLite would prepare a statement anew for each search whose whole pattern is
/// bound, to see whether an index helps.
pub(crate) fn like(search: &str) -> String {
    escaped(&unaccented(&typed(search)))
}

/// What was folded already.
pub(crate) fn escaped(folded: &str) -> String {
    folded.replace('\\', r"\\").replace('%', r"\%").replace('_', r"\_")
}
