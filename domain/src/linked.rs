//! The ad account of their own that partners link (DOMAIN 1 and 6).

use serde::{Deserialize, Serialize};

/// How a linked ad account stands; only *Approved* is active.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkState {
    Approved,
    InReview,
    Disapproved,
    Suspended,
    Disabled,
}

/// What somebody has of the ad account that saving changes to campaigns and content needs `[seed]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkedAdAccount {
    /// They founded the Business Center: whoever came by no invitation needs none.
    NotNeeded,
    Missing,
    Linked(LinkState),
}

impl LinkState {
    pub const ALL: [Self; 5] =
        [Self::Approved, Self::InReview, Self::Disapproved, Self::Suspended, Self::Disabled];

    pub const fn label(self) -> &'static str {
        match self {
            Self::Approved => "Approved",
            Self::InReview => "In review",
            Self::Disapproved => "Disapproved",
            Self::Suspended => "Suspended",
            Self::Disabled => "Disabled",
        }
    }
}

impl LinkedAdAccount {
    /// Whether changes can be saved with it.
    pub const fn is_enough(self) -> bool {
        matches!(self, Self::NotNeeded | Self::Linked(LinkState::Approved))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_approved_one_is_active() {
        let enough = LinkState::ALL.map(|state| LinkedAdAccount::Linked(state).is_enough());
        assert_eq!(enough, [true, false, false, false, false]);
        assert!(LinkedAdAccount::NotNeeded.is_enough() && !LinkedAdAccount::Missing.is_enough());
    }

    #[test]
    fn the_states_are_those_of_the_domain() {
        let labels = ["Approved", "In review", "Disapproved", "Suspended", "Disabled"];
        assert_eq!(LinkState::ALL.map(LinkState::label), labels);
    }
}
