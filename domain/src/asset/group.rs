//! What is done to an Asset group, and whom that is about.

use serde::{Deserialize, Serialize};

use crate::name::first_of;

/// Why an Asset group stays as it is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GroupRefusal {
    #[error("There is an Asset group of this name here already. Choose another name.")]
    NameTaken,
    #[error("Its name was changed to {0} meanwhile. Save again to have it your way.")]
    Meanwhile(String),
    #[error("Nothing is changed yet. Choose at least one Asset, or leave it as it is.")]
    Nothing,
}

/// What is done to what is in a group. It counts at once for whoever has the group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum GroupChange {
    PutIn,
    TakeOut,
    Remove,
}

/// As many of those who have a group as are named.
const NAMED: usize = 3;

impl GroupChange {
    /// Who gains or loses by it, told before it happens: "At once Mina Okafor and Leo Marchetti reach what you put in."; none
    /// where nobody has the group.
    pub fn affects(self, holders: &[impl AsRef<str>]) -> Option<String> {
        let who = match holders {
            [] => return None,
            [first @ .., last] if !first.is_empty() && holders.len() <= NAMED => {
                format!("{} and {}", first_of(first, NAMED).0, last.as_ref())
            }
            _ => match first_of(holders, NAMED) {
                (all, 0) => all,
                (first, more) => format!("{first} and {more} more"),
            },
        };
        let does = match (self, holders.len()) {
            (Self::PutIn, 1) => "reaches what you put in",
            (Self::PutIn, _) => "reach what you put in",
            (Self::TakeOut, 1) => "loses what you take out, unless they have another way to it",
            (Self::TakeOut, _) => "lose what you take out, unless they have another way to it",
            (Self::Remove, 1) => "loses what they have no other way to",
            (Self::Remove, _) => "lose what they have no other way to",
        };
        Some(format!("At once {who} {does}."))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whom_a_change_is_about_is_named_as_far_as_three() {
        let told = |holders: &[&str]| GroupChange::PutIn.affects(holders);
        assert_eq!(told(&[]), None);
        assert_eq!(told(&["Mina"]).as_deref(), Some("At once Mina reaches what you put in."));
        assert_eq!(told(&["Mina", "Leo"]).as_deref(), Some("At once Mina and Leo reach what you put in."));
        assert_eq!(told(&["A", "B", "C"]).as_deref(), Some("At once A, B and C reach what you put in."));
        assert_eq!(
            told(&["A", "B", "C", "D"]).as_deref(),
            Some("At once A, B, C and 1 more reach what you put in.")
        );
    }

    #[test]
    fn what_they_gain_or_lose_is_told() {
        let told = |change: GroupChange, holders: &[&str]| change.affects(holders).unwrap();
        let (one, two) = (["Mina"], ["Mina", "Leo"]);
        let unless = "what you take out, unless they have another way to it.";
        assert_eq!(told(GroupChange::TakeOut, &one), format!("At once Mina loses {unless}"));
        assert_eq!(told(GroupChange::TakeOut, &two), format!("At once Mina and Leo lose {unless}"));
        assert_eq!(told(GroupChange::Remove, &one), "At once Mina loses what they have no other way to.");
        assert_eq!(
            told(GroupChange::Remove, &two),
            "At once Mina and Leo lose what they have no other way to."
        );
    }
}
