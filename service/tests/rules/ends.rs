//! Access that ends says so in time (DOMAIN 5).

use chrono::{DateTime, TimeDelta, Utc};
use domain::asset::{AssetGrant, AssetRole, Particulars};
use domain::id::PartnerId;
use service::both_engines;
use service::end::warn_due;
use service::live::Heard;
use service::testing::{Insider, Unusual, World, at_once, give, named, offer, role, until};

const ADA: &str = "ada@halcyon.example";
const MINA: &str = "mina@agency.example";
const LEO: &str = "leo@leomakes.example";
const DAY: TimeDelta = TimeDelta::days(1);
const MICROSECOND: TimeDelta = TimeDelta::microseconds(1);

/// The tests begin on 24 November 2026.
const LAST_DAY: &str = "2026-12-24";

fn midnight_after(day: &str) -> DateTime<Utc> {
    until(day, DateTime::UNIX_EPOCH).unwrap().moment()
}

fn passes_until(world: &World, moment: DateTime<Utc>) {
    world.passes(moment - world.now());
}

async fn sets_the_end(ada: &Insider, world: &World, partner: PartnerId, day: &str) {
    let ends = until(day, world.now());
    ada.edits(partner, |access| *access = access.clone().with_end(ends)).await;
}

/// The job looks once, and what it queued leaves.
async fn looks(world: &World) -> usize {
    let told = warn_due(&world.keyholder()).await.unwrap();
    world.sends_mails().await;
    told
}

/// Subjects of the warnings to an address so far.
async fn warnings(world: &World, address: &str) -> Vec<String> {
    let mails = world.mails_to(address).await;
    mails.into_iter().map(|mail| mail.subject).filter(|subject| subject.contains(" ends on ")).collect()
}

both_engines! {
    async fn both_sides_are_told_seven_days_and_one_day_before_and_no_more_than_once(world: World) {
        let ada = world.ada().await;
        let (_, partner) = ada.takes_in(&world.mina()).await;
        sets_the_end(&ada, world, partner, LAST_DAY).await;
        let end = midnight_after(LAST_DAY);
        passes_until(world, end - DAY * 7 - MICROSECOND);
        assert_eq!(looks(world).await, 0);
        world.passes(MICROSECOND);
        assert_eq!((looks(world).await, looks(world).await), (1, 0));
        let told = "Your access to Halcyon Skincare ends on 24 December 2026";
        assert_eq!(warnings(world, MINA).await, [told]);
        let mail = world.mail_to(MINA).await;
        assert!(mail.text.contains("The whole access: until the end of 24 December 2026 (UTC)"), "{}", mail.text);
        assert_eq!(mail.link("/extend"), "https://keys.example/b/halcyon-skincare/extend");
        assert_eq!(warnings(world, ADA).await, ["The access of Mina Okafor ends on 24 December 2026"]);
        let page = format!("https://keys.example/b/halcyon-skincare/partners/{partner}");
        assert_eq!(world.mail_to(ADA).await.link("/partners/"), page);

        passes_until(world, end - DAY - MICROSECOND);
        assert_eq!(looks(world).await, 0);
        world.passes(MICROSECOND);
        assert_eq!((looks(world).await, looks(world).await), (1, 0));
        assert_eq!(warnings(world, MINA).await, [told, told]);
        passes_until(world, end);
        assert_eq!(looks(world).await, 0);
    }

    async fn one_who_can_not_be_told_keeps_nobody_else_from_being_told(world: World) {
        let ada = world.ada().await;
        let (_, mina) = ada.takes_in(&world.mina()).await;
        let (_, leo) = ada.takes_in(&world.leo()).await;
        for partner in [mina, leo] {
            sets_the_end(&ada, world, partner, LAST_DAY).await;
        }
        world.sends_mails().await;
        // Whoever comes first can't be told: their first mail stands there, and may have no second beside it.
        let (first, other) = if mina < leo { (MINA, LEO) } else { (LEO, MINA) };
        world.expects(Unusual::LoggedErrors);
        world
            .sql(&format!(
                "DELETE FROM outbox WHERE recipient = '{first}'
                    AND id <> (SELECT id FROM outbox WHERE recipient = '{first}' ORDER BY id LIMIT 1)"
            ))
            .await;
        world.sql(&format!("CREATE UNIQUE INDEX only_one ON outbox (recipient) WHERE recipient = '{first}'")).await;
        passes_until(world, midnight_after(LAST_DAY) - DAY * 7);
        assert_eq!((looks(world).await, looks(world).await), (1, 0));
        assert_eq!(warnings(world, other).await, ["Your access to Halcyon Skincare ends on 24 December 2026"]);
        assert!(warnings(world, first).await.is_empty());
        world.sql("DROP INDEX only_one").await;
        assert_eq!(looks(world).await, 1, "they are told once it can be done");
    }

    async fn one_mail_tells_all_that_ends_and_what_ends_later_has_its_own(world: World) {
        let ada = world.ada().await;
        let (_, partner) = ada.takes_in(&world.mina()).await;
        for name in ["Eu", "Us", "Web"] {
            ada.registers(Particulars::Pixel, named(name)).await;
        }
        for (name, day) in [("Eu", LAST_DAY), ("Us", LAST_DAY), ("Web", "2027-01-10")] {
            let (target, ends) = (ada.target(name).await, until(day, world.now()));
            let one = AssetGrant { ends, ..role(target, AssetRole::Operator) };
            ada.edits(partner, |access| give(access, one)).await;
        }
        passes_until(world, midnight_after(LAST_DAY) - DAY * 7);
        assert_eq!(looks(world).await, 1);
        assert_eq!(warnings(world, MINA).await, ["Part of your access to Halcyon Skincare ends on 24 December 2026"]);
        let text = world.mail_to(MINA).await.text;
        assert!(text.contains("Eu as Operator: until") && text.contains("Us as Operator: until"), "{text}");
        assert!(!text.contains("Web"), "{text}");
        passes_until(world, midnight_after("2027-01-10") - DAY * 7);
        assert_eq!(looks(world).await, 1);
        assert!(world.mail_to(MINA).await.text.contains("Web as Operator: until the end of 10 January 2027"));
    }

    async fn an_end_set_within_a_week_is_told_the_day_before_and_one_that_moves_anew(world: World) {
        let ada = world.ada().await;
        let (_, partner) = ada.takes_in(&world.mina()).await;
        sets_the_end(&ada, world, partner, "2026-11-28").await;
        world.passes(DAY * 3);
        assert_eq!(looks(world).await, 0);
        passes_until(world, midnight_after("2026-11-28") - DAY);
        assert_eq!(looks(world).await, 1);
        sets_the_end(&ada, world, partner, "2026-12-10").await;
        assert_eq!(looks(world).await, 0);
        passes_until(world, midnight_after("2026-12-10") - DAY * 7);
        assert_eq!(looks(world).await, 1);
        // Another change of theirs is no reason to tell it again, nor to keep still.
        ada.edits(partner, |access| access.kind = Some(domain::partner::PartnerKind::Client)).await;
        assert_eq!(looks(world).await, 0);
        passes_until(world, midnight_after("2026-12-10") - DAY);
        assert_eq!(looks(world).await, 1);
        assert_eq!(warnings(world, MINA).await.len(), 3);
    }

    async fn whoever_accepts_knows_what_they_were_offered(world: World) {
        let ada = world.ada().await;
        ada.registers(Particulars::Pixel, named("Web")).await;
        let ends = until("2026-12-10", world.now());
        let one = AssetGrant { ends, ..role(ada.target("Web").await, AssetRole::Analyst) };
        let assets = domain::asset::AssetGrants::new([one]).unwrap();
        ada.tries_to_invite(service::invitation::NewInvitation { assets, ..offer(MINA) }).await.unwrap();
        passes_until(world, midnight_after("2026-12-10") - DAY * 4);
        assert_eq!(looks(world).await, 0, "an invitation is not access");
        let guest = world.mina();
        let offered = guest.opens_the_invitation().await;
        guest.accepts_as_new(&offered).await;
        assert_eq!(looks(world).await, 0);
        passes_until(world, midnight_after("2026-12-10") - DAY);
        assert_eq!(looks(world).await, 1);
    }

    async fn whoever_accepts_days_before_all_of_it_ends_is_told_the_day_before(world: World) {
        let ada = world.ada().await;
        let ends = until("2026-12-10", world.now());
        ada.tries_to_invite(service::invitation::NewInvitation { ends, ..offer(MINA) }).await.unwrap();
        passes_until(world, midnight_after("2026-12-10") - DAY * 4);
        assert_eq!(looks(world).await, 0, "an invitation is not access");
        let guest = world.mina();
        let offered = guest.opens_the_invitation().await;
        guest.accepts_as_new(&offered).await;
        assert_eq!(looks(world).await, 0, "the page that they accepted on said so");
        passes_until(world, midnight_after("2026-12-10") - DAY);
        assert_eq!((looks(world).await, looks(world).await), (1, 0));
        assert_eq!(warnings(world, MINA).await, ["Your access to Halcyon Skincare ends on 10 December 2026"]);
    }

    async fn after_ten_days_without_it_nothing_is_told_that_is_over_and_nothing_twice(world: World) {
        let ada = world.ada().await;
        let (_, mina) = ada.takes_in(&world.mina()).await;
        let (_, leo) = ada.takes_in(&world.leo()).await;
        sets_the_end(&ada, world, mina, "2026-12-05").await;
        sets_the_end(&ada, world, leo, "2026-12-04").await;
        // Both warnings of Mina's and all of Leo's came and went.
        passes_until(world, midnight_after("2026-12-05") - TimeDelta::hours(3));
        assert_eq!((looks(world).await, looks(world).await), (1, 0));
        assert_eq!(warnings(world, MINA).await.len(), 1);
        assert_eq!(warnings(world, "leo@leomakes.example").await.len(), 0);
    }

    async fn what_was_moved_or_revoked_before_the_mail_left_is_not_mailed(world: World) {
        let ada = world.ada().await;
        let (_, mina) = ada.takes_in(&world.mina()).await;
        let (_, leo) = ada.takes_in(&world.leo()).await;
        sets_the_end(&ada, world, mina, LAST_DAY).await;
        sets_the_end(&ada, world, leo, LAST_DAY).await;
        world.sends_mails().await;
        passes_until(world, midnight_after(LAST_DAY) - DAY * 7);
        let ada = ada.logs_in_again().await;
        assert_eq!(warn_due(&world.keyholder()).await.unwrap(), 2);
        sets_the_end(&ada, world, mina, "2027-02-01").await;
        ada.revokes(leo).await;
        assert!(warnings(world, MINA).await.is_empty() && warnings(world, ADA).await.is_empty());
        assert!(warnings(world, "leo@leomakes.example").await.is_empty());
        assert_eq!(world.number("SELECT count(*) FROM outbox WHERE state = 'dropped'").await, 4);
    }

    async fn of_several_processes_one_tells(world: World) {
        let ada = world.ada().await;
        let (_, partner) = ada.takes_in(&world.mina()).await;
        sets_the_end(&ada, world, partner, LAST_DAY).await;
        passes_until(world, midnight_after(LAST_DAY) - DAY * 7);
        let other = world.second_process().await;
        let looks = (0..8).map(|number| {
            let keyholder = if number % 2 == 0 { world.keyholder() } else { other.clone() };
            async move { warn_due(&keyholder).await.unwrap() }
        });
        at_once(looks).await;
        assert_eq!(warnings(world, MINA).await.len(), 1);
        assert_eq!(warnings(world, ADA).await.len(), 1);
        other.db().close().await;
    }

    async fn a_look_that_finds_nothing_due_takes_one_statement_and_writes_nothing(world: World) {
        let ada = world.ada().await;
        let (_, partner) = ada.takes_in(&world.mina()).await;
        sets_the_end(&ada, world, partner, "2026-11-28").await;
        world.sends_mails().await;
        let (before, statements) = (world.dump().await, world.statements());
        assert_eq!(warn_due(&world.keyholder()).await.unwrap(), 0);
        assert_eq!(world.statements() - statements, 1);
        assert_eq!(world.dump().await, before);
    }

    async fn who_invited_them_is_told_while_an_admin_and_else_every_admin(world: World) {
        let ada = world.ada().await;
        let (omar, omars) = ada.makes_admin(&world.omar()).await;
        let (_, partner) = omar.takes_in(&world.mina()).await;
        sets_the_end(&ada, world, partner, "2026-11-30").await;
        passes_until(world, midnight_after("2026-11-30") - DAY);
        looks(world).await;
        assert_eq!((warnings(world, omar.person().email()).await.len(), warnings(world, ADA).await.len()), (1, 0));
        sets_the_end(&ada, world, partner, "2026-12-02").await;
        ada.revokes(omars).await;
        passes_until(world, midnight_after("2026-12-02") - DAY);
        looks(world).await;
        assert_eq!((warnings(world, omar.person().email()).await.len(), warnings(world, ADA).await.len()), (1, 1));
    }

    async fn an_open_page_ends_with_the_access_and_not_at_the_next_look(world: World) {
        let ada = world.ada().await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        sets_the_end(&ada, world, partner, LAST_DAY).await;
        passes_until(world, midnight_after(LAST_DAY) - DAY);
        let mut page = mina.logs_in_again().await.opens_a_page().await;
        world.passes(DAY);
        assert_eq!(page.next().await, Some(Heard::Ended));
    }
}
