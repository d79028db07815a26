//! **Create account**, without an invitation.

use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::contact::Email;
use domain::name::PersonName;
use domain::password::NewPassword;
use leptos::prelude::*;
use serde::Deserialize;
use service::account::{NewAccount, SignUpRefusal};
use service::failure::Failure;

use super::signed_in_then;
use crate::form::{FormField, FormState};
use crate::path;
use crate::plain::{House, KeyTag, Shape};
use crate::request::Asking;
use crate::ui::{Erased, ErrorSummary, TextField};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Name,
    Email,
    Password,
}

impl FormField for Field {
    fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Email => "email",
            Self::Password => "password",
        }
    }

    fn keeps(self) -> bool {
        self != Self::Password
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    name: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
}

impl Typed {
    fn parse(self) -> Result<NewAccount, FormState<Field>> {
        let mut form = FormState::default().typed(Field::Name, &*self.name).typed(Field::Email, &*self.email);
        let name = form.take(Field::Name, PersonName::parse(&self.name));
        let email = form.take(Field::Email, Email::parse(&self.email));
        let password =
            form.take(Field::Password, NewPassword::parse(self.password, &[&self.email, &self.name]));
        match (name, email, password) {
            (Some(name), Some(email), Some(password)) => Ok(NewAccount { name, email, password }),
            _ => Err(form),
        }
    }
}

pub(super) async fn show(State(house): State<House>, asking: Asking) -> Response {
    match asking.visitor.may_sign_up().await {
        Ok(true) => page(&house, StatusCode::OK, FormState::default()),
        Ok(false) => by_invitation(&house),
        Err(failure) => house.failed(failure),
    }
}

pub(super) async fn submit(State(house): State<House>, asking: Asking, Form(typed): Form<Typed>) -> Response {
    let kept = FormState::default().typed(Field::Name, &*typed.name).typed(Field::Email, &*typed.email);
    let new = match typed.parse() {
        Ok(new) => new,
        Err(form) => return page(&house, StatusCode::UNPROCESSABLE_ENTITY, form),
    };
    match asking.visitor.sign_up(new).await {
        Ok(began) => signed_in_then(path::START, &began.cookie, &house.keyholder.settings().url),
        Err(Failure::Refused(SignUpRefusal::ByInvitationOnly)) => by_invitation(&house),
        Err(Failure::TooMany(limit)) => page(&house, StatusCode::TOO_MANY_REQUESTS, kept.with_problem(limit)),
        Err(failure) => house.failed(failure),
    }
}

fn by_invitation(house: &House) -> Response {
    let words = SignUpRefusal::ByInvitationOnly.to_string();
    house.message(StatusCode::OK, "Accounts come by invitation", &words, Some((path::LOG_IN, "Log in")))
}

fn page(house: &House, status: StatusCode, form: FormState<Field>) -> Response {
    let title = if form.is_refused() { "Error: Create account" } else { "Create account" };
    let hint = if house.keyholder.mailer().delivers() {
        "We send a link to this address to prove it’s yours."
    } else {
        "You log in with it. No mail server is set up yet, so mails to it stay on the machine that runs Keyholder."
    };
    house.page(status, title, move || view! { <Page form hint/> })
}

#[component]
fn Page(form: FormState<Field>, hint: &'static str) -> AnyView {
    let form = Signal::stored(form);
    view! {
        <KeyTag shape=Shape::Plain narrow=true>
            <h1>"Create account"</h1>
            <p class="lede">"Then you can create a Business Center, or accept an invitation to one."</p>
            <form class="form mt-6" method="post" action=path::SIGN_UP novalidate>
                <ErrorSummary form/>
                <TextField field=Field::Name label="Name" form autocomplete="name"/>
                <TextField
                    field=Field::Email
                    label="Email"
                    form
                    hint
                    kind="email"
                    autocomplete="username"
                    inputmode="email"
                />
                <TextField
                    field=Field::Password
                    label="Password"
                    form
                    hint="At least 10 characters. Three or four unrelated words work well."
                    kind="password"
                    autocomplete="new-password"
                />
                <button class="btn btn--primary btn--big btn--wide">"Create account"</button>
            </form>
        </KeyTag>
        <p>"Already have an account? " <a href=path::LOG_IN>"Log in"</a></p>
    }
    .ready()
}
