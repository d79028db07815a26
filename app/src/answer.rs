//! What is an answer's own while it is made: the owner of its reactive values, and the tasks that Leptos starts for it.
//!
//! Leptos notes the present owner for each thread, and starts tasks that any thread may run. An answer that waits goes on in
//! whichever thread is free: it would find there the owner of the answer that ran before, and lose what it hangs there as
//! soon as that one is done. And a task could run on, in another thread, while what it works for is taken away.

use std::cell::RefCell;
use std::future::poll_fn;
use std::mem;
use std::pin::pin;
use std::task::{Context, Poll};

use any_spawner::{CustomExecutor, Executor, PinnedFuture, PinnedLocalFuture};
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use leptos::prelude::Owner;

thread_local! {
    /// Started by the answer that runs in this thread, and not yet among its tasks. None: no answer runs here.
    static STARTED: RefCell<Option<Vec<PinnedFuture<()>>>> = const { RefCell::new(None) };
}

/// Hands what Leptos starts to the answer that it is started for.
struct ToItsAnswer;

impl CustomExecutor for ToItsAnswer {
    fn spawn(&self, task: PinnedFuture<()>) {
        let of_none = STARTED.with_borrow_mut(|started| match started {
            Some(started) => {
                started.push(task);
                None
            }
            None => Some(task),
        });
        if let Some(task) = of_none {
            tokio::spawn(task);
        }
    }

    fn spawn_local(&self, task: PinnedLocalFuture<()>) {
        tokio::task::spawn_local(task);
    }

    fn poll_local(&self) {}
}

/// Call it before Leptos is asked for anything: it takes the first executor that it is given.
pub fn keep_tasks() {
    // Given already, by another router of this process.
    let _ = Executor::init_custom_executor(ToItsAnswer);
}

/// See [`with_its_own`].
pub(crate) async fn own(request: Request, next: Next) -> Response {
    with_its_own(next.run(request)).await
}

/// Carries what is an answer's own from thread to thread, and ends its tasks with it.
pub async fn with_its_own<T>(answer: impl Future<Output = T>) -> T {
    let mut answer = pin!(answer);
    let (mut owner, mut tasks) = (None, FuturesUnordered::new());
    poll_fn(move |context| {
        let _before = Before::with_its_own(owner.take());
        let polled = answer.as_mut().poll(context);
        if polled.is_pending() {
            go_on(&mut tasks, context);
        }
        owner = Owner::current();
        polled
    })
    .await
}

/// What the thread had, which it has again afterwards, also after a panic.
struct Before {
    owner: Option<Owner>,
    started: Option<Vec<PinnedFuture<()>>>,
}

impl Before {
    fn with_its_own(owner: Option<Owner>) -> Self {
        let before = Self { owner: Owner::current(), started: STARTED.replace(Some(Vec::new())) };
        make_current(owner);
        before
    }
}

impl Drop for Before {
    fn drop(&mut self) {
        make_current(self.owner.take());
        // Dropped here and not in its place: what is dropped with it may start something.
        drop(STARTED.replace(self.started.take()));
    }
}

/// Each as far as it comes, those that they start, too.
fn go_on(tasks: &mut FuturesUnordered<PinnedFuture<()>>, context: &mut Context<'_>) {
    loop {
        let started = STARTED.with_borrow_mut(|started| started.as_mut().map(mem::take).unwrap_or_default());
        let none_started = started.is_empty();
        tasks.extend(started);
        if matches!(tasks.poll_next_unpin(context), Poll::Pending | Poll::Ready(None)) && none_started {
            break;
        }
    }
}

fn make_current(owner: Option<Owner>) {
    if let Some(owner) = owner {
        owner.set();
    } else if let Some(left) = Owner::current() {
        left.unset();
    }
}
