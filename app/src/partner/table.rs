//! The rows of the list, their heads, and what is done with those that are ticked.

use domain::partner::{BulkDeed, Sort, SortBy, Start};
use leptos::prelude::*;
use leptos::tachys::view::keyed::keyed;

use super::actions::Actions;
use super::asked::Asked;
use super::back::take_last_row;
use super::chosen::Ticked;
use super::keys;
use super::place::Keeper;
use super::row::Row;
use super::server::{ListedItem, PartnersPage};
use crate::path;
use crate::ui::{Erased, Icon};

/// The form that the boxes belong to. They stand outside: a row has forms of its own.
pub const BULK: &str = "bulk";

#[component]
pub fn Table(
    slug: String,
    asked: Asked,
    here: String,
    page: PartnersPage,
    ticked: Ticked,
    place: Keeper,
) -> impl IntoView {
    place.keep();
    let (all, bulk) = (page.all.clone(), path::bulk(&slug));
    let query = asked.from(Start::First).query();
    let rows: Vec<_> = page.rows.iter().map(|row| row.partner.id.to_string()).collect();
    let all_rows = rows.clone();
    Effect::new(move |_| ticked.stand(rows.clone()));
    if let Some(row) = take_last_row() {
        Effect::new(move |_| keys::come_back(row.clone()));
    }
    let (back, again, gives) = (asked.address(&here), query.clone(), asked.gives.clone());
    let heads = [
        ("Partner", "c-who", SortBy::Name),
        ("Kind", "c-kind", SortBy::Kind),
        ("Access level", "c-level", SortBy::Level),
        ("Can reach", "c-reach", SortBy::Reach),
        ("State", "c-state", SortBy::State),
        ("Last activity", "c-last", SortBy::LastHere),
    ];
    let head = move |(label, class, column)| {
        let to = asked.by(column).address(&here);
        view! { <Head label class to sorted=(asked.sort.by == column).then_some(asked.sort)/> }
    };
    let (copy_link, own) = (page.copy_link, page.own);
    // A row that is other than it was is drawn anew. Each other one stays with whoever it is, wherever it stands then: what is
    // open or typed in it must never come to be another's.
    let drawn = (back.clone(), query.clone(), gives.clone());
    let same = move |row: &ListedItem| (row.clone(), drawn.clone());
    let row = move |_, ListedItem { partner, reach, lacks_module_or_asset }: ListedItem| {
        let actions = Actions {
            page: path::partner(&slug, partner.id),
            name: partner.name.clone(),
            state: partner.state,
            own: partner.id == own,
            copy_link,
            edit: path::coming_back(path::giving(path::edit(&slug, partner.id), &gives), &back),
            revoke: path::coming_back(path::revoke(&slug, partner.id), &back),
            invite_again: path::asking(path::invite_again(&slug, partner.id), &again),
            leave: path::leave(&slug),
            back: back.clone(),
            opener: None,
        };
        (|_| (), view! { <Row partner reach lacks_module_or_asset actions/> })
    };
    view! {
        <div
            class="list__table fold"
            on:change=move |event| ticked.heard(&event)
            on:keydown=move |event| keys::heard(&event)
        >
            <Bar bulk query all ticked/>
            <table class="ledger ledger--fold" role="table">
                <caption class="vh">"Partners"</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col" class="c-pick"><span class="vh">"Choose"</span> <ThisPage rows=all_rows ticked/></th>
                        {heads.into_iter().map(head).collect_view()}
                        <th role="columnheader" scope="col" class="c-do"><span class="vh">"Actions"</span></th>
                    </tr>
                </thead>
                <tbody role="rowgroup">
                    {keyed(page.rows, same, row)}
                </tbody>
            </table>
        </div>
    }
    .ready()
}

/// Ticks all of the page. Nothing of the form: without a script, which it needs, the style rules leave it out.
#[component]
fn ThisPage(rows: Vec<String>, ticked: Ticked) -> impl IntoView {
    view! {
        <input
            class="tick tick--page"
            type="checkbox"
            form=BULK
            aria-label="Choose all of this page"
            on:change=move |event| ticked.all(&rows, event_target_checked(&event))
        />
    }
    .ready()
}

/// Shown by the style rules while a box is ticked.
#[component]
fn Bar(
    bulk: String,
    /// What the list is asked for.
    query: String,
    /// How many it shows.
    all: String,
    ticked: Ticked,
) -> impl IntoView {
    let words = move || match ticked.many() {
        0 => "Those that are ticked:".to_owned(),
        many => format!("{many} chosen."),
    };
    let buttons = BulkDeed::ALL
        .map(|deed| view! { <button class="btn" name="do" value=deed.as_str()>{deed.label()}</button> })
        .into_iter()
        .collect_view();
    view! {
        <form class="bulk" id=BULK method="post" action=bulk aria-label="Chosen partners" on:reset=move |_| ticked.clear()>
            <input type="hidden" name="asked" value=query/>
            <p><b>{words}</b></p>
            <label class="bulk__all">
                <input class="tick" type="checkbox" name="all" value="yes"/>
                <span>"All " <b>{all}</b> " of this list"</span>
            </label>
            <div class="bulk__do">
                {buttons}
                <button class="btn btn--quiet" type="reset">"Clear"</button>
            </div>
        </form>
    }
    .ready()
}

/// The head of a column, which orders the list by it.
#[component]
fn Head(
    label: &'static str,
    class: &'static str,
    to: String,
    /// How the list is sorted, if it is by this column.
    sorted: Option<Sort>,
) -> impl IntoView {
    let (way, icon) = match sorted {
        None => (None, "updown"),
        Some(Sort { descending: false, .. }) => (Some("ascending"), "up1"),
        Some(Sort { descending: true, .. }) => (Some("descending"), "down1"),
    };
    view! {
        <th role="columnheader" scope="col" class=class aria-sort=way>
            <a class="sort" href=to>{label} " " <Icon name=icon/></a>
        </th>
    }
}
