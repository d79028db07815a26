mod broken;

use broken::{broken, https, nobody, now, opened, said, working};
use chrono::TimeDelta;
use proptest::prelude::*;

use super::*;

fn found(breaks: impl Fn(&mut Facts)) -> Found {
    let mut facts = working();
    breaks(&mut facts);
    diagnose(&facts)
}

#[test]
fn nothing_is_found_where_all_works() {
    let found = diagnose(&working());
    assert_eq!(found.findings, []);
    assert!(!found.needs_mending());
    assert_eq!(found.passed.len(), 22, "{:?}", found.passed);
}

#[test]
fn whatever_is_broken_is_found_alone_and_takes_its_check_away() {
    for (breaks, finding) in broken().into_iter().flatten() {
        let found = found(breaks);
        assert_eq!(found.findings, std::slice::from_ref(&finding));
        assert_eq!(found.needs_mending(), finding.sure() != Sure::Possible, "{finding:?}");
        assert!(found.passed.len() < diagnose(&working()).passed.len(), "{finding:?}");
    }
}

proptest! {
    #[test]
    fn of_all_that_is_broken_at_once_each_is_found_the_surest_first(chosen in prop::collection::vec(any::<Option<prop::sample::Index>>(), 14)) {
        let broken = broken();
        let chosen: Vec<_> = broken
            .iter()
            .zip(&chosen)
            .filter_map(|(row, which)| which.map(|which| which.get(row).clone()))
            .collect();
        let found = found(|facts| {
            for (breaks, _) in &chosen {
                breaks(facts);
            }
        });
        for (_, finding) in &chosen {
            prop_assert!(found.findings.contains(finding), "{finding:?} of {:?}", found.findings);
        }
        prop_assert_eq!(found.findings.len(), chosen.len(), "{:?}", found.findings);
        prop_assert!(found.findings.is_sorted_by_key(Finding::sure));
    }
}

#[test]
fn where_nothing_is_kept_yet_nothing_is_said_to_be_lost() {
    let found = |secret: SecretFile, database: Database| {
        found(move |facts| {
            facts.storage = Storage {
                folder: Folder::Missing,
                secret: secret.clone(),
                database: Some(database.clone()),
                free: None,
            };
        })
    };
    let empty = Database::Opened(Opened {
        schema: Some(Schema::Nothing),
        secret_fits: None,
        newest: None,
        ..opened()
    });
    for database in [Database::Missing, empty] {
        let new = found(SecretFile::Missing, database.clone());
        assert_eq!(new.findings, [Finding::Database(DatabaseFault::NothingKept)]);
        assert!(!new.needs_mending());
        let lost = found(SecretFile::Read { mode: 0o600 }, database);
        assert_eq!(lost.findings, [Finding::Database(DatabaseFault::Missing)]);
    }
    let unread = found(SecretFile::Missing, Database::Unread { said: said() });
    assert_eq!(unread.findings, [Finding::Database(DatabaseFault::Unread { said: said() })]);
}

#[test]
fn whoever_answers_where_nothing_is_kept_has_it_elsewhere() {
    let found = |secret: &SecretFile, at_listen: &Option<Answer>| {
        found(|facts| {
            facts.storage.secret = secret.clone();
            facts.storage.database = Some(Database::Missing);
            (facts.address.at_listen, facts.address.at_url) = (at_listen.clone(), at_listen.clone());
        })
    };
    let somebody = Some(Answer::Somebody);
    let elsewhere = found(&SecretFile::Missing, &somebody);
    let listen = working().address.listen.unwrap();
    assert_eq!(elsewhere.findings, [Finding::Database(DatabaseFault::KeptElsewhere { listen })]);
    assert!(elsewhere.needs_mending() && elsewhere.questions.contains(&Question::LinksLater));
    assert_eq!(found(&SecretFile::Missing, &None).findings, [Finding::Database(DatabaseFault::NothingKept)]);
    let unread = found(&SecretFile::Unread { said: said() }, &somebody).findings;
    assert!(
        !unread.iter().any(|found| matches!(found, Finding::Database(DatabaseFault::KeptElsewhere { .. })))
    );
}

#[test]
fn a_secret_that_sealed_nothing_of_this_database_is_another() {
    assert_eq!(
        found(|facts| facts.opened().secret_fits = Some(false)).findings,
        [Finding::Secret(SecretFault::OfAnother)]
    );
    let unsealed = found(|facts| facts.opened().secret_fits = None);
    assert!(unsealed.findings.is_empty() && !unsealed.passed.contains(&Check::SecretFits));
}

#[test]
fn a_backup_needs_as_much_room_as_the_database() {
    let large = |free: u64| {
        found(move |facts| {
            facts.opened().file.as_mut().unwrap().bytes = 200_000_000;
            facts.storage.free = Some(free);
        })
        .findings
    };
    assert_eq!(large(200_000_000), []);
    assert_eq!(
        large(199_999_999),
        [Finding::Machine(MachineFault::NoRoomForBackup { free: 199_999_999, database: 200_000_000 })]
    );
    assert_eq!(large(1), [Finding::Machine(MachineFault::DiskFull { free: 1 })]);
    assert_eq!(found(|facts| facts.storage.free = Some(100_000_000)).findings, [], "a small one has room");
}

#[test]
fn clocks_may_be_a_minute_apart_and_a_mail_wait_a_quarter_of_an_hour() {
    let minute = |minutes: i64| now() + TimeDelta::minutes(minutes);
    assert_eq!(found(|facts| facts.opened().newest = Some(minute(1))).findings, []);
    for clock in [minute(1), minute(-1)] {
        assert_eq!(found(|facts| facts.opened().clock = Some(clock)).findings, []);
    }
    assert_eq!(found(|facts| facts.outbox().oldest = Some(minute(-15))).findings, []);
}

#[test]
fn a_clock_that_nothing_can_be_compared_with_is_asked_about() {
    let asked = |found: &Found| found.questions.contains(&Question::Time { now: now() });
    assert!(!asked(&diagnose(&working())));
    assert!(asked(&found(|facts| facts.opened().clock = None)));
}

#[test]
fn a_damage_or_a_disk_that_postgresql_alone_sees_is_asked_about() {
    let of_postgres = found(|facts| {
        facts.storage.database = Some(Database::Opened(Opened {
            engine: Engine::Postgres,
            file: None,
            clock: Some(now()),
            ..opened()
        }));
    });
    assert_eq!(of_postgres.findings, []);
    assert!(of_postgres.questions.contains(&Question::DatabaseDisk));
    assert!(!of_postgres.passed.contains(&Check::DatabaseWhole));
}

#[test]
fn a_recipient_that_nobody_reads_may_be_refused() {
    let refused = |operator: bool, said: &'static str| {
        found(move |facts| {
            let said = said.to_owned();
            facts.trial(Trial::RecipientRefused { recipient: String::new(), operator, said });
        })
    };
    assert!(refused(true, "550 5.1.1 user unknown").needs_mending());
    assert!(!refused(false, "550 5.1.1 user unknown").needs_mending());
    assert!(!refused(true, "450 4.7.1 greylisted").needs_mending());
}

#[test]
fn on_the_same_machine_nobody_listens_in() {
    let found = found(|facts| {
        facts.sending.mail = Some(Mail::Server {
            place: "127.0.0.1:25".to_owned(),
            this_machine: true,
            trial: Trial::Accepted { encrypted: false, recipient: String::new() },
        });
    });
    assert_eq!(found.findings, []);
}

fn served_at(url: Url, mail: Option<Mail>) -> Found {
    found(move |facts| {
        facts.address.url = Some(url.clone());
        facts.address.trusts_proxies = false;
        facts.sending.mail = mail.clone();
    })
}

#[test]
fn links_for_this_machine_only_are_a_fault_once_they_are_mailed() {
    let url = || Url { text: "http://127.0.0.1:3000".to_owned(), https: false, this_machine: true };
    let only = |mailed| Finding::Address(AddressFault::LinksForThisMachine { url: url().text, mailed });
    let mailed = served_at(url(), working().sending.mail);
    assert_eq!(mailed.findings, [only(true)]);
    assert!(mailed.needs_mending());
    let looked_at = served_at(url(), None);
    assert_eq!(looked_at.findings, [only(false)]);
    assert!(!looked_at.needs_mending());
}

#[test]
fn an_address_in_clear_is_a_fault_and_has_no_proxy() {
    let url = Url { https: false, text: "http://keys.example".to_owned(), ..https() };
    let found = served_at(url, working().sending.mail);
    assert_eq!(
        found.findings,
        [Finding::Address(AddressFault::InClear { url: "http://keys.example".to_owned() })]
    );
}

#[test]
fn whether_others_reach_it_is_asked_where_anybody_else_could() {
    let asked = |this_machine| {
        let url = Url { this_machine, ..https() };
        served_at(url, None).questions.contains(&Question::FromOutside { url: https().text })
    };
    assert!(asked(false) && !asked(true));
}

#[test]
fn what_follows_from_its_not_running_is_not_found_twice() {
    for answer in [
        nobody(Silence::NoConnection),
        nobody(Silence::NoAnswer),
        Answer::Another { status: 502, leads_to: None },
    ] {
        let stopped = found(|facts| {
            facts.address.at_listen = Some(nobody(Silence::NoConnection));
            facts.address.at_url = Some(answer.clone());
        });
        assert_eq!(stopped.findings.len(), 1, "{:?}", stopped.findings);
        assert!(stopped.questions.contains(&Question::LinksLater));
        let runs = found(|facts| facts.address.at_url = Some(answer.clone()));
        assert_eq!(runs.findings.len(), 1, "{:?}", runs.findings);
    }
}

#[test]
fn without_a_secret_nobody_is_asked_who_they_are_and_that_is_said() {
    let found = found(|facts| (facts.address.at_listen, facts.address.at_url) = (None, None));
    assert_eq!(found.findings, []);
    assert!(found.questions.contains(&Question::LinksLater));
    assert!(
        !found.passed.iter().any(|check| matches!(check, Check::Runs { .. } | Check::LinksLeadHere { .. }))
    );
}
