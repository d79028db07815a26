//! **Confirm address**, by the link in a mail. Opening it changes nothing; outside the session that made the claim the
//! button asks for the password.

use axum::Form;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse, Response};
use domain::password::TypedPassword;
use domain::token::Token;
use leptos::prelude::*;
use serde::Deserialize;
use service::account::{ConfirmPage, ConfirmRefusal};
use service::failure::Failure;

use crate::cookie::Cookie;
use crate::form::{FormField, FormState};
use crate::notice::Notice;
use crate::path;
use crate::plain::{House, KeyTag, Shape};
use crate::posted::saying;
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
    password: Option<String>,
}

pub(super) async fn show(State(house): State<House>, asking: Asking, Path(token): Path<String>) -> Response {
    let Some(token) = Token::parse(&token) else { return dead(&house, StatusCode::NOT_FOUND) };
    match asking.visitor.confirm_page(&token, asking.cookie.as_ref()).await {
        Ok(link) => page(&house, StatusCode::OK, link, FormState::default()),
        Err(Failure::NotFound) => dead(&house, StatusCode::GONE),
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
    let link = match asking.visitor.confirm_page(&token, asking.cookie.as_ref()).await {
        Ok(link) => link,
        Err(Failure::NotFound) => return dead(&house, StatusCode::GONE),
        Err(failure) => return house.failed(failure),
    };
    let password = typed.password.and_then(TypedPassword::parse);
    match asking.visitor.confirm(token, asking.cookie.as_ref(), password).await {
        Ok(confirmed) => {
            let url = &house.keyholder.settings().url;
            let session =
                confirmed.cookie.map(|session| (header::SET_COOKIE, Cookie::Session.set(&session, url)));
            (AppendHeaders(session), saying(&house, Notice::AddressConfirmed, path::START)).into_response()
        }
        Err(Failure::Refused(refusal @ ConfirmRefusal::WrongPassword)) => {
            let mut form = FormState::default();
            form.refuse(Field::Password, refusal);
            page(&house, StatusCode::UNPROCESSABLE_ENTITY, link, form)
        }
        Err(Failure::Refused(refusal @ ConfirmRefusal::Taken)) => house.message(
            StatusCode::GONE,
            "This address belongs to another account",
            &refusal.to_string(),
            Some((path::LOG_IN, "Log in")),
        ),
        Err(Failure::NotFound) => dead(&house, StatusCode::GONE),
        Err(failure) => house.failed(failure),
    }
}

fn dead(house: &House, status: StatusCode) -> Response {
    let words =
        "It was used, or its time is over, or the mail cut it short. Your account page sends a new one.";
    house.message(status, "This link does nothing any more", words, Some((path::ACCOUNT, "Go to my account")))
}

fn page(house: &House, status: StatusCode, link: ConfirmPage, form: FormState<Field>) -> Response {
    let title = if form.is_refused() { "Error: Confirm address" } else { "Confirm address" };
    house.page(status, title, move || {
        let form = Signal::stored(form);
        view! {
            <KeyTag shape=Shape::Open narrow=true>
                <h1>"Confirm your address"</h1>
                <p class="lede">
                    "You log in with " <span class="address">{link.contact}</span>
                    ", and invitations to it are yours."
                </p>
                <form class="form mt-6" method="post" novalidate>
                    <ErrorSummary form/>
                    {link
                        .asks_for_password
                        .then(|| {
                            view! {
                                <TextField
                                    field=Field::Password
                                    label="Password"
                                    form
                                    hint="Of the account that asked for this: it was made in another browser."
                                    kind="password"
                                    autocomplete="current-password"
                                />
                            }
                        })}
                    <button class="btn btn--primary btn--big btn--wide">"Confirm address"</button>
                </form>
            </KeyTag>
        }
    })
}
