//! A view is kept or removed: forms that post to the address of their page.

use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use domain::name::ViewName;
use domain::partner::Start;
use serde::Deserialize;
use service::failure::Failure;
use service::partner::SavedView;

use super::server::{ViewField, ViewForm};
use crate::error::PageError;
use crate::notice::Notice;
use crate::partner::asked::Asked;
use crate::path;
use crate::plain::House;
use crate::posted;
use crate::request::AnAdmin;

#[derive(Debug, Deserialize)]
pub(crate) struct Posted {
    #[serde(default)]
    name: String,
    /// What stands behind the `?` of the list's address.
    #[serde(default)]
    shows: String,
    /// The view of this name goes.
    #[serde(default)]
    remove: String,
}

pub(crate) async fn views(
    State(house): State<House>,
    AnAdmin(admin): AnAdmin,
    parts: Parts,
    Form(typed): Form<Posted>,
) -> Response {
    let here = path::views(&admin.center().slug);
    if !typed.remove.is_empty() {
        let Ok(name) = ViewName::parse(&typed.remove) else { return StatusCode::BAD_REQUEST.into_response() };
        return match admin.remove_view(name).await {
            Ok(()) => posted::saying(&house, Notice::ViewRemoved, &here),
            Err(failure) => house.failed(failure),
        };
    }
    let mut form = ViewForm::default().typed(ViewField::Name, &*typed.name);
    let Some(name) = form.take(ViewField::Name, ViewName::parse(&typed.name)) else {
        return posted::refused(&house, parts, form).await;
    };
    let shows = Asked::of_query(&typed.shows).from(Start::First);
    match admin.save_view(SavedView { name, query: shows.query() }).await {
        Ok(()) => {
            posted::saying(&house, Notice::ViewSaved, &shows.address(&path::partners(&admin.center().slug)))
        }
        Err(Failure::Refused(refusal)) => posted::refused(&house, parts, form.with_problem(refusal)).await,
        Err(failure) => house.error(&PageError::without_refusal(failure)),
    }
}
