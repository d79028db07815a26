use domain::access::Module;
use domain::decision::{Action, AdminAction};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::{A, Outlet};
use leptos_router::hooks::use_location;
use wasm_bindgen::JsCast;

use super::{OpenCenter, follow_open_center, use_open_center};
use crate::help::GuideLink;
use crate::keys;
use crate::live::{LiveBanner, provide_live};
use crate::notice::provide_next_notice;
use crate::partner::provide_last_row;
use crate::path;
use crate::ui::{Erased, Icon, Mark};

const NAVIGATION: &str = "nav";

/// The navigation beside the page. On a narrow screen it is a popover that a button opens, without script.
#[component]
pub fn Frame() -> impl IntoView {
    let center = use_open_center();
    let (name, top) = (center.name.clone(), path::center(&center.slug));
    let followed = follow_open_center();
    provide_live();
    keys::listen(center.slug.clone());
    provide_next_notice();
    provide_last_row();
    closes_with_each_page();
    // What else changes does not touch the navigation.
    let whoever = Memo::new(move |_| {
        followed.with(|center| (center.person.clone(), center.initials.clone(), center.grant))
    });
    let navigation = move || {
        let (person, initials, grant) = whoever.get();
        view! { <Navigation center=OpenCenter { person, initials, grant, ..center.clone() }/> }
    };
    view! {
        <div class="shell">
            <a class="skip" href="#main">"Skip to content"</a>
            <header class="topbar">
                <a class="topbar__name" href=top><Mark/> <span>{name}</span></a>
                <button class="btn btn--quiet" type="button" popovertarget=NAVIGATION><Icon name="menu"/> "Menu"</button>
            </header>
            {navigation}
            <main class="page" id="main" tabindex="-1"><LiveBanner/> <GuideLink/> <Outlet/></main>
        </div>
    }
    .erased()
}

/// A link in the navigation leads to a page that lies under it on a narrow screen.
fn closes_with_each_page() {
    let location = use_location();
    Effect::new(move |before: Option<String>| {
        let here = location.pathname.get();
        if before.is_some_and(|before| before != here)
            && let Some(navigation) = document().get_element_by_id(NAVIGATION)
            && let Ok(navigation) = navigation.dyn_into::<web_sys::HtmlElement>()
        {
            // Where it is no popover (on a wide screen) there is none to hide.
            let _ = navigation.hide_popover();
        }
        here
    });
}

#[component]
fn Navigation(center: OpenCenter) -> impl IntoView {
    let (slug, name) = (center.slug.clone(), center.name.clone());
    let label = name.clone();
    let partners = center.allows(AdminAction::SeePartners).then(|| path::partners(&slug));
    let campaigns = center.allows(Action::See(Module::Campaigns)).then(|| path::campaigns(&slug));
    let followed = follow_open_center();
    let waiting = Memo::new(move |_| followed.with(|center| center.to_decide));
    let to_decide = move || {
        let waiting = waiting.get();
        (waiting > 0).then(
            || view! { <span class="count count--due">{waiting} <span class="vh">" to decide"</span></span> },
        )
    };
    let audit = center.allows(AdminAction::SeeAuditLog).then(|| path::audit(&slug));
    let ad_account = center.needs_ad_account().then(|| path::ad_account(&slug));
    let settings = center.allows(AdminAction::ChangeSettings).then(|| path::settings(&slug));
    let ring = if center.is_admin() { "ring ring--admin ring--24" } else { "ring ring--active ring--24" };
    let level = center.grant.map(|grant| grant.level().label());
    view! {
        <nav class="side" id=NAVIGATION popover="auto" aria-label=label>
            <a class="switch" href=path::START rel="external">
                <Mark/>
                <span class="switch__name"><b>{name}</b> <span>"Business Center"</span></span>
                <Icon name="updown"/>
            </a>
            <div class="nav">
                <A href=path::center(&slug) exact=true><Icon name="home"/> "Start"</A>
                <span class="nav__group" id="nav-users"><Icon name="users"/> "Users"</span>
                <ul aria-labelledby="nav-users">
                    {partners.map(|partners| view! { <li><A href=partners>"Partners"</A></li> })}
                    <li><A href=path::members(&slug)>"Members"</A></li>
                </ul>
                <A href=path::assets(&slug)><Icon name="box"/> "Assets"</A>
                {campaigns.map(|campaigns| view! { <A href=campaigns><Icon name="horn"/> "Campaigns" {to_decide}</A> })}
                {ad_account.map(|own| view! { <A href=own><Icon name="link"/> "Your ad account"</A> })}
                {audit.map(|audit| view! { <A href=audit><Icon name="book"/> "Audit log"</A> })}
                {settings.map(|settings| view! { <A href=settings><Icon name="settings"/> "Settings"</A> })}
                <A href=path::help(&slug)><Icon name="help"/> "Help"</A>
            </div>
            <div class="me">
                <span class=ring aria-hidden="true">{center.initials}</span>
                <div class="me__name">
                    <a href=path::ACCOUNT rel="external">{center.person}</a>
                    <span class="sub">{level}</span>
                </div>
                <form method="post" action=path::LOG_OUT>
                    <button class="btn btn--quiet btn--icon" aria-label="Log out"><Icon name="out"/></button>
                </form>
            </div>
        </nav>
    }
    .ready()
}

/// An address below the Business Center that leads nowhere.
#[component]
pub fn NoSuchPage() -> impl IntoView {
    view! {
        <Title text="There is no such page · Keyholder"/>
        <main class="page" id="main">
            <h1>"There is no such page"</h1>
            <p class="muted">"The address may be mistyped, or what stood here is gone."</p>
            <p class="mt-4"><a class="btn" href=path::START rel="external">"Go to the start"</a></p>
        </main>
    }
    .ready()
}
