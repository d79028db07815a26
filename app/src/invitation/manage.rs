//! What an Admin does with an invitation that stands: **Resend Invite**, **Change address**, **Cancel Invite** and
//! **Copy link**. Forms that post to their own address and come back to where their button stood.

use axum::Router;
use axum::extract::{Form, FromRef, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use domain::contact::Email;
use domain::id::PartnerId;
use leptos::prelude::*;
use serde::Deserialize;
use service::capability::Admin;
use service::failure::Failure;

use crate::path::{self, Next};
use crate::plain::{House, KeyTag, Shape};
use crate::request::AnAdmin;

/// Below `/b/{slug}/partners/{id}`.
pub fn routes<S>() -> Router<S>
where
    S: Clone + Send + Sync + 'static,
    House: FromRef<S>,
{
    Router::new()
        .route("/b/{slug}/partners/{id}/resend", post(resend))
        .route("/b/{slug}/partners/{id}/cancel", post(cancel))
        .route("/b/{slug}/partners/{id}/address", post(change_address))
        .route("/b/{slug}/partners/{id}/link", post(copy_link))
}

type Place = Path<(String, PartnerId)>;

/// Where the button stood.
#[derive(Debug, Deserialize)]
struct Stood {
    #[serde(default)]
    back: String,
}

async fn resend(
    State(house): State<House>,
    AnAdmin(admin): AnAdmin,
    Path((_, id)): Place,
    Form(stood): Form<Stood>,
) -> Response {
    back(&house, &way_back(&admin, &stood.back), "Not resent", admin.resend(id).await)
}

async fn cancel(
    State(house): State<House>,
    AnAdmin(admin): AnAdmin,
    Path((_, id)): Place,
    Form(stood): Form<Stood>,
) -> Response {
    back(&house, &way_back(&admin, &stood.back), "Not cancelled", admin.cancel(id).await)
}

#[derive(Debug, Deserialize)]
struct NewAddress {
    #[serde(default)]
    address: String,
    #[serde(default)]
    back: String,
}

async fn change_address(
    State(house): State<House>,
    AnAdmin(admin): AnAdmin,
    Path((_, id)): Place,
    Form(typed): Form<NewAddress>,
) -> Response {
    let email = match Email::parse(&typed.address) {
        Ok(email) => email,
        Err(refusal) => {
            return address_form(&house, StatusCode::UNPROCESSABLE_ENTITY, typed, &refusal.to_string());
        }
    };
    match admin.change_address(id, email).await {
        Err(Failure::Refused(refusal)) => {
            address_form(&house, StatusCode::CONFLICT, typed, &refusal.to_string())
        }
        done => back(&house, &way_back(&admin, &typed.back), "Address not changed", done),
    }
}

async fn copy_link(
    State(house): State<House>,
    AnAdmin(admin): AnAdmin,
    Path((_, id)): Place,
    Form(stood): Form<Stood>,
) -> Response {
    match admin.copy_link(id).await {
        Ok(Some(link)) => {
            let needs_code = house.keyholder.mailer().delivers();
            link_page(&house, way_back(&admin, &stood.back), link, needs_code)
        }
        Ok(None) => house.not_found(),
        Err(failure) => house.failed(failure),
    }
}

/// Among the partners of this Business Center, whatever was posted.
fn way_back(admin: &Admin, stood: &str) -> String {
    let list = path::partners(&admin.center().slug);
    match Next::parse(stood) {
        Some(next) if next.as_str().starts_with(&list) => next.as_str().to_owned(),
        _ => list,
    }
}

/// Back to where the button stood, or the reason why nothing changed.
fn back<R: std::fmt::Display>(
    house: &House,
    way_back: &str,
    title: &str,
    done: Result<(), Failure<R>>,
) -> Response {
    match done {
        Ok(()) => Redirect::to(way_back).into_response(),
        Err(Failure::Refused(refusal)) => {
            house.message(StatusCode::CONFLICT, title, &refusal.to_string(), Some((way_back, "Go back")))
        }
        Err(failure) => house.failed(failure),
    }
}

/// The form again, with what was typed and why it was refused; it posts to the address it stands at.
fn address_form(house: &House, status: StatusCode, typed: NewAddress, reason: &str) -> Response {
    let reason = reason.to_owned();
    house.page(status, "Error: Change address", move || {
        view! {
            <KeyTag shape=Shape::Plain narrow=true>
                <h1>"Change address"</h1>
                <form class="form mt-6" method="post" novalidate>
                    <input type="hidden" name="back" value=typed.back/>
                    <div class="field field--bad">
                        <label for="address">"Email"</label>
                        <p class="error" id="address-error"><span><span class="vh">"Error: "</span> {reason}</span></p>
                        <input
                            class="input"
                            id="address"
                            name="address"
                            type="email"
                            value=typed.address
                            aria-invalid="true"
                            aria-describedby="address-error"
                        />
                    </div>
                    <button class="btn btn--primary btn--big btn--wide">"Change address"</button>
                </form>
            </KeyTag>
        }
    })
}

fn link_page(house: &House, way_back: String, link: String, needs_code: bool) -> Response {
    let proves = if needs_code {
        "Whoever creates an account through it first types a code that we mail to the invited address."
    } else {
        "Whoever has it can accept the invitation, so give it to nobody else."
    };
    house.page(StatusCode::OK, "Copy link", move || {
        view! {
            <KeyTag shape=Shape::Open>
                <h1>"Hand this link over yourself"</h1>
                <p class="lede">{proves} " It is written to the audit log that you saw it."</p>
                <div class="field mt-6">
                    <label for="link">"Link"</label>
                    <textarea class="input" id="link" rows="3" readonly>{link}</textarea>
                </div>
                <p class="mt-6"><a class="btn" href=way_back>"Go back"</a></p>
            </KeyTag>
        }
    })
}
