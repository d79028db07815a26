use domain::id::ChangeRequestId;
use leptos::either::Either;
use leptos::prelude::*;
use leptos::tachys::view::keyed::keyed;

use super::server::{Can, CommentState, Field, ShownRequest};
use crate::path;
use crate::ui::{Erased, ErrorSummary, Icon};

/// The id of what is wrong with the comment.
const WRONG: &str = "comment-error";

/// **Your decision**, or what else whoever looks can do: the comment goes with whichever button is pressed.
#[component]
pub fn Decision(slug: String, page: ShownRequest, form: Signal<CommentState>) -> impl IntoView {
    let here = path::change_request(&slug, page.id);
    let decides = matches!(page.can, Can::Decide { .. });
    let ahead = page.approve_ahead.as_ref().filter(|_| decides).map(|operated| {
        let to = path::approve_ahead(&slug, operated);
        view! { <p class="muted mt-4">"Changes like this can count at once: " <a href=to>"Approve ahead"</a> " what may be raised in one day."</p> }
    });
    let heading = if decides { "Your decision" } else { "Say something" };
    let (label, needed) = match (page.can, page.can_be_told_by_name()) {
        (Can::Decide { .. }, _) => (format!("Comment to {}", page.proposer), Some("needed to reject")),
        (_, Some(name)) => (format!("Comment to {name}"), None),
        (_, None) => ("Comment".to_owned(), None),
    };
    let seen = match page.can {
        Can::Decide { content, version, .. } => {
            let version = version.map(|version| version.to_string());
            Some(
                view! { <input type="hidden" name="content" value=content.to_string()/> <input type="hidden" name="version" value=version/> },
            )
        }
        Can::Edit { .. } | Can::Nothing => None,
    };
    let hindrance = page.hindrance.map(|words| {
        view! { <div class="note note--care mb-4"><Icon name="warn"/> <p>{words}</p></div> }
    });
    let own = match page.can {
        Can::Edit { admin } => {
            let (here, edit) = (here.clone(), path::edit_change_request(&slug, page.id));
            Some(view! { <Own here edit admin deciders=page.deciders/> })
        }
        Can::Decide { .. } | Can::Nothing => None,
    };
    let wrong = form.with_untracked(|form| form.error(Field::Comment));
    let class = if wrong.is_some() { "field field--bad" } else { "field" };
    view! {
        {own}
        <section class="section" aria-labelledby="h-decide">
            <div class="section__head"><h2 id="h-decide">{heading}</h2></div>
            {hindrance}
            <form class="form page--narrow" method="post" action=here novalidate>
                <ErrorSummary form/>
                {seen}
                <div class=class>
                    <label for="comment">{label} " " {needed.map(|needed| view! { <span class="optional">"(" {needed} ")"</span> })}</label>
                    {wrong.map(|reason| view! { <Wrong reason/> })}
                    <Words id=page.id form/>
                    <p class="hint">"At most 300 characters, without links."</p>
                </div>
                <Buttons can=page.can/>
            </form>
            {ahead}
        </section>
    }
    .ready()
}

impl ShownRequest {
    /// To an Admin: whoever proposed it.
    fn can_be_told_by_name(&self) -> Option<String> {
        self.proposer_page.filter(|_| !matches!(self.can, Can::Edit { .. })).map(|_| self.proposer.clone())
    }
}

/// What is wrong with the comment.
#[component]
pub fn Wrong(reason: String) -> impl IntoView {
    view! {
        <p class="error" id=WRONG><Icon name="warn"/> <span><span class="vh">"Error: "</span> {reason}</span></p>
    }
    .ready()
}

/// It stays, with what is typed, while the page around it is drawn anew.
#[component]
fn Words(id: ChangeRequestId, form: Signal<CommentState>) -> impl IntoView {
    let area = move |_, _| {
        let (typed, wrong) =
            form.with_untracked(|form| (form.value(Field::Comment), form.error(Field::Comment).is_some()));
        let (invalid, told) = (wrong.then_some("true"), wrong.then_some(WRONG));
        let view = view! {
            <textarea
                class="input"
                id="comment"
                name="comment"
                rows="3"
                dir="auto"
                aria-invalid=invalid
                aria-describedby=told
            >
                {typed}
            </textarea>
        };
        (|_| (), view)
    };
    keyed(vec![id], |id| *id, area)
}

#[component]
fn Buttons(can: Can) -> impl IntoView {
    match can {
        Can::Decide { over, .. } => {
            let approve = over
                .map_or_else(|| "Approve".to_owned(), |version| format!("Approve over version {version}"));
            Either::Left(view! {
                <div class="acts">
                    <button class="btn btn--primary btn--big" name="do" value="approve">{approve}</button>
                    <button class="btn btn--big" name="do" value="reject">"Reject"</button>
                    <button class="btn btn--big btn--quiet" name="do" value="comment">"Only comment"</button>
                    <p class="hint">"Approving changes the campaign at once."</p>
                </div>
            })
        }
        Can::Edit { .. } | Can::Nothing => Either::Right(view! {
            <div class="acts"><button class="btn" name="do" value="comment">"Comment"</button></div>
        }),
    }
    .ready()
}

/// What whoever proposed it does while it waits.
#[component]
fn Own(here: String, edit: String, admin: bool, deciders: String) -> impl IntoView {
    view! {
        <section class="section" aria-labelledby="h-waits">
            <div class="section__head"><h2 id="h-waits">"It waits"</h2></div>
            <p>
                <bdi>{deciders}</bdi>
                " can decide it. It waits until then; nothing ends it but you or them."
                {admin.then_some(" It is your own proposal, so you don’t decide it, though you are an Admin.")}
            </p>
            <form class="acts mt-4" method="post" action=here>
                <a class="btn" href=edit>"Edit proposal"</a>
                <button class="btn" name="do" value="withdraw">"Withdraw"</button>
            </form>
        </section>
    }
    .ready()
}
