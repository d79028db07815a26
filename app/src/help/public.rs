//! The guide for whoever is not logged in.

use axum::Router;
use axum::extract::{FromRef, Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use domain::guide::Article;
use leptos::prelude::*;
use serde::Deserialize;

use super::guide;
use super::place::Place;
use super::view::{Body, Index, LEDE, how_many};
use crate::account::INVITED;
use crate::path;
use crate::plain::{House, KeyTag, Shape};

/// The addresses of this feature.
pub fn routes<S>() -> Router<S>
where
    S: Clone + Send + Sync + 'static,
    House: FromRef<S>,
{
    Router::new().route(path::HELP, get(index)).route("/help/{article}", get(article))
}

#[derive(Debug, Deserialize)]
struct Asked {
    #[serde(default)]
    q: String,
}

async fn index(State(house): State<House>, Query(Asked { q }): Query<Asked>) -> Response {
    let operator = house.keyholder.settings().operator.clone();
    let found = guide::find(&q);
    let title =
        found.as_deref().map_or_else(|| "Help".to_owned(), |found| format!("{} · Help", how_many(found)));
    house.page(StatusCode::OK, &title, move || {
        view! {
            <KeyTag shape=Shape::Plain>
                <h1>"Help"</h1>
                <p class="lede">{LEDE}</p>
                <div class="acts mt-4">
                    <a class="btn" href=path::LOG_IN>"Log in"</a>
                    <a class="btn" href=format!("{}#{INVITED}", path::LOG_IN)>"I was invited but can’t get in"</a>
                </div>
                <div class="mt-6"><Index place=Place::Outside asked=q found operator/></div>
            </KeyTag>
        }
    })
}

async fn article(State(house): State<House>, Path(code): Path<String>) -> Response {
    let Some(article) = Article::parse(&code) else { return house.not_found() };
    house.page(StatusCode::OK, article.label(), move || {
        view! {
            <KeyTag shape=Shape::Plain>
                <h1>{article.label()}</h1>
                <div class="mt-6"><Body place=Place::Outside article/></div>
            </KeyTag>
        }
    })
}
