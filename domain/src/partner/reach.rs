use super::PartnerState;
use crate::access::Module;
use crate::grant::Grant;
use crate::seats::grouped;

/// What somebody reaches or will once they accept, in one line: "Analytics, Content · 3 Assets". What they could reach once
/// is told on their page.
pub fn can_reach(state: PartnerState, grant: Grant, assets: u32) -> String {
    match state {
        PartnerState::Active | PartnerState::Invited | PartnerState::Expired => {}
        PartnerState::Revoked | PartnerState::Ended | PartnerState::Declined | PartnerState::Cancelled => {
            return "Nothing".to_owned();
        }
    }
    let Grant::Standard { modules } = grant else { return "All Modules · all Assets".to_owned() };
    let modules = modules.iter().map(Module::label).collect::<Vec<_>>().join(", ");
    let assets = match assets {
        0 => String::new(),
        1 => "1 Asset".to_owned(),
        many => format!("{} Assets", grouped(many)),
    };
    match (modules.is_empty(), assets.is_empty()) {
        (true, true) => "Nothing yet".to_owned(),
        (true, false) if state == PartnerState::Active => format!("{assets} · no Module"),
        (true, false) => assets,
        (false, true) if state == PartnerState::Active => format!("{modules} · no Asset"),
        (false, true) => modules,
        (false, false) => format!("{modules} · {assets}"),
    }
}

/// Whether somebody is in whose pages stay empty: a Module shows what is given, and what is given opens in a Module.
pub const fn lacks_module_or_asset(state: PartnerState, grant: Grant, assets: u32) -> bool {
    match (state, grant) {
        (PartnerState::Active, Grant::Standard { modules }) => modules.is_empty() || assets == 0,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::Modules;

    #[test]
    fn modules_and_assets_stand_in_one_line() {
        let of = |modules, assets| can_reach(PartnerState::Active, Grant::standard(modules), assets);
        let two = Modules::NONE.with(Module::Analytics).with(Module::Content);
        assert_eq!(of(Modules::NONE, 0), "Nothing yet");
        assert_eq!(of(Modules::NONE, 1), "1 Asset · no Module");
        assert_eq!(of(two, 0), "Analytics, Content · no Asset");
        assert_eq!(of(two, 1_234), "Analytics, Content · 1,234 Assets");
        assert_eq!(can_reach(PartnerState::Active, Grant::Admin, 0), "All Modules · all Assets");
        let offered = |modules, assets| can_reach(PartnerState::Invited, Grant::standard(modules), assets);
        assert_eq!(
            (offered(Modules::NONE, 2), offered(two, 0)),
            ("2 Assets".into(), "Analytics, Content".into())
        );
    }

    #[test]
    fn a_module_without_an_asset_lacks_it_and_so_does_an_asset_without_a_module() {
        let one = Modules::NONE.with(Module::Campaigns);
        let lacks = |state, modules, assets| lacks_module_or_asset(state, Grant::standard(modules), assets);
        assert!(lacks(PartnerState::Active, Modules::NONE, 0));
        assert!(lacks(PartnerState::Active, Modules::NONE, 1));
        assert!(lacks(PartnerState::Active, one, 0));
        assert!(!lacks(PartnerState::Active, one, 1));
        assert!(!lacks_module_or_asset(PartnerState::Active, Grant::Admin, 0));
        assert!(!lacks(PartnerState::Invited, Modules::NONE, 0), "whoever waits may be given more");
    }

    #[test]
    fn whoever_is_out_reaches_nothing_whatever_they_had() {
        let reaching: Vec<_> = PartnerState::ALL
            .into_iter()
            .filter(|state| can_reach(*state, Grant::Admin, 3) != "Nothing")
            .collect();
        assert_eq!(reaching, [PartnerState::Invited, PartnerState::Active, PartnerState::Expired]);
    }
}
