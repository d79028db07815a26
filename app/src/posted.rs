//! What a form that was posted without script is answered with: another page that says what was done, or the live page
//! of its address with what came of it.

use axum::body::Body;
use axum::extract::Request;
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;
use leptos_axum::{ResponseOptions, render_app_async_with_context};

use crate::form::FormState;
use crate::notice::Notice;
use crate::plain::House;
use crate::shell;

/// Leads to a page that says what was done.
pub fn saying(house: &House, notice: Notice, to: &str) -> Response {
    let notice = notice.leave(&house.keyholder.settings().url);
    ([(header::SET_COOKIE, notice)], Redirect::to(to)).into_response()
}

/// Renders the page of `parts` again around the refused form, which holds what was typed.
pub async fn refused<F>(house: &House, parts: Parts, form: FormState<F>) -> Response
where
    F: Clone + Send + Sync + 'static,
{
    page(house, parts, StatusCode::UNPROCESSABLE_ENTITY, form).await
}

/// Renders the page of `parts`, which finds in its context what came of the form.
pub async fn page<T>(house: &House, parts: Parts, status: StatusCode, outcome: T) -> Response
where
    T: Clone + Send + Sync + 'static,
{
    let (around, options) = (house.clone(), house.options.clone());
    let context = move || {
        around.provide();
        provide_context(outcome.clone());
        expect_context::<ResponseOptions>().set_status(status);
    };
    let request = Request::from_parts(parts, Body::empty());
    render_app_async_with_context(context, move || shell(options.clone()))(request).await
}
