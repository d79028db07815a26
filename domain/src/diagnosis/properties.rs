//! Of whoever everything works for nothing is found; whatever is broken is found, whatever else is.

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use uuid::Uuid;

use crate::access::{AccessLevel, Module, Modules};
use crate::asset::{AssetKind, AssetRole, Hold, TargetId};
use crate::contact::{Contact, Email};
use crate::decision::{Refusal, Subject};
use crate::end::EndDate;
use crate::grant::Grant;
use crate::id::{AssetGroupId, AssetId, ChangeRequestId};
use crate::linked::{LinkState, LinkedAdAccount};
use crate::partner::PartnerState;

fn moment() -> impl Strategy<Value = DateTime<Utc>> {
    (0_i64..20_000).prop_map(|hours| DateTime::UNIX_EPOCH + TimeDelta::hours(hours))
}

fn out() -> impl Strategy<Value = PartnerState> {
    let states = PartnerState::ALL.into_iter().filter(|state| *state != PartnerState::Active);
    prop::sample::select(states.collect::<Vec<_>>())
}

fn modules() -> impl Strategy<Value = Modules> {
    (0_i64..32).prop_map(|bits| Modules::from_bits(bits).unwrap())
}

fn role() -> impl Strategy<Value = AssetRole> {
    prop::sample::select(AssetRole::ALL.to_vec())
}

fn over() -> EndDate {
    EndDate::recorded("2026-11-24".parse().unwrap(), DateTime::UNIX_EPOCH)
}

/// A Standard Member for whom all else works.
fn working(modules: Modules) -> Subject {
    let ad_account = LinkedAdAccount::Linked(LinkState::Approved);
    Subject { state: PartnerState::Active, grant: Grant::standard(modules), ad_account }
}

mod of_log_in {
    use super::*;
    use crate::diagnosis::log_in::{Facts, Finding, Letter, Standing, Tries, diagnose};

    fn facts(standing: Standing) -> Facts {
        let contact = Contact::parse("yuki.tanaka@agency.example").unwrap();
        Facts { standing, contact, failed: None, near: Vec::new(), locked_until: None, full: None }
    }

    fn invited(until: DateTime<Utc>, letter: Letter) -> Standing {
        Standing::Invited { until, letter, reported: None, opened: None, other_account: None }
    }

    fn tries() -> impl Strategy<Value = Tries> {
        (1_u32..500, moment()).prop_map(|(times, last)| Tries { times, last })
    }

    fn stuck() -> impl Strategy<Value = Letter> {
        let said = "[245][0-9]{2}( [45]\\.[0-9]\\.[0-9])?( [a-z ]{0,20})?";
        prop_oneof![
            Just(Letter::Nothing),
            (moment(), said).prop_map(|(next, said)| Letter::TriedAgain { next, said }),
            moment().prop_map(|at| Letter::Kept { at }),
            said.prop_map(|said| Letter::Failed { said }),
            moment().prop_map(|at| Letter::Taken { at }),
        ]
    }

    fn ended() -> impl Strategy<Value = Standing> {
        let by = prop::option::of(Just("Ada Lindqvist".to_owned()));
        (moment(), by, any::<bool>(), 0_usize..6).prop_map(|(at, by, left, which)| match which {
            0 => Standing::Expired { since: at, asked: left.then_some(at) },
            1 => Standing::Cancelled { at, by },
            2 => Standing::Declined { at },
            3 => Standing::Ended { at },
            4 => Standing::InElsewhere { at, partner: None },
            _ => Standing::Revoked { at, by, left },
        })
    }

    const fn is_of_letter(finding: &Finding) -> bool {
        matches!(
            finding,
            Finding::NothingSent
                | Finding::NotTaken { .. }
                | Finding::NotTakenYet { .. }
                | Finding::Kept { .. }
                | Finding::NotAccepted { .. }
        )
    }

    proptest! {
        #[test]
        fn nothing_is_found_of_whoever_is_in_or_whose_mail_is_on_its_way(
            since in moment(), seen in prop::option::of(moment()), until in moment(),
        ) {
            prop_assert_eq!(diagnose(&facts(Standing::In { since, seen })).findings, []);
            prop_assert_eq!(diagnose(&facts(invited(until, Letter::Queued))).findings, []);
        }

        #[test]
        fn whoever_is_out_is_told_why(standing in ended()) {
            prop_assert!(!diagnose(&facts(standing)).findings.is_empty());
        }

        #[test]
        fn a_letter_that_is_stuck_is_found_whatever_else_is(
            until in moment(), letter in stuck(), tries in tries(), tried in any::<bool>(), near in any::<bool>(),
        ) {
            let near = near.then(|| (Email::parse("yuki.tanak@agency.example").unwrap(), tries));
            let broken = Facts {
                failed: tried.then_some(tries),
                near: near.into_iter().collect(),
                ..facts(invited(until, letter))
            };
            let found = diagnose(&broken).findings;
            prop_assert_eq!(found.iter().filter(|finding| is_of_letter(finding)).count(), 1);
            let others = usize::from(broken.failed.is_some()) + broken.near.len();
            prop_assert_eq!(found.len(), 1 + others);
            prop_assert!(found.is_sorted_by_key(Finding::sure));
        }

        #[test]
        fn log_ins_that_fail_are_found_of_whoever_is_in(
            since in moment(), tries in tries(), until in prop::option::of(moment()),
        ) {
            let standing = Standing::In { since, seen: None };
            let found = diagnose(&Facts { failed: Some(tries), locked_until: until, ..facts(standing) }).findings;
            prop_assert!(found.contains(&Finding::WrongPassword(tries)));
            prop_assert_eq!(found.len(), 1 + usize::from(until.is_some()));
        }
    }
}

mod of_level {
    use super::*;
    use crate::diagnosis::level::{Facts, Finding, LevelChange, diagnose};

    /// Each change is one to the other level, so that they fit one another.
    fn facts(first: AccessLevel, times: Vec<DateTime<Utc>>) -> Facts {
        let other = |level| match level {
            AccessLevel::Admin => AccessLevel::Standard,
            AccessLevel::Standard => AccessLevel::Admin,
        };
        let mut level = first;
        let mut changes = Vec::new();
        for at in times {
            let to = other(level);
            changes.insert(0, LevelChange { from: level, to, by: "Ada Lindqvist".to_owned(), at });
            level = to;
        }
        let invited = Some(("Ada Lindqvist".to_owned(), DateTime::UNIX_EPOCH));
        Facts { state: PartnerState::Active, level, invited, changes }
    }

    proptest! {
        #[test]
        fn a_level_is_found_where_it_is_another_one_and_only_there(
            admin in any::<bool>(), times in prop::collection::vec(moment(), 0..6),
        ) {
            let first = if admin { AccessLevel::Admin } else { AccessLevel::Standard };
            let facts = facts(first, times);
            let newest = facts.changes.first().cloned().map(Finding::Changed);
            let expected = newest.filter(|_| facts.level != first);
            prop_assert_eq!(diagnose(&facts).findings, Vec::from_iter(expected));
        }

        #[test]
        fn whoever_is_out_is_found_first(state in out(), times in prop::collection::vec(moment(), 0..6)) {
            let facts = Facts { state, ..facts(AccessLevel::Standard, times) };
            prop_assert_eq!(&diagnose(&facts).findings[0], &Finding::NotIn(state));
        }
    }
}

mod of_assets {
    use super::*;
    use crate::diagnosis::assets::{Facts, Finding, GivenAsset, GivenGroup, Taken, TakenBy, diagnose};

    fn kinds() -> impl Strategy<Value = Vec<(AssetKind, AssetRole)>> {
        prop::collection::vec((prop::sample::select(AssetKind::ALL.to_vec()), role()), 1..8)
    }

    fn facts(modules: Modules, kinds: Vec<(AssetKind, AssetRole)>) -> Facts {
        let asset = |(at, (kind, role)): (u128, (AssetKind, AssetRole))| GivenAsset {
            id: AssetId::from_uuid(Uuid::from_u128(at)),
            name: format!("Asset {at}"),
            kind,
            hold: Hold::Role(role),
        };
        let assets = (0..).zip(kinds).map(asset).collect();
        Facts { who: working(modules), assets, groups: Vec::new(), taken: Vec::new(), others: Vec::new() }
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
            prop_assert_eq!(diagnose(&facts(Modules::ALL, kinds)).findings, []);
        }

        #[test]
        fn each_asset_that_no_module_opens_is_named_once(modules in modules(), kinds in kinds()) {
            let facts = facts(modules, kinds);
            let unopened = facts.assets.iter().filter(|asset| {
                facts.who.grant.abilities(asset.kind, asset.hold).is_only_seen()
            });
            let mut expected: Vec<_> = unopened.map(|asset| asset.name.clone()).collect();
            let mut found: Vec<_> = diagnose(&facts).findings.into_iter().flat_map(named).collect();
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
                broken.taken.push(Taken { target, name: "Gone".to_owned(), how: TakenBy::Edit, by, at });
            }
            let found = diagnose(&broken).findings;
            prop_assert_eq!(found.len(), usize::from(ends) + usize::from(empties) + usize::from(takes));
            prop_assert_eq!(found.iter().any(|finding| matches!(finding, Finding::Ended(_))), ends);
            prop_assert_eq!(found.iter().any(|finding| matches!(finding, Finding::EmptyGroup(_))), empties);
            prop_assert_eq!(found.iter().any(|finding| matches!(finding, Finding::Taken(_))), takes);
        }

        #[test]
        fn of_whoever_is_out_that_alone_is_found(state in out(), kinds in kinds(), modules in modules()) {
            let mut out = facts(modules, kinds);
            out.who.state = state;
            prop_assert_eq!(diagnose(&out).findings, [Finding::NotIn(state)]);
        }
    }
}

mod of_changes {
    use super::*;
    use crate::diagnosis::changes::{Facts, Finding, Waiting, diagnose};

    fn waiting() -> impl Strategy<Value = Waiting> {
        (1_u32..90, moment()).prop_map(|(many, since)| Waiting {
            many,
            request: ChangeRequestId::from_uuid(Uuid::nil()),
            campaign: "Spring launch".to_owned(),
            since,
        })
    }

    fn hold() -> impl Strategy<Value = Hold> {
        prop_oneof![Just(Hold::Nothing), Just(Hold::Ended(over())), role().prop_map(Hold::Role)]
    }

    fn not_enough() -> impl Strategy<Value = LinkedAdAccount> {
        prop_oneof![
            Just(LinkedAdAccount::Missing),
            Just(LinkedAdAccount::Linked(LinkState::InReview)),
            Just(LinkedAdAccount::Linked(LinkState::Suspended)),
        ]
    }

    proptest! {
        #[test]
        fn nothing_is_found_of_whoever_operates_one(
            others in prop::collection::vec(hold(), 0..6), modules in modules(),
        ) {
            let holds = others.into_iter().chain([Hold::Role(AssetRole::Operator)]);
            let ad_accounts = holds.map(|hold| (String::new(), hold)).collect();
            let who = working(modules.with(Module::Campaigns));
            prop_assert_eq!(diagnose(&Facts { who, ad_accounts, waiting: None }).findings, []);
        }

        #[test]
        fn all_that_is_broken_is_found_and_no_more(
            has_module in any::<bool>(),
            role in role(),
            lacks in prop::option::of(not_enough()),
            waiting in prop::option::of(waiting()),
        ) {
            let modules = if has_module { Modules::ALL } else { Modules::ALL.without(Module::Campaigns) };
            let ad_account = lacks.unwrap_or(LinkedAdAccount::NotNeeded);
            let who = Subject { ad_account, ..working(modules) };
            let ad_accounts = vec![("Halcyon EU".to_owned(), Hold::Role(role))];
            let module = (!has_module).then_some(Refusal::ModuleNotGranted(Module::Campaigns));
            let looks = (role == AssetRole::Analyst).then_some(Refusal::OperatorsOnly);
            let refused = module.into_iter().chain(looks).chain(lacks.map(Refusal::AdAccount));
            let waits = waiting.clone().map(Finding::Waits);
            let expected: Vec<_> = refused.map(Finding::Refused).chain(waits).collect();
            prop_assert_eq!(diagnose(&Facts { who, ad_accounts, waiting }).findings, expected);
        }
    }
}
