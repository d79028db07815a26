//! Access to single Assets and Asset groups: the part of a Grant that names them (DOMAIN 1 and 2).

use std::fmt;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::AssetKind;
use crate::access::{Module, Modules};
use crate::end::{EndDate, LastDay};
use crate::id::{AssetGroupId, AssetId};
use crate::name::{AssetGroupName, AssetName, Purpose};

/// How far access to an Asset goes. Ordered: of several the strongest counts (DOMAIN 2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AssetRole {
    Analyst,
    Operator,
}

/// What is given: one Asset, or a group with all that is in it now and later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AssetTarget {
    Asset { id: AssetId, kind: AssetKind, name: AssetName },
    Group { id: AssetGroupId, name: AssetGroupName },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum TargetId {
    Asset(AssetId),
    Group(AssetGroupId),
}

/// A role on one Asset or group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssetGrant {
    pub target: AssetTarget,
    pub role: AssetRole,
    pub purpose: Option<Purpose>,
    /// None: until somebody takes it away.
    pub ends: Option<EndDate>,
}

/// Roles on any number of Assets and groups, each named once; by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<AssetGrant>", into = "Vec<AssetGrant>")]
pub struct AssetGrants(Vec<AssetGrant>);

/// Why Assets could not be given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum AssetGrantRefusal {
    #[error("{0} is in the list twice. Take one of them out.")]
    Twice(String),
    #[error(
        "A partner can be given 100 Assets and groups. Put some into an Asset group, and give them that."
    )]
    TooMany,
    #[error("{0} is not registered here any more. Take it out of the list.")]
    NotHere(String),
}

impl AssetRole {
    /// Least first.
    pub const ALL: [Self; 2] = [Self::Analyst, Self::Operator];

    /// The code in rows and forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Analyst => "analyst",
            Self::Operator => "operator",
        }
    }

    pub const fn label(self) -> &'static str {
        match self {
            Self::Analyst => "Analyst",
            Self::Operator => "Operator",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == code)
    }
}

impl AssetTarget {
    pub const fn id(&self) -> TargetId {
        match self {
            Self::Asset { id, .. } => TargetId::Asset(*id),
            Self::Group { id, .. } => TargetId::Group(*id),
        }
    }

    pub fn name(&self) -> &str {
        match self {
            Self::Asset { name, .. } => name.as_str(),
            Self::Group { name, .. } => name.as_str(),
        }
    }

    /// What it is: `Ad account`, `Asset group`.
    pub const fn sort(&self) -> &'static str {
        match self {
            Self::Asset { kind, .. } => kind.label(),
            Self::Group { .. } => "Asset group",
        }
    }

    /// As forms spell it, so that no two are spelt alike: "Halcyon EU (Ad account)".
    pub fn spelt(&self) -> String {
        format!("{} ({})", self.name(), self.sort())
    }

    /// What a role on it lets somebody do.
    pub const fn opens(&self, role: AssetRole) -> &'static str {
        match (role, self) {
            (AssetRole::Operator, Self::Group { .. }) => "see, and propose or post",
            (AssetRole::Analyst, Self::Group { .. }) => "see",
            (role, Self::Asset { kind, .. }) => kind.opens(role),
        }
    }

    pub(crate) fn key(&self) -> (String, TargetId) {
        let key = match self {
            Self::Asset { name, .. } => name.key(),
            Self::Group { name, .. } => name.key(),
        };
        (key, self.id())
    }
}

/// What an Operator of a group can do, whatever is in it; none where no Module is lacking.
fn of_a_group(modules: Modules) -> Option<&'static str> {
    let proposes = modules.contains(Module::Campaigns) || modules.contains(Module::Assets);
    match (proposes, modules.contains(Module::Content)) {
        (true, true) => None,
        (true, false) => Some("see and propose"),
        (false, true) => Some("see and post"),
        (false, false) => Some("see, and more once the Module Campaigns, Content or Assets is granted"),
    }
}

impl AssetGrant {
    /// Whether it counts: not after its end.
    pub fn stands(&self, now: DateTime<Utc>) -> bool {
        self.ends.is_none_or(|end| !end.is_over(now))
    }

    /// However the Asset is called by now.
    pub fn is_same(&self, other: &Self) -> bool {
        self.target.id() == other.target.id()
            && self.role == other.role
            && self.purpose == other.purpose
            && self.ends == other.ends
    }

    /// "Halcyon EU as Operator: see and propose, until the end of 31 January 2027"; the end of the whole access, which may
    /// come first, is told beside it. A role promises no more than the Modules beside it.
    pub fn line(&self, modules: Modules, whole: Option<EndDate>) -> String {
        let opens = self.opens_with(modules).unwrap_or_else(|| self.target.opens(self.role).to_owned());
        let line = format!("{self}: {opens}");
        match LastDay::of_its_own(self.ends, whole) {
            Some(last) => format!("{line}, until the end of {last}"),
            None => line,
        }
    }

    /// What an Operator can do where a Module that the rest needs is lacking: "see, and post once the Module Content is
    /// granted".
    fn opens_with(&self, modules: Modules) -> Option<String> {
        if self.role != AssetRole::Operator {
            return None;
        }
        let AssetTarget::Asset { kind, .. } = &self.target else {
            return of_a_group(modules).map(str::to_owned);
        };
        let module = kind.operated_in();
        let lacks = !modules.contains(module);
        lacks.then(|| format!("see, and {} once the Module {} is granted", kind.operates(), module.label()))
    }

    /// "Operator until 31 January 2027, for: takes over the EU launch"
    pub fn terms(&self) -> String {
        let mut terms = self.role.label().to_owned();
        if let Some(end) = self.ends {
            terms = format!("{terms} until {end}");
        }
        if let Some(purpose) = &self.purpose {
            terms = format!("{terms}, for: {purpose}");
        }
        terms
    }
}

/// "Halcyon EU as Operator"
impl fmt::Display for AssetGrant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} as {}", self.target.name(), self.role.label())
    }
}

impl AssetGrants {
    pub const NONE: Self = Self(Vec::new());
    /// A form of more is nobody's; groups are for that.
    pub const MOST: usize = 100;

    /// # Errors
    ///
    /// [`AssetGrantRefusal`] when one is named twice, and for more than [`Self::MOST`].
    pub fn new(grants: impl IntoIterator<Item = AssetGrant>) -> Result<Self, AssetGrantRefusal> {
        let mut grants: Vec<_> = grants.into_iter().collect();
        if grants.len() > Self::MOST {
            return Err(AssetGrantRefusal::TooMany);
        }
        grants.sort_by_cached_key(|grant| grant.target.key());
        let mut ids: Vec<_> = grants.iter().map(|grant| grant.target.id()).collect();
        ids.sort_unstable();
        if let Some(pair) = ids.windows(2).find(|pair| pair[0] == pair[1]) {
            let twice = grants.iter().find(|grant| grant.target.id() == pair[0]);
            return Err(AssetGrantRefusal::Twice(twice.map_or("", |grant| grant.target.name()).to_owned()));
        }
        Ok(Self(grants))
    }

    pub fn iter(&self) -> std::slice::Iter<'_, AssetGrant> {
        self.0.iter()
    }

    pub fn get(&self, id: TargetId) -> Option<&AssetGrant> {
        self.0.iter().find(|grant| grant.target.id() == id)
    }

    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The same on the same, however the Assets are called by now.
    pub fn is_same(&self, other: &Self) -> bool {
        self.0.len() == other.0.len() && self.changed_from(other).next().is_none()
    }

    /// Those that another does not hold just so.
    pub fn changed_from<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = &'a AssetGrant> {
        self.iter().filter(|grant| !other.get(grant.target.id()).is_some_and(|of| of.is_same(grant)))
    }

    /// With another end for each.
    pub(crate) fn try_map_ends<E>(
        mut self,
        end: impl Fn(&AssetGrant) -> Result<Option<EndDate>, E>,
    ) -> Result<Self, E> {
        for grant in &mut self.0 {
            grant.ends = end(grant)?;
        }
        Ok(self)
    }

    /// Those that have not ended.
    #[must_use]
    pub fn standing(self, now: DateTime<Utc>) -> Self {
        Self(self.0.into_iter().filter(|grant| grant.stands(now)).collect())
    }

    /// Takes over what another holds on one target, be it nothing.
    pub(crate) fn take(&mut self, id: TargetId, other: &Self) {
        self.0.retain(|grant| grant.target.id() != id);
        self.0.extend(other.get(id).cloned());
        self.0.sort_by_cached_key(|grant| grant.target.key());
    }

    /// "Halcyon EU as Operator, @halcyon as Analyst"
    pub fn words(&self) -> String {
        self.iter().map(AssetGrant::to_string).collect::<Vec<_>>().join(", ")
    }
}

impl TryFrom<Vec<AssetGrant>> for AssetGrants {
    type Error = AssetGrantRefusal;

    fn try_from(grants: Vec<AssetGrant>) -> Result<Self, AssetGrantRefusal> {
        Self::new(grants)
    }
}

impl From<AssetGrants> for Vec<AssetGrant> {
    fn from(grants: AssetGrants) -> Self {
        grants.0
    }
}

impl<'a> IntoIterator for &'a AssetGrants {
    type Item = &'a AssetGrant;
    type IntoIter = std::slice::Iter<'a, AssetGrant>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
#[path = "grant_tests.rs"]
pub(crate) mod tests;
