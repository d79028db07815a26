//! The form of a bulk change: who is ticked, the button, and what became of it with each.

use std::collections::HashSet;

use domain::id::{OrganisationId, PartnerId};
use domain::partner::{BulkDeed, PartnerState};
use domain::seats::grouped;
use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;
use web_sys::FormData;

use super::Left;
use super::server::{
    BulkItem, BulkOutcome, BulkPage, LeftOutItem, NOBODY_TICKED, WholeOrganisation, do_in_bulk,
    rehearse_organisation,
};
use crate::center::use_change;
use crate::form::may_handle;
use crate::partner::row::State;
use crate::path;
use crate::ui::{Erased, Head, Icon, Ledger};

/// As many as one call is about: each answer moves what the page says.
const PIECE: usize = 10;

/// One of them, and what became of it.
#[derive(Clone)]
struct Turn {
    item: BulkItem,
    outcome: RwSignal<Option<BulkOutcome>>,
}

/// All of them, and who is ticked.
#[derive(Clone, Copy)]
struct Run {
    turns: StoredValue<Vec<Turn>>,
    ticked: RwSignal<HashSet<PartnerId>>,
}

impl Run {
    fn of(items: Vec<BulkItem>) -> Self {
        let ticked = items.iter().filter(|item| item.ticked).map(|item| item.id).collect();
        let turn = |item: BulkItem| Turn { outcome: RwSignal::new(item.outcome.clone()), item };
        Self { turns: StoredValue::new(items.into_iter().map(turn).collect()), ticked: RwSignal::new(ticked) }
    }

    /// A box may have been ticked before the page was live, so the form is read.
    fn reads(self, form: NodeRef<html::Form>) {
        let Some(form) = form.get() else { return };
        let Ok(data) = FormData::new_with_form(&form) else { return };
        let ids = data.get_all("id").iter().filter_map(|id| id.as_string()?.parse().ok()).collect();
        self.ticked.set(ids);
    }

    fn count(self, is_one: impl Fn(&Turn) -> bool) -> usize {
        self.turns.with_value(|turns| turns.iter().filter(|turn| is_one(turn)).count())
    }

    /// Those whose turn is still to come, ticked or not.
    fn waiting(self) -> usize {
        self.count(|turn| turn.outcome.read().is_none())
    }

    fn is_meant(self, turn: &Turn) -> bool {
        turn.outcome.read().is_some() || self.ticked.read().contains(&turn.item.id)
    }

    /// "3 lose access, 2 invitations are cancelled."
    fn counted(self, deed: BulkDeed) -> String {
        let active = |turn: &Turn| turn.item.state == PartnerState::Active;
        deed.counted(
            self.count(|turn| self.is_meant(turn) && active(turn)),
            self.count(|turn| self.is_meant(turn) && !active(turn)),
        )
    }

    /// "2 of 3 done, 1 refused."
    fn progress(self) -> String {
        let all = self.count(|turn| self.is_meant(turn));
        let tried = self.count(|turn| turn.outcome.read().is_some());
        let done = self.count(|turn| turn.outcome.read().as_ref().is_some_and(|outcome| outcome.done));
        match tried {
            0 => String::new(),
            tried if tried == done => format!("{done} of {all} done."),
            tried => format!("{done} of {all} done, {} refused.", tried - done),
        }
    }
}

#[component]
pub fn Turns(slug: String, deed: BulkDeed, page: BulkPage) -> impl IntoView {
    let shown = page.shown();
    let BulkPage { items, left_out, came, more, begun, back, of, problem, .. } = page;
    let (run, form) = (Run::of(items), NodeRef::<html::Form>::new());
    let problem = RwSignal::new(problem);
    let (since, at) = (begun.clone(), slug.clone());
    let goes = Action::new(move |(): &()| {
        let (slug, since) = (at.clone(), since.clone());
        async move { problem.set(in_pieces(slug, deed, since, run).await) }
    });
    Effect::new(move |_| run.reads(form));
    let submit = move |event: SubmitEvent| {
        if may_handle() {
            event.prevent_default();
            // A second click means the same.
            if goes.pending().get_untracked() {
                return;
            }
            problem.set(None);
            goes.dispatch(());
        }
    };
    let busy = move || goes.pending().get().then_some("true");
    let asked = back.split_once('?').map_or_else(String::new, |(_, query)| query.to_owned());
    let many = u32::try_from(shown.len()).unwrap_or(u32::MAX);
    let came = RwSignal::new(came);
    let look_again = of.map(|WholeOrganisation { id, .. }| {
        says_who_comes(slug.clone(), id, shown.clone(), goes.pending(), came);
        path::revoke_organisation(&slug, id)
    });
    // Who was shown comes back, where who came is told apart from who was unticked.
    let shown = look_again.is_some().then_some(shown).into_iter().flatten();
    view! {
        <form method="post" class="stack" node_ref=form on:submit=submit on:change=move |_| run.reads(form)>
            <input type="hidden" name="do" value=deed.as_str()/>
            <input type="hidden" name="seen" value="yes"/>
            <input type="hidden" name="begun" value=begun/>
            <input type="hidden" name="asked" value=asked/>
            {shown.map(|id| view! { <input type="hidden" name="shown" value=id.to_string()/> }).collect_view()}
            <p><b>{move || run.counted(deed)}</b> " " {deed.means()}</p>
            {more
                .then(|| {
                    view! { <p class="note note--care"><Icon name="warn"/> <span>{format!("There are more: these are the first {}.", grouped(many))}</span></p> }
                })}
            <p class="bulk-progress" role="status">
                {move || run.progress()}
            </p>
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
        {look_again.map(|look_again| view! { <Came came look_again/> })}
        {(!left_out.is_empty()).then(|| view! { <Left id="h-left-out" title="Left out" left_out/> })}
    }
    .erased()
}

/// One piece after the other, until all are done or something stands in the way of the rest.
async fn in_pieces(slug: String, deed: BulkDeed, begun: String, run: Run) -> Option<String> {
    let is_meant = |turn: &Turn| {
        turn.outcome.get_untracked().is_none() && run.ticked.read_untracked().contains(&turn.item.id)
    };
    let mut left = run.turns.get_value();
    left.retain(is_meant);
    if left.is_empty() {
        return Some(NOBODY_TICKED.to_owned());
    }
    for piece in left.chunks(PIECE) {
        // Whoever is unticked while others have their turn has none.
        let partners: Vec<_> = piece.iter().filter(|turn| is_meant(turn)).map(|turn| turn.item.id).collect();
        match do_in_bulk(slug.clone(), deed.as_str().to_owned(), begun.clone(), partners).await {
            Ok(outcomes) => {
                for (id, outcome) in outcomes {
                    if let Some(turn) = piece.iter().find(|turn| turn.item.id == id) {
                        turn.outcome.set(Some(outcome));
                    }
                }
            }
            Err(error) => return Some(error.to_string()),
        }
    }
    None
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
    let row = move |Turn { item, outcome }: Turn| {
        let BulkItem { id, name, under, state, ends: lines, ticked, .. } = item;
        let result = move || {
            outcome.get().map(|BulkOutcome { done, words }| {
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
                <td role="cell" data-label="State"><State state/></td>
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
