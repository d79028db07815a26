//! A new password, by the code in an SMS. The page is the same whether the number has an account or not.

use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::code::Code;
use domain::contact::Phone;
use domain::password::NewPassword;
use leptos::prelude::*;
use serde::Deserialize;
use service::failure::Failure;

use super::signed_in_then;
use crate::form::{FormField, FormState};
use crate::path;
use crate::plain::{House, KeyTag, Shape, Username};
use crate::request::Asking;
use crate::ui::{ErrorSummary, TextField};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Code,
    Password,
}

impl FormField for Field {
    fn name(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Password => "password",
        }
    }

    fn keeps(self) -> bool {
        false
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    number: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    password: String,
}

pub(super) async fn submit(State(house): State<House>, asking: Asking, Form(typed): Form<Typed>) -> Response {
    // No form of ours has another: from the beginning.
    let Ok(phone) = Phone::parse(&typed.number) else {
        return Redirect::to(path::FORGOTTEN).into_response();
    };
    let mut form = FormState::default();
    let code = match typed.code.trim() {
        // That it is missing is said by the one who would check it.
        "" => Some(None),
        code => form.take(Field::Code, Code::parse(code)).map(Some),
    };
    let password = form.take(Field::Password, NewPassword::parse(typed.password, &[phone.as_str()]));
    let (Some(code), Some(password)) = (code, password) else {
        return page(&house, StatusCode::UNPROCESSABLE_ENTITY, &phone, form);
    };
    match asking.visitor.reset_by_code(phone.clone(), code, password).await {
        Ok(began) => signed_in_then(path::START, &began.cookie, &house.keyholder.settings().url),
        Err(Failure::Refused(refusal)) => {
            form.refuse(Field::Code, refusal);
            page(&house, StatusCode::UNPROCESSABLE_ENTITY, &phone, form)
        }
        Err(failure) => house.failed(failure),
    }
}

pub(super) fn page(house: &House, status: StatusCode, phone: &Phone, form: FormState<Field>) -> Response {
    let title = if form.is_refused() { "Error: New password" } else { "New password" };
    let number = phone.as_str().to_owned();
    let again = number.clone();
    house.page(status, title, move || {
        let form = Signal::stored(form);
        view! {
            <KeyTag shape=Shape::Open narrow=true>
                <h1>"New password"</h1>
                <p class="lede">
                    "If " <span class="address">{number.clone()}</span>
                    " has an account here, an SMS with six digits comes to it. They work for 10 minutes."
                </p>
                <form class="form mt-6" method="post" action=path::FORGOTTEN_CODE novalidate>
                    <ErrorSummary form/>
                    <input type="hidden" name="number" value=number.clone()/>
                    <Username is=number.clone()/>
                    <TextField field=Field::Code label="Code" form autocomplete="one-time-code" inputmode="numeric"/>
                    <TextField
                        field=Field::Password
                        label="Password"
                        form
                        hint="At least 10 characters. Every browser that is logged in with the old one is logged out."
                        kind="password"
                        autocomplete="new-password"
                    />
                    <button class="btn btn--primary btn--big btn--wide">"Set a new password"</button>
                </form>
            </KeyTag>
            <form method="post" action=path::FORGOTTEN>
                <input type="hidden" name="email" value=again/>
                <button class="linkish">"Send the code again"</button>
            </form>
        }
    })
}
