use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::asset::AssetKind;
use crate::asset::tests::{asset, end, grant, group};
use crate::decision::{AssetAction, Question, Refusal, Subject, reasons};
use crate::linked::LinkedAdAccount;
use crate::partner::{PartnerKind, PartnerState};

const ANALYST: Hold = Hold::Role(AssetRole::Analyst);

fn now() -> DateTime<Utc> {
    "2026-11-25T12:00:00Z".parse().unwrap()
}

fn has(modules: &[Module], assets: impl IntoIterator<Item = AssetGrant>) -> Access {
    let grant = Grant::standard(modules.iter().copied().collect());
    Access::new(Some(PartnerKind::Agency), None, grant, AssetGrants::new(assets).unwrap())
}

fn halcyon() -> AssetTarget {
    asset(1, AssetKind::AdAccount, "Halcyon EU")
}

fn wish(role: AssetRole) -> Wish {
    Wish::Asset { target: halcyon(), role }
}

fn smallest(wish: &Wish, has: &Access, hold: Hold) -> Access {
    wish.smallest(has, hold, now()).unwrap()
}

#[test]
fn a_module_comes_to_those_they_have() {
    let had = has(&[Module::Analytics], [grant(halcyon(), AssetRole::Analyst)]);
    let with = smallest(&Wish::Module(Module::Billing), &had, Hold::Nothing);
    assert!(with.is_same(&has(&[Module::Analytics, Module::Billing], had.assets().iter().cloned())));
}

#[test]
fn an_operator_gets_the_module_that_the_role_needs_and_an_analyst_none() {
    let nothing = has(&[], []);
    let with = smallest(&wish(AssetRole::Analyst), &nothing, Hold::Nothing);
    assert!(with.is_same(&has(&[], [grant(halcyon(), AssetRole::Analyst)])));
    let with = smallest(&wish(AssetRole::Operator), &nothing, Hold::Nothing);
    assert!(with.is_same(&has(&[Module::Campaigns], [grant(halcyon(), AssetRole::Operator)])));
    let of_group = Wish::Asset { target: group(2, "Web"), role: AssetRole::Operator };
    let with = smallest(&of_group, &nothing, Hold::Nothing);
    assert!(with.is_same(&has(&[], [grant(group(2, "Web"), AssetRole::Operator)])));
}

#[test]
fn what_comes_by_a_group_is_not_given_twice() {
    let had = has(&[], [grant(group(2, "Web"), AssetRole::Analyst)]);
    assert!(smallest(&wish(AssetRole::Analyst), &had, ANALYST).is_same(&had));
    let with = smallest(&wish(AssetRole::Operator), &had, ANALYST);
    let both = [grant(group(2, "Web"), AssetRole::Analyst), grant(halcyon(), AssetRole::Operator)];
    assert!(with.is_same(&has(&[Module::Campaigns], both)));
}

#[test]
fn what_stands_keeps_its_end_and_what_has_ended_begins_anew() {
    let until = |day| AssetGrant { ends: end(day), ..grant(halcyon(), AssetRole::Analyst) };
    let stands = has(&[], [until("2027-01-31")]);
    let with = smallest(&wish(AssetRole::Operator), &stands, ANALYST);
    let raised = AssetGrant { role: AssetRole::Operator, ..until("2027-01-31") };
    assert!(with.is_same(&has(&[Module::Campaigns], [raised])));
    let over = has(&[], [AssetGrant { role: AssetRole::Operator, ..until("2026-11-01") }]);
    let with = smallest(&wish(AssetRole::Analyst), &over, Hold::Ended(end("2026-11-01").unwrap()));
    assert!(
        with.is_same(&has(&[], [grant(halcyon(), AssetRole::Analyst)])),
        "with the role that is asked for"
    );
}

#[test]
fn an_admin_lacks_nothing() {
    let admin = smallest(&Wish::Admin, &has(&[], []), Hold::Nothing);
    assert_eq!(admin.grant, Grant::Admin);
    for wish in [Wish::Admin, Wish::Module(Module::Billing), wish(AssetRole::Operator)] {
        assert!(wish.is_met_by(&admin, now()));
        assert!(!wish.is_met_by(&has(&[], []), now()));
    }
}

#[test]
fn a_name_is_answered_by_what_comes_newly_in_that_role() {
    let ask = Ask::Named { name: AssetName::parse("Halcyon US").unwrap(), role: AssetRole::Operator };
    let with = |role| has(&[], [grant(halcyon(), role)]);
    let (nothing, analyst, operator) = (has(&[], []), with(AssetRole::Analyst), with(AssetRole::Operator));
    let answered = |had: &Access, has: &Access| ask.is_answered_by(had, has, now());
    assert!(answered(&nothing, &operator) && answered(&analyst, &operator));
    assert!(!answered(&nothing, &analyst), "a smaller role");
    assert!(!answered(&operator, &operator) && !answered(&operator, &nothing), "nothing new");
    let over = AssetGrant { ends: end("2026-11-01"), ..grant(halcyon(), AssetRole::Operator) };
    let over = has(&[], [over]);
    assert!(answered(&over, &operator) && !answered(&nothing, &over), "what has ended is not had");
    let admin = Access::new(None, None, Grant::Admin, AssetGrants::NONE);
    assert!(ask.is_met_by(&admin, now()) && answered(&nothing, &admin));
    assert!(!ask.is_met_by(&operator, now()), "which Asset is meant is not known");
    let known = Ask::For(wish(AssetRole::Operator));
    let does = has(&[Module::Campaigns], [grant(halcyon(), AssetRole::Operator)]);
    assert!(known.is_met_by(&does, now()) && known.is_answered_by(&does, &does, now()));
    assert!(!known.is_answered_by(&nothing, &analyst, now()));
}

#[test]
fn more_than_there_is_room_for_is_refused() {
    let many = (10..110).map(|n| grant(asset(n, AssetKind::Pixel, &format!("P {n}")), AssetRole::Analyst));
    let full = has(&[], many);
    assert_eq!(
        wish(AssetRole::Analyst).smallest(&full, Hold::Nothing, now()),
        Err(AssetGrantRefusal::TooMany)
    );
}

#[test]
fn it_is_told_and_known_by_what_is_asked_for() {
    let named = |name: &str| Ask::Named { name: AssetName::parse(name).unwrap(), role: AssetRole::Operator };
    for (ask, words, key) in [
        (Ask::For(Wish::Admin), "the access level Admin", "admin".to_owned()),
        (Ask::For(Wish::Module(Module::Billing)), "the Module Billing", "module billing".to_owned()),
        (
            Ask::For(wish(AssetRole::Operator)),
            "Halcyon EU (Ad account) as Operator",
            format!("asset operator {}", Uuid::from_u128(1)),
        ),
        (
            Ask::For(Wish::Asset { target: group(2, "Web"), role: AssetRole::Analyst }),
            "Web (Asset group) as Analyst",
            format!("group analyst {}", Uuid::from_u128(2)),
        ),
        (named("Halcyon  US"), "“Halcyon US” as Operator", "named operator halcyon us".to_owned()),
    ] {
        assert_eq!((ask.to_string().as_str(), ask.key()), (words, key));
        let read: Ask = serde_json::from_str(&serde_json::to_string(&ask).unwrap()).unwrap();
        assert_eq!(read, ask);
    }
    assert_eq!(named("HALCYON US").key(), named("Halcyon US").key());
    assert_eq!(named("evil.example/pay").subject(), "an Asset as Operator");
    assert_eq!(Ask::For(Wish::Admin).subject(), Ask::For(Wish::Admin).to_string());
    assert_eq!(Offer::ByName(AssetRole::Operator).key(), "named operator");
    assert_eq!(Offer::For(Wish::Admin).key(), Ask::For(Wish::Admin).key());
    assert!(Offer::takes_name("named analyst") && !Offer::takes_name("named admin"));
    let offered = Offer::ByName(AssetRole::Operator);
    assert!(offered.is_of(&named("Any")) && !offered.is_of(&Ask::For(Wish::Admin)));
    assert!(Offer::For(Wish::Admin).is_of(&Ask::For(Wish::Admin)));
    assert!(!Offer::For(Wish::Admin).is_of(&Ask::For(Wish::Module(Module::Billing))));
    assert!(
        !Offer::For(Wish::Admin).is_of(&named("Any"))
            && !Offer::ByName(AssetRole::Analyst).is_of(&named("Any"))
    );
    assert_eq!(wish(AssetRole::Analyst).asset(), Some(halcyon().id()));
    assert_eq!(Wish::Admin.asset(), None);
}

#[test]
fn a_state_is_known_by_its_code_and_a_refusal_says_how_to_go_on() {
    for state in AccessRequestState::ALL {
        assert_eq!(AccessRequestState::parse(state.as_str()), Some(state));
    }
    assert_eq!(AccessRequestState::parse("Waiting"), None);
    for (refusal, words) in [
        (AccessRequestRefusal::NotMissing, "not missing any more"),
        (AccessRequestRefusal::TooManyWait, "10 of your requests wait"),
        (AccessRequestRefusal::NotWaiting, "somebody gave one"),
        (AccessRequestRefusal::NoReason, "they read it as your answer"),
        (AccessRequestRefusal::ShownAnother, "Look once more"),
        (AccessRequestRefusal::ByEdit, "Choose Edit"),
    ] {
        assert!(refusal.to_string().contains(words), "{refusal}");
    }
}

fn kinds() -> impl Strategy<Value = (AssetKind, AssetRole)> {
    let roles = prop::sample::select(AssetRole::ALL.to_vec());
    (prop::sample::select(AssetKind::ALL.to_vec()), roles)
}

proptest! {
    /// Whatever only an Operator does is allowed by it, and would not be by anything less.
    #[test]
    fn it_allows_what_was_refused_and_nothing_more(
        bits in 0_i64..32, (kind, role) in kinds(), had in prop::option::of(prop::sample::select(AssetRole::ALL.to_vec())),
    ) {
        let target = asset(1, kind, "Halcyon EU");
        let before = Access::new(
            None,
            None,
            Grant::standard(Modules::from_bits(bits).unwrap()),
            AssetGrants::new(had.map(|role| grant(target.clone(), role))).unwrap(),
        );
        let hold = had.map_or(Hold::Nothing, Hold::Role);
        let wish = Wish::Asset { target: target.clone(), role };
        let with = wish.smallest(&before, hold, now()).unwrap();
        let gives = with.assets().get(target.id()).map_or(Hold::Nothing, |grant| Hold::Role(grant.role));
        let who = |access: &Access| Subject {
            state: PartnerState::Active,
            grant: access.grant,
            ad_account: LinkedAdAccount::NotNeeded,
        };
        let operates = |action: &&AssetAction| {
            reasons(who(&has(&Module::ALL, [])), Question::With(**action, ANALYST)).contains(&Refusal::OperatorsOnly)
        };
        let refused = |access: &Access, action, hold| {
            let mut why = reasons(who(access), Question::With(action, hold));
            why.retain(|why| *why != Refusal::NeedsApproval);
            !why.is_empty()
        };
        prop_assert!(!refused(&with, AssetAction::See, gives));
        let actions = AssetAction::of(kind).iter().filter(operates).copied();
        for action in actions.filter(|_| role == AssetRole::Operator) {
            prop_assert!(!refused(&with, action, gives));
            let mut less = with.clone();
            less.grant = Grant::standard(with.grant.modules().without(kind.operated_in()));
            prop_assert!(refused(&less, action, gives));
        }
        // Nothing is taken, and nothing beside it is given.
        prop_assert!(before.grant.modules().is_subset_of(with.grant.modules()));
        let more = with.grant.modules().iter().filter(|module| !before.grant.modules().contains(*module));
        prop_assert!(more.into_iter().all(|module| role == AssetRole::Operator && module == kind.operated_in()));
        prop_assert_eq!(gives, Hold::Role(had.map_or(role, |had| had.max(role))));
        prop_assert!(wish.is_met_by(&with, now()));
        prop_assert_eq!(wish.is_met_by(&before, now()), with.is_same(&before));
    }
}
