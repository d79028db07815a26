//! The same done with many partners: who they are is said first, then it is done with one after the other.

#[cfg(feature = "ssr")]
pub(crate) mod handler;
pub mod server;

use domain::partner::BulkDeed;
use leptos::either::Either;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_meta::Title;

use self::server::{BulkItem, BulkOutcome, BulkPage, LeftOutItem, do_in_bulk};
use super::row::State;
use crate::center::{for_admins, use_open_center};
use crate::form::may_handle;
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

/// Users → Partners → many at once.
#[component]
pub fn Bulk() -> impl IntoView {
    for_admins(|| view! { <Page/> }).erased()
}

#[component]
fn Page() -> impl IntoView {
    let page = SharedValue::new(|| use_context::<BulkPage>().unwrap_or_default()).into_inner();
    let center = use_open_center();
    let title = page.deed.map_or("Partners", BulkDeed::label);
    let shown = match page.deed {
        Some(deed) if !page.items.is_empty() => Either::Left(view! { <Turns slug=center.slug deed page/> }),
        _ => Either::Right(view! { <Nobody list=path::partners(&center.slug) page/> }),
    };
    view! {
        <Title text=format!("{title} · {} · Keyholder", center.name)/>
        <div class="head"><div class="head__title"><h1>{title}</h1></div></div>
        {shown}
    }
    .erased()
}

#[component]
fn Turns(slug: String, deed: BulkDeed, page: BulkPage) -> impl IntoView {
    let BulkPage { items, left_out, more, begun, back, .. } = page;
    let turns: Vec<_> =
        items.into_iter().map(|item| Turn { outcome: RwSignal::new(item.outcome.clone()), item }).collect();
    let problem = RwSignal::new(None::<String>);
    let kept = StoredValue::new(turns.clone());
    let since = begun.clone();
    let run = Action::new(move |(): &()| {
        let (slug, since) = (slug.clone(), since.clone());
        async move { problem.set(in_pieces(slug, deed, since, kept.get_value()).await) }
    });
    let submit = move |event: SubmitEvent| {
        if may_handle() {
            event.prevent_default();
            // A second click means the same.
            if run.pending().get_untracked() {
                return;
            }
            problem.set(None);
            run.dispatch(());
        }
    };
    let all = turns.len();
    let left =
        move || kept.with_value(|turns| turns.iter().filter(|turn| turn.outcome.read().is_none()).count());
    let done = move || {
        let is_done = |turn: &&Turn| turn.outcome.read().as_ref().is_some_and(|outcome| outcome.done);
        kept.with_value(|turns| turns.iter().filter(is_done).count())
    };
    let progress = move || match (all - left(), done()) {
        (0, _) => String::new(),
        (tried, done) if tried == done => format!("{done} of {all} done."),
        (tried, done) => format!("{done} of {all} done, {} refused.", tried - done),
    };
    let busy = move || run.pending().get().then_some("true");
    let asked = back.split_once('?').map_or_else(String::new, |(_, query)| query.to_owned());
    view! {
        <form method="post" class="stack" on:submit=submit>
            <input type="hidden" name="do" value=deed.as_str()/>
            <input type="hidden" name="seen" value="yes"/>
            <input type="hidden" name="begun" value=begun/>
            <input type="hidden" name="asked" value=asked/>
            <p><b>{with_so_many(all)}</b> {deed.means()}</p>
            {more.then(|| view! { <p class="note note--care"><Icon name="warn"/> <span>"The list has more than 4,000: these are the first 4,000 of it."</span></p> })}
            <p class="bulk-progress" role="status">
                {progress}
            </p>
            <p role="alert" class="bad">{move || problem.get()}</p>
            <div class="acts">
                {move || {
                    (left() > 0)
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
            <TurnTable turns/>
        </form>
        {(!left_out.is_empty()).then(|| view! { <Left left_out/> })}
    }
    .erased()
}

fn with_so_many(all: usize) -> String {
    if all == 1 { "With 1 partner. ".to_owned() } else { format!("With {all} partners. ") }
}

/// One piece after the other, until all are done or something stands in the way of the rest.
async fn in_pieces(slug: String, deed: BulkDeed, begun: String, turns: Vec<Turn>) -> Option<String> {
    let left = turns.iter().filter(|turn| turn.outcome.get_untracked().is_none()).collect::<Vec<_>>();
    for piece in left.chunks(PIECE) {
        let partners = piece.iter().map(|turn| turn.item.id).collect();
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

#[component]
fn TurnTable(turns: Vec<Turn>) -> impl IntoView {
    let row = |Turn { item, outcome }: Turn| {
        let BulkItem { id, name, under, state, .. } = item;
        let result = move || {
            outcome.get().map(|BulkOutcome { done, words }| {
                view! { <span class=if done { "ok" } else { "bad" }>{words}</span> }
            })
        };
        let waits = move || {
            outcome.read().is_none().then(|| view! { <input type="hidden" name="id" value=id.to_string()/> })
        };
        view! {
            <tr role="row">
                <th role="rowheader" scope="row"><bdi>{name}</bdi> <span class="sub" dir="auto">{under}</span></th>
                <td role="cell" data-label="State"><State state/></td>
                <td role="cell" data-label="Result">{result} {waits}</td>
            </tr>
        }
    };
    let heads = ["Partner", "State", "Result"].map(Head::of);
    view! {
        <Ledger caption="Partners" fold="fold fold--s" heads>
            {turns.into_iter().map(row).collect_view()}
        </Ledger>
    }
    .ready()
}

#[component]
fn Left(left_out: Vec<LeftOutItem>) -> impl IntoView {
    view! {
        <section class="section" aria-labelledby="h-left-out">
            <div class="section__head"><h2 id="h-left-out">"Left out"</h2></div>
            <ul class="stack">
                {left_out
                    .into_iter()
                    .map(|LeftOutItem { name, why }| view! { <li><b><bdi>{name}</bdi></b> <span class="sub">{why}</span></li> })
                    .collect_view()}
            </ul>
        </section>
    }
    .ready()
}

#[component]
fn Nobody(list: String, page: BulkPage) -> impl IntoView {
    let words = if page.left_out.is_empty() {
        "Nobody is chosen."
    } else {
        "It can be done with none of those who were chosen."
    };
    let back = if page.back.is_empty() { list } else { page.back };
    view! {
        <p class="empty">{words} " " <a href=back>"Back to Partners"</a></p>
        {(!page.left_out.is_empty()).then(|| view! { <Left left_out=page.left_out/> })}
    }
    .ready()
}
