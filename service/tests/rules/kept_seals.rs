//! The newest seal leaves the house, so that a log that was written anew shows (DOMAIN 5).

use chrono::{DateTime, TimeDelta, Utc};
use domain::audit::Seal;
use domain::zone::Zone;
use service::audit::{Finding, KeptSeal, LogQuery, Mark, Named, Place, Way, mail_seals_due};
use service::both_engines;
use service::center::CenterSettings;
use service::testing::{Insider, Mail, Unusual, World, at_once, hex};

const ADA: &str = "ada@halcyon.example";
const MALLORY: &str = "mallory@vane.example";
const MICROSECOND: TimeDelta = TimeDelta::microseconds(1);
const DECEMBER: &str = "2026-12-01T00:00:00Z";

/// Six entries, of 24 November 2026.
async fn history(world: &World) -> Insider {
    let ada = world.ada().await;
    for i in 0..5 {
        ada.invites(&format!("partner{i}@agency.example")).await;
    }
    ada
}

fn passes_until(world: &World, moment: &str) {
    let moment: DateTime<Utc> = moment.parse().unwrap();
    world.passes(moment - world.now());
}

/// The job looks once, and what it queued leaves.
async fn looks(world: &World) -> usize {
    let mailed = mail_seals_due(&world.keyholder()).await.unwrap();
    world.sends_mails().await;
    mailed
}

async fn seals_to(world: &World, address: &str) -> Vec<Mail> {
    let mut mails = world.mails_to(address).await;
    mails.retain(|mail| mail.subject.starts_with("Keep this: the newest seal in the audit log of "));
    mails
}

/// The seal as whoever got the mail reads it.
async fn mailed_seal(world: &World, address: &str) -> Seal {
    let mails = seals_to(world, address).await;
    let line = mails.last().unwrap().text.lines().find_map(|line| line.strip_prefix("Seal: "));
    Seal::parse(line.unwrap()).unwrap()
}

/// Six entries, whose last was mailed, in the hands of somebody who has the database.
async fn mailed_and_unguarded(world: &World) -> (Insider, Seal) {
    let ada = history(world).await;
    passes_until(world, DECEMBER);
    assert_eq!(looks(world).await, 1);
    world.drops_the_guards_of_the_audit_log().await;
    let seal = mailed_seal(world, ADA).await;
    (ada, seal)
}

async fn holds(ada: &Insider, seal: &Seal) -> (Finding, Named, Vec<Place>) {
    let admin = ada.logs_in_again().await.admin().await;
    let found = admin.verify_audit_log(Some(seal)).await.unwrap();
    let places = found.kept.iter().map(|kept| kept.place).collect();
    (found.finding, found.named.unwrap(), places)
}

/// The end is taken off, and the Business Center's own row is mended.
async fn cuts_off_after(world: &World, number: i64) {
    world.sql(&format!("DELETE FROM audit WHERE number > {number}")).await;
    let seal = format!("SELECT seal FROM audit WHERE number = {number}");
    world.sql(&format!("UPDATE business_centers SET change = {number}, seal = ({seal})")).await;
}

async fn takes_an_export(ada: &Insider) {
    let admin = ada.admin().await;
    let entries = admin.audit_entries(&LogQuery::default(), 1).await.unwrap();
    admin.keep_exported(&entries[0]).await.unwrap();
}

both_engines! {
    async fn every_month_in_which_something_was_written_ends_with_a_mail_to_every_admin(world: World) {
        let ada = history(world).await;
        let seal = ada.admin().await.audit_log(&LogQuery::default()).await.unwrap().seal;
        passes_until(world, DECEMBER);
        world.passes(-MICROSECOND);
        assert_eq!(looks(world).await, 0);
        world.passes(MICROSECOND);
        assert_eq!((looks(world).await, looks(world).await), (1, 0));
        let [mail] = seals_to(world, ADA).await.try_into().unwrap();
        assert_eq!(mail.subject, "Keep this: the newest seal in the audit log of Halcyon Skincare");
        for told in ["Newest entry: 6\n", "Written: 24 November 2026, 09:00 (UTC)\n", &format!("Seal: {}\n", hex(&seal))] {
            assert!(mail.text.contains(told), "{told}: {}", mail.text);
        }
        assert_eq!(mail.link("/audit"), "https://keys.example/b/halcyon-skincare/audit");
        // Nothing was written in December, and what is written on the first of January is told on the first of February.
        passes_until(world, "2027-01-01T00:00:00Z");
        assert_eq!(looks(world).await, 0);
        ada.logs_in_again().await.invites("mina@agency.example").await;
        passes_until(world, "2027-01-31T23:59:59Z");
        assert_eq!(looks(world).await, 0);
        passes_until(world, "2027-02-01T00:00:00Z");
        assert_eq!((looks(world).await, looks(world).await), (1, 0));
        let mails = seals_to(world, ADA).await;
        assert!(mails.len() == 2 && mails[1].text.contains("Newest entry: 7\n"), "{mails:?}");
    }

    async fn a_month_begins_in_the_zone_of_the_business_center_also_when_its_clocks_were_put_forward(world: World) {
        let ada = world.ada().await;
        let zone = Zone::parse("Europe/Berlin").unwrap();
        ada.admin().await.change_settings(CenterSettings { zone, copy_link: false }).await.unwrap();
        passes_until(world, "2026-11-30T22:59:59Z");
        assert_eq!(looks(world).await, 0);
        passes_until(world, "2026-11-30T23:00:00Z");
        assert_eq!(looks(world).await, 1);
        passes_until(world, "2027-03-27T12:00:00Z");
        ada.logs_in_again().await.invites("mina@agency.example").await;
        passes_until(world, "2027-03-31T21:59:59Z");
        assert_eq!(looks(world).await, 0);
        passes_until(world, "2027-03-31T22:00:00Z");
        assert_eq!(looks(world).await, 1);
        let text = seals_to(world, ADA).await.pop().unwrap().text;
        assert!(text.contains("Written: 27 March 2027, 13:00 (Berlin time)"), "{text}");
    }

    async fn of_several_processes_one_mails(world: World) {
        history(world).await;
        passes_until(world, DECEMBER);
        let other = world.second_process().await;
        let looks = (0..8).map(|number| {
            let keyholder = if number % 2 == 0 { world.keyholder() } else { other.clone() };
            async move { mail_seals_due(&keyholder).await.unwrap() }
        });
        at_once(looks).await;
        assert_eq!(seals_to(world, ADA).await.len(), 1);
        assert_eq!(world.number("SELECT count(*) FROM kept_seals").await, 1);
        other.db().close().await;
    }

    async fn one_that_can_not_be_mailed_keeps_no_other_from_being_mailed(world: World) {
        let (ada, mallory) = (world.ada().await, world.mallory().await);
        world.sends_mails().await;
        // Whose Business Center comes first can't be mailed: the one mail of hers may have no second beside it.
        let is_first = world.center_id(ada.slug()).await < world.center_id(mallory.slug()).await;
        let (first, other) = if is_first { (ADA, MALLORY) } else { (MALLORY, ADA) };
        world.expects(Unusual::LoggedErrors);
        world.sql(&format!("CREATE UNIQUE INDEX only_one ON outbox (recipient) WHERE recipient = '{first}'")).await;
        passes_until(world, DECEMBER);
        assert_eq!((looks(world).await, looks(world).await), (1, 0));
        assert_eq!((seals_to(world, first).await.len(), seals_to(world, other).await.len()), (0, 1));
        world.sql("DROP INDEX only_one").await;
        assert_eq!(looks(world).await, 1, "it is mailed once it can be");
        assert_eq!(seals_to(world, first).await.len(), 1);
    }

    async fn whoever_is_no_admin_when_it_leaves_gets_none(world: World) {
        let ada = world.ada().await;
        let (_, omar) = ada.makes_admin(&world.omar()).await;
        let (_, leo) = ada.makes_admin(&world.leo()).await;
        ada.takes_in(&world.mina()).await;
        ada.revokes(leo).await;
        passes_until(world, DECEMBER);
        let ada = ada.logs_in_again().await;
        assert_eq!(mail_seals_due(&world.keyholder()).await.unwrap(), 1);
        ada.revokes(omar).await;
        world.sends_mails().await;
        for person in [world.omar(), world.leo(), world.mina()] {
            assert!(seals_to(world, person.email()).await.is_empty(), "{}", person.email());
        }
        assert_eq!(seals_to(world, ADA).await.len(), 1);
    }

    async fn it_goes_to_an_address_that_is_proved_and_waits_for_one(world: World) {
        let person = world.guest("Vera Lund", "vera@lund.example").signs_up().await;
        person.founds("Lund Studio").await;
        passes_until(world, DECEMBER);
        assert_eq!(looks(world).await, 0, "an address that is only claimed may be anybody's");
        world.ada().await;
        // She is here by an address that she gave up since.
        world.sql(&format!("UPDATE partners SET contact = 'ada@former.example' WHERE contact = '{ADA}'")).await;
        passes_until(world, "2027-01-01T00:00:00Z");
        assert_eq!(looks(world).await, 1);
        assert_eq!(seals_to(world, ADA).await.len(), 1);
        assert!(seals_to(world, "ada@former.example").await.is_empty());
        assert!(seals_to(world, "vera@lund.example").await.is_empty());
    }

    async fn a_look_that_finds_nothing_due_takes_one_statement_and_writes_nothing(world: World) {
        history(world).await;
        world.sends_mails().await;
        let (before, statements) = (world.dump().await, world.statements());
        assert_eq!(mail_seals_due(&world.keyholder()).await.unwrap(), 0);
        assert_eq!(world.statements() - statements, 1);
        assert_eq!(world.dump().await, before);
    }

    async fn a_whole_log_has_what_was_mailed_and_exported_and_says_whose_entry_a_seal_is(world: World) {
        let (ada, mailed) = mailed_and_unguarded(world).await;
        let written = world.now() - TimeDelta::days(6) - TimeDelta::hours(15) + TimeDelta::microseconds(123);
        let ada = ada.logs_in_again().await;
        world.passes(TimeDelta::days(1));
        let entries = ada.admin().await.audit_entries(&LogQuery::default(), 10).await.unwrap();
        assert_eq!(holds(&ada, &mailed).await.1, Named::Fits(Mark { number: 6, at: written }));
        ada.admin().await.keep_exported(&entries[4]).await.unwrap();
        world.passes(TimeDelta::hours(1));
        takes_an_export(&ada).await;
        takes_an_export(&ada).await;
        let kept = ada.holds_against(None).await.kept;
        let by = "Ada Lindqvist".to_owned();
        let of = |way, at| KeptSeal { way, number: 6, at, place: Place::Same };
        assert_eq!(
            kept,
            [of(Way::Mailed, DECEMBER.parse().unwrap()), of(Way::Exported { by }, world.now())],
            "the last of each way"
        );
        assert!(matches!(ada.holds_against(None).await.finding, Finding::Whole { newest: 6, .. }));
        assert_eq!(ada.holds_against(None).await.named, None);
        assert_eq!(ada.holds_against(Some(&[7; 32])).await.named, Some(Named::Nowhere));
    }

    async fn a_log_written_anew_with_the_key_of_the_house_shows(world: World) {
        let (ada, mailed) = mailed_and_unguarded(world).await;
        takes_an_export(&ada.logs_in_again().await).await;
        world.sql("UPDATE audit SET actor = 'Mallory' WHERE number = 3").await;
        world.the_holder_of_the_key_seals_anew(ada.slug()).await;
        let (finding, named, places) = holds(&ada, &mailed).await;
        assert!(matches!(finding, Finding::Whole { newest: 6, .. }), "the chain alone does not show it: {finding:?}");
        assert_eq!((named, places), (Named::Nowhere, vec![Place::Another, Place::Another]));
        // Nor does an export of today put away what an earlier one had.
        world.passes(TimeDelta::hours(1));
        takes_an_export(&ada.logs_in_again().await).await;
        assert_eq!(holds(&ada, &mailed).await.2, [Place::Another, Place::Another]);
        // Whoever writes over what was kept in the house is found by the mail alone.
        world.sql("DELETE FROM kept_seals WHERE way = 'export'").await;
        world.sql("UPDATE kept_seals SET seal = (SELECT seal FROM audit WHERE number = 6)").await;
        let (finding, named, places) = holds(&ada, &mailed).await;
        assert!(matches!(finding, Finding::Whole { newest: 6, .. }));
        assert_eq!((named, places), (Named::Nowhere, vec![Place::Same]));
    }

    async fn an_end_that_was_cut_off_shows_though_all_else_was_mended(world: World) {
        let (ada, mailed) = mailed_and_unguarded(world).await;
        cuts_off_after(world, 3).await;
        let (finding, named, places) = holds(&ada, &mailed).await;
        assert!(matches!(finding, Finding::Whole { newest: 3, .. }), "{finding:?}");
        assert_eq!((named, places), (Named::Nowhere, vec![Place::Nothing]));
        // The log goes on, and reaches that number again.
        let ada = ada.logs_in_again().await;
        for i in 6..9 {
            ada.invites(&format!("partner{i}@agency.example")).await;
        }
        let (finding, named, places) = holds(&ada, &mailed).await;
        assert!(matches!(finding, Finding::Whole { newest: 6, .. }), "{finding:?}");
        assert_eq!((named, places), (Named::Nowhere, vec![Place::Another]));
    }

    async fn a_seal_says_whether_the_log_is_whole_up_to_its_entry(world: World) {
        let (ada, mailed) = mailed_and_unguarded(world).await;
        world.expects(Unusual::BrokenAuditChain);
        let entries = ada.logs_in_again().await.admin().await.audit_entries(&LogQuery::default(), 10).await.unwrap();
        let (second, at) = (&entries[4], entries[4].at);
        assert_eq!(second.number, 2);
        world.sql("UPDATE audit SET actor = 'Mallory' WHERE number = 4").await;
        let early = Seal::parse(&hex(&second.seal)).unwrap();
        let broken = Finding::DoesNotFit { number: 4 };
        let six = Mark { number: 6, at: entries[0].at };
        assert_eq!(holds(&ada, &early).await, (broken.clone(), Named::Fits(Mark { number: 2, at }), vec![Place::Same]));
        assert_eq!(holds(&ada, &mailed).await, (broken, Named::AfterBreak(six), vec![Place::Same]));
    }
}
