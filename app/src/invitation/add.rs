use domain::access::AccessLevel;
use domain::guide::Article;
use domain::id::PartnerId;
use domain::partner::PartnerKind;
use leptos::either::Either;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_query_map};

use super::form::{InviteField, InviteForm};
use super::server::{BeforeInviting, InviteOutcome, ask_before_inviting};
use super::summary::ChosenSummary;
use crate::access::{AccessEnds, AssetRow, AssetRows, LevelChoice, ModuleTicks};
use crate::center::use_open_center;
use crate::form::{FormField, calls};
use crate::help::GuideBeside;
use crate::notice::Notice;
use crate::part::use_navigate;
use crate::partner::{ListContext, use_list};
use crate::path::{self, ADD_ASSET};
use crate::ui::{Dialog, Erased, ErrorSummary, Failed, Icon, Select, TextArea, TextField, focus};

/// The dialog **Add Partners**; without script, a page.
#[component]
pub fn Add() -> impl IntoView {
    let center = use_open_center();
    let list = path::partners(&center.slug);
    let first = SharedValue::new(|| use_context::<InviteForm>().unwrap_or_default()).into_inner();
    let refused_title = first.is_refused();
    let form = RwSignal::new(first);
    let location = use_location();
    let back = Signal::derive(move || path::with_list_query(list.clone(), Some(&location.search.read())));
    let mail = format!("{}/mail", path::add_partners(&center.slug));
    let view_as = format!("{}/view", path::add_partners(&center.slug));

    let ListContext { invite, notice } = use_list();
    let before = invite.version().get_untracked();
    let navigate = use_navigate();
    let sent = move |said| {
        notice.set(Some(said));
        navigate(&back.get_untracked(), NavigateOptions { scroll: false, ..NavigateOptions::default() });
    };
    Effect::new(move |_| {
        if invite.version().get() == before {
            return;
        }
        match invite.value().get_untracked() {
            Some(Ok(InviteOutcome::Sent)) => sent(Notice::Invited),
            Some(Ok(InviteOutcome::SentBySms)) => sent(Notice::InvitedBySms),
            Some(Ok(InviteOutcome::Added(added))) => {
                form.set(added);
                focus(ADD_ASSET);
            }
            Some(Ok(InviteOutcome::Refused(refused))) => form.set(refused),
            Some(Err(error)) => form.update(|form| *form = form.clone().with_failure(&error)),
            None => {}
        }
    });
    let submit = calls(invite);
    let right = Memo::new(move |_| {
        let right = form.with(|form| form.value(InviteField::RightContact));
        Some(right).filter(|right| !right.is_empty())
    });
    let title = if refused_title { "Error: Add Partners" } else { "Add Partners" };
    view! {
        <Title text=format!("{title} · {} · Keyholder", center.name)/>
        <Dialog back opener="add-partners" title="Add Partners" subtitle=format!("to {}", center.name) class="dialog dialog--wide add">
            <form method="post" novalidate on:submit=submit>
                <input type="hidden" name="slug" value=center.slug.clone()/>
                <input
                    type="hidden"
                    name=InviteField::AsTyped.name()
                    value=move || form.with(|form| form.value(InviteField::AsTyped))
                />
                <Fields form slug=center.slug.clone() unconfirmed=center.unconfirmed/>
                <div class="dialog__foot">
                    <a class="btn" href=move || back.get() data-noscroll>"Close"</a>
                    // Where a slip is likely, what is offered beside it is.
                    <button
                        class="btn"
                        class=("btn--primary", move || right.get().is_none())
                        aria-busy=move || invite.pending().get().then_some("true")
                    >
                        "Send Invite"
                    </button>
                    // After it, so that Enter does not press it.
                    {move || right.get().map(|right| {
                        let shown = right.clone();
                        view! {
                            <button class="btn btn--primary dialog__instead" name=InviteField::RightContact.name() value=right>
                                <span>"Send it to " <bdi>{shown}</bdi></span>
                            </button>
                        }
                    })}
                    // Shown first, but not what Enter presses.
                    <p class="with-i">
                        <Icon name="mail"/>
                        <span>
                            "Goes out in English. "
                            <button class="linkish" formaction=mail formtarget="_blank">"See the mail"</button>
                            " · "
                            <button class="linkish" formaction=view_as formtarget="_blank">"View as"</button>
                            " · "
                            <GuideBeside article=Article::Inviting/>
                        </span>
                    </p>
                </div>
            </form>
        </Dialog>
    }
    .erased()
}

#[component]
fn Fields(form: RwSignal<InviteForm>, slug: String, unconfirmed: bool) -> impl IntoView {
    let query = use_query_map();
    let asked = move || {
        let query = query.read_untracked();
        let again = query.get(path::AGAIN).and_then(|id| id.parse::<PartnerId>().ok());
        (again, query.get(ADD_ASSET).unwrap_or_default())
    };
    let page = Resource::new(asked, move |(again, gives)| ask_before_inviting(slug.clone(), again, gives));
    view! {
        <div class="dialog__body">
            <Transition>
                {move || Suspend::new(async move {
                    match page.await {
                        Ok(page) => {
                            if let Some(filled_in) = page.filled_in.clone().filter(|_| form.with_untracked(|form| *form == InviteForm::default())) {
                                form.set(filled_in);
                            }
                            Either::Left(view! { <Ask form=form.into() page unconfirmed/> })
                        }
                        Err(error) => Either::Right(view! { <Failed error/> }),
                    }
                })}
            </Transition>
        </div>
    }
    .erased()
}

#[component]
fn Ask(form: Signal<InviteForm>, page: BeforeInviting, unconfirmed: bool) -> impl IntoView {
    let level = form.with_untracked(|form| AccessLevel::parse(&form.value(InviteField::Level)));
    let level = level.unwrap_or(AccessLevel::Standard);
    let error = Signal::derive(move || form.with(|form| form.error(InviteField::Level)));
    let ticked =
        form.with_untracked(|form| form.values(InviteField::Modules).map(str::to_owned).collect::<Vec<_>>());
    // Drawn anew with an answer about them, and not with a call that failed: what was chosen since would be lost.
    let assets = Memo::new(move |_| {
        form.with(|form| {
            let rows = AssetRow::read(form.values(InviteField::Assets));
            (rows, form.value(InviteField::AddAsset), form.error(InviteField::AddAsset))
        })
    });
    let given = Signal::derive(move || {
        let given = |(rows, ..): &(Vec<AssetRow>, String, Option<String>)| {
            let given = rows.iter().filter(|row| !row.role.is_empty());
            given.map(|row| row.target.spelt()).collect::<Vec<_>>()
        };
        assets.with(given)
    });
    let ends = RwSignal::new(form.with_untracked(|form| form.value(InviteField::Ends)));
    let kinds = PartnerKind::ALL.map(|kind| (kind.as_str().to_owned(), kind.label().to_owned())).to_vec();
    view! {
        <div class="split">
            <div class="form">
                {unconfirmed.then(|| view! { <ConfirmFirst/> })}
                <ErrorSummary form/>
                <TextField
                    field=InviteField::Contact
                    label="Email or phone number"
                    form
                    hint=whom_hint(page.sms_to.as_deref())
                    inputmode=if page.sms_to.is_some() { "text" } else { "email" }
                />
                <div class="form__row">
                    <Select field=InviteField::Kind label="Partner kind" form choices=kinds empty="Choose"/>
                    <TextField field=InviteField::Organisation label="Organisation" form optional=true/>
                </div>
                <details class="usually">
                    <summary class="linkish">"What usually suits each kind"</summary>
                    <dl class="facts mt-2">
                        {PartnerKind::ALL
                            .map(|kind| view! { <div><dt>{kind.label()}</dt><dd>{kind.usually()}</dd></div> })
                            .into_iter()
                            .collect_view()}
                    </dl>
                </details>
                <LevelChoice chosen=level error seats=page.admin_seats/>
                {page.standard_warning.map(|warning| view! { <p class="hint care add__standard">{warning}</p> })}
                <ModuleTicks ticked/>
                {move || {
                    let (rows, typed, problem) = assets.get();
                    view! { <AssetRows rows suggested=page.suggested.clone() typed problem whole=ends.into()/> }
                }}
                <div class="add__standard"><AccessEnds field=InviteField::Ends form zone=page.zone typed=ends/></div>
                <TextArea
                    field=InviteField::Note
                    label="Note"
                    form
                    optional=true
                    hint=note_hint(page.sms_to.is_some())
                />
            </div>
            <ChosenSummary works=page.works ends=ends.into() given/>
        </div>
    }
    .ready()
}

/// What works, before anything is typed (DOMAIN 3).
fn whom_hint(sms_to: Option<&str>) -> String {
    match sms_to {
        None => {
            "One at a time: only this address can accept. No SMS gateway is set up here, so only e-mail works.".to_owned()
        }
        Some(countries) => format!(
            "One at a time: only this address can accept. A phone number gets an SMS: type it from the + on, like +81 90 1234 5678. SMS \
             go to numbers of {countries}."
        ),
    }
}

fn note_hint(sms: bool) -> &'static str {
    if sms {
        "Plain text without links, 300 characters at most. It stands in the mail, or on the page that an SMS leads to, as written by you."
    } else {
        "Plain text without links, 300 characters at most. It stands in the mail as written by you."
    }
}

#[component]
fn ConfirmFirst() -> impl IntoView {
    view! {
        <div class="note note--care">
            <Icon name="mail"/>
            <div>
                <b>"Confirm your address first"</b>
                <p>
                    "Invitations can be sent once your own address is confirmed. We have sent a link to it. "
                    <a href=path::ACCOUNT rel="external">"Send the link again"</a>
                </p>
            </div>
        </div>
    }
    .ready()
}
