//! What can be asked for, and what is told of it: to whoever asks what they may know, to an Admin what it means here.

use chrono::TimeDelta;
use domain::access::{Module, Modules};
use domain::access_request::{AccessRequestRefusal, AccessRequestState};
use domain::asset::{AssetGrants, AssetRole, AssetTarget, TargetId};
use domain::diagnosis::Problem;
use domain::diagnosis::assets::{Finding, diagnose_own};
use domain::name::AssetName;
use service::access_request::{Meant, Shown};
use service::asset::TypedOwner;
use service::both_engines;
use service::partner::Edit;
use service::testing::{ad_account, give, named, refusal, role, typed, until};

use super::{
    MINA, analyst, asks, asks_by_name, grants, group_grant, group_of, module, operator, states, the_one,
    waiting,
};

both_engines! {
    async fn nothing_is_asked_for_that_is_not_missing_or_not_theirs_to_know_of(world: World) {
        let ada = world.ada().await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        analyst(&ada, partner).await;
        ada.registers(ad_account("701244980032"), named("Secret US")).await;
        let secret = ada.target("Secret US").await;
        let nobodys = AssetTarget::Asset {
            id: domain::id::AssetId::from_uuid(uuid::Uuid::max()),
            kind: domain::asset::AssetKind::AdAccount,
            name: AssetName::parse("Nothing").unwrap(),
        };
        for key in [operator(&secret), operator(&nobodys), "admin".to_owned(), String::new(), "named operator".to_owned(), "named analyst".to_owned()] {
            for problem in Problem::ALL {
                assert_eq!(refusal(asks(&mina, problem, &key).await), AccessRequestRefusal::NotMissing, "{key}");
            }
        }
        assert!(waiting(&ada, partner).await.is_empty());
        let facts = mina.member().await.own_given().await.unwrap();
        assert!(!format!("{facts:?}").contains("Secret"), "{facts:?}");
        // An Admin misses nothing.
        assert_eq!(refusal(asks(&ada, Problem::Assets, &module(Module::Campaigns)).await), AccessRequestRefusal::NotMissing);
    }

    async fn by_its_name_an_asset_is_asked_for_and_whether_it_is_here_only_an_admin_sees(world: World) {
        let ada = world.ada().await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        ada.registers(ad_account("701244980031"), named("Halcyon EU")).await;
        ada.registers(ad_account("701244980032"), named("Halcyon US")).await;
        for name in ["Halcyon US", "Halcyon", "Nowhere"] {
            asks_by_name(&mina, name).await.unwrap();
            world.passes(TimeDelta::microseconds(1));
        }
        asks_by_name(&mina, "HALCYON us").await.unwrap();
        let all = waiting(&ada, partner).await;
        assert_eq!(all.len(), 3, "the same is asked for once");
        assert!(matches!(&all[1].meant, Meant::OneOf(names) if names.len() == 2), "{:?}", all[1]);
        assert_eq!(all[2].meant, Meant::Nothing(Vec::new()));
        let admin = ada.admin().await;
        let shown = Shown::from_form("something else".to_owned());
        let other = admin.grant_request(partner, all[0].request.id, &shown).await;
        assert_eq!(refusal(other), AccessRequestRefusal::ShownAnother);
        for unclear in &all[1..] {
            assert_eq!(refusal(grants(&ada, partner, unclear).await), AccessRequestRefusal::ShownAnother);
        }
        grants(&ada, partner, &all[0]).await.unwrap();
        let (_, has) = admin.to_edit(partner).await.unwrap();
        let us = ada.target("Halcyon US").await;
        assert_eq!(has.assets().iter().map(|of| (of.target.id(), of.role)).collect::<Vec<_>>(), [(us.id(), AssetRole::Operator)]);
    }

    async fn what_was_meant_by_a_name_is_given_by_the_edit_that_answers_it(world: World) {
        let ada = world.ada().await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        ada.registers(ad_account("701244980031"), named("Halcyon United States")).await;
        for name in ["Halcyon US", "Nowhere"] {
            asks_by_name(&mina, name).await.unwrap();
            world.passes(TimeDelta::microseconds(1));
        }
        assert!(ada.partner(MINA).await.asks && !mina.member().await.reaches_an_asset().await.unwrap());
        let all = waiting(&ada, partner).await;
        assert_eq!(all[0].meant, Meant::Nothing(vec!["Halcyon United States (Ad account)".to_owned()]));
        let (admin, target) = (ada.admin().await, ada.target("Halcyon United States").await);
        let answers = async |role_given| {
            let (shown, opened) = admin.to_edit(partner).await.unwrap();
            let mut wanted = opened.clone();
            give(&mut wanted, role(target.clone(), role_given));
            let edit = Edit::new(opened, wanted, shown.rehearsed);
            admin.edit(partner, Edit { answers: Some(all[0].request.id), ..edit }).await.unwrap();
        };
        answers(AssetRole::Analyst).await;
        assert_eq!(waiting(&ada, partner).await.len(), 2, "a smaller role than they ask for");
        answers(AssetRole::Operator).await;
        assert_eq!(states(&mina).await, [AccessRequestState::Waiting, AccessRequestState::Granted], "newest first");
    }

    async fn what_was_taken_can_be_asked_for_while_it_is_registered(world: World) {
        let ada = world.ada().await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        let halcyon = analyst(&ada, partner).await;
        ada.edits(partner, |access| *access = access.clone().with_assets(AssetGrants::NONE)).await;
        let key = operator(&halcyon).replace("operator", "analyst");
        asks(&mina, Problem::Assets, &key).await.unwrap();
        let asked = the_one(&ada, partner).await;
        let TargetId::Asset(id) = halcyon.id() else { panic!("an Asset") };
        ada.admin().await.remove_asset(id).await.unwrap();
        assert_eq!(refusal(grants(&ada, partner, &asked).await), AccessRequestRefusal::ShownAnother);
        assert_eq!(the_one(&ada, partner).await.meant, Meant::Gone);
        assert_eq!(states(&mina).await, [AccessRequestState::Waiting], "nothing is half done");
        assert_eq!(refusal(asks(&mina, Problem::Assets, &key).await), AccessRequestRefusal::NotMissing);
        let facts = mina.member().await.own_given().await.unwrap();
        assert!(diagnose_own(&facts).findings.iter().any(|of| matches!(of, Finding::Taken(taken) if taken.now.is_none())));
    }

    async fn an_asset_is_told_as_it_was_called_to_them_and_as_it_is_to_an_admin(world: World) {
        let ada = world.ada().await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        let halcyon = analyst(&ada, partner).await;
        ada.edits(partner, |access| *access = access.clone().with_assets(AssetGrants::NONE)).await;
        let TargetId::Asset(id) = halcyon.id() else { panic!("an Asset") };
        ada.tries_to_edit_asset(id, named("Secret project")).await.unwrap();
        asks(&mina, Problem::Assets, &operator(&halcyon).replace("operator", "analyst")).await.unwrap();
        let own = mina.member().await.own_access_requests().await.unwrap();
        assert_eq!(own[0].ask.to_string(), "Halcyon EU (Ad account) as Analyst");
        let Meant::This { gains, unopened, .. } = the_one(&ada, partner).await.meant else { panic!("not meant") };
        assert!(gains[0].contains("Secret project"), "{gains:?}");
        assert_eq!(unopened, Modules::NONE.with(Module::Campaigns), "no Module of hers opens it");
    }

    async fn nothing_is_told_of_what_was_in_a_group_before_they_came_or_after_it_ended_for_them(world: World) {
        let ada = world.ada().await;
        let of = |name: &str| typed(name, TypedOwner::ThisBusiness, &["Web"]);
        let early = ada.registers(ad_account("701244980041"), of("Before")).await;
        ada.invites(MINA).await;
        let partner = ada.partner(MINA).await.id;
        let group = ada.target("Web (Asset group)").await;
        let mut days = group_grant(&group);
        days.ends = until("2026-12-24", world.now());
        ada.edits(partner, |access| give(access, days)).await;
        ada.admin().await.fill_group(group_of(&ada).await, Vec::new(), vec![early]).await.unwrap();
        let offered = world.mina().opens_the_invitation().await;
        let mina = world.mina().accepts_as_new(&offered).await.inside(ada.slug());
        let taken = mina.member().await.own_given().await.unwrap().taken;
        assert!(taken.is_empty(), "it left before she came: {taken:?}");
        let while_in = ada.registers(ad_account("701244980042"), of("Meanwhile")).await;
        ada.admin().await.fill_group(group_of(&ada).await, Vec::new(), vec![while_in]).await.unwrap();
        assert_eq!(mina.member().await.own_given().await.unwrap().taken.len(), 1);
        world.passes(TimeDelta::days(40));
        let (ada, mina) = (ada.logs_in_again().await, mina.logs_in_again().await);
        let late = ada.registers(ad_account("701244980043"), of("After")).await;
        ada.admin().await.fill_group(group_of(&ada).await, Vec::new(), vec![late]).await.unwrap();
        let facts = mina.member().await.own_given().await.unwrap();
        assert!(!format!("{:?}", facts.taken).contains("After"), "{facts:?}");
    }
}
