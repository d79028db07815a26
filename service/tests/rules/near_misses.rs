//! What is typed at log-in by whoever was invited at another address, and what is kept of it (DOMAIN 7).

use chrono::TimeDelta;
use domain::access::AccessLevel;
use domain::contact::{Contact, Email, Slip};
use domain::diagnosis::log_in::{Finding, Tries, diagnose};
use domain::grant::Grant;
use domain::id::PartnerId;
use service::account::LogInRefusal;
use service::both_engines;
use service::invitation::NewInvitation;
use service::near_miss::forget_due;
use service::testing::{Guest, Insider, World, offer, refusal};

pub(crate) const MISTYPED: &str = "yuki.tanaka@gmial.com";
pub(crate) const RIGHT: &str = "yuki.tanaka@gmail.com";

pub(crate) async fn fails(world: &World, guest: &Guest, times: usize) {
    for _ in 0..times {
        let tried = guest.typing("not the password at all").tries_to_log_in().await;
        assert_eq!(refusal(tried), LogInRefusal::NoMatch);
    }
    world.settles().await;
}

pub(crate) async fn id(who: &Insider, contact: &str) -> PartnerId {
    who.partner(contact).await.id
}

pub(crate) async fn findings(who: &Insider, about: PartnerId) -> Vec<Finding> {
    diagnose(&who.admin().await.log_in_facts(about).await.unwrap().facts).findings
}

pub(crate) fn email(typed: &str) -> Email {
    Email::parse(typed).unwrap()
}

pub(crate) fn tries(world: &World, times: u32) -> Tries {
    Tries { times, last: world.now() }
}

both_engines! {
    async fn whoever_tries_the_right_address_shows_where_the_invitation_should_have_gone(world: World) {
        let ada = world.ada().await;
        ada.invites(MISTYPED).await;
        let yuki = id(&ada, MISTYPED).await;
        let meant = email(RIGHT);
        assert_eq!(findings(&ada, yuki).await, [Finding::Mistyped { meant: meant.clone(), tried: None }]);
        assert!(ada.partner(MISTYPED).await.perhaps_mistyped, "what is almost certain has a mark in the list, too");
        fails(world, &world.guest("Yuki Tanaka", RIGHT), 2).await;
        let tried = Some(tries(world, 2));
        assert_eq!(findings(&ada, yuki).await, [Finding::Mistyped { meant, tried }]);
        // Mended as the button does it.
        ada.admin().await.change_address(yuki, Contact::parse(RIGHT).unwrap()).await.unwrap();
        assert!(!ada.partner(RIGHT).await.perhaps_mistyped);
        world.sends_mails().await;
        let found = findings(&ada, yuki).await;
        assert!(matches!(found[..], [Finding::NotAccepted { .. }]), "what was typed before counts no more: {found:?}");
    }

    async fn where_it_should_have_gone_is_forgotten_once_it_goes_there(world: World) {
        let ada = world.ada().await;
        ada.invites("mina@agency.example").await;
        let mina = id(&ada, "mina@agency.example").await;
        fails(world, &world.guest("Mina", "mima@agency.example"), 1).await;
        assert!(ada.partner("mina@agency.example").await.perhaps_mistyped);
        ada.admin().await.change_address(mina, Contact::parse("mima@agency.example").unwrap()).await.unwrap();
        assert!(!ada.partner("mima@agency.example").await.perhaps_mistyped, "the list marks nobody");
        assert_eq!(world.number("SELECT count(*) FROM near_misses").await, 0);
    }

    async fn a_log_in_before_accepting_is_told_until_another_link_is_sent(world: World) {
        let ada = world.ada().await;
        ada.invites("mina@agency.example").await;
        let mina = id(&ada, "mina@agency.example").await;
        world.passes(TimeDelta::minutes(1));
        fails(world, &world.guest("Mina", "mina@agency.example"), 1).await;
        world.sends_mails().await;
        let found = findings(&ada, mina).await;
        assert!(matches!(found[..], [Finding::TriedBeforeAccepting(_), Finding::NotAccepted { .. }]), "{found:?}");
        world.passes(TimeDelta::minutes(1));
        ada.admin().await.resend(mina).await.unwrap();
        world.sends_mails().await;
        let found = findings(&ada, mina).await;
        assert!(matches!(found[..], [Finding::NotAccepted { .. }]), "{found:?}");
    }

    async fn one_address_may_be_near_several_invitations_and_each_is_told_its_own(world: World) {
        let ada = world.ada().await;
        let mallory = world.mallory().await;
        for (who, contact) in [(&ada, "mina.okafor@agency.example"), (&ada, "minaokafor@agncy.example"), (&mallory, "mina.okafro@agency.example")] {
            who.invites(contact).await;
        }
        ada.invites("leo@leomakes.example").await;
        fails(world, &world.guest("Mina", "minaokafor@agency.example"), 1).await;
        for (who, contact, slip) in [
            (&ada, "mina.okafor@agency.example", Slip::SameMailbox),
            (&ada, "minaokafor@agncy.example", Slip::Letters),
            // A dot and two swapped letters.
            (&mallory, "mina.okafro@agency.example", Slip::Letters),
        ] {
            let address = email("minaokafor@agency.example");
            let near = Finding::NearMiss { address, slip, tries: tries(world, 1) };
            assert_eq!(findings(who, id(who, contact).await).await, [near], "{contact}");
        }
        assert_eq!(findings(&ada, id(&ada, "leo@leomakes.example").await).await, []);
    }

    async fn whoever_stands_in_the_list_is_not_taken_for_somebody_else(world: World) {
        let ada = world.ada().await;
        ada.invites("anna@agency.example").await;
        ada.invites("hanna@agency.example").await;
        fails(world, &world.guest("Hanna", "hanna@agency.example"), 1).await;
        assert_eq!(findings(&ada, id(&ada, "anna@agency.example").await).await, []);
        // Invited after it was typed: from then on she stands there, too.
        fails(world, &world.guest("Anne", "anne@agency.example"), 1).await;
        assert_eq!(findings(&ada, id(&ada, "anna@agency.example").await).await.len(), 1);
        ada.invites("anne@agency.example").await;
        assert_eq!(findings(&ada, id(&ada, "anna@agency.example").await).await, []);
    }

    async fn what_is_near_nobody_stands_nowhere_and_the_rest_is_forgotten(world: World) {
        let ada = world.ada().await;
        ada.invites(MISTYPED).await;
        ada.invites("mina@agency.example").await;
        fails(world, &world.guest("Eve", "eve@elsewhere.example"), 1).await;
        fails(world, &world.guest("Yuki", RIGHT), 1).await;
        fails(world, &world.guest("Mina", "mima@agency.example"), 1).await;
        let kept = world.dump().await;
        assert!(!kept.contains("eve@elsewhere.example"));
        world.guest("Eve", "eve@elsewhere.example").forgets_the_password().await;
        world.sends_mails().await;
        let counted = world.column("SELECT key FROM attempts").await;
        assert!(counted.iter().any(|key| key.starts_with("mail ")), "{counted:?}");
        assert!(!counted.iter().any(|key| key.contains('@')), "{counted:?}");
        assert!(kept.contains(RIGHT) && kept.contains("mima@agency.example"));
        ada.admin().await.cancel(id(&ada, MISTYPED).await).await.unwrap();
        assert_eq!(forget_due(&world.keyholder()).await.unwrap(), 1);
        let kept = world.dump().await;
        assert!(!kept.contains(RIGHT) && kept.contains("mima@agency.example"));
        assert_eq!(forget_due(&world.keyholder()).await.unwrap(), 0, "nothing is due");
        world.passes(TimeDelta::days(30) - TimeDelta::microseconds(1));
        assert_eq!(forget_due(&world.keyholder()).await.unwrap(), 0, "not yet");
        world.passes(TimeDelta::microseconds(1));
        assert_eq!(forget_due(&world.keyholder()).await.unwrap(), 1);
        assert!(!world.dump().await.contains("mima@agency.example"));
        assert_eq!(world.column("SELECT key FROM attempts").await, [""; 0]);
    }

    async fn whoever_types_ever_more_addresses_fills_nothing(world: World) {
        let ada = world.ada().await;
        ada.invites("minaokafor@agency.example").await;
        for letter in 'a'..='y' {
            let near = format!("{letter}inaokafor@agency.example");
            fails(world, &world.guest("Mallory", &near).from(&format!("198.51.100.{}", letter as u32)), 1).await;
        }
        let found = findings(&ada, id(&ada, "minaokafor@agency.example").await).await;
        assert_eq!(found.iter().filter(|finding| matches!(finding, Finding::NearMiss { .. })).count(), 20);
    }

    async fn wrong_passwords_of_a_member_are_told_until_they_are_in_again(world: World) {
        let ada = world.ada().await;
        let (mina, about) = ada.takes_in(&world.mina()).await;
        world.passes(TimeDelta::minutes(1));
        fails(world, &world.mina(), 2).await;
        assert_eq!(findings(&ada, about).await, [Finding::WrongPassword(tries(world, 2))]);
        fails(world, &world.mina().from("198.51.100.7"), 10).await;
        let found = findings(&ada, about).await;
        let [Finding::LockedOut { until }, Finding::WrongPassword(failed)] = &found[..] else { panic!("{found:?}") };
        assert_eq!((*until, failed.times), (world.now() + TimeDelta::seconds(30), 12));
        world.passes(TimeDelta::hours(1));
        let back = mina.logs_in_again().await;
        back.member().await;
        world.settles().await;
        let ada = ada.logs_in_again().await;
        assert_eq!(findings(&ada, about).await, []);
    }

    async fn what_makes_the_next_log_in_wait_counts_whoever_was_let_in_meanwhile(world: World) {
        let ada = world.ada().await;
        let (mina, about) = ada.takes_in(&world.mina()).await;
        fails(world, &world.mina().from("198.51.100.7"), 9).await;
        world.passes(TimeDelta::minutes(2));
        mina.member().await;
        world.settles().await;
        world.passes(TimeDelta::minutes(2));
        fails(world, &world.mina().from("198.51.100.7"), 1).await;
        let found = findings(&ada, about).await;
        let [Finding::LockedOut { until }, Finding::WrongPassword(failed)] = &found[..] else { panic!("{found:?}") };
        assert_eq!((*until, failed.times), (world.now() + TimeDelta::seconds(30), 1));
    }

    async fn that_a_link_was_opened_is_told_until_another_takes_its_place(world: World) {
        let ada = world.ada().await;
        ada.invites("mina@agency.example").await;
        world.sends_mails().await;
        let mina = id(&ada, "mina@agency.example").await;
        let opened = async || match findings(&ada, mina).await[..] {
            [Finding::NotAccepted { opened, .. }] => opened,
            ref other => panic!("{other:?}"),
        };
        assert_eq!(opened().await, None);
        world.mina().opens_the_invitation().await;
        world.settles().await;
        assert_eq!(opened().await, Some(world.now()));
        ada.admin().await.resend(mina).await.unwrap();
        world.sends_mails().await;
        assert_eq!(opened().await, None);
    }

    async fn an_account_of_another_address_that_tries_is_told(world: World) {
        let ada = world.ada().await;
        ada.invites("mina@agency.example").await;
        let offered = world.mina().opens_the_invitation().await;
        let leo = world.leo().signs_up().await;
        leo.confirms().await;
        assert!(leo.tries_to_accept(&offered).await.is_err());
        let mina = id(&ada, "mina@agency.example").await;
        world.settles().await;
        let found = findings(&ada, mina).await;
        assert_eq!(found[0], Finding::OtherAccount { at: world.now() }, "{found:?}");
        ada.admin().await.resend(mina).await.unwrap();
        let found = findings(&ada, mina).await;
        assert!(!found.contains(&Finding::OtherAccount { at: world.now() }), "{found:?}");
    }

    async fn whoever_came_in_by_another_address_is_found_there(world: World) {
        let ada = world.ada().await;
        ada.invites("mina@private.example").await;
        let closed = id(&ada, "mina@private.example").await;
        let mina = world.mina().signs_up().await;
        mina.confirms().await;
        mina.adds_and_confirms("mina@private.example").await;
        ada.invites("mina@agency.example").await;
        let offered = world.mina().opens_the_invitation().await;
        mina.tries_to_accept(&offered).await.unwrap();
        let partner = Some(id(&ada, "mina@agency.example").await);
        assert_eq!(findings(&ada, closed).await, [Finding::InElsewhere { at: world.now(), partner }]);
    }

    async fn whoever_is_out_of_a_full_house_is_told_so(world: World) {
        let ada = world.ada().await;
        let mina = NewInvitation { grant: Grant::Admin, ..offer("mina@agency.example") };
        ada.tries_to_invite(mina).await.unwrap();
        let out = id(&ada, "mina@agency.example").await;
        ada.admin().await.cancel(out).await.unwrap();
        assert_eq!(findings(&ada, out).await.len(), 1);
        for admin in 0..19 {
            let new = NewInvitation { grant: Grant::Admin, ..offer(&format!("admin{admin}@agency.example")) };
            ada.tries_to_invite(new).await.unwrap();
        }
        let found = findings(&ada, out).await;
        assert!(matches!(found[..], [Finding::Cancelled { .. }, Finding::NoSeat(full)] if full.level == AccessLevel::Admin), "{found:?}");
    }
}
