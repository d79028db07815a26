//! Following a link, and the page it leads to.

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::id::PartnerId;
use domain::token::Token;
use service::failure::Failure;
use service::invitation::Stands;

use super::dead;
use super::held::Held;
use super::view::{InviteForms, page};
use crate::cookie::LooksAt;
use crate::path;
use crate::plain::House;
use crate::request::{Account, Asking};

/// Every visit of a living link renews the cookie; opening it, however often and by whom, changes nothing.
pub(super) async fn follow(
    State(house): State<House>,
    asking: Asking,
    Path(token): Path<String>,
) -> Response {
    let Some(token) = Token::parse(&token) else { return dead::unknown(&house) };
    match asking.visitor.invitation(&token).await {
        Ok(invitation) if invitation.stands == Stands::Open => looks_at(&house, &LooksAt::ByLink(token)),
        Ok(invitation) => dead::gone(&house, &invitation, false, dead::Of::Link),
        Err(Failure::NotFound) => dead::unknown(&house),
        Err(failure) => house.failed(failure),
    }
}

/// One of those to whoever is signed in, which their start page names. Where it is open no more, what is stands there.
pub(super) async fn own(
    State(house): State<House>,
    Account(account): Account,
    Path(invitation): Path<String>,
) -> Response {
    let Ok(invitation) = invitation.parse::<PartnerId>() else { return house.not_found() };
    let link = match account.link_of(invitation).await {
        Ok(link) => link,
        Err(Failure::NotFound) => return house.not_found(),
        Err(failure) => return house.failed(failure),
    };
    match account.visitor().invitation(&link).await {
        Ok(shown) if shown.stands == Stands::Open => looks_at(&house, &LooksAt::Own(invitation)),
        Ok(_) | Err(Failure::NotFound) => Redirect::to(path::START).into_response(),
        Err(failure) => house.failed(failure),
    }
}

fn looks_at(house: &House, invitation: &LooksAt) -> Response {
    let cookie = invitation.keep(&house.keyholder.settings().url);
    ([(header::SET_COOKIE, cookie)], Redirect::to(path::INVITE)).into_response()
}

pub(super) async fn show(
    State(house): State<House>,
    asking: Asking,
    Held { invitation, .. }: Held,
) -> Response {
    page(&house, &asking, StatusCode::OK, invitation, InviteForms::default()).await
}
