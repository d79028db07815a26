//! `POST /bounces`, where a mail server reports what came back, if it does not put it into a folder.

use app::routes::AppState;
use axum::body::Bytes;
use axum::extract::{FromRequest, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Extension, Router};
use domain::bounce::BounceRefusal;
use service::Keyholder;
use service::bounce::{LARGEST, Token};
use service::failure::Failure;
use tower_http::limit::RequestBodyLimitLayer;

/// No browser has the token, and none sends it by itself: a page of others can do no more here than anybody.
pub(crate) fn routes(token: Token) -> Router<AppState> {
    Router::new()
        .route("/bounces", post(take))
        .layer(Extension(token))
        .layer(RequestBodyLimitLayer::new(LARGEST))
}

async fn take(
    State(keyholder): State<Keyholder>,
    Extension(token): Extension<Token>,
    request: Request,
) -> Response {
    if !shown(request.headers()).is_some_and(|shown| token.is(shown)) {
        let said = "Show the token that KEYHOLDER_BOUNCES_TOKEN holds: Authorization: Bearer …\n";
        return (StatusCode::UNAUTHORIZED, [(header::WWW_AUTHENTICATE, "Bearer")], said).into_response();
    }
    let report = match Bytes::from_request(request, &()).await {
        Ok(report) => report.to_vec(),
        Err(too_large) => return too_large.into_response(),
    };
    match keyholder.takes_back(report).await {
        Ok(_) => StatusCode::NO_CONTENT.into_response(),
        Err(Failure::Refused(refusal)) => (status(refusal), format!("{refusal}\n")).into_response(),
        Err(Failure::Busy) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn shown(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

const fn status(refusal: BounceRefusal) -> StatusCode {
    match refusal {
        BounceRefusal::NoReport => StatusCode::BAD_REQUEST,
        BounceRefusal::NotSentYet => StatusCode::SERVICE_UNAVAILABLE,
    }
}

#[cfg(test)]
mod tests;
