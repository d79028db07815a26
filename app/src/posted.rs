//! A form that was posted without script, and what it is answered with: another page that says what was done, or the live page
//! of its address with what came of it.

use axum::body::Body;
use axum::extract::{FromRequest, RawForm, Request};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;
use leptos_axum::{ResponseOptions, render_app_async_with_context};
use serde::de::DeserializeOwned;

use crate::form::FormState;
use crate::notice::Notice;
use crate::plain::House;
use crate::shell;

/// A form as it was posted, in which a field may stand several times, unlike in axum's own.
#[derive(Debug)]
pub struct Fields<T>(pub T);

impl<S, T> FromRequest<S> for Fields<T>
where
    T: DeserializeOwned,
    S: Send + Sync,
{
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        let RawForm(body) =
            RawForm::from_request(request, state).await.map_err(IntoResponse::into_response)?;
        serde_html_form::from_bytes(&body).map(Self).map_err(|_| StatusCode::BAD_REQUEST.into_response())
    }
}

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
