use domain::invitation::{self, InvitationAction};
use domain::partner::PartnerState;
use leptos::either::EitherOf3;
use leptos::prelude::*;

use crate::ui::{Erased, Icon};

/// What can be done with somebody's invitation, and where.
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
    /// The likeliest first.
    fn offered(&self) -> impl Iterator<Item = InvitationAction> + use<> {
        let copies = self.copy_link;
        let all = invitation::actions(self.state).iter().copied();
        all.filter(move |action| copies || *action != InvitationAction::CopyLink)
    }

    fn draw(&self, action: InvitationAction, class: &'static str) -> impl IntoView + use<> {
        let label = action.label();
        let posting = |below: &str| {
            let (to, ends) = (format!("{}/{below}", self.page), action == InvitationAction::Cancel);
            EitherOf3::A(view! { <Post action=to back=self.back.clone() class ends label/> })
        };
        match action {
            InvitationAction::Resend => posting("resend"),
            InvitationAction::CopyLink => posting("link"),
            InvitationAction::Cancel => posting("cancel"),
            InvitationAction::ChangeAddress => {
                EitherOf3::B(view! { <ChangeAddress page=self.page.clone() back=self.back.clone()/> })
            }
            InvitationAction::InviteAgain => {
                EitherOf3::C(view! { <a class=class href=self.invite_again.clone()>{label}</a> })
            }
        }
    }
}

/// In a row of the list: the likeliest one, the rest behind it.
#[component]
pub fn RowActions(actions: Actions) -> impl IntoView {
    let mut offered = actions.offered();
    let likeliest = offered.next()?;
    let rest = offered.map(|action| actions.draw(action, "btn btn--quiet")).collect::<Vec<_>>();
    Some(view! {
        <div class="row-acts">
            {actions.draw(likeliest, "btn btn--quiet btn--small")}
            {(!rest.is_empty()).then(|| view! { <More name=actions.name rest=rest/> })}
        </div>
    })
}

#[component]
fn More<V: IntoView + 'static>(name: String, rest: Vec<V>) -> impl IntoView {
    view! {
        <details class="drop">
            <summary class="btn btn--quiet btn--icon" aria-label=format!("More for {name}")>
                <Icon name="more"/>
            </summary>
            <div class="drop__panel drop__panel--end">{rest}</div>
        </details>
    }
    .ready()
}

/// At the head of their page: all of them.
#[component]
pub fn PageActions(actions: Actions) -> impl IntoView {
    let button = |action| match action {
        InvitationAction::ChangeAddress => EitherOf3::A(view! {
            <details class="drop">
                <summary class="btn">{action.label()}</summary>
                <div class="drop__panel drop__panel--end">{actions.draw(action, "btn")}</div>
            </details>
        }),
        InvitationAction::InviteAgain => EitherOf3::B(actions.draw(action, "btn btn--primary")),
        _ => EitherOf3::C(actions.draw(action, "btn")),
    };
    actions.offered().map(button).collect_view().ready()
}

/// One button that posts.
#[component]
fn Post(
    action: String,
    back: String,
    class: &'static str,
    /// It takes something away.
    ends: bool,
    label: &'static str,
) -> impl IntoView {
    view! {
        <form method="post" action=action>
            <input type="hidden" name="back" value=back/>
            <button class=class class=("btn--ends", ends)>{label}</button>
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
            <button class="btn">{InvitationAction::ChangeAddress.label()}</button>
        </form>
    }
    .ready()
}
