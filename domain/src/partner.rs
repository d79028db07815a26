//! What kind of Partner somebody is, and how they stand to the Business Center.

mod action;
mod bulk;
mod counts;
mod filter;
mod left_out;
mod reach;
mod sort;

pub use action::{Offered, PartnerAction, actions};
pub use bulk::{BulkDeed, BulkOver, MOST, Standing};
pub use counts::{Alike, Chosen, Counts};
pub use filter::{ENDS_SOON, Filter, Quiet};
pub use left_out::LeftOut;
pub use reach::{can_reach, lacks_module_or_asset};
use serde::{Deserialize, Serialize};
pub use sort::{Cursor, Sort, SortBy, Start};

/// What a Partner is to the business `[seed]`. It decides nothing: what they may do is their
/// [`Grant`](crate::grant::Grant).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PartnerKind {
    Agency,
    Manager,
    Employee,
    Influencer,
    Client,
}

/// How a Partner stands to the Business Center at one moment (DOMAIN 5 and 9). Expired and Ended come by the clock:
/// see [`partner_state`](crate::invitation::partner_state).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PartnerState {
    Invited,
    Active,
    Expired,
    Revoked,
    Declined,
    Cancelled,
    Ended,
}

impl PartnerKind {
    pub const ALL: [Self; 5] = [Self::Agency, Self::Manager, Self::Employee, Self::Influencer, Self::Client];

    /// The code in rows and addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Agency => "agency",
            Self::Manager => "manager",
            Self::Employee => "employee",
            Self::Influencer => "influencer",
            Self::Client => "client",
        }
    }

    pub const fn label(self) -> &'static str {
        match self {
            Self::Agency => "Agency",
            Self::Manager => "Manager",
            Self::Employee => "Employee",
            Self::Influencer => "Influencer",
            Self::Client => "Client",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == code)
    }

    /// What usually suits, to stand beside the choice. Advice, never a preset (DOMAIN 3).
    pub const fn usually(self) -> &'static str {
        match self {
            Self::Agency => {
                "Usually Admin for an agency that runs your campaigns, Standard for one that advises."
            }
            Self::Manager => {
                "Usually Standard. Admin only if they invite partners or change billing for you."
            }
            Self::Employee => "Usually Standard, with the Modules their work needs.",
            Self::Influencer => "Usually Standard with Content: they post, and see how their posts do.",
            Self::Client => "Usually Standard for a client who looks: Analytics is often enough.",
        }
    }
}

impl PartnerState {
    pub const ALL: [Self; 7] = [
        Self::Invited,
        Self::Active,
        Self::Expired,
        Self::Revoked,
        Self::Declined,
        Self::Cancelled,
        Self::Ended,
    ];

    /// The code in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::Active => "active",
            Self::Expired => "expired",
            Self::Revoked => "revoked",
            Self::Declined => "declined",
            Self::Cancelled => "cancelled",
            Self::Ended => "ended",
        }
    }

    pub const fn label(self) -> &'static str {
        match self {
            Self::Invited => "Invited",
            Self::Active => "Active",
            Self::Expired => "Expired",
            Self::Revoked => "Revoked",
            Self::Declined => "Declined",
            Self::Cancelled => "Cancelled",
            Self::Ended => "Ended",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == code)
    }

    /// Whether somebody in this state counts towards the limits (DOMAIN 2: open Invitations do, expired ones
    /// don't).
    pub const fn holds_seat(self) -> bool {
        matches!(self, Self::Invited | Self::Active)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kinds_are_those_of_the_domain() {
        let labels = PartnerKind::ALL.map(PartnerKind::label);
        assert_eq!(labels, ["Agency", "Manager", "Employee", "Influencer", "Client"]);
        for kind in PartnerKind::ALL {
            assert_eq!(PartnerKind::parse(kind.as_str()), Some(kind));
            assert_eq!(kind.as_str(), kind.label().to_lowercase());
            assert_eq!(serde_json::to_string(&kind).unwrap(), format!("{:?}", kind.as_str()));
        }
        assert_eq!(PartnerKind::parse("Agency"), None);
    }

    #[test]
    fn each_kind_is_told_what_usually_suits() {
        assert!(PartnerKind::Agency.usually().contains("Admin for an agency that runs"));
        assert!(PartnerKind::Client.usually().contains("Standard for a client who looks"));
        for kind in PartnerKind::ALL {
            assert!(kind.usually().starts_with("Usually ") && kind.usually().ends_with('.'));
        }
    }

    #[test]
    fn the_states_are_those_of_the_domain() {
        let labels = PartnerState::ALL.map(PartnerState::label);
        assert_eq!(labels, ["Invited", "Active", "Expired", "Revoked", "Declined", "Cancelled", "Ended"]);
        for state in PartnerState::ALL {
            assert_eq!(PartnerState::parse(state.as_str()), Some(state));
            assert_eq!(state.as_str(), state.label().to_lowercase());
            assert_eq!(serde_json::to_string(&state).unwrap(), format!("{:?}", state.as_str()));
        }
        assert_eq!(PartnerState::parse("Active"), None);
    }

    #[test]
    fn only_the_active_and_the_invited_hold_a_seat() {
        let holding = PartnerState::ALL.into_iter().filter(|state| state.holds_seat());
        assert_eq!(holding.collect::<Vec<_>>(), [PartnerState::Invited, PartnerState::Active]);
    }
}
