//! Forgotten password (DOMAIN 3, limits; DOMAIN 9).

use chrono::TimeDelta;
use service::account::{ChangePasswordRefusal, LogInRefusal, ResetRefusal};
use service::both_engines;
use service::testing::{at_once, refusal, too_many_until};

const ANOTHER: &str = "seven quiet orchard lamps";

both_engines! {
    async fn one_mail_leaves_whether_the_address_has_an_account_or_not(world: World) {
        let ada = world.ada().await.person().guest().clone();
        let mails = world.mails().await.len();
        ada.forgets_the_password().await;
        world.guest("Nobody", "nobody@halcyon.example").forgets_the_password().await;
        assert_eq!(world.mails().await.len(), mails + 2);
        assert_eq!(world.mail_to("ada@halcyon.example").await.subject, "Set a new password");
        let mail = world.mail_to("nobody@halcyon.example").await;
        assert_eq!(mail.subject, "No account has this address");
        assert!(!mail.text.contains("/reset/"));
    }

    async fn a_claimed_address_gets_no_new_password(world: World) {
        world.guest("Eve", "mina@agency.example").signs_up().await;
        world.mina().forgets_the_password().await;
        assert_eq!(world.mail_to("mina@agency.example").await.subject, "No account has this address");
    }

    async fn an_address_is_written_to_three_times_an_hour_and_ten_times_a_day(world: World) {
        let ada = world.ada().await.person().guest().clone();
        world.passes(TimeDelta::days(1));
        for email in ["ada@halcyon.example", "nobody@halcyon.example"] {
            let somebody = ada.at(email);
            for _ in 0..3 {
                somebody.forgets_the_password().await;
            }
            // The same for both: it tells nobody who has an account.
            let refused = somebody.tries_to_get_a_new_password().await;
            assert_eq!(too_many_until(refused), "2026-11-25T10:00:00Z", "{email}");
        }
        for _ in 0..2 {
            world.passes(TimeDelta::hours(1));
            for _ in 0..3 {
                ada.forgets_the_password().await;
            }
        }
        world.passes(TimeDelta::hours(1));
        ada.forgets_the_password().await;
        assert_eq!(too_many_until(ada.tries_to_get_a_new_password().await), "2026-11-26T09:00:00Z");
        assert_eq!(world.mails_to("ada@halcyon.example").await.len(), 1 + 10);
    }

    async fn a_new_password_ends_every_session_and_tells_the_owner(world: World) {
        let thief = world.ada().await.person().clone();
        let ada = thief.guest().clone();
        ada.forgets_the_password().await;
        let link = world.mail_to("ada@halcyon.example").await.token("/reset/");
        assert!(ada.visitor().reset_stands(&link).await.unwrap());

        let ada = ada.typing(ANOTHER).tries_to_reset(&link).await.unwrap();

        assert!(ada.signed_in().await.is_some());
        assert!(thief.signed_in().await.is_none());
        assert_eq!(refusal(thief.guest().tries_to_log_in().await), LogInRefusal::NoMatch);
        ada.guest().logs_in().await;
        assert_eq!(world.mail_to("ada@halcyon.example").await.subject, "Your password was changed");
    }

    async fn a_new_password_is_told_to_every_address_of_the_account(world: World) {
        let ada = world.ada().await;
        ada.person().adds_and_confirms("ada@private.example").await;
        ada.person().guest().forgets_the_password().await;
        let link = world.mail_to("ada@halcyon.example").await.token("/reset/");
        ada.person().guest().typing(ANOTHER).tries_to_reset(&link).await.unwrap();
        for email in ["ada@halcyon.example", "ada@private.example"] {
            assert_eq!(world.mail_to(email).await.subject, "Your password was changed", "{email}");
        }
    }

    async fn a_link_sets_a_password_once(world: World) {
        let ada = world.ada().await.person().guest().typing(ANOTHER);
        ada.forgets_the_password().await;
        let link = world.mail_to("ada@halcyon.example").await.token("/reset/");
        let deeds = (0..32).map(|_| {
            let (ada, link) = (ada.clone(), link.clone());
            async move { ada.tries_to_reset(&link).await }
        });
        let outcomes = at_once(deeds).await;
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
        for outcome in outcomes.into_iter().filter(Result::is_err) {
            assert_eq!(refusal(outcome), ResetRefusal::Dead);
        }
        assert!(!ada.visitor().reset_stands(&link).await.unwrap());
    }

    async fn a_link_sets_a_password_for_an_hour_to_the_microsecond(world: World) {
        let ada = world.ada().await.person().guest().typing(ANOTHER);
        ada.forgets_the_password().await;
        let link = world.mail_to("ada@halcyon.example").await.token("/reset/");
        world.passes(TimeDelta::hours(1) - TimeDelta::microseconds(1));
        assert!(ada.visitor().reset_stands(&link).await.unwrap());
        world.passes(TimeDelta::microseconds(1));
        assert!(!ada.visitor().reset_stands(&link).await.unwrap());
        assert_eq!(refusal(ada.tries_to_reset(&link).await), ResetRefusal::Dead);
    }

    async fn the_newest_link_kills_the_older(world: World) {
        let ada = world.ada().await.person().guest().typing(ANOTHER);
        ada.forgets_the_password().await;
        let older = world.mail_to("ada@halcyon.example").await.token("/reset/");
        ada.forgets_the_password().await;
        assert_eq!(refusal(ada.tries_to_reset(&older).await), ResetRefusal::Dead);
        let newest = world.mail_to("ada@halcyon.example").await.token("/reset/");
        ada.tries_to_reset(&newest).await.unwrap();
    }

    async fn a_link_that_confirms_sets_no_password_and_the_other_way_round(world: World) {
        let ada = world.guest("Ada Lindqvist", "ada@halcyon.example").signs_up().await;
        let confirm = world.mail_to("ada@halcyon.example").await.token("/confirm/");
        assert_eq!(refusal(ada.guest().tries_to_reset(&confirm).await), ResetRefusal::Dead);
        ada.confirms().await;
        ada.guest().forgets_the_password().await;
        let reset = world.mail_to("ada@halcyon.example").await.token("/reset/");
        assert!(ada.guest().tries_to_confirm(&reset).await.is_err());
    }

    async fn changing_the_password_asks_for_the_present_one_and_ends_the_other_sessions(world: World) {
        let here = world.ada().await.person().clone();
        let there = here.guest().logs_in().await;
        let wrong = here.typing("not the password at all").tries_to_change_the_password(ANOTHER).await;
        assert_eq!(refusal(wrong), ChangePasswordRefusal::WrongPassword);
        assert!(there.signed_in().await.is_some());

        let changed = here.tries_to_change_the_password(ANOTHER).await.unwrap();

        assert!(changed.signed_in().await.is_some());
        assert!(here.signed_in().await.is_none() && there.signed_in().await.is_none());
        assert_eq!(refusal(here.guest().tries_to_log_in().await), LogInRefusal::NoMatch);
        changed.guest().logs_in().await;
        assert_eq!(world.mail_to("ada@halcyon.example").await.subject, "Your password was changed");
    }

    async fn a_changed_password_kills_the_links_that_would_set_another(world: World) {
        let ada = world.ada().await.person().clone();
        ada.guest().forgets_the_password().await;
        let link = world.mail_to("ada@halcyon.example").await.token("/reset/");
        let ada = ada.tries_to_change_the_password(ANOTHER).await.unwrap();
        assert_eq!(refusal(ada.guest().tries_to_reset(&link).await), ResetRefusal::Dead);
    }
}
