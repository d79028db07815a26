use super::*;
use crate::diagnosis::assets::{Facts, Finding, GivenAsset, GivenGroup, Taken, TakenBy, diagnose};

fn kinds() -> impl Strategy<Value = Vec<(AssetKind, AssetRole)>> {
    prop::collection::vec((prop::sample::select(AssetKind::ALL.to_vec()), role()), 1..8)
}

fn facts(modules: Modules, kinds: Vec<(AssetKind, AssetRole)>) -> Facts {
    let asset = |(at, (kind, role)): (u128, (AssetKind, AssetRole))| GivenAsset {
        id: AssetId::from_uuid(Uuid::from_u128(at)),
        name: AssetName::parse(&format!("Asset {at}")).unwrap(),
        kind,
        hold: Hold::Role(role),
    };
    let assets = (0..).zip(kinds).map(asset).collect();
    Facts { who: working(modules), assets, groups: Vec::new(), taken: Vec::new() }
}

fn named(finding: Finding) -> Vec<String> {
    match finding {
        Finding::NoModule { assets, .. } => assets,
        other => panic!("{other:?}"),
    }
}

proptest! {
    #[test]
    fn nothing_is_found_of_whoever_has_every_module(kinds in kinds()) {
        prop_assert_eq!(diagnose(&facts(Modules::ALL, kinds), &[]).findings, []);
    }

    #[test]
    fn each_asset_that_no_module_opens_is_named_once(modules in modules(), kinds in kinds()) {
        let facts = facts(modules, kinds);
        let unopened = facts.assets.iter().filter(|asset| {
            facts.who.grant.abilities(asset.kind, asset.hold).is_only_seen()
        });
        let mut expected: Vec<_> = unopened.map(|asset| asset.name.as_str().to_owned()).collect();
        let mut found: Vec<_> = diagnose(&facts, &[]).findings.into_iter().flat_map(named).collect();
        expected.sort_unstable();
        found.sort_unstable();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn whatever_is_broken_is_found_beside_the_rest(
        kinds in kinds(), ends in any::<bool>(), empties in any::<bool>(), takes in any::<bool>(), at in moment(),
    ) {
        let mut broken = facts(Modules::ALL, kinds);
        if ends {
            broken.assets[0].hold = Hold::Ended(over());
        }
        if empties {
            let id = AssetGroupId::from_uuid(Uuid::nil());
            broken.groups.push(GivenGroup { id, name: "Web".to_owned(), is_empty: true });
        }
        if takes {
            let target = TargetId::Asset(AssetId::from_uuid(Uuid::max()));
            let by = "Ada Lindqvist".to_owned();
            broken.taken.push(Taken { target, name: "Gone".to_owned(), now: None, how: TakenBy::Edit, by, at });
        }
        let found = diagnose(&broken, &[]).findings;
        prop_assert_eq!(found.len(), usize::from(ends) + usize::from(empties) + usize::from(takes));
        prop_assert_eq!(found.iter().any(|finding| matches!(finding, Finding::Ended(_))), ends);
        prop_assert_eq!(found.iter().any(|finding| matches!(finding, Finding::EmptyGroup(_))), empties);
        prop_assert_eq!(found.iter().any(|finding| matches!(finding, Finding::Taken(_))), takes);
    }

    #[test]
    fn of_whoever_is_out_that_alone_is_found(state in out(), kinds in kinds(), modules in modules()) {
        let mut out = facts(modules, kinds);
        out.who.state = state;
        prop_assert_eq!(diagnose(&out, &[]).findings, [Finding::NotIn(state)]);
    }
}
