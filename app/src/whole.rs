//! How a page or the answer of a server function leaves: whole.

use axum::body::to_bytes;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::answer::with_its_own;
use crate::error::PageError;

/// Below it stand the server functions.
const CALLS: &str = "/api/";

/// A page is awaited whole before its first byte leaves anyway; in one piece its length is known, so that small ones
/// are not compressed.
///
/// A server function answers calls of our own pages and nothing else: without this it would lead a browser that posts a
/// form to it back to wherever that came from (attack C-42), and call a call it can't read a fault of ours.
pub(crate) async fn whole(mut request: Request, next: Next) -> Response {
    let called = request.uri().path().starts_with(CALLS);
    if called {
        request.headers_mut().remove(header::REFERER);
        request.headers_mut().insert(header::ACCEPT, HeaderValue::from_static("application/json"));
    }
    with_its_own(async move {
        let (mut parts, body) = next.run(request).await.into_parts();
        match to_bytes(body, usize::MAX).await {
            Ok(bytes) => {
                if called && parts.status.is_server_error() {
                    parts.status = serde_json::from_slice(&bytes)
                        .map_or(parts.status, |error: PageError| error.status());
                }
                Response::from_parts(parts, bytes.into())
            }
            Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        }
    })
    .await
}
