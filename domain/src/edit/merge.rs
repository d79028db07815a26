//! Where two Admins who edit at once differ, part by part, and what comes of both.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Access, assets};
use crate::access::Module;
use crate::asset::TargetId;
use crate::grant::Grant;

/// A part of [`Access`] that is decided by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// Level, Modules and Assets together, where a level is among what differs.
    Grant,
    Module(Module),
    /// What is given of one Asset or group.
    Asset(TargetId),
    /// When the whole access ends.
    Ends,
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
    pub label: String,
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
        let mut part = |part: Part, label: &str, words: [String; 3], same: &dyn Fn(&Self, &Self) -> bool| {
            let changed = match (same(self, now), same(self, wanted), same(now, wanted)) {
                (true, true, _) => return,
                // Where both changed it to the same nothing is left to decide: it stands already.
                (false, true, _) | (false, false, true) => Changed::OnlyThey,
                (true, false, _) => Changed::OnlyYou,
                (false, false, false) => Changed::Both,
            };
            let [opened, now, wanted] = words;
            lines.push(Line { part, label: label.to_owned(), changed, opened, now, wanted });
        };
        if all.iter().any(|access| access.grant == Grant::Admin) {
            let words = all.map(Self::given_words);
            part(Part::Grant, "Access level", words, &|one, other| {
                one.grant == other.grant && one.assets().is_same(other.assets()) && one.ends() == other.ends()
            });
        } else {
            for module in Module::ALL {
                let has = move |access: &Self| access.grant.modules().contains(module);
                let words = all.map(|access| if has(access) { "Ticked" } else { "Not ticked" }.to_owned());
                part(Part::Module(module), module.label(), words, &move |one, other| has(one) == has(other));
            }
            for target in assets::targets(all.map(Self::assets)) {
                let id = target.id();
                let words = all.map(|access| assets::terms(access.assets(), id));
                part(Part::Asset(id), target.name(), words, &move |one, other| {
                    assets::is_same(one.assets().get(id), other.assets().get(id))
                });
            }
            part(Part::Ends, "Access ends", all.map(Self::end_words), &|one, other| {
                one.ends() == other.ends()
            });
        }
        part(Part::Kind, "Partner kind", all.map(Self::kind_words), &|one, other| one.kind == other.kind);
        let organisations = all.map(Self::organisation_words);
        part(Part::Organisation, "Organisation", organisations, &Self::same_organisation);
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
            Part::Grant => {
                self.grant = other.grant;
                self.assets = other.assets().clone();
                self.ends = other.ends();
            }
            Part::Ends => self.ends = other.ends(),
            Part::Module(module) => {
                let own = self.grant.modules();
                let has = other.grant.modules().contains(module);
                self.grant = Grant::standard(if has { own.with(module) } else { own.without(module) });
            }
            Part::Asset(target) => self.assets.take(target, other.assets()),
            Part::Kind => self.kind = other.kind,
            Part::Organisation => self.organisation.clone_from(&other.organisation),
        }
    }
}

/// In the names and values of a form's fields: `grant`, `content`, `asset-0197…`.
impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Grant => f.write_str("grant"),
            Self::Module(module) => f.write_str(module.as_str()),
            Self::Asset(TargetId::Asset(id)) => write!(f, "asset-{id}"),
            Self::Asset(TargetId::Group(id)) => write!(f, "group-{id}"),
            Self::Ends => f.write_str("ends"),
            Self::Kind => f.write_str("kind"),
            Self::Organisation => f.write_str("organisation"),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::difference::grant_words;
    use super::super::tests::{admin, any_access, at, standard};
    use super::*;
    use crate::access::Modules;

    #[test]
    fn two_admins_see_who_changed_what() {
        let opened = standard(&[Module::Analytics]);
        let now = at(&standard(&[Module::Analytics, Module::Billing]), "Bright Agency");
        let wanted = at(&standard(&[Module::Content]), "Northlight");
        let lines = opened.lines(&now, &wanted);
        let told: Vec<_> = lines.iter().map(|line| (line.label.as_str(), line.changed)).collect();
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
            (line.part, line.label.as_str(), line.changed),
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
        let parts = [Part::Grant, Part::Kind, Part::Organisation, Part::Module(Module::Content)];
        assert_eq!(parts.map(|part| part.to_string()), ["grant", "kind", "organisation", "content"]);
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
