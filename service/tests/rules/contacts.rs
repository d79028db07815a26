//! The addresses of an Account (DOMAIN 4).

use service::account::{AddContactRefusal, LogInRefusal, RemoveContactRefusal, ResetRefusal};
use service::both_engines;
use service::testing::{at_once, refusal, too_many_until};

const SECOND: &str = "ada@private.example";

both_engines! {
    async fn an_address_is_added_with_the_password_and_counts_once_it_is_confirmed(world: World) {
        let ada = world.ada().await.person().clone();
        let wrong = ada.typing("not the password at all").tries_to_add(SECOND).await;
        assert_eq!(refusal(wrong), AddContactRefusal::WrongPassword);
        assert!(world.mails_to(SECOND).await.is_empty());

        ada.adds(SECOND).await;
        assert_eq!(ada.addresses().await, ["ada@halcyon.example Verified", "ada@private.example Claimed"]);
        assert_eq!(refusal(ada.guest().at(SECOND).tries_to_log_in().await), LogInRefusal::NoMatch);
        assert_eq!(world.mail_to(SECOND).await.subject, "Confirm your address");
        let notice = world.mail_to("ada@halcyon.example").await;
        assert!(notice.text.contains("Added: ada@private.example"), "{}", notice.text);

        let link = world.mail_to(SECOND).await.token("/confirm/");
        ada.tries_to_confirm(&link).await.unwrap();
        let there = ada.guest().at(SECOND).logs_in().await;
        assert_eq!(there.here().await.account(), ada.here().await.account());
    }

    async fn an_address_is_added_once(world: World) {
        let ada = world.ada().await.person().clone();
        assert_eq!(refusal(ada.tries_to_add("ADA@halcyon.example").await), AddContactRefusal::Yours);
        ada.adds(SECOND).await;
        assert_eq!(refusal(ada.tries_to_add(SECOND).await), AddContactRefusal::Yours);
    }

    async fn adding_somebody_elses_address_mails_them_and_stays_a_claim(world: World) {
        let mallory = world.mallory().await.person().clone();
        let ada = world.ada().await;
        mallory.adds("ada@halcyon.example").await;
        let mail = world.mail_to("ada@halcyon.example").await;
        assert_eq!(mail.subject, "You already have an account");
        let addresses = ["mallory@vane.example Verified", "ada@halcyon.example Claimed"];
        assert_eq!(mallory.addresses().await, addresses);
        let logs_in = ada.person().guest().logs_in().await;
        assert_eq!(logs_in.here().await.account(), ada.person().here().await.account());
    }

    async fn an_address_is_mailed_three_times_an_hour(world: World) {
        let ada = world.ada().await.person().clone();
        for _ in 0..3 {
            ada.adds(SECOND).await;
            ada.removes(SECOND).await;
        }
        assert_eq!(too_many_until(ada.tries_to_add(SECOND).await), "2026-11-24T10:00:00Z");
    }

    async fn a_removed_address_stops_counting_at_once_and_both_are_told(world: World) {
        let ada = world.ada().await.person().clone();
        ada.adds_and_confirms(SECOND).await;
        let wrong = ada.typing("not the password at all").tries_to_remove(SECOND).await;
        assert_eq!(refusal(wrong), RemoveContactRefusal::WrongPassword);

        ada.removes(SECOND).await;

        assert_eq!(ada.addresses().await, ["ada@halcyon.example Verified"]);
        assert_eq!(refusal(ada.guest().at(SECOND).tries_to_log_in().await), LogInRefusal::NoMatch);
        for email in ["ada@halcyon.example", SECOND] {
            let mail = world.mail_to(email).await;
            assert!(mail.text.contains("Removed: ada@private.example"), "{email}: {}", mail.text);
        }
        // It is free for whoever has it now.
        let other = world.guest("Another Ada", SECOND).signs_up().await;
        other.confirms().await;
    }

    async fn a_link_in_the_mailbox_of_a_removed_address_sets_no_password(world: World) {
        let ada = world.ada().await.person().clone();
        ada.adds_and_confirms(SECOND).await;
        ada.guest().at(SECOND).forgets_the_password().await;
        let link = world.mail_to(SECOND).await.token("/reset/");
        ada.removes(SECOND).await;
        assert!(!ada.guest().visitor().reset_stands(&link).await.unwrap());
        assert_eq!(refusal(ada.guest().tries_to_reset(&link).await), ResetRefusal::Dead);
        assert!(ada.signed_in().await.is_some());
    }

    async fn the_last_confirmed_address_stays(world: World) {
        let ada = world.ada().await.person().clone();
        assert_eq!(refusal(ada.tries_to_remove("ada@halcyon.example").await), RemoveContactRefusal::Last);
        // A claim is no way to log in, so it does not make another address the last but one.
        ada.adds(SECOND).await;
        assert_eq!(refusal(ada.tries_to_remove("ada@halcyon.example").await), RemoveContactRefusal::Last);
        ada.removes(SECOND).await;
        ada.guest().logs_in().await;
    }

    async fn of_two_addresses_removed_at_once_one_stays(world: World) {
        let ada = world.ada().await.person().clone();
        for round in 0..6 {
            let other = format!("ada{round}@private.example");
            ada.adds_and_confirms(&other).await;
            let known: Vec<_> =
                ada.account_page().await.contacts.into_iter().map(|own| own.contact).collect();
            assert_eq!(known.len(), 2);

            let deeds = known.into_iter().map(|contact| {
                let ada = ada.clone();
                async move { ada.tries_to_remove(&contact).await }
            });
            let outcomes = at_once(deeds).await;

            assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1, "{outcomes:?}");
            let refused = outcomes.into_iter().find(Result::is_err).unwrap();
            assert_eq!(refusal(refused), RemoveContactRefusal::Last);
            assert_eq!(ada.account_page().await.contacts.len(), 1);
        }
    }
}
