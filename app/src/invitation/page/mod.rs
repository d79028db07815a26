//! The page that an invitation's link opens. Plain HTML: opening it changes nothing, only its buttons do.
//!
//! A living link answers 303 to `/invite` with a cookie that holds it, so that the secret does not stay in the address;
//! a dead one answers at its own address and says what to do (DOMAIN 3).

mod accept;
mod dead;
mod open;
mod view;

use axum::Router;
use axum::extract::FromRef;
use axum::routing::{get, post};
use service::Keyholder;

use crate::path;
use crate::plain::House;

/// The addresses of this feature.
pub fn routes<S>() -> Router<S>
where
    S: Clone + Send + Sync + 'static,
    House: FromRef<S>,
    Keyholder: FromRef<S>,
{
    Router::new()
        .route("/invite/{token}", get(open::follow).post(dead::ask_for_new_link))
        .route(path::INVITE, get(open::show))
        .route("/invite/create", post(accept::create_account))
        .route("/invite/login", post(accept::log_in))
        .route("/invite/accept", post(accept::accept))
        .route("/invite/decline", post(accept::decline))
        .route("/invite/switch", post(accept::switch))
}
