//! **Access requests** (DOMAIN 1): what a partner asks for, and the smallest grant that would allow it.

use std::fmt;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::access::{AccessLevel, Module, Modules};
use crate::asset::{AssetGrant, AssetGrantRefusal, AssetGrants, AssetRole, AssetTarget, Hold, TargetId};
use crate::edit::{Access, EditRefusal};
use crate::grant::Grant;
use crate::name::AssetName;

/// As many of one partner can wait for an answer at a time.
pub const MOST_WAITING: usize = 10;

/// Something that can be given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Wish {
    /// The access level.
    Admin,
    Module(Module),
    Asset {
        target: AssetTarget,
        role: AssetRole,
    },
}

/// What somebody asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ask {
    For(Wish),
    /// An Asset that was never shared with them: whether it is here is for Admins to know.
    Named {
        name: AssetName,
        role: AssetRole,
    },
}

/// What somebody who misses something is offered to ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Offer {
    For(Wish),
    /// They type what it is called.
    ByName(AssetRole),
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AccessRequestState {
    Waiting,
    Granted,
    Declined,
}

/// Why it was not asked for, or not answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum AccessRequestRefusal {
    #[error("That is not missing any more. This is how it stands now.")]
    NotMissing,
    #[error("{MOST_WAITING} of your requests wait for an answer. Wait until an Admin has given one.")]
    TooManyWait,
    #[error(
        "Nobody waits for this answer any more: somebody gave one, or they have it by now. Nothing was changed."
    )]
    NotWaiting,
    #[error("Say why, in a sentence: they read it as your answer.")]
    NoReason,
    /// What was shown is not what would happen.
    #[error(
        "Something changed since you looked, and nothing is granted yet. Look once more at what it would allow."
    )]
    ShownAnother,
    #[error(
        "Who is an Admin can remove you, so nobody becomes one by a single click. Choose Edit, which says what it means."
    )]
    ByEdit,
    #[error(transparent)]
    Edit(#[from] EditRefusal),
}

impl Wish {
    /// What somebody would have with it and no more. `hold` is what they have of the Asset by every way.
    ///
    /// # Errors
    ///
    /// [`AssetGrantRefusal::TooMany`].
    pub fn smallest(
        &self,
        has: &Access,
        hold: Hold,
        now: DateTime<Utc>,
    ) -> Result<Access, AssetGrantRefusal> {
        let mut with = has.clone();
        match (has.grant, self) {
            (Grant::Admin, _) => {}
            (Grant::Standard { .. }, Self::Admin) => with.grant = Grant::Admin,
            (Grant::Standard { modules }, Self::Module(module)) => {
                with.grant = Grant::standard(modules.with(*module));
            }
            (Grant::Standard { modules }, Self::Asset { target, role }) => {
                with.grant = Grant::standard(modules_for(modules, target, *role));
                if !suffices(hold, *role) {
                    with = with.with_assets(given(has.assets(), target, *role, now)?);
                }
            }
        }
        Ok(with)
    }

    /// Whether somebody has it who has this. What comes to them by a group is not seen from here.
    pub fn is_met_by(&self, has: &Access, now: DateTime<Utc>) -> bool {
        self.smallest(has, Hold::Nothing, now).is_ok_and(|with| with.is_same(has))
    }

    pub const fn asset(&self) -> Option<TargetId> {
        match self {
            Self::Asset { target, .. } => Some(target.id()),
            Self::Admin | Self::Module(_) => None,
        }
    }

    fn key(&self) -> String {
        match self {
            Self::Admin => "admin".to_owned(),
            Self::Module(module) => format!("module {}", module.as_str()),
            Self::Asset { target, role } => {
                let (sort, id) = match target.id() {
                    TargetId::Asset(id) => ("asset", id.uuid()),
                    TargetId::Group(id) => ("group", id.uuid()),
                };
                format!("{sort} {} {id}", role.as_str())
            }
        }
    }
}

const fn suffices(hold: Hold, role: AssetRole) -> bool {
    match (hold, role) {
        (Hold::Role(AssetRole::Operator), _) | (Hold::Role(AssetRole::Analyst), AssetRole::Analyst) => true,
        (Hold::Role(AssetRole::Analyst), AssetRole::Operator) | (Hold::Nothing | Hold::Ended(_), _) => false,
    }
}

/// Whoever operates an Asset does it in a Module; what is in a group may be of any.
const fn modules_for(modules: Modules, target: &AssetTarget, role: AssetRole) -> Modules {
    match (role, target) {
        (AssetRole::Operator, AssetTarget::Asset { kind, .. }) => modules.with(kind.operated_in()),
        (AssetRole::Operator, AssetTarget::Group { .. }) | (AssetRole::Analyst, _) => modules,
    }
}

/// With that role on it. What stands keeps its end and its purpose; what has ended begins anew, without an end.
fn given(
    assets: &AssetGrants,
    target: &AssetTarget,
    role: AssetRole,
    now: DateTime<Utc>,
) -> Result<AssetGrants, AssetGrantRefusal> {
    let given = match assets.get(target.id()) {
        Some(had) if had.stands(now) => AssetGrant { role: had.role.max(role), ..had.clone() },
        Some(had) => AssetGrant { role, ends: None, ..had.clone() },
        None => AssetGrant { target: target.clone(), role, purpose: None, ends: None },
    };
    let others = assets.iter().filter(|grant| grant.target.id() != target.id()).cloned();
    AssetGrants::new(others.chain([given]))
}

impl Ask {
    /// One and the same, however the Asset is called by now.
    pub fn key(&self) -> String {
        match self {
            Self::For(wish) => wish.key(),
            Self::Named { name, role } => format!("named {} {}", role.as_str(), name.key()),
        }
    }

    /// Whether somebody has it who has this. Which Asset a name means is not seen from here; an Admin has it in any case.
    pub fn is_met_by(&self, has: &Access, now: DateTime<Utc>) -> bool {
        match self {
            Self::For(wish) => wish.is_met_by(has, now),
            Self::Named { .. } => has.grant == Grant::Admin,
        }
    }

    /// Whether a change that was made to answer it does: where a name was typed, whoever made it knows which Asset or group
    /// is meant, so any does that they did not have in that role.
    pub fn is_answered_by(&self, had: &Access, has: &Access, now: DateTime<Utc>) -> bool {
        let Self::Named { role, .. } = self else { return self.is_met_by(has, now) };
        let holds = |given: Option<&AssetGrant>| given.is_some_and(|of| of.stands(now) && of.role >= *role);
        let newly = |of: &AssetGrant| holds(Some(of)) && !holds(had.assets().get(of.target.id()));
        self.is_met_by(has, now) || has.assets().iter().any(newly)
    }

    /// Without what was typed: a subject of a mail holds nothing that a partner wrote.
    pub fn subject(&self) -> String {
        match self {
            Self::For(wish) => wish.to_string(),
            Self::Named { role, .. } => format!("an Asset as {}", role.label()),
        }
    }
}

impl Offer {
    /// Whether what has that code is asked for by a name that is typed.
    pub fn takes_name(key: &str) -> bool {
        AssetRole::ALL.into_iter().any(|role| Self::ByName(role).key() == key)
    }

    /// Whether that is what was asked for here.
    pub fn is_of(&self, ask: &Ask) -> bool {
        match (self, ask) {
            (Self::For(offered), Ask::For(wish)) => offered.key() == wish.key(),
            (Self::ByName(offered), Ask::Named { role, .. }) => offered == role,
            (Self::For(_), Ask::Named { .. }) | (Self::ByName(_), Ask::For(_)) => false,
        }
    }

    /// The code in forms.
    pub fn key(&self) -> String {
        match self {
            Self::For(wish) => wish.key(),
            Self::ByName(role) => format!("named {}", role.as_str()),
        }
    }
}

/// Goes on after "asks for".
impl fmt::Display for Wish {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Admin => write!(f, "the access level {}", AccessLevel::Admin.label()),
            Self::Module(module) => write!(f, "the Module {}", module.label()),
            Self::Asset { target, role } => write!(f, "{} as {}", target.spelt(), role.label()),
        }
    }
}

/// Goes on after "asks for".
impl fmt::Display for Ask {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::For(wish) => wish.fmt(f),
            Self::Named { name, role } => write!(f, "“{}” as {}", name.as_str(), role.label()),
        }
    }
}

impl AccessRequestState {
    pub const ALL: [Self; 3] = [Self::Waiting, Self::Granted, Self::Declined];

    /// The code in rows.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Granted => "granted",
            Self::Declined => "declined",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == code)
    }
}

#[cfg(test)]
#[path = "access_request_tests.rs"]
mod tests;
