use domain::access::AccessLevel;
use domain::id::PartnerId;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;

use super::server::{MemberItem, MembersPage, list_members};
use crate::center::use_open_center;
use crate::path;
use crate::ui::Icon;

/// Users → Members.
#[component]
pub fn Members() -> AnyView {
    let center = use_open_center();
    let query = use_query_map();
    let after =
        Memo::new(move |_| query.read().get("after").and_then(|after| after.parse::<PartnerId>().ok()));
    let slug = StoredValue::new(center.slug.clone());
    let page = Resource::new(move || after.get(), move |after| list_members(slug.get_value(), after));
    view! {
        <Title text=format!("Members · {} · Keyholder", center.name)/>
        <div class="head">
            <div class="head__title">
                <h1>"Members"</h1>
                <p>"Everybody who is in " <bdi>{center.name}</bdi> " now."</p>
            </div>
        </div>
        <Transition>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(page) => view! { <Table here=path::members(&slug.get_value()) page/> }.into_any(),
                    Err(error) => view! { <p class="note note--bad" role="alert">{error.to_string()}</p> }.into_any(),
                }
            })}
        </Transition>
    }
    .into_any()
}

#[component]
fn Table(here: String, page: MembersPage) -> AnyView {
    let next = page.more_after.map(|after| format!("{here}?after={after}"));
    view! {
        <div class="list__table fold">
            <table class="ledger ledger--fold" role="table">
                <caption class="vh">"Members"</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col" class="c-who" aria-sort="ascending">"Member"</th>
                        <th role="columnheader" scope="col" class="c-kind">"Kind"</th>
                        <th role="columnheader" scope="col" class="c-level">"Access level"</th>
                    </tr>
                </thead>
                <tbody role="rowgroup">
                    {page.rows.into_iter().map(|member| view! { <Row member/> }).collect_view()}
                </tbody>
            </table>
        </div>
        {next.map(|next| view! { <nav class="pager" aria-label="Pages"><A href=next>"Next" <Icon name="right"/></A></nav> })}
    }
    .into_any()
}

#[component]
fn Row(member: MemberItem) -> AnyView {
    let admin = member.level == AccessLevel::Admin;
    let ring = if admin { "ring ring--admin" } else { "ring ring--active" };
    view! {
        <tr role="row">
            <th role="rowheader" scope="row" class="c-who">
                <span class="who">
                    <span class=ring aria-hidden="true">{member.initials}</span>
                    <span class="who__text">
                        <bdi class="who__name">{member.name}</bdi>
                        <span class="who__sub">{member.organisation.map(|name| view! { <bdi>{name}</bdi> })}</span>
                    </span>
                </span>
            </th>
            <td role="cell" class="c-kind" data-label="Kind">{member.kind}</td>
            <td role="cell" class="c-level" data-label="Access level">
                {if admin {
                    view! { <span class="level level--admin"><Icon name="key"/> "Admin"</span> }.into_any()
                } else {
                    view! { <span class="level">"Standard"</span> }.into_any()
                }}
            </td>
        </tr>
    }
    .into_any()
}
