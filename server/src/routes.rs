//! Which address is answered by what, and through which layers.

use std::any::Any;
use std::convert::Infallible;
use std::error::Error;
use std::net::IpAddr;

use app::plain::House;
use app::routes::AppState;
use axum::Router;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::middleware;
use axum::response::Response;
use axum::routing::get;
use serde::Deserialize;
use service::Keyholder;
use service::bounce::Token;
use service::failure::Fault;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};
use tower_http::csrf::CsrfLayer;
use tower_http::limit::RequestBodyLimitLayer;

use crate::bounces;
use crate::client::{self, TrustedProxies};
use crate::headers::{self, Https};
use crate::site;

/// More than any form or call of a page can hold.
const LARGEST_BODY: usize = 256 * 1024;
/// Smaller answers are sent as they are: compressing them costs more than it saves.
const COMPRESS_ABOVE: u64 = 8 * 1024;

/// # Errors
/// When the address of the house is no origin.
pub(crate) fn router(
    state: AppState,
    proxies: Vec<IpAddr>,
    bounces: Option<Token>,
) -> Result<Router, Box<dyn Error>> {
    let router = app::routes::routes(&state)
        .route("/pkg/{*file}", get(site::file))
        .route("/robots.txt", get(robots))
        .route("/healthz", get(healthy))
        .route("/readyz", get(ready))
        .layer(RequestBodyLimitLayer::new(LARGEST_BODY));
    // A report may be larger than that, and says so itself.
    let router = match bounces {
        Some(token) => router.merge(bounces::routes(token)),
        None => router,
    };
    layered(router, state, proxies)
}

/// What every request passes through.
fn layered(
    router: Router<AppState>,
    state: AppState,
    proxies: Vec<IpAddr>,
) -> Result<Router, Box<dyn Error>> {
    let (url, house) = (state.keyholder.settings().url.clone(), state.house.clone());
    let router = router
        .layer(CatchPanicLayer::custom(move |panic: Box<dyn Any + Send>| panicked(&house, panic.as_ref())))
        .layer(
            CompressionLayer::new()
                // At this level it costs less than it saves; files come compressed from the build.
                .quality(CompressionLevel::Precise(1))
                .compress_when(
                    SizeAbove::new(COMPRESS_ABOVE)
                        .and(NotForContentType::const_new("font/"))
                        // Each of its few bytes must leave at once.
                        .and(NotForContentType::SSE),
                ),
        )
        .layer(CsrfLayer::new().add_trusted_origin(url.clone())?)
        .layer(middleware::from_fn_with_state(Https(url.starts_with("https://")), headers::add))
        .layer(middleware::from_fn_with_state(TrustedProxies::new(proxies), client::identify));
    Ok(router.with_state(state))
}

/// A panic ends its own request only, and is answered like any fault of ours.
fn panicked(house: &House, panic: &(dyn Any + Send)) -> Response {
    let words = panic.downcast_ref::<&str>().map(|words| (*words).to_owned());
    let words = words.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default();
    house.failed::<Infallible>(Fault::Panic(words).into())
}

async fn robots() -> &'static str {
    include_str!("../../public/robots.txt")
}

#[derive(Deserialize)]
struct Asked {
    prove: Option<String>,
}

/// That it runs; and to whoever says a word, what only this Keyholder can answer: `keyholder doctor` finds out by it where
/// links in mails lead.
async fn healthy(State(keyholder): State<Keyholder>, Query(Asked { prove }): Query<Asked>) -> String {
    match prove.and_then(|word| keyholder.proof(&word)) {
        Some(proof) => format!("ok {proof}"),
        None => "ok".to_owned(),
    }
}

/// Whether the database answers.
async fn ready(State(keyholder): State<Keyholder>) -> StatusCode {
    match keyholder.db().ping().await {
        Ok(()) => StatusCode::OK,
        Err(_) => StatusCode::SERVICE_UNAVAILABLE,
    }
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;
    use std::path::PathBuf;

    use app::routes::Parts;
    use axum::body::{Body, to_bytes};
    use axum::extract::ConnectInfo;
    use axum::http::Request;
    use clap::Parser;
    use domain::diagnosis::doctor::Answer;
    use leptos::prelude::LeptosOptions;
    use tower::ServiceExt;

    use super::*;
    use crate::config::Config;
    use crate::doctor::check_up;
    use crate::serve::open;

    async fn answer(router: &Router, address: &str) -> (StatusCode, String) {
        let mut request = Request::get(address).body(Body::empty()).unwrap();
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 1))));
        let response = router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (status, String::from_utf8(body.to_vec()).unwrap())
    }

    /// A Keyholder in a folder of its own.
    ///
    /// Not by `tempfile`: with it the whole app would be compiled once more, for the features that it turns on.
    async fn house(name: &str) -> (PathBuf, AppState) {
        let folder = std::env::temp_dir().join(format!("keyholder-{name}-{}", std::process::id()));
        let config = Config::parse_from(["keyholder", "--data", folder.to_str().unwrap()]);
        let keyholder = open(&config.settings).await.unwrap();
        let options = LeptosOptions::builder().output_name("keyholder").build();
        (folder, AppState::new(options, keyholder, Parts::default()))
    }

    /// Serves at an address that nobody else has, for as long as the test runs.
    async fn served(state: AppState) -> SocketAddr {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = router(state, Vec::new(), None).unwrap();
        let served = axum::serve(listener, router.into_make_service_with_connect_info::<SocketAddr>());
        tokio::spawn(async move { served.await.unwrap() });
        address
    }

    #[tokio::test]
    async fn doctor_knows_this_keyholder_from_any_other() {
        let (ours, our_state) = house("doctor-ours").await;
        let (others, other_state) = house("doctor-others").await;
        let (here, there) = (served(our_state).await, served(other_state).await);
        let data = format!("--data={}", ours.display());
        let (listen, url) = (format!("--listen={here}"), format!("--url=http://{there}"));
        let config = Config::parse_from(["keyholder", &data, &listen, &url]);
        let address = check_up(&config.settings, Vec::new()).facts().await.address;
        assert_eq!(address.at_listen, Some(Answer::ThisOne));
        assert_eq!(address.at_url, Some(Answer::Another { status: 200, leads_to: None }));
        for folder in [ours, others] {
            std::fs::remove_dir_all(folder).unwrap();
        }
    }

    #[tokio::test]
    async fn health_proves_who_it_is_to_a_word_and_to_nothing_else() {
        let (folder, state) = house("health").await;
        let router = router(state, Vec::new(), None).unwrap();
        let said = async |address: &str| answer(&router, address).await.1;
        assert_eq!(said("/healthz").await, "ok");
        assert_eq!(said("/healthz?prove=two%20words").await, "ok");
        assert_eq!(said(&format!("/healthz?prove={}", "a".repeat(65))).await, "ok");
        let one = said("/healthz?prove=one").await;
        assert_eq!((one.len(), said("/healthz?prove=one").await), (3 + 64, one.clone()));
        assert_ne!(said("/healthz?prove=two").await, one);
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[tokio::test]
    async fn a_panic_ends_its_own_request_only_and_is_shown_as_a_reference() {
        async fn breaks() -> StatusCode {
            panic!("the cause, for the log")
        }
        let (folder, state) = house("panic").await;
        let pages = Router::new().route("/breaks", get(breaks)).route("/healthz", get(|| async { "ok" }));
        let router = layered(pages, state, Vec::new()).unwrap();

        let (status, page) = answer(&router, "/breaks").await;
        assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
        assert!(page.contains("Nothing changed. Reference "), "{page}");
        assert!(!page.contains("the cause"), "{page}");
        assert_eq!(answer(&router, "/healthz").await, (StatusCode::OK, "ok".to_owned()));
        std::fs::remove_dir_all(folder).unwrap();
    }
}
