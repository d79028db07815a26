//! **Access requests** (DOMAIN 1): what is missing to somebody is asked for, and given or declined; nothing else is.

mod known;
mod standing;

use domain::access::{Module, Modules};
use domain::access_request::{AccessRequestRefusal, AccessRequestState};
use domain::asset::{AssetGrant, AssetRole, AssetTarget, TargetId};
use domain::diagnosis::Problem;
use domain::grant::Grant;
use domain::id::{AssetGroupId, PartnerId};
use domain::name::AssetName;
use domain::note::Note;
use service::access_request::{Meant, Shown, ToAnswer};
use service::asset::TypedOwner;
use service::audit::Event;
use service::both_engines;
use service::failure::Failure;
use service::testing::{Insider, ad_account, at_once, give, named, refusal, role, typed};

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
        member.ask_for(Problem::Assets, &module(Module::Campaigns), None, words("For the report.")).await.unwrap();
        asks(&mina, Problem::Assets, &module(Module::Campaigns)).await.unwrap();
        assert_eq!(mina.member().await.center().change, before + 1, "asking again changes nothing");
        assert_eq!(subjects(world, ADA, "asks for the Module Campaigns").await, 1);
        assert!(world.mail_to(ADA).await.text.contains("For the report."));

        let asked = the_one(&ada, partner).await;
        assert_eq!((asked.request.words.as_deref(), asked.request.name.as_str()), (Some("For the report."), "Mina Okafor"));
        let Meant::This { gains, .. } = &asked.meant else { panic!("not meant") };
        assert_eq!(gains.len(), 1, "{gains:?}");
        let history = ada.admin().await.partner(partner).await.unwrap().history;
        assert!(matches!(&history[0].event, Event::AccessAskedFor { ask, .. } if ask == "the Module Campaigns"));

        let (_, had) = ada.admin().await.to_edit(partner).await.unwrap();
        let mails = subjects(world, MINA, "access to Halcyon Skincare").await;
        grants(&ada, partner, &asked).await.unwrap();
        let (_, has) = ada.admin().await.to_edit(partner).await.unwrap();
        assert_eq!(has.grant, Grant::standard(Modules::NONE.with(Module::Campaigns)));
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

    async fn a_no_takes_a_sentence_and_of_two_admins_one_answers(world: World) {
        let ada = world.ada().await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        analyst(&ada, partner).await;
        asks(&mina, Problem::Assets, &module(Module::Campaigns)).await.unwrap();
        let asked = the_one(&ada, partner).await;
        let admin = ada.admin().await;
        let answers = at_once((0..4).map(|_| {
            let (admin, id) = (admin.clone(), asked.request.id);
            async move { admin.decline_request(partner, id, words("Ada checks them.").unwrap()).await }
        })).await;
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
        let text = world.mail_to(MINA).await.text;
        assert!(text.contains("you ask for the Module Campaigns") && text.contains("Ada checks them."), "{text}");
        let own = mina.member().await.own_access_requests().await.unwrap();
        let answered = own[0].answered.as_ref().unwrap();
        assert_eq!((answered.state, answered.by.as_str(), answered.words.as_deref()), (AccessRequestState::Declined, "Ada Lindqvist", Some("Ada checks them.")));
        assert!(matches!(&admin.partner(partner).await.unwrap().history[0].event, Event::AccessDeclined { .. }));
        asks(&mina, Problem::Assets, &module(Module::Campaigns)).await.unwrap();
        assert_eq!(states(&mina).await.len(), 2, "it can be asked for anew");
    }

    async fn whichever_way_they_get_it_the_request_is_granted(world: World) {
        let ada = world.ada().await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        let halcyon = analyst(&ada, partner).await;
        asks(&mina, Problem::Assets, &module(Module::Campaigns)).await.unwrap();
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

    async fn the_first_page_tells_an_admin_who_asks_and_their_own_diagnosis_asks_few_statements(world: World) {
        let ada = world.ada().await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        analyst(&ada, partner).await;
        asks(&mina, Problem::Assets, &module(Module::Campaigns)).await.unwrap();
        let needs = ada.admin().await.needs().await.unwrap();
        assert_eq!((needs.asking, needs.longest_asking), (1, Some((partner, "Mina Okafor".to_owned()))));
        let member = mina.member().await;
        assert_eq!(member.some_admins().await.unwrap(), ["Ada Lindqvist"]);
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
