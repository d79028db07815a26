//! A bulk change that is over: what became of it, and how everybody stands now.

use domain::partner::{BulkDeed, BulkOver};
use leptos::either::Either;
use leptos::prelude::*;

use super::run::{Run, Turn};
use crate::partner::row::State;
use crate::ui::{Erased, Head, Icon, Ledger};

/// Where the focus goes when it is over: the button that had it is gone.
pub(super) const OVER: &str = "bulk-over";

/// At the head of the page: what was not done first.
#[component]
pub(super) fn Over(deed: BulkDeed, over: BulkOver) -> impl IntoView {
    let (class, icon) =
        if over.is_whole() { ("note note--ok mb-4", "check") } else { ("note note--care mb-4", "warn") };
    view! {
        <div class=class id=OVER tabindex="-1">
            <Icon name=icon/>
            <div>
                {over.not_done().map(|words| view! { <p>{words}</p> })}
                <p><b>{deed.done(over)}</b></p>
            </div>
        </div>
    }
    .ready()
}

#[component]
pub(super) fn Results(run: Run, back: String) -> impl IntoView {
    let row = |turn: Turn| {
        let state = turn.state();
        let result = match turn.outcome.get() {
            Some(outcome) => Either::Left({
                view! { <span class=if outcome.done { "ok" } else { "bad" }>{outcome.words}</span> }
            }),
            None => Either::Right(view! { <span class="muted">"Unticked: nothing was done."</span> }),
        };
        view! {
            <tr role="row">
                <th role="rowheader" scope="row">
                    <bdi>{turn.item.name}</bdi> <span class="sub" dir="auto">{turn.item.under}</span>
                </th>
                <td role="cell" data-label="State"><State state/></td>
                <td role="cell" data-label="Result">{result}</td>
            </tr>
        }
    };
    view! {
        <div class="acts"><a class="btn btn--primary" href=back>"Back to Partners"</a></div>
        <Ledger caption="Partners" fold="fold fold--s" heads=["Partner", "State", "Result"].map(Head::of)>
            {run.turns.get_value().into_iter().map(row).collect_view()}
        </Ledger>
    }
    .ready()
}
