//! The start page: choose a Business Center or create one.

mod ended;
mod found;
mod page;

use axum::Router;
use axum::extract::FromRef;
use axum::routing::get;
use service::Keyholder;

pub use ended::{access_ended, not_asked};

use crate::path;
use crate::plain::House;

/// The addresses of this feature.
pub fn routes<S>() -> Router<S>
where
    S: Clone + Send + Sync + 'static,
    House: FromRef<S>,
    Keyholder: FromRef<S>,
{
    Router::new().route(path::START, get(page::show).post(found::submit))
}
