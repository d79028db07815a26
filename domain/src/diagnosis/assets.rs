//! **Assets are not showing up**: what somebody was given, what it opens, and what was taken from them.

mod offers;

use chrono::{DateTime, TimeDelta, Utc};

use super::{Diagnosis, Sure};
use crate::access::{Module, Modules};
use crate::asset::{AssetKind, AssetTarget, Hold, TargetId};
use crate::decision::{Abilities, Subject};
use crate::end::EndDate;
use crate::grant::Grant;
use crate::id::{AssetGroupId, AssetId};
use crate::name::AssetName;
use crate::partner::{PartnerAction, PartnerState};

/// What was taken longer ago is hardly what somebody misses today.
pub const RECENT: TimeDelta = TimeDelta::days(90);

/// What is known of somebody who does not see what they should; all of it is theirs to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    pub who: Subject,
    /// Each Asset that something they were given leads to.
    pub assets: Vec<GivenAsset>,
    pub groups: Vec<GivenGroup>,
    /// What they had within [`RECENT`], the newest first.
    pub taken: Vec<Taken>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenAsset {
    pub id: AssetId,
    pub name: AssetName,
    pub kind: AssetKind,
    pub hold: Hold,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenGroup {
    pub id: AssetGroupId,
    pub name: String,
    /// Nothing is in it.
    pub is_empty: bool,
}

/// What somebody reached once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    pub target: TargetId,
    /// As it was called then.
    pub name: String,
    /// What it is now, where it is still registered here.
    pub now: Option<AssetTarget>,
    pub how: TakenBy,
    pub by: String,
    pub at: DateTime<Utc>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TakenBy {
    /// **Edit** of what they have.
    Edit,
    /// It was taken out of this group, which they have.
    LeavingGroup(String),
    /// It is not registered here any more, or the group is no group any more.
    Removal,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    NotIn(PartnerState),
    NothingRegistered,
    /// No Asset and no group, with these Modules.
    NothingGiven(Modules),
    /// Their last day of these is over.
    Ended(Vec<(String, EndDate)>),
    EmptyGroup(GivenGroup),
    /// None of the Modules that would open these.
    NoModule {
        modules: Modules,
        assets: Vec<String>,
    },
    Taken(Taken),
}

/// What is fine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Check {
    IsIn,
    /// As an Admin.
    ReachesAll,
    /// These, each opened by some Module.
    Reaches(Vec<String>),
    NothingEnded,
    NothingTaken,
}

/// What only they can tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// Whether it is one of these, which nobody gave them.
    OneOf(Vec<AssetTarget>),
    /// Whether it is one that was never shared with them: only they know which.
    Another,
    /// Whether they miss what one of these Modules would open.
    MoreModules(Modules),
    /// Whether it is here that they look: TikTok gives its Assets itself.
    OnTikTok,
}

pub type Found = Diagnosis<Finding, Check, Question>;

/// For an Admin, who knows what is registered here and not given to them: `others`.
pub fn diagnose(facts: &Facts, others: &[AssetTarget]) -> Found {
    look(facts, Some(others))
}

/// For whoever it is about.
pub fn diagnose_own(facts: &Facts) -> Found {
    look(facts, None)
}

fn look(facts: &Facts, others: Option<&[AssetTarget]>) -> Found {
    let state = facts.who.state;
    if state != PartnerState::Active {
        return Diagnosis {
            findings: vec![Finding::NotIn(state)],
            passed: Vec::new(),
            questions: Vec::new(),
        };
    }
    let findings: Vec<_> = match facts.who.grant {
        Grant::Admin => facts.unregistered(others).into_iter().collect(),
        Grant::Standard { .. } => {
            facts.lacking(others).chain(facts.taken_still().map(Finding::Taken)).collect()
        }
    };
    let mut questions = facts.questions(others.unwrap_or_default());
    let asks_by_name =
        facts.who.grant != Grant::Admin && !findings.iter().any(|of| matches!(of, Finding::NothingGiven(_)));
    if others.is_none() && asks_by_name {
        questions.insert(0, Question::Another);
    }
    Diagnosis { passed: facts.fine(&findings), questions, findings }
}

impl Facts {
    /// Names what was taken and is still here.
    pub fn name_what_is_here(&mut self, registered: &[AssetTarget]) {
        for taken in &mut self.taken {
            taken.now = registered.iter().find(|target| target.id() == taken.target).cloned();
        }
    }

    fn unregistered(&self, others: Option<&[AssetTarget]>) -> Option<Finding> {
        let nothing = self.assets.is_empty() && others.is_some_and(<[_]>::is_empty);
        nothing.then_some(Finding::NothingRegistered)
    }

    /// What keeps something that they were given, or should have been, from showing.
    fn lacking(&self, others: Option<&[AssetTarget]>) -> impl Iterator<Item = Finding> {
        let nothing_given = (self.assets.is_empty() && self.groups.is_empty())
            .then(|| Finding::NothingGiven(self.who.grant.modules()));
        let empty = self.groups.iter().filter(|group| group.is_empty).cloned().map(Finding::EmptyGroup);
        let ended: Vec<_> = self.assets.iter().filter_map(GivenAsset::ended).collect();
        let ended = (!ended.is_empty()).then_some(Finding::Ended(ended));
        self.unregistered(others)
            .or(nothing_given)
            .into_iter()
            .chain(ended)
            .chain(empty)
            .chain(self.unopened())
    }

    /// One for each set of Modules that is missing.
    fn unopened(&self) -> Vec<Finding> {
        let mut found: Vec<(Modules, Vec<String>)> = Vec::new();
        for asset in self.reached() {
            let abilities = self.abilities(asset);
            if !abilities.is_only_seen() {
                continue;
            }
            let missing = abilities.missing_modules().with_page_or_all();
            match found.iter_mut().find(|(modules, _)| *modules == missing) {
                Some((_, assets)) => assets.push(asset.called()),
                None => found.push((missing, vec![asset.called()])),
            }
        }
        found.into_iter().map(|(modules, assets)| Finding::NoModule { modules, assets }).collect()
    }

    fn reached(&self) -> impl Iterator<Item = &GivenAsset> {
        self.assets.iter().filter(|asset| matches!(asset.hold, Hold::Role(_)))
    }

    /// Those of which some Module opens something, and what.
    fn opened(&self) -> impl Iterator<Item = (&GivenAsset, Abilities)> {
        let with = |asset| (asset, self.abilities(asset));
        self.reached().map(with).filter(|(_, abilities)| !abilities.is_only_seen())
    }

    fn abilities(&self, asset: &GivenAsset) -> Abilities {
        self.who.grant.abilities(asset.kind, asset.hold)
    }

    /// What was taken and did not come back since; of several times the newest.
    fn taken_still(&self) -> impl Iterator<Item = Taken> {
        let earlier = |at: usize, target| self.taken.iter().take(at).any(|newer| newer.target == target);
        let still = self.taken.iter().enumerate();
        still
            .filter(move |(at, taken)| !self.have(taken) && !earlier(*at, taken.target))
            .map(|(_, taken)| taken.clone())
    }

    fn have(&self, taken: &Taken) -> bool {
        // What was registered anew is another, of the same name.
        let removed = taken.how == TakenBy::Removal;
        let again = |name: &str| removed && name == taken.name;
        match taken.target {
            TargetId::Asset(id) => {
                self.assets.iter().any(|asset| asset.id == id || again(asset.name.as_str()))
            }
            TargetId::Group(id) => self.groups.iter().any(|group| group.id == id || again(&group.name)),
        }
    }

    fn fine(&self, findings: &[Finding]) -> Vec<Check> {
        let mut passed = vec![Check::IsIn];
        if self.who.grant == Grant::Admin {
            passed.extend(findings.is_empty().then_some(Check::ReachesAll));
            return passed;
        }
        let opened: Vec<_> = self.opened().map(|(asset, _)| asset.called()).collect();
        passed.extend((!opened.is_empty()).then_some(Check::Reaches(opened)));
        let none = |is: fn(&Finding) -> bool| !findings.iter().any(is);
        passed.extend(none(|of| matches!(of, Finding::Ended(_))).then_some(Check::NothingEnded));
        passed.extend(none(|of| matches!(of, Finding::Taken(_))).then_some(Check::NothingTaken));
        passed
    }

    fn questions(&self, others: &[AssetTarget]) -> Vec<Question> {
        let mut questions = Vec::new();
        if let Grant::Standard { modules } = self.who.grant {
            questions.extend((!others.is_empty()).then(|| Question::OneOf(others.to_vec())));
            let missing: Modules = if self.assets.is_empty() {
                Module::ALL.into_iter().filter(|module| !modules.contains(*module)).collect()
            } else {
                self.opened().flat_map(|(_, abilities)| abilities.missing_modules().iter()).collect()
            };
            let missing = missing.with_page();
            questions.extend((!missing.is_empty()).then_some(Question::MoreModules(missing)));
        }
        questions.push(Question::OnTikTok);
        questions
    }
}

impl GivenAsset {
    fn called(&self) -> String {
        self.name.as_str().to_owned()
    }

    fn ended(&self) -> Option<(String, EndDate)> {
        match self.hold {
            Hold::Ended(end) => Some((self.called(), end)),
            Hold::Nothing | Hold::Role(_) => None,
        }
    }
}

impl Finding {
    pub const fn sure(&self) -> Sure {
        match self {
            Self::NotIn(_)
            | Self::NothingRegistered
            | Self::NothingGiven(_)
            | Self::Ended(_)
            | Self::EmptyGroup(_)
            | Self::NoModule { .. } => Sure::Certain,
            Self::Taken(_) => Sure::AlmostCertain,
        }
    }

    /// What an Admin presses; nothing where another page mends it.
    pub const fn mends(&self) -> &'static [PartnerAction] {
        match self {
            Self::NothingGiven(_) | Self::Ended(_) | Self::NoModule { .. } => &[PartnerAction::Edit],
            Self::Taken(taken) => match taken.how {
                TakenBy::Edit | TakenBy::LeavingGroup(_) => &[PartnerAction::Edit],
                TakenBy::Removal => &[],
            },
            Self::NotIn(_) | Self::NothingRegistered | Self::EmptyGroup(_) => &[],
        }
    }
}

#[cfg(test)]
#[path = "assets_tests.rs"]
mod tests;
