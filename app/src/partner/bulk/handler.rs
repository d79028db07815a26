//! A bulk change posted without a script: from the list, and piece by piece once it was seen whom it is about.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;
use domain::id::OrganisationId;

use super::server::BulkPage;
use super::step::{Posted, organisation as all_of, step};
use crate::error::PageError;
use crate::plain::House;
use crate::posted::{Fields, page};
use crate::request::AnAdmin;

/// The page that says whom it is about, and what became of it so far.
pub(crate) async fn bulk(
    State(house): State<House>,
    AnAdmin(admin): AnAdmin,
    parts: Parts,
    Fields(posted): Fields<Posted>,
) -> Response {
    answered(&house, parts, step(&admin, posted).await).await
}

/// The same about all of an Organisation.
pub(crate) async fn organisation(
    State(house): State<House>,
    AnAdmin(admin): AnAdmin,
    Path((_, id)): Path<(String, OrganisationId)>,
    parts: Parts,
    Fields(posted): Fields<Posted>,
) -> Response {
    answered(&house, parts, all_of(&admin, id, Some(posted)).await).await
}

async fn answered(house: &House, parts: Parts, outcome: Result<BulkPage, PageError>) -> Response {
    match outcome {
        Ok(outcome) if outcome.problem.is_some() || outcome.form.is_refused() => {
            page(house, parts, StatusCode::UNPROCESSABLE_ENTITY, outcome).await
        }
        Ok(outcome) => page(house, parts, StatusCode::OK, outcome).await,
        Err(error) => house.error(&error),
    }
}
