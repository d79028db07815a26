//! An Admin says that an invited address is right, whatever looks mistyped about it (DOMAIN 7).

use chrono::TimeDelta;
use domain::contact::{Contact, Slip};
use domain::diagnosis::log_in::Finding;
use domain::partner::PartnerState;
use service::both_engines;
use service::failure::Failure;
use service::invitation::KeepAddressRefusal;
use service::testing::refusal;

use crate::near_misses::{MISTYPED, RIGHT, email, fails, findings, id, tries};

const LOG: &str = "SELECT body FROM audit ORDER BY number DESC";

fn contact(typed: &str) -> Contact {
    Contact::parse(typed).unwrap()
}

both_engines! {
    async fn an_address_that_is_kept_is_taken_for_mistyped_once_somebody_types_another_one(world: World) {
        let ada = world.ada().await;
        ada.invites(MISTYPED).await;
        let yuki = id(&ada, MISTYPED).await;
        let guest = world.guest("Yuki Tanaka", RIGHT);
        fails(world, &guest, 1).await;
        world.passes(TimeDelta::minutes(1));
        ada.admin().await.keep_address(yuki, contact(MISTYPED), email(RIGHT)).await.unwrap();
        assert!(!ada.partner(MISTYPED).await.perhaps_mistyped);
        let facts = ada.admin().await.log_in_facts(yuki).await.unwrap().facts;
        assert_eq!((facts.address_kept, facts.near), (Some(world.now()), Vec::new()));
        assert!(world.column(LOG).await[0].contains("InvitationAddressKept"));
        fails(world, &guest, 1).await;
        assert!(ada.partner(MISTYPED).await.perhaps_mistyped);
        let near = Finding::NearMiss { address: email(RIGHT), slip: Slip::WellKnownDomain, tries: tries(world, 1) };
        assert_eq!(findings(&ada, yuki).await, [near]);
        // What was said of one address says nothing of another.
        ada.admin().await.change_address(yuki, contact("yuki@gmial.com")).await.unwrap();
        assert!(ada.partner("yuki@gmial.com").await.perhaps_mistyped);
    }

    async fn an_address_is_kept_as_it_was_shown_and_against_the_one_that_was_shown_beside_it(world: World) {
        let ada = world.ada().await;
        ada.invites(MISTYPED).await;
        let yuki = id(&ada, MISTYPED).await;
        for typed in [RIGHT, "yuki.tanaka@gmail.co"] {
            fails(world, &world.guest("Yuki Tanaka", typed), 1).await;
        }
        ada.admin().await.keep_address(yuki, contact(MISTYPED), email(RIGHT)).await.unwrap();
        let found = findings(&ada, yuki).await;
        assert!(matches!(&found[..], [Finding::NearMiss { address, .. }] if address.as_str() == "yuki.tanaka@gmail.co"), "{found:?}");
        // Another Admin moved it meanwhile, to where this one did not look.
        ada.admin().await.change_address(yuki, contact("yuki@gmial.com")).await.unwrap();
        let late = ada.admin().await.keep_address(yuki, contact(MISTYPED), email(RIGHT)).await;
        assert_eq!(refusal(late), KeepAddressRefusal);
        assert!(ada.partner("yuki@gmial.com").await.perhaps_mistyped);
    }

    async fn the_address_of_whoever_waits_for_nothing_is_not_kept(world: World) {
        let ada = world.ada().await;
        let mallory = world.mallory().await;
        ada.invites(MISTYPED).await;
        let yuki = id(&ada, MISTYPED).await;
        let of_others = mallory.admin().await.keep_address(yuki, contact(MISTYPED), email(RIGHT)).await;
        assert!(matches!(of_others, Err(Failure::NotFound)));
        ada.admin().await.cancel(yuki).await.unwrap();
        let entries = world.column(LOG).await;
        let over = ada.admin().await.keep_address(yuki, contact(MISTYPED), email(RIGHT)).await;
        assert_eq!(refusal(over), KeepAddressRefusal);
        assert_eq!(world.column(LOG).await, entries);
    }

    async fn an_invitation_that_has_expired_may_be_right_about_its_address_too(world: World) {
        let ada = world.ada().await;
        ada.invites(MISTYPED).await;
        let yuki = id(&ada, MISTYPED).await;
        world.passes(TimeDelta::days(31));
        let ada = ada.logs_in_again().await;
        assert_eq!(ada.partner(MISTYPED).await.state, PartnerState::Expired);
        assert_eq!(findings(&ada, yuki).await.len(), 2);
        ada.admin().await.keep_address(yuki, contact(MISTYPED), email(RIGHT)).await.unwrap();
        let found = findings(&ada, yuki).await;
        assert!(matches!(found[..], [Finding::Expired { .. }]), "{found:?}");
    }
}
