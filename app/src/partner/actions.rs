use domain::partner::{self, PartnerAction, PartnerState};
use leptos::either::EitherOf3;
use leptos::prelude::*;

use crate::ui::{Erased, Icon};

/// What can be done with somebody, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actions {
    /// The address of their page; each action stands below it.
    pub page: String,
    pub name: String,
    pub state: PartnerState,
    /// They are whoever looks.
    pub own: bool,
    /// An Admin can hand the link over by hand.
    pub copy_link: bool,
    /// The form of what they have.
    pub edit: String,
    pub revoke: String,
    /// **Add Partners**, filled in with what they had.
    pub invite_again: String,
    pub leave: String,
    /// Where to come back to.
    pub back: String,
    /// The id of the link that opens **Revoke Access** before this page.
    pub opener: Option<&'static str>,
}

impl Actions {
    fn beside(&self) -> &'static [PartnerAction] {
        partner::actions(self.state, self.own).beside
    }

    fn behind(&self) -> impl Iterator<Item = PartnerAction> + use<> {
        let copies = self.copy_link;
        let behind = partner::actions(self.state, self.own).behind.iter().copied();
        behind.filter(move |action| copies || *action != PartnerAction::CopyLink)
    }

    /// The button or form of one of them.
    pub fn button(&self, action: PartnerAction, class: &'static str) -> impl IntoView + use<> {
        let (label, ends) = (action.label(), action.ends());
        let posting = |below: &str| {
            let to = format!("{}/{below}", self.page);
            EitherOf3::A(view! { <Post action=to back=self.back.clone() class ends label/> })
        };
        let leading = |to: String, id: Option<&'static str>| {
            EitherOf3::C(view! { <a class=class class=("btn--ends", ends) id=id href=to>{label}</a> })
        };
        match action {
            PartnerAction::Resend => posting("resend"),
            PartnerAction::CopyLink => posting("link"),
            PartnerAction::Cancel => posting("cancel"),
            PartnerAction::ChangeAddress => {
                EitherOf3::B(view! { <ChangeAddress page=self.page.clone() back=self.back.clone() class/> })
            }
            PartnerAction::InviteAgain => leading(self.invite_again.clone(), None),
            PartnerAction::Edit => leading(self.edit.clone(), None),
            PartnerAction::Revoke => leading(self.revoke.clone(), self.opener),
            PartnerAction::Leave => leading(self.leave.clone(), None),
        }
    }
}

/// In a row of the list: the likeliest as words, the rest behind ⋯.
#[component]
pub fn RowActions(actions: Actions) -> impl IntoView {
    let draw = |action, class| actions.button(action, class);
    let beside =
        actions.beside().iter().map(|action| draw(*action, "btn btn--quiet btn--small")).collect_view();
    let class = |action| if action == PartnerAction::ChangeAddress { "btn" } else { "btn btn--quiet" };
    let behind = actions.behind().map(|action| draw(action, class(action))).collect::<Vec<_>>();
    view! {
        <div class="row-acts">
            {beside}
            {(!behind.is_empty()).then(|| view! { <More name=actions.name rest=behind/> })}
        </div>
    }
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
        PartnerAction::ChangeAddress => EitherOf3::A(view! {
            <details class="drop">
                <summary class="btn">{action.label()}</summary>
                <div class="drop__panel drop__panel--end">{actions.button(action, "btn")}</div>
            </details>
        }),
        PartnerAction::InviteAgain => EitherOf3::B(actions.button(action, "btn btn--primary")),
        _ => EitherOf3::C(actions.button(action, "btn")),
    };
    actions.beside().iter().copied().chain(actions.behind()).map(button).collect_view().ready()
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
fn ChangeAddress(page: String, back: String, class: &'static str) -> impl IntoView {
    let field = format!("address-{}", page.rsplit('/').next().unwrap_or_default());
    view! {
        <form class="form" method="post" action=format!("{page}/address") novalidate>
            <input type="hidden" name="back" value=back/>
            <div class="field">
                <label for=field.clone()>"New address"</label>
                // Not of type email: browsers spell the domain in ASCII there, which hides a look-alike.
                <input class="input" id=field name="address" type="text" inputmode="email" autocomplete="off"/>
            </div>
            <button class=class>{PartnerAction::ChangeAddress.label()}</button>
        </form>
    }
    .ready()
}
