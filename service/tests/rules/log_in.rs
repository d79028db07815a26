//! **Log in** (DOMAIN 3, limits; DOMAIN 4).

use chrono::TimeDelta;
use domain::contact::Contact;
use domain::password::TypedPassword;
use service::account::{LogIn, LogInRefusal};
use service::both_engines;
use service::testing::{Guest, PASSWORD, World, refusal, too_many_until};

/// Fails so often and says when the next is let through, if it is not.
async fn fails(guest: &Guest, times: usize) {
    let wrong = guest.typing("not the password at all");
    for _ in 0..times {
        assert_eq!(refusal(wrong.tries_to_log_in().await), LogInRefusal::NoMatch);
    }
}

/// Hashes, statements and mails that an attempt costs.
async fn cost(world: &World, contact: Option<&str>, password: &str) -> (u64, u64, usize) {
    let (hashes, mails) = (world.hashes(), world.mails().await.len());
    let statements = world.statements();
    let log_in = LogIn {
        contact: contact.map(|contact| Contact::parse(contact).unwrap()),
        password: TypedPassword::parse(password.to_owned()),
        replaces: None,
    };
    let outcome = world.mina().visitor().log_in(log_in).await;
    assert_eq!(refusal(outcome), LogInRefusal::NoMatch);
    world.settles().await;
    let statements = world.statements() - statements;
    (world.hashes() - hashes, statements, world.mails().await.len() - mails)
}

both_engines! {
    async fn unknown_and_wrong_are_one_answer_at_one_price(world: World) {
        world.ada().await;
        world.guest("Eve", "eve@elsewhere.example").signs_up().await;
        let wrong_password = cost(world, Some("ada@halcyon.example"), "not the password at all").await;
        assert_eq!((wrong_password.0, wrong_password.2), (1, 0));
        for (contact, password, why) in [
            (Some("nobody@halcyon.example"), PASSWORD, "no account"),
            (Some("eve@elsewhere.example"), PASSWORD, "only claimed"),
            (Some("+81 90 1234 5678"), PASSWORD, "a phone number"),
            (None, PASSWORD, "no address at all"),
            (Some("ada@halcyon.example"), "", "an empty password"),
        ] {
            assert_eq!(cost(world, contact, password).await, wrong_password, "{why}");
        }
        let too_long = "x".repeat(1025);
        assert_eq!(cost(world, Some("ada@halcyon.example"), &too_long).await, wrong_password);
        assert_eq!(cost(world, Some("nobody@halcyon.example"), &too_long).await, wrong_password);
    }

    async fn ten_failures_pause_that_client_and_nobody_else(world: World) {
        let ada = world.ada().await.person().guest().clone();
        let thief = ada.from("198.51.100.7");
        fails(&thief, 10).await;

        // The right password is not even looked at.
        let hashes = world.hashes();
        assert_eq!(too_many_until(thief.tries_to_log_in().await), "2026-11-24T09:00:30Z");
        assert_eq!(world.hashes(), hashes);
        // The owner is not locked out, and another address from that client is not paused.
        ada.logs_in().await;
        fails(&thief.at("nobody@halcyon.example"), 1).await;
    }

    async fn an_ipv6_network_is_one_client(world: World) {
        let ada = world.ada().await.person().guest().clone();
        fails(&ada.from("2001:db8:1:2::7"), 10).await;
        let neighbour = ada.from("2001:db8:1:2:ffff::1");
        assert_eq!(too_many_until(neighbour.tries_to_log_in().await), "2026-11-24T09:00:30Z");
        ada.from("2001:db8:1:3::7").logs_in().await;
    }

    async fn each_failure_more_doubles_the_pause(world: World) {
        let ada = world.ada().await.person().guest().clone();
        fails(&ada, 10).await;
        for (pause, until) in [(30, "09:00:30"), (60, "09:01:30"), (120, "09:03:30")] {
            world.passes(TimeDelta::seconds(pause) - TimeDelta::microseconds(1));
            assert_eq!(too_many_until(ada.tries_to_log_in().await), format!("2026-11-24T{until}Z"));
            world.passes(TimeDelta::microseconds(1));
            fails(&ada, 1).await;
        }
        // An hour later it is as if nothing had been.
        world.passes(TimeDelta::hours(1));
        fails(&ada, 9).await;
        ada.logs_in().await;
    }

    async fn a_pause_outlives_a_restart(world: World) {
        let ada = world.ada().await.person().guest().clone();
        fails(&ada, 10).await;
        world.restarts().await;
        assert_eq!(too_many_until(ada.tries_to_log_in().await), "2026-11-24T09:00:30Z");
    }

    async fn a_hundred_failures_of_one_client_pause_it_for_every_address(world: World) {
        let ada = world.ada().await.person().guest().clone();
        let thief = ada.from("198.51.100.7");
        for i in 0..100 {
            fails(&thief.at(&format!("guess{i}@halcyon.example")), 1).await;
        }
        assert_eq!(too_many_until(thief.tries_to_log_in().await), "2026-11-24T09:15:00Z");
        ada.logs_in().await;
        world.passes(TimeDelta::minutes(15));
        thief.logs_in().await;
    }

    async fn a_failure_names_no_address_in_the_log_of_accounts(world: World) {
        fails(&world.guest("Nobody", "nobody@halcyon.example"), 1).await;
        let events = world.column("SELECT body FROM account_events").await;
        assert_eq!(events, [r#"{"event":"LogInFailed"}"#]);
    }
}
