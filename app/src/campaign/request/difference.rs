//! What is different: all of a new campaign, a change beside what stands, or three versions.

use domain::campaign::request::{ChangedBy, Compared};
use leptos::either::Either;
use leptos::prelude::*;

use crate::ui::{Erased, Head, Icon, Ledger};

#[component]
pub fn What(
    version: u32,
    waits: bool,
    rows: Vec<Compared>,
    /// So many fields there are.
    of: usize,
    stays: Vec<(String, String)>,
) -> impl IntoView {
    let many = format!("{} of {of} fields", rows.len());
    view! {
        <section class="section" aria-labelledby="h-diff">
            <div class="section__head"><h2 id="h-diff">"What changes"</h2><p>{many}</p></div>
            <Two version waits rows/>
            <Stays stays/>
        </section>
    }
    .ready()
}

#[component]
pub fn New(fields: Vec<(String, String)>) -> impl IntoView {
    view! {
        <section class="section" aria-labelledby="h-diff">
            <div class="section__head"><h2 id="h-diff">"The new campaign"</h2></div>
            <dl class="facts">
                {fields
                    .into_iter()
                    .map(|(field, words)| view! { <div><dt>{field}</dt><dd dir="auto">{words}</dd></div> })
                    .collect_view()}
            </dl>
        </section>
    }
    .ready()
}

#[component]
fn Two(version: u32, waits: bool, rows: Vec<Compared>) -> impl IntoView {
    let before = if waits { "Now" } else { "Before" };
    let row = move |of: Compared| {
        let step = of.step.map(|step| view! { <span class="delta">{step}</span> });
        view! {
            <tr role="row" class="changed">
                <th role="rowheader" scope="row">{of.field.label()}</th>
                <td role="cell" data-label=before><span dir="auto">{of.was}</span></td>
                <td role="cell" data-label="Proposed"><ins dir="auto">{of.proposed}</ins> {step}</td>
            </tr>
        }
    };
    view! {
        <div class="fold fold--s">
            <table class="ledger ledger--fold ledger--diff" role="table">
                <caption class="vh">"Campaign before and as proposed"</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col">"Field"</th>
                        <th role="columnheader" scope="col">{before} ", version " {version}</th>
                        <th role="columnheader" scope="col">"As proposed"</th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
    .ready()
}

#[component]
fn Stays(stays: Vec<(String, String)>) -> impl IntoView {
    let many = if stays.len() == 1 {
        "Show the field that stays".to_owned()
    } else {
        format!("Show the {} fields that stay", stays.len())
    };
    view! {
        <details class="mt-3">
            <summary class="linkish">{many}</summary>
            <dl class="facts mt-3">
                {stays
                    .into_iter()
                    .map(|(field, words)| view! { <div><dt>{field}</dt><dd dir="auto">{words}</dd></div> })
                    .collect_view()}
            </dl>
        </details>
    }
    .ready()
}

/// As it was when it was proposed, as it is, and as proposed.
#[component]
pub fn Three(base: u32, version: u32, by: String, rows: Vec<Compared>) -> impl IntoView {
    let both = rows.iter().filter(|row| row.changed_by == ChangedBy::Both).count();
    let words = match both {
        0 => "Nobody changed the same field twice. Approving keeps both changes.".to_owned(),
        1 => "1 field was changed by both. Approving takes the proposed value for it, and keeps every other change.".to_owned(),
        many => format!(
            "{many} fields were changed by both. Approving takes the proposed values for them, and keeps every other change."
        ),
    };
    let changer = by.clone();
    let row = move |of: Compared| {
        let note = match of.changed_by {
            ChangedBy::Proposer => None,
            ChangedBy::Both => Some("Changed by both".to_owned()),
            ChangedBy::Meanwhile => Some(format!("Stays as {changer} set it")),
        };
        let note = note.map(|note| view! { <span class="sub care" dir="auto">{note}</span> });
        view! {
            <tr role="row" class="changed">
                <th role="rowheader" scope="row">{of.field.label()} {note}</th>
                <td role="cell" data-label="Then"><span dir="auto">{of.was.clone()}</span></td>
                <td role="cell" data-label="Now">{marked(of.is.clone(), of.is != of.was)}</td>
                <td role="cell" data-label="Proposed">{marked(of.proposed, of.changed_by != ChangedBy::Meanwhile)}</td>
            </tr>
        }
    };
    let heads = [Head::of("Field"), Head::of("When proposed"), Head::of("Now"), Head::of("As proposed")];
    view! {
        <div class="note note--care mb-6">
            <Icon name="warn"/>
            <div>
                <h2><bdi>{by.clone()}</bdi> " changed this campaign after it was proposed"</h2>
                <p>{words}</p>
            </div>
        </div>
        <section class="section" aria-labelledby="h-diff">
            <div class="section__head">
                <h2 id="h-diff">"Three versions"</h2>
                <p>"Version " {base} " when proposed, version " {version} " now"</p>
            </div>
            <Ledger caption="Campaign when proposed, now, and as proposed" class="ledger ledger--fold ledger--diff ledger--3" heads>
                {rows.into_iter().map(row).collect_view()}
            </Ledger>
        </section>
    }
    .ready()
}

fn marked(words: String, changed: bool) -> impl IntoView {
    if changed {
        Either::Left(view! { <ins dir="auto">{words}</ins> })
    } else {
        Either::Right(view! { <span dir="auto">{words}</span> })
    }
}
