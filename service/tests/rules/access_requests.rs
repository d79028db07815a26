//! **Access requests** (DOMAIN 1): what is missing to somebody is asked for, and given or declined; nothing else is.

use chrono::TimeDelta;
use domain::access::{Module, Modules};
use domain::access_request::{AccessRequestRefusal, AccessRequestState, MOST_WAITING};
use domain::asset::{AssetGrant, AssetGrants, AssetRole, AssetTarget, TargetId};
use domain::diagnosis::Problem;
use domain::diagnosis::assets::{Finding, diagnose_own};
use domain::grant::Grant;
use domain::id::{AssetGroupId, PartnerId};
use domain::name::AssetName;
use domain::note::Note;
use service::access_request::{Meant, Shown, ToAnswer};
use service::asset::TypedOwner;
use service::audit::Event;
use service::both_engines;
use service::failure::Failure;
use service::testing::{
    Insider, ad_account, at_once, give, named, refusal, role, too_many_until, typed, until,
};

const ADA: &str = "ada@halcyon.example";
const MINA: &str = "mina@agency.example";

fn words(typed: &str) -> Option<Note> {
    Note::parse(typed).unwrap()
}

fn module(module: Module) -> String {
    format!("module {}", module.as_str())
}

fn operator(target: &AssetTarget) -> String {
    let TargetId::Asset(id) = target.id() else { panic!("an Asset") };
    format!("asset operator {id}")
}

async fn asks(who: &Insider, problem: Problem, key: &str) -> Result<(), Failure<AccessRequestRefusal>> {
    who.member().await.ask_for(problem, key, None, None).await
}

async fn asks_by_name(who: &Insider, name: &str) -> Result<(), Failure<AccessRequestRefusal>> {
    let name = AssetName::parse(name).ok();
    who.member().await.ask_for(Problem::Changes, "named operator", name, None).await
}

async fn waiting(ada: &Insider, of: PartnerId) -> Vec<ToAnswer> {
    ada.admin().await.access_requests_to_answer(of).await.unwrap()
}

async fn the_one(ada: &Insider, of: PartnerId) -> ToAnswer {
    let mut all = waiting(ada, of).await;
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0)
}

/// Of what somebody asked for, newest first.
async fn states(who: &Insider) -> Vec<AccessRequestState> {
    let own = who.member().await.own_access_requests().await.unwrap();
    own.iter().map(|of| of.answered.as_ref().map_or(AccessRequestState::Waiting, |to| to.state)).collect()
}

async fn grants(ada: &Insider, of: PartnerId, asked: &ToAnswer) -> Result<(), Failure<AccessRequestRefusal>> {
    let shown = match &asked.meant {
        Meant::This { shown, .. } | Meant::Has(_, shown) => shown.clone(),
        _ => Shown::from_form(String::new()),
    };
    ada.admin().await.grant_request(of, asked.request.id, &shown).await
}

async fn subjects(world: &service::testing::World, address: &str, words: &str) -> usize {
    world.mails_to(address).await.iter().filter(|mail| mail.subject.contains(words)).count()
}

/// Mina is Analyst of Halcyon EU, which no Module of hers opens.
async fn analyst(ada: &Insider, mina: PartnerId) -> AssetTarget {
    ada.registers(ad_account("701244980031"), named("Halcyon EU")).await;
    let target = ada.target("Halcyon EU").await;
    ada.edits(mina, |access| {
        access.grant = Grant::standard(Modules::NONE);
        give(access, role(target.clone(), AssetRole::Analyst));
    })
    .await;
    target
}

fn group_grant(group: &AssetTarget) -> AssetGrant {
    role(group.clone(), AssetRole::Analyst)
}

async fn group_of(ada: &Insider) -> AssetGroupId {
    match ada.target("Web (Asset group)").await.id() {
        TargetId::Group(id) => id,
        TargetId::Asset(id) => panic!("{id}"),
    }
}

both_engines! {
    async fn what_is_missing_is_asked_for_once_and_just_that_is_given(world: World) {
        let ada = world.ada().await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        let halcyon = analyst(&ada, partner).await;
        let before = mina.member().await.center().change;
        let member = mina.member().await;
        member.ask_for(Problem::Assets, &module(Module::Analytics), None, words("For the report.")).await.unwrap();
        asks(&mina, Problem::Assets, &module(Module::Analytics)).await.unwrap();
        assert_eq!(mina.member().await.center().change, before + 1, "asking again changes nothing");
        assert_eq!(subjects(world, ADA, "asks for the Module Analytics").await, 1);
        assert!(world.mail_to(ADA).await.text.contains("For the report."));

        let asked = the_one(&ada, partner).await;
        assert_eq!((asked.request.words.as_deref(), asked.request.name.as_str()), (Some("For the report."), "Mina Okafor"));
        let Meant::This { gains, .. } = &asked.meant else { panic!("not meant") };
        assert_eq!(gains.len(), 1, "{gains:?}");
        let history = ada.admin().await.partner(partner).await.unwrap().history;
        assert!(matches!(&history[0].event, Event::AccessAskedFor { ask, .. } if ask == "the Module Analytics"));

        let (_, had) = ada.admin().await.to_edit(partner).await.unwrap();
        let mails = subjects(world, MINA, "access to Halcyon Skincare").await;
        grants(&ada, partner, &asked).await.unwrap();
        let (_, has) = ada.admin().await.to_edit(partner).await.unwrap();
        assert_eq!(has.grant, Grant::standard(Modules::NONE.with(Module::Analytics)));
        assert!(has.assets().is_same(had.assets()) && has.assets().get(halcyon.id()).is_some());
        assert_eq!((waiting(&ada, partner).await.len(), states(&mina).await), (0, vec![AccessRequestState::Granted]));
        assert_eq!(subjects(world, MINA, "access to Halcyon Skincare").await, mails + 1, "as after any other edit");
        assert_eq!(refusal(grants(&ada, partner, &asked).await), AccessRequestRefusal::NotWaiting);
    }

    async fn an_operator_is_made_with_the_module_that_it_takes(world: World) {
        let ada = world.ada().await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        let halcyon = analyst(&ada, partner).await;
        asks(&mina, Problem::Changes, &operator(&halcyon)).await.unwrap();
        let asked = the_one(&ada, partner).await;
        let Meant::This { gains, .. } = &asked.meant else { panic!("not meant") };
        assert_eq!(gains.len(), 2, "the role and its Module: {gains:?}");
        grants(&ada, partner, &asked).await.unwrap();
        let (_, has) = ada.admin().await.to_edit(partner).await.unwrap();
        assert_eq!(has.grant, Grant::standard(Modules::NONE.with(Module::Campaigns)));
        assert_eq!(has.assets().get(halcyon.id()).unwrap().role, AssetRole::Operator);
        assert_eq!(refusal(asks(&mina, Problem::Changes, &operator(&halcyon)).await), AccessRequestRefusal::NotMissing);
    }

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
        assert_eq!(refusal(asks(&ada, Problem::Assets, &module(Module::Billing)).await), AccessRequestRefusal::NotMissing);
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
        assert_eq!(all[2].meant, Meant::Nothing);
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

    async fn a_no_takes_a_sentence_and_of_two_admins_one_answers(world: World) {
        let ada = world.ada().await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        analyst(&ada, partner).await;
        asks(&mina, Problem::Assets, &module(Module::Billing)).await.unwrap();
        let asked = the_one(&ada, partner).await;
        let admin = ada.admin().await;
        let answers = at_once((0..4).map(|_| {
            let (admin, id) = (admin.clone(), asked.request.id);
            async move { admin.decline_request(partner, id, words("Ada checks them.").unwrap()).await }
        })).await;
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
        let text = world.mail_to(MINA).await.text;
        assert!(text.contains("you ask for the Module Billing") && text.contains("Ada checks them."), "{text}");
        let own = mina.member().await.own_access_requests().await.unwrap();
        let answered = own[0].answered.as_ref().unwrap();
        assert_eq!((answered.state, answered.by.as_str(), answered.words.as_deref()), (AccessRequestState::Declined, "Ada Lindqvist", Some("Ada checks them.")));
        assert!(matches!(&admin.partner(partner).await.unwrap().history[0].event, Event::AccessDeclined { .. }));
        asks(&mina, Problem::Assets, &module(Module::Billing)).await.unwrap();
        assert_eq!(states(&mina).await.len(), 2, "it can be asked for anew");
    }

    async fn whichever_way_they_get_it_the_request_is_granted(world: World) {
        let ada = world.ada().await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        let halcyon = analyst(&ada, partner).await;
        asks(&mina, Problem::Assets, &module(Module::Analytics)).await.unwrap();
        asks(&mina, Problem::Changes, &operator(&halcyon)).await.unwrap();
        ada.edits(partner, |access| access.grant = Grant::standard(Modules::ALL)).await;
        let left = the_one(&ada, partner).await;
        assert!(left.request.ask.to_string().contains("Operator"), "the role is not given yet");
        assert_eq!(ada.admin().await.needs().await.unwrap().asking, 1);
        ada.edits(partner, |access| access.grant = Grant::Admin).await;
        assert!(waiting(&ada, partner).await.is_empty());
        assert_eq!(states(&mina).await, [AccessRequestState::Granted; 2]);
    }

    async fn what_comes_by_a_group_is_said_yes_to(world: World) {
        let ada = world.ada().await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        let web = ada.registers(ad_account("701244980033"), typed("Halcyon JP", TypedOwner::ThisBusiness, &["Web"])).await;
        ada.admin().await.fill_group(group_of(&ada).await, Vec::new(), vec![web]).await.unwrap();
        asks_by_name(&mina, "Halcyon JP").await.unwrap();
        let group = ada.target("Web (Asset group)").await;
        ada.edits(partner, |access| {
            access.grant = Grant::standard(Modules::ALL);
            give(access, role(group, AssetRole::Operator));
        })
        .await;
        ada.admin().await.fill_group(group_of(&ada).await, vec![web], Vec::new()).await.unwrap();
        let asked = the_one(&ada, partner).await;
        assert!(matches!(asked.meant, Meant::Has(..)), "not had: {asked:?}");
        let (_, had) = ada.admin().await.to_edit(partner).await.unwrap();
        grants(&ada, partner, &asked).await.unwrap();
        let (_, has) = ada.admin().await.to_edit(partner).await.unwrap();
        assert!(has.is_same(&had), "nothing is given twice");
        assert_eq!(states(&mina).await, [AccessRequestState::Granted]);
        assert!(matches!(&ada.admin().await.partner(partner).await.unwrap().history[0].event, Event::AccessGranted { .. }));
    }

    async fn whoever_was_an_admin_asks_to_be_one_again(world: World) {
        let ada = world.ada().await;
        let (mina, partner) = ada.makes_admin(&world.mina()).await;
        ada.edits(partner, |access| access.grant = Grant::standard(Modules::NONE)).await;
        asks(&mina, Problem::Level, "admin").await.unwrap();
        let asked = the_one(&ada, partner).await;
        assert_eq!(refusal(grants(&ada, partner, &asked).await), AccessRequestRefusal::ByEdit);
        ada.edits(partner, |access| access.grant = Grant::Admin).await;
        assert!(waiting(&ada, partner).await.is_empty());
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

    async fn a_request_ends_with_the_access_and_does_not_come_back_with_it(world: World) {
        let ada = world.ada().await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        analyst(&ada, partner).await;
        asks(&mina, Problem::Assets, &module(Module::Billing)).await.unwrap();
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
        asks(&mina, Problem::Assets, &module(Module::Billing)).await.unwrap();
        assert_eq!(waiting(&ada, partner).await.len(), 1, "the same, asked for anew");
    }

    async fn what_is_given_is_what_was_shown(world: World) {
        let ada = world.ada().await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        let halcyon = analyst(&ada, partner).await;
        asks(&mina, Problem::Changes, &operator(&halcyon)).await.unwrap();
        let before = the_one(&ada, partner).await;
        ada.edits(partner, |access| access.grant = Grant::standard(Modules::NONE.with(Module::Campaigns))).await;
        assert_eq!(refusal(grants(&ada, partner, &before).await), AccessRequestRefusal::ShownAnother);
        let after = the_one(&ada, partner).await;
        assert_ne!(before.meant, after.meant);
        grants(&ada, partner, &after).await.unwrap();
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
        assert_eq!(unopened.iter().count(), 3, "no Module of hers opens it");
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
        asks(&mina, Problem::Assets, &module(Module::Analytics)).await.unwrap();
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

    async fn the_first_page_tells_an_admin_who_asks_and_their_own_diagnosis_asks_few_statements(world: World) {
        let ada = world.ada().await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        analyst(&ada, partner).await;
        asks(&mina, Problem::Assets, &module(Module::Analytics)).await.unwrap();
        let needs = ada.admin().await.needs().await.unwrap();
        assert_eq!((needs.asking, needs.longest_asking), (1, Some((partner, "Mina Okafor".to_owned()))));
        let member = mina.member().await;
        assert_eq!(member.who_answers().await.unwrap(), ["Ada Lindqvist"]);
        let before = world.statements();
        member.own_given().await.unwrap();
        assert!(world.statements() - before <= 6);
        let before = world.statements();
        member.own_changes().await.unwrap();
        assert!(world.statements() - before <= 6);
        let before = world.statements();
        member.own_level().await.unwrap();
        assert!(world.statements() - before <= 6);
    }
}
