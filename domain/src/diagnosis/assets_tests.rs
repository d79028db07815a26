use uuid::Uuid;

use super::*;
use crate::access::Module;
use crate::access_request::{Offer, Wish};
use crate::asset::AssetRole;
use crate::linked::LinkedAdAccount;
use crate::name::AssetName;

const ANALYST: Hold = Hold::Role(AssetRole::Analyst);

fn who(grant: Grant) -> Subject {
    Subject { state: PartnerState::Active, grant, ad_account: LinkedAdAccount::NotNeeded }
}

fn standard(modules: &[Module]) -> Subject {
    who(Grant::standard(modules.iter().copied().collect()))
}

fn asset_id(number: u128) -> AssetId {
    AssetId::from_uuid(Uuid::from_u128(number))
}

fn group(number: u128, is_empty: bool) -> GivenGroup {
    let id = AssetGroupId::from_uuid(Uuid::from_u128(number));
    GivenGroup { id, name: format!("Group {number}"), is_empty }
}

fn asset(number: u128, kind: AssetKind, hold: Hold) -> GivenAsset {
    let name = AssetName::parse(&format!("Asset {number}")).unwrap();
    GivenAsset { id: asset_id(number), name, kind, hold }
}

fn ad_account(number: u128, hold: Hold) -> GivenAsset {
    asset(number, AssetKind::AdAccount, hold)
}

fn other(number: u128) -> AssetTarget {
    let name = AssetName::parse(&format!("Asset {number}")).unwrap();
    AssetTarget::Asset { id: asset_id(number), kind: AssetKind::AdAccount, name }
}

fn taken(target: TargetId, how: TakenBy, day: i64) -> Taken {
    let at = DateTime::UNIX_EPOCH + TimeDelta::days(day);
    Taken { target, name: "Asset 1".to_owned(), now: None, how, by: "Ada Lindqvist".to_owned(), at }
}

fn over() -> EndDate {
    let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
    EndDate::recorded(day, "2026-11-25T00:00:00Z".parse().unwrap())
}

fn facts(who: Subject, assets: Vec<GivenAsset>) -> Facts {
    Facts { who, assets, groups: Vec::new(), taken: Vec::new() }
}

fn working() -> Facts {
    facts(standard(&[Module::Campaigns]), vec![ad_account(1, ANALYST)])
}

#[test]
fn of_whoever_sees_what_they_were_given_nothing_is_found_and_they_are_asked() {
    let found = diagnose(&working(), &[other(2)]);
    assert_eq!(found.findings, []);
    let reaches = Check::Reaches(vec!["Asset 1".to_owned()]);
    assert_eq!(found.passed, [Check::IsIn, reaches, Check::NothingEnded, Check::NothingTaken]);
    assert_eq!(found.questions, [Question::OneOf(vec![other(2)]), Question::OnTikTok]);
}

#[test]
fn whoever_has_one_module_is_asked_about_those_that_there_is_a_page_for() {
    let found = diagnose(&facts(standard(&[Module::Analytics]), vec![ad_account(1, ANALYST)]), &[]);
    let more = Question::MoreModules(Modules::NONE.with(Module::Campaigns));
    assert_eq!((found.findings, found.questions), (vec![], vec![more, Question::OnTikTok]));
}

#[test]
fn an_admin_reaches_all_that_is_registered() {
    let found = diagnose(&facts(who(Grant::Admin), Vec::new()), &[other(2)]);
    assert_eq!(found.findings, []);
    assert_eq!(
        (found.passed, found.questions),
        (vec![Check::IsIn, Check::ReachesAll], vec![Question::OnTikTok])
    );
    let nothing = diagnose(&facts(who(Grant::Admin), Vec::new()), &[]);
    assert_eq!((nothing.findings, nothing.passed), (vec![Finding::NothingRegistered], vec![Check::IsIn]));
}

#[test]
fn whoever_is_not_in_is_let_in_first() {
    for state in PartnerState::ALL.into_iter().filter(|state| *state != PartnerState::Active) {
        let mut facts = facts(standard(&[]), Vec::new());
        facts.who.state = state;
        let found = diagnose(&facts, &[]);
        assert_eq!(found.findings, [Finding::NotIn(state)]);
        assert!(found.passed.is_empty() && found.questions.is_empty());
    }
}

#[test]
fn whoever_was_given_nothing_is_told_apart_from_where_nothing_is_registered() {
    let nothing = facts(standard(&[Module::Campaigns]), Vec::new());
    assert_eq!(diagnose(&nothing, &[]).findings, [Finding::NothingRegistered]);
    let given = diagnose(&nothing, &[other(2)]);
    assert_eq!(given.findings, [Finding::NothingGiven(Modules::NONE.with(Module::Campaigns))]);
    assert_eq!(given.findings[0].mends(), [PartnerAction::Edit]);
}

#[test]
fn whoever_was_given_nothing_is_asked_about_the_modules_that_they_lack() {
    let of = |modules: &[Module]| diagnose_own(&facts(standard(modules), Vec::new())).questions;
    let campaigns = Question::MoreModules(Modules::NONE.with(Module::Campaigns));
    assert_eq!(of(&[]), [campaigns.clone(), Question::OnTikTok]);
    assert_eq!(of(&[Module::Analytics]), [campaigns, Question::OnTikTok]);
    assert_eq!(of(&[Module::Campaigns]), [Question::OnTikTok]);
}

#[test]
fn what_ended_is_named_with_its_day() {
    let day = over();
    let ended = ad_account(2, Hold::Ended(day));
    let found = diagnose(&Facts { assets: vec![ad_account(1, ANALYST), ended], ..working() }, &[]);
    assert_eq!(found.findings, [Finding::Ended(vec![("Asset 2".to_owned(), day)])]);
    assert_eq!(found.findings[0].mends(), [PartnerAction::Edit]);
    assert!(!found.passed.contains(&Check::NothingEnded) && found.passed.contains(&Check::NothingTaken));
    assert!(found.passed.contains(&Check::Reaches(vec!["Asset 1".to_owned()])));
}

#[test]
fn a_group_in_which_nothing_is_shows_nothing() {
    let found = diagnose(&Facts { groups: vec![group(1, false), group(2, true)], ..working() }, &[]);
    assert_eq!(found.findings, [Finding::EmptyGroup(group(2, true))]);
    let alone = Facts { groups: vec![group(2, true)], ..facts(standard(&[]), Vec::new()) };
    assert_eq!(
        diagnose(&alone, &[other(5)]).findings,
        [Finding::EmptyGroup(group(2, true))],
        "something was given"
    );
    let campaigns = Question::MoreModules(Modules::NONE.with(Module::Campaigns));
    assert!(diagnose_own(&alone).questions.contains(&campaigns), "what is put into it is opened by a Module");
}

#[test]
fn what_no_module_opens_is_found_by_the_modules_that_would() {
    let tiktok = asset(2, AssetKind::TikTokAccount, ANALYST);
    let assets = vec![ad_account(1, ANALYST), tiktok, ad_account(3, ANALYST)];
    let named = |numbers: &[u128]| numbers.iter().map(|number| format!("Asset {number}")).collect::<Vec<_>>();
    let modules = |modules: &[Module]| modules.iter().copied().collect::<Modules>();
    let of_accounts = Finding::NoModule { modules: modules(&[Module::Campaigns]), assets: named(&[1, 3]) };
    let of_tiktok =
        Finding::NoModule { modules: modules(&[Module::Analytics, Module::Content]), assets: named(&[2]) };
    let found = diagnose(&facts(standard(&[]), assets.clone()), &[]);
    assert_eq!(found.findings, [of_accounts.clone(), of_tiktok]);
    assert_eq!(found.findings[0].mends(), [PartnerAction::Edit]);
    assert!(!found.passed.iter().any(|check| matches!(check, Check::Reaches(_))));
    assert_eq!(found.questions, [Question::OnTikTok], "what the findings say is not asked");
    let content = diagnose(&facts(standard(&[Module::Content]), assets), &[]);
    assert_eq!(content.findings, [of_accounts]);
    assert!(content.passed.contains(&Check::Reaches(named(&[2]))));
}

#[test]
fn what_was_taken_is_found_until_they_have_it_again() {
    let gone = TargetId::Asset(asset_id(7));
    let edited = taken(gone, TakenBy::Edit, 5);
    let of = |facts: Facts| diagnose(&facts, &[]).findings;
    let missing = Facts { taken: vec![edited.clone(), taken(gone, TakenBy::Edit, 2)], ..working() };
    assert_eq!(of(missing.clone()), [Finding::Taken(edited)], "the newest of several");
    assert!(!diagnose(&missing, &[]).passed.contains(&Check::NothingTaken));
    let back = Facts { assets: vec![ad_account(7, ANALYST)], ..missing };
    assert_eq!(of(back), []);
    let left = taken(gone, TakenBy::LeavingGroup("Web".to_owned()), 5);
    assert_eq!(of(Facts { taken: vec![left.clone()], ..working() }), [Finding::Taken(left)]);
    let whole = taken(TargetId::Group(group(3, false).id), TakenBy::Edit, 5);
    let without = Facts { taken: vec![whole.clone()], ..working() };
    assert_eq!(of(without.clone()), [Finding::Taken(whole)]);
    assert_eq!(of(Facts { groups: vec![group(3, false)], ..without }), []);
}

#[test]
fn what_was_taken_is_told_by_what_it_is_now_where_it_is_still_registered() {
    let of = |number| taken(TargetId::Asset(asset_id(number)), TakenBy::Edit, 5);
    let mut facts = Facts { taken: vec![of(7), of(8)], ..working() };
    facts.name_what_is_here(&[other(6), other(7)]);
    let now: Vec<_> = facts.taken.into_iter().map(|taken| taken.now).collect();
    assert_eq!(now, [Some(other(7)), None]);
}

#[test]
fn what_was_removed_comes_back_under_its_name() {
    let removed = taken(TargetId::Asset(asset_id(7)), TakenBy::Removal, 5);
    let edited = taken(TargetId::Asset(asset_id(7)), TakenBy::Edit, 5);
    let of = |assets, taken: &Taken| {
        let facts = facts(standard(&[Module::Campaigns]), assets);
        diagnose(&Facts { taken: vec![taken.clone()], ..facts }, &[other(9)]).findings
    };
    let still = ad_account(2, ANALYST);
    assert_eq!(of(vec![still.clone()], &removed), [Finding::Taken(removed.clone())]);
    assert_eq!(of(vec![still, ad_account(1, ANALYST)], &removed), []);
    assert_eq!(of(vec![ad_account(1, ANALYST)], &edited), [Finding::Taken(edited)], "another of that name");
    let mut of_group = taken(TargetId::Group(group(7, false).id), TakenBy::Removal, 5);
    of_group.name = "Group 3".to_owned();
    let again = Facts { taken: vec![of_group.clone()], groups: vec![group(3, false)], ..working() };
    assert_eq!(diagnose(&again, &[]).findings, []);
    assert_eq!(Finding::Taken(of_group).mends(), [], "it is registered first");
}

#[test]
fn what_is_surer_comes_first() {
    let ended = ad_account(2, Hold::Ended(over()));
    let facts = Facts {
        assets: vec![ad_account(1, ANALYST), ended],
        groups: vec![group(2, true)],
        taken: vec![taken(TargetId::Asset(asset_id(7)), TakenBy::Edit, 5)],
        ..facts(standard(&[]), Vec::new())
    };
    let findings = diagnose(&facts, &[]).findings;
    assert_eq!(findings.len(), 4, "{findings:?}");
    assert!(findings.is_sorted_by_key(Finding::sure), "{findings:?}");
    assert_eq!(findings[3].sure(), Sure::AlmostCertain);
    assert_eq!(findings[3].mends(), [PartnerAction::Edit]);
}

#[test]
fn to_whoever_it_is_about_nothing_is_told_of_what_is_registered_here() {
    let nothing = facts(standard(&[Module::Campaigns]), Vec::new());
    let found = diagnose_own(&nothing);
    let nothing = Finding::NothingGiven(Modules::NONE.with(Module::Campaigns));
    assert_eq!((found.findings, found.questions), (vec![nothing], vec![Question::OnTikTok]));
    let admin = diagnose_own(&facts(who(Grant::Admin), Vec::new()));
    assert_eq!((admin.findings, admin.passed), (Vec::new(), vec![Check::IsIn, Check::ReachesAll]));
    assert_eq!(admin.questions, [Question::OnTikTok], "an Admin asks nobody for an Asset");
}

#[test]
fn each_thing_that_is_missing_can_be_asked_for_by_itself() {
    let wish = |number, role| ad_account(number, ANALYST).wish(role);
    let ended =
        Facts { assets: vec![ad_account(1, ANALYST), ad_account(2, Hold::Ended(over()))], ..working() };
    let of = |facts: &Facts| {
        let found = diagnose_own(facts);
        found.findings.iter().flat_map(|finding| facts.offers(finding)).collect::<Vec<_>>()
    };
    assert_eq!(of(&ended), [Offer::For(wish(2, AssetRole::Analyst))]);
    let nothing = facts(standard(&[]), Vec::new());
    assert_eq!(of(&nothing), [Offer::ByName(AssetRole::Analyst)]);
    let unopened = facts(standard(&[]), vec![ad_account(1, ANALYST)]);
    assert_eq!(of(&unopened), [Offer::For(Wish::Module(Module::Campaigns))]);
    let tiktok = facts(standard(&[]), vec![asset(1, AssetKind::TikTokAccount, ANALYST)]);
    let modules = [Module::Analytics, Module::Content];
    assert_eq!(of(&tiktok), modules.map(|module| Offer::For(Wish::Module(module))), "no page for any");
    let gone = taken(TargetId::Asset(asset_id(7)), TakenBy::Edit, 5);
    let removed = Facts { taken: vec![gone.clone()], ..working() };
    assert_eq!(of(&removed), [], "it is not here any more");
    let here = Facts { taken: vec![Taken { now: Some(other(7)), ..gone }], ..working() };
    let name = AssetName::parse("Asset 1").unwrap();
    let target = AssetTarget::Asset { id: asset_id(7), kind: AssetKind::AdAccount, name };
    let as_it_was = Offer::For(Wish::Asset { target, role: AssetRole::Analyst });
    assert_eq!(of(&here), [as_it_was], "what it is called by now is not theirs to know");
    assert_eq!(of(&Facts { groups: vec![group(2, true)], ..working() }), []);
    let figures = facts(standard(&[Module::Analytics]), vec![ad_account(1, ANALYST)]);
    let more = diagnose_own(&figures).questions.iter().flat_map(Question::offers).collect::<Vec<_>>();
    let campaigns = Offer::For(Wish::Module(Module::Campaigns));
    assert_eq!(more, [Offer::ByName(AssetRole::Analyst), campaigns]);
    assert!(
        !diagnose(&working(), &[]).questions.contains(&Question::Another),
        "an Admin sees which there are"
    );
}
