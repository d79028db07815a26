//! The form of an Asset posted without a script.

use std::collections::HashMap;

use axum::extract::{Path, State};
use axum::http::request::Parts;
use axum::response::Response;
use domain::id::AssetId;

use super::save::save;
use super::server::{AssetOutcome, Posted};
use crate::error::PageError;
use crate::notice::Notice;
use crate::path;
use crate::plain::House;
use crate::posted::{Fields, refused, saying};
use crate::request::AnAdmin;

/// 303 to the list, or the same page with what was typed.
pub(crate) async fn asset(
    State(house): State<House>,
    AnAdmin(admin): AnAdmin,
    Path(path): Path<HashMap<String, String>>,
    parts: Parts,
    Fields(posted): Fields<Posted>,
) -> Response {
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
