//! The newest seal leaves the house, so that a log that was written anew shows (DOMAIN 5).

use chrono::{DateTime, TimeDelta, Utc};
use domain::zone::Zone;
use service::audit::{LogQuery, mail_seals_due};
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

    async fn an_export_is_written_down_by_its_newest_entry_and_who_took_it(world: World) {
        let ada = history(world).await;
        takes_an_export(&ada).await;
        takes_an_export(&ada).await;
        let kept = world.column("SELECT way || ' ' || number || ' ' || by_name FROM kept_seals").await;
        assert_eq!(kept, ["export 6 Ada Lindqvist"]);
    }
}
