//! **Report this invitation**: a page of its own, so that nobody reports by a slip.

use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::contact::{Contact, ContactKind};
use leptos::prelude::*;
use serde::Deserialize;
use service::failure::Failure;
use service::invitation::{FurtherMails, InvitationPage, Shown};

use super::accept::{Stood, other};
use super::held::Held;
use crate::path;
use crate::plain::{House, KeyTag, Shape};
use crate::request::Asking;
use crate::ui::Erased;

pub(super) async fn show(State(house): State<House>, Held { invitation, .. }: Held) -> Response {
    page(&house, invitation)
}

#[derive(Debug, Deserialize)]
pub(super) struct Typed {
    invitation: Shown,
    block: Option<String>,
}

pub(super) async fn submit(
    State(house): State<House>,
    asking: Asking,
    Held { token, invitation }: Held,
    Form(typed): Form<Typed>,
) -> Response {
    let further = if typed.block.is_some() { FurtherMails::Blocked } else { FurtherMails::Allowed };
    let shown = typed.invitation.partner;
    match asking.visitor.report(token.clone(), shown, further).await {
        Ok(()) => reported(&house, &invitation, further),
        Err(Failure::NotFound) => other(&house, &asking, &token, shown).await,
        Err(failure) => house.failed(failure),
    }
}

/// Takes a block back.
pub(super) async fn allow_mails(
    State(house): State<House>,
    asking: Asking,
    Held { token, .. }: Held,
    Form(typed): Form<Stood>,
) -> Response {
    let shown = typed.invitation.partner;
    match asking.visitor.allow_mails(token.clone(), shown).await {
        Ok(()) => Redirect::to(path::REPORT).into_response(),
        Err(Failure::NotFound) => other(&house, &asking, &token, shown).await,
        Err(failure) => house.failed(failure),
    }
}

fn page(house: &House, invitation: InvitationPage) -> Response {
    house.page(StatusCode::OK, "Report this invitation", move || {
        let further = Further::of(&invitation.contact);
        let InvitationPage { center, inviter, inviter_contact, blocked, .. } = invitation;
        let id = invitation.partner.to_string();
        view! {
            <KeyTag shape=Shape::Open narrow=true>
                <h1>"Report this invitation"</h1>
                <p class="lede">
                    "To " <b><bdi>{center.clone()}</bdi></b> ", sent by " <bdi>{inviter}</bdi> ", " {inviter_contact} "."
                </p>
                <p class="muted mt-2">
                    "We tell the Admins there and whoever runs this Keyholder that it should not have been sent. Nothing is "
                    "accepted or declined by it, and they don’t learn more about you than the " {further.place} " it was sent to."
                </p>
                {if blocked {
                    view! {
                        <div class="note note--ok mt-4" role="status">
                            <crate::ui::Icon name="check"/>
                            <div>
                                <p><bdi>{center}</bdi> " sends no more " {further.what} " to this " {further.place} "."</p>
                                <form method="post" action="/invite/allow" class="acts">
                                    <input type="hidden" name="invitation" value=id/>
                                    <button class="btn btn--small">"Allow " {further.what} " again"</button>
                                </form>
                            </div>
                        </div>
                    }
                        .ready()
                } else {
                    view! {
                        <form class="form mt-4" method="post" action=path::REPORT>
                            <input type="hidden" name="invitation" value=id/>
                            <label class="choice">
                                <input type="checkbox" name="block" value="yes"/>
                                <span class="choice__text">
                                    <b>"Send no more " {further.what} " to this " {further.place}</b>
                                    <small>"From " <bdi>{center}</bdi> ". You can allow them again here."</small>
                                </span>
                            </label>
                            <button class="btn btn--primary btn--big btn--wide">"Report this invitation"</button>
                        </form>
                    }
                        .ready()
                }}
                <p class="mt-4"><a href=path::INVITE>"Back to the invitation"</a></p>
            </KeyTag>
        }
    })
}

/// What may be sent, and where.
#[derive(Clone, Copy)]
struct Further {
    what: &'static str,
    place: &'static str,
}

impl Further {
    fn of(contact: &Contact) -> Self {
        match contact.kind() {
            ContactKind::Email => Self { what: "mails", place: "address" },
            ContactKind::Phone => Self { what: "SMS", place: "number" },
        }
    }
}

fn reported(house: &House, invitation: &InvitationPage, further: FurtherMails) -> Response {
    let center = &invitation.center;
    let Further { what, place } = Further::of(&invitation.contact);
    let mails = match further {
        FurtherMails::Blocked => format!(" {center} sends no more {what} to this {place}."),
        FurtherMails::Allowed => String::new(),
    };
    let words = format!(
        "The Admins of {center} and whoever runs this Keyholder are told. Nothing was accepted: you can still decline, \
         or just leave.{mails}"
    );
    house.message(
        StatusCode::OK,
        "You reported this invitation",
        &words,
        Some((path::INVITE, "Back to the invitation")),
    )
}
