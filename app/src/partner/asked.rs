//! What the address of the list asks for, both ways.

use domain::access::{AccessLevel, Module};
use domain::id::PartnerId;
use domain::partner::{Filter, PartnerKind, PartnerState, Quiet};
use leptos_router::params::ParamsMap;
use serde::{Deserialize, Serialize};

use crate::path;

/// Search, state, filter, and where the page begins. What no list has is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Asked {
    pub search: String,
    pub state: Option<PartnerState>,
    pub filter: Filter,
    pub after: Option<PartnerId>,
}

impl Asked {
    pub fn parse(query: &ParamsMap) -> Self {
        let of = |name: &str| query.get(name).unwrap_or_default();
        let all = |name: &str| query.get_all(name).unwrap_or_default();
        Self {
            search: of("q"),
            state: PartnerState::parse(&of("state")),
            filter: Filter {
                kinds: all("kind").iter().filter_map(|code| PartnerKind::parse(code)).collect(),
                level: AccessLevel::parse(&of("level")),
                modules: all("module").iter().filter_map(|code| Module::parse(code)).collect(),
                quiet: Quiet::parse(&of("quiet")),
                nothing_granted: of("granted") == "nothing",
            },
            after: of("after").parse().ok(),
        }
    }

    /// The same list in another state, from its start.
    #[must_use]
    pub fn in_state(&self, state: Option<PartnerState>) -> Self {
        Self { state, after: None, ..self.clone() }
    }

    /// The same list, of who was not here for so long; or of everybody again.
    #[must_use]
    pub fn quiet(&self, quiet: Option<Quiet>) -> Self {
        Self { after: None, filter: Filter { quiet, ..self.filter.clone() }, ..self.clone() }
    }

    #[must_use]
    pub fn nothing_granted(&self, nothing_granted: bool) -> Self {
        Self { after: None, filter: Filter { nothing_granted, ..self.filter.clone() }, ..self.clone() }
    }

    #[must_use]
    pub fn from(&self, after: Option<PartnerId>) -> Self {
        Self { after, ..self.clone() }
    }

    /// Its parts that a form with some of the fields has to carry along.
    pub fn parts(&self) -> Vec<(&'static str, String)> {
        let Filter { kinds, level, modules, quiet, nothing_granted } = &self.filter;
        let mut parts = Vec::new();
        if !self.search.is_empty() {
            parts.push(("q", self.search.clone()));
        }
        parts.extend(self.state.map(|state| ("state", state.as_str().to_owned())));
        parts.extend(kinds.iter().map(|kind| ("kind", kind.as_str().to_owned())));
        parts.extend(level.map(|level| ("level", level.as_str().to_owned())));
        parts.extend(modules.iter().map(|module| ("module", module.as_str().to_owned())));
        parts.extend(quiet.map(|quiet| ("quiet", quiet.as_str().to_owned())));
        if *nothing_granted {
            parts.push(("granted", "nothing".to_owned()));
        }
        parts.extend(self.after.map(|after| ("after", after.to_string())));
        parts
    }

    /// The address of this list.
    pub fn address(&self, list: &str) -> String {
        let parts = self.parts().into_iter().map(|(name, value)| format!("{name}={}", path::percent(&value)));
        let query = parts.collect::<Vec<_>>().join("&");
        if query.is_empty() { list.to_owned() } else { format!("{list}?{query}") }
    }
}
