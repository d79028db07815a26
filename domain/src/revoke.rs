//! **Revoke Access**: what it ends, said before it happens, and why it is refused (DOMAIN 5).

mod successor;
#[cfg(test)]
mod successor_tests;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use self::successor::some;
pub use self::successor::{
    AdAccountCampaigns, Chosen, HandOver, LeftBehind, LeftItem, NotHandedOver, OpenProposal, Successor,
    SuccessorRefusal, can_succeed,
};
use crate::access::Module;
use crate::asset::AssetTarget;
use crate::grant::Grant;
use crate::id::PartnerId;
use crate::partner::PartnerState;

/// What a revoke would end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rehearsal {
    pub grant: Grant,
    /// Names of Assets that are theirs. They stay registered, and stay theirs.
    pub owns: Vec<String>,
    /// Open Invitations that they sent. Each is cancelled, unless the acting Admin keeps it and becomes its sender.
    pub sent: Vec<OpenInvitation>,
    /// Open Invitations to other addresses of theirs: cancelled.
    pub to_them: Vec<OpenInvitation>,
    /// What has to be handed over.
    pub left: LeftBehind,
    /// Standing approvals that count.
    pub approvals: StandingApprovals,
}

/// How many Standing approvals stand on somebody's access (DOMAIN 6).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandingApprovals {
    /// For what they propose.
    pub received: u32,
    /// As an Admin.
    pub given: u32,
}

/// What goes with somebody's access, where many are revoked at once and it is only counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GoesWith {
    /// Assets and groups that are theirs alone.
    pub given: u32,
    /// Open proposals of theirs.
    pub proposals: u32,
    /// Campaigns that they are responsible for.
    pub campaigns: u32,
    /// Standing approvals for them, and by them.
    pub approvals: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct OpenInvitation {
    pub partner: PartnerId,
    pub contact: String,
}

/// Whom the lines speak of: a partner, to an Admin, or whoever reads them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speaking {
    OfThem,
    ToYou,
}

/// Why nobody was revoked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum RevokeRefusal {
    #[error("They are not in: their state is {}. Nothing changed.", .0.label())]
    NotIn(PartnerState),
    #[error("That is you. To give up your own access, choose Leave.")]
    Yourself,
    /// What was shown is not what would happen.
    #[error("Something changed while you looked, and nothing is revoked yet. Look once more at what ends.")]
    Changed,
    #[error(
        "Not everything could be handed over, and nothing is revoked yet. Choose somebody else where it says so."
    )]
    NotHandedOver(Vec<NotHandedOver>),
}

/// Why somebody could not leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum LeaveRefusal {
    /// DOMAIN 2: a Business Center always has one.
    #[error(
        "You are the only Admin here, and a Business Center always has one. Make somebody else an Admin first."
    )]
    LastAdmin,
    #[error("Something changed while you looked, and you are still in. Look once more at what ends.")]
    Changed,
}

impl Rehearsal {
    /// What ends at once, a line each. The Invitations that they sent are listed beside it, since each can be kept.
    pub fn ends(
        &self,
        speaking: Speaking,
        // What was given to them alone and still counts.
        given: &[AssetTarget],
    ) -> Vec<String> {
        let (who, whose) = match speaking {
            Speaking::OfThem => ("they", "They"),
            Speaking::ToYou => ("you", "You"),
        };
        let mut lines =
            vec![format!("Every page {who} have open here: within a second it says that access has ended")];
        lines.push(match self.grant {
            Grant::Admin => {
                "All that an Admin can do: every Module and Asset, partners and billing".to_owned()
            }
            Grant::Standard { modules } if modules.is_empty() => {
                format!("Looking at who is in. {whose} had no Module")
            }
            Grant::Standard { modules } => {
                let modules: Vec<_> = modules.iter().map(Module::label).collect();
                match modules.as_slice() {
                    [one] => format!("The Module {one}"),
                    several => format!("The {} Modules {}", several.len(), several.join(", ")),
                }
            }
        });
        if !given.is_empty() {
            let given: Vec<_> = given.iter().map(AssetTarget::spelt).collect();
            lines.push(format!("Access to {}", some(&given)));
        }
        // To an Admin each is shown with a successor to choose.
        lines.extend(self.left.withdrawn().filter(|_| speaking == Speaking::ToYou));
        lines.extend(self.approvals.end(speaking));
        lines.extend(self.to_them.iter().map(|open| format!("The open invitation to {}", open.contact)));
        lines
    }

    /// What of it matters beside a name, where many are revoked at once.
    pub fn beside_a_name(&self, with: GoesWith) -> Vec<String> {
        let open = |invitations: &[OpenInvitation], what: &str, several: &str| {
            let names: Vec<_> = invitations.iter().map(|open| open.contact.as_str()).collect();
            match names.as_slice() {
                [] => None,
                [one] => Some(format!("Cancels the open invitation {what}: {one}")),
                all => Some(format!("Cancels {} open invitations {several}: {}", all.len(), some(all))),
            }
        };
        let owns: Vec<_> = self.owns.iter().map(String::as_str).collect();
        let given = match with.given {
            0 => String::new(),
            1 => ", with 1 Asset or group".to_owned(),
            several => format!(", with {several} Assets and groups"),
        };
        let lines = [
            Some(format!("Access as {}{given}", self.grant.level().label())),
            open(&self.sent, "that they sent", "that they sent"),
            open(&self.to_them, "to another address of theirs", "to other addresses of theirs"),
            counted(with.proposals, "Withdraws 1 open proposal", |several| {
                format!("Withdraws {several} open proposals")
            }),
            counted(with.campaigns, "Makes you responsible for 1 campaign", |several| {
                format!("Makes you responsible for {several} campaigns")
            }),
            counted(with.approvals, "Ends 1 standing approval", |several| {
                format!("Ends {several} standing approvals")
            }),
            (!owns.is_empty()).then(|| format!("Stays on the list of Assets as theirs: {}", some(&owns))),
        ];
        lines.into_iter().flatten().collect()
    }

    /// What it leaves alone.
    pub fn stays(&self, speaking: Speaking) -> Vec<String> {
        let (whose, theirs) = match speaking {
            Speaking::OfThem => (
                [
                    "Their account, and what they have in other Business Centers",
                    "Their history, and what they changed here",
                ],
                "theirs",
            ),
            Speaking::ToYou => (
                [
                    "Your account, and what you have in other Business Centers",
                    "Your history, and what you changed here",
                ],
                "yours",
            ),
        };
        let owned = self.owns.iter().map(|name| format!("{name}, on the list of Assets as {theirs}"));
        let nobodys = self.left.without_anybody().filter(|_| speaking == Speaking::ToYou);
        whose.map(str::to_owned).into_iter().chain(owned).chain(nobodys).collect()
    }
}

impl StandingApprovals {
    /// Those for somebody end unseen with all else; whoever has one by them proposes what waits from then on.
    fn end(self, speaking: Speaking) -> impl Iterator<Item = String> {
        let (whom, gave) = match speaking {
            Speaking::OfThem => ("them", "they gave"),
            Speaking::ToYou => ("you", "you gave"),
        };
        let received = counted(self.received, &format!("The standing approval for {whom}"), |several| {
            format!("{several} standing approvals for {whom}")
        });
        let given = counted(
            self.given,
            &format!(
                "The standing approval that {gave}: what it let through waits for an Admin from then on"
            ),
            |several| {
                format!(
                    "{several} standing approvals that {gave}: what they let through waits for an Admin from then on"
                )
            },
        );
        received.into_iter().chain(given)
    }
}

fn counted(count: u32, one: &str, several: impl FnOnce(u32) -> String) -> Option<String> {
    match count {
        0 => None,
        1 => Some(one.to_owned()),
        more => Some(several(more)),
    }
}
