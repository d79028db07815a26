//! The page that an invitation's link opens. Plain HTML: opening it changes nothing, only its buttons do.
//!
//! A living link answers 303 to `/invite` with a cookie that holds it, so that the secret does not stay in the address;
//! a dead one answers at its own address and says what to do (DOMAIN 3). Whoever owns the invited address comes there from
//! their start page, too, with a cookie that only names the invitation.

mod accept;
mod ask_again;
mod code;
mod dead;
mod held;
mod limit;
mod open;
mod report;
mod view;
mod ways;

use axum::Router;
use axum::extract::FromRef;
use axum::middleware;
use axum::routing::{get, post};
use service::Keyholder;

pub use self::ask_again::{AskAgain, Field as AskAgainField};
use crate::path;
use crate::plain::House;

/// The addresses of this feature.
pub fn routes<S>(house: House) -> Router<S>
where
    S: Clone + Send + Sync + 'static,
    House: FromRef<S>,
    Keyholder: FromRef<S>,
{
    Router::new()
        .route("/invite/{token}", get(open::follow).post(dead::ask_for_new_link))
        .route("/invite/own/{invitation}", get(open::own))
        .route(path::INVITE, get(open::show))
        .route(path::ASK, post(dead::ask_for_held))
        .route(path::ASK_AGAIN, get(ask_again::show).post(ask_again::submit))
        .route("/invite/create", post(accept::create_account))
        .route("/invite/login", post(accept::log_in))
        .route("/invite/accept", post(accept::accept))
        .route("/invite/decline", post(accept::decline))
        .route("/invite/switch", post(accept::switch))
        .route("/invite/code", post(code::send))
        .route(path::REPORT, get(report::show).post(report::submit))
        .route("/invite/allow", post(report::allow_mails))
        .route_layer(middleware::from_fn_with_state(limit::Posts::new(house), limit::posts))
}
