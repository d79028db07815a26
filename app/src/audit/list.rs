use domain::audit::Topic;
use leptos::either::Either;
use leptos::prelude::*;

use super::past::server::PastForm;
use super::past::{QUESTION, Question};
use super::server::{Asked, EntryItem, LogPage};
use crate::path;
use crate::ui::{Erased, Head, Icon, Ledger, SearchBox, Time};

/// What was found, and the form that asks for something else.
#[component]
pub fn Found(slug: String, asked: Asked, page: LogPage) -> impl IntoView {
    let here = path::audit(&slug);
    let older = page.older.map(|before| address(&here, &asked, before));
    let newest = (!asked.before.is_empty()).then(|| here.clone());
    let nothing = page.entries.is_empty();
    let all = here.clone();
    view! {
        <section class="section mb-4" aria-labelledby="h-past">
            <div class="section__head"><h2 id="h-past">{QUESTION}</h2></div>
            <Question slug form=PastForm::default() assets=page.assets zone=page.zone/>
        </section>
        <form class="toolbar" role="search" method="get" action=here>
            <SearchBox label="Search the audit log" placeholder="Name, address or organisation" value=asked.q.clone()/>
            <label class="vh" for="what">"What"</label>
            <span class="pick">
                <select class="select select--small" id="what" name="what">
                    <option value="">"Everything"</option>
                    {Topic::ALL
                        .map(|topic| {
                            let selected = topic.as_str() == asked.what;
                            view! { <option value=topic.as_str() selected=selected>{topic.label()}</option> }
                        })
                        .into_iter()
                        .collect_view()}
                </select>
                <Icon name="down"/>
            </span>
            <span class="dated">
                <label for="from">"From"</label>
                <input class="input date" id="from" name="from" type="date" value=page.from/>
            </span>
            <span class="dated">
                <label for="until">"Until"</label>
                <input class="input date" id="until" name="until" type="date" value=page.until/>
            </span>
            <button class="btn">"Show"</button>
        </form>
        {page.problem.map(|problem| view! { <p class="note note--bad mb-4" role="alert"><Icon name="warn"/> <span>{problem}</span></p> })}
        {if nothing {
            Either::Left(view! { <p class="empty">"No entry is like this. " <a href=all>"Show all entries"</a></p> })
        } else {
            Either::Right(view! { <Table entries=page.entries/> })
        }}
        <nav class="pager" aria-label="Pages">
            <p>{page.newest} " entries. Newest seal " <code>{page.seal}</code></p>
            <span class="pager__pages">
                {newest.map(|newest| view! { <a href=newest>"Newest"</a> })}
                {older.map(|older| view! { <a href=older>"Older" <Icon name="right"/></a> })}
            </span>
        </nav>
    }
    .ready()
}

#[component]
fn Table(entries: Vec<EntryItem>) -> impl IntoView {
    let heads = [
        Head::of("Entry").class("num"),
        Head::of("When"),
        Head::of("Who"),
        Head::of("What"),
        Head::of("Before → after"),
        Head::of("From where"),
        Head::of("Seal"),
    ];
    view! {
        <Ledger caption="Audit entries, newest first" class="ledger ledger--fold ledger--audit" heads>
            {entries.into_iter().map(|entry| view! { <Row entry/> }).collect_view()}
        </Ledger>
    }
    .ready()
}

#[component]
fn Row(entry: EntryItem) -> impl IntoView {
    view! {
        <tr role="row">
            <td role="cell" class="num" data-label="Entry">{entry.number}</td>
            <td role="cell" data-label="When"><Time moment=entry.at/></td>
            <th role="rowheader" scope="row"><bdi>{entry.actor}</bdi></th>
            <td role="cell" data-label="What"><span>{entry.what} " " <span class="sub"><bdi>{entry.about}</bdi></span></span></td>
            <td role="cell" data-label="Before → after">
                <span dir="auto">{entry.was.map(|was| view! { <del class="was">{was}</del> " → " })} {entry.now}</span>
            </td>
            <td role="cell" data-label="From where">{entry.client}</td>
            <td role="cell" class="chain" data-label="Seal">{entry.seal}</td>
        </tr>
    }
}

fn address(here: &str, asked: &Asked, before: i64) -> String {
    let parts = [("q", &asked.q), ("what", &asked.what), ("from", &asked.from), ("until", &asked.until)];
    let kept = parts.into_iter().filter(|(_, value)| !value.is_empty());
    let kept = kept.map(|(name, value)| format!("{name}={}", path::percent(value)));
    let all = kept.chain([format!("before={before}")]).collect::<Vec<_>>();
    format!("{here}?{}", all.join("&"))
}
