use domain::access::AccessLevel;
use domain::partner::PartnerState;
use leptos::prelude::*;

use super::server::{PartnerItem, Tone};
use crate::ui::Icon;

/// One partner. Folded on a narrow screen into a card, so each cell says what it is.
#[component]
pub fn Row(
    partner: PartnerItem,
    /// The address of the list.
    here: String,
    copy_link: bool,
) -> AnyView {
    let open = matches!(partner.state, PartnerState::Invited | PartnerState::Expired);
    let actions = open.then(|| Actions {
        base: format!("{here}/{}", partner.id),
        name: partner.name.clone(),
        copy_link: copy_link && partner.state == PartnerState::Invited,
    });
    let admin = partner.level == AccessLevel::Admin;
    view! {
        <tr role="row">
            <th role="rowheader" scope="row" class="c-who">
                <span class="who">
                    <span class=ring(partner.state, admin) aria-hidden="true">
                        {if partner.initials.is_empty() {
                            view! { <Icon name="mail"/> }.into_any()
                        } else {
                            partner.initials.into_any()
                        }}
                    </span>
                    <span class="who__text">
                        <bdi class="who__name">{partner.name}</bdi>
                        <span class="who__sub">
                            {partner.organisation.map(|organisation| view! { <bdi>{organisation}</bdi> " " })}
                            {partner.contact.map(|contact| view! { <span>{contact}</span> })}
                        </span>
                    </span>
                </span>
            </th>
            <td role="cell" class="c-kind" data-label="Kind">{partner.kind}</td>
            <td role="cell" class="c-level" data-label="Access level">
                {if admin {
                    view! { <span class="level level--admin"><Icon name="key"/> "Admin"</span> }.into_any()
                } else {
                    view! { <span class="level">"Standard"</span> }.into_any()
                }}
            </td>
            <td role="cell" class="c-reach" data-label="Can reach">{partner.reach}</td>
            <td role="cell" class="c-state" data-label="State">
                <span>
                    <State state=partner.state/>
                    {partner.about_state.map(|(tone, words)| view! { <span class=sub(tone)>{words}</span> })}
                </span>
            </td>
            <td role="cell" class="c-last" data-label="Last activity">{partner.last}</td>
            <td role="cell" class="c-do">{actions.map(|actions| view! { <InvitationActions actions/> })}</td>
        </tr>
    }
    .into_any()
}

/// What can be done with an invitation that nobody accepted yet.
struct Actions {
    base: String,
    name: String,
    copy_link: bool,
}

#[component]
fn InvitationActions(actions: Actions) -> AnyView {
    let Actions { base, name, copy_link } = actions;
    let field = format!("address-{}", base.rsplit('/').next().unwrap_or_default());
    view! {
        <div class="row-acts">
            <form method="post" action=format!("{base}/resend")>
                <button class="btn btn--quiet btn--small">"Resend Invite"</button>
            </form>
            <details class="drop">
                <summary class="btn btn--quiet btn--icon" aria-label=format!("More for {name}")><Icon name="more"/></summary>
                <div class="drop__panel drop__panel--end">
                    <form class="form" method="post" action=format!("{base}/address") novalidate>
                        <div class="field">
                            <label for=field.clone()>"New address"</label>
                            <input class="input" id=field name="address" type="email" autocomplete="off"/>
                        </div>
                        <button class="btn">"Change address"</button>
                    </form>
                    {copy_link
                        .then(|| {
                            view! {
                                <form method="post" action=format!("{base}/link")>
                                    <button class="btn btn--quiet">"Copy link"</button>
                                </form>
                            }
                        })}
                    <form method="post" action=format!("{base}/cancel")>
                        <button class="btn btn--quiet btn--ends">"Cancel Invite"</button>
                    </form>
                </div>
            </details>
        </div>
    }
    .into_any()
}

/// A state as a key tag: its glyph differs, so colour is never needed.
#[component]
pub fn State(state: PartnerState) -> AnyView {
    let glyph = match state {
        PartnerState::Invited => "s-invited",
        PartnerState::Active => "s-active",
        PartnerState::Expired => "s-expired",
        PartnerState::Revoked => "s-revoked",
        PartnerState::Declined => "s-declined",
        PartnerState::Cancelled => "s-cancelled",
        PartnerState::Ended => "s-ended",
    };
    view! {
        <span class=format!("tag tag--{}", state.as_str())><Icon name=glyph small=true/> {state.label()}</span>
    }
    .into_any()
}

fn ring(state: PartnerState, admin: bool) -> String {
    if admin && state == PartnerState::Active {
        return "ring ring--admin".to_owned();
    }
    format!("ring ring--{}", state.as_str())
}

fn sub(tone: Tone) -> &'static str {
    match tone {
        Tone::Quiet => "sub muted",
        Tone::Care => "sub care",
        Tone::Bad => "sub bad",
    }
}
