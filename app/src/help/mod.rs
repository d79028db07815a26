//! **Help**: the written guide, which is searched, and the four problems, for whoever is in a Business Center and whoever is
//! not. Texts and views are on the server alone (`app/guide/`), so that no browser loads what nobody reads.

#[cfg(feature = "ssr")]
pub mod guide;
#[cfg(feature = "ssr")]
mod inside;
mod keys;
mod link;
#[cfg(feature = "ssr")]
mod place;
#[cfg(feature = "ssr")]
mod public;
mod server;
mod tiktok;
#[cfg(feature = "ssr")]
mod view;

use leptos::either::Either;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::Outlet;
use leptos_router::hooks::{use_location, use_query_map};
#[cfg(feature = "ssr")]
pub use public::routes;

use self::keys::Keys;
pub use self::link::{GuideBeside, GuideLink, article_about};
use self::server::{Drawn, read_guide};
pub use self::tiktok::TikTok;
use crate::center::use_open_center;
use crate::error::PageError;
use crate::path;
use crate::ui::{Erased, Failed};

/// Help inside a Business Center: the server draws it whole, and here only the keys live.
#[component]
pub fn Help() -> impl IntoView {
    let slug = StoredValue::new(use_open_center().slug);
    let (location, query) = (use_location(), use_query_map());
    // On the way to a page elsewhere the address is there first, and this one stands until that has come.
    let article = Memo::new(move |last: Option<&String>| {
        let here = article_at(&location.pathname.read());
        here.or_else(|| last.cloned()).unwrap_or_default()
    });
    let asked = Memo::new(move |_| query.read().get("q").unwrap_or_default());
    let page = Resource::new(
        move || (article.get(), asked.get()),
        move |(article, asked)| read_guide(slug.get_value(), article, asked),
    );
    shows_the_part_that_is_asked_for(page);
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(Drawn { title, html }) => Either::Left(view! { <Title text=title/> <div inner_html=html></div> }),
                    Err(error) => Either::Right(view! { <NotRead error/> }),
                }
            })}
        </Transition>
        {move || article.read().is_empty().then(|| view! { <div class="page--narrow"><Keys/></div> })}
        // The router changes the address once what stands below a route has come, be it nothing.
        <Outlet/>
    }
    .erased()
}

/// What the article is called; nothing for the index. None: it is the address of another page.
fn article_at(path: &str) -> Option<String> {
    let mut parts = path.split('/').skip(3);
    (parts.next() == Some("help")).then(|| parts.nth(1).unwrap_or_default().to_owned())
}

/// The router looks for it when the address changes, and the text comes later.
fn shows_the_part_that_is_asked_for(page: Resource<Result<Drawn, PageError>>) {
    let hash = use_location().hash;
    Effect::new(move |_| {
        let part = hash.get().trim_start_matches('#').to_owned();
        if page.with(Option::is_some) {
            request_animation_frame(move || {
                if let Some(part) = document().get_element_by_id(&part) {
                    part.scroll_into_view();
                }
            });
        }
    });
}

#[component]
fn NotRead(error: PageError) -> impl IntoView {
    let missing = error == PageError::NotFound;
    let title = if missing { "There is no such article" } else { "Help" };
    let help = path::help(&use_open_center().slug);
    view! {
        <Title text=format!("{title} · Keyholder")/>
        <h1>{title}</h1>
        {if missing {
            Either::Left(view! { <p class="muted">"The address may be mistyped, or the guide has it under another name now."</p> })
        } else {
            Either::Right(view! { <Failed error/> })
        }}
        <p class="mt-4"><a class="btn" href=help>"Help"</a></p>
    }
    .ready()
}
