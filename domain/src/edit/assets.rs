//! What an edit means for Assets and groups, a line for each.

use super::Access;
use crate::asset::{AssetGrant, AssetGrants, AssetTarget, TargetId};

/// What is gained, lost, and neither.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct AssetDifference {
    pub(super) gains: Vec<String>,
    pub(super) loses: Vec<String>,
    pub(super) also: Vec<String>,
}

pub(super) fn difference(had: &Access, wants: &Access) -> AssetDifference {
    let mut difference = AssetDifference::default();
    for target in targets([had.assets(), wants.assets()]) {
        let [before, after] = [had, wants].map(|access| access.assets().get(target.id()));
        match (before, after) {
            (None, Some(given)) => difference.gains.push(given.line(wants.grant.modules(), wants.ends())),
            (Some(taken), None) => difference.loses.push(taken.to_string()),
            (Some(before), Some(after)) => {
                difference.add(before, after);
                difference.end(target.name(), (before.ends, had.ends()), (after.ends, wants.ends()));
            }
            (None, None) => {}
        }
    }
    difference.whole_end(had.ends(), wants.ends());
    difference
}

impl AssetDifference {
    fn add(&mut self, before: &AssetGrant, after: &AssetGrant) {
        let name = after.target.name();
        let (was, is) = (before.role.label(), after.role.label());
        if after.role > before.role {
            self.gains.push(format!("{after} instead of {was}: {}", after.target.opens(after.role)));
        } else if after.role < before.role {
            self.loses.push(format!("{name} as {was}. They stay {is}"));
        }
        if before.purpose != after.purpose {
            let [was, is] = [before, after].map(|grant| {
                grant.purpose.as_ref().map_or_else(|| "none".to_owned(), |purpose| format!("“{purpose}”"))
            });
            self.also.push(format!("Purpose of {name}: {was} → {is}"));
        }
    }
}

/// For the history: "Halcyon EU: Analyst → Operator until 31 January 2027".
pub(super) fn changes(had: &AssetGrants, wants: &AssetGrants) -> Vec<String> {
    let changed = targets([had, wants]).into_iter().filter(|target| {
        let id = target.id();
        !is_same(had.get(id), wants.get(id))
    });
    changed
        .map(|target| {
            let [was, is] = [had, wants].map(|grants| terms(grants, target.id()));
            format!("{}: {was} → {is}", target.name())
        })
        .collect()
}

/// What stands on both sides with the same role.
pub(super) fn kept(had: &AssetGrants, wants: &AssetGrants) -> String {
    let stays = |grant: &&AssetGrant| had.get(grant.target.id()).is_some_and(|of| of.role == grant.role);
    wants.iter().filter(stays).map(AssetGrant::to_string).collect::<Vec<_>>().join(", ")
}

/// "Operator until 31 January 2027", or that it is not given.
pub(super) fn terms(grants: &AssetGrants, id: TargetId) -> String {
    grants.get(id).map_or_else(|| "Not given".to_owned(), AssetGrant::terms)
}

pub(super) fn is_same(one: Option<&AssetGrant>, other: Option<&AssetGrant>) -> bool {
    match (one, other) {
        (None, None) => true,
        (Some(one), Some(other)) => one.is_same(other),
        _ => false,
    }
}

/// Every target that is named at least once, with the name that it has in the last of them; by name.
pub(super) fn targets<const N: usize>(all: [&AssetGrants; N]) -> Vec<AssetTarget> {
    let mut targets: Vec<AssetTarget> = Vec::new();
    for grant in all.into_iter().rev().flatten() {
        if !targets.iter().any(|target| target.id() == grant.target.id()) {
            targets.push(grant.target.clone());
        }
    }
    targets.sort_by_cached_key(AssetTarget::key);
    targets
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::super::tests::standard;
    use super::super::{Changed, Part};
    use super::*;
    use crate::asset::tests::{asset, end, grant, group};
    use crate::asset::{AssetKind, AssetRole};
    use crate::end::EndDate;
    use crate::name::Purpose;

    pub(in crate::edit) fn eu() -> AssetTarget {
        asset(1, AssetKind::AdAccount, "Halcyon EU")
    }

    fn all(grants: &[AssetGrant]) -> AssetGrants {
        AssetGrants::new(grants.iter().cloned()).unwrap()
    }

    pub(in crate::edit) fn lines(before: &AssetGrant, after: &AssetGrant) -> [Vec<String>; 3] {
        lines_within((before, None), (after, None))
    }

    /// The same, each within an access that ends.
    pub(in crate::edit) fn lines_within(
        had: (&AssetGrant, Option<EndDate>),
        has: (&AssetGrant, Option<EndDate>),
    ) -> [Vec<String>; 3] {
        let [had, has] =
            [had, has].map(|(grant, ends)| given(all(std::slice::from_ref(grant))).with_end(ends));
        let AssetDifference { gains, loses, also } = difference(&had, &has);
        [gains, loses, also]
    }

    fn given(assets: AssetGrants) -> Access {
        standard(&[]).with_assets(assets)
    }

    pub(in crate::edit) fn any_assets() -> impl Strategy<Value = AssetGrants> {
        let one = (0_u128..4, any::<bool>(), 0_usize..3, any::<bool>());
        prop::collection::btree_map(0_u128..4, one, 0..4).prop_map(|grants| {
            let grants = grants.into_iter().map(|(number, (_, operator, ends, purpose))| AssetGrant {
                target: if number % 2 == 0 {
                    asset(number, AssetKind::Pixel, &format!("Pixel {number}"))
                } else {
                    group(number, &format!("Group {number}"))
                },
                role: if operator { AssetRole::Operator } else { AssetRole::Analyst },
                purpose: purpose.then(|| Purpose::parse("EU launch").unwrap()),
                ends: [None, Some("2027-01-31"), Some("2026-12-24")][ends].and_then(end),
            });
            AssetGrants::new(grants).unwrap()
        })
    }

    #[test]
    fn what_is_given_and_taken_is_said() {
        let operator = AssetGrant { ends: end("2027-01-31"), ..grant(eu(), AssetRole::Operator) };
        let (nothing, eu) = (given(AssetGrants::NONE), given(all(&[operator])));
        let gained = difference(&nothing, &eu);
        assert_eq!(
            gained.gains,
            [
                "Halcyon EU as Operator: see, and propose once the Module Campaigns is granted, until the end of 31 \
                 January 2027"
            ]
        );
        assert!(gained.loses.is_empty() && gained.also.is_empty());
        let taken = difference(&eu, &nothing);
        assert_eq!((taken.gains.len(), taken.loses), (0, vec!["Halcyon EU as Operator".to_owned()]));
        let group = given(all(&[grant(group(2, "Web"), AssetRole::Analyst)]));
        assert_eq!(difference(&nothing, &group).gains, ["Web as Analyst: see"]);
        let until_christmas = |access: Access| access.with_end(end("2026-12-24"));
        assert_eq!(
            difference(&until_christmas(nothing), &until_christmas(eu)).gains,
            [
                "Halcyon EU as Operator: see, and propose once the Module Campaigns is granted, until the end of 24 \
                 December 2026, when the whole access ends"
            ]
        );
    }

    #[test]
    fn a_role_is_raised_or_lowered() {
        let (analyst, operator) = (grant(eu(), AssetRole::Analyst), grant(eu(), AssetRole::Operator));
        let nothing = Vec::<String>::new();
        assert_eq!(
            lines(&analyst, &operator),
            [
                vec!["Halcyon EU as Operator instead of Analyst: see and propose".to_owned()],
                nothing.clone(),
                nothing.clone()
            ]
        );
        assert_eq!(
            lines(&operator, &analyst),
            [nothing.clone(), vec!["Halcyon EU as Operator. They stay Analyst".to_owned()], nothing.clone()]
        );
        assert_eq!(lines(&operator, &operator), [nothing.clone(), nothing.clone(), nothing]);
    }

    #[test]
    fn a_purpose_is_neither_gained_nor_lost() {
        let open = grant(eu(), AssetRole::Analyst);
        let purpose = AssetGrant { purpose: Purpose::parse("EU launch").ok(), ..open.clone() };
        assert_eq!(
            lines(&open, &purpose),
            [Vec::new(), Vec::new(), vec!["Purpose of Halcyon EU: none → “EU launch”".to_owned()]]
        );
    }

    #[test]
    fn history_and_what_stays_name_each() {
        let had = all(&[grant(eu(), AssetRole::Analyst), grant(group(2, "Web"), AssetRole::Analyst)]);
        let wants = all(&[grant(eu(), AssetRole::Operator), grant(group(2, "Web"), AssetRole::Analyst)]);
        assert_eq!(changes(&had, &wants), ["Halcyon EU: Analyst → Operator"]);
        assert_eq!(
            changes(&had, &AssetGrants::NONE),
            ["Halcyon EU: Analyst → Not given", "Web: Analyst → Not given"]
        );
        assert_eq!(kept(&had, &wants), "Web as Analyst");
        let stays = standard(&[]).with_assets(had).difference(&standard(&[]).with_assets(wants)).stays;
        assert_eq!(stays, "Standard. Web as Analyst.");
    }

    #[test]
    fn two_admins_see_what_the_other_did_to_each_asset() {
        let (web, lot) = (group(2, "Web"), asset(3, AssetKind::Catalog, "Spring"));
        let opened = standard(&[])
            .with_assets(all(&[grant(eu(), AssetRole::Operator), grant(web.clone(), AssetRole::Analyst)]));
        let now = standard(&[]).with_assets(all(&[
            grant(eu(), AssetRole::Analyst),
            grant(web, AssetRole::Analyst),
            grant(lot, AssetRole::Analyst),
        ]));
        let wanted = standard(&[]);
        let lines = opened.lines(&now, &wanted);
        let told: Vec<_> = lines
            .iter()
            .map(|line| [line.label.as_str(), line.opened.as_str(), line.now.as_str(), line.wanted.as_str()])
            .collect();
        assert_eq!(
            told,
            [
                ["Halcyon EU", "Operator", "Analyst", "Not given"],
                ["Spring", "Not given", "Analyst", "Not given"],
                ["Web", "Analyst", "Analyst", "Not given"],
            ]
        );
        assert_eq!(
            lines.iter().map(|line| line.changed).collect::<Vec<_>>(),
            [Changed::Both, Changed::OnlyThey, Changed::OnlyYou]
        );
        let mut merged = wanted.merged(&opened, &now);
        assert_eq!(merged.assets().words(), "Halcyon EU as Analyst, Spring as Analyst");
        merged.take(lines[0].part, &wanted);
        assert_eq!(merged.assets().words(), "Spring as Analyst");
        assert!(matches!(lines[0].part, Part::Asset(id) if id == eu().id()));
        assert!(
            lines[0].part.to_string().starts_with("asset-")
                && lines[2].part.to_string().starts_with("group-")
        );
    }

    proptest! {
        #[test]
        fn every_change_is_said(had in any_assets(), wants in any_assets()) {
            prop_assert_eq!(changes(&had, &wants).is_empty(), had.is_same(&wants));
            for whole in [None, end("2027-01-15")] {
                let [had, wants] = [&had, &wants].map(|assets| given(assets.clone()).with_end(whole));
                let AssetDifference { gains, loses, also } = difference(&had, &wants);
                prop_assert_eq!(gains.is_empty() && loses.is_empty() && also.is_empty(), had.is_same(&wants));
            }
        }
    }
}
