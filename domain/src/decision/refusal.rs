//! Why not, in sentences.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{AdminAction, Verdict};
use crate::access::Module;
use crate::diagnosis::Problem;
use crate::end::EndDate;
use crate::linked::{LinkState, LinkedAdAccount};
use crate::partner::PartnerState;

/// Why somebody may not do something. Its `Display` stands beside the button, and speaks to whoever would press it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    NotIn(PartnerState),
    AdminsOnly(AdminAction),
    ModuleNotGranted(Module),
    AssetNotGiven,
    AssetEnded(EndDate),
    /// They are Analyst of the Asset.
    OperatorsOnly,
    /// What they have of an ad account of their own is not enough.
    AdAccount(LinkedAdAccount),
    /// May be proposed: the edit becomes a Change request.
    NeedsApproval,
}

/// To whom a sentence speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speaking<'a> {
    /// To whoever would do it.
    ToYou,
    /// To an Admin about somebody, by name and as they stand: what mends it depends on that.
    About { name: &'a str, state: PartnerState },
}

impl Refusal {
    pub(super) const fn verdict(self) -> Verdict {
        match self {
            Self::NeedsApproval => Verdict::WithApproval,
            Self::NotIn(PartnerState::Invited) | Self::AdAccount(_) => Verdict::NotNow,
            Self::NotIn(_)
            | Self::AdminsOnly(_)
            | Self::ModuleNotGranted(_)
            | Self::AssetNotGiven
            | Self::AssetEnded(_)
            | Self::OperatorsOnly => Verdict::No,
        }
    }

    /// Under which of the problems its diagnosis stands (DOMAIN 7).
    pub const fn problem(self) -> Problem {
        match self {
            Self::NotIn(_) => Problem::LogIn,
            Self::AdminsOnly(_) => Problem::Level,
            Self::ModuleNotGranted(_) | Self::AssetNotGiven | Self::AssetEnded(_) => Problem::Assets,
            Self::OperatorsOnly | Self::AdAccount(_) | Self::NeedsApproval => Problem::Changes,
        }
    }

    /// The sentence, with how to go on.
    pub fn sentence(self, speaking: Speaking<'_>) -> String {
        match speaking {
            Speaking::ToYou => self.to_you(),
            Speaking::About { name, state } => self.about(name, state),
        }
    }

    fn to_you(self) -> String {
        match self {
            Self::NotIn(PartnerState::Invited) => {
                "You have not accepted the invitation yet. Its link is in your mail.".to_owned()
            }
            Self::NotIn(PartnerState::Expired) => {
                "Your invitation has expired. Ask an Admin for a new one.".to_owned()
            }
            Self::NotIn(_) => "Your access here has ended. Ask an Admin to invite you again.".to_owned(),
            Self::AdminsOnly(action) => admins_only(action).to_owned(),
            Self::ModuleNotGranted(module) => {
                format!("{} is not part of your access. Ask an Admin to add it.", module.label())
            }
            Self::AssetNotGiven => "This Asset is not shared with you. Ask an Admin for it.".to_owned(),
            Self::AssetEnded(end) => {
                format!("Your access to this Asset ended on {end}. Ask an Admin to extend it.")
            }
            Self::OperatorsOnly => {
                "You are Analyst of this Asset; this takes an Operator. Ask an Admin for that role."
                    .to_owned()
            }
            Self::AdAccount(LinkedAdAccount::Linked(LinkState::InReview)) => {
                "Your ad account is In review. You can save changes once it is Approved.".to_owned()
            }
            Self::AdAccount(LinkedAdAccount::Linked(state)) => format!(
                "Your ad account is {}. You can’t save changes to campaigns or content until an active one is linked: under \
                 Your ad account you link another.",
                state.label()
            ),
            Self::AdAccount(LinkedAdAccount::Missing | LinkedAdAccount::NotNeeded) => {
                "You can’t save changes to campaigns or content until an active ad account of your own is linked. Under Your ad \
                 account you link one."
                    .to_owned()
            }
            Self::NeedsApproval => "You may propose this. An Admin approves it.".to_owned(),
        }
    }

    fn about(self, name: &str, state: PartnerState) -> String {
        let edit = edits(state);
        match self {
            Self::NotIn(PartnerState::Active | PartnerState::Invited) => {
                format!("{name} has not accepted the invitation yet.")
            }
            Self::NotIn(PartnerState::Expired) => {
                format!("The invitation to {name} has expired. Resend it first.")
            }
            Self::NotIn(PartnerState::Declined) => {
                format!("{name} declined the invitation. Invite them again first.")
            }
            Self::NotIn(PartnerState::Cancelled) => {
                format!("The invitation to {name} was cancelled. Invite them again first.")
            }
            Self::NotIn(PartnerState::Revoked | PartnerState::Ended) => {
                format!("The access of {name} has ended. Invite them again first.")
            }
            Self::AdminsOnly(action) => format!("{} {name} has Standard access.", only_admins(action)),
            Self::ModuleNotGranted(module) => {
                format!("{} is not part of the access of {name}. {edit} adds it.", module.label())
            }
            Self::AssetNotGiven => format!("This Asset is not shared with {name}. {edit} adds it."),
            Self::AssetEnded(end) => {
                format!("The access of {name} to this Asset ended on {end}. {edit} gives it anew.")
            }
            Self::OperatorsOnly => {
                format!("{name} is Analyst of this Asset; this takes an Operator. {edit} changes the role.")
            }
            Self::AdAccount(LinkedAdAccount::Linked(LinkState::InReview)) => format!(
                "The ad account of {name} is In review. Changes can be saved once an Admin sets it to Approved."
            ),
            Self::AdAccount(LinkedAdAccount::Linked(state)) => format!(
                "The ad account of {name} is {}. No change can be saved until they link another, or an Admin sets it to \
                 Approved.",
                state.label()
            ),
            Self::AdAccount(LinkedAdAccount::Missing | LinkedAdAccount::NotNeeded) => format!(
                "{name} can’t save changes to campaigns or content until an active ad account of their own is linked. They link it themselves, \
                 and an Admin approves it."
            ),
            Self::NeedsApproval => format!("{name} may propose this. An Admin approves it."),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_you())
    }
}

impl std::error::Error for Refusal {}

/// What changes what they have.
const fn edits(state: PartnerState) -> &'static str {
    match state {
        PartnerState::Active | PartnerState::Invited | PartnerState::Expired => "Edit",
        PartnerState::Revoked | PartnerState::Declined | PartnerState::Cancelled | PartnerState::Ended => {
            "Invite again"
        }
    }
}

const fn admins_only(action: AdminAction) -> &'static str {
    match action {
        AdminAction::SeePartners => "Partners is for Admins. Under Members you see who is in.",
        AdminAction::InvitePartner => "Only an Admin can invite partners. Ask one to send the invitation.",
        AdminAction::ManagePartner => "Only an Admin can change what a partner has. Ask one to do it.",
        AdminAction::ManageAssets => "Only an Admin can register Assets. Ask one for what you need.",
        AdminAction::ChangeSettings => "Only an Admin can change the settings. Ask one to do it.",
        AdminAction::SeeAuditLog => "The audit log is for Admins. Ask one for what you need to know.",
        AdminAction::ChangeBilling => "Only an Admin can change billing. Ask one to do it.",
    }
}

/// The first of its sentences, for whoever is one.
fn only_admins(action: AdminAction) -> &'static str {
    let whole = admins_only(action);
    whole.split_inclusive('.').next().unwrap_or(whole)
}
