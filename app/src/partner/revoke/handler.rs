//! **Revoke Access** posted without a script.

use axum::extract::{Path, RawForm, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use domain::id::PartnerId;

use super::server::RevokeOutcome;
use super::server::ssr::{Typed, revoke as revoke_by};
use crate::notice::Notice;
use crate::path;
use crate::plain::House;
use crate::posted::{refused, saying};
use crate::request::AnAdmin;

/// 303 to their page, or the same page with what was typed.
pub(crate) async fn revoke(
    State(house): State<House>,
    AnAdmin(admin): AnAdmin,
    Path((slug, id)): Path<(String, PartnerId)>,
    parts: Parts,
    RawForm(body): RawForm,
) -> Response {
    let Ok(typed) = serde_html_form::from_bytes::<Typed>(&body) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    match revoke_by(&admin, id, typed).await {
        Ok(RevokeOutcome::Revoked) => saying(&house, Notice::Revoked, &path::partner(&slug, id)),
        Ok(RevokeOutcome::Refused(form)) => refused(&house, parts, form).await,
        Err(error) => house.error(&error),
    }
}
