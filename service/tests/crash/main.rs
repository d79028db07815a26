//! `kill -9` in the middle: a process is ended at every statement, every commit and every reply of the mail server
//! while it sends, resends, accepts, edits, revokes, proposes or approves. What it acknowledged is kept, nothing is half done, and at
//! most one mail goes out twice, as the same mail.
//!
//! The list of points is what the code itself passed when nobody ended it. The process that is ended is this
//! executable, started once more.

#![expect(clippy::unwrap_used, reason = "a panic is how a test reports")]

mod deed;
mod proposal;
mod survivors;

use std::process::ExitCode;

use deed::Deed;
use libtest_mimic::{Arguments, Trial};
use service::testing::{Engine, Plan, run};

fn main() -> ExitCode {
    if deed::is_asked_for() {
        deed::does();
        return ExitCode::SUCCESS;
    }
    let trials = [Engine::Sqlite, Engine::Postgres].into_iter().flat_map(|engine| {
        Deed::ALL.into_iter().map(move |deed| {
            let name = format!("{}_survives_kill_9_at_every_point::{engine:?}", deed.name()).to_lowercase();
            Trial::test(name, move || {
                survives(engine, deed);
                Ok(())
            })
        })
    });
    libtest_mimic::run(&Arguments::from_args(), trials.collect()).exit_code()
}

fn survives(engine: Engine, deed: Deed) {
    let mut points = Vec::new();
    let mut replies = 0;
    run(engine, Plan::ordinary(), async |world| {
        let scene = deed.scene(world).await;
        let before = world.mail_server().said();
        let ended = deed.in_another_process(world, &scene, None).await;
        replies = world.mail_server().said() - before;
        assert!(ended.acknowledged, "{deed:?} fails by itself");
        points = ended.passed;
    });
    // A list that is empty, or without commits, would prove nothing.
    assert!(
        points.iter().filter(|point| point.contains("commit")).count() >= 6 && replies >= 6,
        "{points:?}"
    );
    for (at, point) in points.iter().enumerate() {
        // What a transaction did before its commit is gone with its connection; where each statement could show that it
        // was not, the file of SQLite shows it sooner.
        if engine == Engine::Postgres && !point.contains("commit") {
            continue;
        }
        let after = points[..at].iter().filter(|before| *before == point).count();
        run(engine, Plan::ordinary(), async |world| {
            let scene = deed.scene(world).await;
            let ended = deed.in_another_process(world, &scene, Some((point.as_str(), after))).await;
            assert!(!ended.came_to_its_end, "nobody was ended {point}");
            survivors::are_whole(world, deed, &scene, ended.acknowledged, point).await;
        });
    }
    for reply in 0..replies {
        run(engine, Plan::ordinary(), async |world| {
            let scene = deed.scene(world).await;
            let acknowledged = deed.ended_before_reply(world, &scene, reply).await;
            survivors::are_whole(world, deed, &scene, acknowledged, &format!("before reply {reply}")).await;
        });
    }
}
