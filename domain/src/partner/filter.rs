use serde::{Deserialize, Serialize};

use super::PartnerKind;
use crate::access::{AccessLevel, Modules};

/// Which partners a list shows, beside those of a state; empty shows all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// Any of them.
    pub kinds: Vec<PartnerKind>,
    pub level: Option<AccessLevel>,
    /// Who has all of them; an Admin has every Module.
    pub modules: Modules,
    pub quiet: Option<Quiet>,
    /// Members without a Module.
    pub nothing_granted: bool,
}

/// Members who were not here for so long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Quiet {
    Days30,
    Days90,
}

impl Quiet {
    pub const ALL: [Self; 2] = [Self::Days30, Self::Days90];

    pub const fn days(self) -> i64 {
        match self {
            Self::Days30 => 30,
            Self::Days90 => 90,
        }
    }

    pub const fn label(self) -> &'static str {
        match self {
            Self::Days30 => "Not here for 30 days",
            Self::Days90 => "Not here for 90 days",
        }
    }

    /// The code in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Days30 => "30",
            Self::Days90 => "90",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|quiet| quiet.as_str() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quiet_is_told_by_its_days() {
        for quiet in Quiet::ALL {
            assert_eq!(Quiet::parse(quiet.as_str()), Some(quiet));
            assert_eq!(quiet.as_str(), quiet.days().to_string());
            assert_eq!(quiet.label(), format!("Not here for {} days", quiet.days()));
        }
        assert_eq!(Quiet::parse("60"), None);
    }
}
