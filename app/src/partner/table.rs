//! The rows of the list, and their heads.

use domain::partner::{Sort, SortBy};
use leptos::prelude::*;

use super::actions::Actions;
use super::asked::Asked;
use super::row::Row;
use super::server::{PartnerItem, PartnersPage};
use crate::path;
use crate::ui::{Erased, Icon};

#[component]
pub fn Table(slug: String, asked: Asked, here: String, page: PartnersPage) -> impl IntoView {
    let back = asked.address(&here);
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
    let row = move |partner: PartnerItem| {
        let actions = Actions {
            page: path::partner(&slug, partner.id),
            name: partner.name.clone(),
            state: partner.state,
            own: partner.id == own,
            copy_link,
            invite_again: path::invite_again(&slug, partner.id),
            leave: path::leave(&slug),
            back: back.clone(),
            opener: None,
        };
        view! { <Row partner actions/> }
    };
    view! {
        <div class="list__table fold">
            <table class="ledger ledger--fold" role="table">
                <caption class="vh">"Partners"</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        {heads.into_iter().map(head).collect_view()}
                        <th role="columnheader" scope="col" class="c-do"><span class="vh">"Actions"</span></th>
                    </tr>
                </thead>
                <tbody role="rowgroup">
                    {page.rows.into_iter().map(row).collect_view()}
                </tbody>
            </table>
        </div>
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
