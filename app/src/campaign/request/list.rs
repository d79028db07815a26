use domain::access::Module;
use domain::campaign::request::RequestState;
use domain::decision::Action;
use leptos::either::Either;
use leptos::prelude::*;
use leptos::tachys::view::keyed::keyed;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::decide::Wrong;
use super::server::{Answered, Asked, Field, RequestItem, RequestsPage, list_requests};
use crate::campaign::use_notice;
use crate::center::{ask, use_change, use_open_center};
use crate::live::LiveMark;
use crate::notice::Said;
use crate::path;
use crate::ui::{Erased, ErrorSummary, Failed, Head, Icon, Ledger};

/// The form that decides several at once; the boxes stand in the table.
const SEVERAL: &str = "several";

/// The page **Change requests**.
#[component]
pub fn RequestList() -> impl IntoView {
    let center = use_open_center();
    let slug = StoredValue::new(center.slug.clone());
    let query = use_query_map();
    let asked = Memo::new(move |_| Asked::parse(&query.read()));
    let change = use_change();
    let page = Resource::new(
        move || (asked.get(), change.get()),
        move |(asked, _)| ask(Action::See(Module::Campaigns), list_requests(slug.get_value(), asked)),
    );
    let answered =
        StoredValue::new(SharedValue::new(|| use_context::<Answered>().unwrap_or_default()).into_inner());
    let admin = center.is_admin();
    let (title, words) = if admin {
        (
            "Change requests",
            "What Operators propose for the campaigns. Nothing of it counts before an Admin approves it.",
        )
    } else {
        ("Your change requests", "What you proposed for the campaigns, and what was decided about it.")
    };
    view! {
        <Title text=format!("Change requests · {} · Keyholder", center.name)/>
        <nav class="crumb" aria-label="Where you are">
            <a href=path::campaigns(&center.slug)>"Campaigns"</a>
            <Icon name="right"/>
            <span>"Change requests"</span>
        </nav>
        <div class="head"><div class="head__title"><h1>{title}</h1><p>{words}</p></div> <LiveMark/></div>
        <Said notice=use_notice()/>
        <CameOf answered=answered.get_value()/>
        <Transition>
            {move || Suspend::new(async move {
                let asked = asked.get_untracked();
                match page.await {
                    Ok(page) => Either::Left(view! { <Found slug=slug.get_value() asked page answered=answered.get_value()/> }),
                    Err(error) => Either::Right(view! { <Failed error/> }),
                }
            })}
        </Transition>
    }
    .erased()
}

/// What came of several that were decided at once.
#[component]
fn CameOf(answered: Answered) -> impl IntoView {
    let done = answered
        .done
        .map(|done| view! { <div class="note note--ok mb-4"><Icon name="check"/> <p>{done}</p></div> });
    let refused = answered.refused.into_iter().map(|(name, why)| {
        view! { <p><b><bdi>{name}</bdi></b> ": " {why}</p> }
    });
    let refused = refused.collect::<Vec<_>>();
    let refused = (!refused.is_empty()).then(|| {
        view! { <div class="note note--care mb-4"><Icon name="warn"/> <div><h2>"Not decided"</h2> {refused}</div></div> }
    });
    view! { <div role="status">{done} {refused}</div> }.ready()
}

#[component]
fn Found(slug: String, asked: Asked, page: RequestsPage, answered: Answered) -> impl IntoView {
    let here = path::change_requests(&slug);
    let next = page.more_after.map(|after| Asked { after: Some(after), ..asked }.address(&here));
    let first = asked.after.map(|_| Asked { after: None, ..asked }.address(&here));
    let decides = page.rows.iter().any(|row| row.pick.is_some());
    let rows = if page.rows.is_empty() {
        let words = match asked.state {
            RequestState::Waiting => "Nothing waits.",
            RequestState::Approved => "Nothing was approved yet.",
            RequestState::Rejected => "Nothing was rejected yet.",
            RequestState::Withdrawn => "Nothing was withdrawn yet.",
        };
        Either::Left(view! { <p class="empty">{words}</p> })
    } else {
        Either::Right(view! { <Table slug rows=page.rows decides picked=answered.picked.clone()/> })
    };
    let several = decides.then(|| view! { <Several to=here.clone() answered/> });
    let chip = |(state, count): (RequestState, u32)| {
        let current = (asked.state == state).then_some("true");
        let to = Asked { state, after: None }.address(&here);
        view! { <a class="chip" href=to aria-current=current>{state.label()} " " <span class="chip__n">{count}</span></a> }
    };
    view! {
        <div class="list">
            <div class="chips chips--scroll mb-4" role="group" aria-label="State">{page.counts.into_iter().map(chip).collect_view()}</div>
            {rows}
            {several}
            <nav class="pager" aria-label="Pages">
                <span class="pager__pages">
                    {first.map(|first| view! { <a href=first>"First page"</a> })}
                    {next.map(|next| view! { <a href=next rel="next">"Next" <Icon name="right"/></a> })}
                </span>
            </nav>
        </div>
    }
    .ready()
}

#[component]
fn Table(slug: String, rows: Vec<RequestItem>, decides: bool, picked: Vec<String>) -> impl IntoView {
    let pick = decides.then(|| Head::of("Choose").class("c-pick"));
    let heads = ["Campaign", "What changes", "Proposed by", "State", "When"].map(Head::of);
    let heads: Vec<_> = pick.into_iter().chain(heads).collect();
    // What is ticked must never come to be another's: each row stays with what it is about, and one that is other than it was
    // is drawn anew, not ticked.
    let same = |row: &RequestItem| (row.id, row.pick.clone());
    let row = move |_, item: RequestItem| {
        let to = path::change_request(&slug, item.id);
        let picked = item.pick.as_ref().is_some_and(|pick| picked.contains(pick));
        (|_| (), view! { <Row item to decides picked/> })
    };
    view! {
        <Ledger caption="Change requests" fold="list__table fold" class="ledger ledger--fold ledger--requests" heads>
            {keyed(rows, same, row)}
        </Ledger>
    }
    .ready()
}

#[component]
fn Row(item: RequestItem, to: String, decides: bool, picked: bool) -> impl IntoView {
    let label = format!("Choose {}", item.campaign);
    let pick = decides.then(|| {
        let tick = item.pick.map(|pick| {
            view! { <input class="tick" type="checkbox" form=SEVERAL name="pick" value=pick checked=picked aria-label=label/> }
        });
        view! { <td role="cell" class="c-pick">{tick}</td> }
    });
    let stale = item.stale.then(|| view! { <span class="sub care">"The campaign was changed since"</span> });
    view! {
        <tr role="row">
            {pick}
            <th role="rowheader" scope="row">
                <a class="who__name" href=to><bdi>{item.campaign}</bdi></a>
                <span class="sub" dir="auto">{item.ad_account}</span>
            </th>
            <td role="cell" data-label="What changes">
                <span>
                    {item.changes.into_iter().map(|change| view! { <span class="line" dir="auto">{change}</span> }).collect_view()}
                    {stale}
                </span>
            </td>
            <td role="cell" data-label="Proposed by"><bdi>{item.proposer}</bdi></td>
            <td role="cell" data-label="State"><span><State state=item.state/></span></td>
            <td role="cell" data-label="When"><span dir="auto">{item.when}</span></td>
        </tr>
    }
    .ready()
}

/// As a key tag: its glyph differs, so colour is never needed.
#[component]
fn State(state: RequestState) -> impl IntoView {
    let (class, glyph) = match state {
        RequestState::Waiting => ("tag tag--invited", "s-invited"),
        RequestState::Approved => ("tag tag--active", "s-active"),
        RequestState::Rejected => ("tag tag--revoked", "s-revoked"),
        RequestState::Withdrawn => ("tag tag--expired", "s-expired"),
    };
    view! { <span class=class><Icon name=glyph small=true/> {state.label()}</span> }.ready()
}

/// Decides those that are ticked, each by itself.
#[component]
fn Several(to: String, answered: Answered) -> impl IntoView {
    let (typed, wrong) = (answered.form.value(Field::Comment), answered.form.error(Field::Comment));
    let (class, invalid) = if wrong.is_some() { ("field field--bad", Some("true")) } else { ("field", None) };
    let form = Signal::stored(answered.form);
    view! {
        <form class="form page--narrow mt-6" id=SEVERAL method="post" action=to novalidate>
            <ErrorSummary form/>
            <div class=class>
                <label for="comment">"Comment for those you tick " <span class="optional">"(needed to reject)"</span></label>
                {wrong.map(|reason| view! { <Wrong reason/> })}
                <textarea class="input" id="comment" name="comment" rows="2" dir="auto" aria-invalid=invalid>{typed}</textarea>
            </div>
            <div class="acts">
                <button class="btn btn--primary" name="do" value="approve">"Approve"</button>
                <button class="btn" name="do" value="reject">"Reject"</button>
                <p class="hint">"Approving changes each campaign at once. What changed since this page came is left out, and named."</p>
            </div>
        </form>
    }
    .ready()
}
