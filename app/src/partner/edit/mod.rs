//! **Edit**: the form, the summary of what changes, **Confirm**. Three steps at one address, each a page without script.

mod check;
mod fields;
#[cfg(feature = "ssr")]
pub(crate) mod handler;
#[cfg(feature = "ssr")]
mod posted;
mod server;
#[cfg(feature = "ssr")]
mod steps;

use domain::access::AccessLevel;
use domain::edit::Marked;
use domain::id::{AccessRequestId, PartnerId};
use domain::partner::PartnerState;
use leptos::either::EitherOf3;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_params_map, use_query_map};

use self::check::{Differ, Summary};
use self::fields::{Fields, MARK};
use self::server::{EditField, EditOutcome, EditPage, EditPartner, ToEdit, ask_to_edit, edit_partner};
use super::back::{Back, use_back};
use super::manage::use_notice;
use crate::center::use_open_center;
use crate::form::calls;
use crate::part::use_navigate;
use crate::path::{self, ADD_ASSET};
use crate::ui::{ChangingTitle, Erased, Failed, Icon, focus};

/// Where the focus goes with each step.
const TITLE: &str = "edit-title";

/// The page **Edit**.
#[component]
pub fn Edit() -> impl IntoView {
    let center = use_open_center();
    let slug = StoredValue::new(center.slug.clone());
    let params = use_params_map();
    let id = Memo::new(move |_| params.read().get("id").and_then(|id| id.parse::<PartnerId>().ok()));
    let back = use_back(move || id.get());
    let step = RwSignal::new(SharedValue::new(use_context::<EditOutcome>).into_inner());
    let edit = Action::new(|typed: &EditPartner| {
        let EditPartner { slug, partner, posted } = typed.clone();
        edit_partner(slug, partner, posted)
    });
    // Said above the step that stands, which is not drawn anew: what was chosen in it stays.
    let failed = RwSignal::new(None);
    let notice = use_notice();
    let navigate = use_navigate();
    Effect::new(move |_| match edit.value().get() {
        Some(Ok(done)) if let Some(said) = done.notice() => {
            back.says(said, notice);
            navigate(&back.to.get_untracked(), NavigateOptions::default());
        }
        Some(Ok(next)) => {
            failed.set(None);
            // A row was added while the form stood: whoever adds one may add another.
            let checked =
                matches!(step.get_untracked(), Some(EditOutcome::Check(_) | EditOutcome::Meanwhile(_)));
            let added = matches!(&next, EditOutcome::Form(form) if !checked && !form.is_refused());
            step.set(Some(next));
            focus(if added { ADD_ASSET } else { TITLE });
        }
        Some(Err(error)) => failed.set(Some(error)),
        None => {}
    });
    let submit = calls(edit);
    let query = use_query_map();
    let gives = StoredValue::new(query.read_untracked().get(ADD_ASSET).unwrap_or_default());
    let answers = query.read_untracked().get(path::ANSWERS).and_then(|id| id.parse::<AccessRequestId>().ok());
    let page = Resource::new(
        move || id.get(),
        move |id| ask_to_edit(slug.get_value(), id, gives.get_value(), answers),
    );
    let pending = Signal::derive(move || edit.pending().get());
    let title = move || match step.get() {
        Some(EditOutcome::Form(form)) if form.is_refused() => "Error: Edit access",
        Some(EditOutcome::Check(_) | EditOutcome::Meanwhile(_)) => "Check the changes",
        _ => "Edit access",
    };
    view! {
        <ChangingTitle words=move || format!("{} · {} · Keyholder", title(), center.name)/>
        <form class="page--read" method="post" novalidate on:submit=submit>
            <input type="hidden" name="slug" value=slug.get_value()/>
            <input type="hidden" name="answers" value=answers.map(|id| id.to_string())/>
            <input type="hidden" name="partner" value=move || id.get().map(|id| id.to_string())/>
            {move || failed.get().map(|error| view! { <div class="mb-4"><Failed error/></div> })}
            <Transition>
                {move || Suspend::new(async move {
                    match page.await {
                        Ok(ToEdit::Open(page)) => EitherOf3::A(view! { <Steps page=*page step back pending/> }),
                        Ok(ToEdit::Refused(words)) => {
                            EitherOf3::B(view! {
                                <h1>"Edit access"</h1>
                                <p class="note note--care mt-4"><Icon name="warn"/> <span>{words}</span></p>
                            })
                        }
                        Err(error) => EitherOf3::C(view! { <Failed error/> }),
                    }
                })}
            </Transition>
        </form>
    }
    .erased()
}

#[component]
fn Steps(
    page: EditPage,
    step: RwSignal<Option<EditOutcome>>,
    back: Back,
    pending: Signal<bool>,
) -> impl IntoView {
    let Back { page: theirs, to: back } = back;
    let (name, under) = (page.name.clone(), page.under.clone());
    let query = use_query_map();
    let asks_for_time = query.read_untracked().get(path::ASKS).is_some();
    let marked = query.read_untracked().get(path::MARKS).as_deref().and_then(Marked::parse);
    let chosen = query.read_untracked().get(path::LEVEL);
    let page = match chosen.as_deref().and_then(AccessLevel::parse) {
        Some(level) => EditPage { form: page.form.instead(EditField::Level, level.as_str()), ..page },
        None => page,
    };
    let list = path::partners(&use_open_center().slug);
    let page = StoredValue::new(page);
    let name = StoredValue::new(name);
    if marked.is_some() && step.get_untracked().is_none() {
        Effect::new(|_| focus(MARK));
    }
    let (heading, lead) = (
        move || {
            let checks = matches!(step.get(), Some(EditOutcome::Check(_) | EditOutcome::Meanwhile(_)));
            if checks { "Check the changes" } else { "Edit access" }
        },
        move || match step.get() {
            Some(EditOutcome::Check(check)) => match check.state {
                PartnerState::Invited => {
                    ". Their link stays good, and its page says what is offered from then on."
                }
                PartnerState::Expired => ". Nobody accepts it before it is resent.",
                _ => ". They count from their next click; they need not log in again.",
            },
            Some(EditOutcome::Meanwhile(_)) => ".",
            _ => ". Nothing changes until you confirm a summary.",
        },
    );
    view! {
        <nav class="crumb" aria-label="Where you are">
            <a href=list>"Partners"</a>
            <Icon name="right"/>
            <a href=move || theirs.get()><bdi>{name.get_value()}</bdi></a>
            <Icon name="right"/>
            <span>"Edit"</span>
        </nav>
        <div class="head">
            <div class="head__title">
                <h1 id=TITLE tabindex="-1">{heading}</h1>
                <p>
                    <bdi>{name.get_value()}</bdi>
                    {(!under.is_empty()).then(|| view! { ", " <span dir="auto">{under}</span> })}
                    {lead}
                </p>
            </div>
        </div>
        {move || match step.get() {
            Some(EditOutcome::Check(check)) => {
                EitherOf3::A(view! { <Summary name=name.get_value() check=*check back pending/> })
            }
            Some(EditOutcome::Meanwhile(differing)) => {
                EitherOf3::B(view! { <Differ name=name.get_value() differing=*differing back pending/> })
            }
            other => {
                let form = match other {
                    Some(EditOutcome::Form(form)) => form,
                    _ => page.with_value(|page| page.form.clone()),
                };
                EitherOf3::C(view! { <Fields page=page.get_value() form back pending asks_for_time marked/> })
            }
        }}
    }
    .ready()
}
