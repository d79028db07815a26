use std::pin::pin;
use std::task::{Context, Poll, Waker};

use app::owner::with_its_own;
use leptos::prelude::Owner;
use tokio::task::yield_now;

/// What a thread is left with by the answer that ran on it before.
fn somebody_elses() -> Owner {
    Owner::new_root(None)
}

#[test]
fn an_answer_finds_its_own_owner_in_whichever_thread_it_goes_on() {
    let _before = somebody_elses();
    let mut answer = pin!(with_its_own(async {
        assert!(Owner::current().is_none(), "it began with the owner of another answer");
        let own = Owner::new_root(None);
        yield_now().await;
        assert!(Owner::current() == Some(own.clone()), "it went on with the owner of another answer");
        own.unset_with_forced_cleanup();
        yield_now().await;
        assert!(Owner::current().is_none(), "it ended with the owner of another answer");
    }));
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..2 {
        let here = somebody_elses();
        assert_eq!(answer.as_mut().poll(&mut context), Poll::Pending);
        assert!(Owner::current() == Some(here), "the thread lost what it had");
    }
    let _here = somebody_elses();
    assert_eq!(answer.as_mut().poll(&mut context), Poll::Ready(()));
}
