//! The end of a session, a form that posts to an address of its own.

use axum::extract::{Form, Path, State};
use axum::response::Response;
use domain::id::PartnerId;
use serde::Deserialize;
use service::failure::Failure;

use crate::notice::Notice;
use crate::path;
use crate::plain::House;
use crate::posted;
use crate::request::AnAdmin;

#[derive(Debug, Deserialize)]
pub(crate) struct Named {
    #[serde(default)]
    session: String,
}

/// 303 to their page. One that is over already needs no ending.
pub(crate) async fn end_session(
    State(house): State<House>,
    AnAdmin(admin): AnAdmin,
    Path((slug, id)): Path<(String, PartnerId)>,
    Form(named): Form<Named>,
) -> Response {
    match admin.end_partner_session(id, named.session).await {
        Ok(()) => posted::saying(&house, Notice::SessionEnded, &path::partner(&slug, id)),
        Err(Failure::NotFound) => house.not_found(),
        Err(failure) => house.failed(failure),
    }
}
