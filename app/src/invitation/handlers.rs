//! **Add Partners** posted without a script: 303, or 422 with the same page and what was typed.

use axum::body::{Body, to_bytes};
use axum::extract::{Extension, RawQuery, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;
use leptos_axum::{ResponseOptions, render_app_async_with_context};
use service::capability::Member;

use super::server::InviteOutcome;
use super::server::ssr::{Typed, invite};
use crate::error::PageError;
use crate::path;
use crate::plain::House;
use crate::shell;

/// More than any form here can hold.
const LARGEST_FORM: usize = 64 * 1024;

pub async fn add(
    State(house): State<House>,
    Extension(member): Extension<Member>,
    RawQuery(query): RawQuery,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, LARGEST_FORM).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let Ok(typed) = serde_html_form::from_bytes::<Typed>(&body) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let admin = match member.admin() {
        Ok(admin) => admin,
        Err(refusal) => return house.error(&PageError::Forbidden(refusal.to_string())),
    };
    match invite(&admin, typed).await {
        Ok(InviteOutcome::Sent) => {
            let list = path::partners(&member.center().slug);
            let address = query.map_or(list.clone(), |query| format!("{list}?{query}"));
            Redirect::to(&address).into_response()
        }
        Ok(InviteOutcome::Refused(form)) => {
            let keyholder = house.keyholder.clone();
            let options = house.options.clone();
            let context = move || {
                provide_context(keyholder.clone());
                provide_context(form.clone());
                expect_context::<ResponseOptions>().set_status(StatusCode::UNPROCESSABLE_ENTITY);
            };
            let request = Request::from_parts(parts, Body::empty());
            render_app_async_with_context(context, move || shell(options.clone()))(request).await
        }
        Err(error) => house.error(&error),
    }
}
