use leptos::either::Either;
use leptos::prelude::*;

use super::server::{Answer, PastField, PastForm, PastRow};
use crate::path;
use crate::ui::{Erased, Head, Icon, Ledger, Select, TextField, Time};

/// The question, on the audit log and on its own page.
#[component]
pub fn Question(slug: String, form: PastForm, assets: Vec<(String, String)>, zone: String) -> impl IntoView {
    let form = Signal::stored(form);
    view! {
        <form class="past" method="get" action=path::past(&slug) novalidate>
            <Select field=PastField::Asset label="Reach what" form choices=assets empty="The Business Center"/>
            <TextField field=PastField::Day label="Day" form kind="date"/>
            <TextField field=PastField::Time label="Time" form kind="time" optional=true hint=zone/>
            <button class="btn">"Look back"</button>
        </form>
    }
    .ready()
}

#[component]
pub fn Found(slug: String, answer: Answer) -> impl IntoView {
    let Answer { title, of_an_asset, about, count, rows, first, next, basis, trouble, gaps } = answer;
    let nobody = rows.is_empty();
    view! {
        <section class="section mt-6" aria-labelledby="h-past">
            <div class="section__head"><h2 id="h-past"><bdi>{title}</bdi></h2><p>{count}</p></div>
            {trouble.map(|words| view! { <p class="note note--bad mb-4" role="alert"><Icon name="warn"/> <span>{words}</span></p> })}
            {about.map(|words| view! { <p class="mb-4">{words}</p> })}
            {if nobody {
                Either::Left(view! { <p class="empty">"There is nobody to name here."</p> })
            } else {
                Either::Right(view! { <Table slug of_an_asset rows/> })
            }}
            <nav class="pager" aria-label="Pages">
                <span class="pager__pages">
                    {first.map(|first| view! { <a href=first>"First page"</a> })}
                    {next.map(|next| view! { <a href=next>"Next" <Icon name="right"/></a> })}
                </span>
            </nav>
            {gaps.into_iter().map(|words| view! { <p class="note mt-2"><Icon name="warn"/> <span>{words}</span></p> }).collect_view()}
            <p class="muted mt-2">{basis}</p>
        </section>
    }
    .ready()
}

#[component]
fn Table(slug: String, of_an_asset: bool, rows: Vec<PastRow>) -> impl IntoView {
    let role = if of_an_asset { "Role" } else { "Access level" };
    let row = move |row: PastRow| {
        let entry = |number: i64| view! { <a href=path::entry(&slug, number)>"Entry " {number}</a> };
        let made = entry(row.entry);
        let until = row.until.map(|moment| {
            let by = match row.ended_by {
                Some(number) => Either::Left(entry(number)),
                None => Either::Right("Its last day was over"),
            };
            view! { <Time moment/> <span class="sub">{by}</span> }
        });
        let stayed = until.is_none().then_some("Not within it");
        view! {
            <tr role="row">
                <th role="rowheader" scope="row"><a href=path::partner(&slug, row.partner)><bdi>{row.name}</bdi></a></th>
                <td role="cell" data-label=role>{row.role}</td>
                <td role="cell" data-label="Why"><span dir="auto">{row.why}</span></td>
                <td role="cell" data-label="Since"><span><Time moment=row.since/> <span class="sub">{made}</span></span></td>
                <td role="cell" data-label="Ended"><span>{until} <span class="muted">{stayed}</span></span></td>
            </tr>
        }
    };
    let heads = ["Partner", role, "Why", "Since", "Ended"].map(Head::of);
    view! {
        <Ledger caption="Who could reach it, with the reason" heads>
            {rows.into_iter().map(row).collect_view()}
        </Ledger>
    }
    .ready()
}
