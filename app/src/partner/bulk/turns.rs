//! The form of a bulk change: who is ticked, the button, and what became of it with each.

use std::collections::HashSet;

use domain::id::{OrganisationId, PartnerId};
use domain::note::Note;
use domain::partner::BulkDeed;
use domain::seats::grouped;
use leptos::either::Either;
use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;
use web_sys::FormData;

use super::Left;
use super::over::{OVER, Over, Results};
use super::run::{Run, Turn};
use super::server::{
    BulkField, BulkForm, BulkItem, BulkOutcome, BulkPage, LeftOutItem, rehearse_organisation,
};
use crate::center::use_change;
use crate::form::{FormField, may_handle};
use crate::partner::row::State;
use crate::path;
use crate::ui::{Erased, ErrorSummary, Head, Icon, Ledger, TextField, focus};

#[component]
pub fn Turns(slug: String, deed: BulkDeed, page: BulkPage) -> impl IntoView {
    let (run, shown) = (Run::of(&page), page.shown());
    let (left_out, came) = (page.left_out.clone(), RwSignal::new(page.came.clone()));
    let problem = RwSignal::new(page.problem.clone());
    let (since, at) = (page.begun.clone(), slug.clone());
    let goes = Action::new(move |reason: &String| {
        let (slug, since, reason) = (at.clone(), since.clone(), reason.clone());
        async move {
            let stopped = run.in_pieces(slug, deed, since, reason).await;
            if stopped.is_none() {
                run.over.set(true);
                focus(OVER);
            }
            problem.set(stopped);
        }
    });
    let look_again = page.of.as_ref().map(|of| {
        says_who_comes(slug.clone(), of.id, shown, goes.pending(), came);
        path::revoke_organisation(&slug, of.id)
    });
    let without = left_out.len();
    let page = StoredValue::new(page);
    let said = move || {
        if run.over.get() {
            Either::Left(view! { <Over deed over=run.came_to(without)/> })
        } else {
            Either::Right(view! { <p class="bulk-progress">{move || run.progress()}</p> })
        }
    };
    let stands = move || {
        if run.over.get() {
            Either::Left(view! { <Results run back=page.with_value(|page| page.back.clone())/> })
        } else {
            Either::Right(view! { <Asks run deed page=page.get_value() problem goes/> })
        }
    };
    view! {
        // There from the start, so that what comes into it is read out.
        <div role="status">{said}</div>
        <div class="stack">{stands}</div>
        {look_again.map(|look_again| view! { <Came came look_again/> })}
        {(!left_out.is_empty()).then(|| view! { <Left id="h-left-out" title="Left out" left_out/> })}
    }
    .erased()
}

/// The form, before it and while it goes on.
#[component]
fn Asks(
    run: Run,
    deed: BulkDeed,
    page: BulkPage,
    problem: RwSignal<Option<String>>,
    /// With a reason that is one.
    goes: Action<String, ()>,
) -> impl IntoView {
    let shown = page.shown();
    let BulkPage { left_out, more, begun, back, of, form: state, .. } = page;
    let form = NodeRef::<html::Form>::new();
    Effect::new(move |_| run.reads(form));
    let state = RwSignal::new(state);
    let reason = move || {
        let mut now = BulkForm::default().typed(BulkField::Reason, typed(form, BulkField::Reason));
        let reason = now.value(BulkField::Reason);
        let is_one = now.take(BulkField::Reason, Note::parse(&reason)).is_some();
        state.set(now);
        is_one.then_some(reason)
    };
    let submit = move |event: SubmitEvent| {
        if may_handle() {
            event.prevent_default();
            // A second click means the same.
            if goes.pending().get_untracked() {
                return;
            }
            problem.set(None);
            if let Some(reason) = reason() {
                goes.dispatch(reason);
            }
        }
    };
    let busy = move || goes.pending().get().then_some("true");
    let asked = back.split_once('?').map_or_else(String::new, |(_, query)| query.to_owned());
    let many = u32::try_from(shown.len()).unwrap_or(u32::MAX);
    // Who was shown comes back, where who came is told apart from who was unticked. Of a list, whoever was left out does.
    let (brought, ids) = match of {
        Some(_) => ("shown", shown.into_iter().collect::<Vec<_>>()),
        None => ("left_out", left_out.into_iter().map(|item| item.id).collect()),
    };
    let whole = of.map(|of| {
        view! { <p>"Everybody of " <bdi>{of.name}</bdi> " who is in, and the open invitations to it. Untick who shall stay."</p> }
    });
    view! {
        <form method="post" class="stack" node_ref=form on:submit=submit on:change=move |_| run.reads(form)>
            <input type="hidden" name="do" value=deed.as_str()/>
            <input type="hidden" name="seen" value="yes"/>
            <input type="hidden" name="begun" value=begun/>
            <input type="hidden" name="asked" value=asked/>
            {ids.into_iter().map(|id| view! { <input type="hidden" name=brought value=id.to_string()/> }).collect_view()}
            {whole}
            <p><b>{move || run.counted(deed)}</b> " " {deed.means()}</p>
            {more
                .then(|| {
                    view! { <p class="note note--care"><Icon name="warn"/> <span>{format!("There are more: these are the first {}.", grouped(many))}</span></p> }
                })}
            {deed.ends().then(|| view! {
                <ErrorSummary form=state/>
                <div class="page--narrow">
                    <TextField
                        field=BulkField::Reason
                        label="Reason"
                        form=state
                        optional=true
                        hint="Only Admins see it, in the history of each who loses access."
                    />
                </div>
            })}
            <p role="alert" class="bad">{move || problem.get()}</p>
            <div class="acts">
                {move || {
                    (run.waiting() > 0)
                        .then(|| {
                            view! {
                                <button class="btn" class=("btn--danger", deed.ends()) class=("btn--primary", !deed.ends()) aria-busy=busy>
                                    {deed.label()}
                                </button>
                            }
                        })
                }}
                <a class="btn btn--quiet" href=back>"Back to Partners"</a>
            </div>
            <TurnTable run deed/>
        </form>
    }
    .erased()
}

/// What stands in a field of the form.
fn typed(form: NodeRef<html::Form>, field: BulkField) -> String {
    let data = form.get_untracked().and_then(|form| FormData::new_with_form(&form).ok());
    data.and_then(|data| data.get(field.name()).as_string()).unwrap_or_default()
}

/// Whoever comes to the Organisation while its page stands is said: they were not shown, so nothing is done with them.
fn says_who_comes(
    slug: String,
    id: OrganisationId,
    shown: HashSet<PartnerId>,
    running: Memo<bool>,
    came: RwSignal<Vec<LeftOutItem>>,
) {
    let look = Action::new(move |(): &()| {
        let (asked, shown) = (rehearse_organisation(slug.clone(), Some(id)), shown.clone());
        async move {
            if let Ok(page) = asked.await {
                came.set(page.with_who_came(&shown).came);
            }
        }
    });
    let change = use_change();
    Effect::new(move |before: Option<i64>| {
        let now = change.get();
        match before {
            // Each turn is a change: one look comes after all of them.
            Some(before) if running.get() => before,
            Some(before) if before != now => {
                look.dispatch(());
                now
            }
            _ => now,
        }
    });
}

/// There from the start, so that what comes into it is read out.
#[component]
fn Came(came: RwSignal<Vec<LeftOutItem>>, look_again: String) -> impl IntoView {
    let said = move || {
        let came = came.get();
        let again = look_again.clone();
        (!came.is_empty()).then(|| {
            view! {
                <Left id="h-came" title="Came since you looked" left_out=came/>
                <p class="mt-3">"Nothing is done with them. " <a href=again rel="external">"Look again"</a></p>
            }
        })
    };
    view! { <div role="status">{said}</div> }.ready()
}

#[component]
fn TurnTable(run: Run, deed: BulkDeed) -> impl IntoView {
    let ends = deed == BulkDeed::Revoke;
    let row = move |turn: Turn| {
        let (now, outcome) = (turn.clone(), turn.outcome);
        let BulkItem { id, name, under, ends: lines, ticked, .. } = turn.item;
        let result = move || {
            outcome.get().map(|BulkOutcome { done, words, .. }| {
                view! { <span class=if done { "ok" } else { "bad" }>{words}</span> }
            })
        };
        // What goes with it stands under what ends.
        let line = |(at, text)| {
            let class = if at == 0 { "" } else { "sub" };
            view! { <span class=class dir="auto">{text}</span> " " }
        };
        let lines = lines.into_iter().enumerate().map(line).collect_view();
        view! {
            <tr role="row">
                <th role="rowheader" scope="row">
                    <label class="turn">
                        <input
                            class="tick"
                            type="checkbox"
                            name="id"
                            value=id.to_string()
                            checked=ticked
                            disabled=move || outcome.read().is_some()
                        />
                        <span><bdi>{name}</bdi> <span class="sub" dir="auto">{under}</span></span>
                    </label>
                </th>
                <td role="cell" data-label="State">{move || view! { <State state=now.state()/> }}</td>
                {ends.then(|| view! { <td role="cell" data-label="Ends">{lines}</td> })}
                <td role="cell" data-label="Result">{result}</td>
            </tr>
        }
    };
    let heads = ["Partner", "State"].into_iter().chain(ends.then_some("Ends")).chain(["Result"]);
    let heads: Vec<_> = heads.map(Head::of).collect();
    view! {
        <Ledger caption="Partners" fold="fold fold--s" heads>
            {run.turns.get_value().into_iter().map(row).collect_view()}
        </Ledger>
    }
    .ready()
}
