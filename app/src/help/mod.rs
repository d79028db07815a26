//! **Help**: the written guide, which is searched, and the four problems, for whoever is in a Business Center and whoever is
//! not. The texts are on the server alone (`app/guide/`), so that no browser loads what nobody reads.

#[cfg(feature = "ssr")]
pub mod guide;
mod index;
mod keys;
mod link;
mod place;
#[cfg(feature = "ssr")]
mod public;
mod server;

use domain::guide::Article;
use leptos::either::Either;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::Outlet;
use leptos_router::hooks::{use_location, use_query_map};
#[cfg(feature = "ssr")]
pub use public::routes;

pub use self::index::TikTok;
use self::index::{Contents, Index, how_many};
use self::keys::Keys;
pub use self::link::{GuideBeside, GuideLink, article_about};
pub use self::place::Place;
use self::server::{find_in_guide, read_article};
use crate::center::use_open_center;
use crate::error::PageError;
use crate::ui::{Erased, Failed, Icon};

pub const LEDE: &str = "How things are done here, and what helps when access does not work.";

/// Which of its pages stands at the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Page {
    Index,
    /// None: no article is called so.
    Read(Option<Article>),
}

impl Page {
    /// None: it is the address of another page.
    fn at(path: &str) -> Option<Self> {
        let mut parts = path.split('/').skip(3);
        match (parts.next()?, parts.next(), parts.next()) {
            ("help", Some("guide"), Some(code)) => Some(Self::Read(Article::parse(code))),
            ("help", ..) => Some(Self::Index),
            _ => None,
        }
    }
}

/// Help inside a Business Center.
#[component]
pub fn Help() -> impl IntoView {
    let location = use_location();
    // On the way to a page elsewhere the address is there first, and this one stands until that has come.
    let page = Memo::new(move |last: Option<&Page>| {
        let here = Page::at(&location.pathname.read());
        here.or(last.copied()).unwrap_or(Page::Index)
    });
    let shown = move || match page.get() {
        Page::Index => Either::Left(view! { <Search/> }),
        Page::Read(article) => Either::Right(view! { <Read article/> }),
    };
    view! {
        {shown}
        // The router changes the address once what stands below a route has come, be it nothing.
        <Outlet/>
    }
    .erased()
}

#[component]
fn Search() -> impl IntoView {
    let center = use_open_center();
    let slug = StoredValue::new(center.slug);
    let query = use_query_map();
    let asked = Memo::new(move |_| query.read().get("q").unwrap_or_default());
    let found = Resource::new(
        move || asked.get(),
        move |asked| async move {
            if asked.is_empty() { Ok(None) } else { find_in_guide(slug.get_value(), asked).await }
        },
    );
    let (name, operator) = (StoredValue::new(center.name), StoredValue::new(center.operator));
    view! {
        <div class="head"><div class="head__title"><h1>"Help"</h1><p>{LEDE}</p></div></div>
        <div class="page--narrow">
            <Transition>
                {move || Suspend::new(async move {
                    match found.await {
                        Ok(found) => {
                            let count = found.as_deref().map(|found| format!("{} · ", how_many(found))).unwrap_or_default();
                            let (place, asked) = (Place::Center(slug.get_value()), asked.get_untracked());
                            Either::Left(view! {
                                <Title text=format!("{count}Help · {} · Keyholder", name.get_value())/>
                                <Index place asked found operator=operator.get_value()/>
                            })
                        }
                        Err(error) => Either::Right(view! { <Title text="Help · Keyholder"/> <Failed error/> }),
                    }
                })}
            </Transition>
            <Keys/>
        </div>
    }
    .erased()
}

#[component]
fn Read(article: Option<Article>) -> impl IntoView {
    match article {
        Some(article) => Either::Left(view! { <OneArticle article/> }),
        None => Either::Right(view! { <NoSuchArticle/> }),
    }
    .erased()
}

#[component]
fn OneArticle(article: Article) -> impl IntoView {
    let center = use_open_center();
    let place = Place::Center(center.slug.clone());
    let body = Resource::new(|| (), move |()| read_article(center.slug.clone(), article));
    shows_the_part_that_is_asked_for(body);
    view! {
        <Title text=format!("{} · {} · Keyholder", article.label(), center.name)/>
        <nav class="crumb" aria-label="Where you are">
            <a href=place.index()>"Help"</a>
            <Icon name="right"/>
            <span>{article.label()}</span>
        </nav>
        <div class="head"><div class="head__title"><h1>{article.label()}</h1></div></div>
        <div class="cols">
            <Transition>
                {move || Suspend::new(async move {
                    match body.await {
                        Ok(html) => Either::Left(view! { <div class="guide" inner_html=html></div> }),
                        Err(error) => Either::Right(view! { <Failed error/> }),
                    }
                })}
            </Transition>
            <Contents place current=article/>
        </div>
    }
    .erased()
}

/// The router looks for it when the address changes, and the text comes later.
fn shows_the_part_that_is_asked_for(body: Resource<Result<String, PageError>>) {
    let hash = use_location().hash;
    Effect::new(move |_| {
        let part = hash.get().trim_start_matches('#').to_owned();
        if body.with(Option::is_some) {
            request_animation_frame(move || {
                if let Some(part) = document().get_element_by_id(&part) {
                    part.scroll_into_view();
                }
            });
        }
    });
}

#[component]
fn NoSuchArticle() -> impl IntoView {
    let center = use_open_center();
    let _ = PageError::NotFound.answer();
    view! {
        <Title text="There is no such article · Keyholder"/>
        <h1>"There is no such article"</h1>
        <p class="muted">"The address may be mistyped, or the guide has it under another name now."</p>
        <p class="mt-4"><a class="btn" href=Place::Center(center.slug).index()>"Help"</a></p>
    }
    .ready()
}
