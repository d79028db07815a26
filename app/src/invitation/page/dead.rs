//! Links that let nobody in any more: each says why, and offers the one right next step.

use axum::extract::{Form, Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use domain::contact::ContactKind;
use domain::token::Token;
use leptos::prelude::*;
use service::failure::Failure;
use service::invitation::{InvitationPage, Stands};

use super::accept::Stood;
use super::{held, view};
use crate::path;
use crate::plain::{House, KeyTag, Shape};
use crate::request::Asking;
use crate::ui::Erased;

/// No invitation has this link: mistyped, cut short on its way, or replaced by a newer one.
pub(super) fn unknown(house: &House) -> Response {
    let words = "It may be cut short, or a newer one has taken its place. Open the link in your newest mail or SMS, or ask \
                 whoever invited you to resend it.";
    house.message(
        StatusCode::NOT_FOUND,
        "No invitation has this link",
        words,
        Some((path::ASK_AGAIN, "I was invited but can’t get in")),
    )
}

/// What the page of a dead invitation is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    /// Its link, at whose address it stands.
    Link,
    /// What the browser holds, at an address that is the same for every invitation.
    Held,
}

/// The page of an invitation that was good once.
pub(super) fn gone(house: &House, invitation: &InvitationPage, asked_now: bool, of: Of) -> Response {
    let center = invitation.center.clone();
    match invitation.stands {
        Stands::Expired { asked } => expired(house, invitation, asked || asked_now, of),
        Stands::Accepted => house.message(
            StatusCode::GONE,
            "This link was already used",
            &format!("A link works once. If that was you, log in to go to {center}."),
            Some((path::LOG_IN, "Log in")),
        ),
        Stands::Declined => house.message(
            StatusCode::GONE,
            "This invitation was declined",
            &format!("Ask whoever sent it for a new one if you want to join {center} after all."),
            Some((path::LOG_IN, "Log in")),
        ),
        Stands::Open | Stands::Cancelled => house.message(
            StatusCode::GONE,
            "This invitation was cancelled",
            &format!("Ask whoever invited you if you still want to join {center}."),
            Some((path::LOG_IN, "Log in")),
        ),
    }
}

fn expired(house: &House, invitation: &InvitationPage, asked: bool, of: Of) -> Response {
    let (center, ended) =
        (invitation.center.clone(), invitation.until.ended(invitation.zone, invitation.zone));
    let contact = invitation.contact.masked().to_string();
    let (action, id) = match of {
        Of::Link => (None, None),
        Of::Held => (Some(path::ASK), Some(invitation.partner.to_string())),
    };
    let comes = match invitation.contact.kind() {
        ContactKind::Email => "a new mail comes to the same address.",
        ContactKind::Phone => "a new SMS comes to the same number.",
    };
    house.page(StatusCode::GONE, "This invitation has expired", move || {
        view! {
            <KeyTag shape=Shape::Gone>
                <h1>"This invitation has expired"</h1>
                <p class="lede">
                    "It was for " <span class="address">{contact}</span> ", to join " <b><bdi>{center.clone()}</bdi></b>
                    ". " {ended}
                </p>
                {if asked {
                    view! {
                        <div class="note note--ok mt-6" role="status">
                            <crate::ui::Icon name="check"/>
                            <p>
                                "The Admins of " <bdi>{center}</bdi>
                                " know that you want a new link. When one of them resends it, " {comes}
                            </p>
                        </div>
                    }
                        .ready()
                } else {
                    view! {
                        <form class="mt-6" method="post" action=action>
                            {id.map(|id| view! { <input type="hidden" name="invitation" value=id/> })}
                            <button class="btn btn--primary btn--big btn--wide">"Ask for a new link"</button>
                        </form>
                        <p class="hint mt-3">
                            "We tell the Admins of " <bdi>{center}</bdi>
                            ". When one of them resends it, " {comes} " You can ask once a day."
                        </p>
                    }
                        .ready()
                }}
            </KeyTag>
        }
    })
}

/// **Ask for a new link**, at the address of the link.
pub(super) async fn ask_for_new_link(
    State(house): State<House>,
    asking: Asking,
    Path(token): Path<String>,
) -> Response {
    let Some(token) = Token::parse(&token) else { return unknown(&house) };
    let open = path::invitation(&token);
    asked(&house, &asking, token, &open, Of::Link).await
}

/// The same for the invitation that the browser holds, which expired while its page stood open.
pub(super) async fn ask_for_held(
    State(house): State<House>,
    asking: Asking,
    headers: HeaderMap,
    Form(typed): Form<Stood>,
) -> Response {
    let token = match held::link(&house, &asking, &headers).await {
        Ok(token) => token,
        Err(says_why_not) => return says_why_not,
    };
    match asking.visitor.invitation(&token).await {
        Ok(invitation) if invitation.partner == typed.invitation.partner => {
            asked(&house, &asking, token, path::INVITE, Of::Held).await
        }
        Ok(_) => view::other_invitation(&house),
        Err(Failure::NotFound) => unknown(&house),
        Err(failure) => house.failed(failure),
    }
}

/// `open` is where it stands if it is open after all.
async fn asked(house: &House, asking: &Asking, token: Token, open: &str, of: Of) -> Response {
    let asked = asking.visitor.ask_for_new_link(token.clone()).await;
    match (asked, asking.visitor.invitation(&token).await) {
        (Ok(()), Ok(invitation)) => gone(house, &invitation, true, of),
        (Err(Failure::NotFound), Ok(invitation)) if invitation.stands == Stands::Open => {
            Redirect::to(open).into_response()
        }
        // It is not an expired one: its own page says what it is.
        (Err(Failure::NotFound), Ok(invitation)) => gone(house, &invitation, false, of),
        (_, Err(Failure::NotFound)) => unknown(house),
        (Err(failure), _) | (_, Err(failure)) => house.failed(failure),
    }
}
