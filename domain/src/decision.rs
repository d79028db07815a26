//! **The decision**: what somebody may do, or every reason why not.
//!
//! [`decide`] is the one place where that is decided (DOMAIN 2). The server obeys it; the browser calls the same function
//! to hide what can't be done; **Explain** and Help tell its reasons. A new thing to do is a new [`Action`] or
//! [`AssetAction`]: the matches below then stop compiling until it is decided.

mod abilities;
mod action;
mod refusal;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub use self::abilities::Abilities;
pub use self::action::{Action, AdminAction, AssetAction};
pub use self::refusal::{Refusal, Speaking};
use crate::access::Module;
use crate::asset::{AssetRole, Hold};
use crate::grant::Grant;
use crate::linked::LinkedAdAccount;
use crate::partner::PartnerState;

/// Somebody, as they stand at one moment: all that a decision depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The end of the whole access has had its say in it.
    pub state: PartnerState,
    pub grant: Grant,
    pub ad_account: LinkedAdAccount,
}

/// What is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// Something that is about no single Asset.
    Here(Action),
    /// Something with an Asset, of which they have this.
    With(AssetAction, Hold),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Decision {
    Allowed,
    Refused(Refusal),
}

/// The word before its sentences. In order: of several reasons the last one stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Verdict {
    Yes,
    /// It may be proposed: it becomes a Change request.
    WithApproval,
    /// Nobody has to give anything more: they have to do something, or wait.
    NotNow,
    No,
}

impl Subject {
    /// A Member of whom only the Grant counts: nothing that is about no single Asset asks for more.
    const fn within(grant: Grant) -> Self {
        Self { state: PartnerState::Active, grant, ad_account: LinkedAdAccount::NotNeeded }
    }
}

/// Whether they may do it.
pub fn decide(who: Subject, what: Question) -> Decision {
    checks(who, what).next().map_or(Decision::Allowed, Decision::Refused)
}

/// Every reason why not, in the order in which they have to be mended. None: they may do it.
pub fn reasons(who: Subject, what: Question) -> Vec<Refusal> {
    checks(who, what).collect()
}

/// The first is the decision.
fn checks(who: Subject, what: Question) -> impl Iterator<Item = Refusal> {
    let state = (who.state != PartnerState::Active).then_some(Refusal::NotIn(who.state));
    // Whoever may not do it anyway is not sent to link an ad account for it.
    let ad_account =
        (needs_ad_account(what) && !who.ad_account.is_enough()).then_some(Refusal::AdAccount(who.ad_account));
    let of_grant = match (who.grant, admins(what)) {
        // DOMAIN 2: an Admin has every Module and every Asset.
        (Grant::Admin, _) => [None, None, ad_account, None],
        (Grant::Standard { .. }, Some(action)) => [Some(Refusal::AdminsOnly(action)), None, None, None],
        (Grant::Standard { modules }, None) => [
            what.module().filter(|module| !modules.contains(*module)).map(Refusal::ModuleNotGranted),
            asset(what),
            ad_account,
            is_proposed(what).then_some(Refusal::NeedsApproval),
        ],
    };
    state.into_iter().chain(of_grant.into_iter().flatten())
}

/// What Standard access never opens.
const fn admins(what: Question) -> Option<AdminAction> {
    match what {
        Question::Here(Action::Admin(action)) => Some(action),
        Question::With(AssetAction::ChangeBilling, _) => Some(AdminAction::ChangeBilling),
        Question::Here(_) | Question::With(..) => None,
    }
}

impl Question {
    /// The Module that it is part of.
    pub const fn module(self) -> Option<Module> {
        match self {
            Self::Here(Action::See(module)) => Some(module),
            Self::Here(Action::Admin(AdminAction::ChangeBilling)) => Some(Module::Billing),
            Self::Here(Action::SeeMembers | Action::AskHelp | Action::Admin(_)) => None,
            Self::With(action, _) => match action {
                AssetAction::See => None,
                AssetAction::SeeFigures => Some(Module::Analytics),
                AssetAction::SeeCampaigns | AssetAction::ChangeCampaigns => Some(Module::Campaigns),
                AssetAction::SeePosts | AssetAction::Post => Some(Module::Content),
                AssetAction::Open | AssetAction::ChangeContents => Some(Module::Assets),
                AssetAction::SeeBilling | AssetAction::ChangeBilling => Some(Module::Billing),
            },
        }
    }
}

/// What is missing on the Asset itself.
const fn asset(what: Question) -> Option<Refusal> {
    let Question::With(action, hold) = what else { return None };
    match hold {
        Hold::Nothing => Some(Refusal::AssetNotGiven),
        Hold::Ended(end) => Some(Refusal::AssetEnded(end)),
        Hold::Role(AssetRole::Operator) => None,
        Hold::Role(AssetRole::Analyst) => match action {
            AssetAction::ChangeCampaigns | AssetAction::Post | AssetAction::ChangeContents => {
                Some(Refusal::OperatorsOnly)
            }
            AssetAction::See
            | AssetAction::SeeFigures
            | AssetAction::SeeCampaigns
            | AssetAction::SeePosts
            | AssetAction::Open
            | AssetAction::SeeBilling
            | AssetAction::ChangeBilling => None,
        },
    }
}

/// What a Standard Operator proposes and an Admin approves `[seed]`. An influencer posts without (DOMAIN 2).
const fn is_proposed(what: Question) -> bool {
    matches!(what, Question::With(AssetAction::ChangeCampaigns | AssetAction::ChangeContents, _))
}

/// Changes to campaigns and to content (DOMAIN 6).
const fn needs_ad_account(what: Question) -> bool {
    matches!(what, Question::With(AssetAction::ChangeCampaigns | AssetAction::Post, _))
}

impl Grant {
    /// Whether a Member who has this Grant may do something that is about no single Asset.
    pub fn allows(self, action: impl Into<Action>) -> Decision {
        decide(Subject::within(self), Question::Here(action.into()))
    }

    /// Whether a Member who has this Grant changes campaigns of an ad account that they operate; an ad account of their own
    /// aside.
    pub fn changes_campaigns(self) -> Decision {
        decide(
            Subject::within(self),
            Question::With(AssetAction::ChangeCampaigns, Hold::Role(AssetRole::Operator)),
        )
    }

    /// Why a Member who has this Grant can't save changes that it lets them propose or post with some Asset, where an ad
    /// account of their own is all that is missing.
    pub fn held_up_by(self, ad_account: LinkedAdAccount) -> Option<Refusal> {
        let who = Subject { ad_account, ..Subject::within(self) };
        let refusal = Refusal::AdAccount(ad_account);
        let alone = |action| {
            let reasons = reasons(who, Question::With(action, Hold::Role(AssetRole::Operator)));
            reasons.contains(&refusal)
                && reasons.iter().all(|reason| *reason == refusal || *reason == Refusal::NeedsApproval)
        };
        AssetAction::ALL.into_iter().any(alone).then_some(refusal)
    }
}

impl Decision {
    pub const fn is_allowed(self) -> bool {
        matches!(self, Self::Allowed)
    }

    /// For `?`.
    ///
    /// # Errors
    ///
    /// The [`Refusal`], where there is one.
    pub const fn into_result(self) -> Result<(), Refusal> {
        match self {
            Self::Allowed => Ok(()),
            Self::Refused(refusal) => Err(refusal),
        }
    }
}

impl Verdict {
    /// What all the reasons come to.
    pub fn of(reasons: &[Refusal]) -> Self {
        reasons.iter().map(|reason| reason.verdict()).max().unwrap_or(Self::Yes)
    }

    /// Plainly yes or no first.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Yes => "Yes",
            Self::WithApproval => "Yes, with approval",
            Self::NotNow => "No, not yet",
            Self::No => "No",
        }
    }
}
