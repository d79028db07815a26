//! Forgotten password. The answer is the same whether the address has an account or not.

use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::contact::Email;
use leptos::prelude::*;
use serde::Deserialize;
use service::failure::Failure;

use crate::form::{FormField, FormState};
use crate::path;
use crate::plain::{House, KeyTag, Shape};
use crate::request::Asking;
use crate::ui::{ErrorSummary, TextField};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Email,
}

impl FormField for Field {
    fn name(self) -> &'static str {
        "email"
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    email: String,
}

pub(super) async fn show(State(house): State<House>) -> Response {
    page(&house, StatusCode::OK, FormState::default())
}

pub(super) async fn submit(State(house): State<House>, asking: Asking, Form(typed): Form<Typed>) -> Response {
    let mut form = FormState::default().typed(Field::Email, &*typed.email);
    let Some(email) = form.take(Field::Email, Email::parse(&typed.email)) else {
        return page(&house, StatusCode::UNPROCESSABLE_ENTITY, form);
    };
    let to = email.as_str().to_owned();
    match asking.visitor.forgotten(email).await {
        Ok(()) if !house.keyholder.mailer().delivers() => house.message(
            StatusCode::OK,
            "Ask whoever runs this Keyholder",
            "No mail server is set up here. If the address has an account, a mail with a link that sets a new password is \
             kept in the mail folder of the machine that runs Keyholder, and works for an hour.",
            Some((path::LOG_IN, "Log in")),
        ),
        Ok(()) => house.page(StatusCode::OK, "Look in your mail", move || {
            view! {
                <KeyTag shape=Shape::Open narrow=true>
                    <h1>"Look in your mail"</h1>
                    <p class="lede">
                        "We have written to " <span class="address">{to}</span>
                        ". If it has an account here, the mail holds a link that sets a new password and works for an hour."
                    </p>
                </KeyTag>
            }
        }),
        Err(Failure::TooMany(limit)) => {
            page(&house, StatusCode::TOO_MANY_REQUESTS, form.with_problem(limit))
        }
        Err(failure) => house.failed(failure),
    }
}

fn page(house: &House, status: StatusCode, form: FormState<Field>) -> Response {
    let title = if form.is_refused() { "Error: Forgotten password" } else { "Forgotten password" };
    house.page(status, title, move || {
        let form = Signal::stored(form);
        view! {
            <KeyTag shape=Shape::Plain narrow=true>
                <h1>"Forgotten your password?"</h1>
                <p class="lede">"Type the address you log in with. We mail you a link that sets a new one."</p>
                <form class="form mt-6" method="post" action=path::FORGOTTEN novalidate>
                    <ErrorSummary form/>
                    <TextField
                        field=Field::Email
                        label="Email"
                        form
                        kind="email"
                        autocomplete="username"
                        inputmode="email"
                    />
                    <button class="btn btn--primary btn--big btn--wide">"Send the link"</button>
                </form>
            </KeyTag>
            <p><a href=path::LOG_IN>"Log in"</a></p>
        }
    })
}
