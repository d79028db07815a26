//! What the invite page shows: who invites, to what, with which access, until when, and the ways in.

use axum::http::StatusCode;
use axum::response::Response;
use domain::contact::Contact;
use domain::partner::PartnerKind;
use domain::summary::Line;
use leptos::prelude::*;
use service::invitation::{InvitationPage, Proof};

use crate::form::{FormField, FormState};
use crate::path;
use crate::plain::{House, KeyTag, Shape, Username};
use crate::request::Asking;
use crate::ui::{ErrorSummary, Icon, TextField};

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
}

impl FormField for OwnField {
    fn name(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Password => "own_password",
        }
    }

    fn keeps(self) -> bool {
        self != Self::Password
    }
}

/// The two ways in, each a form of its own.
#[derive(Clone, Debug, Default)]
pub(super) struct InviteForms {
    pub(super) new: FormState<NewField>,
    pub(super) own: FormState<OwnField>,
    /// A code was mailed just now.
    pub(super) code_sent: bool,
}

impl InviteForms {
    fn is_refused(&self) -> bool {
        self.new.is_refused() || self.own.is_refused()
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
    let title = format!(
        "{}{} invites you to {}",
        if forms.is_refused() { "Error: " } else { "" },
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
    let id = invitation.partner.to_string();
    let inviter = invitation.inviter.clone();
    view! {
        <KeyTag shape=Shape::Open>
            <h1><bdi>{invitation.inviter.clone()}</bdi> " invites you to " <bdi>{invitation.center.clone()}</bdi></h1>
            <p class="lede">
                "For " <span class="address">{address.clone()}</span> ". You won’t need anybody’s TikTok password."
            </p>
            <Offer invitation=invitation.clone()/>
            <section class="section mt-3" aria-labelledby="h-how">
                {match way {
                    Way::SignedOut => {
                        view! { <TwoWays id=id.clone() known=invitation.known proof=invitation.proof address forms/> }
                            .into_any()
                    }
                    Way::SignedIn { name, owns: true } => view! { <Accept id=id.clone() name/> }.into_any(),
                    Way::SignedIn { name, owns: false } => view! { <WrongAccount name address forms/> }.into_any(),
                }}
                <form class="decline" method="post" action="/invite/decline">
                    <input type="hidden" name="invitation" value=id/>
                    <button class="btn">"Decline"</button>
                    <span class="muted">"Not for you? Declining tells " <bdi>{inviter}</bdi> ". Nothing else happens."</span>
                </form>
            </section>
        </KeyTag>
        <p class="muted">"Didn’t expect this? " <a href=path::REPORT>"Report this invitation"</a></p>
    }
    .into_any()
}

/// The whole address is shown to nobody but its owner.
fn shown_address(contact: &Contact, mine: bool) -> String {
    if mine { contact.as_str().to_owned() } else { contact.masked().to_string() }
}

#[component]
fn Offer(invitation: InvitationPage) -> AnyView {
    let summary = invitation.grant.summary();
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
            <ul class="can">{lines("check", summary.can)}</ul>
            <h2>"You will not be able to"</h2>
            <ul class="cannot">{lines("x", summary.cannot)}</ul>
        </div>
        <dl class="facts">
            <div><dt>"Access level"</dt><dd>{level}</dd></div>
            <div>
                <dt>"Accept until"</dt>
                <dd>
                    <time datetime=invitation.ends.iso>{invitation.ends.words}</time>
                    <span class="muted">" (" {invitation.ends.zone} ")"</span>
                </dd>
            </div>
            <div><dt>"Sent by"</dt><dd>{sender}</dd></div>
            {invitation
                .note
                .map(|note| view! { <div><dt>"They write"</dt><dd dir="auto" class="note-text">{note}</dd></div> })}
        </dl>
    }
    .into_any()
}

fn level_words(level: &str, kind: PartnerKind) -> String {
    format!("{level}, as {}", kind.label())
}

#[component]
fn TwoWays(id: String, known: bool, proof: Proof, address: String, forms: InviteForms) -> AnyView {
    let open_own = known || forms.own.is_refused();
    let code = (proof == Proof::Code).then(|| (address.clone(), forms.code_sent));
    let code_id = id.clone();
    let hint = match proof {
        Proof::Link => {
            "At least 10 characters. From now on you log in with the address this was sent to; the link in your mail proved that it’s yours."
        }
        Proof::Code => {
            "At least 10 characters. From now on you log in with the address the code was sent to."
        }
        Proof::None => {
            "At least 10 characters. From now on you log in with the address this invitation is for."
        }
    };
    let new = Signal::stored(forms.new);
    let own = Signal::stored(forms.own);
    view! {
        <h2 id="h-how">"How do you want to come in?"</h2>
        <div class="either mt-2">
            {(!known)
                .then(|| {
                    view! {
                        <details name="how" open=!open_own>
                            <summary>"I’m new here"</summary>
                            {code.clone().map(|(address, sent)| view! { <SendCode id=code_id address sent/> })}
                            <form class="form" method="post" action="/invite/create" novalidate>
                                <ErrorSummary form=new/>
                                <input type="hidden" name="invitation" value=id.clone()/>
                                {code
                                    .is_some()
                                    .then(|| {
                                        view! {
                                            <TextField
                                                field=NewField::Code
                                                label="Code"
                                                form=new
                                                autocomplete="one-time-code"
                                                inputmode="numeric"
                                            />
                                        }
                                    })}
                                <TextField field=NewField::Name label="Name" form=new autocomplete="name"/>
                                <TextField
                                    field=NewField::Password
                                    label="Password"
                                    form=new
                                    hint=hint
                                    kind="password"
                                    autocomplete="new-password"
                                />
                                <button class="btn btn--primary btn--big btn--wide">"Create account and accept"</button>
                            </form>
                        </details>
                    }
                })}
            <details name="how" open=open_own>
                <summary>"I have an account"</summary>
                <form class="form" method="post" action="/invite/login" novalidate>
                    <ErrorSummary form=own/>
                    <input type="hidden" name="invitation" value=id/>
                    {if known {
                        view! {
                            <p class="muted">"You log in as " <span class="address">{address.clone()}</span> "."</p>
                            <Username is=address/>
                        }
                            .into_any()
                    } else {
                        view! {
                            <TextField
                                field=OwnField::Email
                                label="Email"
                                form=own
                                hint="The invitation is for the account that this mail was sent to."
                                kind="email"
                                autocomplete="username"
                                inputmode="email"
                            />
                        }
                            .into_any()
                    }}
                    <TextField
                        field=OwnField::Password
                        label="Password"
                        form=own
                        kind="password"
                        autocomplete="current-password"
                    />
                    <button class="btn btn--primary btn--big btn--wide">"Log in and accept"</button>
                    <p class="hint"><a href=path::FORGOTTEN>"Forgotten your password?"</a></p>
                </form>
            </details>
        </div>
    }
    .into_any()
}

/// A copied link proves no address: a code that is mailed there does.
#[component]
fn SendCode(id: String, address: String, sent: bool) -> AnyView {
    let (said, label) = if sent {
        ("We have mailed six digits to ", "Send another code")
    } else {
        ("This link was handed over by hand. To show that you read the mails of ", "Send the code")
    };
    let then = if sent { ". They work for 10 minutes." } else { ", type six digits that we send there." };
    view! {
        <form class="form" method="post" action="/invite/code">
            <input type="hidden" name="invitation" value=id/>
            <p class="muted" role="status">{said} <span class="address">{address}</span> {then}</p>
            <div class="acts"><button class="btn">{label}</button></div>
        </form>
    }
    .into_any()
}

#[component]
fn Accept(id: String, name: String) -> AnyView {
    view! {
        <h2 id="h-how">"You are logged in as " <bdi>{name}</bdi></h2>
        <form class="form mt-4" method="post" action="/invite/accept">
            <input type="hidden" name="invitation" value=id/>
            <button class="btn btn--primary btn--big btn--wide">"Accept Invite"</button>
        </form>
        <form class="mt-3" method="post" action="/invite/switch">
            <button class="linkish">"Use another account"</button>
        </form>
    }
    .into_any()
}

#[component]
fn WrongAccount(name: String, address: String, forms: InviteForms) -> AnyView {
    let own = Signal::stored(forms.own);
    view! {
        <h2 id="h-how">"This invitation is for somebody else"</h2>
        <ErrorSummary form=own/>
        <p class="muted mt-2">
            "You are logged in as " <b><bdi>{name}</bdi></b> ", and the invitation is for "
            <span class="address">{address}</span>
            ". Nothing was accepted. If that address is yours too, add it on your account page and open the link again."
        </p>
        <form class="form mt-4" method="post" action="/invite/switch">
            <button class="btn btn--primary btn--big btn--wide">"Use another account"</button>
        </form>
    }
    .into_any()
}
