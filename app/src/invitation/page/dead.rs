//! Links that let nobody in any more: each says why, and offers the one right next step.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::contact::ContactKind;
use domain::token::Token;
use leptos::prelude::*;
use service::failure::Failure;
use service::invitation::{InvitationPage, Stands};

use crate::path;
use crate::plain::{House, KeyTag, Shape};
use crate::request::Asking;
use crate::ui::Erased;

/// No invitation has this link: mistyped, cut short on its way, or replaced by a newer one.
pub(super) fn unknown(house: &House) -> Response {
    let words = "It may be cut short, or a newer one has taken its place. Open the link in your newest mail or SMS, or ask \
                 whoever invited you to resend it.";
    house.message(StatusCode::NOT_FOUND, "No invitation has this link", words, None)
}

/// The page of a link that was good once.
pub(super) fn gone(house: &House, invitation: &InvitationPage, asked_now: bool) -> Response {
    let center = invitation.center.clone();
    match invitation.stands {
        Stands::Expired { asked } => expired(house, invitation, asked || asked_now),
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
            None,
        ),
        Stands::Open | Stands::Cancelled => house.message(
            StatusCode::GONE,
            "This invitation was cancelled",
            &format!("Ask whoever invited you if you still want to join {center}."),
            None,
        ),
    }
}

fn expired(house: &House, invitation: &InvitationPage, asked: bool) -> Response {
    let (center, ended) =
        (invitation.center.clone(), invitation.until.ended(invitation.zone, invitation.zone));
    let contact = invitation.contact.masked().to_string();
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
                        // No action: it posts to the address it stands at, which holds the link.
                        <form class="mt-6" method="post">
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

/// **Ask for a new link**.
pub(super) async fn ask_for_new_link(
    State(house): State<House>,
    asking: Asking,
    Path(token): Path<String>,
) -> Response {
    let Some(token) = Token::parse(&token) else { return unknown(&house) };
    let asked = asking.visitor.ask_for_new_link(token.clone()).await;
    match (asked, asking.visitor.invitation(&token).await) {
        (Ok(()), Ok(invitation)) => gone(&house, &invitation, true),
        (Err(Failure::NotFound), Ok(invitation)) if invitation.stands == Stands::Open => {
            Redirect::to(&path::invitation(&token)).into_response()
        }
        // It is not an expired one: its own page says what it is.
        (Err(Failure::NotFound), Ok(invitation)) => gone(&house, &invitation, false),
        (_, Err(Failure::NotFound)) => unknown(&house),
        (Err(failure), _) | (_, Err(failure)) => house.failed(failure),
    }
}
