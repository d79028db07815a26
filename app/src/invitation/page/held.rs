use axum::extract::{FromRef, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use domain::token::Token;
use service::Keyholder;
use service::failure::Failure;
use service::invitation::{InvitationPage, Stands};

use super::dead;
use crate::cookie::LooksAt;
use crate::path;
use crate::plain::House;
use crate::request::Asking;

/// The open invitation that the cookie holds the link of, or names; whoever holds another gets the page that says why not.
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
        let asking = Asking::from_parts(parts, Keyholder::from_ref(state));
        let token = link(&house, &asking, &parts.headers).await?;
        match asking.visitor.invitation(&token).await {
            Ok(invitation) if invitation.stands == Stands::Open => Ok(Self { token, invitation }),
            Ok(invitation) => Err(dead::gone(&house, &invitation, false, dead::Of::Held)),
            Err(Failure::NotFound) => Err(dead::unknown(&house)),
            Err(failure) => Err(house.failed(failure)),
        }
    }
}

/// The link of the invitation that the browser looks at. One that it only names is asked for with the rights of whoever is
/// signed in, each time anew.
pub(super) async fn link(house: &House, asking: &Asking, headers: &HeaderMap) -> Result<Token, Response> {
    let invitation = match LooksAt::read(headers, &house.keyholder.settings().url) {
        Some(LooksAt::ByLink(link)) => return Ok(link),
        Some(LooksAt::Own(invitation)) => invitation,
        None => return Err(needs_the_link(house)),
    };
    let signed_in = asking.signed_in().await.map_err(|failure| house.failed(failure))?;
    let Some(account) = signed_in else {
        return Err(Redirect::to(&path::log_in_then(path::INVITE)).into_response());
    };
    match account.link_of(invitation).await {
        Ok(link) => Ok(link),
        Err(Failure::NotFound) => Err(needs_the_link(house)),
        Err(failure) => Err(house.failed(failure)),
    }
}

fn needs_the_link(house: &House) -> Response {
    let words = "This page needs the link that was sent to you, by mail or by SMS. It is good as long as it says there.";
    house.message(StatusCode::BAD_REQUEST, "Open the link in your mail again", words, None)
}
