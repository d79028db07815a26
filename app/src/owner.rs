//! Whose the reactive values are that a request makes.

use std::future::poll_fn;
use std::pin::pin;

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use leptos::prelude::Owner;

/// See [`with_its_own`].
pub(crate) async fn own(request: Request, next: Next) -> Response {
    with_its_own(next.run(request)).await
}

/// Carries the owner of reactive values along with an answer.
///
/// Leptos notes the present one for each thread. An answer that waits goes on in whichever thread is free, and would
/// find there the owner of the answer that ran before: without the context of its own page, and with what it makes
/// taken away as soon as the other is done.
pub async fn with_its_own<T>(answer: impl Future<Output = T>) -> T {
    let mut answer = pin!(answer);
    let mut its_own = None;
    poll_fn(move |context| {
        let of_the_thread = Owner::current();
        make_current(its_own.take());
        let polled = answer.as_mut().poll(context);
        its_own = Owner::current();
        make_current(of_the_thread);
        polled
    })
    .await
}

fn make_current(owner: Option<Owner>) {
    if let Some(owner) = owner {
        owner.set();
    } else if let Some(left) = Owner::current() {
        left.unset();
    }
}
