//! What would mend it for whoever misses something, each thing by itself.

use super::{Facts, Finding, GivenAsset, Question, Taken};
use crate::access::Modules;
use crate::access_request::{Offer, Wish};
use crate::asset::{AssetRole, AssetTarget};
use crate::name::{AssetGroupName, AssetName};

impl Facts {
    /// What would mend it for whoever it is about: each by itself. Nothing where an Admin has to do something else first.
    pub fn offers(&self, finding: &Finding) -> Vec<Offer> {
        match finding {
            Finding::NothingGiven(_) => vec![Offer::ByName(AssetRole::Analyst)],
            Finding::Ended(_) => {
                let ended = self.assets.iter().filter(|asset| asset.ended().is_some());
                ended.map(|asset| Offer::For(asset.wish(AssetRole::Analyst))).collect()
            }
            Finding::NoModule { modules, .. } => each(*modules),
            Finding::Taken(taken) => {
                let target = taken.as_it_was_called();
                let wish = target.map(|target| Wish::Asset { target, role: AssetRole::Analyst });
                wish.map(Offer::For).into_iter().collect()
            }
            Finding::NotIn(_) | Finding::NothingRegistered | Finding::EmptyGroup(_) => Vec::new(),
        }
    }
}

/// One after the other: with one of several there is more to see already.
fn each(modules: Modules) -> Vec<Offer> {
    modules.iter().map(|module| Offer::For(Wish::Module(module))).collect()
}

impl Question {
    /// What whoever it is about may ask for, if the answer is yes.
    pub fn offers(&self) -> Vec<Offer> {
        match self {
            Self::Another => vec![Offer::ByName(AssetRole::Analyst)],
            Self::MoreModules(modules) => each(*modules),
            Self::OneOf(_) | Self::OnTikTok => Vec::new(),
        }
    }
}

impl GivenAsset {
    /// With a role on it.
    pub(in crate::diagnosis) fn wish(&self, role: AssetRole) -> Wish {
        let Self { id, kind, ref name, .. } = *self;
        Wish::Asset { target: AssetTarget::Asset { id, kind, name: name.clone() }, role }
    }
}

impl Taken {
    /// None where it is not registered here any more. What it is called since it was taken is not theirs to know.
    fn as_it_was_called(&self) -> Option<AssetTarget> {
        Some(match *self.now.as_ref()? {
            AssetTarget::Asset { id, kind, .. } => {
                AssetTarget::Asset { id, kind, name: AssetName::parse(&self.name).ok()? }
            }
            AssetTarget::Group { id, .. } => {
                AssetTarget::Group { id, name: AssetGroupName::parse(&self.name).ok()? }
            }
        })
    }
}
