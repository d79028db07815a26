//! Founding Business Centers and entering them (DOMAIN 5 and 9).

use chrono::TimeDelta;
use domain::access::AccessLevel;
use domain::grant::Grant;
use service::both_engines;
use service::capability::Entry;
use service::center::{EndedPlace, FoundRefusal};
use service::testing::{Plan, at_once, refusal};

both_engines! {
    async fn whoever_founds_a_business_center_is_its_first_admin(world: World) {
        let ada = world.ada().await;
        assert_eq!(ada.slug(), "halcyon-skincare");
        let member = ada.member().await;
        assert_eq!((member.grant(), member.center().name.as_str()), (Grant::Admin, "Halcyon Skincare"));
        assert_eq!((member.center().admins, member.center().standards), (1, 0));
        let places = ada.person().here().await.places().await.unwrap();
        assert_eq!(places.open.len(), 1);
        assert_eq!(places.open[0].slug, "halcyon-skincare");
        assert_eq!(places.open[0].level, AccessLevel::Admin);
        // Nobody invited her: she is no partner.
        assert!(ada.partners().await.is_empty());
    }

    async fn business_centers_of_one_name_have_addresses_of_their_own(world: World) {
        let ada = world.ada().await;
        let mallory = world.mallory().await;
        assert_eq!(mallory.person().founds("HALCYON  skincare").await.slug(), "halcyon-skincare-2");
        assert_eq!(ada.person().founds("Halcyon-Skincare!").await.slug(), "halcyon-skincare-3");
        assert_eq!(ada.person().founds("株式会社").await.slug(), "business");
        assert_eq!(ada.person().founds("有限会社").await.slug(), "business-2");
        let longest = "x".repeat(100);
        let one = ada.person().founds(&longest).await;
        let two = ada.person().founds(&longest).await;
        assert_eq!((one.slug().len(), two.slug().len()), (40, 40));
        assert_ne!(one.slug(), two.slug());
    }

    async fn business_centers_founded_at_once_have_addresses_of_their_own(world: World) {
        let ada = world.ada().await.person().clone();
        let deeds = (0..8).map(|_| {
            let ada = ada.clone();
            async move { ada.founds("Busy Bees").await.slug().to_owned() }
        });
        let mut slugs = at_once(deeds).await;
        slugs.sort();
        let expected: Vec<_> =
            std::iter::once("busy-bees".to_owned()).chain((2..9).map(|n| format!("busy-bees-{n}"))).collect();
        assert_eq!(slugs, expected);
    }

    async fn where_sign_up_is_not_open_only_the_first_account_founds(
        world: World = Plan::ordinary().with_sign_up_for_the_first()
    ) {
        let eve = world.guest("Eve", "eve@elsewhere.example").signs_up().await;
        let ada = world.guest("Ada Lindqvist", "ada@halcyon.example").signs_up().await;
        assert!(eve.here().await.may_found().await.unwrap() && ada.here().await.may_found().await.unwrap());
        ada.confirms().await;
        world.passes(TimeDelta::microseconds(1));
        // Eve had signed up in time, and confirms hers as well; she was not the first.
        eve.confirms().await;
        assert!(!eve.here().await.may_found().await.unwrap());
        assert_eq!(refusal(eve.tries_to_found("Eve Elsewhere").await), FoundRefusal::NotTheFirst);
        assert!(ada.here().await.may_found().await.unwrap());
        ada.founds("Halcyon Skincare").await;
        ada.founds("Halcyon Skincare Japan").await;
    }

    async fn whoever_was_never_in_sees_what_they_would_see_of_none(world: World) {
        let ada = world.ada().await;
        let mallory = world.mallory().await;
        for slug in [ada.slug(), "no-such-business", "", "'; DROP TABLE audit; --"] {
            assert!(matches!(mallory.person().enters(slug).await, Entry::NotFound), "{slug}");
        }
        let places = mallory.person().here().await.places().await.unwrap();
        assert_eq!(places.open.len(), 1);
        assert!(places.ended.is_empty());
    }

    async fn whoever_is_signed_out_is_asked_to_log_in(world: World) {
        let ada = world.ada().await;
        for slug in [ada.slug(), "no-such-business"] {
            let visitor = world.mina().visitor();
            assert!(matches!(visitor.enter(None, slug).await.unwrap(), Entry::SignedOut));
        }
        ada.person().logs_out().await;
        assert!(matches!(ada.person().enters(ada.slug()).await, Entry::SignedOut));
    }

    async fn whoever_was_in_is_told_that_it_ended_and_no_more(world: World) {
        let ada = world.ada().await;
        world.sql("UPDATE partners SET state = 'revoked'").await;
        match ada.person().enters(ada.slug()).await {
            Entry::Ended { center, .. } => assert_eq!(center, "Halcyon Skincare"),
            other => panic!("{other:?}"),
        }
        let ended = ada.person().here().await.places().await.unwrap().ended;
        assert_eq!(ended, [EndedPlace { name: "Halcyon Skincare".to_owned(), extend: None }]);
        world.sql("UPDATE partners SET state = 'active'").await;
        ada.member().await;
    }

    async fn a_standard_member_is_no_admin(world: World) {
        let ada = world.ada().await;
        world.sql("UPDATE partners SET level = 'standard'").await;
        assert!(ada.member().await.admin().is_err());
        world.sql("UPDATE partners SET level = 'admin'").await;
        ada.admin().await;
    }
}
