//! What an edit means, in plain words: for the summary before **Confirm**, for the mail and for the history.

use serde::{Deserialize, Serialize};

use super::{Access, assets};
use crate::access::{AccessLevel, Module, Modules};
use crate::grant::Grant;
use crate::name::OrganisationName;
use crate::partner::PartnerKind;
use crate::summary::{self, Summary};

/// What they gain and lose, a line each, and what stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    pub gains: Vec<String>,
    pub loses: Vec<String>,
    /// What changes of who they are, and not of what they may do.
    pub also: Vec<String>,
    pub stays: String,
}

impl Access {
    /// What a change from this one to another means.
    pub fn difference(&self, wanted: &Self) -> Difference {
        let mut also = Vec::new();
        let (gains, loses) = match (self.grant, wanted.grant) {
            (Grant::Standard { modules: had }, Grant::Standard { modules }) => {
                let assets = assets::difference(self, wanted);
                also = assets.also;
                (
                    [module_lines(had, modules), assets.gains].concat(),
                    [module_lines(modules, had), assets.loses].concat(),
                )
            }
            (Grant::Standard { .. }, Grant::Admin) => (admin_lines(), Vec::new()),
            (Grant::Admin, Grant::Standard { .. }) => (Vec::new(), admin_lines()),
            (Grant::Admin, Grant::Admin) => (Vec::new(), Vec::new()),
        };
        also.extend(self.who_changes(wanted));
        Difference { gains, loses, also, stays: stays(self, wanted) }
    }

    /// What is different in another, for the history: "Access level: Standard, with no Module → Admin".
    pub fn changes(&self, other: &Self) -> Vec<String> {
        let mut changes = Vec::new();
        if self.grant.level() == other.grant.level() {
            if self.grant != other.grant {
                let [was, is] = [self, other].map(|access| grant_words(access.grant));
                changes.push(format!("Access level: {was} → {is}"));
            }
            changes.extend(assets::changes(self.assets(), other.assets()));
            if self.ends() != other.ends() {
                changes.push(format!("Access ends: {} → {}", self.end_words(), other.end_words()));
            }
        } else {
            changes.push(format!("Access level: {} → {}", self.given_words(), other.given_words()));
        }
        changes.extend(self.who_changes(other));
        changes
    }

    /// What is different of who they are.
    fn who_changes(&self, other: &Self) -> Vec<String> {
        let mut changes = Vec::new();
        if self.kind != other.kind {
            changes.push(format!("Partner kind: {} → {}", self.kind_words(), other.kind_words()));
        }
        if !self.same_organisation(other) {
            changes.push(format!(
                "Organisation: {} → {}",
                self.organisation_words(),
                other.organisation_words()
            ));
        }
        changes
    }

    /// "Standard: Analytics; Halcyon EU as Operator"
    pub(super) fn given_words(&self) -> String {
        let (grant, assets) = (grant_words(self.grant), self.assets().words());
        let given = if assets.is_empty() { grant } else { format!("{grant}; {assets}") };
        self.ends().map_or_else(|| given.clone(), |end| format!("{given}; until the end of {end}"))
    }

    pub(super) fn end_words(&self) -> String {
        self.ends().map_or_else(|| "No end date".to_owned(), |end| end.to_string())
    }

    pub(super) fn kind_words(&self) -> String {
        self.kind.map_or("Founder", PartnerKind::label).to_owned()
    }

    pub(super) fn organisation_words(&self) -> String {
        self.organisation.as_ref().map_or("None", OrganisationName::as_str).to_owned()
    }
}

fn module_lines(had: Modules, has: Modules) -> Vec<String> {
    has.iter()
        .filter(|module| !had.contains(*module))
        .map(|module| summary::with_module(module).to_owned())
        .collect()
}

fn admin_lines() -> Vec<String> {
    Summary::of_an_admin().can.iter().map(|line| line.text.to_owned()).collect()
}

/// "Standard: Analytics, Content"
pub(super) fn grant_words(grant: Grant) -> String {
    match grant {
        Grant::Admin => AccessLevel::Admin.label().to_owned(),
        Grant::Standard { modules } if modules.is_empty() => "Standard, with no Module".to_owned(),
        Grant::Standard { modules } => format!("Standard: {}", names(modules)),
    }
}

fn names(modules: Modules) -> String {
    modules.iter().map(Module::label).collect::<Vec<_>>().join(", ")
}

fn stays(had: &Access, wanted: &Access) -> String {
    let modules = match (had.grant, wanted.grant) {
        (Grant::Admin, Grant::Admin) => return "Admin.".to_owned(),
        (Grant::Standard { .. }, Grant::Admin) => return "All they had is part of it.".to_owned(),
        (Grant::Admin, Grant::Standard { modules }) if modules.is_empty() => {
            "They stay a Member, and see who is in. No Module is ticked.".to_owned()
        }
        (Grant::Admin, Grant::Standard { modules }) => {
            format!("They stay a Member, with what is ticked: {}.", names(modules))
        }
        (Grant::Standard { modules: had }, Grant::Standard { modules }) => {
            let kept: Modules = had.iter().filter(|module| modules.contains(*module)).collect();
            if kept.is_empty() { "Standard.".to_owned() } else { format!("Standard. {}.", names(kept)) }
        }
    };
    let kept = match had.grant {
        Grant::Admin => wanted.assets().words(),
        Grant::Standard { .. } => assets::kept(had.assets(), wanted.assets()),
    };
    if kept.is_empty() { modules } else { format!("{modules} {kept}.") }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{admin, at, standard};
    use super::super::{Changed, Part};
    use super::*;
    use crate::asset::tests::{asset, end, grant};
    use crate::asset::{AssetGrants, AssetKind, AssetRole};

    #[test]
    fn a_module_ticked_is_gained_and_one_unticked_is_lost() {
        let difference = standard(&[Module::Analytics, Module::Billing])
            .difference(&standard(&[Module::Analytics, Module::Content]));
        assert_eq!(difference.gains, [summary::with_module(Module::Content)]);
        assert_eq!(difference.loses, [summary::with_module(Module::Billing)]);
        assert_eq!((difference.stays.as_str(), difference.also.len()), ("Standard. Analytics.", 0));
    }

    #[test]
    fn a_level_is_gained_or_lost_as_a_whole() {
        assert_eq!(admin_lines()[0], "Invite, edit and revoke anybody, other Admins included");
        let up = standard(&[Module::Content]).difference(&admin());
        assert_eq!((up.gains, up.loses.len()), (admin_lines(), 0));
        assert_eq!(up.stays, "All they had is part of it.");
        let down = admin().difference(&standard(&[Module::Content]));
        assert_eq!((down.gains.len(), down.loses), (0, admin_lines()));
        assert_eq!(down.stays, "They stay a Member, with what is ticked: Content.");
        assert!(admin().difference(&standard(&[])).stays.ends_with("No Module is ticked."));
        assert_eq!(standard(&[]).difference(&standard(&[Module::Content])).stays, "Standard.");
        let same = admin().difference(&at(&admin(), "Bright Agency"));
        assert_eq!((same.gains.len(), same.loses.len(), same.stays.as_str()), (0, 0, "Admin."));
        assert_eq!(same.also, ["Organisation: None → Bright Agency"]);
    }

    #[test]
    fn an_admin_has_every_asset_without_one_being_given() {
        let eu = AssetGrants::new([grant(asset(1, AssetKind::AdAccount, "Halcyon EU"), AssetRole::Operator)])
            .unwrap();
        let with = |access: Access| access.with_assets(eu.clone());
        assert!(with(admin()).assets().is_empty() && with(admin()).is_same(&admin()));
        assert_eq!(with(standard(&[])).assets().words(), "Halcyon EU as Operator");
        assert!(!with(standard(&[])).is_same(&standard(&[])));
        let down = admin().difference(&with(standard(&[Module::Content])));
        assert_eq!(down.stays, "They stay a Member, with what is ticked: Content. Halcyon EU as Operator.");
        assert_eq!(with(standard(&[])).difference(&admin()).loses, Vec::<String>::new());
        assert_eq!(
            with(standard(&[])).changes(&admin()),
            ["Access level: Standard, with no Module; Halcyon EU as Operator → Admin"]
        );
    }

    #[test]
    fn the_whole_access_ends_on_a_day_and_an_admins_never() {
        let until = |day: &str| standard(&[]).with_end(end(day));
        let (open, soon, late) = (standard(&[]), until("2026-12-24"), until("2027-01-31"));
        assert_eq!(open.difference(&soon).loses, ["What is granted, at the end of 24 December 2026"]);
        assert_eq!(late.difference(&soon).loses, ["What is granted, at the end of 24 December 2026"]);
        assert_eq!(soon.difference(&late).gains, ["What is granted, until the end of 31 January 2027"]);
        assert_eq!(soon.difference(&open).gains, ["What is granted, without an end date"]);
        assert_eq!(open.changes(&soon), ["Access ends: No end date → 24 December 2026"]);
        assert!(!open.is_same(&soon) && soon.difference(&soon).loses.is_empty());
        let promoted = Access { grant: Grant::Admin, ..soon.clone() };
        assert!(promoted.ends().is_none() && promoted.is_same(&admin()));
        assert_eq!(
            soon.changes(&admin()),
            ["Access level: Standard, with no Module; until the end of 24 December 2026 → Admin"]
        );
        let [line] = open.lines(&soon, &late).try_into().unwrap();
        assert_eq!(
            (line.part, line.label.as_str(), line.changed),
            (Part::Ends, "Access ends", Changed::Both)
        );
        assert_eq!(
            [line.opened, line.now, line.wanted],
            ["No end date", "24 December 2026", "31 January 2027"]
        );
        let mut chosen = soon;
        chosen.take(Part::Ends, &late);
        assert_eq!((chosen.ends(), Part::Ends.to_string().as_str()), (late.ends(), "ends"));
    }

    #[test]
    fn who_they_are_is_said_apart() {
        let client = Access { kind: Some(PartnerKind::Client), ..standard(&[]) };
        assert_eq!(standard(&[]).difference(&client).also, ["Partner kind: Agency → Client"]);
        let founder = Access { kind: None, ..standard(&[]) };
        assert_eq!(founder.difference(&client).also, ["Partner kind: Founder → Client"]);
    }

    #[test]
    fn history_tells_before_and_after() {
        let after = at(&admin(), "Bright Agency");
        assert_eq!(
            standard(&[Module::Content]).changes(&after),
            ["Access level: Standard: Content → Admin", "Organisation: None → Bright Agency"]
        );
        assert!(after.changes(&after).is_empty());
    }
}
