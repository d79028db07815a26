//! A request counts for an answer while the access stands in which it was asked, to Admins of the place alone.

use chrono::TimeDelta;
use domain::access::Module;
use domain::access_request::{AccessRequestRefusal, MOST_WAITING};
use domain::asset::AssetRole;
use domain::diagnosis::Problem;
use service::both_engines;
use service::testing::{give, refusal, role, too_many_until, until};

use super::{
    ADA, MINA, analyst, asks, asks_by_name, grants, module, states, subjects, the_one, waiting, words,
};

both_engines! {
    async fn a_request_ends_with_the_access_and_does_not_come_back_with_it(world: World) {
        let ada = world.ada().await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        analyst(&ada, partner).await;
        asks(&mina, Problem::Assets, &module(Module::Campaigns)).await.unwrap();
        let asked = the_one(&ada, partner).await;
        world.passes(TimeDelta::minutes(1));
        ada.revokes(partner).await;
        assert!(waiting(&ada, partner).await.is_empty());
        assert_eq!(subjects(world, ADA, "asks for").await, 0, "a mail that waited is not sent");
        assert_eq!(refusal(grants(&ada, partner, &asked).await), AccessRequestRefusal::NotWaiting);
        world.passes(TimeDelta::minutes(1));
        ada.invites(MINA).await;
        let mina = world.mina().logs_in().await;
        let offered = world.mina().opens_the_invitation().await;
        mina.tries_to_accept(&offered).await.unwrap();
        let mina = mina.inside(ada.slug());
        assert!(waiting(&ada, partner).await.is_empty() && states(&mina).await.is_empty());
        let halcyon = ada.target("Halcyon EU").await;
        ada.edits(partner, |access| give(access, role(halcyon, AssetRole::Analyst))).await;
        asks(&mina, Problem::Assets, &module(Module::Campaigns)).await.unwrap();
        assert_eq!(waiting(&ada, partner).await.len(), 1, "the same, asked for anew");
    }

    async fn whoever_is_out_by_the_clock_or_was_let_in_anew_is_not_answered(world: World) {
        let ada = world.ada().await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        let ends = until("2026-12-24", world.now());
        ada.edits(partner, |access| *access = access.clone().with_end(ends)).await;
        asks(&mina, Problem::Changes, &module(Module::Campaigns)).await.unwrap();
        let asked = the_one(&ada, partner).await;
        world.passes(TimeDelta::days(40));
        let ada = ada.logs_in_again().await;
        assert_eq!(ada.admin().await.needs().await.unwrap().asking, 0);
        assert!(waiting(&ada, partner).await.is_empty());
        let no = || words("No.").unwrap();
        let answer = ada.admin().await.decline_request(partner, asked.request.id, no()).await;
        assert_eq!(refusal(answer), AccessRequestRefusal::NotWaiting);
        ada.invites(MINA).await;
        let back = world.mina().logs_in().await;
        let offered = world.mina().opens_the_invitation().await;
        back.tries_to_accept(&offered).await.unwrap();
        let answer = ada.admin().await.decline_request(partner, asked.request.id, no()).await;
        assert_eq!(refusal(answer), AccessRequestRefusal::NotWaiting, "it was asked in another access");
    }

    async fn nobody_answers_for_another_business_center_or_as_a_standard_member(world: World) {
        let ada = world.ada().await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        analyst(&ada, partner).await;
        asks(&mina, Problem::Assets, &module(Module::Campaigns)).await.unwrap();
        let asked = the_one(&ada, partner).await;
        let mallory = world.mallory().await;
        let other = mallory.admin().await;
        assert!(other.access_requests(partner).await.unwrap().is_empty());
        assert_eq!(refusal(grants(&mallory, partner, &asked).await), AccessRequestRefusal::NotWaiting);
        let no = other.decline_request(partner, asked.request.id, words("No.").unwrap()).await;
        assert_eq!(refusal(no), AccessRequestRefusal::NotWaiting);
        assert!(mina.member().await.admin().is_err());
        assert_eq!(waiting(&ada, partner).await.len(), 1);
    }

    async fn so_many_wait_and_so_many_are_asked_for_within_a_day(world: World) {
        let ada = world.ada().await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        for number in 0..MOST_WAITING {
            asks_by_name(&mina, &format!("Account {number}")).await.unwrap();
        }
        assert_eq!(refusal(asks_by_name(&mina, "One more").await), AccessRequestRefusal::TooManyWait);
        asks_by_name(&mina, "Account 0").await.unwrap();
        let admin = ada.admin().await;
        let first = admin.access_requests(partner).await.unwrap().remove(0);
        admin.decline_request(partner, first.id, words("No.").unwrap()).await.unwrap();
        too_many_until(asks_by_name(&mina, "One more").await);
        world.passes(TimeDelta::hours(25));
        asks_by_name(&mina.logs_in_again().await, "One more").await.unwrap();
    }
}
