//! What the address of the list asks for, both ways.

use domain::access::{AccessLevel, Module};
use domain::partner::{Cursor, Filter, PartnerKind, PartnerState, Quiet, Sort, SortBy, Start};
use leptos_router::params::ParamsMap;
use serde::{Deserialize, Serialize};

use crate::path::{self, ADD_ASSET};

/// How an address asks for access that ends soon, and for invitations that were not delivered.
pub const ENDS_SOON: &str = "ends=30";
pub const NOT_DELIVERED: &str = "mail=failed";

/// Search, state, filter, order, and where the page begins. What no list has is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Asked {
    pub search: String,
    pub state: Option<PartnerState>,
    pub filter: Filter,
    pub sort: Sort,
    pub start: Start,
    /// An Asset or group that is to be given to one of them, as forms spell it.
    pub gives: String,
}

impl Asked {
    pub fn parse(query: &ParamsMap) -> Self {
        let of = |name: &str| query.get(name).unwrap_or_default();
        let all = |name: &str| query.get_all(name).unwrap_or_default();
        let after = Cursor::parse(&of("after")).map(Start::After);
        let before = Cursor::parse(&of("before")).map(Start::Before);
        Self {
            search: of("q"),
            state: PartnerState::parse(&of("state")),
            filter: Filter {
                kinds: all("kind").iter().filter_map(|code| PartnerKind::parse(code)).collect(),
                level: AccessLevel::parse(&of("level")),
                modules: all("module").iter().filter_map(|code| Module::parse(code)).collect(),
                organisation: of("organisation").trim().to_owned(),
                asset: of("asset").trim().to_owned(),
                quiet: Quiet::parse(&of("quiet")),
                ends_soon: of("ends") == "30",
                nothing_granted: of("granted") == "nothing",
                not_delivered: of("mail") == "failed",
            },
            sort: Sort::parse(&of("sort")).unwrap_or_default(),
            start: after.or(before).unwrap_or_default(),
            gives: of(ADD_ASSET).trim().to_owned(),
        }
    }

    /// The same list in another state, from its start.
    #[must_use]
    pub fn in_state(&self, state: Option<PartnerState>) -> Self {
        Self { state, ..self.from(Start::First) }
    }

    /// The same list, filtered otherwise.
    #[must_use]
    pub fn filtered(&self, filter: Filter) -> Self {
        Self { filter, ..self.from(Start::First) }
    }

    /// The same list for other words.
    #[must_use]
    pub fn searching(&self, search: String) -> Self {
        Self { search, ..self.from(Start::First) }
    }

    /// The same list by a column; the other way round where it is by that already.
    #[must_use]
    pub fn by(&self, column: SortBy) -> Self {
        Self { sort: self.sort.by(column), ..self.from(Start::First) }
    }

    /// The same list, to look at and nothing more.
    #[must_use]
    pub fn giving_nothing(&self) -> Self {
        Self { gives: String::new(), ..self.clone() }
    }

    #[must_use]
    pub fn from(&self, start: Start) -> Self {
        Self { start, ..self.clone() }
    }

    /// Its parts that a form with some of the fields has to carry along.
    pub fn parts(&self) -> Vec<(&'static str, String)> {
        let Filter { kinds, level, modules, organisation, asset, quiet, .. } = &self.filter;
        let Filter { ends_soon, nothing_granted, not_delivered, .. } = self.filter;
        let typed = |name: &'static str, value: &str| (!value.is_empty()).then(|| (name, value.to_owned()));
        let mut parts = Vec::from_iter(typed("q", &self.search));
        parts.extend(self.state.map(|state| ("state", state.as_str().to_owned())));
        parts.extend(kinds.iter().map(|kind| ("kind", kind.as_str().to_owned())));
        parts.extend(level.map(|level| ("level", level.as_str().to_owned())));
        parts.extend(modules.iter().map(|module| ("module", module.as_str().to_owned())));
        parts.extend(typed("organisation", organisation));
        parts.extend(typed("asset", asset));
        parts.extend(quiet.map(|quiet| ("quiet", quiet.as_str().to_owned())));
        let ticked =
            [(ends_soon, ENDS_SOON), (nothing_granted, "granted=nothing"), (not_delivered, NOT_DELIVERED)];
        let ticked = ticked.into_iter().filter(|(is, _)| *is).filter_map(|(_, part)| part.split_once('='));
        parts.extend(ticked.map(|(name, value)| (name, value.to_owned())));
        parts.extend(typed(ADD_ASSET, &self.gives));
        if self.sort != Sort::default() {
            parts.push(("sort", self.sort.code()));
        }
        match self.start {
            Start::First => {}
            Start::After(cursor) => parts.push(("after", cursor.to_string())),
            Start::Before(cursor) => parts.push(("before", cursor.to_string())),
        }
        parts
    }

    /// What stands behind the `?` of its address.
    pub fn query(&self) -> String {
        let parts = self.parts().into_iter().map(|(name, value)| format!("{name}={}", path::percent(&value)));
        parts.collect::<Vec<_>>().join("&")
    }

    /// From what stands behind the `?` of an address.
    #[cfg(feature = "ssr")]
    pub fn of_query(query: &str) -> Self {
        let pairs = serde_html_form::from_str::<Vec<(String, String)>>(query).unwrap_or_default();
        Self::parse(&pairs.into_iter().collect())
    }

    /// What it shows: "Active · Agency · not here for 90 days".
    pub fn words(&self) -> String {
        let Filter { kinds, level, modules, organisation, asset, quiet, .. } = &self.filter;
        let Filter { ends_soon, nothing_granted, not_delivered, .. } = self.filter;
        let typed = |before: &str, text: &str, after: &str| {
            (!text.is_empty()).then(|| format!("{before}{text}{after}"))
        };
        let mut words = Vec::from_iter(typed("“", &self.search, "”"));
        words.extend(self.state.map(|state| state.label().to_owned()));
        words.extend(kinds.iter().map(|kind| kind.label().to_owned()));
        words.extend(level.map(|level| level.label().to_owned()));
        words.extend(modules.iter().map(|module| module.label().to_owned()));
        words.extend(typed("of ", organisation, ""));
        words.extend(typed("was given ", asset, ""));
        words.extend(quiet.map(|quiet| format!("not here for {} days", quiet.days())));
        let ticked = [
            (ends_soon, "ends within 30 days"),
            (nothing_granted, "active, nothing granted"),
            (not_delivered, "not delivered"),
        ];
        words.extend(ticked.into_iter().filter(|(is, _)| *is).map(|(_, words)| words.to_owned()));
        if words.is_empty() { "All partners".to_owned() } else { words.join(" · ") }
    }

    /// The address of this list.
    pub fn address(&self, list: &str) -> String {
        let query = self.query();
        if query.is_empty() { list.to_owned() } else { format!("{list}?{query}") }
    }
}
