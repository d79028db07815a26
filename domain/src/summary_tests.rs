use proptest::prelude::*;

use super::*;
use crate::asset::tests::{asset, grant};
use crate::asset::{AssetKind, AssetRole};

fn keys(lines: &[Line]) -> Vec<&'static str> {
    lines.iter().map(|line| line.key).collect()
}

fn summary(modules: &[Module]) -> Summary {
    Grant::standard(modules.iter().copied().collect()).summary(&AssetGrants::NONE)
}

#[test]
fn nothing_ticked_is_summed_up_too() {
    let summary = summary(&[]);
    assert_eq!(keys(&summary.can), ["on-none", "always"]);
    let cannot = [
        "off-analytics",
        "off-campaigns",
        "off-assets",
        "off-content",
        "off-billing",
        "always",
        "no-asset",
        "always",
    ];
    assert_eq!(keys(&summary.cannot), cannot);
}

#[test]
fn everything_ticked_still_leaves_what_only_admins_do() {
    let summary = summary(&Module::ALL);
    let can = ["on-analytics", "on-campaigns", "on-assets", "on-content", "on-billing", "always"];
    assert_eq!(keys(&summary.can), can);
    assert_eq!(keys(&summary.cannot), ["always", "no-asset", "always"]);
}

#[test]
fn each_module_changes_both_sides() {
    let nothing = summary(&[]);
    for module in Module::ALL {
        let summary = summary(&[module]);
        assert_eq!(keys(&summary.can), [format!("on-{}", module.as_str()).as_str(), "always"]);
        assert_eq!(summary.can[0].text, with_module(module));
        let off = format!("off-{}", module.as_str());
        let left: Vec<Line> = nothing.cannot.iter().copied().filter(|line| line.key != off).collect();
        assert_eq!(left.len() + 1, nothing.cannot.len());
        assert_eq!(summary.cannot, left);
    }
}

#[test]
fn an_admin_is_told_the_whole_reach_and_its_two_ends() {
    let summary = Grant::Admin.summary(&AssetGrants::NONE);
    let texts = |lines: &[Line]| lines.iter().map(|line| line.text).collect::<Vec<_>>();
    assert_eq!(texts(&summary.can), ADMIN_CAN.map(|(_, text)| text));
    assert_eq!(texts(&summary.cannot), ["Remove the last Admin", "See anybody’s password"]);
}

#[test]
fn no_granted_asset_is_spoken_of_where_none_is() {
    let eu = grant(asset(1, AssetKind::AdAccount, "Halcyon EU"), AssetRole::Analyst);
    let of = Grant::standard(Modules::ALL);
    let cannot = |given: &AssetGrants| of.summary(given).cannot[1].text;
    assert_eq!(cannot(&AssetGrants::NONE), "See any Asset, as none is granted yet, or other partners’ work");
    assert_eq!(
        cannot(&AssetGrants::new([eu]).unwrap()),
        "See Assets that are not granted, or other partners’ work"
    );
}

#[test]
fn what_has_no_page_yet_is_for_later() {
    let today = Grant::standard([Module::Analytics, Module::Billing].into_iter().collect()).today();
    assert_eq!((keys(&today.can), keys(&today.later)), (vec!["always"], vec!["on-analytics", "on-billing"]));
    assert!(keys(&today.cannot).contains(&"some-asset"), "another page says which Assets there are");
    let today = Grant::Admin.today();
    assert_eq!(today.later.iter().map(|line| line.part_of).collect::<Vec<_>>(), [Some(Module::Billing)]);
    assert!(today.can.iter().any(|line| line.part_of == Some(Module::Campaigns)));
    let campaigns = Grant::standard([Module::Campaigns].into_iter().collect()).today();
    let texts = |lines: &[Line]| lines.iter().map(|line| line.text).collect::<Vec<_>>();
    assert_eq!(
        texts(&campaigns.can)[0],
        "See campaigns, and as Operator propose changes that an Admin approves"
    );
    assert!(campaigns.later.is_empty());
    let nothing = Grant::standard(Modules::NONE).today();
    assert_eq!((keys(&nothing.can), nothing.later.len()), (vec!["on-none", "always"], 0));
}

#[test]
fn a_line_goes_on_after_its_subject() {
    let StandardLines { can, cannot } = Summary::every_standard_line();
    let admin = Summary::of_an_admin();
    let lines = can.iter().chain(&cannot).map(|line| line.line).chain(admin.can).chain(admin.cannot);
    for Line { text, .. } in lines {
        assert!(text.starts_with(char::is_uppercase) && !text.ends_with('.'), "{text}");
        for word in ["You", "you", "your", "They", "their", "them"] {
            assert!(!text.split(' ').any(|other| other == word), "{text}");
        }
    }
}

proptest! {
    #[test]
    fn neither_side_is_ever_empty(bits in 0_i64..32) {
        let modules = Modules::from_bits(bits).unwrap();
        let summary = Grant::standard(modules).summary(&AssetGrants::NONE);
        prop_assert!(!summary.can.is_empty() && !summary.cannot.is_empty());
        for module in Module::ALL {
            let on = Shows::WhenGranted(module).key();
            let off = Shows::WhenNotGranted(module).key();
            prop_assert_eq!(keys(&summary.can).contains(&on), modules.contains(module));
            prop_assert_eq!(keys(&summary.cannot).contains(&off), !modules.contains(module));
        }
    }
}
