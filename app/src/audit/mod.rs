//! **Audit log**: what changed here, whether it is as it was written, and the whole of it to take away.

#[cfg(feature = "ssr")]
pub mod export;
#[cfg(feature = "ssr")]
pub(crate) mod handlers;
mod list;
pub mod past;
pub mod server;
#[cfg(feature = "ssr")]
mod verdict;
mod verified;
#[cfg(feature = "ssr")]
pub(crate) mod words;

use domain::decision::AdminAction;
use leptos::either::Either;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::Outlet;
use leptos_router::hooks::{use_location, use_query_map};

use self::list::Found;
use self::past::PastReach;
use self::server::{Asked, SealField, SealForm, Verified, list_audit};
use self::verified::Verify;
use crate::center::{ask, for_admins, use_change, use_open_center};
use crate::path;
use crate::ui::{Erased, Failed, Icon};

/// Both pages share most of their code, so the browser fetches it once.
#[component]
pub fn Audit() -> impl IntoView {
    let location = use_location();
    let past =
        Memo::new(move |_| location.pathname.read().split('/').nth(4).is_some_and(|part| part == "past"));
    let shown = move || {
        for_admins(AdminAction::SeeAuditLog, "Audit log", move || {
            if past.get() {
                Either::Left(view! { <PastReach/> })
            } else {
                Either::Right(view! { <AuditLog/> })
            }
        })
    };
    view! {
        {shown}
        // The router changes the address once what stands below a route has come, be it nothing.
        <Outlet/>
    }
    .erased()
}

/// The page **Audit log**.
#[component]
fn AuditLog() -> impl IntoView {
    let center = use_open_center();
    let slug = StoredValue::new(center.slug.clone());
    let query = use_query_map();
    let asked = Memo::new(move |_| {
        let query = query.read();
        let of = |name: &str| query.get(name).unwrap_or_default();
        Asked { q: of("q"), what: of("what"), from: of("from"), until: of("until"), before: of("before") }
    });
    let change = use_change();
    let page = Resource::new(
        move || (asked.get(), change.get()),
        move |(asked, _)| ask(AdminAction::SeeAuditLog, list_audit(slug.get_value(), asked)),
    );
    let verified = SharedValue::new(use_context::<Verified>).into_inner();
    let typed = verified.as_ref().map_or("", |verified| &verified.typed);
    let answered = SealForm::default().typed(SealField::Seal, typed);
    let form = SharedValue::new(|| use_context::<SealForm>().unwrap_or(answered)).into_inner();
    let title = if form.is_refused() { "Error: Audit log" } else { "Audit log" };
    let location = use_location();
    let export = move |format: &str| {
        let search = location.search.get();
        format!(
            "{}/export.{format}{}{search}",
            path::audit(&slug.get_value()),
            if search.is_empty() { "" } else { "?" }
        )
    };
    let csv = export;
    view! {
        <Title text=format!("{title} · {} · Keyholder", center.name)/>
        <div class="head">
            <div class="head__title">
                <h1>"Audit log"</h1>
                <p>"Everything that changed here. Nobody can edit or delete an entry, not even an Admin."</p>
            </div>
            <div class="head__do">
                <a class="btn" rel="external" download href=move || csv("csv")><Icon name="dl"/> "Export CSV"</a>
                <a class="btn" rel="external" download href=move || export("jsonl")>"JSON Lines"</a>
            </div>
        </div>
        <Verify slug=slug.get_value() verified form/>
        <Transition>
            {move || {
                Suspend::new(async move {
                    match page.await {
                        Ok(page) => {
                            let asked = asked.get_untracked();
                            Either::Left(view! { <Found slug=slug.get_value() asked page/> })
                        }
                        Err(error) => Either::Right(view! { <Failed error/> }),
                    }
                })
            }}
        </Transition>
    }
    .erased()
}
