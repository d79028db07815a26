//! The guide inside a Business Center. Its pages are drawn here and shown as they are: whatever is in them is written by
//! the same views as outside, and escaped by them.

use domain::diagnosis::Problem;
use domain::guide::Article;
use leptos::prelude::*;
use service::capability::Member;
use service::failure::Failure;

use super::guide;
use super::place::Place;
use super::problems::Problems;
use super::server::{Asked, Drawn};
use super::view::{Body, Index, LEDE, how_many};
use crate::access_request::RequestForm;
use crate::diagnosis::own;
use crate::drawn::drawn;
use crate::error::PageError;
use crate::ui::Icon;

pub(super) async fn page(
    member: &Member,
    page: &str,
    asked: Asked,
    form: RequestForm,
) -> Result<Drawn, PageError> {
    let place = Place::Center(member.center().slug.clone());
    let missing = || PageError::NotFound.answer();
    let (title, html) = match page.split_once('/') {
        None if page.is_empty() => {
            index(member, place, asked).await.map_err(|failure| PageError::from(failure).answer())?
        }
        Some(("guide", code)) => read(place, Article::parse(code).ok_or_else(missing)?),
        Some(("my", code)) => {
            let problem = Problem::parse(code).ok_or_else(missing)?;
            let own = own::page(member, problem, form).await;
            own.map_err(|failure| PageError::from(failure).answer())?
        }
        None | Some(_) => return Err(missing()),
    };
    Ok(Drawn { title: format!("{title} · {} · Keyholder", member.center().name), html })
}

async fn index(member: &Member, place: Place, asked: Asked) -> Result<(String, String), Failure> {
    let operator = member.keyholder().settings().operator.clone();
    let found = guide::find(&asked.q);
    let count = found.as_deref().map(|found| format!("{} · ", how_many(found))).unwrap_or_default();
    let problems = Problems::of(member, &asked).await?;
    let html = drawn(move || {
        view! {
            <div class="head"><div class="head__title"><h1>"Help"</h1><p>{LEDE}</p></div></div>
            <div class="page--narrow">
                {problems.view()}
                <Index place asked=asked.q found operator/>
            </div>
        }
    });
    Ok((format!("{count}Help"), html))
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
