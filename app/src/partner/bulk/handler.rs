//! A bulk change posted without a script: from the list, and piece by piece once it was seen whom it is about.

use axum::extract::{RawForm, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};

use super::server::ssr::{Posted, step};
use crate::plain::House;
use crate::posted::page;
use crate::request::AnAdmin;

/// The page that says whom it is about, and what became of it so far.
pub(crate) async fn bulk(
    State(house): State<House>,
    AnAdmin(admin): AnAdmin,
    parts: Parts,
    RawForm(body): RawForm,
) -> Response {
    let Ok(posted) = serde_html_form::from_bytes::<Posted>(&body) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    match step(&admin, posted).await {
        Ok(outcome) => page(&house, parts, StatusCode::OK, outcome).await,
        Err(error) => house.error(&error),
    }
}
