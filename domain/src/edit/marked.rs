use std::fmt;

/// The part of **Edit** in which something is missing: it is marked when the form opens (DOMAIN 7). Nothing is changed by that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marked {
    Level,
    Modules,
    Assets,
}

impl Marked {
    pub const ALL: [Self; 3] = [Self::Level, Self::Modules, Self::Assets];

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|marked| marked.to_string() == code)
    }

    /// Above that part of the form.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Level => "This is not the level that they were invited with. Choose the one that is meant.",
            Self::Modules => "What they miss is a Module: tick what they need.",
            Self::Assets => {
                "What they miss is an Asset: add it here, give another role, or move its last day."
            }
        }
    }
}

/// The code in addresses.
impl fmt::Display for Marked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Level => "level",
            Self::Modules => "modules",
            Self::Assets => "assets",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_is_known_by_its_code() {
        for marked in Marked::ALL {
            assert_eq!(Marked::parse(&marked.to_string()), Some(marked));
            assert!(marked.words().ends_with('.'));
        }
        assert_eq!(Marked::parse("Level"), None);
        assert_eq!(Marked::ALL.map(|marked| marked.to_string()), ["level", "modules", "assets"]);
    }
}
