use super::*;
use crate::access::{Module, Modules};
use crate::asset::AssetKind;
use crate::id::AssetId;
use crate::linked::LinkState;
use crate::name::AssetName;
use crate::partner::PartnerState;

const OPERATOR: Hold = Hold::Role(AssetRole::Operator);
const ANALYST: Hold = Hold::Role(AssetRole::Analyst);
const APPROVED: LinkedAdAccount = LinkedAdAccount::Linked(LinkState::Approved);

fn standard(modules: Modules) -> Subject {
    Subject { state: PartnerState::Active, grant: Grant::standard(modules), ad_account: APPROVED }
}

fn operator() -> Subject {
    standard(Modules::NONE.with(Module::Campaigns))
}

fn of(who: Subject, holds: &[Hold]) -> Found {
    diagnose(&with(who, holds))
}

fn with(who: Subject, holds: &[Hold]) -> Facts {
    let ad_accounts = (0..).zip(holds).map(|(at, hold)| ad_account(at, *hold)).collect();
    Facts { who, ad_accounts, waiting: None }
}

fn ad_account(number: u128, hold: Hold) -> GivenAsset {
    let name = AssetName::parse(&format!("Ad account {number}")).unwrap();
    let id = AssetId::from_uuid(uuid::Uuid::from_u128(number));
    GivenAsset { id, name, kind: AssetKind::AdAccount, hold }
}

fn refused(who: Subject, holds: &[Hold]) -> Vec<Refusal> {
    let why = |finding| match finding {
        Finding::Refused(why) => why,
        Finding::Waits(_) => panic!("nothing waits"),
    };
    of(who, holds).findings.into_iter().map(why).collect()
}

#[test]
fn of_whoever_can_propose_nothing_is_found_and_they_are_asked() {
    let found = of(operator(), &[ANALYST, OPERATOR]);
    assert!(found.findings.is_empty(), "{found:?}");
    let operates = Check::Operates(vec!["Ad account 1".to_owned()]);
    assert_eq!(
        found.passed,
        [Check::IsIn, Check::HasModule, operates, Check::OwnAdAccount, Check::NothingWaits]
    );
    assert_eq!(found.questions, [Question::Another, Question::Sentence]);
    assert_eq!(of(operator(), &[OPERATOR]).questions, [Question::Sentence]);
    let admin = Subject { grant: Grant::Admin, ..operator() };
    assert_eq!(
        of(admin, &[]).passed,
        [Check::IsIn, Check::HasModule, Check::ReachesAll, Check::OwnAdAccount, Check::NothingWaits]
    );
}

#[test]
fn another_ad_account_is_asked_about_whatever_else_is_missing() {
    let found = of(standard(Modules::NONE), &[ANALYST, OPERATOR]);
    assert_eq!(found.findings, [Finding::Refused(Refusal::ModuleNotGranted(Module::Campaigns))]);
    assert_eq!(found.questions, [Question::Another]);
    assert_eq!(of(operator(), &[ANALYST, ANALYST]).questions, [], "that is what is found");
}

#[test]
fn each_thing_that_is_missing_is_found_and_mended_by_an_edit() {
    for (who, holds, why) in [
        (standard(Modules::NONE), &[OPERATOR][..], Refusal::ModuleNotGranted(Module::Campaigns)),
        (operator(), &[], Refusal::AssetNotGiven),
        (operator(), &[Hold::Nothing], Refusal::AssetNotGiven),
        (operator(), &[ANALYST], Refusal::OperatorsOnly),
    ] {
        let found = of(who, holds);
        assert_eq!(found.findings, [Finding::Refused(why)], "{why:?}");
        assert_eq!(found.findings[0].mends(), [PartnerAction::Edit], "{why:?}");
        assert_eq!(found.findings[0].sure(), Sure::Certain);
        assert!(found.questions.is_empty() && found.passed.contains(&Check::OwnAdAccount));
    }
    assert!(!of(standard(Modules::NONE), &[OPERATOR]).passed.contains(&Check::HasModule));
    assert!(!of(operator(), &[ANALYST]).passed.iter().any(|check| matches!(check, Check::Operates(_))));
}

#[test]
fn an_ad_account_of_their_own_is_linked_by_them_alone() {
    let with = |ad_account| of(Subject { ad_account, ..operator() }, &[OPERATOR]);
    let missing = with(LinkedAdAccount::Missing);
    assert_eq!(missing.findings, [Finding::Refused(Refusal::AdAccount(LinkedAdAccount::Missing))]);
    assert_eq!((missing.questions, missing.findings[0].mends()), (vec![Question::LinkOwn], &[][..]));
    assert!(!missing.passed.contains(&Check::OwnAdAccount));
    let nowhere = Subject { ad_account: LinkedAdAccount::Missing, ..standard(Modules::NONE) };
    assert_eq!(of(nowhere, &[OPERATOR]).questions, [], "without Campaigns nothing leads them there");
    let suspended = with(LinkedAdAccount::Linked(LinkState::Suspended));
    assert_eq!(suspended.questions, []);
    let not_needed = with(LinkedAdAccount::NotNeeded);
    assert!(not_needed.findings.is_empty());
    assert!(not_needed.passed.contains(&Check::NoOwnAdAccountNeeded));
    assert!(!not_needed.passed.contains(&Check::OwnAdAccount));
}

#[test]
fn whoever_is_out_is_let_in_first() {
    let out = Subject {
        state: PartnerState::Revoked,
        ad_account: LinkedAdAccount::Missing,
        ..standard(Modules::NONE)
    };
    assert_eq!(refused(out, &[]), [Refusal::NotIn(PartnerState::Revoked)]);
    let found = of(out, &[]);
    assert_eq!((found.passed, found.questions), (vec![Check::NothingWaits], Vec::new()));
}

#[test]
fn several_reasons_stand_in_the_order_in_which_they_are_mended() {
    let who = Subject { ad_account: LinkedAdAccount::Missing, ..standard(Modules::NONE) };
    assert_eq!(
        refused(who, &[ANALYST]),
        [
            Refusal::ModuleNotGranted(Module::Campaigns),
            Refusal::OperatorsOnly,
            Refusal::AdAccount(LinkedAdAccount::Missing)
        ]
    );
}

#[test]
fn what_waits_is_kept_and_comes_last() {
    let waiting = Waiting {
        many: 2,
        request: ChangeRequestId::from_uuid(uuid::Uuid::nil()),
        campaign: "Spring launch".to_owned(),
        since: DateTime::UNIX_EPOCH,
    };
    let ad_accounts = vec![ad_account(0, OPERATOR)];
    let found = diagnose(&Facts { who: operator(), ad_accounts, waiting: Some(waiting.clone()) });
    assert_eq!(found.findings, [Finding::Waits(waiting.clone())]);
    assert_eq!(found.findings[0].sure(), Sure::AlmostCertain);
    assert!(!found.passed.contains(&Check::NothingWaits) && found.questions.is_empty());
    let found = diagnose(&Facts { who: operator(), ad_accounts: Vec::new(), waiting: Some(waiting.clone()) });
    assert_eq!(found.findings, [Finding::Refused(Refusal::AssetNotGiven), Finding::Waits(waiting)]);
}

#[test]
fn each_thing_that_is_missing_can_be_asked_for_by_itself() {
    let offers = |facts: Facts| {
        let found = diagnose(&facts);
        found.findings.iter().flat_map(|finding| facts.offers(finding)).collect::<Vec<_>>()
    };
    let module = Offer::For(Wish::Module(Module::Campaigns));
    assert_eq!(offers(with(standard(Modules::NONE), &[OPERATOR])), [module]);
    assert_eq!(offers(with(operator(), &[])), [Offer::ByName(AssetRole::Operator)]);
    let end = crate::asset::tests::end("2026-11-24").unwrap();
    let both = [ANALYST, ANALYST, Hold::Ended(end)];
    let operates = |number| Offer::For(ad_account(number, ANALYST).wish(AssetRole::Operator));
    assert_eq!(offers(with(operator(), &both)), [operates(0), operates(1)]);
    assert_eq!(offers(with(operator(), &[Hold::Ended(end)])), [operates(0)]);
    let beside = with(operator(), &[OPERATOR, ANALYST, Hold::Ended(end)]);
    assert_eq!(beside.offers_for(Question::Another), [operates(1), operates(2)]);
    assert_eq!(beside.offers_for(Question::Sentence), []);
    let admin = with(Subject { grant: Grant::Admin, ..operator() }, &[ANALYST]);
    assert_eq!(admin.offers_for(Question::Another), [], "an Admin lacks nothing");
    let unlinked = Subject { ad_account: LinkedAdAccount::Missing, ..operator() };
    assert_eq!(offers(with(unlinked, &[OPERATOR])), [], "that is theirs to do");
}
