//! What tests stand on (feature `testing`): a whole Keyholder on a database of its own, with a clock that is moved, a
//! mail server that speaks real SMTP, and people who use it as the pages do.
//!
//! A test is a sentence and runs on both engines:
//!
//! ```ignore
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

mod account_verbs;
mod cast;
mod center_verbs;
mod log;
mod mail;
mod smtp;
mod tables;
mod world;

pub use cast::{Guest, Insider, PASSWORD, Person, offer};
pub use mail::Mail;
pub use smtp::MailServer;
pub use world::{Engine, Plan, Unusual, World};

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
    tracing::dispatcher::with_default(&dispatch, || {
        runtime.block_on(async {
            let world = World::open(engine, plan, log).await;
            story(&world).await;
            world.finish().await;
        });
    });
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
