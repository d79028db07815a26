use domain::access::{AccessLevel, Module};
use domain::partner::{Filter, PartnerKind, PartnerState, Quiet, Sort};
use leptos::ev;
use leptos::html;
use leptos::prelude::*;

use super::asked::Asked;
use crate::live::LiveMark;
use crate::path;
use crate::ui::{Erased, Icon, SearchBox};

/// What the toolbar keeps while the list below it is drawn anew.
#[derive(Clone, Copy, Debug)]
pub struct Tools {
    /// What the address asks for now: the form goes by it while the list of that is on its way.
    pub asked: Memo<Asked>,
    pub search: NodeRef<html::Input>,
    /// Each input into the search.
    pub typed: Callback<ev::Event>,
    /// What a name can be, once they were asked for. They outlive each drawing: one that is about to be replaced stands until
    /// the next has come, and follows what comes meanwhile.
    pub organisations: Signal<Vec<String>>,
    pub assets: Signal<Vec<String>>,
    /// Asks for the names, when the filter is first opened.
    pub asks_for_names: Callback<()>,
}

/// Search, filter and order: one form that asks for another address of the list.
#[component]
pub fn Toolbar(here: String, asked: Asked, tools: Tools) -> impl IntoView {
    let filter = asked.filter.clone();
    let typed = [&filter.organisation, &filter.asset].into_iter().filter(|name| !name.is_empty()).count();
    let on = filter.kinds.len() + usize::from(filter.level.is_some()) + filter.modules.iter().count() + typed;
    let label = if on == 0 { "Filter".to_owned() } else { format!("Filter · {on}") };
    let carried = move || {
        let carried = without_a_field(&tools.asked.read());
        carried
            .into_iter()
            .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
            .collect_view()
    };
    let kinds = PartnerKind::ALL.map(|kind| (kind.as_str(), kind.label(), filter.kinds.contains(&kind)));
    let levels = AccessLevel::ALL.map(|level| (level.as_str(), level.label(), filter.level == Some(level)));
    let modules =
        Module::ALL.map(|module| (module.as_str(), module.label(), filter.modules.contains(module)));
    view! {
        <form class="toolbar" role="search" method="get" action=here>
            <SearchBox
                label="Search partners"
                placeholder="Name, address or organisation"
                value=asked.search.clone()
                node=tools.search
                heard=tools.typed
                key="/"
            />
            {carried}
            <details class="drop" on:toggle=move |_| tools.asks_for_names.run(())>
                <summary class="btn"><Icon name="filter"/> {label}</summary>
                <div class="drop__panel drop__panel--filter">
                    <Ticks legend="Partner kind" name="kind" kind="checkbox" ticks=kinds.to_vec()/>
                    <Ticks legend="Access level" name="level" kind="radio" ticks=levels.to_vec()/>
                    <Ticks legend="Module" name="module" kind="checkbox" ticks=modules.to_vec()/>
                    <NameField
                        name="organisation"
                        label="Organisation"
                        value=filter.organisation
                        names=tools.organisations
                    />
                    <NameField
                        name="asset"
                        label="Was given the Asset"
                        value=filter.asset
                        names=tools.assets
                    />
                    <Order sort=asked.sort/>
                    <button class="btn btn--primary btn--small">"Show"</button>
                </div>
            </details>
            <button class="btn">"Search"</button>
            <LiveMark/>
        </form>
    }
    .ready()
}

/// What the form carries along.
fn without_a_field(asked: &Asked) -> Vec<(&'static str, String)> {
    let fieldless = |name| matches!(name, "state" | "quiet" | "ends" | "granted" | "mail" | path::ADD_ASSET);
    asked.parts().into_iter().filter(|(name, _)| fieldless(*name)).collect()
}

/// A name as it is written, with those there are once the page is live.
#[component]
fn NameField(
    name: &'static str,
    label: &'static str,
    value: String,
    names: Signal<Vec<String>>,
) -> impl IntoView {
    // The dialog before the list has fields of these names.
    let (id, suggested) = (format!("by-{name}"), format!("{name}-names"));
    let options =
        move || names.get().into_iter().map(|name| view! { <option value=name></option> }).collect_view();
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input
                class="input"
                id=id
                name=name
                value=value
                list=suggested.clone()
                autocomplete="off"
                placeholder="The whole name"
                dir="auto"
            />
            <datalist id=suggested>{options}</datalist>
        </div>
    }
    .ready()
}

/// The heads of the columns order the list, too; a narrow screen has none.
#[component]
fn Order(sort: Sort) -> impl IntoView {
    let options = Sort::all()
        .map(|each| view! { <option value=each.code() selected=each == sort>{each.label()}</option> })
        .collect_view();
    view! {
        <div class="field">
            <label for="sort">"Order"</label>
            <span class="pick">
                <select class="select" id="sort" name="sort">{options}</select>
                <Icon name="down"/>
            </span>
        </div>
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

/// One click each: a state, whose invitation was not delivered, who was not here, whose access ends soon, who has nothing. A
/// second click takes all but the state back.
#[component]
pub fn Chips(
    here: String,
    asked: Asked,
    /// How many there are of each, in this order.
    counts: Vec<String>,
) -> impl IntoView {
    let states = [None].into_iter().chain(PartnerState::ALL.map(Some));
    let states = states.map(|state| {
        let label = state.map_or("All", PartnerState::label);
        (label, asked.state == state, asked.in_state(state).address(&here))
    });
    let filter = &asked.filter;
    let chip = |label, on, filter: Filter| (label, on, asked.filtered(filter).address(&here));
    let (failed, ends, nothing) = (filter.not_delivered, filter.ends_soon, filter.nothing_granted);
    let quiet = Quiet::ALL.map(|quiet| {
        let on = filter.quiet == Some(quiet);
        chip(quiet.label(), on, Filter { quiet: (!on).then_some(quiet), ..filter.clone() })
    });
    let chips = states
        .chain([chip("Not delivered", failed, Filter { not_delivered: !failed, ..filter.clone() })])
        .chain(quiet)
        .chain([
            chip("Ends within 30 days", ends, Filter { ends_soon: !ends, ..filter.clone() }),
            chip("Nothing granted", nothing, Filter { nothing_granted: !nothing, ..filter.clone() }),
        ])
        .zip(counts)
        .collect::<Vec<_>>();
    view! {
        <div class="chips chips--scroll mb-4" role="group" aria-label="State">
            {chips
                .into_iter()
                .map(|((label, on, to), count)| {
                    view! { <a class="chip" href=to aria-current=on.then_some("true")>{label} " " <b>{count}</b></a> }
                })
                .collect_view()}
        </div>
    }
    .ready()
}
