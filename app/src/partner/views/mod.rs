//! Saved views: lists of partners that an Admin keeps by name.

#[cfg(feature = "ssr")]
pub(crate) mod handler;
mod server;

use domain::decision::AdminAction;
use domain::partner::Start;
use leptos::either::Either;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use self::server::{ViewField, ViewForm, ViewItem, ViewsPage, list_views};
use super::asked::Asked;
use crate::center::{ask, use_open_center};
use crate::notice::{Said, notice_left};
use crate::path;
use crate::ui::{Erased, ErrorSummary, Failed, Icon, TextField};

/// Users → Partners → Views.
#[component]
pub fn Views() -> impl IntoView {
    let center = use_open_center();
    let slug = StoredValue::new(center.slug.clone());
    let query = use_query_map();
    let asked = Asked::parse(&query.read_untracked()).from(Start::First).giving_nothing();
    let form =
        Signal::stored(SharedValue::new(|| use_context::<ViewForm>().unwrap_or_default()).into_inner());
    let error = if form.with_untracked(ViewForm::is_refused) { "Error: " } else { "" };
    let views = Resource::new(|| (), move |()| ask(AdminAction::SeePartners, list_views(slug.get_value())));
    let (list, to) = (path::partners(&center.slug), path::views(&center.slug));
    view! {
        <Title text=format!("{error}Views · {} · Keyholder", center.name)/>
        <nav class="crumb" aria-label="Where you are">
            <a href=asked.address(&list)>"Partners"</a>
            <Icon name="right"/>
            <span>"Views"</span>
        </nav>
        <div class="head">
            <div class="head__title"><h1>"Views"</h1><p>"Lists of partners that you keep by name. Nobody else sees them."</p></div>
        </div>
        <Said notice=notice_left()/>
        <Transition>
            {move || {
                let (asked, to) = (asked.clone(), to.clone());
                Suspend::new(async move {
                    match views.await {
                        Ok(ViewsPage { views }) => Either::Left(view! {
                            <div class="page--narrow">
                                <Kept slug=slug.get_value() to=to.clone() views/>
                                <Keep asked to form/>
                            </div>
                        }),
                        Err(error) => Either::Right(view! { <Failed error/> }),
                    }
                })
            }}
        </Transition>
    }
    .erased()
}

#[component]
fn Kept(slug: String, to: String, views: Vec<ViewItem>) -> impl IntoView {
    let list = path::partners(&slug);
    let nothing = views.is_empty();
    let item = move |view: ViewItem| {
        let called = view.name.clone();
        view! {
            <li>
                <Icon name="filter"/>
                <div>
                    <a href=view.shows.address(&list)><bdi>{view.name.clone()}</bdi></a>
                    <span class="sub" dir="auto">{view.shows.words()}</span>
                </div>
                <form method="post" action=to.clone()>
                    <button class="linkish linkish--ends" name="remove" value=view.name>
                        "Remove" <span class="vh">" the view " {called}</span>
                    </button>
                </form>
            </li>
        }
    };
    view! {
        <section class="section" aria-labelledby="h-kept">
            <div class="section__head"><h2 id="h-kept">"Kept"</h2></div>
            {if nothing {
                Either::Left(view! { <p class="muted">"None yet. Search and filter the list, then choose Views and give it a name."</p> })
            } else {
                Either::Right(view! { <ul class="sessions">{views.into_iter().map(item).collect_view()}</ul> })
            }}
        </section>
    }
    .ready()
}

#[component]
fn Keep(asked: Asked, to: String, form: Signal<ViewForm>) -> impl IntoView {
    let action = format!("{to}?{}", asked.query());
    view! {
        <section class="section" aria-labelledby="h-keep">
            <div class="section__head"><h2 id="h-keep">"Keep the list you came from"</h2></div>
            <p class="muted" dir="auto">{asked.words()}</p>
            <form class="form mt-3" method="post" action=action novalidate>
                <ErrorSummary form/>
                <input type="hidden" name="shows" value=asked.query()/>
                <TextField field=ViewField::Name label="Name" form hint="A view of this name is replaced."/>
                <div class="acts"><button class="btn btn--primary">"Save view"</button></div>
            </form>
        </section>
    }
    .ready()
}
