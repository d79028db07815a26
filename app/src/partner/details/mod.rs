mod colleague;
#[cfg(feature = "ssr")]
mod facts;
#[cfg(feature = "ssr")]
pub mod handler;
#[cfg(feature = "ssr")]
mod history;
#[cfg(feature = "ssr")]
mod reach;
mod server;
mod sessions;

use domain::access::AccessLevel;
use domain::diagnosis::Problem;
use domain::id::PartnerId;
use domain::linked::LinkState;
use domain::partner::PartnerState;
use leptos::either::{Either, EitherOf4};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_location, use_params_map, use_query_map};

use self::colleague::ColleaguePage;
pub use self::server::Asks;
use self::server::{HistoryItem, PartnerPage, Reach, Whole, see_partner};
use self::sessions::Sessions;
use super::actions::{Actions, PageActions};
use super::explain::{Asked, Explain};
use super::manage::use_notice;
use super::revoke::Revoke;
use super::revoke::server::{RevokeAccess, RevokeOutcome, revoke_access};
use super::row::{Level, Ring, State, about_state};
use super::server::Tone;
use crate::center::{use_change, use_open_center};
use crate::end::{ExtendForm, Request};
use crate::error::PageError;
use crate::linked::server::Setting;
use crate::linked::{AdAccountRow, Review};
use crate::notice::{Notice, Said};
use crate::path;
use crate::ui::{ChangingTitle, Erased, Failed, Head, Icon, Ledger, Time};

/// The page of a partner that stands behind its dialogs: what they need to change it.
#[derive(Clone, Copy)]
pub struct DetailsContext {
    /// Made by the page, so that it outlives the dialog and the page sees its outcome.
    pub revoke: Action<RevokeAccess, Result<RevokeOutcome, PageError>>,
    /// Said above the page.
    pub notice: RwSignal<Option<Notice>>,
    /// The title of a dialog, while one stands before the page.
    pub title: RwSignal<Option<String>>,
    /// **Keep the end**, as it was refused: it stands, however often the page is drawn anew.
    pub keep_end: Signal<ExtendForm>,
}

/// The link that opens **Revoke Access** before this page; closing gives the focus back to it.
pub const REVOKE_OPENER: &str = "revoke-access";

/// The page behind a dialog.
pub fn use_details() -> DetailsContext {
    expect_context::<DetailsContext>()
}

/// The page of one partner: what they can reach and why, and how it came to this. A Standard Member sees what Members
/// may know of each other.
#[component]
pub fn Details() -> impl IntoView {
    let slug = StoredValue::new(use_open_center().slug);
    let params = use_params_map();
    let id = Memo::new(move |_| params.read().get("id").and_then(|id| id.parse::<PartnerId>().ok()));
    let query = use_query_map();
    let asked = Memo::new(move |_| Asked::parse(&query.read()));
    let revoke = Action::new(|typed: &RevokeAccess| {
        let RevokeAccess { slug, partner, rehearsed, keep, successors, reason, tell } = typed.clone();
        revoke_access(slug, partner, rehearsed, keep, successors, reason, tell)
    });
    let change = use_change();
    let page = Resource::new(
        move || (id.get(), asked.get(), revoke.version().get(), change.get()),
        move |(id, asked, ..)| see_partner(slug.get_value(), id, asked),
    );
    let notice = use_notice();
    let location = use_location();
    let revoking = Memo::new(move |_| location.pathname.read().ends_with("/revoke"));
    let keep_end =
        Signal::stored(SharedValue::new(|| use_context::<ExtendForm>().unwrap_or_default()).into_inner());
    provide_context(DetailsContext { revoke, notice, title: RwSignal::new(None), keep_end });
    view! {
        <Said notice/>
        <Transition>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(PartnerPage::Whole(partner)) => {
                        EitherOf4::A(view! { <WholePage partner=*partner asked=asked.get_untracked()/> })
                    },
                    Ok(PartnerPage::Colleague(colleague)) => EitherOf4::B(view! { <ColleaguePage colleague/> }),
                    Err(PageError::NotFound) => EitherOf4::C(view! { <NoSuchPartner/> }),
                    Err(error) => EitherOf4::D(view! { <Failed error/> }),
                }
            })}
        </Transition>
        {move || revoking.get().then(|| view! { <Revoke/> })}
    }
    .erased()
}

#[component]
fn WholePage(partner: Whole, asked: Asked) -> impl IntoView {
    let center = use_open_center();
    let title = use_details().title;
    let item = partner.item;
    let admin = item.level == AccessLevel::Admin;
    let here = path::partner(&center.slug, item.id);
    let page = here.clone();
    let actions = Actions {
        page: here.clone(),
        name: item.name.clone(),
        state: item.state,
        own: partner.own,
        copy_link: partner.copy_link,
        edit: path::edit(&center.slug, item.id),
        revoke: path::revoke(&center.slug, item.id),
        invite_again: path::invite_again(&center.slug, item.id),
        leave: path::leave(&center.slug),
        back: here,
        opener: Some(REVOKE_OPENER),
    };
    let asks = partner.asks.map(|asks| {
        view! { <Request name=item.name.clone() page=path::partner(&center.slug, item.id) asks/> }
    });
    let in_review =
        partner.ad_account.clone().filter(|of| of.setting == Setting::Can).and_then(|of| of.shown);
    let in_review = in_review.filter(|shown| shown.linked.state == LinkState::InReview).map(|shown| {
        view! { <Review name=item.name.clone() page=path::partner(&center.slug, item.id) shown/> }
    });
    let ad_account = partner.ad_account.map(|of| {
        let page = path::partner(&center.slug, item.id);
        view! { <AdAccountRow page shown=of.shown setting=of.setting needed=of.needed/> }
    });
    let (name, business) = (partner.title, center.name.clone());
    let called = item.name.clone();
    let sessions_page = page.clone();
    let problems: Vec<_> = if partner.own {
        let own = |problem: Problem| (path::own_diagnosis(&center.slug, problem), problem.of_you());
        Problem::OF_A_MEMBER.map(own).to_vec()
    } else {
        let of = |problem: Problem| (path::diagnosis(&center.slug, item.id, problem), problem.label());
        Problem::ALL.map(of).to_vec()
    };
    let problems = problems.into_iter().map(|(to, label)| view! { <li><a href=to>{label}</a></li> });
    // Who looks at their own page sees all of it anyway.
    let view_as = (!partner.own && item.state.holds_seat()).then(|| {
        let to = path::view_as(&center.slug, item.id);
        view! { <a class="btn" href=to><span>"View as " <bdi>{item.name.clone()}</bdi></span></a> }
    });
    let organisation = item.organisation.clone().map(|organisation| {
        let all = path::partners_of(&center.slug, &organisation);
        view! { <div><dt>"Organisation"</dt><dd dir="auto"><a href=all>{organisation}</a></dd></div> }
    });
    // What is wrong leads to what it comes from.
    let about_state = about_state(item.about_state, &|tone| {
        let wrong =
            tone != Tone::Quiet && matches!(item.state, PartnerState::Invited | PartnerState::Expired);
        wrong.then(|| path::diagnosis(&center.slug, item.id, Problem::LogIn))
    });
    let under = [item.organisation.clone(), Some(item.kind.clone())];
    let under = under.into_iter().flatten().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" · ");
    view! {
        <Crumb list=path::partners(&center.slug) label="Partners" name=item.name.clone()/>
        <ChangingTitle words=move || format!("{} · {} · Keyholder", title.get().unwrap_or_else(|| name.clone()), business)/>
        <div class="head">
            <div class="head__title">
                <div class="who who--mid">
                    <Ring state=item.state admin initials=item.initials size="ring--48"/>
                    <div class="who__text"><h1><bdi>{item.name}</bdi></h1><p dir="auto">{under}</p></div>
                </div>
            </div>
            <div class="head__do">{view_as} <PageActions actions/></div>
        </div>
        {partner.requests.map(|html| view! { <div inner_html=html></div> })}
        {asks}
        {in_review}
        <div class="cols">
            <div>
                <ReachSection title=partner.reach_title reach=partner.reach/>
                <Explain here=page name=called asked answer=partner.answer assets=partner.assets/>
                <History history=partner.history/>
            </div>
            <div>
                <section class="section" aria-labelledby="h-who">
                    <div class="section__head"><h2 id="h-who">"Who"</h2></div>
                    <dl class="facts">
                        <div>
                            <dt>"State"</dt>
                            <dd>
                                <State state=item.state/>
                                {about_state}
                            </dd>
                        </div>
                        <div><dt>"Access level"</dt><dd><Level level=item.level/></dd></div>
                        {partner
                            .facts
                            .into_iter()
                            .map(|(what, says)| view! { <div><dt>{what}</dt><dd dir="auto">{says}</dd></div> })
                            .collect_view()}
                        {ad_account}
                        {organisation}
                        {partner
                            .note
                            .map(|note| view! { <div><dt>"Note"</dt><dd dir="auto" class="note-text">{note}</dd></div> })}
                    </dl>
                </section>
                <Sessions page=sessions_page sessions=partner.sessions/>
                <section class="section" aria-labelledby="h-help">
                    <div class="section__head"><h2 id="h-help">"Something not right?"</h2></div>
                    <ul class="links">{problems.collect_view()}</ul>
                </section>
            </div>
        </div>
    }
    .ready()
}

#[component]
fn Crumb(list: String, label: &'static str, name: String) -> impl IntoView {
    view! {
        <nav class="crumb" aria-label="Where you are">
            <a href=list>{label}</a>
            <Icon name="right"/>
            <bdi>{name}</bdi>
        </nav>
    }
    .ready()
}

#[component]
fn ReachSection(title: String, reach: Vec<Reach>) -> impl IntoView {
    let row = |reach: Reach| {
        view! {
            <tr role="row">
                <th role="rowheader" scope="row"><bdi>{reach.what}</bdi> <span class="sub">{reach.sort}</span></th>
                // Of a Module there is none: the cell folds away where rows are cards.
                <td role="cell" data-label="Role">{Some(reach.role).filter(|role| !role.is_empty())}</td>
                <td role="cell" data-label="Why"><span dir="auto">{reach.why} <span class="sub" dir="auto">{reach.by}</span></span></td>
            </tr>
        }
    };
    let heads = ["Can reach", "Role", "Why"].map(Head::of);
    view! {
        <section class="section" aria-labelledby="h-reach">
            <div class="section__head"><h2 id="h-reach" dir="auto">{title}</h2></div>
            {if reach.is_empty() {
                Either::Left(view! { <p class="muted">"Nothing: no Module was ticked and no Asset given. Whoever is in sees who else is, and can ask."</p> })
            } else {
                Either::Right(view! {
                    <Ledger
                        caption="Each Module and Asset with the reason for the access"
                        fold="fold fold--s"
                        class="ledger ledger--fold ledger--reach"
                        heads
                    >
                        {reach.into_iter().map(row).collect_view()}
                    </Ledger>
                })
            }}
        </section>
    }
    .ready()
}

#[component]
fn History(history: Vec<HistoryItem>) -> impl IntoView {
    let item = |item: HistoryItem| {
        view! {
            <li data-kind=item.care.then_some("care")>
                <div><b><bdi>{item.actor}</bdi></b> " " <span dir="auto">{item.words}</span> <Time moment=item.at/></div>
            </li>
        }
    };
    (!history.is_empty())
        .then(|| {
            view! {
                <section class="section" aria-labelledby="h-history">
                    <div class="section__head"><h2 id="h-history">"How it came to this"</h2></div>
                    <ol class="history">{history.into_iter().map(item).collect_view()}</ol>
                </section>
            }
        })
        .ready()
}

/// Nobody has the id, or it belongs to others: the two look the same.
#[component]
pub fn NoSuchPartner() -> impl IntoView {
    let center = use_open_center();
    view! {
        <Title text="There is no such partner · Keyholder"/>
        <h1>"There is no such partner"</h1>
        <p class="muted">"The address may be mistyped, or whoever had this page is not in this Business Center."</p>
        <p class="mt-4"><a href=path::members(&center.slug) class="btn">"Members"</a></p>
    }
    .ready()
}
