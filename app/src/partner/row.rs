use domain::access::AccessLevel;
use domain::diagnosis::Problem;
use domain::partner::PartnerState;
use leptos::either::Either;
use leptos::prelude::*;

use super::actions::{Actions, RowActions};
use super::chosen::pick;
use super::server::{PartnerItem, Tone};
use super::table::BULK;
use crate::ui::Icon;

// A list has fifty of them and each of their parts: these keep their type on the server, too, where erasing it would cost
// more time than drawing them.

/// One partner. Folded on a narrow screen into a card, so each cell says what it is.
#[component]
pub fn Row(
    partner: PartnerItem,
    reach: String,
    lacks_module_or_asset: bool,
    actions: Actions,
) -> impl IntoView {
    let admin = partner.level == AccessLevel::Admin;
    let id = partner.id.to_string();
    let why = |problem: Problem| format!("{}/help/{}", actions.page, problem.as_str());
    // What is wrong leads to what it comes from, and what somebody asks to where it is answered.
    let way_on = |tone| match (tone, partner.state) {
        (Tone::Quiet, _) => None,
        (_, PartnerState::Invited | PartnerState::Expired) => Some(why(Problem::LogIn)),
        (_, PartnerState::Active) => Some(actions.page.clone()),
        _ => None,
    };
    let about_state = about_state(partner.about_state, &way_on);
    let reach = if lacks_module_or_asset {
        Either::Left(view! { <a class="care" href=why(Problem::Assets)>{reach}</a> })
    } else {
        Either::Right(reach)
    };
    view! {
        <tr role="row">
            <td role="cell" class="c-pick">
                <label>
                    <input
                        class="tick"
                        type="checkbox"
                        form=BULK
                        name="id"
                        id=pick(&id)
                        value=id
                        aria-label=format!("Choose {}", partner.name)
                    />
                </label>
            </td>
            <th role="rowheader" scope="row" class="c-who">
                <span class="who">
                    <Ring state=partner.state admin initials=partner.initials size=""/>
                    <span class="who__text">
                        <a class="who__name" href=actions.page.clone()><bdi>{partner.name}</bdi></a>
                        <span class="who__sub">
                            {partner.organisation.map(|organisation| view! { <bdi>{organisation}</bdi> " " })}
                            {partner.contact.map(|contact| view! { <span>{contact}</span> })}
                        </span>
                    </span>
                </span>
            </th>
            <td role="cell" class="c-kind" data-label="Kind">{partner.kind.clone()}</td>
            <td role="cell" class="c-level" data-label="Access level">
                <span><Level level=partner.level/> <span class="sub no-wide">{partner.kind}</span></span>
            </td>
            <td role="cell" class="c-reach" data-label="Can reach">{reach}</td>
            <td role="cell" class="c-state" data-label="State">
                <span>
                    <State state=partner.state/>
                    {about_state}
                </span>
            </td>
            <td role="cell" class="c-last" data-label="Last activity">{partner.last}</td>
            <td role="cell" class="c-do"><RowActions actions/></td>
        </tr>
    }
}

/// A person, drawn as what they hold: see the key office in the design.
#[component]
pub fn Ring(
    state: PartnerState,
    admin: bool,
    /// Empty while nobody knows their name.
    initials: String,
    /// The class of another size.
    size: &'static str,
) -> impl IntoView {
    let kind = if admin && state == PartnerState::Active { "admin" } else { state.as_str() };
    view! {
        <span class=format!("ring ring--{kind} {size}") aria-hidden="true">
            {if initials.is_empty() { Either::Left(view! { <Icon name="mail"/> }) } else { Either::Right(initials) }}
        </span>
    }
}

#[component]
pub fn Level(level: AccessLevel) -> impl IntoView {
    let admin = level == AccessLevel::Admin;
    view! {
        <span class="level" class=("level--admin", admin)>{admin.then(|| view! { <Icon name="key"/> " " })} {level.label()}</span>
    }
}

/// A state as a key tag: its glyph differs, so colour is never needed.
#[component]
pub fn State(state: PartnerState) -> impl IntoView {
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
}

/// What there is to say of their state, as a link where it has a way on.
pub fn about_state(
    about: Option<(Tone, String)>,
    way_on: &dyn Fn(Tone) -> Option<String>,
) -> Option<impl IntoView + use<>> {
    about.map(|(tone, words)| match way_on(tone) {
        Some(to) => Either::Left(view! { <a class=sub(tone) href=to>{words}</a> }),
        None => Either::Right(view! { <span class=sub(tone)>{words}</span> }),
    })
}

fn sub(tone: Tone) -> &'static str {
    match tone {
        Tone::Quiet => "sub muted",
        Tone::Care => "sub care",
        Tone::Bad => "sub bad",
    }
}
