//! **Confirm address** (DOMAIN 4 and 9).

use chrono::TimeDelta;
use service::account::ConfirmRefusal;
use service::both_engines;
use service::capability::Standing;
use service::failure::Failure;
use service::testing::{at_once, refusal, too_many_until};

both_engines! {
    async fn opening_the_link_changes_nothing(world: World) {
        let ada = world.guest("Ada Lindqvist", "ada@halcyon.example").signs_up().await;
        let link = world.mail_to("ada@halcyon.example").await.token("/confirm/");
        let before = world.dump().await;
        // C-14: scanners open every link, with and without cookies.
        for cookie in [None, Some(ada.cookie())] {
            let page = ada.guest().visitor().confirm_page(&link, cookie).await.unwrap();
            assert_eq!(page.contact, "ada@halcyon.example");
            assert_eq!(page.asks_for_password, cookie.is_none());
        }
        assert_eq!(world.dump().await, before);
        assert_eq!(ada.here().await.standing(), Standing::Claimed);
    }

    async fn outside_the_session_that_claimed_it_the_password_is_asked_for(world: World) {
        // Eve claims Mina's address. Mina presses the button in the mail: that must not make Eve's account real.
        let eve = world.guest("Eve", "mina@agency.example").typing("seven quiet orchard lamps");
        let eve = eve.signs_up().await;
        let link = world.mail_to("mina@agency.example").await.token("/confirm/");
        let mina = world.mina();

        assert_eq!(refusal(mina.tries_to_confirm(&link).await), ConfirmRefusal::WrongPassword);
        let without = mina.visitor().confirm(link.clone(), None, None).await;
        assert_eq!(refusal(without), ConfirmRefusal::WrongPassword);
        let other = world.cleo().signs_up().await;
        assert_eq!(refusal(other.tries_to_confirm(&link).await), ConfirmRefusal::WrongPassword);
        assert_eq!(eve.here().await.standing(), Standing::Claimed);

        // With the password it is theirs, from any browser, and a session begins.
        let confirmed = eve.guest().tries_to_confirm(&link).await.unwrap();
        let signed_in = eve.guest().visitor().signed_in(confirmed.cookie.as_ref()).await.unwrap().unwrap();
        assert_eq!(signed_in.account(), eve.here().await.account());
        assert_eq!(signed_in.standing(), Standing::Verified);
    }

    async fn a_link_confirms_once(world: World) {
        let ada = world.guest("Ada Lindqvist", "ada@halcyon.example").signs_up().await;
        let link = world.mail_to("ada@halcyon.example").await.token("/confirm/");
        ada.tries_to_confirm(&link).await.unwrap();
        assert!(matches!(ada.tries_to_confirm(&link).await, Err(Failure::NotFound)));
        assert!(matches!(ada.guest().tries_to_confirm(&link).await, Err(Failure::NotFound)));
        let page = ada.guest().visitor().confirm_page(&link, None).await;
        assert!(matches!(page, Err(Failure::NotFound)));
    }

    async fn a_link_used_thirty_two_times_at_once_confirms_once(world: World) {
        // C-20.
        let ada = world.guest("Ada Lindqvist", "ada@halcyon.example").signs_up().await;
        let link = world.mail_to("ada@halcyon.example").await.token("/confirm/");
        let deeds = (0..32).map(|_| {
            let (ada, link) = (ada.clone(), link.clone());
            async move { ada.tries_to_confirm(&link).await }
        });
        let outcomes = at_once(deeds).await;
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
        let dead = outcomes.iter().filter(|outcome| matches!(outcome, Err(Failure::NotFound))).count();
        assert_eq!(dead, 31, "{outcomes:?}");
        let events = "SELECT count(*) FROM account_events WHERE body LIKE '%AddressConfirmed%'";
        assert_eq!(world.number(events).await, 1);
    }

    async fn a_link_confirms_for_seven_days_to_the_microsecond(world: World) {
        let early = world.guest("Early", "early@halcyon.example").signs_up().await;
        let late = world.guest("Late", "late@halcyon.example").signs_up().await;
        let of_early = world.mail_to("early@halcyon.example").await.token("/confirm/");
        let of_late = world.mail_to("late@halcyon.example").await.token("/confirm/");
        world.passes(TimeDelta::days(7) - TimeDelta::microseconds(1));
        early.guest().tries_to_confirm(&of_early).await.unwrap();
        world.passes(TimeDelta::microseconds(1));
        assert!(matches!(late.guest().tries_to_confirm(&of_late).await, Err(Failure::NotFound)));
    }

    async fn a_claim_that_was_removed_is_confirmed_by_no_link(world: World) {
        let ada = world.ada().await;
        ada.person().adds("mina@agency.example").await;
        let link = world.mail_to("mina@agency.example").await.token("/confirm/");
        ada.person().removes("mina@agency.example").await;
        let mina = world.mina().signs_up().await;

        assert!(matches!(ada.person().tries_to_confirm(&link).await, Err(Failure::NotFound)));

        assert_eq!(ada.person().addresses().await, ["ada@halcyon.example Verified"]);
        mina.confirms().await;
    }

    async fn a_second_confirming_mail_has_a_link_of_its_own(world: World) {
        let ada = world.guest("Ada Lindqvist", "ada@halcyon.example").signs_up().await;
        for _ in 0..2 {
            ada.asks_to_confirm_again("ada@halcyon.example").await.unwrap();
        }
        let again = ada.asks_to_confirm_again("ada@halcyon.example").await;
        assert_eq!(too_many_until(again), "2026-11-24T10:00:00Z");
        let mut links: Vec<_> = world
            .mails_to("ada@halcyon.example")
            .await
            .iter()
            .map(|mail| mail.link("/confirm/").to_owned())
            .collect();
        links.dedup();
        assert_eq!(links.len(), 3);
        ada.confirms().await;
        // What is confirmed, or is not theirs, is asked for in vain.
        world.passes(TimeDelta::hours(1));
        for email in ["ada@halcyon.example", "mina@agency.example"] {
            assert!(matches!(ada.asks_to_confirm_again(email).await, Err(Failure::NotFound)), "{email}");
        }
    }
}
