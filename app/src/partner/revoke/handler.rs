//! **Revoke Access** posted without a script.

use axum::extract::{Path, State};
use axum::http::request::Parts;
use axum::response::Response;
use domain::id::PartnerId;

use super::rehearse::{Typed, revoke as revoke_by};
use super::server::RevokeOutcome;
use crate::notice::Notice;
use crate::partner::back::back_to;
use crate::plain::House;
use crate::posted::{Fields, refused, saying};
use crate::request::AnAdmin;

/// 303 to where it was opened from, or the same page with what was typed.
pub(crate) async fn revoke(
    State(house): State<House>,
    AnAdmin(admin): AnAdmin,
    Path((slug, id)): Path<(String, PartnerId)>,
    parts: Parts,
    Fields(typed): Fields<Typed>,
) -> Response {
    match revoke_by(&admin, id, typed).await {
        Ok(RevokeOutcome::Revoked) => saying(&house, Notice::Revoked, &back_to(&parts, &slug, id)),
        Ok(RevokeOutcome::Refused(form)) => refused(&house, parts, form).await,
        Err(error) => house.error(&error),
    }
}
