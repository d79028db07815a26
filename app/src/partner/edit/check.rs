use domain::edit::{Changed, Line, Part};
use domain::partner::PartnerState;
use leptos::either::{Either, EitherOf3};
use leptos::prelude::*;

use super::server::{Check, Differing};
use crate::partner::revoke::Sent;
use crate::ui::{Erased, Icon};

/// What changes, before **Confirm**.
#[component]
pub fn Summary(name: String, check: Check, back: Signal<String>, pending: Signal<bool>) -> impl IntoView {
    let Check { state, difference, cut_short, works, sent, keep, opened, wanted, rehearsed, problem } = check;
    let list = |class: &'static str, icon: &'static str, what: &'static str, lines: Vec<String>| {
        let title = view! { <h2><bdi>{name.clone()}</bdi> {what}</h2> };
        let nothing =
            lines.is_empty().then(|| view! { <li class="muted"><span></span> <span>"Nothing"</span></li> });
        let lines =
            lines.into_iter().map(|line| view! { <li><Icon name=icon/> <span dir="auto">{line}</span></li> });
        view! { <div class="summary">{title}<ul class=class>{nothing}{lines.collect_view()}</ul></div> }
    };
    let also = difference.also.join(". ");
    view! {
        <div class="page--narrow">
            {problem
                .map(|problem| {
                    view! { <div class="note note--bad mb-4" role="alert"><Icon name="warn"/> <p>{problem}</p></div> }
                })}
            <div class="two">
                {list("gain", "plus", " gains", difference.gains)} {list("loss", "minus", " loses", difference.loses)}
            </div>
            {cut_short
                .into_iter()
                .map(|words| {
                    view! { <p class="note note--care mt-4"><Icon name="warn"/> <span dir="auto">{words}</span></p> }
                })
                .collect_view()}
            {(!also.is_empty())
                .then(|| {
                    view! {
                        <section class="section" aria-labelledby="h-also">
                            <h2 id="h-also">"Also changes"</h2>
                            <p class="muted" dir="auto">{also}</p>
                        </section>
                    }
                })}
            <section class="section" aria-labelledby="h-same">
                <h2 id="h-same">"Stays the same"</h2>
                <p class="muted">{difference.stays}</p>
            </section>
            {(!sent.is_empty()).then(|| view! { <section class="section"><Sent sent kept=keep/></section> })}
            <Carried opened wanted rehearsed/>
            <div class="acts mt-6">
                <Confirm pending/>
                <button class="btn btn--big" name="back" value="yes">"Back to edit"</button>
                <a class="btn btn--big btn--quiet" href=move || back.get()>"Leave as it is"</a>
            </div>
            <p class="hint mt-2">
                {works.map(|works| format!("{works} "))}
                {match state {
                    PartnerState::Invited => "They get no mail. Where they have the page of their link open, it shows what changed before they can accept.",
                    PartnerState::Expired => "Their link has expired. Resend Invite sends a new one that offers this.",
                    _ => "If they have an e-mail address here, they get a mail that says the same as this page.",
                }}
            </p>
        </div>
    }
    .ready()
}

/// What the form brings back.
#[component]
fn Carried(opened: String, wanted: String, rehearsed: String) -> impl IntoView {
    view! {
        <input type="hidden" name="step" value="confirm"/>
        <input type="hidden" name="opened" value=opened/>
        <input type="hidden" name="wanted" value=wanted/>
        <input type="hidden" name="rehearsed" value=rehearsed/>
    }
    .ready()
}

#[component]
fn Confirm(pending: Signal<bool>) -> impl IntoView {
    view! {
        <button class="btn btn--primary btn--big" aria-busy=move || pending.get().then_some("true")>"Confirm"</button>
    }
    .ready()
}

/// Where two Admins differ: nothing of either is lost.
#[component]
pub fn Differ(
    name: String,
    differing: Differing,
    back: Signal<String>,
    pending: Signal<bool>,
) -> impl IntoView {
    let Differing { by, when, lines, now, merged, mine, rehearsed } = differing;
    let both = lines.iter().filter(|line| line.changed == Changed::Both).count();
    let choose = match both {
        0 => "You changed different things, and both count.".to_owned(),
        1 => "Choose for the line where you differ.".to_owned(),
        several => format!("Choose for the {several} lines where you differ."),
    };
    let head = by.clone();
    view! {
        <div class="note note--care mb-6" role="alert">
            <Icon name="warn"/>
            <div>
                <h2><bdi>{by}</bdi> " changed this " {when}</h2>
                <p>"You both edited the access of " <bdi>{name}</bdi> ". Nothing of yours is lost, nothing of theirs is overwritten. " {choose}</p>
            </div>
        </div>
        <div class="fold">
            <table class="ledger ledger--fold ledger--conflict" role="table">
                <caption class="vh">"Lines changed since you opened it"</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col">"What"</th>
                        <th role="columnheader" scope="col">"When you opened it"</th>
                        <th role="columnheader" scope="col">"As it stands now, by " <bdi>{head}</bdi></th>
                        <th role="columnheader" scope="col">"As you want it"</th>
                    </tr>
                </thead>
                <tbody role="rowgroup">
                    {lines.into_iter().map(|line| view! { <DifferingLine line/> }).collect_view()}
                </tbody>
            </table>
        </div>
        <input type="hidden" name="mine" value=mine/>
        <Carried opened=now wanted=merged rehearsed/>
        <div class="acts mt-6">
            <Confirm pending/>
            <a class="btn btn--big btn--quiet" href=move || back.get()>"Leave as it is now"</a>
        </div>
    }
    .ready()
}

#[component]
fn DifferingLine(line: Line) -> impl IntoView {
    let (part, label) = (line.part, line.label);
    let (who, class) = match line.changed {
        Changed::Both => ("You differ", "sub care"),
        Changed::OnlyYou => ("Only you", "sub"),
        Changed::OnlyThey => ("Only they", "sub"),
    };
    let (now, wanted) = (line.now, line.wanted);
    let cells = match line.changed {
        Changed::Both => EitherOf3::A(view! {
            <td role="cell" data-label="Now">
                {match part {
                    Part::Asset(_) => Either::Left(view! { <span dir="auto">{now}</span> }),
                    _ => Either::Right(view! { <Take part mine=false words=now/> }),
                }}
            </td>
            <td role="cell" data-label="You"><Take part mine=true words=wanted/></td>
        }),
        Changed::OnlyYou => EitherOf3::B(view! {
            <td role="cell" data-label="Now"><span class="muted">"Unchanged"</span></td>
            <td role="cell" data-label="You"><span dir="auto">{wanted}</span></td>
        }),
        Changed::OnlyThey => EitherOf3::C(view! {
            <td role="cell" data-label="Now"><span dir="auto">{now}</span></td>
            <td role="cell" data-label="You"><span class="muted">"Unchanged: theirs stays"</span></td>
        }),
    };
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">{label} <span class=class>{who}</span></th>
            <td role="cell" data-label="Before"><span dir="auto">{line.opened}</span></td>
            {cells}
        </tr>
    }
    .ready()
}

/// One of two versions.
#[component]
fn Take(part: Part, mine: bool, words: String) -> impl IntoView {
    let (kind, name, value) = match (part, mine) {
        // Any number of them, so they share one name; what is not ticked stays as it is now.
        (Part::Asset(_), true) => ("checkbox", "take_assets[]".to_owned(), part.to_string()),
        (_, mine) => ("radio", format!("take_{part}"), if mine { "mine" } else { "theirs" }.to_owned()),
    };
    view! {
        <label class="choice">
            <input type=kind name=name value=value checked=!mine/>
            <span class="choice__text"><b dir="auto">{words}</b></span>
        </label>
    }
    .ready()
}
