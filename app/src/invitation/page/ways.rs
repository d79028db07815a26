//! The ways in: create an account, log in, or accept as whoever is signed in.

use domain::contact::ContactKind;
use leptos::prelude::*;
use service::invitation::Proof;

use super::view::{InviteForms, NewField, OwnField};
use crate::form::{FormField, FormState};
use crate::path;
use crate::plain::Username;
use crate::ui::{Erased, ErrorSummary, TextField};

/// What whoever comes by the link is asked for.
#[derive(Clone, Debug)]
pub(super) struct Asks {
    pub(super) kind: ContactKind,
    pub(super) proof: Proof,
    /// An account owns the invited Contact.
    pub(super) known: bool,
    /// The invited Contact, as whoever looks may see it.
    pub(super) address: String,
}

impl Asks {
    /// Whichever way they come in, the code makes the number theirs.
    fn whose_number(&self) -> bool {
        self.kind == ContactKind::Phone && self.proof == Proof::Code && !self.known
    }

    fn password_hint(&self) -> &'static str {
        match (self.proof, self.kind) {
            (Proof::Link, _) => {
                "At least 10 characters. From now on you log in with the address this was sent to; the link in your mail proved that it’s yours."
            }
            (Proof::Code, ContactKind::Email) => {
                "At least 10 characters. From now on you log in with the address the code was sent to."
            }
            (Proof::Code, ContactKind::Phone) => {
                "At least 10 characters. From now on you log in with the number the code was sent to."
            }
            (Proof::None, ContactKind::Email) => {
                "At least 10 characters. From now on you log in with the address this invitation is for."
            }
            (Proof::None, ContactKind::Phone) => {
                "At least 10 characters. From now on you log in with the number this invitation is for."
            }
        }
    }

    fn send_code(&self, id: &str, sent: bool) -> impl IntoView + use<> {
        view! { <SendCode id=id.to_owned() kind=self.kind address=self.address.clone() sent/> }
    }
}

#[component]
pub(super) fn TwoWays(id: String, asks: Asks, forms: InviteForms) -> AnyView {
    let open_own = asks.known || forms.logs_in || forms.own.is_refused();
    let new = Signal::stored(forms.new);
    let own = Signal::stored(forms.own);
    let sent = forms.code_sent;
    view! {
        <h2 id="h-how">"How do you want to come in?"</h2>
        {asks.whose_number().then(|| asks.send_code(&id, sent))}
        <div class="either mt-2">
            {(!asks.known)
                .then(|| {
                    let asks = asks.clone();
                    view! { <Newcomers id=id.clone() asks form=new sent open=!open_own/> }
                })}
            <details name="how" open=open_own>
                <summary>"I have an account"</summary>
                <OwnForm id asks form=own/>
            </details>
        </div>
    }
    .ready()
}

#[component]
fn Newcomers(id: String, asks: Asks, form: Signal<FormState<NewField>>, sent: bool, open: bool) -> AnyView {
    let sends_here = asks.proof == Proof::Code && !asks.whose_number();
    view! {
        <details name="how" open=open>
            <summary>"I’m new here"</summary>
            {sends_here.then(|| asks.send_code(&id, sent))}
            <form class="form" method="post" action="/invite/create" novalidate>
                <ErrorSummary form/>
                <input type="hidden" name="invitation" value=id/>
                {(asks.proof == Proof::Code).then(|| view! { <CodeField field=NewField::Code form/> })}
                <TextField field=NewField::Name label="Name" form autocomplete="name"/>
                <TextField
                    field=NewField::Password
                    label="Password"
                    form
                    hint=asks.password_hint()
                    kind="password"
                    autocomplete="new-password"
                />
                <button class="btn btn--primary btn--big btn--wide">"Create account and accept"</button>
            </form>
        </details>
    }
    .ready()
}

/// **Log in and accept**.
#[component]
fn OwnForm(id: String, asks: Asks, form: Signal<FormState<OwnField>>) -> AnyView {
    let whose_number = asks.whose_number();
    let who = match (asks.known, asks.kind) {
        (true, _) => view! {
            <p class="muted">"You log in as " <span class="address">{asks.address.clone()}</span> "."</p>
            <Username is=asks.address/>
        }
        .into_any(),
        (false, ContactKind::Email) => view! {
            <TextField
                field=OwnField::Email
                label="Email"
                form
                hint="The invitation is for the account that this mail was sent to."
                kind="email"
                autocomplete="username"
                inputmode="email"
            />
        }
        .into_any(),
        (false, ContactKind::Phone) => view! {
            <TextField
                field=OwnField::Email
                label="Email or phone number"
                form
                hint="With which you log in today. The invited number becomes one more."
                autocomplete="username"
            />
        }
        .into_any(),
    };
    view! {
        <form class="form" method="post" action="/invite/login" novalidate>
            <ErrorSummary form/>
            <input type="hidden" name="invitation" value=id/>
            {whose_number.then(|| view! { <CodeField field=OwnField::Code form/> })}
            {who}
            <TextField
                field=OwnField::Password
                label="Password"
                form
                kind="password"
                autocomplete="current-password"
            />
            <button class="btn btn--primary btn--big btn--wide">"Log in and accept"</button>
            <p class="hint"><a href=path::FORGOTTEN>"Forgotten your password?"</a></p>
        </form>
    }
    .ready()
}

#[component]
fn CodeField<F: FormField + Send + Sync>(field: F, form: Signal<FormState<F>>) -> AnyView {
    view! {
        <TextField field label="Code" form autocomplete="one-time-code" inputmode="numeric"/>
    }
    .ready()
}

/// Where the link proves nothing, a code that is sent to the invited Contact does.
#[component]
fn SendCode(id: String, kind: ContactKind, address: String, sent: bool) -> AnyView {
    let (said, then) = match (kind, sent) {
        (ContactKind::Email, true) => ("We have mailed six digits to ", ". They work for 10 minutes."),
        (ContactKind::Email, false) => (
            "This link was handed over by hand. To show that you read the mails of ",
            ", type six digits that we send there.",
        ),
        (ContactKind::Phone, true) => {
            ("We have sent six digits by SMS to ", ". They work for 10 minutes: type them below.")
        }
        (ContactKind::Phone, false) => {
            ("To show that you read the SMS to ", ", type six digits that we send there.")
        }
    };
    let label = if sent { "Send another code" } else { "Send the code" };
    view! {
        <form class="form" method="post" action="/invite/code">
            <input type="hidden" name="invitation" value=id/>
            <p class="muted" role="status">{said} <span class="address">{address}</span> {then}</p>
            <div class="acts"><button class="btn">{label}</button></div>
        </form>
    }
    .ready()
}

#[component]
pub(super) fn Accept(id: String, name: String) -> AnyView {
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
    .ready()
}

#[component]
pub(super) fn WrongAccount(id: String, name: String, asks: Asks, forms: InviteForms) -> AnyView {
    let own = Signal::stored(forms.own);
    if asks.whose_number() {
        return view! { <WhoseNumber id name asks form=own sent=forms.code_sent/> }.into_any();
    }
    view! {
        <h2 id="h-how">"This invitation is for somebody else"</h2>
        <ErrorSummary form=own/>
        <p class="muted mt-2">
            "You are logged in as " <b><bdi>{name}</bdi></b> ", and the invitation is for "
            <span class="address">{asks.address}</span>
            ". Nothing was accepted. "
            {(asks.kind == ContactKind::Email)
                .then_some("If that address is yours too, add it on your account page and open the link again.")}
        </p>
        <form class="form mt-4" method="post" action="/invite/switch">
            <button class="btn btn--primary btn--big btn--wide">"Use another account"</button>
        </form>
    }
    .ready()
}

/// Signed in, and the invited number is nobody’s yet: it can be made theirs.
#[component]
fn WhoseNumber(
    id: String,
    name: String,
    asks: Asks,
    form: Signal<FormState<OwnField>>,
    sent: bool,
) -> AnyView {
    view! {
        <h2 id="h-how">"Is this number yours?"</h2>
        <p class="muted mt-2">
            "You are logged in as " <b><bdi>{name}</bdi></b> ", and the invitation is for "
            <span class="address">{asks.address.clone()}</span>
            ". If that is your number, add it to your account by a code and your password."
        </p>
        {asks.send_code(&id, sent)}
        <OwnForm id asks form/>
        <form class="mt-3" method="post" action="/invite/switch">
            <button class="linkish">"Use another account"</button>
        </form>
    }
    .ready()
}
