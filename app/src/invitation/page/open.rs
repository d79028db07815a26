//! Following a link, and the page it leads to.

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::token::Token;
use service::failure::Failure;
use service::invitation::Stands;

use super::dead;
use super::held::Held;
use super::view::{InviteForms, page};
use crate::cookie::Cookie;
use crate::path;
use crate::plain::House;
use crate::request::Asking;

/// Every visit of a living link renews the cookie; opening it, however often and by whom, changes nothing.
pub(super) async fn follow(
    State(house): State<House>,
    asking: Asking,
    Path(token): Path<String>,
) -> Response {
    let Some(token) = Token::parse(&token) else { return dead::unknown(&house) };
    match asking.visitor.invitation(&token).await {
        Ok(invitation) if invitation.stands == Stands::Open => {
            let cookie = Cookie::Invite.set(&token, &house.keyholder.settings().url);
            ([(header::SET_COOKIE, cookie)], Redirect::to(path::INVITE)).into_response()
        }
        Ok(invitation) => dead::gone(&house, &invitation, false),
        Err(Failure::NotFound) => dead::unknown(&house),
        Err(failure) => house.failed(failure),
    }
}

pub(super) async fn show(
    State(house): State<House>,
    asking: Asking,
    Held { invitation, .. }: Held,
) -> Response {
    page(&house, &asking, StatusCode::OK, invitation, InviteForms::default()).await
}
