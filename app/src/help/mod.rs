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
mod problems;
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
use self::server::{Asked, Drawn, read_help};
pub use self::tiktok::TikTok;
use crate::center::{use_change, use_open_center};
use crate::error::PageError;
use crate::notice::{Said, notice_left};
use crate::path;
use crate::ui::{Erased, Failed};

/// Where the pages stand that are about whoever looks.
const MY: &str = "my/";

/// Help inside a Business Center: the server draws it whole, and here only the keys live.
#[component]
pub fn Help() -> impl IntoView {
    let slug = StoredValue::new(use_open_center().slug);
    let (location, query) = (use_location(), use_query_map());
    // On the way to a page elsewhere the address is there first, and this one stands until that has come.
    let shown = Memo::new(move |last: Option<&String>| {
        let here = page_at(&location.pathname.read());
        here.or_else(|| last.cloned()).unwrap_or_default()
    });
    let asked = Memo::new(move |_| {
        let of = |name| query.read().get(name).unwrap_or_default();
        Asked { q: of("q"), who: of("who"), problem: of("problem") }
    });
    let change = use_change();
    // The guide stays as it is; what is missing to somebody is looked at again with every change.
    let changed = Memo::new(move |last: Option<&Option<i64>>| {
        let changed = shown.read().starts_with(MY).then(|| change.get());
        last.copied().filter(|last| last.is_some() && is_typed_into()).unwrap_or(changed)
    });
    let page = Resource::new(
        move || (shown.get(), asked.get(), changed.get()),
        move |(shown, asked, _)| read_help(slug.get_value(), shown, asked),
    );
    shows_the_part_that_is_asked_for(page);
    view! {
        <Said notice=notice_left()/>
        <Transition>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(Drawn { title, html }) => Either::Left(view! { <Title text=title/> <div inner_html=html></div> }),
                    Err(error) => Either::Right(view! { <NotRead error/> }),
                }
            })}
        </Transition>
        {move || shown.read().is_empty().then(|| view! { <div class="page--narrow"><Keys/></div> })}
        // The router changes the address once what stands below a route has come, be it nothing.
        <Outlet/>
    }
    .erased()
}

/// What is drawn anew forgets what stands in its fields, so a form that somebody is at stays.
fn is_typed_into() -> bool {
    const AT_IT: &str = ".ask :focus, .ask [aria-invalid], .ask .input:not(:placeholder-shown)";
    is_browser() && document().query_selector(AT_IT).is_ok_and(|found| found.is_some())
}

/// What stands below Help in the address; nothing for the index. None: it is the address of another page.
fn page_at(path: &str) -> Option<String> {
    let below = path.splitn(5, '/').skip(3).collect::<Vec<_>>();
    (below.first() == Some(&"help")).then(|| below.get(1).copied().unwrap_or_default().to_owned())
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
    let title = if missing { "There is no such page of Help" } else { "Help" };
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
