//! Following a link, and the page it leads to.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::token::Token;
use service::failure::Failure;
use service::invitation::{InvitationPage, Stands};

use super::dead;
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

pub(super) async fn show(State(house): State<House>, asking: Asking, headers: HeaderMap) -> Response {
    match held(&house, &asking, &headers).await {
        Ok((_, invitation)) => {
            page(&house, &asking, StatusCode::OK, invitation, InviteForms::default()).await
        }
        Err(response) => response,
    }
}

/// The invitation whose link the cookie holds.
pub(super) async fn held(
    house: &House,
    asking: &Asking,
    headers: &HeaderMap,
) -> Result<(Token, InvitationPage), Response> {
    let Some(token) = Cookie::Invite.read(headers, &house.keyholder.settings().url) else {
        let words = "This page needs the link that was sent to you. It is good as long as the mail says.";
        return Err(house.message(StatusCode::BAD_REQUEST, "Open the link in your mail again", words, None));
    };
    match asking.visitor.invitation(&token).await {
        Ok(invitation) if invitation.stands == Stands::Open => Ok((token, invitation)),
        Ok(invitation) => Err(dead::gone(house, &invitation, false)),
        Err(Failure::NotFound) => Err(dead::unknown(house)),
        Err(failure) => Err(house.failed(failure)),
    }
}
