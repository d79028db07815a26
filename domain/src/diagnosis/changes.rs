//! **Changes not saving**: what stands between somebody and a saved change to a campaign.

use chrono::{DateTime, Utc};

use super::assets::GivenAsset;
use super::{Diagnosis, Sure};
use crate::access_request::{Offer, Wish};
use crate::asset::{AssetRole, Hold};
use crate::decision::{AssetAction, Question as Asked, Refusal, Subject, reasons};
use crate::grant::Grant;
use crate::id::ChangeRequestId;
use crate::linked::LinkedAdAccount;
use crate::partner::PartnerAction;

/// What is known of somebody whose changes are not saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    pub who: Subject,
    /// Each ad account that they were given, and what they have of it.
    pub ad_accounts: Vec<GivenAsset>,
    pub waiting: Option<Waiting>,
}

/// What they proposed, and nobody decided yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    pub many: u32,
    /// Of the oldest.
    pub request: ChangeRequestId,
    pub campaign: String,
    pub since: DateTime<Utc>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// The decision itself, as it is made when they save.
    Refused(Refusal),
    /// It is kept: an Admin decides it.
    Waits(Waiting),
}

/// What is fine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Check {
    IsIn,
    HasModule,
    /// Of these ad accounts.
    Operates(Vec<String>),
    /// As an Admin.
    ReachesAll,
    OwnAdAccount,
    /// Nobody asks one of them.
    NoOwnAdAccountNeeded,
    NothingWaits,
}

/// What only they can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// Nobody but they can link it.
    LinkOwn,
    /// Whether it is an ad account that they only look at, or that has ended, beside those they operate.
    Another,
    /// What their page says when they save: it names what is missing.
    Sentence,
}

pub type Found = Diagnosis<Finding, Check, Question>;

pub fn diagnose(facts: &Facts) -> Found {
    let why_not = why_not(facts);
    let (mut passed, mut questions) = (Vec::new(), Vec::new());
    let fine = |is_it: fn(&Refusal) -> bool| !why_not.iter().any(is_it);
    if fine(|why| matches!(why, Refusal::NotIn(_))) {
        passed.push(Check::IsIn);
        passed.extend(fine(|why| matches!(why, Refusal::ModuleNotGranted(_))).then_some(Check::HasModule));
        passed.extend(fine(is_of_the_ad_account).then(|| match facts.who.grant {
            Grant::Admin => Check::ReachesAll,
            Grant::Standard { .. } => Check::Operates(facts.operated()),
        }));
        let own = match facts.who.ad_account {
            LinkedAdAccount::NotNeeded => Check::NoOwnAdAccountNeeded,
            LinkedAdAccount::Missing | LinkedAdAccount::Linked(_) => Check::OwnAdAccount,
        };
        passed.extend(fine(|why| matches!(why, Refusal::AdAccount(_))).then_some(own));
    }
    // Whoever has no Campaigns is offered none to link.
    let can_link = fine(|why| matches!(why, Refusal::ModuleNotGranted(_)));
    if can_link && why_not.contains(&Refusal::AdAccount(LinkedAdAccount::Missing)) {
        questions.push(Question::LinkOwn);
    }
    let mut findings: Vec<_> = why_not.into_iter().map(Finding::Refused).collect();
    match &facts.waiting {
        Some(waiting) => findings.push(Finding::Waits(waiting.clone())),
        None => passed.push(Check::NothingWaits),
    }
    let operates =
        !findings.iter().any(|of| matches!(of, Finding::Refused(why) if is_of_the_ad_account(why)));
    if operates && !facts.looked_at().is_empty() {
        questions.push(Question::Another);
    }
    if findings.is_empty() {
        questions.push(Question::Sentence);
    }
    Diagnosis { findings, passed, questions }
}

/// Whether it is what they have of the ad account that is not enough.
const fn is_of_the_ad_account(why: &Refusal) -> bool {
    matches!(why, Refusal::AssetNotGiven | Refusal::AssetEnded(_) | Refusal::OperatorsOnly)
}

/// With the ad account on which least is missing.
fn why_not(facts: &Facts) -> Vec<Refusal> {
    let all = facts.ad_accounts.iter().map(|account| facts.refused(account.hold));
    let why = all.min_by_key(Vec::len).unwrap_or_else(|| facts.refused(Hold::Nothing));
    // Whoever is out is let in first.
    match why.first() {
        Some(out @ Refusal::NotIn(_)) => vec![*out],
        _ => why,
    }
}

impl Facts {
    /// That an Admin approves is no reason why nothing is saved.
    fn refused(&self, hold: Hold) -> Vec<Refusal> {
        let mut why = reasons(self.who, Asked::With(AssetAction::ChangeCampaigns, hold));
        why.retain(|why| *why != Refusal::NeedsApproval);
        why
    }

    fn operated(&self) -> Vec<String> {
        let can = |hold| !self.refused(hold).iter().any(is_of_the_ad_account);
        self.ad_accounts.iter().filter(|of| can(of.hold)).map(|of| of.name.as_str().to_owned()).collect()
    }

    /// What would mend it for whoever it is about: each by itself. Nothing where they or an Admin have to do something else.
    pub fn offers(&self, finding: &Finding) -> Vec<Offer> {
        let Finding::Refused(why) = finding else { return Vec::new() };
        match why {
            Refusal::ModuleNotGranted(module) => vec![Offer::For(Wish::Module(*module))],
            Refusal::AssetNotGiven => vec![Offer::ByName(AssetRole::Operator)],
            Refusal::AssetEnded(_) => self.operator_of(|hold| matches!(hold, Hold::Ended(_))),
            Refusal::OperatorsOnly => self.operator_of(|hold| hold == Hold::Role(AssetRole::Analyst)),
            Refusal::NotIn(_) | Refusal::AdminsOnly(_) | Refusal::AdAccount(_) | Refusal::NeedsApproval => {
                Vec::new()
            }
        }
    }

    /// The same of what only they can tell.
    pub fn offers_for(&self, question: Question) -> Vec<Offer> {
        match question {
            Question::Another => self.looked_at(),
            Question::LinkOwn | Question::Sentence => Vec::new(),
        }
    }

    fn looked_at(&self) -> Vec<Offer> {
        match self.who.grant {
            Grant::Admin => Vec::new(),
            Grant::Standard { .. } => {
                self.operator_of(|hold| matches!(hold, Hold::Ended(_) | Hold::Role(AssetRole::Analyst)))
            }
        }
    }

    fn operator_of(&self, is: fn(Hold) -> bool) -> Vec<Offer> {
        let those = self.ad_accounts.iter().filter(|account| is(account.hold));
        those.map(|account| Offer::For(account.wish(AssetRole::Operator))).collect()
    }
}

impl Finding {
    pub const fn sure(&self) -> Sure {
        match self {
            Self::Refused(_) => Sure::Certain,
            Self::Waits(_) => Sure::AlmostCertain,
        }
    }

    /// What an Admin presses; nothing where another page mends it.
    pub const fn mends(&self) -> &'static [PartnerAction] {
        match self {
            Self::Refused(
                Refusal::ModuleNotGranted(_)
                | Refusal::AssetNotGiven
                | Refusal::AssetEnded(_)
                | Refusal::OperatorsOnly,
            ) => &[PartnerAction::Edit],
            Self::Refused(
                Refusal::NotIn(_) | Refusal::AdminsOnly(_) | Refusal::AdAccount(_) | Refusal::NeedsApproval,
            )
            | Self::Waits(_) => &[],
        }
    }
}

#[cfg(test)]
#[path = "changes_tests.rs"]
mod tests;
