//! Where two Admins who edit at once differ, part by part, and what comes of both.

use serde::{Deserialize, Serialize};

use super::{Access, grant_words};
use crate::access::Module;
use crate::grant::Grant;

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

impl Access {
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::{admin, any_access, at, standard};
    use super::*;
    use crate::access::Modules;

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
    }
}
