//! **Edit**: what changes for a partner, in plain words, and where two Admins who edit at once differ (DOMAIN 5).

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::access::{AccessLevel, Module, Modules};
use crate::grant::Grant;
use crate::name::OrganisationName;
use crate::partner::{PartnerKind, PartnerState};
use crate::seats::SeatsFull;
use crate::summary;

/// What **Edit** changes of a partner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Access {
    /// None for the founder.
    pub kind: Option<PartnerKind>,
    pub organisation: Option<OrganisationName>,
    pub grant: Grant,
}

/// What they gain and lose, a line each, and what stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    pub gains: Vec<String>,
    pub loses: Vec<String>,
    /// What changes of who they are, and not of what they may do.
    pub also: Vec<String>,
    pub stays: String,
}

/// Somebody else changed the partner since the form was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meanwhile {
    pub now: Access,
    /// Who did, and when.
    pub by: String,
    pub at: DateTime<Utc>,
}

/// A part of [`Access`] that is decided by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// Level and Modules together, where a level is among what differs.
    Grant,
    Module(Module),
    Kind,
    Organisation,
}

/// Who changed a part since the form was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Changed {
    OnlyThey,
    OnlyYou,
    /// To different things: one of them has to be chosen.
    Both,
}

/// A part that is not as it was, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub part: Part,
    pub changed: Changed,
    pub opened: String,
    pub now: String,
    pub wanted: String,
}

/// Why nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum EditRefusal {
    #[error("They are not in: their state is {}. Nothing changed.", .0.label())]
    NotIn(PartnerState),
    #[error("Nothing is changed yet. Change something, or leave it as it is.")]
    Nothing,
    #[error(transparent)]
    SeatsFull(#[from] SeatsFull),
    /// DOMAIN 2: a Business Center always has one.
    #[error(
        "They are the only Admin here, and a Business Center always has one. Make somebody else an Admin first."
    )]
    LastAdmin,
    #[error("{} changed this meanwhile. Nothing of yours is lost.", .0.by)]
    Meanwhile(Box<Meanwhile>),
    /// What was shown is not what would happen.
    #[error("Something changed while you looked, and nothing is saved yet. Look once more at what ends.")]
    Rehearsal,
}

impl Access {
    /// What a change from this one to another means.
    pub fn difference(&self, wanted: &Self) -> Difference {
        let (gains, loses) = match (self.grant, wanted.grant) {
            (Grant::Standard { modules: had }, Grant::Standard { modules }) => {
                (module_lines(had, modules), module_lines(modules, had))
            }
            (Grant::Standard { .. }, Grant::Admin) => (admin_lines(), Vec::new()),
            (Grant::Admin, Grant::Standard { .. }) => (Vec::new(), admin_lines()),
            (Grant::Admin, Grant::Admin) => (Vec::new(), Vec::new()),
        };
        let mut also = Vec::new();
        if self.kind != wanted.kind {
            also.push(format!("Partner kind: {} → {}", self.kind_words(), wanted.kind_words()));
        }
        if !self.same_organisation(wanted) {
            also.push(format!(
                "Organisation: {} → {}",
                self.organisation_words(),
                wanted.organisation_words()
            ));
        }
        Difference { gains, loses, also, stays: stays(self.grant, wanted.grant) }
    }

    /// What is different in another, for the history: "Access level: Standard, with no Module → Admin".
    pub fn changes(&self, other: &Self) -> Vec<String> {
        let mut changes = Vec::new();
        if self.grant != other.grant {
            changes.push(format!("Access level: {} → {}", grant_words(self.grant), grant_words(other.grant)));
        }
        changes.extend(self.difference(other).also);
        changes
    }

    /// Every part that this one, as the form was opened with, differs in from what stands now or what is wanted.
    pub fn lines(&self, now: &Self, wanted: &Self) -> Vec<Line> {
        let mut lines = Vec::new();
        let all = [self, now, wanted];
        let mut part = |part: Part, words: [String; 3], same: &dyn Fn(&Self, &Self) -> bool| {
            let changed = match (same(self, now), same(self, wanted), same(now, wanted)) {
                (true, true, _) => return,
                // Where both changed it to the same nothing is left to decide: it stands already.
                (false, true, _) | (false, false, true) => Changed::OnlyThey,
                (true, false, _) => Changed::OnlyYou,
                (false, false, false) => Changed::Both,
            };
            let [opened, now, wanted] = words;
            lines.push(Line { part, changed, opened, now, wanted });
        };
        if all.iter().any(|access| access.grant == Grant::Admin) {
            let words = all.map(|access| grant_words(access.grant));
            part(Part::Grant, words, &|one, other| one.grant == other.grant);
        } else {
            for module in Module::ALL {
                let has = move |access: &Self| access.grant.modules().contains(module);
                let words = all.map(|access| if has(access) { "Ticked" } else { "Not ticked" }.to_owned());
                part(Part::Module(module), words, &move |one, other| has(one) == has(other));
            }
        }
        part(Part::Kind, all.map(Self::kind_words), &|one, other| one.kind == other.kind);
        part(Part::Organisation, all.map(Self::organisation_words), &Self::same_organisation);
        lines
    }

    /// What stands now with what only this side changed since `opened`; where both changed a part, what stands.
    #[must_use]
    pub fn merged(&self, opened: &Self, now: &Self) -> Self {
        let mut merged = now.clone();
        for line in opened.lines(now, self) {
            if line.changed == Changed::OnlyYou {
                merged.take(line.part, self);
            }
        }
        merged
    }

    /// Takes one part of another.
    pub fn take(&mut self, part: Part, other: &Self) {
        match part {
            Part::Grant => self.grant = other.grant,
            Part::Module(module) => {
                let own = self.grant.modules();
                let has = other.grant.modules().contains(module);
                self.grant = Grant::standard(if has { own.with(module) } else { own.without(module) });
            }
            Part::Kind => self.kind = other.kind,
            Part::Organisation => self.organisation.clone_from(&other.organisation),
        }
    }

    /// However its name is spelt.
    pub fn same_organisation(&self, other: &Self) -> bool {
        let key = |access: &Self| access.organisation.as_ref().map(OrganisationName::key);
        key(self) == key(other)
    }

    /// Nothing that **Edit** changes is different.
    pub fn is_same(&self, other: &Self) -> bool {
        self.grant == other.grant && self.kind == other.kind && self.same_organisation(other)
    }

    fn kind_words(&self) -> String {
        self.kind.map_or("Founder", PartnerKind::label).to_owned()
    }

    fn organisation_words(&self) -> String {
        self.organisation.as_ref().map_or("None", OrganisationName::as_str).to_owned()
    }
}

impl Part {
    pub const fn label(self) -> &'static str {
        match self {
            Self::Grant => "Access level",
            Self::Module(module) => module.label(),
            Self::Kind => "Partner kind",
            Self::Organisation => "Organisation",
        }
    }

    /// In the names of a form's fields.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Grant => "grant",
            Self::Module(module) => module.as_str(),
            Self::Kind => "kind",
            Self::Organisation => "organisation",
        }
    }
}

fn module_lines(had: Modules, has: Modules) -> Vec<String> {
    has.iter()
        .filter(|module| !had.contains(*module))
        .map(|module| summary::with_module(module).to_owned())
        .collect()
}

fn admin_lines() -> Vec<String> {
    Grant::Admin.summary().can.iter().map(|line| line.text.to_owned()).collect()
}

/// "Standard: Analytics, Content"
fn grant_words(grant: Grant) -> String {
    match grant {
        Grant::Admin => AccessLevel::Admin.label().to_owned(),
        Grant::Standard { modules } if modules.is_empty() => "Standard, with no Module".to_owned(),
        Grant::Standard { modules } => format!("Standard: {}", names(modules)),
    }
}

fn names(modules: Modules) -> String {
    modules.iter().map(Module::label).collect::<Vec<_>>().join(", ")
}

fn stays(had: Grant, wanted: Grant) -> String {
    match (had, wanted) {
        (Grant::Admin, Grant::Admin) => "Admin.".to_owned(),
        (Grant::Standard { .. }, Grant::Admin) => "All they had is part of it.".to_owned(),
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
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn standard(modules: &[Module]) -> Access {
        Access {
            kind: Some(PartnerKind::Agency),
            organisation: None,
            grant: Grant::standard(modules.iter().copied().collect()),
        }
    }

    fn admin() -> Access {
        Access { grant: Grant::Admin, ..standard(&[]) }
    }

    fn at(access: &Access, organisation: &str) -> Access {
        Access { organisation: OrganisationName::parse(organisation).ok(), ..access.clone() }
    }

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

    #[test]
    fn an_organisation_is_the_same_however_it_is_spelt() {
        let (one, other) = (at(&admin(), "Bright Agency"), at(&admin(), "BRIGHT  agency"));
        assert!(one.is_same(&other) && !one.is_same(&admin()));
        assert!(one.difference(&other).also.is_empty());
        assert!(!admin().is_same(&standard(&[])) && !admin().is_same(&Access { kind: None, ..admin() }));
    }

    #[test]
    fn two_admins_see_who_changed_what() {
        let opened = standard(&[Module::Analytics]);
        let now = at(&standard(&[Module::Analytics, Module::Billing]), "Bright Agency");
        let wanted = at(&standard(&[Module::Content]), "Northlight");
        let lines = opened.lines(&now, &wanted);
        let told: Vec<_> = lines.iter().map(|line| (line.part.label(), line.changed)).collect();
        assert_eq!(
            told,
            [
                ("Analytics", Changed::OnlyYou),
                ("Content", Changed::OnlyYou),
                ("Billing", Changed::OnlyThey),
                ("Organisation", Changed::Both),
            ]
        );
        let last = lines.last().unwrap();
        assert_eq!([&last.opened, &last.now, &last.wanted], ["None", "Bright Agency", "Northlight"]);
        assert_eq!([&lines[0].opened, &lines[0].now, &lines[0].wanted], ["Ticked", "Ticked", "Not ticked"]);
        let merged = wanted.merged(&opened, &now);
        assert_eq!(merged, at(&standard(&[Module::Content, Module::Billing]), "Bright Agency"));
    }

    #[test]
    fn where_a_level_differs_it_is_decided_with_its_modules() {
        let opened = standard(&[Module::Analytics]);
        let wanted = standard(&[Module::Content]);
        let [line] = opened.lines(&admin(), &wanted).try_into().unwrap();
        assert_eq!(
            (line.part, line.part.label(), line.changed),
            (Part::Grant, "Access level", Changed::Both)
        );
        assert_eq!(
            [line.opened, line.now, line.wanted],
            ["Standard: Analytics", "Admin", "Standard: Content"]
        );
        assert_eq!(grant_words(Grant::standard(Modules::NONE)), "Standard, with no Module");
        let mut chosen = admin();
        chosen.take(Part::Grant, &wanted);
        chosen.take(Part::Kind, &Access { kind: None, ..wanted.clone() });
        assert_eq!(chosen, Access { kind: None, ..wanted });
    }

    #[test]
    fn what_both_wanted_stands_already() {
        let both = standard(&[Module::Content]);
        let lines = standard(&[]).lines(&both, &both);
        assert_eq!(lines.iter().map(|line| line.changed).collect::<Vec<_>>(), [Changed::OnlyThey]);
        assert_eq!((Part::Kind.label(), Part::Kind.code()), ("Partner kind", "kind"));
        assert_eq!(
            [Part::Grant, Part::Organisation, Part::Module(Module::Content)].map(Part::code),
            ["grant", "organisation", "content"]
        );
    }

    #[test]
    fn a_refusal_says_how_to_go_on() {
        let meanwhile = Meanwhile { now: admin(), by: "Mina Okafor".to_owned(), at: DateTime::UNIX_EPOCH };
        for (refusal, way) in [
            (EditRefusal::NotIn(PartnerState::Revoked), "their state is Revoked"),
            (EditRefusal::Nothing, "Change something"),
            (EditRefusal::LastAdmin, "Make somebody else an Admin first"),
            (EditRefusal::Meanwhile(Box::new(meanwhile)), "Mina Okafor changed this meanwhile"),
            (EditRefusal::Rehearsal, "Look once more"),
        ] {
            let sentence = refusal.to_string();
            assert!(sentence.contains(way) && sentence.ends_with('.'), "{sentence}");
        }
    }

    fn any_access() -> impl Strategy<Value = Access> {
        let grant = prop_oneof![
            Just(Grant::Admin),
            (0_i64..32).prop_map(|bits| Grant::standard(Modules::from_bits(bits).unwrap()))
        ];
        (0_usize..5, 0_usize..3, grant).prop_map(|(kind, organisation, grant)| Access {
            kind: Some(PartnerKind::ALL[kind]),
            organisation: OrganisationName::parse(["", "Bright Agency", "Northlight"][organisation]).ok(),
            grant,
        })
    }

    proptest! {
        #[test]
        fn a_merge_overwrites_nothing_unseen(opened in any_access(), now in any_access(), wanted in any_access()) {
            let merged = wanted.merged(&opened, &now);
            let lines = opened.lines(&now, &wanted);
            for line in merged.lines(&now, &now) {
                prop_assert!(lines.iter().any(|of| of.part == line.part && of.changed == Changed::OnlyYou));
            }
            if lines.iter().all(|line| line.changed == Changed::OnlyYou) {
                prop_assert!(merged.is_same(&wanted));
            }
        }

        #[test]
        fn nothing_changed_is_no_difference(access in any_access()) {
            let difference = access.difference(&access);
            prop_assert!(difference.gains.is_empty() && difference.loses.is_empty() && difference.also.is_empty());
            prop_assert!(access.lines(&access, &access).is_empty());
        }
    }
}
