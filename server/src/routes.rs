//! Which address is answered by what, and through which layers.

use std::collections::HashMap;
use std::error::Error;
use std::net::IpAddr;

use app::plain::House;
use app::request::Asking;
use app::{App, path, shell};
use axum::Router;
use axum::body::to_bytes;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use leptos::prelude::provide_context;
use leptos_axum::{LeptosRoutes, generate_route_list};
use service::capability::Entry;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};
use tower_http::csrf::CsrfLayer;
use tower_http::limit::RequestBodyLimitLayer;

use crate::client::{self, TrustedProxies};
use crate::headers::{self, Https};
use crate::site;
use crate::state::AppState;

/// More than any form or call here can hold.
const LARGEST_BODY: usize = 256 * 1024;
/// Smaller answers are sent as they are: compressing them costs more than it saves.
const COMPRESS_ABOVE: u64 = 8 * 1024;

pub(crate) fn router(state: AppState, proxies: Vec<IpAddr>) -> Result<Router, Box<dyn Error>> {
    let url = state.keyholder.settings().url.clone();
    let keyholder = state.keyholder.clone();
    let options = state.options.clone();
    let context = move || provide_context(keyholder.clone());
    let centers = Router::new()
        .leptos_routes_with_context(&state, generate_route_list(App), context, move || shell(options.clone()))
        .route("/b/{slug}/partners/new", post(app::invitation::handlers::add))
        .route_layer(middleware::from_fn_with_state(state.clone(), enter))
        .layer(middleware::from_fn(whole));
    let router = Router::new()
        .merge(centers)
        .merge(app::start::routes())
        .merge(app::account::routes())
        .route("/pkg/{*file}", get(site::file))
        .route("/robots.txt", get(robots))
        .route("/healthz", get(|| async { "ok" }))
        .route("/readyz", get(ready))
        .fallback(no_such_page)
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

/// Below `/b/{slug}`: session and membership are read once, and passed on with the request (DOMAIN 9).
async fn enter(
    State(house): State<House>,
    Path(slug): Path<HashMap<String, String>>,
    asking: Asking,
    mut request: Request,
    next: Next,
) -> Response {
    // Server functions are routed beside the pages and read who calls by themselves.
    let Some(slug) = slug.get("slug") else { return next.run(request).await };
    match asking.visitor.enter(asking.cookie.as_ref(), slug).await {
        Ok(Entry::In(member)) => {
            request.extensions_mut().insert(member);
            next.run(request).await
        }
        Ok(Entry::SignedOut) => {
            let here = request.uri().path_and_query().map_or("/", |whole| whole.as_str());
            Redirect::to(&path::log_in_then(here)).into_response()
        }
        Ok(Entry::NotFound) => house.not_found(),
        Ok(Entry::Ended { signed_in, center }) => app::start::access_ended(&house, &signed_in, &center),
        Err(failure) => house.failed(failure),
    }
}

/// A page is awaited whole before its first byte leaves anyway; in one piece its length is known, so that small ones
/// are not compressed.
async fn whole(request: Request, next: Next) -> Response {
    let (parts, body) = next.run(request).await.into_parts();
    match to_bytes(body, usize::MAX).await {
        Ok(bytes) => Response::from_parts(parts, bytes.into()),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

async fn no_such_page(State(house): State<House>) -> Response {
    house.not_found()
}

async fn robots() -> &'static str {
    include_str!("../../public/robots.txt")
}

/// Whether the database answers.
async fn ready(State(house): State<House>) -> StatusCode {
    match house.keyholder.db().ping().await {
        Ok(()) => StatusCode::OK,
        Err(_) => StatusCode::SERVICE_UNAVAILABLE,
    }
}
