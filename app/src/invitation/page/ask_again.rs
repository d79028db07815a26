//! **I was invited but can’t get in**: the answer is the same whoever is invited.

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
use crate::ui::{Erased, ErrorSummary, TextField};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Invited,
}

impl FormField for Field {
    fn name(self) -> &'static str {
        "invited"
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    invited: String,
}

pub(super) async fn show(State(house): State<House>) -> Response {
    page(&house, StatusCode::OK, FormState::default())
}

pub(super) async fn submit(State(house): State<House>, asking: Asking, Form(typed): Form<Typed>) -> Response {
    let mut form = FormState::default().typed(Field::Invited, &*typed.invited);
    let Some(email) = form.take(Field::Invited, Email::parse(&typed.invited)) else {
        return page(&house, StatusCode::UNPROCESSABLE_ENTITY, form);
    };
    let to = email.as_str().to_owned();
    match asking.visitor.ask_for_link_again(email).await {
        Ok(()) if !house.keyholder.mailer().delivers() => house.message(
            StatusCode::OK,
            "Ask whoever invited you",
            "No mail server is set up here, so no link can be mailed. Whoever invited you can copy it for you.",
            Some((path::LOG_IN, "Log in")),
        ),
        Ok(()) => house.page(StatusCode::OK, "Look in your mail", move || view! { <Asked to/> }),
        Err(Failure::TooMany(limit)) => {
            page(&house, StatusCode::TOO_MANY_REQUESTS, form.with_problem(limit))
        }
        Err(failure) => house.failed(failure),
    }
}

#[component]
fn Asked(to: String) -> impl IntoView {
    view! {
        <KeyTag shape=Shape::Open narrow=true>
            <h1>"Look in your mail"</h1>
            <p class="lede">
                "If an invitation to " <span class="address">{to}</span>
                " waits here, its link is on the way to it once more. If it has expired, whoever invited you is told that you want a new one."
            </p>
            <ul class="bullets mt-4">
                <li>"Look in the spam folder, too."</li>
                <li>"Nothing came within a few minutes? Then this is not the address that was invited: ask whoever invited you."</li>
            </ul>
        </KeyTag>
        <p><a href=path::LOG_IN>"Log in"</a></p>
    }
    .ready()
}

fn page(house: &House, status: StatusCode, form: FormState<Field>) -> Response {
    let title = if form.is_refused() { "Error: Ask for your link" } else { "Ask for your link" };
    let mails = house.keyholder.mailer().delivers();
    house.page(status, title, move || {
        view! {
            <KeyTag shape=Shape::Plain narrow=true>
                <h1>"I was invited but can’t get in"</h1>
                <AskAgain form mails/>
            </KeyTag>
            <p><a href=path::LOG_IN>"Log in"</a></p>
        }
    })
}

/// What to look at, and the form that mails the link once more. The page around it has the heading.
#[component]
pub fn AskAgain(
    form: FormState<Field>,
    /// They leave: without a mail server none can be asked for.
    mails: bool,
) -> impl IntoView {
    let form = Signal::stored(form);
    let exact = view! {
        <li>"Use exactly the address the invitation was sent to: a dot or a letter more is another one."</li>
    };
    if !mails {
        return view! {
            <ul class="bullets muted mt-3">
                {exact}
                <li>"No mail server is set up here, so no link comes by mail. Ask whoever invited you: they can copy it for you."</li>
            </ul>
        }
        .ready();
    }
    view! {
        <ul class="bullets muted mt-3">
            {exact}
            <li>"Look in the spam folder. The link in the mail leads to the right place, with or without an account."</li>
            <li>"Or have it sent once more:"</li>
        </ul>
        <form class="form mt-3" method="post" action=path::ASK_AGAIN novalidate>
            <ErrorSummary form/>
            <TextField
                field=Field::Invited
                label="Invited address"
                form
                kind="email"
                autocomplete="email"
                inputmode="email"
            />
            <button class="btn btn--big btn--wide">"Send my link again"</button>
        </form>
    }
    .ready()
}
