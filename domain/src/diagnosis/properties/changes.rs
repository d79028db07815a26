use super::*;
use crate::diagnosis::assets::GivenAsset;
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

fn of_one(hold: Hold) -> GivenAsset {
    let name = AssetName::parse("Halcyon EU").unwrap();
    GivenAsset { id: AssetId::from_uuid(Uuid::nil()), name, kind: AssetKind::AdAccount, hold }
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
        let ad_accounts = holds.map(of_one).collect();
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
        let ad_accounts = vec![of_one(Hold::Role(role))];
        let module = (!has_module).then_some(Refusal::ModuleNotGranted(Module::Campaigns));
        let looks = (role == AssetRole::Analyst).then_some(Refusal::OperatorsOnly);
        let refused = module.into_iter().chain(looks).chain(lacks.map(Refusal::AdAccount));
        let waits = waiting.clone().map(Finding::Waits);
        let expected: Vec<_> = refused.map(Finding::Refused).chain(waits).collect();
        prop_assert_eq!(diagnose(&Facts { who, ad_accounts, waiting }).findings, expected);
    }
}
