//! What an Admin does with an invitation that stands: **Resend Invite**, **Change address**, **Keep** of an address,
//! **Cancel Invite** and **Copy link**. Forms that post to their own address and come back to where their button stood.

use axum::Router;
use axum::extract::{Form, FromRef, Path, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;
use axum::routing::post;
use domain::contact::{Contact, ContactKind, Email};
use domain::id::PartnerId;
use serde::Deserialize;
use service::capability::Admin;
use service::failure::Failure;
use service::invitation::KeepAddressRefusal;

use super::address::{AddressField, AddressForm};
use super::link::CopiedLink;
use super::mistyped::Mistyped;
use crate::notice::Notice;
use crate::path;
use crate::plain::House;
use crate::posted;
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
        .route("/b/{slug}/partners/{id}/keep-address", post(keep_address))
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
    back(&house, &way_back(&admin, &stood.back), Notice::Resent, admin.resend(id).await)
}

async fn cancel(
    State(house): State<House>,
    AnAdmin(admin): AnAdmin,
    Path((_, id)): Place,
    Form(stood): Form<Stood>,
) -> Response {
    back(&house, &way_back(&admin, &stood.back), Notice::Cancelled, admin.cancel(id).await)
}

/// As they were shown: the invited address, and the one that it may be a slip of.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Kept {
    invited: String,
    other: String,
    back: String,
}

async fn keep_address(
    State(house): State<House>,
    AnAdmin(admin): AnAdmin,
    Path((_, id)): Place,
    Form(kept): Form<Kept>,
) -> Response {
    let done = match (Contact::parse(&kept.invited), Email::parse(&kept.other)) {
        (Ok(invited), Ok(other)) => admin.keep_address(id, invited, other).await,
        _ => Err(Failure::Refused(KeepAddressRefusal)),
    };
    back(&house, &way_back(&admin, &kept.back), Notice::AddressKept, done)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct NewAddress {
    address: String,
    as_typed: String,
    right_address: String,
    guessed: String,
    back: String,
}

async fn change_address(
    State(house): State<House>,
    AnAdmin(admin): AnAdmin,
    Path((_, id)): Place,
    parts: Parts,
    Form(mut typed): Form<NewAddress>,
) -> Response {
    if !typed.right_address.is_empty() {
        typed.address = std::mem::take(&mut typed.right_address);
    }
    let way_back = way_back(&admin, &typed.back);
    let mut form = AddressForm::default()
        .typed(AddressField::Address, &typed.address)
        .typed(AddressField::AsTyped, &typed.as_typed)
        .typed(AddressField::Guessed, &typed.guessed)
        .typed(AddressField::Back, &way_back);
    let Some(contact) = form.take(AddressField::Address, Contact::parse_unmistakable(&typed.address)) else {
        return posted::refused(&house, parts, form).await;
    };
    if let Some(mistyped) = Mistyped::of(&contact, &typed.as_typed) {
        form = form.instead(AddressField::AsTyped, mistyped.typed.as_str());
        form = form.instead(AddressField::RightAddress, mistyped.meant.as_str());
        form.refuse(AddressField::Address, mistyped.question("Change address"));
        return posted::refused(&house, parts, form).await;
    }
    if !typed.guessed.is_empty() {
        return posted::page(&house, parts, StatusCode::OK, form).await;
    }
    match admin.change_address(id, contact).await {
        Err(Failure::Refused(refusal)) => {
            form.refuse(AddressField::Address, refusal);
            posted::page(&house, parts, StatusCode::CONFLICT, form).await
        }
        Err(Failure::TooMany(limit)) if limit.what.is_of_a_number() => {
            form.refuse(AddressField::Address, limit);
            posted::page(&house, parts, StatusCode::TOO_MANY_REQUESTS, form).await
        }
        done => back(&house, &way_back, Notice::AddressChanged, done),
    }
}

async fn copy_link(
    State(house): State<House>,
    AnAdmin(admin): AnAdmin,
    Path((_, id)): Place,
    parts: Parts,
    Form(stood): Form<Stood>,
) -> Response {
    match admin.copy_link(id).await {
        Ok(Some(link)) => {
            let contact = match admin.partner(id).await {
                Ok(partner) => partner.row.contact,
                Err(failure) => return house.failed(failure),
            };
            let kind = ContactKind::of_normal(&contact);
            let code_to = Some(kind).filter(|kind| house.keyholder.reaches(*kind));
            let made = CopiedLink { link, contact, code_to, back: way_back(&admin, &stood.back) };
            posted::page(&house, parts, StatusCode::OK, made).await
        }
        Ok(None) => house.not_found(),
        Err(failure) => house.failed(failure),
    }
}

/// Among the partners of this Business Center, whatever was posted.
fn way_back(admin: &Admin, stood: &str) -> String {
    let slug = &admin.center().slug;
    path::among_partners(slug, stood).unwrap_or_else(|| path::partners(slug))
}

/// Back to where the button stood, or the reason why nothing changed.
fn back<R: std::fmt::Display>(
    house: &House,
    way_back: &str,
    notice: Notice,
    done: Result<(), Failure<R>>,
) -> Response {
    match done {
        Ok(()) => posted::saying(house, notice, way_back),
        Err(Failure::Refused(refusal)) => house.message(
            StatusCode::CONFLICT,
            "Nothing was changed",
            &refusal.to_string(),
            Some((way_back, "Go back")),
        ),
        Err(failure) => house.failed(failure),
    }
}
