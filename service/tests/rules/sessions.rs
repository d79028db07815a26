//! Sessions: how long they last, and what ends them.

use chrono::TimeDelta;
use domain::token::Token;
use service::both_engines;
use service::failure::Failure;
use service::testing::{Person, World};

const JUST: TimeDelta = TimeDelta::microseconds(1);

/// Is here, and waits until that is written down: it is written beside the request, not in its way.
async fn is_seen(world: &World, person: &Person) {
    let newest = || async { world.number("SELECT max(seen_at) FROM sessions").await };
    assert!(person.signed_in().await.is_some());
    while newest().await != world.now().timestamp_micros() {
        tokio::task::yield_now().await;
    }
}

both_engines! {
    async fn a_session_ends_after_seven_days_without_a_request_to_the_microsecond(world: World) {
        let ada = world.ada().await.person().guest().clone();
        let (used, idle) = (ada.logs_in().await, ada.logs_in().await);
        world.passes(TimeDelta::days(7) - JUST);
        is_seen(world, &used).await;
        world.passes(JUST);
        assert!(idle.signed_in().await.is_none());
        // The request counted: that session has seven days more.
        assert!(used.signed_in().await.is_some());
        world.passes(TimeDelta::days(7) - JUST);
        assert!(used.signed_in().await.is_none());
    }

    async fn a_session_ends_after_thirty_days_however_often_it_is_used(world: World) {
        let ada = world.ada().await.person().guest().logs_in().await;
        for _ in 0..5 {
            world.passes(TimeDelta::days(5));
            is_seen(world, &ada).await;
        }
        world.passes(TimeDelta::days(5) - JUST);
        assert!(ada.signed_in().await.is_some());
        world.passes(JUST);
        assert!(ada.signed_in().await.is_none());
    }

    async fn a_session_that_ended_changes_nothing_any_more(world: World) {
        let ada = world.ada().await;
        let (here, admin) = (ada.person().here().await, ada.admin().await);
        world.passes(TimeDelta::days(7));
        assert!(matches!(here.choose_zone(None).await, Err(Failure::NoLongerAllowed)));
        let invited = admin.invite(service::testing::offer("mina@agency.example")).await;
        assert!(matches!(invited, Err(Failure::NoLongerAllowed)));
    }

    async fn somebody_revoked_while_they_acted_changes_nothing(world: World) {
        let ada = world.ada().await;
        let admin = ada.admin().await;
        world.sql("UPDATE partners SET state = 'revoked'").await;
        let invited = admin.invite(service::testing::offer("mina@agency.example")).await;
        assert!(matches!(invited, Err(Failure::NoLongerAllowed)));
        world.sql("UPDATE partners SET state = 'active', level = 'standard'").await;
        let invited = admin.invite(service::testing::offer("mina@agency.example")).await;
        assert!(matches!(invited, Err(Failure::NoLongerAllowed)));
        world.sql("UPDATE partners SET level = 'admin'").await;
        assert_eq!(world.number("SELECT count(*) FROM partners").await, 1);
    }

    async fn logging_in_takes_the_place_of_the_session_the_browser_had(world: World) {
        // Session fixation: whoever planted the old cookie has nothing of the new session.
        let before = world.ada().await.person().clone();
        let after = before.guest().logs_in_instead_of(&before).await;
        assert!(before.signed_in().await.is_none());
        assert!(after.signed_in().await.is_some());
        assert_ne!(before.cookie(), after.cookie());
    }

    async fn logging_out_ends_this_session_only(world: World) {
        let here = world.ada().await.person().clone();
        let there = here.guest().logs_in().await;
        here.logs_out().await;
        assert!(here.signed_in().await.is_none());
        assert!(there.signed_in().await.is_some());
    }

    async fn ones_own_other_session_can_be_ended_and_nobody_elses(world: World) {
        let here = world.ada().await.person().clone();
        let there = here.guest().from("198.51.100.7").logs_in().await;
        let page = here.account_page().await;
        assert_eq!(page.sessions.len(), 2);
        let other = page.sessions.iter().find(|session| !session.here).unwrap();
        assert_eq!((other.client.as_str(), other.browser.to_string().as_str()), ("198.51.100.7", "Browser of a test"));

        let mallory = world.mallory().await.person().here().await;
        let stolen = mallory.end_one_session(other.handle.clone()).await;
        assert!(matches!(stolen, Err(Failure::NotFound)));
        assert!(there.signed_in().await.is_some());

        here.here().await.end_one_session(other.handle.clone()).await.unwrap();
        assert!(there.signed_in().await.is_none());
        assert!(here.signed_in().await.is_some());
    }

    async fn a_cookie_that_nobody_was_given_is_nobodys(world: World) {
        world.ada().await;
        let visitor = world.mina().visitor();
        for cookie in [None, Some(Token::from_bytes([0; 32])), Some(Token::from_bytes([255; 32]))] {
            assert!(visitor.signed_in(cookie.as_ref()).await.unwrap().is_none());
        }
    }
}
