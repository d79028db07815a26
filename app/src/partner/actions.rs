use domain::partner::PartnerState;
use leptos::either::EitherOf3;
use leptos::prelude::*;

use crate::ui::{Erased, Icon};

/// What can be done with somebody's invitation, as their state allows (DOMAIN 5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actions {
    /// The address of their page; each action stands below it.
    pub page: String,
    pub name: String,
    pub state: PartnerState,
    /// An Admin can hand the link over by hand.
    pub copy_link: bool,
    /// **Add Partners**, filled in with what they had.
    pub invite_again: String,
    /// Where to come back to.
    pub back: String,
}

impl Actions {
    fn copies(&self) -> bool {
        self.copy_link && self.state == PartnerState::Invited
    }
}

/// In a row of the list: the likeliest one, the rest behind it.
#[component]
pub fn RowActions(actions: Actions) -> impl IntoView {
    match actions.state {
        PartnerState::Active => EitherOf3::A(()),
        PartnerState::Invited | PartnerState::Expired => EitherOf3::B(view! { <StandingRow actions/> }),
        _ => EitherOf3::C(view! {
            <div class="row-acts"><a class="btn btn--quiet btn--small" href=actions.invite_again>"Invite again"</a></div>
        }),
    }
}

#[component]
fn StandingRow(actions: Actions) -> impl IntoView {
    let (page, back) = (actions.page.clone(), actions.back.clone());
    view! {
        <div class="row-acts">
            <Post action=format!("{page}/resend") back=back.clone() class="btn btn--quiet btn--small" label="Resend Invite"/>
            <details class="drop">
                <summary class="btn btn--quiet btn--icon" aria-label=format!("More for {}", actions.name)>
                    <Icon name="more"/>
                </summary>
                <div class="drop__panel drop__panel--end">
                    <ChangeAddress page=page.clone() back=back.clone()/>
                    {actions
                        .copies()
                        .then(|| view! { <Post action=format!("{page}/link") back=back.clone() class="btn btn--quiet" label="Copy link"/> })}
                    <Post action=format!("{page}/cancel") back class="btn btn--quiet btn--ends" label="Cancel Invite"/>
                </div>
            </details>
        </div>
    }
    .ready()
}

/// At the head of their page: all of them.
#[component]
pub fn PageActions(actions: Actions) -> impl IntoView {
    match actions.state {
        PartnerState::Active => EitherOf3::A(()),
        PartnerState::Invited | PartnerState::Expired => EitherOf3::B(view! { <StandingPage actions/> }),
        _ => EitherOf3::C(view! { <a class="btn btn--primary" href=actions.invite_again>"Invite again"</a> }),
    }
    .ready()
}

#[component]
fn StandingPage(actions: Actions) -> impl IntoView {
    let (page, back) = (actions.page.clone(), actions.back.clone());
    view! {
        <Post action=format!("{page}/resend") back=back.clone() class="btn" label="Resend Invite"/>
        {actions
            .copies()
            .then(|| view! { <Post action=format!("{page}/link") back=back.clone() class="btn" label="Copy link"/> })}
        <details class="drop">
            <summary class="btn">"Change address"</summary>
            <div class="drop__panel drop__panel--end"><ChangeAddress page=page.clone() back=back.clone()/></div>
        </details>
        <Post action=format!("{page}/cancel") back class="btn btn--ends" label="Cancel Invite"/>
    }
    .ready()
}

/// One button that posts.
#[component]
fn Post(action: String, back: String, class: &'static str, label: &'static str) -> impl IntoView {
    view! {
        <form method="post" action=action>
            <input type="hidden" name="back" value=back/>
            <button class=class>{label}</button>
        </form>
    }
    .ready()
}

#[component]
fn ChangeAddress(page: String, back: String) -> impl IntoView {
    let field = format!("address-{}", page.rsplit('/').next().unwrap_or_default());
    view! {
        <form class="form" method="post" action=format!("{page}/address") novalidate>
            <input type="hidden" name="back" value=back/>
            <div class="field">
                <label for=field.clone()>"New address"</label>
                // Not of type email: browsers spell the domain in ASCII there, which hides a look-alike.
                <input class="input" id=field name="address" type="text" inputmode="email" autocomplete="off"/>
            </div>
            <button class="btn">"Change address"</button>
        </form>
    }
    .ready()
}
