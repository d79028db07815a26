//! What Help is made of, inside a Business Center and outside. Links and a form alone, so that nothing of it needs a script.

use domain::guide::Article;
use domain::guide::search::{Hit, Piece};
use leptos::either::Either;
use leptos::prelude::*;

use super::guide;
use super::place::Place;
use super::tiktok::TikTok;
use crate::ui::{Erased, SearchBox};

pub const LEDE: &str = "How things are done here, and what helps when access does not work.";

/// The way to the search, the articles or what was found of them, and who else helps.
#[component]
pub fn Index(
    place: Place,
    /// What stands in the search.
    asked: String,
    /// None: nothing is searched for.
    found: Option<Vec<Hit>>,
    /// Who runs this Keyholder.
    operator: Option<String>,
) -> impl IntoView {
    let all = found.as_ref().is_none_or(Vec::is_empty).then(|| view! { <Articles place=place.clone()/> });
    let found = found.map(|found| view! { <Found place=place.clone() found/> });
    view! {
        <section class="section" aria-labelledby="h-guide">
            <div class="section__head"><h2 id="h-guide">"The guide"</h2></div>
            <form class="toolbar" role="search" method="get" action=place.index()>
                <SearchBox label="Search the guide" placeholder="What do you want to know?" value=asked/>
                <button class="btn">"Search"</button>
            </form>
        </section>
        {found}
        {all}
        <TikTok/>
        <section class="section" aria-labelledby="operator">
            <div class="section__head"><h2 id="operator">"Who runs this Keyholder"</h2></div>
            <p dir="auto">
                {operator
                    .unwrap_or_else(|| "Nobody is named here. Whoever sent you the address of this page knows.".to_owned())}
            </p>
        </section>
    }
    .ready()
}

/// "3 articles found"; also what the page is called then.
pub fn how_many(found: &[Hit]) -> String {
    match found.len() {
        0 => "Nothing found".to_owned(),
        1 => "1 article found".to_owned(),
        many => format!("{many} articles found"),
    }
}

#[component]
fn Found(place: Place, found: Vec<Hit>) -> impl IntoView {
    let title = how_many(&found);
    let hit = |hit: Hit| {
        let section = hit.section.map(|section| format!("#{section}")).unwrap_or_default();
        let to = format!("{}{section}", place.article(hit.article));
        view! { <li><a href=to>{pieces(hit.title)}</a> <p>{pieces(hit.snippet)}</p></li> }
    };
    let shown = if found.is_empty() {
        Either::Left(view! {
            <p>"No article has all of these words. Try fewer of them, or a name as it stands on the screen. All articles stand below."</p>
        })
    } else {
        Either::Right(view! { <ol class="hits">{found.into_iter().map(hit).collect_view()}</ol> })
    };
    view! {
        <section class="section" aria-labelledby="h-found">
            <div class="section__head"><h2 id="h-found">{title}</h2> <p><a href=place.index()>"Show all articles"</a></p></div>
            {shown}
        </section>
    }
    .ready()
}

fn pieces(pieces: Vec<Piece>) -> impl IntoView {
    let piece = |Piece { text, marked }| {
        if marked { Either::Left(view! { <mark>{text}</mark> }) } else { Either::Right(text) }
    };
    pieces.into_iter().map(piece).collect_view()
}

/// All of them, in their groups.
#[component]
fn Articles(place: Place) -> impl IntoView {
    let group = |(at, (title, articles)): (usize, (&'static str, &'static [Article]))| {
        let id = format!("group-{at}");
        let heading = id.clone();
        view! {
            <section class="section" aria-labelledby=id>
                <div class="section__head"><h2 id=heading>{title}</h2></div>
                <Links place=place.clone() articles/>
            </section>
        }
    };
    view! { <div class="articles">{Article::GROUPS.into_iter().enumerate().map(group).collect_view()}</div> }
        .ready()
}

/// The same beside an article.
#[component]
fn Contents(place: Place, current: Article) -> impl IntoView {
    let group = |(title, articles): (&'static str, &'static [Article])| {
        view! { <h2>{title}</h2> <Links place=place.clone() articles current/> }
    };
    view! {
        <nav class="contents" aria-label="The guide">
            {Article::GROUPS.into_iter().map(group).collect_view()}
            <p><a href=place.index()>"Search the guide"</a></p>
        </nav>
    }
    .ready()
}

/// What an article says, and the way to the others.
#[component]
pub fn Body(place: Place, article: Article) -> impl IntoView {
    view! {
        <div class="cols">
            <div class="guide" inner_html=guide::html(article)></div>
            <Contents place current=article/>
        </div>
    }
    .ready()
}

#[component]
fn Links(
    place: Place,
    articles: &'static [Article],
    #[prop(optional)] current: Option<Article>,
) -> impl IntoView {
    let link = |article: &Article| {
        let current = (current == Some(*article)).then_some("page");
        view! { <li><a href=place.article(*article) aria-current=current>{article.label()}</a></li> }
    };
    view! { <ul class="links">{articles.iter().map(link).collect_view()}</ul> }.ready()
}
