use std::fmt;

use serde::{Deserialize, Serialize};

use crate::id::PartnerId;

/// A column that a list of partners is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum SortBy {
    #[default]
    Name,
    Kind,
    Level,
    /// How many Modules; an Admin has more than anybody.
    Reach,
    State,
    /// When they were last here; whoever never was counts as longest ago.
    LastHere,
}

/// The order of a list of partners. Whoever is alike in the column stands by name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sort {
    pub by: SortBy,
    pub descending: bool,
}

/// Where a page of a list begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Start {
    #[default]
    First,
    /// With who comes after this partner.
    After(Cursor),
    /// It ends with who comes before this partner.
    Before(Cursor),
}

/// A partner, with the place in the column that they had when their list was drawn: a visit, an acceptance or an edit moves
/// them, and whoever turns the page goes on from where they were.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// 0 in a list by name.
    pub place: i64,
    pub partner: PartnerId,
}

/// The code in addresses: `1795.0197c5b0-…`, or the id alone in a list by name.
impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place {
            0 => self.partner.fmt(f),
            place => write!(f, "{place}.{}", self.partner),
        }
    }
}

impl Cursor {
    pub fn parse(code: &str) -> Option<Self> {
        let (place, partner) = code.split_once('.').unwrap_or(("0", code));
        Some(Self { place: place.parse().ok()?, partner: partner.parse().ok()? })
    }
}

impl SortBy {
    pub const ALL: [Self; 6] =
        [Self::Name, Self::Kind, Self::Level, Self::Reach, Self::State, Self::LastHere];

    /// The code in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Kind => "kind",
            Self::Level => "level",
            Self::Reach => "reach",
            Self::State => "state",
            Self::LastHere => "last",
        }
    }

    /// What is asked for first: who can do most, and who was here just now.
    const fn begins_descending(self) -> bool {
        matches!(self, Self::Reach | Self::LastHere)
    }
}

impl Sort {
    /// What the head of a column leads to: the other way round where the list is sorted by it already.
    #[must_use]
    pub fn by(self, column: SortBy) -> Self {
        let descending = if self.by == column { !self.descending } else { column.begins_descending() };
        Self { by: column, descending }
    }

    /// The code in addresses: `last`, or `-last` the other way round.
    pub fn code(self) -> String {
        format!("{}{}", if self.descending { "-" } else { "" }, self.by.as_str())
    }

    pub fn parse(code: &str) -> Option<Self> {
        let (descending, column) = code.strip_prefix('-').map_or((false, code), |column| (true, column));
        let by = SortBy::ALL.into_iter().find(|by| by.as_str() == column)?;
        Some(Self { by, descending })
    }

    pub const fn label(self) -> &'static str {
        match (self.by, self.descending) {
            (SortBy::Name, false) => "Name, A to Z",
            (SortBy::Name, true) => "Name, Z to A",
            (SortBy::Kind, false) => "Partner kind",
            (SortBy::Kind, true) => "Partner kind, backwards",
            (SortBy::Level, false) => "Admins first",
            (SortBy::Level, true) => "Standard first",
            (SortBy::Reach, false) => "Fewest Modules first",
            (SortBy::Reach, true) => "Most Modules first",
            (SortBy::State, false) => "State",
            (SortBy::State, true) => "State, backwards",
            (SortBy::LastHere, false) => "Longest not here first",
            (SortBy::LastHere, true) => "Last here first",
        }
    }

    pub fn all() -> impl Iterator<Item = Self> {
        SortBy::ALL.into_iter().flat_map(|by| [false, true].map(|descending| Self { by, descending }))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn an_order_is_told_by_its_code_and_its_words() {
        let codes: HashSet<_> = Sort::all().map(Sort::code).collect();
        let labels: HashSet<_> = Sort::all().map(Sort::label).collect();
        assert_eq!((codes.len(), labels.len()), (12, 12));
        for sort in Sort::all() {
            assert_eq!(Sort::parse(&sort.code()), Some(sort));
        }
        for code in ["", "-", "--name", "Name", "name ", "last-", "organisation"] {
            assert_eq!(Sort::parse(code), None, "{code}");
        }
    }

    #[test]
    fn a_cursor_is_told_by_its_code() {
        let partner = PartnerId::from_uuid(uuid::Uuid::from_u128(7));
        for place in [0, 6, -1_795_000_000_000_000] {
            let cursor = Cursor { place, partner };
            assert_eq!(Cursor::parse(&cursor.to_string()), Some(cursor));
        }
        assert_eq!(Cursor { place: 0, partner }.to_string(), partner.to_string());
        for code in ["", "7", "7.", ".7", &format!("x.{partner}"), &format!("1.2.{partner}")] {
            assert_eq!(Cursor::parse(code), None, "{code}");
        }
    }

    #[test]
    fn a_column_is_asked_for_in_its_own_order_and_then_the_other_way_round() {
        assert_eq!(Sort::default().code(), "name");
        assert_eq!(Sort::default().by(SortBy::Name).code(), "-name");
        for column in SortBy::ALL.into_iter().filter(|column| *column != SortBy::Name) {
            let first = Sort::default().by(column);
            assert_eq!(first.descending, matches!(column, SortBy::Reach | SortBy::LastHere));
            assert_eq!(first.by(column), Sort { descending: !first.descending, ..first });
            assert_eq!(first.by(column).by(column), first);
        }
    }
}
