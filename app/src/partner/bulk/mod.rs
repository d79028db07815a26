//! The same done with many partners: who they are is said first, then it is done with one after the other.

#[cfg(feature = "ssr")]
pub(crate) mod handler;
mod over;
mod run;
mod server;
#[cfg(feature = "ssr")]
mod step;
mod turns;

use domain::decision::AdminAction;
use domain::id::OrganisationId;
use domain::partner::BulkDeed;
use leptos::either::Either;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

use self::server::{BulkPage, LeftOutItem, rehearse_organisation};
use self::turns::Turns;
use crate::center::{ask, for_admins, use_open_center};
use crate::path;
use crate::ui::{Erased, Failed};

/// Users → Partners → many at once, and all of an Organisation, whose address alone has an id. They share most of their code,
/// so the browser fetches it once for both.
#[component]
pub fn Bulk() -> impl IntoView {
    let of_one = use_params_map().read_untracked().get("id").is_some();
    let shown = if of_one {
        Either::Left(for_admins(AdminAction::ManagePartner, "Partners", || view! { <Organisation/> }))
    } else {
        Either::Right(for_admins(AdminAction::ManagePartner, "Partners", || view! { <Chosen/> }))
    };
    shown.erased()
}

/// Those who were chosen in the list.
#[component]
fn Chosen() -> impl IntoView {
    let page = SharedValue::new(|| use_context::<BulkPage>().unwrap_or_default()).into_inner();
    view! { <Page page/> }
}

/// Everybody of one Organisation who is in, and its open Invitations.
#[component]
fn Organisation() -> impl IntoView {
    let slug = StoredValue::new(use_open_center().slug);
    let params = use_params_map();
    let id = Memo::new(move |_| params.read().get("id").and_then(|id| id.parse::<OrganisationId>().ok()));
    // What came of the form that was posted without a script.
    let posted = use_context::<BulkPage>();
    let page = Resource::new(
        move || id.get(),
        move |id| {
            let posted = posted.clone();
            let asked = || ask(AdminAction::ManagePartner, rehearse_organisation(slug.get_value(), id));
            let asked = posted.is_none().then(|| Box::pin(asked()));
            async move {
                match asked {
                    Some(asked) => asked.await,
                    None => Ok(posted.unwrap_or_default()),
                }
            }
        },
    );
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(page) => Either::Left(view! { <Page page/> }),
                    Err(error) => Either::Right(view! { <Failed error/> }),
                }
            })}
        </Transition>
    }
    .erased()
}

#[component]
fn Page(page: BulkPage) -> impl IntoView {
    let center = use_open_center();
    let deed = page.deed.map_or("Partners", BulkDeed::label);
    let of = page.of.clone().map(|of| of.name);
    let title = of.as_ref().map_or_else(|| deed.to_owned(), |of| format!("{deed} of {of}"));
    let error = if page.problem.is_some() || page.form.is_refused() { "Error: " } else { "" };
    let shown = match page.deed {
        Some(deed) if !page.items.is_empty() => Either::Left(view! { <Turns slug=center.slug deed page/> }),
        _ => Either::Right(view! { <Nobody list=path::partners(&center.slug) page/> }),
    };
    view! {
        <Title text=format!("{error}{title} · {} · Keyholder", center.name)/>
        <div class="head">
            <div class="head__title"><h1>{deed} {of.map(|of| view! { " of " <bdi>{of}</bdi> })}</h1></div>
        </div>
        {shown}
    }
    .ready()
}

/// Those with whom nothing is done.
#[component]
fn Left(id: &'static str, title: &'static str, left_out: Vec<LeftOutItem>) -> impl IntoView {
    view! {
        <section class="section" aria-labelledby=id>
            <div class="section__head"><h2 id=id>{title}</h2></div>
            <ul class="stack">
                {left_out
                    .into_iter()
                    .map(|LeftOutItem { name, why, .. }| view! { <li><b><bdi>{name}</bdi></b> <span class="sub">{why}</span></li> })
                    .collect_view()}
            </ul>
        </section>
    }
    .ready()
}

#[component]
fn Nobody(list: String, page: BulkPage) -> impl IntoView {
    let words = match (&page.of, page.left_out.is_empty()) {
        (Some(of), true) => format!("Nobody of {} is in, and no invitation to it is open.", of.name),
        (None, true) => "Nobody is chosen.".to_owned(),
        (Some(_), false) => "There is nobody whose access could be revoked.".to_owned(),
        (None, false) => "It can be done with none of those who were chosen.".to_owned(),
    };
    let back = if page.back.is_empty() { list } else { page.back };
    view! {
        <p class="empty" dir="auto">{words} " " <a href=back>"Back to Partners"</a></p>
        {(!page.left_out.is_empty())
            .then(|| view! { <Left id="h-left-out" title="Left out" left_out=page.left_out/> })}
    }
    .ready()
}
