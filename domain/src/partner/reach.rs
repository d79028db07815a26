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
        (true, false) => assets,
        (false, true) => modules,
        (false, false) => format!("{modules} · {assets}"),
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
        assert_eq!(of(Modules::NONE, 1), "1 Asset");
        assert_eq!(of(two, 0), "Analytics, Content");
        assert_eq!(of(two, 1_234), "Analytics, Content · 1,234 Assets");
        assert_eq!(can_reach(PartnerState::Active, Grant::Admin, 0), "All Modules · all Assets");
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
