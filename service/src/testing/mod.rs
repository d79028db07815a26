//! What tests stand on (feature `testing`): a whole Keyholder on a database of its own, with a clock that is moved, a
//! mail server that speaks real SMTP, and people who use it as the pages do.
//!
//! A test is a sentence and runs on both engines:
//!
//! ```text
//! both_engines! {
//!     async fn an_invitation_arrives_by_mail(world: World) {
//!         let ada = world.ada().await;
//!         ada.invites("mina@agency.example").await;
//!         assert_eq!(world.mails_to("mina@agency.example").await.len(), 1);
//!     }
//! }
//! ```
//!
//! Another house than the ordinary one is asked for by `world: World = Plan::ordinary().without_mail_server()`. At the
//! end [`World::finish`] looks the house over; what a test breaks on purpose it names with [`World::expects`].

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::missing_panics_doc,
    clippy::missing_errors_doc,
    reason = "helpers of tests: a panic is how they report"
)]

mod acceptance_verbs;
mod account_verbs;
mod asset_verbs;
mod cast;
mod center_verbs;
mod check;
mod crash;
mod database;
mod doctor;
mod forger;
mod gateway;
mod log;
mod mail;
mod plan;
mod smtp;
mod stuck;
mod tables;
mod world;

use std::fmt::{Debug, Write};
use std::sync::Arc;

pub use crate::fail_point::{die_at, passed};
pub use acceptance_verbs::Offered;
pub use asset_verbs::{ad_account, give, named, role, typed, until};
pub use cast::{Guest, Insider, PASSWORD, Person, offer};
pub use crash::House;
use domain::token::Token;
pub use gateway::{Sms, SmsFormat, SmsGateway};
pub use mail::Mail;
pub use plan::{Engine, Plan};
pub use smtp::MailServer;
use tokio::sync::Barrier;
use uuid::Uuid;
pub use world::{Unusual, World};

use crate::failure::Failure;
use crate::secret::{LinkPurpose, Secret};

/// The reason of a refusal; a panic for any other outcome.
pub fn refusal<T: Debug, R: Debug>(outcome: Result<T, Failure<R>>) -> R {
    match outcome {
        Err(Failure::Refused(refusal)) => refusal,
        other => panic!("not refused but {other:?}"),
    }
}

/// When a limit lets the next one through; a panic for any other outcome.
pub fn too_many_until<T: Debug, R: Debug>(outcome: Result<T, Failure<R>>) -> String {
    match outcome {
        Err(Failure::TooMany(limit)) => limit.until.iso,
        other => panic!("not too many but {other:?}"),
    }
}

/// Bytes in lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    let mut hex = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        write!(hex, "{byte:02x}").unwrap();
    }
    hex
}

/// The tokens that so many Invitations get, each sent so often.
pub fn links(secret: &Secret, invitations: u128, times: i64) -> impl Iterator<Item = Token> {
    (1..=invitations).flat_map(move |id| {
        (1..=times).map(move |version| secret.token(LinkPurpose::Invitation, Uuid::from_u128(id), version))
    })
}

/// Does all of it at the same time, as far as the machine can, and gives the outcomes in order.
pub async fn at_once<T, F>(deeds: impl IntoIterator<Item = F>) -> Vec<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    let deeds: Vec<F> = deeds.into_iter().collect();
    let start = Arc::new(Barrier::new(deeds.len()));
    let started: Vec<_> = deeds
        .into_iter()
        .map(|deed| {
            let start = Arc::clone(&start);
            tokio::spawn(async move {
                start.wait().await;
                deed.await
            })
        })
        .collect();
    let mut outcomes = Vec::with_capacity(started.len());
    for deed in started {
        outcomes.push(deed.await.unwrap());
    }
    outcomes
}

/// Tells the story in a world of its own, then looks the house over.
pub fn run(engine: Engine, plan: Plan, story: impl AsyncFnOnce(&World)) {
    let log = log::Log::default();
    let dispatch = tracing::Dispatch::new(log.clone());
    let of_threads = dispatch.clone();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        // What a task logs is this test's, whichever thread runs it.
        .on_thread_start(move || std::mem::forget(tracing::dispatcher::set_default(&of_threads)))
        .build()
        .unwrap();
    let over = stuck::tell_if_stuck(log.clone());
    tracing::dispatcher::with_default(&dispatch, || {
        runtime.block_on(async {
            let world = World::open(engine, plan, log.clone()).await;
            let telling = log::ToldOnPanic(log);
            story(&world).await;
            drop(telling);
            world.finish().await;
        });
    });
    drop(over);
}

/// Each story as a test on SQLite and one on PostgreSQL: `name::sqlite`, `name::postgres`.
#[macro_export]
macro_rules! both_engines {
    ($($(#[$meta:meta])* async fn $name:ident($world:ident: World $(= $plan:expr)?) $story:block)+) => {$(
        $(#[$meta])*
        #[cfg(test)]
        mod $name {
            #[allow(unused_imports, reason = "a story may need nothing of its file")]
            use super::*;

            async fn story($world: &$crate::testing::World) $story

            fn plan() -> $crate::testing::Plan {
                #[allow(unused_variables, reason = "the plan that a test names takes its place")]
                let plan = $crate::testing::Plan::ordinary();
                $(let plan = $plan;)?
                plan
            }

            #[test]
            fn sqlite() {
                $crate::testing::run($crate::testing::Engine::Sqlite, plan(), story);
            }

            #[test]
            fn postgres() {
                $crate::testing::run($crate::testing::Engine::Postgres, plan(), story);
            }
        }
    )+};
}
