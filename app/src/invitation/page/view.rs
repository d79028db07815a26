//! What the invite page shows: who invites, to what, with which access, until when, and the ways in.

use axum::http::StatusCode;
use axum::response::Response;
use domain::contact::Contact;
use domain::edit::{Access, Difference};
use domain::guide::Article;
use domain::partner::PartnerKind;
use domain::summary::Line;
use leptos::prelude::*;
use service::invitation::{InvitationPage, Shown};

use super::ways::{Accept, Asks, TwoWays, WrongAccount};
use crate::form::{FormField, FormState};
use crate::path;
use crate::plain::{House, KeyTag, Shape};
use crate::request::Asking;
use crate::ui::{Erased, Icon};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NewField {
    Code,
    Name,
    Password,
}

impl FormField for NewField {
    fn name(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Name => "name",
            Self::Password => "password",
        }
    }

    fn keeps(self) -> bool {
        self == Self::Name
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OwnField {
    Email,
    Password,
    Code,
}

impl FormField for OwnField {
    fn name(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Password => "own_password",
            Self::Code => "own_code",
        }
    }

    fn keeps(self) -> bool {
        self == Self::Email
    }
}

/// The two ways in, each a form of its own.
#[derive(Clone, Debug, Default)]
pub(super) struct InviteForms {
    pub(super) new: FormState<NewField>,
    pub(super) own: FormState<OwnField>,
    /// A code was sent just now.
    pub(super) code_sent: bool,
    /// The log-in was posted.
    pub(super) logs_in: bool,
    /// What was offered on the page that it was posted from.
    pub(super) seen: Option<Access>,
    /// Nothing was accepted, since that is not what is offered now.
    pub(super) asks_again: bool,
}

impl InviteForms {
    pub(super) fn bringing(shown: &Shown) -> Self {
        Self { seen: shown.offer.clone(), ..Self::default() }
    }

    fn is_refused(&self) -> bool {
        self.new.is_refused() || self.own.is_refused()
    }

    /// What is different from what was seen; none where nothing is.
    fn changed(&self, offer: &Access) -> Option<Difference> {
        let seen = self.seen.as_ref().filter(|seen| !seen.is_same(offer));
        let unseen = || self.asks_again.then(|| offer.difference(offer));
        seen.map(|seen| seen.difference(offer)).or_else(unseen)
    }
}

/// The page of an open invitation, to whoever asks.
pub(super) async fn page(
    house: &House,
    asking: &Asking,
    status: StatusCode,
    invitation: InvitationPage,
    forms: InviteForms,
) -> Response {
    let signed_in = match asking.signed_in().await {
        Ok(signed_in) => signed_in,
        Err(failure) => return house.failed(failure),
    };
    let way = match &signed_in {
        Some(account) => match account.owns(&invitation.contact).await {
            Ok(owns) => Way::SignedIn { name: account.name().to_owned(), owns },
            Err(failure) => return house.failed(failure),
        },
        None => Way::SignedOut,
    };
    let refused = forms.is_refused() || forms.changed(&invitation.offer()).is_some();
    let title = format!(
        "{}{} invites you to {}",
        if refused { "Error: " } else { "" },
        invitation.inviter,
        invitation.center
    );
    house.page(status, &title, move || view! { <Page invitation way forms/> })
}

/// The form belonged to another invitation than the cookie.
pub(super) fn other_invitation(house: &House) -> Response {
    let words = domain::invitation::AcceptRefusal::OtherInvitation.to_string();
    house.message(
        StatusCode::CONFLICT,
        "This page shows another invitation",
        &words,
        Some((path::INVITE, "Show it")),
    )
}

#[derive(Clone, Debug)]
enum Way {
    SignedOut,
    SignedIn { name: String, owns: bool },
}

#[component]
fn Page(invitation: InvitationPage, way: Way, forms: InviteForms) -> AnyView {
    let mine = matches!(way, Way::SignedIn { owns: true, .. });
    let address = shown_address(&invitation.contact, mine);
    let asks = Asks {
        kind: invitation.contact.kind(),
        proof: invitation.proof,
        known: invitation.known,
        address: address.clone(),
    };
    let id = invitation.shown().to_string();
    let changed = forms.changed(&invitation.offer());
    let inviter = invitation.inviter.clone();
    view! {
        <KeyTag shape=Shape::Open>
            <h1><bdi>{invitation.inviter.clone()}</bdi> " invites you to " <bdi>{invitation.center.clone()}</bdi></h1>
            <p class="lede">
                "For " <span class="address">{address.clone()}</span> ". You won’t need anybody’s TikTok password."
            </p>
            {changed.map(|changed| view! { <Changed changed/> })}
            <Offer invitation=invitation.clone()/>
            <section class="section mt-3" aria-labelledby="h-how">
                {match way {
                    Way::SignedOut => {
                        view! { <TwoWays id=id.clone() asks forms/> }
                            .ready()
                    }
                    Way::SignedIn { name, owns: true } => view! { <Accept id=id.clone() name/> }.ready(),
                    Way::SignedIn { name, owns: false } => {
                        view! { <WrongAccount id=id.clone() name asks forms/> }.ready()
                    }
                }}
                <form class="decline" method="post" action="/invite/decline">
                    <input type="hidden" name="invitation" value=id/>
                    <button class="btn">"Decline"</button>
                    <span class="muted">"Not for you? Declining tells " <bdi>{inviter}</bdi> ". Nothing else happens."</span>
                </form>
            </section>
        </KeyTag>
        <p class="muted"><a href=path::public_article(Article::Accepting)>{Article::Accepting.label()}</a></p>
        <p class="muted">"Didn’t expect this? " <a href=path::REPORT>"Report this invitation"</a></p>
    }
    .ready()
}

/// An Admin edited the invitation while its page stood open.
#[component]
fn Changed(changed: Difference) -> AnyView {
    let list = |class: &'static str, icon: &'static str, title: &'static str, lines: Vec<String>| {
        let items =
            lines.into_iter().map(|line| view! { <li><Icon name=icon/> <span dir="auto">{line}</span></li> });
        let items = items.collect_view();
        (!items.is_empty()).then(|| view! { <h2>{title}</h2> <ul class=class>{items}</ul> })
    };
    view! {
        <div class="note note--care mt-6" role="alert">
            <Icon name="warn"/>
            <div>
                <b>"What is offered has changed while this page stood open"</b>
                <p>"Nothing was accepted. Look at what is offered now, and then decide."</p>
            </div>
        </div>
        <div class="summary mt-4">
            {list("gain", "plus", "New in it", changed.gains)}
            {list("loss", "minus", "No longer in it", changed.loses)}
            {list("gain", "info", "Otherwise", changed.also)}
        </div>
    }
    .ready()
}

/// The whole address is shown to nobody but its owner.
fn shown_address(contact: &Contact, mine: bool) -> String {
    if mine { contact.as_str().to_owned() } else { contact.masked().to_string() }
}

#[component]
fn Offer(invitation: InvitationPage) -> AnyView {
    let summary = invitation.grant.summary(&invitation.assets);
    let assets: Vec<String> = {
        let modules = invitation.grant.modules();
        invitation.assets.iter().map(|of| of.line(modules, invitation.access_ends)).collect()
    };
    let lines = |icon: &'static str, lines: Vec<Line>| {
        lines
            .into_iter()
            .map(move |line| view! { <li><Icon name=icon/> <span>{line.text}</span></li> })
            .collect_view()
    };
    let sender = format!("{}, {}", invitation.inviter, invitation.inviter_contact);
    let level = level_words(invitation.grant.level().label(), invitation.kind);
    view! {
        <div class="summary mt-6">
            <h2>"You will be able to"</h2>
            <ul class="can">
                {lines("check", summary.can)}
                {assets
                    .into_iter()
                    .map(|line| view! { <li><Icon name="check"/> <span dir="auto">{line}</span></li> })
                    .collect_view()}
            </ul>
            <h2>"You will not be able to"</h2>
            <ul class="cannot">{lines("x", summary.cannot)}</ul>
        </div>
        <dl class="facts">
            <div><dt>"Access level"</dt><dd>{level}</dd></div>
            <div>
                <dt>"Accept until"</dt>
                <dd>{invitation.until.words(invitation.zone, invitation.zone)}</dd>
            </div>
            {invitation
                .access_ends
                .map(|end| view! { <div><dt>"Access ends"</dt><dd>{end.words(invitation.zone)}</dd></div> })}
            <div><dt>"Sent by"</dt><dd>{sender}</dd></div>
            {invitation
                .note
                .map(|note| view! { <div><dt>"They write"</dt><dd dir="auto" class="note-text">{note}</dd></div> })}
        </dl>
    }
    .ready()
}

fn level_words(level: &str, kind: PartnerKind) -> String {
    format!("{level}, as {}", kind.label())
}
