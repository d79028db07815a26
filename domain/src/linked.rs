//! The ad account of their own that partners link (DOMAIN 1 and 6).

mod linking;

pub use linking::{Link, LinkRefusal, Linking, Whose};
use serde::{Deserialize, Serialize};

use crate::name::first_of;

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

    /// The code in rows and forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::InReview => "in_review",
            Self::Disapproved => "disapproved",
            Self::Suspended => "suspended",
            Self::Disabled => "disabled",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == code)
    }

    pub const fn label(self) -> &'static str {
        match self {
            Self::Approved => "Approved",
            Self::InReview => "In review",
            Self::Disapproved => "Disapproved",
            Self::Suspended => "Suspended",
            Self::Disabled => "Disabled",
        }
    }

    /// What it means, said to whoever linked it.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Approved => "It is active: it holds up none of the changes that your access lets you save.",
            Self::InReview => {
                "An Admin looks at it. You can save changes to campaigns and content once it is Approved."
            }
            Self::Disapproved => {
                "An Admin did not accept it, so you can’t save changes to campaigns or content. Link another one, or ask \
                 an Admin what is wrong with it."
            }
            Self::Suspended => {
                "It does not count for now, so you can’t save changes to campaigns or content. Ask an Admin what has to \
                 happen first, or link another one."
            }
            Self::Disabled => {
                "It does not count any more, so you can’t save changes to campaigns or content. Link another one."
            }
        }
    }
}

impl LinkedAdAccount {
    /// Whether changes can be saved with it.
    pub const fn is_enough(self) -> bool {
        matches!(self, Self::NotNeeded | Self::Linked(LinkState::Approved))
    }
}

/// As many of those who linked the same one as are named.
const NAMED: usize = 3;

/// "Mina Okafor, Leo Marchetti, Cleo Brandt and 2 others"; none of nobody.
pub fn in_short(names: &[String]) -> Option<String> {
    match first_of(names, NAMED) {
        _ if names.is_empty() => None,
        (all, 0) => Some(all),
        (first, 1) => Some(format!("{first} and 1 other")),
        (first, more) => Some(format!("{first} and {more} others")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_many_who_linked_the_same_one_three_are_named() {
        let told = |names: &[&str]| in_short(&names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>());
        assert_eq!(told(&[]), None);
        assert_eq!(told(&["Mina"]).as_deref(), Some("Mina"));
        assert_eq!(told(&["Mina", "Leo", "Cleo"]).as_deref(), Some("Mina, Leo, Cleo"));
        assert_eq!(told(&["Mina", "Leo", "Cleo", "Omar"]).as_deref(), Some("Mina, Leo, Cleo and 1 other"));
        assert_eq!(told(&["A", "B", "C", "D", "E"]).as_deref(), Some("A, B, C and 2 others"));
    }

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
        for state in LinkState::ALL {
            assert_eq!(LinkState::parse(state.as_str()), Some(state));
            assert_eq!(state.as_str(), state.label().to_lowercase().replace(' ', "_"));
            assert_eq!(serde_json::to_string(&state).unwrap(), format!("{:?}", state.as_str()));
        }
        assert_eq!(LinkState::parse("In review"), None);
    }

    #[test]
    fn what_a_state_means_says_how_to_go_on() {
        for state in LinkState::ALL {
            let goes_on = ["It is active", "once it is Approved", "ink another one"];
            assert!(goes_on.iter().any(|words| state.meaning().contains(words)), "{state:?}");
            let saves = LinkedAdAccount::Linked(state).is_enough() || state == LinkState::InReview;
            assert_eq!(state.meaning().contains("you can’t save"), !saves, "{state:?}");
        }
    }
}
