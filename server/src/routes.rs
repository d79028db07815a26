//! Which address is answered by what, and through which layers.

use std::error::Error;
use std::net::IpAddr;

use app::routes::AppState;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::middleware;
use axum::routing::get;
use service::Keyholder;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};
use tower_http::csrf::CsrfLayer;
use tower_http::limit::RequestBodyLimitLayer;

use crate::client::{self, TrustedProxies};
use crate::headers::{self, Https};
use crate::site;

/// More than any form or call here can hold.
const LARGEST_BODY: usize = 256 * 1024;
/// Smaller answers are sent as they are: compressing them costs more than it saves.
const COMPRESS_ABOVE: u64 = 8 * 1024;

/// # Errors
/// When the address of the house is no origin.
pub(crate) fn router(state: AppState, proxies: Vec<IpAddr>) -> Result<Router, Box<dyn Error>> {
    let url = state.keyholder.settings().url.clone();
    let router = app::routes::routes(&state)
        .route("/pkg/{*file}", get(site::file))
        .route("/robots.txt", get(robots))
        .route("/healthz", get(|| async { "ok" }))
        .route("/readyz", get(ready))
        .layer(CatchPanicLayer::new())
        .layer(
            CompressionLayer::new()
                // At this level it costs less than it saves; files come compressed from the build.
                .quality(CompressionLevel::Precise(1))
                .compress_when(SizeAbove::new(COMPRESS_ABOVE).and(NotForContentType::const_new("font/"))),
        )
        .layer(CsrfLayer::new().add_trusted_origin(url.clone())?)
        .layer(RequestBodyLimitLayer::new(LARGEST_BODY))
        .layer(middleware::from_fn_with_state(Https(url.starts_with("https://")), headers::add))
        .layer(middleware::from_fn_with_state(TrustedProxies::new(proxies), client::identify));
    Ok(router.with_state(state))
}

async fn robots() -> &'static str {
    include_str!("../../public/robots.txt")
}

/// Whether the database answers.
async fn ready(State(keyholder): State<Keyholder>) -> StatusCode {
    match keyholder.db().ping().await {
        Ok(()) => StatusCode::OK,
        Err(_) => StatusCode::SERVICE_UNAVAILABLE,
    }
}
