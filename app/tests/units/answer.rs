use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use any_spawner::Executor;
use app::answer::{keep_tasks, with_its_own};
use leptos::prelude::Owner;
use tokio::sync::oneshot;
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

/// There is no runtime here: what runs is run by the answer.
#[test]
fn a_task_runs_where_its_answer_does() {
    keep_tasks();
    let (tells, told) = oneshot::channel();
    let mut answer = pin!(with_its_own(async {
        Executor::spawn(async {
            Executor::spawn(async {
                let _ = tells.send("from a task of a task");
            });
        });
        told.await
    }));
    let mut context = Context::from_waker(Waker::noop());
    assert_eq!(answer.as_mut().poll(&mut context), Poll::Pending);
    assert_eq!(answer.as_mut().poll(&mut context), Poll::Ready(Ok("from a task of a task")));
}

#[test]
fn a_task_ends_with_its_answer_or_when_nobody_waits_for_it_any_more() {
    keep_tasks();
    for is_waited_for in [true, false] {
        let alive = Arc::new(());
        let of_the_task = Arc::clone(&alive);
        let mut answer = Box::pin(with_its_own(async move {
            Executor::spawn(async move {
                std::future::pending::<()>().await;
                drop(of_the_task);
            });
            yield_now().await;
        }));
        let mut context = Context::from_waker(Waker::noop());
        assert_eq!(answer.as_mut().poll(&mut context), Poll::Pending);
        assert_eq!(Arc::strong_count(&alive), 2, "it runs");
        if is_waited_for {
            assert_eq!(answer.as_mut().poll(&mut context), Poll::Ready(()));
        }
        drop(answer);
        assert_eq!(Arc::strong_count(&alive), 1, "it outlived its answer");
    }
}
