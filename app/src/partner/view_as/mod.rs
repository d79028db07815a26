//! **View as**: the pages of a partner as they see them, for an Admin, to look at.

#[cfg(feature = "ssr")]
pub(crate) mod preview;
pub mod server;

use domain::access::AccessLevel;
use domain::grant::Grant;
use domain::id::PartnerId;
use leptos::either::{EitherOf3, EitherOf7};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

use self::server::{Seen, Tab, Viewed, view_as};
use crate::asset::SharedAssets;
use crate::campaign::SeenCampaigns;
use crate::center::{CanAndCannot, use_change, use_open_center};
use crate::end::EndsSeen;
use crate::error::PageError;
use crate::linked::{AdAccountViewed, HeldUpSeen};
use crate::member::MembersTable;
use crate::partner::details::NoSuchPartner;
use crate::path;
use crate::ui::{Erased, Failed, Icon};

#[component]
pub fn ViewAs() -> impl IntoView {
    let center = use_open_center();
    let slug = StoredValue::new(center.slug);
    let (params, query) = (use_params_map(), use_query_map());
    let id = Memo::new(move |_| params.read().get("id").and_then(|id| id.parse::<PartnerId>().ok()));
    let tab = Memo::new(move |_| Tab::parse(&query.read().get("page").unwrap_or_default()));
    let after = Memo::new(move |_| query.read().get("after").and_then(|id| id.parse::<PartnerId>().ok()));
    let change = use_change();
    let page = Resource::new(
        move || (id.get(), tab.get(), after.get(), change.get()),
        move |(id, tab, after, _)| view_as(slug.get_value(), id, tab, after),
    );
    view! {
        <Title text=format!("View as · {} · Keyholder", center.name)/>
        <Transition>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(viewed) => EitherOf3::A(view! { <Page viewed tab=tab.get_untracked()/> }),
                    Err(PageError::NotFound) => EitherOf3::B(view! { <NoSuchPartner/> }),
                    Err(error) => EitherOf3::C(view! { <Failed error/> }),
                }
            })}
        </Transition>
    }
    .erased()
}

#[component]
fn Page(viewed: Viewed, tab: Tab) -> impl IntoView {
    let center = use_open_center();
    let Viewed { id, name, not_in, ends, held_up, seen } = viewed;
    let (page, here) = (path::partner(&center.slug, id), path::view_as(&center.slug, id));
    let label = format!("{} as {name} sees it", tab.label());
    let tabs = Tab::ALL.map(|of| {
        let to = format!("{here}?page={}", of.as_str());
        view! { <a href=to aria-current=(of == tab).then_some("page")>{of.label()}</a> }
    });
    view! {
        <Title text=format!("View as {name} · {} · Keyholder", center.name)/>
        <nav class="crumb" aria-label="Where you are">
            <a href=path::partners(&center.slug)>"Partners"</a>
            <Icon name="right"/>
            <a href=page.clone()><bdi>{name.clone()}</bdi></a>
            <Icon name="right"/>
            <span>"View as"</span>
        </nav>
        <div class="head">
            <div class="head__title">
                <h1>"View as " <bdi>{name.clone()}</bdi></h1>
                <p>"The pages as they see them. Nothing can be changed here."</p>
            </div>
            <div class="head__do"><a class="btn" href=page>"Close"</a></div>
        </div>
        {not_in
            .map(|sentence| {
                view! {
                    <div class="note note--care mb-6">
                        <Icon name="warn"/>
                        <p dir="auto">{sentence} " This is what they would see."</p>
                    </div>
                }
            })}
        <nav class="tabs" aria-label="Their pages">{tabs.into_iter().collect_view()}</nav>
        <section class="viewed" aria-label=label>
            <EndsSeen ends/>
            <HeldUpSeen held_up/>
            {match seen {
                Seen::Start(grant) => EitherOf7::A(view! { <Start name grant/> }),
                Seen::Assets(assets) => EitherOf7::B(view! { <SharedAssets assets/> }),
                Seen::EveryAsset => {
                    EitherOf7::C(view! { <p class="muted">"Every Asset, as you see it under Assets: they are an Admin."</p> })
                }
                Seen::Members(page) => {
                    let next = page.more_after.map(|after| format!("{here}?page=members&after={after}"));
                    EitherOf7::D(view! { <MembersTable slug=center.slug page next links=false/> })
                }
                Seen::AdAccount(own) => EitherOf7::E(view! { <AdAccountViewed own/> }),
                Seen::Campaigns(campaigns, many) => EitherOf7::F(view! { <SeenCampaigns campaigns many/> }),
                Seen::Refused(refusal) => EitherOf7::G(view! { <p class="muted">{refusal.to_string()}</p> }),
            }}
        </section>
    }
    .ready()
}

/// As [`center::Start`](crate::center::Start) says it to them.
#[component]
pub fn Start(name: String, grant: Grant) -> impl IntoView {
    let admin = (grant.level() == AccessLevel::Admin)
        .then(|| view! { <p class="muted mb-4">"As an Admin they see all pages that you see."</p> });
    view! {
        <p class="viewed__title">"Welcome, " <bdi>{name}</bdi></p>
        {admin}
        <CanAndCannot grant/>
    }
    .ready()
}
