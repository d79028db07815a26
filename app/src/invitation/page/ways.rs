//! The ways in: create an account, log in, or accept as whoever is signed in.

use leptos::prelude::*;
use service::invitation::Proof;

use super::view::{InviteForms, NewField, OwnField};
use crate::path;
use crate::plain::Username;
use crate::ui::{Erased, ErrorSummary, TextField};

#[component]
pub(super) fn TwoWays(id: String, known: bool, proof: Proof, address: String, forms: InviteForms) -> AnyView {
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
                            .ready()
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
                            .ready()
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
    .ready()
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
pub(super) fn WrongAccount(name: String, address: String, forms: InviteForms) -> AnyView {
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
    .ready()
}
