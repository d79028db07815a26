use domain::access::AccessLevel;
use domain::id::PartnerId;
use leptos::either::Either;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::server::{MemberItem, MembersPage, list_members};
use crate::center::{use_change, use_open_center};
use crate::partner::Level;
use crate::path;
use crate::ui::{Erased, Failed, Head, Icon, Ledger};

/// Users → Members.
#[component]
pub fn Members() -> impl IntoView {
    let center = use_open_center();
    let query = use_query_map();
    let after =
        Memo::new(move |_| query.read().get("after").and_then(|after| after.parse::<PartnerId>().ok()));
    let slug = StoredValue::new(center.slug.clone());
    let change = use_change();
    let page = Resource::new(
        move || (after.get(), change.get()),
        move |(after, _)| list_members(slug.get_value(), after),
    );
    view! {
        <Title text=format!("Members · {} · Keyholder", center.name)/>
        <div class="head">
            <div class="head__title">
                <h1>"Members"</h1>
                <p>"Everybody who is in " <bdi>{center.name}</bdi> " now."</p>
            </div>
            <div class="head__do"><a class="btn btn--quiet" href=path::leave(&center.slug)>"Leave"</a></div>
        </div>
        <Transition>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(page) => {
                        let (links, slug) = (true, slug.get_value());
                        let next = page.more_after.map(|after| format!("{}?after={after}", path::members(&slug)));
                        Either::Left(view! { <MembersTable slug page next links/> })
                    }
                    Err(error) => Either::Right(view! { <Failed error/> }),
                }
            })}
        </Transition>
    }
    .erased()
}

#[component]
pub fn MembersTable(
    slug: String,
    page: MembersPage,
    /// The address of the page after it.
    next: Option<String>,
    /// Names lead to what the reader may know of each.
    links: bool,
) -> impl IntoView {
    let heads = [
        Head::of("Member").class("c-who").sorted(),
        Head::of("Kind").class("c-kind"),
        Head::of("Access level").class("c-level"),
    ];
    view! {
        <Ledger caption="Members" fold="list__table fold" heads>
            {page
                .rows
                .into_iter()
                .map(|member| view! { <Row page=links.then(|| path::partner(&slug, member.id)) member/> })
                .collect_view()}
        </Ledger>
        {next.map(|next| view! { <nav class="pager" aria-label="Pages"><a href=next>"Next" <Icon name="right"/></a></nav> })}
    }
    .ready()
}

#[component]
fn Row(page: Option<String>, member: MemberItem) -> impl IntoView {
    let admin = member.level == AccessLevel::Admin;
    let ring = if admin { "ring ring--admin" } else { "ring ring--active" };
    view! {
        <tr role="row">
            <th role="rowheader" scope="row" class="c-who">
                <span class="who">
                    <span class=ring aria-hidden="true">{member.initials}</span>
                    <span class="who__text">
                        {match page {
                            Some(page) => {
                                Either::Left(view! { <a href=page class="who__name"><bdi>{member.name}</bdi></a> })
                            }
                            None => Either::Right(view! { <b class="who__name"><bdi>{member.name}</bdi></b> }),
                        }}
                        <span class="who__sub">{member.organisation.map(|name| view! { <bdi>{name}</bdi> })}</span>
                    </span>
                </span>
            </th>
            <td role="cell" class="c-kind" data-label="Kind">{member.kind}</td>
            <td role="cell" class="c-level" data-label="Access level">
                <Level level=member.level/>
            </td>
        </tr>
    }
}
