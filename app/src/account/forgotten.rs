//! Forgotten password. The answer is the same whether the address has an account or not.

use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::contact::{Contact, Email, Phone};
use leptos::prelude::*;
use serde::Deserialize;
use service::failure::Failure;

use super::{reset_code, who};
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
    let by_number = house.keyholder.sms().is_some();
    let contact = if by_number {
        form.take(Field::Email, Contact::parse(&typed.email))
    } else {
        form.take(Field::Email, Email::parse(&typed.email)).map(Contact::Email)
    };
    match contact {
        Some(Contact::Email(email)) => by_mail(&house, &asking, form, email).await,
        Some(Contact::Phone(phone)) => by_sms(&house, &asking, form, phone).await,
        None => page(&house, StatusCode::UNPROCESSABLE_ENTITY, form),
    }
}

async fn by_sms(house: &House, asking: &Asking, mut form: FormState<Field>, phone: Phone) -> Response {
    match asking.visitor.forgotten_by_sms(phone.clone()).await {
        Ok(()) => reset_code::page(house, StatusCode::OK, &phone, FormState::default()),
        Err(Failure::Refused(refusal)) => {
            form.refuse(Field::Email, refusal);
            page(house, StatusCode::UNPROCESSABLE_ENTITY, form)
        }
        Err(Failure::TooMany(limit)) => page(house, StatusCode::TOO_MANY_REQUESTS, form.with_problem(limit)),
        Err(failure) => house.failed(failure),
    }
}

async fn by_mail(house: &House, asking: &Asking, form: FormState<Field>, email: Email) -> Response {
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
            page(house, StatusCode::TOO_MANY_REQUESTS, form.with_problem(limit))
        }
        Err(failure) => house.failed(failure),
    }
}

fn page(house: &House, status: StatusCode, form: FormState<Field>) -> Response {
    let title = if form.is_refused() { "Error: Forgotten password" } else { "Forgotten password" };
    let (by_mail, by_number) = (house.keyholder.mailer().delivers(), house.keyholder.sms().is_some());
    house.page(status, title, move || {
        let form = Signal::stored(form);
        let (label, kind) = who(by_number);
        let (lede, send) = asks(by_mail, by_number);
        view! {
            <KeyTag shape=Shape::Plain narrow=true>
                <h1>"Forgotten your password?"</h1>
                <p class="lede">{lede}</p>
                <form class="form mt-6" method="post" action=path::FORGOTTEN novalidate>
                    <ErrorSummary form/>
                    <TextField
                        field=Field::Email
                        label
                        form
                        kind
                        autocomplete="username"
                        inputmode=kind
                    />
                    <button class="btn btn--primary btn--big btn--wide">{send}</button>
                </form>
            </KeyTag>
            <p><a href=path::LOG_IN>"Log in"</a></p>
        }
    })
}

/// What is asked for and what comes of it, by the ways that there are; and the button.
const fn asks(by_mail: bool, by_number: bool) -> (&'static str, &'static str) {
    match (by_mail, by_number) {
        (true, true) => (
            "Type what you log in with. We send you a link by mail, or a code by SMS, that sets a new one.",
            "Send it",
        ),
        (true, false) => {
            ("Type the address you log in with. We mail you a link that sets a new one.", "Send the link")
        }
        (false, true) => (
            "Type what you log in with. A phone number gets a code by SMS that sets a new one. No mail server is set up here: the \
             link of an address is then kept with whoever runs this Keyholder. Ask them for it.",
            "Send it",
        ),
        (false, false) => (
            "Type the address you log in with. No mail server is set up here: the link that sets a new one is then kept with \
             whoever runs this Keyholder. Ask them for it.",
            "Make the link",
        ),
    }
}
