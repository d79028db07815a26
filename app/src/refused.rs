//! A form of a live page, posted without script and refused: the same page at the same address, with 422 and what was
//! typed.

use axum::body::Body;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;
use leptos::prelude::*;
use leptos_axum::{ResponseOptions, render_app_async_with_context};

use crate::form::FormState;
use crate::plain::House;
use crate::shell;

/// Renders the page of `parts` again around the refused form.
pub async fn refused<F>(house: &House, parts: Parts, form: FormState<F>) -> Response
where
    F: Clone + Send + Sync + 'static,
{
    let (around, options) = (house.clone(), house.options.clone());
    let context = move || {
        around.provide();
        provide_context(form.clone());
        expect_context::<ResponseOptions>().set_status(StatusCode::UNPROCESSABLE_ENTITY);
    };
    let request = Request::from_parts(parts, Body::empty());
    render_app_async_with_context(context, move || shell(options.clone()))(request).await
}
