use leptos::either::Either;
use leptos::prelude::*;

use super::server::GivenItem;
use crate::path;
use crate::ui::{Erased, Head, Ledger};

/// Those that count.
#[component]
pub fn Counting(slug: String, admin: bool, rows: Vec<GivenItem>) -> impl IntoView {
    if rows.is_empty() {
        let words = if admin {
            "None counts: whatever Operators propose waits for an Admin."
        } else {
            "None counts for you: whatever you propose waits for an Admin."
        };
        return Either::Left(view! { <p class="empty mb-6">{words}</p> });
    }
    let end = admin.then(|| Head::of("End"));
    let heads = ["Operator", "Up to", "Left today", "Last day", "Given"].map(Head::of);
    let heads: Vec<_> = heads.into_iter().chain(end).collect();
    let row = |item: GivenItem| view! { <CountingRow slug=slug.clone() admin item/> };
    let rows = rows.into_iter().map(row).collect_view();
    Either::Right(view! {
        <div class="list mb-6">
            <Ledger caption="Standing approvals" fold="list__table fold" class="ledger ledger--fold" heads>
                {rows}
            </Ledger>
        </div>
    })
}

#[component]
fn CountingRow(slug: String, admin: bool, item: GivenItem) -> impl IntoView {
    let end = admin.then(|| {
        let here = path::standing_approvals(&slug);
        let label = format!("End the standing approval of {} for {}", item.operator, item.ad_account);
        view! {
            <td role="cell" data-label="">
                <form method="post" action=here>
                    <input type="hidden" name="approval" value=item.id.to_string()/>
                    <button class="btn btn--small" name="do" value="end" aria-label=label>"End"</button>
                </form>
            </td>
        }
    });
    view! {
        <tr role="row">
            <Whose slug item=item.clone()/>
            <td role="cell" data-label="Up to">{item.ceiling}</td>
            <td role="cell" data-label="Left today"><span>{item.left}</span></td>
            <td role="cell" data-label="Last day">{item.last_day}</td>
            <td role="cell" data-label="Given"><span dir="auto">{item.given}</span></td>
            {end}
        </tr>
    }
    .ready()
}

/// Those that count no more.
#[component]
pub fn Ended(slug: String, rows: Vec<GivenItem>) -> impl IntoView {
    let row = |item: GivenItem| {
        let (up_to, given) = (item.ceiling.clone(), item.given.clone());
        let ended = item.ended.clone().unwrap_or_default();
        let entry = item.entry.map(|number| {
            let to = path::entry(&slug, number);
            view! { " " <a href=to>"Entry " {number}</a> }
        });
        view! {
            <tr role="row">
                <Whose slug=slug.clone() item/>
                <td role="cell" data-label="Up to">{up_to}</td>
                <td role="cell" data-label="Given"><span dir="auto">{given}</span></td>
                <td role="cell" data-label="Ended"><span dir="auto">{ended} {entry}</span></td>
            </tr>
        }
    };
    let nothing = rows.is_empty();
    let rows = rows.into_iter().map(row).collect_view();
    let heads = ["Operator", "Up to", "Given", "Ended"].map(Head::of).to_vec();
    (!nothing).then(|| {
        view! {
            <section class="section" aria-labelledby="h-ended">
                <div class="section__head"><h2 id="h-ended">"Ended"</h2></div>
                <div class="list">
                    <Ledger caption="Ended standing approvals" fold="list__table fold" class="ledger ledger--fold" heads>
                        {rows}
                    </Ledger>
                </div>
            </section>
        }
    })
}

/// Who, and where.
#[component]
fn Whose(slug: String, item: GivenItem) -> impl IntoView {
    let name = match item.operator_page {
        Some(id) => {
            let to = path::partner(&slug, id);
            Either::Left(view! { <a class="who__name" href=to><bdi>{item.operator}</bdi></a> })
        }
        None => Either::Right(view! { <bdi class="who__name">{item.operator}</bdi> }),
    };
    view! { <th role="rowheader" scope="row">{name} <span class="sub" dir="auto">{item.ad_account}</span></th> }.ready()
}
