use domain::access::Module;
use domain::campaign::request::RequestState;
use domain::decision::Action;
use domain::id::ChangeRequestId;
use leptos::either::{Either, EitherOf3};
use leptos::prelude::*;
use leptos_meta::Title;

use super::decide::Decision;
use super::difference::{New, Three, What};
use super::server::{Can, CommentItem, CommentState, Decided, Difference, Queue, ShownRequest, ask_request};
use crate::campaign::use_notice;
use crate::center::{ask, use_change, use_open_center};
use crate::error::PageError;
use crate::notice::Said;
use crate::path;
use crate::ui::{Erased, Failed, Icon, Time};

/// The page of one Change request: what would change, and what is decided about it.
#[component]
pub fn RequestPage(
    /// None: the address holds no id.
    request: Option<ChangeRequestId>,
) -> impl IntoView {
    let slug = StoredValue::new(use_open_center().slug);
    let change = use_change();
    let page = Resource::new(
        move || change.get(),
        move |_| ask(Action::See(Module::Campaigns), ask_request(slug.get_value(), request)),
    );
    let form =
        Signal::stored(SharedValue::new(|| use_context::<CommentState>().unwrap_or_default()).into_inner());
    view! {
        <Said notice=use_notice()/>
        <Transition>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(page) => EitherOf3::A(view! { <Whole slug=slug.get_value() page form/> }),
                    Err(PageError::NotFound) => EitherOf3::B(view! { <NoSuchRequest/> }),
                    Err(error) => EitherOf3::C(view! { <Title text="Proposal · Keyholder"/> <Failed error/> }),
                }
            })}
        </Transition>
    }
    .erased()
}

#[component]
fn Whole(slug: String, page: ShownRequest, form: Signal<CommentState>) -> impl IntoView {
    let center = use_open_center();
    let (campaigns, requests) = (path::campaigns(&slug), path::change_requests(&slug));
    let refused = if form.with_untracked(CommentState::is_refused) { "Error: " } else { "" };
    let proposer = match page.proposer_page {
        Some(id) => {
            let to = path::partner(&slug, id);
            Either::Left(view! { <a href=to><bdi>{page.proposer.clone()}</bdi></a> })
        }
        None => Either::Right(view! { <bdi>{page.proposer.clone()}</bdi> }),
    };
    let campaign = page.campaign.map(|id| {
        let to = path::campaign(&slug, id);
        view! { <a class="btn" href=to>"See the campaign"</a> }
    });
    let queue = page.queue.map(|queue| {
        let next = queue.next.map(|next| path::change_request(&slug, next));
        view! { <InQueue queue next/> }
    });
    let reason = page.reason.clone().map(|reason| {
        view! { <blockquote class="quote"><p dir="auto">"“" {reason} "”"</p></blockquote> }
    });
    let decided = page.decided.clone().map(|decided| view! { <Outcome state=page.state decided/> });
    let (comments, stays, waits) =
        (page.comments.clone(), page.stays.clone(), page.state == RequestState::Waiting);
    // Whoever is no Admin sees nobody else's.
    let own = matches!(page.can, Can::Edit { .. }) || page.proposer_page.is_none();
    let track = page.track.clone().map(|track| view! { <Track own track/> });
    // Three columns take all the room there is.
    let (wide, difference) = match page.difference.clone() {
        Difference::Three { base, version, by, rows } => {
            (Some(view! { <Three base version by rows/> }), None)
        }
        Difference::New(fields) => (None, Some(Either::Left(view! { <New fields/> }))),
        Difference::Two { version, rows, of } => {
            (None, Some(Either::Right(view! { <What version waits rows of stays/> })))
        }
    };
    view! {
        <Title text=format!("{refused}{} · {} · Keyholder", page.title, center.name)/>
        <nav class="crumb" aria-label="Where you are">
            <a href=campaigns>"Campaigns"</a>
            <Icon name="right"/>
            <a href=requests>"Change requests"</a>
            <Icon name="right"/>
            <bdi>{page.campaign_name.clone()}</bdi>
        </nav>
        <div class="head">
            <div class="head__title">
                <h1 dir="auto">{page.title.clone()}</h1>
                <p>"Proposed " {page.proposed.clone()} " by " {proposer} <span dir="auto">{page.of_whom.clone()}</span></p>
            </div>
            <div class="head__do">{campaign} {queue}</div>
        </div>
        {decided}
        {reason}
        {wide}
        <div class="cols">
            <div>
                {difference}
                <Decision slug page form/>
            </div>
            <div><Conversation comments/> {track}</div>
        </div>
    }
    .ready()
}

/// "1 of 3", or "2 wait" beside one that is decided, and the way to the next.
#[component]
fn InQueue(queue: Queue, next: Option<String>) -> impl IntoView {
    let of = queue.waiting;
    let words = match queue.place {
        Some(place) => format!("{place} of {of}"),
        None if of == 1 => "1 waits".to_owned(),
        None => format!("{of} wait"),
    };
    view! {
        <p class="muted num with-i">
            {words} " "
            {next.map(|next| view! { <a class="btn btn--small" href=next>"Next" <Icon name="right"/></a> })}
        </p>
    }
    .ready()
}

/// How it ended.
#[component]
fn Outcome(state: RequestState, decided: Decided) -> impl IntoView {
    let (class, icon) = match state {
        RequestState::Approved => ("note note--ok mb-6", "check"),
        RequestState::Waiting | RequestState::Rejected | RequestState::Withdrawn => ("note mb-6", "x"),
    };
    let by = decided.by.map(|by| view! { " by " <bdi>{by}</bdi> });
    let ahead = decided.ahead.then(|| view! { <p>"By a standing approval, as soon as it was proposed."</p> });
    let answer = decided.answer.map(|answer| view! { <p dir="auto">"“" {answer} "”"</p> });
    view! {
        <div class=class>
            <Icon name=icon/>
            <div><h2>{state.label()} {by}</h2> {ahead} <p class="sub"><Time moment=decided.at/></p> {answer}</div>
        </div>
    }
    .ready()
}

#[component]
fn Track(own: bool, track: String) -> impl IntoView {
    let heading = if own { "Your proposals so far" } else { "Their proposals so far" };
    view! {
        <section class="section" aria-labelledby="h-track">
            <div class="section__head"><h2 id="h-track">{heading}</h2></div>
            <p class="muted">{track}</p>
        </section>
    }
    .ready()
}

#[component]
fn Conversation(comments: Vec<CommentItem>) -> impl IntoView {
    let said = if comments.is_empty() {
        Either::Left(view! { <p class="muted">"Nobody has said anything yet."</p> })
    } else {
        let comment = |of: CommentItem| {
            view! {
                <li>
                    <div>
                        <b><bdi>{of.by}</bdi></b>
                        <span class="line note-text" dir="auto">{of.words}</span>
                        <span class="sub"><Time moment=of.at/></span>
                    </div>
                </li>
            }
        };
        Either::Right(view! { <ol class="history">{comments.into_iter().map(comment).collect_view()}</ol> })
    };
    view! {
        <section class="section" aria-labelledby="h-said">
            <div class="section__head"><h2 id="h-said">"Comments"</h2></div>
            {said}
        </section>
    }
    .ready()
}

/// Nobody has the id, or it belongs to others: both look the same.
#[component]
fn NoSuchRequest() -> impl IntoView {
    let center = use_open_center();
    view! {
        <Title text="There is no such proposal · Keyholder"/>
        <h1>"There is no such proposal"</h1>
        <p class="muted">"The address may be mistyped, or its ad account is not shared with you."</p>
        <p class="mt-4"><a href=path::change_requests(&center.slug) class="btn">"Change requests"</a></p>
    }
    .ready()
}
