//! **Log out**: opening the address shows a button, only the button does it.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;

use crate::cookie::Cookie;
use crate::path;
use crate::plain::{House, KeyTag, Shape};
use crate::request::Asking;

pub(super) async fn show(State(house): State<House>) -> Response {
    house.page(StatusCode::OK, "Log out", || {
        view! {
            <KeyTag shape=Shape::Plain narrow=true>
                <h1>"Log out"</h1>
                <p class="lede">"On this browser only. Your account and your access stay as they are."</p>
                <form class="form mt-6" method="post" action=path::LOG_OUT>
                    <button class="btn btn--primary btn--big btn--wide">"Log out"</button>
                </form>
            </KeyTag>
        }
    })
}

pub(super) async fn submit(State(house): State<House>, asking: Asking) -> Response {
    let ended = match asking.signed_in().await {
        Ok(Some(signed_in)) => signed_in.log_out().await,
        Ok(None) => Ok(()),
        Err(failure) => Err(failure),
    };
    match ended {
        Ok(()) => {
            let gone = Cookie::Session.clear(&house.keyholder.settings().url);
            ([(header::SET_COOKIE, gone)], Redirect::to(path::LOG_IN)).into_response()
        }
        Err(failure) => house.failed(failure),
    }
}
