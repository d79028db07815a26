//! A new password, by the link in a mail. Opening it changes nothing.

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::password::NewPassword;
use domain::token::Token;
use leptos::prelude::*;
use serde::Deserialize;
use service::failure::Failure;

use super::signed_in_then;
use crate::form::{FormField, FormState};
use crate::path;
use crate::plain::{House, KeyTag, Shape};
use crate::request::Asking;
use crate::ui::{ErrorSummary, TextField};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Password,
}

impl FormField for Field {
    fn name(self) -> &'static str {
        "password"
    }

    fn keeps(self) -> bool {
        false
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    password: String,
}

pub(super) async fn show(State(house): State<House>, asking: Asking, Path(token): Path<String>) -> Response {
    let Some(token) = Token::parse(&token) else { return dead(&house, StatusCode::NOT_FOUND) };
    match asking.visitor.reset_stands(&token).await {
        Ok(true) => page(&house, StatusCode::OK, FormState::default()),
        Ok(false) => dead(&house, StatusCode::GONE),
        Err(failure) => house.failed(failure),
    }
}

pub(super) async fn submit(
    State(house): State<House>,
    asking: Asking,
    Path(token): Path<String>,
    Form(typed): Form<Typed>,
) -> Response {
    let Some(token) = Token::parse(&token) else { return dead(&house, StatusCode::NOT_FOUND) };
    let mut form = FormState::default();
    let Some(password) = form.take(Field::Password, NewPassword::parse(typed.password, &[])) else {
        return page(&house, StatusCode::UNPROCESSABLE_ENTITY, form);
    };
    match asking.visitor.reset(token, password).await {
        Ok(began) => signed_in_then(path::START, &began.cookie, &house.keyholder.settings().url),
        Err(Failure::Refused(_)) => dead(&house, StatusCode::GONE),
        Err(failure) => house.failed(failure),
    }
}

fn dead(house: &House, status: StatusCode) -> Response {
    let words = "It was used, or its hour is over, or the mail cut it short. Ask for a new one.";
    house.message(
        status,
        "This link does nothing any more",
        words,
        Some((path::FORGOTTEN, "Ask for a new link")),
    )
}

fn page(house: &House, status: StatusCode, form: FormState<Field>) -> Response {
    let title = if form.is_refused() { "Error: New password" } else { "New password" };
    house.page(status, title, move || {
        let form = Signal::stored(form);
        view! {
            <KeyTag shape=Shape::Open narrow=true>
                <h1>"New password"</h1>
                <p class="lede">"Every browser that is logged in with the old one is logged out."</p>
                // No action: it posts to the address it stands at, which holds the link.
                <form class="form mt-6" method="post" novalidate>
                    <ErrorSummary form/>
                    <TextField
                        field=Field::Password
                        label="Password"
                        form
                        hint="At least 10 characters. Three or four unrelated words work well."
                        kind="password"
                        autocomplete="new-password"
                    />
                    <button class="btn btn--primary btn--big btn--wide">"Set a new password"</button>
                </form>
            </KeyTag>
        }
    })
}
