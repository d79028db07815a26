//! The steps of **Edit** posted without a script.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;
use domain::id::PartnerId;

use super::server::{EditOutcome, Posted};
use super::steps::step;
use crate::partner::back::back_to;
use crate::plain::House;
use crate::posted::{Fields, page, saying};
use crate::request::AnAdmin;

/// The same page with the next step, or 303 to where it was opened from when it is done.
pub(crate) async fn edit(
    State(house): State<House>,
    AnAdmin(admin): AnAdmin,
    Path((slug, id)): Path<(String, PartnerId)>,
    parts: Parts,
    Fields(posted): Fields<Posted>,
) -> Response {
    let outcome = match step(&admin, id, posted).await {
        Ok(outcome) => outcome,
        Err(error) => return house.error(&error),
    };
    if let Some(notice) = outcome.notice() {
        return saying(&house, notice, &back_to(&parts, &slug, id));
    }
    page(&house, parts, status(&outcome), outcome).await
}

fn status(outcome: &EditOutcome) -> StatusCode {
    match outcome {
        EditOutcome::Form(form) if form.is_refused() => StatusCode::UNPROCESSABLE_ENTITY,
        EditOutcome::Check(check) if check.problem.is_some() => StatusCode::CONFLICT,
        EditOutcome::Meanwhile(_) => StatusCode::CONFLICT,
        EditOutcome::Form(_) | EditOutcome::Check(_) | EditOutcome::Done | EditOutcome::InvitationDone => {
            StatusCode::OK
        }
    }
}
