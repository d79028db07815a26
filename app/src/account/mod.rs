//! Accounts: signing up and in, addresses, passwords, sessions. Plain pages without script.

mod confirm;
mod forgotten;
mod log_in;
mod log_out;
mod manage;
mod reset;
mod reset_code;
mod sign_up;

use axum::Router;
use axum::extract::FromRef;
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::token::Token;
use leptos::prelude::LeptosOptions;
use service::Keyholder;

use crate::cookie::Cookie;
use crate::path;
use crate::plain::House;

pub(crate) use self::log_in::{INVITED, again as log_in_again};

/// The addresses of this feature.
pub fn routes<S>() -> Router<S>
where
    S: Clone + Send + Sync + 'static,
    House: FromRef<S>,
    Keyholder: FromRef<S>,
    LeptosOptions: FromRef<S>,
{
    Router::new()
        .route(path::LOG_IN, get(log_in::show).post(log_in::submit))
        .route(path::SIGN_UP, get(sign_up::show).post(sign_up::submit))
        .route(path::LOG_OUT, get(log_out::show).post(log_out::submit))
        .route(path::FORGOTTEN, get(forgotten::show).post(forgotten::submit))
        .route(path::FORGOTTEN_CODE, post(reset_code::submit))
        .route("/reset/{token}", get(reset::show).post(reset::submit))
        .route("/confirm/{token}", get(confirm::show).post(confirm::submit))
        .route(path::ACCOUNT, get(manage::show))
        .route("/account/name", post(manage::rename))
        .route("/account/password", post(manage::change_password))
        .route("/account/addresses", post(manage::add_address))
        .route("/account/addresses/confirm", post(manage::send_confirmation))
        .route("/account/addresses/remove", post(manage::remove_address))
        .route("/account/sessions/end", post(manage::end_session))
        .route("/account/time-zone", post(manage::choose_zone))
}

/// What is asked for whoever an Account belongs to, and the kind of its field.
fn who(by_number: bool) -> (&'static str, &'static str) {
    if by_number { ("Email or phone number", "text") } else { ("Email", "email") }
}

/// Goes on with a session in the cookie.
pub(crate) fn signed_in_then(to: &str, session: &Token, url: &str) -> Response {
    ([(header::SET_COOKIE, Cookie::Session.set(session, url))], Redirect::to(to)).into_response()
}
