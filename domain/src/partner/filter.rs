use serde::{Deserialize, Serialize};

use super::PartnerKind;
use crate::access::{AccessLevel, Modules};
use crate::asset::AssetKind;
use crate::fold::{self, fold};

/// Which partners a list shows, beside those of a state; empty shows all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// Any of them.
    pub kinds: Vec<PartnerKind>,
    pub level: Option<AccessLevel>,
    /// Who has all of them; an Admin has every Module.
    pub modules: Modules,
    /// The name of theirs.
    pub organisation: String,
    /// An Asset that was given to them, by its name, or spelt with its kind: "Halcyon EU (Ad account)".
    pub asset: String,
    pub quiet: Option<Quiet>,
    /// Members whose access ends within [`ENDS_SOON`] days.
    pub ends_soon: bool,
    /// Members without a Module and without an Asset or group that still counts.
    pub nothing_granted: bool,
    /// Open invitations that a mail server or gateway did not take.
    pub not_delivered: bool,
}

/// An end is near for so many days.
pub const ENDS_SOON: i64 = 30;

/// Members who were not here for so long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Quiet {
    Days30,
    Days90,
}

impl Filter {
    /// Under which key the organisation stands; empty where none is asked for.
    pub fn organisation_key(&self) -> String {
        key(&self.organisation)
    }

    /// The key of the Asset that is asked for, and its kind where that is said; an empty key where none is asked for.
    pub fn asset_key(&self) -> (String, Option<AssetKind>) {
        let typed = self.asset.trim();
        let spelt = typed.strip_suffix(')').and_then(|typed| typed.rsplit_once(" ("));
        let of_a_kind = spelt.and_then(|(name, label)| {
            let kind = AssetKind::ALL.into_iter().find(|kind| fold(kind.label()) == fold(label))?;
            Some((key(name), Some(kind)))
        });
        of_a_kind.unwrap_or_else(|| (key(typed), None))
    }
}

/// As names have it.
fn key(typed: &str) -> String {
    fold(&fold::typed(typed).split_whitespace().collect::<Vec<_>>().join(" "))
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
    fn an_asset_is_asked_for_by_name_or_with_its_kind() {
        let key = |asset: &str| Filter { asset: asset.to_owned(), ..Filter::default() }.asset_key();
        assert_eq!(key("  "), (String::new(), None));
        assert_eq!(key(" Halcyon EU "), ("halcyon eu".to_owned(), None));
        assert_eq!(key("Halcyon (EU)"), ("halcyon (eu)".to_owned(), None));
        for kind in AssetKind::ALL {
            let spelt = format!("Halcyon (EU) ({})", kind.label());
            assert_eq!(key(&spelt), ("halcyon (eu)".to_owned(), Some(kind)), "{spelt}");
        }
    }

    #[test]
    fn an_organisation_is_asked_for_however_it_is_spelt() {
        let asked = Filter { organisation: " BRIGHT  Agency ".to_owned(), ..Filter::default() };
        assert_eq!(asked.organisation_key(), "bright agency");
        assert_eq!(Filter::default().organisation_key(), "");
    }

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
