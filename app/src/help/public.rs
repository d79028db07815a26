//! Help for whoever is not logged in.

use axum::Router;
use axum::extract::{FromRef, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use leptos::prelude::*;

use super::Guide;
use crate::path;
use crate::plain::{House, KeyTag, Shape};

/// The addresses of this feature.
pub fn routes<S>() -> Router<S>
where
    S: Clone + Send + Sync + 'static,
    House: FromRef<S>,
{
    Router::new().route(path::HELP, get(show))
}

async fn show(State(house): State<House>) -> Response {
    let operator = house.keyholder.settings().operator.clone();
    house.page(StatusCode::OK, "Help", move || {
        view! {
            <KeyTag shape=Shape::Plain>
                <h1>"Help"</h1>
                <p class="lede">"When access does not work, and how inviting, accepting and levels go."</p>
                <div class="mt-6"><Guide operator/></div>
            </KeyTag>
        }
    })
}
