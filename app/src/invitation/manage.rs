//! What an Admin does with an invitation that stands: **Resend Invite**, **Change address**, **Cancel Invite** and
//! **Copy link**. Forms that post to their own address and come back to the list.

use axum::Router;
use axum::extract::{Extension, Form, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use domain::contact::Email;
use domain::id::PartnerId;
use leptos::prelude::*;
use serde::Deserialize;
use service::capability::{Admin, Member};
use service::failure::Failure;

use crate::error::PageError;
use crate::path;
use crate::plain::{House, KeyTag, Shape};

/// Below `/b/{slug}/partners/{id}`.
pub fn routes<S>() -> Router<S>
where
    S: Clone + Send + Sync + 'static,
    House: axum::extract::FromRef<S>,
{
    Router::new()
        .route("/b/{slug}/partners/{id}/resend", post(resend))
        .route("/b/{slug}/partners/{id}/cancel", post(cancel))
        .route("/b/{slug}/partners/{id}/address", post(change_address))
        .route("/b/{slug}/partners/{id}/link", post(copy_link))
}

type Place = Path<(String, PartnerId)>;

async fn resend(
    State(house): State<House>,
    Extension(member): Extension<Member>,
    Path((_, id)): Place,
) -> Response {
    let admin = match admin(&house, &member) {
        Ok(admin) => admin,
        Err(response) => return response,
    };
    back(&house, &member, "Not resent", admin.resend(id).await)
}

async fn cancel(
    State(house): State<House>,
    Extension(member): Extension<Member>,
    Path((_, id)): Place,
) -> Response {
    let admin = match admin(&house, &member) {
        Ok(admin) => admin,
        Err(response) => return response,
    };
    back(&house, &member, "Not cancelled", admin.cancel(id).await)
}

#[derive(Debug, Deserialize)]
struct NewAddress {
    #[serde(default)]
    address: String,
}

async fn change_address(
    State(house): State<House>,
    Extension(member): Extension<Member>,
    Path((_, id)): Place,
    Form(typed): Form<NewAddress>,
) -> Response {
    let admin = match admin(&house, &member) {
        Ok(admin) => admin,
        Err(response) => return response,
    };
    let email = match Email::parse(&typed.address) {
        Ok(email) => email,
        Err(refusal) => {
            return address_form(
                &house,
                StatusCode::UNPROCESSABLE_ENTITY,
                &typed.address,
                &refusal.to_string(),
            );
        }
    };
    match admin.change_address(id, email).await {
        Err(Failure::Refused(refusal)) => {
            address_form(&house, StatusCode::CONFLICT, &typed.address, &refusal.to_string())
        }
        done => back(&house, &member, "Address not changed", done),
    }
}

async fn copy_link(
    State(house): State<House>,
    Extension(member): Extension<Member>,
    Path((_, id)): Place,
) -> Response {
    let admin = match admin(&house, &member) {
        Ok(admin) => admin,
        Err(response) => return response,
    };
    match admin.copy_link(id).await {
        Ok(Some(link)) => link_page(&house, &member, link),
        Ok(None) => house.not_found(),
        Err(failure) => house.failed(failure),
    }
}

fn admin(house: &House, member: &Member) -> Result<Admin, Response> {
    member.admin().map_err(|refusal| house.error(&PageError::Forbidden(refusal.to_string())))
}

/// Back to the list, or the reason why nothing changed.
fn back<R: std::fmt::Display>(
    house: &House,
    member: &Member,
    title: &str,
    done: Result<(), Failure<R>>,
) -> Response {
    let list = path::partners(&member.center().slug);
    match done {
        Ok(()) => Redirect::to(&list).into_response(),
        Err(Failure::Refused(refusal)) => house.message(
            StatusCode::CONFLICT,
            title,
            &refusal.to_string(),
            Some((&list, "Back to Partners")),
        ),
        Err(failure) => house.failed(failure),
    }
}

/// The form again, with what was typed and why it was refused; it posts to the address it stands at.
fn address_form(house: &House, status: StatusCode, typed: &str, reason: &str) -> Response {
    let (typed, reason) = (typed.to_owned(), reason.to_owned());
    house.page(status, "Error: Change address", move || {
        view! {
            <KeyTag shape=Shape::Plain narrow=true>
                <h1>"Change address"</h1>
                <form class="form mt-6" method="post" novalidate>
                    <div class="field field--bad">
                        <label for="address">"Email"</label>
                        <p class="error" id="address-error"><span><span class="vh">"Error: "</span> {reason}</span></p>
                        <input
                            class="input"
                            id="address"
                            name="address"
                            type="email"
                            value=typed
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

fn link_page(house: &House, member: &Member, link: String) -> Response {
    let list = path::partners(&member.center().slug);
    house.page(StatusCode::OK, "Copy link", move || {
        view! {
            <KeyTag shape=Shape::Open>
                <h1>"Hand this link over yourself"</h1>
                <p class="lede">
                    "Whoever has it can accept the invitation, so give it to nobody else. It is written to the audit log that "
                    "you saw it."
                </p>
                <div class="field mt-6">
                    <label for="link">"Link"</label>
                    <input class="input" id="link" readonly value=link/>
                </div>
                <p class="mt-6"><a class="btn" href=list>"Back to Partners"</a></p>
            </KeyTag>
        }
    })
}
