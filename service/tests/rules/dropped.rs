//! A client that goes away in the middle: its change is done or it is not, and the next one finds a clean connection.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

use domain::partner::PartnerState;
use service::both_engines;
use service::testing::{Plan, offer};

/// Drops the future after it was polled so often; true when it came to its end before.
async fn is_done_within<F: Future>(polls: usize, deed: F) -> bool {
    let mut deed = pin!(deed);
    let mut polled = 0;
    poll_fn(|context| {
        if polled == polls {
            return Poll::Ready(false);
        }
        polled += 1;
        match deed.as_mut().poll(context) {
            Poll::Ready(_) => Poll::Ready(true),
            Poll::Pending => Poll::Pending,
        }
    })
    .await
}

/// Gives the deed its time up to the given number of steps of the runtime, then aborts its task.
async fn aborted_after<F>(steps: usize, deed: F)
where
    F: Future<Output = ()> + Send + 'static,
{
    let task = tokio::spawn(deed);
    for _ in 0..steps {
        tokio::task::yield_now().await;
    }
    task.abort();
    let _ = task.await;
}

both_engines! {
    async fn a_change_whose_client_left_is_done_or_not_and_leaves_a_clean_connection(
        world: World = Plan::ordinary().without_mail_server().with_one_connection()
    ) {
        let ada = world.ada().await;
        for steps in 0..40 {
            let admin = ada.admin().await;
            let email = format!("partner{steps}@agency.example");
            let new = offer(&email);
            aborted_after(steps * steps, async move {
                let _ = admin.invite(new).await;
            })
            .await;
            assert!(world.connection_is_clean().await, "dropped after {steps} steps");
            // The next change has its turn, on the only connection, and sees nothing half done.
            ada.invites(&format!("next{steps}@agency.example")).await;
            let count = async |of: &str| world.number(&format!("SELECT count(*) FROM {of}")).await;
            let rows = count(&format!("partners WHERE contact = '{email}'")).await;
            let mails = count(&format!("outbox WHERE recipient = '{email}'")).await;
            let events = count(&format!("audit WHERE body LIKE '%\"{email}\"%'")).await;
            assert_eq!((rows, mails, events), (rows, rows, rows), "dropped after {steps} steps");
        }
        for row in ada.partners().await {
            assert_eq!(row.state, PartnerState::Invited);
        }
    }

    async fn a_change_dropped_at_each_of_its_polls_leaves_a_clean_connection(
        world: World = Plan::ordinary().without_mail_server().with_one_connection()
    ) {
        let ada = world.ada().await;
        let mut polls = 0;
        loop {
            let admin = ada.admin().await;
            let email = format!("partner{polls}@agency.example");
            let done = Box::pin(is_done_within(polls, admin.invite(offer(&email)))).await;
            assert!(world.connection_is_clean().await, "dropped after {polls} polls");
            ada.invites(&format!("next{polls}@agency.example")).await;
            if done {
                break;
            }
            polls += 1;
        }
        assert!(polls > 0);
    }
}
