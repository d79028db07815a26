//! **Audit log**: every change is found by who, whom, what and when; tampering shows to whoever looks.

use chrono::{NaiveDate, TimeDelta};
use domain::access::Modules;
use domain::audit::{Seal, Topic};
use domain::grant::Grant;
use service::audit::{Event, Finding, LogQuery, Named};
use service::both_engines;
use service::testing::{Insider, Unusual, World, hex};

const MINA: &str = "mina@agency.example";

/// A founding, two Invitations, an acceptance, an edit and a revoke, a day apart.
async fn history(world: &World) -> Insider {
    let ada = world.ada().await;
    let (_, partner) = ada.takes_in(&world.mina()).await;
    world.passes(TimeDelta::days(1));
    ada.invites("leo@leomakes.example").await;
    ada.edits(partner, |access| access.grant = Grant::standard(Modules::ALL)).await;
    world.passes(TimeDelta::days(1));
    ada.revokes(partner).await;
    ada
}

async fn numbers(ada: &Insider, query: LogQuery) -> Vec<i64> {
    ada.admin().await.audit_log(&query).await.unwrap().entries.iter().map(|entry| entry.number).collect()
}

fn day(text: &str) -> Option<NaiveDate> {
    text.parse().ok()
}

both_engines! {
    async fn the_newest_entry_stands_first_with_who_and_from_where(world: World) {
        let ada = history(world).await;
        let page = ada.admin().await.audit_log(&LogQuery::default()).await.unwrap();
        assert_eq!((page.entries.len(), page.more, page.newest), (6, false, 6));
        let first = &page.entries[0];
        assert_eq!((first.number, first.actor.as_str(), first.client.as_str()), (6, "Ada Lindqvist", "192.0.2.10"));
        assert!(matches!(first.event, Event::AccessRevoked { .. }));
        assert_eq!((first.at, &first.seal), (world.now(), &page.seal));
    }

    async fn entries_are_found_by_person_topic_and_day(world: World) {
        let ada = history(world).await;
        let search = |text: &str| LogQuery { search: text.to_owned(), ..LogQuery::default() };
        assert_eq!(numbers(&ada, search("OKAFOR")).await, [6, 5, 3, 2], "of whom it tells, or who did it");
        assert_eq!(numbers(&ada, search("leomakes")).await, [4]);
        assert_eq!(numbers(&ada, search("lindqvist")).await, [6, 5, 4, 2, 1]);
        assert!(numbers(&ada, search("100%")).await.is_empty());
        let of = |topic| LogQuery { topic: Some(topic), ..LogQuery::default() };
        assert_eq!(numbers(&ada, of(Topic::Access)).await, [6, 5, 3, 1]);
        assert_eq!(numbers(&ada, of(Topic::Invitations)).await, [4, 2]);
        assert!(numbers(&ada, of(Topic::Settings)).await.is_empty());
        let days = |from, until| LogQuery { from, until, ..LogQuery::default() };
        assert_eq!(numbers(&ada, days(day("2026-11-25"), day("2026-11-25"))).await, [5, 4]);
        assert_eq!(numbers(&ada, days(day("2026-11-26"), None)).await, [6]);
        assert_eq!(numbers(&ada, days(None, day("2026-11-24"))).await, [3, 2, 1]);
        assert_eq!(numbers(&ada, LogQuery { before: Some(3), ..LogQuery::default() }).await, [2, 1]);
    }

    async fn each_event_has_the_topic_that_finds_it(world: World) {
        let ada = history(world).await;
        for topic in Topic::ALL {
            let query = LogQuery { topic: Some(topic), ..LogQuery::default() };
            for entry in ada.admin().await.audit_log(&query).await.unwrap().entries {
                assert_eq!(entry.event.topic(), topic);
            }
        }
    }

    async fn the_log_of_others_is_their_own(world: World) {
        let ada = history(world).await;
        let mallory = world.mallory().await;
        assert_eq!(numbers(&mallory, LogQuery::default()).await, [1]);
        let search = LogQuery { search: "okafor".to_owned(), ..LogQuery::default() };
        assert!(numbers(&mallory, search).await.is_empty());
        assert_eq!(numbers(&ada, LogQuery::default()).await.len(), 6);
    }

    async fn verify_says_which_entry_was_changed_and_whether_the_named_one_is_there(world: World) {
        let ada = history(world).await;
        let admin = ada.admin().await;
        let seal = admin.audit_log(&LogQuery::default()).await.unwrap().seal;
        let named = Seal::parse(&domain::audit::spelt(&seal)).unwrap();
        let found = admin.verify_audit_log(Some(&named)).await.unwrap();
        assert!(matches!(found.finding, Finding::Whole { newest: 6, .. }));
        assert!(matches!(found.named, Some(Named::Fits(mark)) if mark.number == 6));
        let other = Seal::parse(&hex(&[7; 8])).unwrap();
        let found = admin.verify_audit_log(Some(&other)).await.unwrap();
        assert_eq!(found.named, Some(Named::Nowhere));
        assert!(matches!(found.finding, Finding::Whole { newest: 6, .. }));
        world.expects(Unusual::BrokenAuditChain);
        world.drops_the_guards_of_the_audit_log().await;
        world.sql(&format!("UPDATE audit SET body = replace(body, '{MINA}', 'eve@evil.example') WHERE number = 2")).await;
        assert_eq!(admin.verify_audit_log(None).await.unwrap().finding, Finding::DoesNotFit { number: 2 });
    }

    async fn a_page_of_the_log_takes_two_statements_beside_the_one_that_enters(world: World) {
        let ada = world.ada().await;
        ada.invites(MINA).await;
        let admin = ada.admin().await;
        let before = world.statements();
        admin.audit_log(&LogQuery::default()).await.unwrap();
        assert_eq!(world.statements() - before, 2);
    }
}
