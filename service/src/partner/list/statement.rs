//! The one statement of the list: its rows, and how many there are of each choice. Its order is part of the text, so that
//! the engines can use an index for it.

use std::fmt::Write;

use domain::partner::{PartnerKind, PartnerState, Sort, SortBy, Start};

use super::row::row_columns;

/// Expired and ended are told by the clock.
const STATE: &str = "CASE WHEN p.state = 'invited' AND p.invitation_expires_at <= $4 THEN 'expired'
                          WHEN p.state = 'active' AND p.ends_at <= $4 THEN 'ended'
                          ELSE p.state END";

const IS_IN: &str = "p.state = 'active' AND (p.ends_at IS NULL OR p.ends_at > $4)";

/// Of whoever is in.
const ENDS_SOON: &str = "p.ends_at <= $19";

/// Nobody took the mail or SMS of an open invitation. Of the row itself this reads what the index of the list holds: one more
/// column would cost as much as the whole list. Either level: by that the engines find the open ones among all.
const NOT_DELIVERED: &str = "p.state = 'invited' AND p.invitation_expires_at > $4
                             AND p.id IN (SELECT f.id
                                            FROM partners f
                                            JOIN outbox u ON u.id = f.mail_id AND u.state = 'failed'
                                           WHERE f.center_id = $1 AND f.state = 'invited' AND f.level IN ('admin', 'standard')
                                             AND f.invitation_expires_at > $4)";

/// A grant that the clock still lets count.
const COUNTS: &str = "x.partner_id = p.id AND (x.ends_at IS NULL OR x.ends_at > $4)";

/// How many Assets they reach, by themselves and through groups, each once; an Admin has all of them anyway.
fn assets() -> String {
    format!(
        "CASE WHEN p.level = 'standard' THEN
           (SELECT count(*)
              FROM (SELECT x.asset_id FROM asset_grants x WHERE {COUNTS} AND x.asset_id IS NOT NULL
                     UNION
                    SELECT t.asset_id
                      FROM asset_grants x JOIN asset_group_assets t ON t.group_id = x.group_id
                     WHERE {COUNTS}) reached)
         ELSE 0 END"
    )
}

fn nothing_granted() -> String {
    format!(
        "p.level = 'standard' AND p.modules = 0 AND NOT EXISTS (SELECT 1 FROM asset_grants x WHERE {COUNTS})"
    )
}

/// Whom the list is of, whatever is chosen with one click. Whoever is an Admin was given no Asset.
macro_rules! searched {
    () => {
        r"p.center_id = $1
      AND (p.kind IS NOT NULL OR p.state <> 'active')
      AND ($2 = '' OR p.search_key LIKE '%' || $2 || '%' ESCAPE '\')
      AND ($7 = '' OR $7 LIKE '%|' || p.kind || '|%')
      AND ($8 = '' OR p.level = $8)
      AND (p.level = 'admin' OR (p.modules & $9) = $9)
      AND ($12 = '' OR p.organisation_id IN (SELECT id FROM organisations WHERE center_id = $1 AND name_key = $12))
      AND ($13 = '' OR (p.level = 'standard'
                        AND (p.state = 'active' AND (p.ends_at IS NULL OR p.ends_at > $4)
                             OR p.state = 'invited' AND p.invitation_expires_at > $4)
                        AND p.id IN (SELECT x.partner_id
                                       FROM assets a
                                       JOIN asset_grants x ON x.asset_id = a.id
                                      WHERE a.center_id = $1 AND a.name_key = $13 AND ($14 = '' OR a.kind = $14)
                                        AND (x.ends_at IS NULL OR x.ends_at > $4)
                                      UNION ALL
                                     SELECT x.partner_id
                                       FROM assets a
                                       JOIN asset_group_assets t ON t.asset_id = a.id
                                       JOIN asset_grants x ON x.group_id = t.group_id
                                      WHERE a.center_id = $1 AND a.name_key = $13 AND ($14 = '' OR a.kind = $14)
                                        AND (x.ends_at IS NULL OR x.ends_at > $4))))"
    };
}

/// The columns of [`Row`](super::row::Row) after the id, in its order.
macro_rules! json_columns {
    () => {
        "name, contact, organisation, kind, level, modules, state, state_at, invitation_expires_at, ends_at, asked_at,
         reported_at, seen_at, invited_at, address_kept_at, mail_state, sent_at, next_try_at, tries, said, nearly, asks"
    };
}

/// The order of a list, as SQL has it.
struct Order {
    /// What stands before name and id; lowest first, whichever way round, so that the names of a column that is sorted
    /// backwards still go from A to Z.
    place: Option<String>,
    backwards: bool,
}

impl Order {
    fn of(sort: Sort, start: Start) -> Self {
        let place = match sort.by {
            SortBy::Name => None,
            SortBy::Kind => Some(place("p.kind", PartnerKind::ALL.map(PartnerKind::as_str))),
            SortBy::Level => Some("CASE p.level WHEN 'admin' THEN 0 ELSE 1 END".to_owned()),
            SortBy::Reach => Some(
                "CASE p.level WHEN 'admin' THEN 6
                      ELSE (p.modules & 1) + ((p.modules >> 1) & 1) + ((p.modules >> 2) & 1)
                           + ((p.modules >> 3) & 1) + ((p.modules >> 4) & 1) END"
                    .to_owned(),
            ),
            SortBy::State => Some(place(STATE, PartnerState::ALL.map(PartnerState::as_str))),
            SortBy::LastHere => Some("coalesce(p.seen_at, 0)".to_owned()),
        };
        let names_backwards = place.is_none() && sort.descending;
        let place = place.map(|place| if sort.descending { format!("-({place})") } else { place });
        Self { place, backwards: names_backwards != matches!(start, Start::Before(_)) }
    }

    /// Whether a row stands beyond the one of `$5`, which stood at place `$18`, in the direction that is read in.
    fn beyond(&self) -> String {
        let sign = if self.backwards { '<' } else { '>' };
        let name = "(SELECT s.sort_key FROM partners s WHERE s.id = $5 AND s.center_id = $1)";
        match &self.place {
            None => format!("((p.sort_key, p.id) {sign} ({name}, $5))"),
            Some(place) => format!("(({place}, p.sort_key, p.id) {sign} ($18, {name}, $5))"),
        }
    }

    fn by(&self) -> String {
        let way = if self.backwards { "DESC" } else { "ASC" };
        let name = format!("p.sort_key {way}, p.id {way}");
        if self.place.is_some() { format!("p.place {way}, {name}") } else { name }
    }
}

/// Which of the words somebody's is; none of them comes last.
fn place<const N: usize>(of: &str, words: [&str; N]) -> String {
    let mut place = format!("CASE ({of})");
    for (at, word) in words.iter().enumerate() {
        let _ = write!(place, " WHEN '{word}' THEN {at}");
    }
    let _ = write!(place, " ELSE {N} END");
    place
}

fn rows(order: &Order, start: Start) -> String {
    let by = order.by();
    let place = order.place.as_deref().unwrap_or("0");
    let (columns, searched) = (row_columns!(), searched!());
    let (assets, nothing_granted) = (assets(), nothing_granted());
    let beyond = match start {
        Start::First => String::new(),
        Start::After(_) | Start::Before(_) => format!("AND {}", order.beyond()),
    };
    format!(
        "SELECT {columns}, p.place, {assets} AS assets
           FROM (SELECT *
                   FROM (SELECT p.*, {place} AS place
                           FROM partners p
                          WHERE {searched}
                            AND ($3 IS NULL OR $3 = {STATE})
                            {beyond}
                            AND ($10 = 0 OR ({IS_IN} AND coalesce(p.seen_at, p.state_at) <= $10))
                            AND ($11 = 0 OR ({IS_IN} AND {nothing_granted}))
                            AND ($20 = 0 OR ({IS_IN} AND {ENDS_SOON}))
                            AND ($21 = 0 OR ({NOT_DELIVERED}))) p
                  ORDER BY {by}
                  LIMIT $6) p
           LEFT JOIN organisations o ON o.id = p.organisation_id
           LEFT JOIN outbox m ON m.id = p.mail_id
          ORDER BY {by}"
    )
}

/// How many there are of each choice, and how many of them stand on pages before.
fn groups(order: &Order, start: Start) -> String {
    let (searched, nothing_granted) = (searched!(), nothing_granted());
    let passed = match start {
        Start::First => "0".to_owned(),
        Start::After(_) => format!("CASE WHEN {} THEN 0 ELSE 1 END", order.beyond()),
        Start::Before(_) => format!("CASE WHEN {} THEN 1 ELSE 0 END", order.beyond()),
    };
    format!(
        "SELECT {STATE} AS stands,
                CASE WHEN {IS_IN} AND coalesce(p.seen_at, p.state_at) <= $16 THEN 90
                     WHEN {IS_IN} AND coalesce(p.seen_at, p.state_at) <= $15 THEN 30
                     ELSE 0 END AS quiet,
                CASE WHEN {IS_IN} AND {ENDS_SOON} THEN 1 ELSE 0 END AS ends_soon,
                CASE WHEN {IS_IN} AND {nothing_granted} THEN 1 ELSE 0 END AS nothing_granted,
                CASE WHEN {NOT_DELIVERED} THEN 1 ELSE 0 END AS not_delivered,
                count(*) AS partners, sum({passed}) AS passed
           FROM partners p
          WHERE {searched}
          GROUP BY 1, 2, 3, 4, 5"
    )
}

/// Rows and groups, each as one JSON text: a driver hands over a thousand values one by one; as one text they cost a third
/// of it. The groups are none unless `$17` asks for them.
pub(super) fn page(postgres: bool, sort: Sort, start: Start) -> String {
    let order = Order::of(sort, start);
    let (rows, groups, columns) = (rows(&order, start), groups(&order, start), json_columns!());
    if postgres {
        format!(
            "SELECT (SELECT coalesce(CAST(json_agg(json_build_array(json_build_array(CAST(id AS TEXT), {columns}), place, assets)) AS TEXT), '[]')
                       FROM ({rows}) page),
                    CASE WHEN $17 = 1 THEN
                      (SELECT coalesce(CAST(json_agg(json_build_array(stands, quiet, ends_soon, nothing_granted, not_delivered, partners, passed)) AS TEXT), '[]')
                         FROM ({groups}) alike) END"
        )
    } else {
        format!(
            "SELECT (SELECT json_group_array(json_array(json_array(lower(hex(id)), {columns}), place, assets)) FROM ({rows})),
                    CASE WHEN $17 = 1 THEN
                      (SELECT json_group_array(json_array(stands, quiet, ends_soon, nothing_granted, not_delivered, partners, passed))
                         FROM ({groups})) END"
        )
    }
}

#[cfg(test)]
mod tests {
    use sqlx::AssertSqlSafe;

    use super::*;
    use crate::db::{Db, Engine};

    #[tokio::test]
    async fn what_is_counted_of_the_list_stands_in_its_index() {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open_file(&folder.path().join("keyholder.sqlite")).await.unwrap();
        let Engine::Sqlite { read, .. } = &db.engine else { panic!("another engine") };
        let groups = groups(&Order::of(Sort::default(), Start::First), Start::First);
        let explained = AssertSqlSafe(format!("EXPLAIN QUERY PLAN {groups}"));
        let steps: Vec<(i64, i64, i64, String)> = sqlx::query_as(explained).fetch_all(read).await.unwrap();
        let by = |of: &str| {
            steps.iter().filter(|step| step.3.starts_with(of)).map(|step| step.3.as_str()).collect::<Vec<_>>()
        };
        let [of_all] = by("SEARCH p USING")[..] else { panic!("{steps:?}") };
        assert!(of_all.contains("COVERING INDEX partners_by_sort_key"), "{of_all}");
        assert!(by("SEARCH f USING").iter().all(|open| open.contains("partners_open")), "{steps:?}");
    }
}
