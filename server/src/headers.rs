//! Headers of every answer.

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

/// `same-origin` and not `no-referrer`: under that, forms post `Origin: null`.
const ALWAYS: [(HeaderName, HeaderValue); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(), microphone=(), geolocation=()"),
    ),
];

const NO_SCRIPT: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
);
const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");
const YEARS: HeaderValue = HeaderValue::from_static("max-age=63072000; includeSubDomains");

/// Whether answers say that only https may reach the house.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Https(pub(crate) bool);

/// What a page says of itself stands; the rest is added.
pub(crate) async fn add(
    axum::extract::State(https): axum::extract::State<Https>,
    request: Request,
    next: Next,
) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(name, value);
    }
    if https.0 {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, YEARS);
    }
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(NO_SCRIPT);
    headers.entry(header::CACHE_CONTROL).or_insert(NO_STORE);
    response
}
