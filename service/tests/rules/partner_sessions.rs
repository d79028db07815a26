//! Where a partner is logged in, as an Admin sees it, and the end of a session in one Business Center (DOMAIN 5).

use chrono::TimeDelta;
use domain::id::PartnerId;
use service::audit::Event;
use service::both_engines;
use service::capability::Entry;
use service::failure::Failure;
use service::live::Heard;
use service::partner::PartnerSession;
use service::testing::{Insider, offer};

async fn open_sessions(admin: &Insider, partner: PartnerId) -> Vec<PartnerSession> {
    admin.admin().await.open_sessions(partner).await.unwrap()
}

async fn ends(admin: &Insider, partner: PartnerId, session: &PartnerSession) -> Result<(), Failure> {
    admin.admin().await.end_partner_session(partner, session.handle.clone()).await
}

both_engines! {
    async fn a_session_that_an_admin_ended_opens_the_business_center_no_more_until_the_next_log_in(world: World) {
        let ada = world.ada().await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        let phone = mina.with_the_session_of(&mina.person().guest().from("198.51.100.7").logs_in().await);
        mina.member().await;
        let (mut page, member) = (phone.opens_a_page().await, phone.member().await);
        let sessions = open_sessions(&ada, partner).await;
        let ended = sessions.iter().find(|session| session.client == "198.51.100.7").unwrap();
        assert_eq!((sessions.len(), ended.browser.to_string().as_str()), (2, "Browser of a test"));

        ends(&ada, partner, ended).await.unwrap();
        assert!(matches!(phone.person().enters(ada.slug()).await, Entry::LogInAgain));
        assert_eq!(page.next().await, Some(Heard::SignedOut));
        assert!(matches!(member.ask_to_extend(None).await, Err(Failure::NoLongerAllowed)));
        assert!(phone.person().signed_in().await.is_some(), "their Account is logged in still");
        assert!(matches!(mina.person().enters(ada.slug()).await, Entry::In(_)), "so is their other browser");
        assert!(matches!(phone.logs_in_again().await.person().enters(ada.slug()).await, Entry::In(_)));

        let left = open_sessions(&ada, partner).await;
        assert!(left.iter().all(|session| session.handle != ended.handle));
        let told = ada.admin().await.partner(partner).await.unwrap().history;
        assert!(matches!(&told[0].event, Event::SessionEnded { browser, .. } if browser == "Browser of a test"));
    }

    async fn what_somebody_does_elsewhere_is_not_seen_here(world: World) {
        let (ada, mallory) = (world.ada().await, world.mallory().await);
        let (mina, here) = ada.takes_in(&world.mina()).await;
        mina.member().await;
        let there = mallory.tries_to_invite(offer(mina.person().email())).await.unwrap().partner;
        let offered = mina.person().guest().opens_the_invitation().await;
        mina.person().tries_to_accept(&offered).await.unwrap();
        let seen = ada.partner(mina.person().email()).await.seen_at;

        world.passes(TimeDelta::days(2));
        let elsewhere = mina.person().guest().logs_in().await;
        elsewhere.inside(mallory.slug()).member().await;
        let at_ada = (ada.logs_in_again().await, mallory.logs_in_again().await);
        assert_eq!(open_sessions(&at_ada.0, here).await.len(), 1, "the one that was here");
        assert_eq!(at_ada.0.partner(mina.person().email()).await.seen_at, seen);
        assert_eq!(open_sessions(&at_ada.1, there).await.len(), 1);
        assert_eq!(at_ada.1.partner(mina.person().email()).await.seen_at, Some(world.now()));
    }

    async fn a_session_ended_in_one_business_center_stands_in_another(world: World) {
        let (ada, mallory) = (world.ada().await, world.mallory().await);
        let (mina, here) = ada.takes_in(&world.mina()).await;
        mina.member().await;
        mallory.tries_to_invite(offer(mina.person().email())).await.unwrap();
        let offered = mina.person().guest().opens_the_invitation().await;
        mina.person().tries_to_accept(&offered).await.unwrap();
        let sessions = open_sessions(&ada, here).await;
        ends(&ada, here, &sessions[0]).await.unwrap();
        assert!(matches!(mina.person().enters(ada.slug()).await, Entry::LogInAgain));
        assert!(matches!(mina.person().enters(mallory.slug()).await, Entry::In(_)));
    }

    async fn sessions_of_others_are_like_none(world: World) {
        let (ada, mallory) = (world.ada().await, world.mallory().await);
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        mina.member().await;
        let sessions = open_sessions(&ada, partner).await;
        assert!(open_sessions(&mallory, partner).await.is_empty());
        assert!(matches!(ends(&mallory, partner, &sessions[0]).await, Err(Failure::NotFound)));
        let (_, leo) = ada.takes_in(&world.leo()).await;
        assert!(matches!(ends(&ada, leo, &sessions[0]).await, Err(Failure::NotFound)));
        ends(&ada, partner, &sessions[0]).await.unwrap();
        assert!(matches!(ends(&ada, partner, &sessions[0]).await, Err(Failure::NotFound)), "once");
    }

    async fn whoever_accepts_anew_is_not_kept_out_by_what_was_ended_before(world: World) {
        let ada = world.ada().await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        mina.member().await;
        let sessions = open_sessions(&ada, partner).await;
        ends(&ada, partner, &sessions[0]).await.unwrap();
        ada.revokes(partner).await;
        assert!(matches!(mina.person().enters(ada.slug()).await, Entry::Ended { .. }));
        ada.invites(mina.person().email()).await;
        let offered = mina.person().guest().opens_the_invitation().await;
        mina.person().tries_to_accept(&offered).await.unwrap();
        assert!(matches!(mina.person().enters(ada.slug()).await, Entry::In(_)));
    }
}
