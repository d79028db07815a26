//! What a revoke leaves without somebody, and who takes it over (DOMAIN 5).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::access::AccessLevel;
use crate::campaign::request::MOST_WAITING;
use crate::decision::{Decision, Refusal};
use crate::id::{AssetId, CampaignId, ChangeRequestId, PartnerId};
use crate::name::first_of;

/// What somebody leaves.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftBehind {
    pub proposals: Vec<OpenProposal>,
    pub campaigns: Vec<AdAccountCampaigns>,
}

/// A proposal of theirs that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenProposal {
    pub request: ChangeRequestId,
    /// Of the campaign.
    pub name: String,
    /// None of a new one.
    pub campaign: Option<CampaignId>,
    pub ad_account: AssetId,
    pub ad_account_name: String,
}

/// The campaigns of an ad account that they are responsible for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdAccountCampaigns {
    pub ad_account: AssetId,
    pub ad_account_name: String,
    pub campaigns: Vec<(CampaignId, String)>,
}

/// One thing of it, for which a successor is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LeftItem {
    Proposal(ChangeRequestId),
    /// All campaigns of an ad account.
    Campaigns(AssetId),
}

/// Somebody who can take over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Successor {
    pub partner: PartnerId,
    pub name: String,
    pub level: AccessLevel,
    /// Of which ad accounts.
    pub ad_accounts: Vec<AssetId>,
    /// How many proposals of their own wait.
    pub waiting: u32,
    /// For which campaigns.
    pub waits_for: Vec<CampaignId>,
}

/// Who was chosen. A proposal that is not named is withdrawn; campaigns that are not go to whoever acts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen {
    pub proposals: BTreeMap<ChangeRequestId, PartnerId>,
    pub campaigns: BTreeMap<AssetId, PartnerId>,
}

/// Who takes over what. A proposal that nobody takes over is withdrawn; for campaigns nobody is responsible then.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HandOver {
    pub proposals: Vec<(ChangeRequestId, Option<PartnerId>)>,
    pub campaigns: Vec<(AssetId, Option<PartnerId>)>,
}

/// Why somebody can't take over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum SuccessorRefusal {
    /// A list that was shown too long ago, or made up.
    #[error(
        "Whoever was chosen can’t take this over: a successor is an Admin, or a Member who is Operator of this ad account and has \
         the Module Campaigns. Choose somebody else."
    )]
    NotOne,
    #[error("{0} has proposed something for this campaign already, and that waits. Choose somebody else.")]
    WaitsAlready(String),
    #[error(
        "{0} would have more than {MOST_WAITING} proposals that wait. Choose somebody else for some of them."
    )]
    TooManyWait(String),
}

/// What could not be handed over, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotHandedOver {
    pub item: LeftItem,
    pub why: SuccessorRefusal,
}

/// Whether the decision about changing campaigns of an ad account lets somebody take over what is left there. An ad account
/// of their own can still be linked.
pub const fn can_succeed(changes_campaigns: Decision) -> bool {
    matches!(
        changes_campaigns,
        Decision::Allowed | Decision::Refused(Refusal::NeedsApproval | Refusal::AdAccount(_))
    )
}

impl Successor {
    /// Whether they can take over a proposal beside `more` that they take over, too.
    ///
    /// # Errors
    /// Where the ad account is none of theirs, where they propose something for the same campaign, and where too many would
    /// wait.
    pub fn takes(&self, proposal: &OpenProposal, more: u32) -> Result<(), SuccessorRefusal> {
        if !self.ad_accounts.contains(&proposal.ad_account) {
            return Err(SuccessorRefusal::NotOne);
        }
        if proposal.campaign.is_some_and(|campaign| self.waits_for.contains(&campaign)) {
            return Err(SuccessorRefusal::WaitsAlready(self.name.clone()));
        }
        if self.waiting + more >= MOST_WAITING {
            return Err(SuccessorRefusal::TooManyWait(self.name.clone()));
        }
        Ok(())
    }
}

impl Chosen {
    /// Whether anybody but whoever acts anyway is among them.
    pub fn names_somebody(&self, acting: PartnerId) -> bool {
        !self.proposals.is_empty() || self.campaigns.values().any(|chosen| *chosen != acting)
    }
}

impl LeftBehind {
    pub const fn is_empty(&self) -> bool {
        self.proposals.is_empty() && self.campaigns.is_empty()
    }

    /// How many campaigns they are responsible for.
    pub fn campaigns_in_all(&self) -> usize {
        self.campaigns.iter().map(|of| of.campaigns.len()).sum()
    }

    /// Who takes over what, as it was chosen. What is chosen for something that is not left counts for nothing.
    ///
    /// # Errors
    /// Each thing that whoever was chosen for it can't take over.
    pub fn handed_over(
        &self,
        chosen: &Chosen,
        successors: &[Successor],
        acting: PartnerId,
    ) -> Result<HandOver, Vec<NotHandedOver>> {
        let (mut refused, mut taken) = (Vec::new(), BTreeMap::<PartnerId, u32>::new());
        let one = |partner| {
            let found = successors.iter().find(|successor| successor.partner == partner);
            found.ok_or(SuccessorRefusal::NotOne)
        };
        for proposal in &self.proposals {
            let Some(to) = chosen.proposals.get(&proposal.request) else { continue };
            let more = taken.entry(*to).or_default();
            match one(*to).and_then(|successor| successor.takes(proposal, *more)) {
                Ok(()) => *more += 1,
                Err(why) => {
                    refused.push(NotHandedOver { item: LeftItem::Proposal(proposal.request), why });
                }
            }
        }
        let to = |of: &AdAccountCampaigns| chosen.campaigns.get(&of.ad_account).copied().unwrap_or(acting);
        for of in &self.campaigns {
            let to = to(of);
            let can = to == acting || one(to).is_ok_and(|found| found.ad_accounts.contains(&of.ad_account));
            if !can {
                let item = LeftItem::Campaigns(of.ad_account);
                refused.push(NotHandedOver { item, why: SuccessorRefusal::NotOne });
            }
        }
        if !refused.is_empty() {
            return Err(refused);
        }
        let chosen = |of: &OpenProposal| (of.request, chosen.proposals.get(&of.request).copied());
        Ok(HandOver {
            proposals: self.proposals.iter().map(chosen).collect(),
            campaigns: self.campaigns.iter().map(|of| (of.ad_account, Some(to(of)))).collect(),
        })
    }

    /// Where nobody is there to choose: whoever leaves hands nothing over.
    pub fn left_to_nobody(&self) -> HandOver {
        HandOver {
            proposals: self.proposals.iter().map(|of| (of.request, None)).collect(),
            campaigns: self.campaigns.iter().map(|of| (of.ad_account, None)).collect(),
        }
    }

    /// "Your open proposals: Spring launch, Fair in Leeds. They are withdrawn."
    pub fn withdrawn(&self) -> Option<String> {
        let names: Vec<_> = self.proposals.iter().map(|of| of.name.as_str()).collect();
        match names.as_slice() {
            [] => None,
            [one] => Some(format!("Your open proposal for {one}: it is withdrawn")),
            all => Some(format!("Your {} open proposals, which are withdrawn: {}", all.len(), some(all))),
        }
    }

    /// "The campaign Spring launch, for which nobody is responsible then"
    pub fn without_anybody(&self) -> Option<String> {
        let all = self.campaigns.iter().flat_map(|of| &of.campaigns);
        let names: Vec<_> = all.map(|(_, name)| name.as_str()).collect();
        match names.as_slice() {
            [] => None,
            [one] => Some(format!("The campaign {one}, for which nobody is responsible then")),
            all => {
                Some(format!("{} campaigns, for which nobody is responsible then: {}", all.len(), some(all)))
            }
        }
    }
}

impl AdAccountCampaigns {
    /// "Spring launch, Fair in Leeds and 3 more"
    pub fn some(&self) -> String {
        some(&self.campaigns.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>())
    }
}

/// As many as stand in a line; the rest is counted.
const NAMED: usize = 5;

/// The first of them by name, and how many more there are.
pub(super) fn some(all: &[impl AsRef<str>]) -> String {
    match first_of(all, NAMED) {
        (all, 0) => all,
        (first, more) => format!("{first} and {more} more"),
    }
}
