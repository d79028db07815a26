//! The form of an Asset posted without a script.

use std::collections::HashMap;

use axum::extract::{Path, RawForm, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use domain::id::AssetId;

use super::save::save;
use super::server::{AssetOutcome, Posted};
use crate::error::PageError;
use crate::notice::Notice;
use crate::path;
use crate::plain::House;
use crate::posted::{refused, saying};
use crate::request::AnAdmin;

/// 303 to the list, or the same page with what was typed.
pub(crate) async fn asset(
    State(house): State<House>,
    AnAdmin(admin): AnAdmin,
    Path(path): Path<HashMap<String, String>>,
    parts: Parts,
    RawForm(body): RawForm,
) -> Response {
    let Ok(posted) = serde_html_form::from_bytes::<Posted>(&body) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let asset = match path.get("asset").map(|id| id.parse::<AssetId>()) {
        None => None,
        Some(Ok(asset)) => Some(asset),
        Some(Err(_)) => return house.error(&PageError::NotFound),
    };
    let done = match save(&admin, asset, posted).await {
        Ok(AssetOutcome::Registered) => Notice::AssetRegistered,
        Ok(AssetOutcome::Saved) => Notice::AssetSaved,
        Ok(AssetOutcome::Removed) => Notice::AssetRemoved,
        Ok(AssetOutcome::Refused(form)) => return refused(&house, parts, form).await,
        Err(error) => return house.error(&error),
    };
    saying(&house, done, &path::assets(&admin.center().slug))
}
