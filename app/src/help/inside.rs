//! The guide inside a Business Center. Its pages are drawn here and shown as they are: whatever is in them is written by
//! the same views as outside, and escaped by them.

use domain::guide::Article;
use leptos::prelude::*;
use service::capability::Member;

use super::guide;
use super::place::Place;
use super::server::Drawn;
use super::view::{Body, Index, LEDE, how_many};
use crate::error::PageError;
use crate::ui::{Erased, Icon};

pub(super) fn page(member: &Member, article: &str, q: String) -> Result<Drawn, PageError> {
    let place = Place::Center(member.center().slug.clone());
    let (title, html) = match article {
        "" => index(place, q, member.keyholder().settings().operator.clone()),
        code => read(place, Article::parse(code).ok_or_else(|| PageError::NotFound.answer())?),
    };
    Ok(Drawn { title: format!("{title} · {} · Keyholder", member.center().name), html })
}

fn index(place: Place, q: String, operator: Option<String>) -> (String, String) {
    let found = guide::find(&q);
    let count = found.as_deref().map(|found| format!("{} · ", how_many(found))).unwrap_or_default();
    let html = drawn(move || {
        view! {
            <div class="head"><div class="head__title"><h1>"Help"</h1><p>{LEDE}</p></div></div>
            <div class="page--narrow"><Index place asked=q found operator/></div>
        }
    });
    (format!("{count}Help"), html)
}

fn read(place: Place, article: Article) -> (String, String) {
    let title = article.label();
    let html = drawn(move || {
        view! {
            <nav class="crumb" aria-label="Where you are">
                <a href=place.index()>"Help"</a>
                <Icon name="right"/>
                <span>{title}</span>
            </nav>
            <div class="head"><div class="head__title"><h1>{title}</h1></div></div>
            <Body place article/>
        }
    });
    (title.to_owned(), html)
}

fn drawn<V: IntoView + Send + 'static>(view: impl FnOnce() -> V) -> String {
    let owner = Owner::new();
    let html = owner.with(|| view().ready().to_html());
    owner.unset_with_forced_cleanup();
    html
}
