use uuid::Uuid;

use super::*;
use crate::access::Module;
use crate::zone::Zone;

pub(crate) fn asset(number: u128, kind: AssetKind, name: &str) -> AssetTarget {
    let name = AssetName::parse(name).unwrap();
    AssetTarget::Asset { id: AssetId::from_uuid(Uuid::from_u128(number)), kind, name }
}

pub(crate) fn group(number: u128, name: &str) -> AssetTarget {
    let name = AssetGroupName::parse(name).unwrap();
    AssetTarget::Group { id: AssetGroupId::from_uuid(Uuid::from_u128(number)), name }
}

pub(crate) fn grant(target: AssetTarget, role: AssetRole) -> AssetGrant {
    AssetGrant { target, role, purpose: None, ends: None }
}

pub(crate) fn end(day: &str) -> Option<EndDate> {
    EndDate::parse(day, Zone::UTC, DateTime::UNIX_EPOCH).unwrap()
}

fn eu() -> AssetTarget {
    asset(1, AssetKind::AdAccount, "Halcyon EU")
}

#[test]
fn a_role_says_what_it_opens() {
    let tiktok = asset(2, AssetKind::TikTokAccount, "@halcyon");
    let targets = [eu(), tiktok, group(3, "Northlight accounts")];
    assert_eq!(targets.clone().map(|target| target.opens(AssetRole::Analyst)), ["see"; 3]);
    assert_eq!(
        targets.clone().map(|target| target.opens(AssetRole::Operator)),
        ["see and propose", "see and post", "see, and propose or post"]
    );
    assert_eq!(targets.each_ref().map(AssetTarget::sort), ["Ad account", "TikTok account", "Asset group"]);
    assert_eq!(targets[2].spelt(), "Northlight accounts (Asset group)");
    assert!(AssetRole::Operator > AssetRole::Analyst);
    for role in AssetRole::ALL {
        assert_eq!(AssetRole::parse(role.as_str()), Some(role));
    }
    assert_eq!(AssetRole::parse("Operator"), None);
    assert_eq!(AssetRole::ALL.map(AssetRole::label), ["Analyst", "Operator"]);
}

#[test]
fn a_line_promises_no_more_than_the_modules() {
    let none = Modules::NONE;
    let campaigns = none.with(Module::Campaigns);
    let operator = grant(eu(), AssetRole::Operator);
    assert_eq!(operator.line(campaigns, None), "Halcyon EU as Operator: see and propose");
    let lacking = "Halcyon EU as Operator: see, and propose once the Module Campaigns is granted";
    assert_eq!(operator.line(none.with(Module::Content), None), lacking);
    assert_eq!(grant(eu(), AssetRole::Analyst).line(none, None), "Halcyon EU as Analyst: see");
    for (kind, line) in [
        (AssetKind::TikTokAccount, "@a as Operator: see, and post once the Module Content is granted"),
        (AssetKind::Catalog, "@a as Operator: see, and propose once the Module Assets is granted"),
    ] {
        assert_eq!(grant(asset(3, kind, "@a"), AssetRole::Operator).line(campaigns, None), line);
    }
    let content = none.with(Module::Content);
    for (modules, line) in [
        (none, "Web as Operator: see, and more once the Module Campaigns, Content or Assets is granted"),
        (
            none.with(Module::Billing),
            "Web as Operator: see, and more once the Module Campaigns, Content or Assets is granted",
        ),
        (campaigns, "Web as Operator: see and propose"),
        (none.with(Module::Assets), "Web as Operator: see and propose"),
        (content, "Web as Operator: see and post"),
        (content.with(Module::Campaigns), "Web as Operator: see, and propose or post"),
        (content.with(Module::Assets), "Web as Operator: see, and propose or post"),
    ] {
        assert_eq!(grant(group(2, "Web"), AssetRole::Operator).line(modules, None), line);
    }
    assert_eq!(grant(group(2, "Web"), AssetRole::Analyst).line(none, None), "Web as Analyst: see");
}

#[test]
fn what_has_not_ended_stands_and_crosses_the_wire() {
    let until = AssetGrant { ends: end("2027-01-31"), ..grant(eu(), AssetRole::Operator) };
    let for_good = grant(group(2, "Web"), AssetRole::Analyst);
    let given = AssetGrants::new([until, for_good.clone()]).unwrap();
    let [before, after] = ["2027-01-31T23:59:59Z", "2027-02-01T00:00:00Z"].map(|at| at.parse().unwrap());
    assert_eq!(given.clone().standing(before), given);
    assert_eq!(given.clone().standing(after), AssetGrants::new([for_good]).unwrap());
    let text = serde_json::to_string(&given).unwrap();
    assert_eq!(serde_json::from_str::<AssetGrants>(&text).unwrap(), given);
}

#[test]
fn an_asset_and_a_group_of_one_number_are_two() {
    let grants =
        AssetGrants::new([grant(group(1, "Web"), AssetRole::Analyst), grant(eu(), AssetRole::Operator)])
            .unwrap();
    assert_eq!(grants.words(), "Halcyon EU as Operator, Web as Analyst");
    assert_eq!(grants.get(eu().id()).unwrap().role, AssetRole::Operator);
    assert_eq!(grants.get(group(2, "Web").id()), None);
    assert!(!grants.is_empty() && AssetGrants::NONE.is_empty());
}

#[test]
fn a_target_is_named_once() {
    let twice = [grant(eu(), AssetRole::Analyst), grant(eu(), AssetRole::Operator)];
    let refusal = AssetGrants::new(twice.clone()).unwrap_err();
    assert_eq!(refusal.to_string(), "Halcyon EU is in the list twice. Take one of them out.");
    assert!(serde_json::from_value::<AssetGrants>(serde_json::to_value(twice).unwrap()).is_err());
}

#[test]
fn a_form_of_more_than_a_hundred_is_refused() {
    let many = |count: u128| {
        (0..count).map(|number| {
            grant(asset(number, AssetKind::Pixel, &format!("Pixel {number}")), AssetRole::Analyst)
        })
    };
    assert_eq!(AssetGrants::new(many(100)).map(|grants| grants.0.len()), Ok(AssetGrants::MOST));
    let refusal = AssetGrants::new(many(101)).unwrap_err();
    assert!(refusal.to_string().contains("100") && refusal.to_string().contains("Asset group"));
    assert!(AssetGrantRefusal::NotHere("Web".to_owned()).to_string().starts_with("Web is not registered"));
}

#[test]
fn the_same_is_the_same_by_another_name() {
    let one = AssetGrant { ends: end("2027-01-31"), ..grant(eu(), AssetRole::Operator) };
    let renamed = AssetGrant { target: asset(1, AssetKind::AdAccount, "Halcyon Europe"), ..one.clone() };
    let [old, new] = [&one, &renamed].map(|grant| AssetGrants::new([grant.clone()]).unwrap());
    assert!(one.is_same(&renamed) && old.is_same(&new));
    let others = [
        AssetGrant { role: AssetRole::Analyst, ..one.clone() },
        AssetGrant { ends: None, ..one.clone() },
        AssetGrant { purpose: Purpose::parse("EU launch").ok(), ..one.clone() },
        AssetGrant { target: asset(2, AssetKind::AdAccount, "Halcyon EU"), ..one.clone() },
    ];
    for other in others {
        assert!(!one.is_same(&other));
        let other = AssetGrants::new([other]).unwrap();
        assert!(!old.is_same(&other));
        assert_eq!(old.changed_from(&other).count(), 1);
    }
    assert!(!old.is_same(&AssetGrants::NONE) && !AssetGrants::NONE.is_same(&old));
}

#[test]
fn its_terms_are_told_in_one_line() {
    let mut one = grant(eu(), AssetRole::Operator);
    assert_eq!((one.terms().as_str(), one.to_string().as_str()), ("Operator", "Halcyon EU as Operator"));
    one.ends = end("2027-01-31");
    one.purpose = Purpose::parse("EU launch").ok();
    assert_eq!(one.terms(), "Operator until 31 January 2027, for: EU launch");
    let last = "2027-01-31T23:59:59Z".parse().unwrap();
    assert!(one.stands(last) && !one.stands(last + chrono::TimeDelta::seconds(1)));
}

#[test]
fn what_another_holds_is_taken_over_in_its_place() {
    let mut grants =
        AssetGrants::new([grant(eu(), AssetRole::Operator), grant(group(9, "Web"), AssetRole::Analyst)])
            .unwrap();
    let other = AssetGrants::new([grant(asset(5, AssetKind::Pixel, "Pixel"), AssetRole::Analyst)]).unwrap();
    grants.take(TargetId::Asset(AssetId::from_uuid(Uuid::from_u128(5))), &other);
    assert_eq!(grants.words(), "Halcyon EU as Operator, Pixel as Analyst, Web as Analyst");
    grants.take(eu().id(), &other);
    assert_eq!(grants.words(), "Pixel as Analyst, Web as Analyst");
}
