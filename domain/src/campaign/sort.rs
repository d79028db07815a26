//! In which order a list of campaigns stands.

use serde::{Deserialize, Serialize};

/// What a list of campaigns is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CampaignSortBy {
    /// When it was saved last.
    #[default]
    Saved,
    Name,
    Start,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CampaignSort {
    pub by: CampaignSortBy,
    pub descending: bool,
}

/// What was saved last stands first.
impl Default for CampaignSort {
    fn default() -> Self {
        Self::first_by(CampaignSortBy::default())
    }
}

impl CampaignSortBy {
    pub const ALL: [Self; 3] = [Self::Saved, Self::Name, Self::Start];

    /// The code in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Saved => "saved",
            Self::Name => "name",
            Self::Start => "start",
        }
    }
}

impl CampaignSort {
    /// As a column begins: names from A on, times from the newest.
    pub const fn first_by(by: CampaignSortBy) -> Self {
        Self { by, descending: matches!(by, CampaignSortBy::Saved | CampaignSortBy::Start) }
    }

    /// By a column: as it begins, or turned round where the list stands so already.
    #[must_use]
    pub fn then_by(self, by: CampaignSortBy) -> Self {
        if self.by == by { Self { descending: !self.descending, ..self } } else { Self::first_by(by) }
    }

    /// Every order.
    pub fn all() -> impl Iterator<Item = Self> {
        let both = |by| [Self::first_by(by), Self::first_by(by).then_by(by)];
        CampaignSortBy::ALL.into_iter().flat_map(both)
    }

    pub const fn label(self) -> &'static str {
        match (self.by, self.descending) {
            (CampaignSortBy::Saved, true) => "Saved last",
            (CampaignSortBy::Saved, false) => "Not saved for longest",
            (CampaignSortBy::Name, false) => "Name, A to Z",
            (CampaignSortBy::Name, true) => "Name, Z to A",
            (CampaignSortBy::Start, true) => "Latest start",
            (CampaignSortBy::Start, false) => "Earliest start",
        }
    }

    /// As it stands in addresses: `name`, `-start`.
    pub fn spelt(self) -> String {
        format!("{}{}", if self.descending { "-" } else { "" }, self.by.as_str())
    }

    pub fn parse(spelt: &str) -> Option<Self> {
        let turned = spelt.strip_prefix('-');
        let by = CampaignSortBy::ALL.into_iter().find(|by| by.as_str() == turned.unwrap_or(spelt))?;
        Some(Self { by, descending: turned.is_some() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_order_is_read_as_it_was_spelt() {
        for by in CampaignSortBy::ALL {
            for descending in [false, true] {
                let sort = CampaignSort { by, descending };
                assert_eq!(CampaignSort::parse(&sort.spelt()), Some(sort));
            }
        }
        assert_eq!((CampaignSort::parse(""), CampaignSort::parse("--name")), (None, None));
        assert_eq!(CampaignSort::default().spelt(), "-saved");
    }

    #[test]
    fn every_order_has_a_name_of_its_own() {
        let labels: Vec<_> = CampaignSort::all().map(CampaignSort::label).collect();
        assert_eq!(
            labels,
            [
                "Saved last",
                "Not saved for longest",
                "Name, A to Z",
                "Name, Z to A",
                "Latest start",
                "Earliest start"
            ]
        );
    }

    #[test]
    fn a_column_begins_as_it_is_read_and_turns_round() {
        let by_name = CampaignSort::default().then_by(CampaignSortBy::Name);
        assert_eq!(by_name.spelt(), "name");
        assert_eq!(by_name.then_by(CampaignSortBy::Name).spelt(), "-name");
        assert_eq!(by_name.then_by(CampaignSortBy::Start).spelt(), "-start");
    }
}
