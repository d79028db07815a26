use axum::extract::{FromRef, FromRequestParts};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;
use domain::token::Token;
use service::Keyholder;
use service::failure::Failure;
use service::invitation::{InvitationPage, Stands};

use super::dead;
use crate::cookie::Cookie;
use crate::plain::House;
use crate::request::Asking;

/// The open invitation whose link the cookie holds; whoever holds another gets the page that says why not.
#[derive(Debug)]
pub(super) struct Held {
    pub(super) token: Token,
    pub(super) invitation: InvitationPage,
}

impl<S> FromRequestParts<S> for Held
where
    House: FromRef<S>,
    Keyholder: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let house = House::from_ref(state);
        let Some(token) = Cookie::Invite.read(&parts.headers, &house.keyholder.settings().url) else {
            let words = "This page needs the link that was sent to you, by mail or by SMS. It is good as long as it says there.";
            return Err(house.message(
                StatusCode::BAD_REQUEST,
                "Open the link in your mail again",
                words,
                None,
            ));
        };
        let asking = Asking::from_parts(parts, Keyholder::from_ref(state));
        match asking.visitor.invitation(&token).await {
            Ok(invitation) if invitation.stands == Stands::Open => Ok(Self { token, invitation }),
            Ok(invitation) => Err(dead::gone(&house, &invitation, false)),
            Err(Failure::NotFound) => Err(dead::unknown(&house)),
            Err(failure) => Err(house.failed(failure)),
        }
    }
}
