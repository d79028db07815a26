use domain::linked::LinkState;
use leptos::either::{Either, EitherOf3};
use leptos::prelude::*;

use super::server::{InReviewItem, Setting, Shown};
use crate::ui::{Erased, Icon, Time};

/// Where the state can be set, on the page of a partner.
const AD_ACCOUNT: &str = "ad-account";

/// On the first page: who linked what an Admin has to look at.
#[component]
pub fn InReview(waiting: Vec<InReviewItem>) -> impl IntoView {
    let one = |item: InReviewItem| {
        let InReviewItem { name, page, shown } = item;
        let said = format!("{name} linked an ad account");
        let title = view! { <h2><a href=page.clone()><bdi>{name}</bdi></a> " linked an ad account"</h2> };
        view! { <section class="note note--care mb-4" aria-label=said><Waiting title page shown/></section> }
    };
    waiting.into_iter().map(one).collect_view().ready()
}

/// Above the page of a partner, while it is in review.
#[component]
pub fn Review(
    name: String,
    /// The address of their page.
    page: String,
    shown: Shown,
) -> impl IntoView {
    let title = view! { <h2 id="h-review"><bdi>{name}</bdi> " linked an ad account"</h2> };
    view! {
        <section class="note note--care mb-4" aria-labelledby="h-review"><Waiting title page shown/></section>
    }
    .ready()
}

#[component]
fn Waiting<V: IntoView + 'static>(title: V, page: String, shown: Shown) -> impl IntoView {
    let Shown { linked, also, registered_as } = shown;
    let action = format!("{page}/ad-account");
    view! {
        <Icon name="link"/>
        <div>
            {title}
            <p>
                <b class="num">{linked.spelt}</b> ", " <Time moment=linked.at/>
                ". It is In review: until it is Approved, they can’t save changes to campaigns or content."
            </p>
            {also.map(|names| view! { <p><b>"Also linked by "</b> <bdi>{names}</bdi> "."</p> })}
            {registered_as
                .map(|name| {
                    view! { <p><b>"Registered here as "</b> <bdi>{name}</bdi> ": is it their own, or yours?"</p> }
                })}
            <form class="acts" method="post" action=action>
                <Seen advertiser=linked.advertiser state=linked.state/>
                <button class="btn btn--primary" name="state" value=LinkState::Approved.as_str()>"Approve"</button>
                <a class="btn" href=format!("{page}#{AD_ACCOUNT}")>"Another state"</a>
            </form>
        </div>
    }
    .ready()
}

/// What was shown, so that nothing else is set.
#[component]
fn Seen(advertiser: String, state: LinkState) -> impl IntoView {
    view! {
        <input type="hidden" name="advertiser" value=advertiser/>
        <input type="hidden" name="shown" value=state.as_str()/>
    }
    .ready()
}

/// A row of *Who*: what they linked, how it stands, and where that is set.
#[component]
pub fn AdAccountRow(
    /// The address of their page.
    page: String,
    shown: Option<Shown>,
    setting: Setting,
    /// Their access would let them save changes, had they one.
    needed: bool,
) -> impl IntoView {
    let row = match shown {
        None => {
            let tone = if needed { "care" } else { "muted" };
            Either::Left(view! { <span class=tone>"None linked"</span> })
        }
        Some(Shown { linked, also, registered_as }) => {
            let set = match setting {
                Setting::Can => {
                    let (advertiser, state) = (linked.advertiser.clone(), linked.state);
                    EitherOf3::A(view! { <SetState page advertiser state/> })
                }
                Setting::Own => {
                    EitherOf3::B(view! { <span class="sub">"Another Admin sets its state."</span> })
                }
                Setting::NotIn => EitherOf3::C(()),
            };
            let since = match linked.set {
                Some((by, at)) => Either::Left(
                    view! { <span class="sub">"Set by " <bdi>{by}</bdi> ", " <Time moment=at/></span> },
                ),
                None => Either::Right(view! { <span class="sub">"Linked " <Time moment=linked.at/></span> }),
            };
            Either::Right(view! {
                <span class="num">{linked.spelt}</span> " · " {linked.state.label()}
                {since}
                {also.map(|names| view! { <span class="sub care">"Also linked by " <bdi>{names}</bdi></span> })}
                {registered_as
                    .map(|name| view! { <span class="sub care">"Registered here as " <bdi>{name}</bdi></span> })}
                {set}
            })
        }
    };
    view! { <div id=AD_ACCOUNT><dt>"Ad account"</dt><dd>{row}</dd></div> }.ready()
}

#[component]
fn SetState(page: String, advertiser: String, state: LinkState) -> impl IntoView {
    let choice = |of: LinkState| {
        view! { <option value=of.as_str() selected=of == state>{of.label()}</option> }
    };
    view! {
        <form class="acts mt-2" method="post" action=format!("{page}/ad-account")>
            <Seen advertiser state/>
            <label class="vh" for="link-state">"State of the ad account"</label>
            <span class="pick">
                <select class="select select--small" id="link-state" name="state">
                    {LinkState::ALL.map(choice).into_iter().collect_view()}
                </select>
                <Icon name="down"/>
            </span>
            <button class="btn btn--small">"Save state"</button>
        </form>
    }
    .ready()
}
