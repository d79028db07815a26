use domain::access::{AccessLevel, Module};
use domain::partner::{PartnerKind, PartnerState, Quiet};
use leptos::prelude::*;

use super::asked::Asked;
use crate::live::LiveMark;
use crate::ui::{Erased, Icon, SearchBox};

/// Search and filter: one form that asks for another address of the list.
#[component]
pub fn Toolbar(here: String, asked: Asked) -> impl IntoView {
    let filter = asked.filter.clone();
    let on = filter.kinds.len() + usize::from(filter.level.is_some()) + filter.modules.iter().count();
    let label = if on == 0 { "Filter".to_owned() } else { format!("Filter · {on}") };
    // What the form has no field for goes along.
    let carried =
        asked.parts().into_iter().filter(|(name, _)| matches!(*name, "state" | "quiet" | "granted"));
    let kinds = PartnerKind::ALL.map(|kind| (kind.as_str(), kind.label(), filter.kinds.contains(&kind)));
    let levels = AccessLevel::ALL.map(|level| (level.as_str(), level.label(), filter.level == Some(level)));
    let modules =
        Module::ALL.map(|module| (module.as_str(), module.label(), filter.modules.contains(module)));
    view! {
        <form class="toolbar" role="search" method="get" action=here>
            <SearchBox label="Search partners" placeholder="Name, address or organisation" value=asked.search.clone()/>
            {carried.map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect_view()}
            <details class="drop">
                <summary class="btn"><Icon name="filter"/> {label}</summary>
                <div class="drop__panel drop__panel--filter">
                    <Ticks legend="Partner kind" name="kind" kind="checkbox" ticks=kinds.to_vec()/>
                    <Ticks legend="Access level" name="level" kind="radio" ticks=levels.to_vec()/>
                    <Ticks legend="Module" name="module" kind="checkbox" ticks=modules.to_vec()/>
                    <button class="btn btn--primary btn--small">"Show"</button>
                </div>
            </details>
            <button class="btn">"Search"</button>
            <LiveMark/>
        </form>
    }
    .ready()
}

#[component]
fn Ticks(
    legend: &'static str,
    name: &'static str,
    kind: &'static str,
    /// Code, words, and whether it is chosen.
    ticks: Vec<(&'static str, &'static str, bool)>,
) -> impl IntoView {
    view! {
        <fieldset>
            <legend class="legend">{legend}</legend>
            {ticks
                .into_iter()
                .map(|(code, words, checked)| {
                    view! {
                        <label class="choice">
                            <input type=kind name=name value=code checked=checked/>
                            <span class="choice__text"><b>{words}</b></span>
                        </label>
                    }
                })
                .collect_view()}
        </fieldset>
    }
    .ready()
}

/// One click each: a state, who was not here, who has nothing. A second click takes the latter two back.
#[component]
pub fn Chips(here: String, asked: Asked) -> impl IntoView {
    let states = [None].into_iter().chain(PartnerState::ALL.map(Some));
    let states = states.map(|state| {
        let label = state.map_or("All", PartnerState::label);
        (label, asked.state == state, asked.in_state(state).address(&here))
    });
    let quiet = Quiet::ALL.map(|quiet| {
        let on = asked.filter.quiet == Some(quiet);
        (quiet.label(), on, asked.quiet((!on).then_some(quiet)).address(&here))
    });
    let nothing = asked.filter.nothing_granted;
    let nothing = ("Nothing granted", nothing, asked.nothing_granted(!nothing).address(&here));
    let chips = states.chain(quiet).chain([nothing]).collect::<Vec<_>>();
    view! {
        <div class="chips chips--scroll mb-4" role="group" aria-label="State">
            {chips
                .into_iter()
                .map(|(label, on, to)| {
                    view! { <a class="chip" href=to aria-current=on.then_some("true")>{label}</a> }
                })
                .collect_view()}
        </div>
    }
    .ready()
}
