//! **Log in**.

use axum::Form;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::contact::Contact;
use domain::guide::Article;
use domain::password::TypedPassword;
use leptos::prelude::*;
use serde::Deserialize;
use service::account::LogIn;
use service::failure::Failure;

use super::{signed_in_then, who};
use crate::form::{FormField, FormState};
use crate::invitation::page::{AskAgain, AskAgainField};
use crate::path::{self, Next};
use crate::plain::{House, KeyTag, Shape};
use crate::request::Asking;
use crate::ui::{Erased, ErrorSummary, TextField};

/// Where **I was invited but can’t get in** stands on the page.
pub(crate) const INVITED: &str = "invited-but-out";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Email,
    Password,
}

impl FormField for Field {
    fn name(self) -> &'static str {
        match self {
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
    email: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    next: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    next: String,
}

pub(super) async fn show(State(house): State<House>, Query(asked): Query<Asked>, asking: Asking) -> Response {
    match asking.signed_in().await {
        Ok(Some(_)) => Redirect::to(way_on(&asked.next)).into_response(),
        Ok(None) => page(&house, &asking, StatusCode::OK, FormState::default(), &asked.next, None).await,
        Err(failure) => house.failed(failure),
    }
}

pub(super) async fn submit(State(house): State<House>, asking: Asking, Form(typed): Form<Typed>) -> Response {
    let log_in = LogIn {
        contact: Contact::parse(&typed.email).ok(),
        password: TypedPassword::parse(typed.password),
        replaces: asking.cookie.clone(),
    };
    let form = FormState::default().typed(Field::Email, typed.email);
    match asking.visitor.log_in(log_in).await {
        Ok(began) => signed_in_then(way_on(&typed.next), &began.cookie, &house.keyholder.settings().url),
        Err(Failure::Refused(refusal)) => {
            let form = form.with_problem(refusal);
            page(&house, &asking, StatusCode::UNPROCESSABLE_ENTITY, form, &typed.next, None).await
        }
        Err(Failure::TooMany(limit)) => {
            let form = form.with_problem(limit);
            page(&house, &asking, StatusCode::TOO_MANY_REQUESTS, form, &typed.next, None).await
        }
        Err(failure) => house.failed(failure),
    }
}

/// At the address of a Business Center in which an Admin ended this session: whoever logs in again is back there.
pub(crate) async fn again(house: &House, asking: &Asking, here: &str) -> Response {
    let why =
        "An Admin ended the session of this browser here. You still have access: log in again to go on.";
    page(house, asking, StatusCode::UNAUTHORIZED, FormState::default(), here, Some(why)).await
}

fn way_on(next: &str) -> &str {
    Next::parse(next).map_or(path::START, |_| next)
}

async fn page(
    house: &House,
    asking: &Asking,
    status: StatusCode,
    form: FormState<Field>,
    next: &str,
    why: Option<&'static str>,
) -> Response {
    let open = match asking.visitor.may_sign_up().await {
        Ok(open) => open,
        Err(failure) => return house.failed(failure),
    };
    let title = if form.is_refused() { "Error: Log in" } else { "Log in" };
    let next = Next::parse(next).map(|next| next.as_str().to_owned());
    let (by_number, mails) = (house.keyholder.sms().is_some(), house.keyholder.mailer().delivers());
    house.page(status, title, move || view! { <Page form next open why by_number mails/> })
}

#[component]
fn Page(
    form: FormState<Field>,
    next: Option<String>,
    /// Whether anybody may create an account.
    open: bool,
    /// Why they are asked, where they were logged in.
    why: Option<&'static str>,
    /// Accounts may be known by a phone number.
    by_number: bool,
    /// Mails leave.
    mails: bool,
) -> AnyView {
    let invited = FormState::default().typed(AskAgainField::Invited, form.value(Field::Email));
    let form = Signal::stored(form);
    let (label, kind) = who(by_number);
    view! {
        <KeyTag shape=Shape::Plain narrow=true>
            <h1>"Log in"</h1>
            {why.map(|why| view! { <p class="lede">{why}</p> })}
            <form class="form mt-6" method="post" action=path::LOG_IN novalidate>
                <ErrorSummary form/>
                <TextField field=Field::Email label form kind autocomplete="username" inputmode=kind/>
                <div>
                    <TextField field=Field::Password label="Password" form kind="password" autocomplete="current-password"/>
                    <p class="hint mt-1"><a href=path::FORGOTTEN>"Forgotten your password?"</a></p>
                </div>
                {next.map(|next| view! { <input type="hidden" name="next" value=next/> })}
                <button class="btn btn--primary btn--big btn--wide">"Log in"</button>
            </form>
            <section class="section mt-6" id=INVITED>
                <h2>"I was invited but can’t get in"</h2>
                <AskAgain form=invited mails/>
                <p class="hint mt-3"><a href=path::public_article(Article::CantLogIn)>"What else it can be"</a></p>
            </section>
        </KeyTag>
        {open.then(|| view! { <p>"New here? " <a href=path::SIGN_UP>"Create account"</a></p> })}
    }
    .ready()
}
