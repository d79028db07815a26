//! **Revoke Access**: what ends, and the button that ends it.

#[cfg(feature = "ssr")]
pub(crate) mod handler;
mod left;
#[cfg(feature = "ssr")]
mod rehearse;
pub mod server;
#[cfg(feature = "ssr")]
mod successors;

use domain::guide::Article;
use domain::id::PartnerId;
use domain::revoke::OpenInvitation;
use leptos::either::{Either, EitherOf3};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_params_map;

use self::left::Left;
use self::server::{Rehearsed, RevokeField, RevokeForm, RevokeOutcome, Whom, rehearse_revoke};
use super::details::{DetailsContext, REVOKE_OPENER, use_details};
use crate::center::use_open_center;
use crate::form::calls;
use crate::help::GuideBeside;
use crate::notice::Notice;
use crate::part::use_navigate;
use crate::partner::back::use_back;
use crate::partner::candidates::{Candidates, OnlyAdmin};
use crate::partner::organisation::AllOf;
use crate::ui::{Choice, Dialog, Erased, ErrorSummary, Failed, Icon, TextField};

/// The dialog before the page of whom it is about; without script, a page.
#[component]
pub fn Revoke() -> impl IntoView {
    let slug = StoredValue::new(use_open_center().slug);
    let params = use_params_map();
    let id = move || params.read().get("id").and_then(|id| id.parse::<PartnerId>().ok());
    let back = use_back(id);
    let first = SharedValue::new(|| use_context::<RevokeForm>().unwrap_or_default()).into_inner();
    let DetailsContext { revoke, notice, title, .. } = use_details();
    title.set(Some(if first.is_refused() { "Error: Revoke Access" } else { "Revoke Access" }.to_owned()));
    on_cleanup(move || title.set(None));
    let form = RwSignal::new(first);
    let before = revoke.version().get_untracked();
    let navigate = use_navigate();
    Effect::new(move |_| {
        if revoke.version().get() == before {
            return;
        }
        match revoke.value().get_untracked() {
            Some(Ok(RevokeOutcome::Revoked)) => {
                back.says(Notice::Revoked, notice);
                navigate(
                    &back.to.get_untracked(),
                    NavigateOptions { scroll: false, ..NavigateOptions::default() },
                );
            }
            Some(Ok(RevokeOutcome::Refused(refused))) => form.set(refused),
            Some(Err(error)) => form.update(|form| *form = form.clone().with_failure(&error)),
            None => {}
        }
    });
    let submit = calls(revoke);
    // What ends is looked at anew after each try.
    let shown = Resource::new(
        move || (id(), revoke.version().get()),
        move |(id, _)| rehearse_revoke(slug.get_value(), id),
    );
    let pending = Signal::derive(move || revoke.pending().get());
    let back = back.to;
    view! {
        <Dialog back opener=REVOKE_OPENER title="Revoke Access" class="dialog dialog--sheet revoke">
            <form method="post" novalidate on:submit=submit>
                <input type="hidden" name="slug" value=slug.get_value()/>
                <input type="hidden" name="partner" value=move || id().map(|id| id.to_string())/>
                <Transition>
                    {move || Suspend::new(async move {
                        match shown.await {
                            Ok(Rehearsed::Shown(whom)) => {
                                EitherOf3::A(view! { <Ask form=form.into() whom=*whom back pending/> })
                            }
                            Ok(Rehearsed::Refused { words, candidates }) => {
                                EitherOf3::B(view! { <NothingToRevoke slug=slug.get_value() words candidates back/> })
                            }
                            Err(error) => EitherOf3::C(view! { <Failed error/> }),
                        }
                    })}
                </Transition>
            </form>
        </Dialog>
    }
    .erased()
}

#[component]
fn Ask(form: Signal<RevokeForm>, whom: Whom, back: Signal<String>, pending: Signal<bool>) -> impl IntoView {
    let kept =
        form.with_untracked(|form| form.values(RevokeField::Keep).map(str::to_owned).collect::<Vec<_>>());
    let tell = form.with_untracked(|form| !form.is_refused() || form.value(RevokeField::Tell) == "yes");
    let Whom { name, mailed, under, ends, stays, sent, proposals, campaigns, rehearsed, others } = whom;
    let told = mailed.then(|| name.clone());
    view! {
        <div class="dialog__body stack">
            <ErrorSummary form/>
            <p>"Revoke access of " <b><bdi>{name}</bdi></b> "? " <span class="sub" dir="auto">{under}</span></p>
            <Ends ends stays/>
            {others.map(|here| view! { <AllOf here/> })}
            {(!proposals.is_empty())
                .then(|| {
                    view! {
                        <Left
                            heading="Open proposals"
                            hint="Whoever takes one over proposes it from then on, and does not decide it. One that nobody takes over is withdrawn."
                            items=proposals
                            form
                        />
                    }
                })}
            {(!campaigns.is_empty())
                .then(|| {
                    view! {
                        <Left
                            heading="Campaigns that they are responsible for"
                            hint="They run on. Whoever takes over is responsible for all of an ad account."
                            items=campaigns
                            form
                        />
                    }
                })}
            {(!sent.is_empty()).then(|| view! { <Sent sent kept/> })}
            <input type="hidden" name="rehearsed" value=rehearsed/>
            <TextField
                field=RevokeField::Reason
                label="Reason"
                form
                optional=true
                hint="Only Admins see it, in the history."
            />
            {told.map(|told| view! {
                <Choice
                    kind="checkbox"
                    name="tell"
                    value="yes"
                    id="tell".to_owned()
                    checked=tell
                    label=format!("Tell {told} by mail")
                    opens="Without the reason."
                />
            })}
        </div>
        <div class="dialog__foot">
            <p>"You can invite them again later, starting from this access. " <GuideBeside article=Article::Ending/></p>
            <a class="btn" href=move || back.get() data-noscroll>"Keep access"</a>
            <button class="btn btn--danger" aria-busy=move || pending.get().then_some("true")>"Revoke Access"</button>
        </div>
    }
    .ready()
}

/// What ends, and what stays.
#[component]
pub fn Ends(ends: Vec<String>, stays: Vec<String>) -> impl IntoView {
    view! {
        <div class="summary">
            <h2>"Ends at once"</h2>
            <ul class="loss">
                {ends
                    .into_iter()
                    .map(|line| view! { <li><Icon name="minus"/> <span>{line}</span></li> })
                    .collect_view()}
            </ul>
            <h2>"Stays"</h2>
            <ul class="can">
                {stays
                    .into_iter()
                    .map(|line| view! { <li><Icon name="check"/> <span dir="auto">{line}</span></li> })
                    .collect_view()}
            </ul>
        </div>
    }
    .ready()
}

/// The Invitations that they sent, each to be kept or not.
#[component]
pub fn Sent(sent: Vec<OpenInvitation>, kept: Vec<String>) -> impl IntoView {
    let tick = move |open: OpenInvitation| {
        let id = open.partner.to_string();
        let checked = kept.contains(&id);
        view! {
            <label class="choice">
                <input type="checkbox" name="keep[]" value=id checked=checked/>
                <span class="choice__text">
                    <b>"Keep the invitation to " <bdi>{open.contact}</bdi></b>
                    <small>"It becomes yours: a new link goes out, the old one no longer works."</small>
                </span>
            </label>
        }
    };
    view! {
        <fieldset>
            <legend class="legend">"Open invitations that they sent"</legend>
            <p class="hint">"Those that you don’t keep are cancelled."</p>
            <div class="choices mt-2">
                // A tick goes with its invitation: by place it would stand beside another one that came between.
                <For each=move || sent.clone() key=|open| open.partner children=tick/>
            </div>
        </fieldset>
    }
    .ready()
}

#[component]
fn NothingToRevoke(
    slug: String,
    words: String,
    candidates: Option<Candidates>,
    back: Signal<String>,
) -> impl IntoView {
    let said = match candidates {
        Some(candidates) => Either::Left(view! { <OnlyAdmin slug words candidates/> }),
        None => Either::Right(view! { <p>{words}</p> }),
    };
    view! {
        <div class="dialog__body">{said}</div>
        <div class="dialog__foot"><a class="btn" href=move || back.get() data-noscroll>"Close"</a></div>
    }
    .ready()
}
