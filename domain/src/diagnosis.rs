//! Why something does not work, and what mends it (DOMAIN 7): pure functions from facts to findings. They never guess: where
//! the facts don't tell, they say what to ask.

use serde::{Deserialize, Serialize};

pub mod assets;
pub mod changes;
pub mod delivery;
pub mod doctor;
pub mod level;
pub mod log_in;
#[cfg(test)]
mod properties;

/// What is looked into: the four problems `[seed]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Problem {
    LogIn,
    Level,
    Assets,
    Changes,
}

/// What was found about a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnosis<Finding, Check, Question> {
    /// The likeliest first.
    pub findings: Vec<Finding>,
    /// What was looked at and is fine.
    pub passed: Vec<Check>,
    /// What can't be seen from here.
    pub questions: Vec<Question>,
}

/// How sure a finding is; the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sure {
    Certain,
    AlmostCertain,
    Possible,
}

impl Problem {
    pub const ALL: [Self; 4] = [Self::LogIn, Self::Level, Self::Assets, Self::Changes];

    pub const fn label(self) -> &'static str {
        match self {
            Self::LogIn => "Can’t log in",
            Self::Level => "Access level is incorrect",
            Self::Assets => "Assets are not showing up",
            Self::Changes => "Changes not saving",
        }
    }

    /// "Mina Okafor can’t log in"
    pub fn of(self, name: &str) -> String {
        match self {
            Self::LogIn => format!("{name} can’t log in"),
            Self::Level => format!("The access level of {name} is incorrect"),
            Self::Assets => format!("{name} does not see all Assets"),
            Self::Changes => format!("Changes of {name} are not saved"),
        }
    }

    /// Those that somebody who is in may have, and looks into by themselves.
    pub const OF_A_MEMBER: [Self; 3] = [Self::Level, Self::Assets, Self::Changes];

    /// The same, to whoever has it.
    pub const fn of_you(self) -> &'static str {
        match self {
            Self::LogIn => "You can’t log in",
            Self::Level => "Your access level is incorrect",
            Self::Assets => "You don’t see all Assets",
            Self::Changes => "Your changes are not saved",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|problem| problem.as_str() == code)
    }

    /// The code in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::LogIn => "log-in",
            Self::Level => "level",
            Self::Assets => "assets",
            Self::Changes => "changes",
        }
    }
}

impl Sure {
    pub const fn label(self) -> &'static str {
        match self {
            Self::Certain => "Certain",
            Self::AlmostCertain => "Almost certain",
            Self::Possible => "Possible",
        }
    }
}

impl<Finding, Check, Question> Diagnosis<Finding, Check, Question> {
    /// How much was looked at.
    pub fn checks(&self) -> usize {
        self.findings.len() + self.passed.len()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn each_problem_is_known_by_its_code_alone() {
        for problem in Problem::ALL {
            assert_eq!(Problem::parse(problem.as_str()), Some(problem));
            assert_eq!(Problem::parse(problem.label()), None);
        }
        assert_eq!(Problem::parse(""), None);
    }

    #[test]
    fn each_problem_is_told_by_itself_of_somebody_and_to_whoever_has_it() {
        let of_one =
            |words: fn(Problem) -> String| Problem::ALL.map(words).into_iter().collect::<HashSet<_>>();
        let labels = of_one(|problem| problem.label().to_owned());
        let of_mina = of_one(|problem| problem.of("Mina Okafor"));
        let of_you = of_one(|problem| problem.of_you().to_owned());
        assert_eq!([labels.len(), of_mina.len(), of_you.len()], [Problem::ALL.len(); 3]);
        assert!(of_mina.iter().all(|words| words.contains("Mina Okafor")), "{of_mina:?}");
        assert!(of_you.iter().all(|words| words.starts_with("You")), "{of_you:?}");
    }

    #[test]
    fn the_surest_comes_first_and_says_so() {
        let mut all = [Sure::Possible, Sure::Certain, Sure::AlmostCertain];
        all.sort();
        assert_eq!(all.map(Sure::label), ["Certain", "Almost certain", "Possible"]);
    }
}
