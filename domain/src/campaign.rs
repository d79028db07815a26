//! Campaigns (DOMAIN 6): what an Admin sets up, and a Standard Operator proposes.

mod budget;
mod difference;
mod field;
mod refusal;
pub mod request;
mod schedule;
mod sort;
pub mod standing;

pub use budget::{Budget, BudgetKind, BudgetRefusal};
pub use difference::{Change, Shown};
pub use field::{CampaignField, Changes, FixedRefusal};
pub use refusal::CampaignRefusal;
pub use schedule::{Schedule, ScheduleEnd, ScheduleRefusal};
use serde::{Deserialize, Serialize};
pub use sort::{CampaignSort, CampaignSortBy};

use crate::id::AssetId;
use crate::name::CampaignName;
use crate::note::Note;

/// How a campaign is set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Campaign {
    pub name: CampaignName,
    pub objective: Objective,
    /// Its budget is in the currency and its schedule in the UTC offset of this ad account.
    pub ad_account: AssetId,
    pub budget: Budget,
    pub schedule: Schedule,
    pub status: CampaignStatus,
    pub note: Option<Note>,
}

/// What a campaign is to bring, in TikTok's words (facts 1.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Objective {
    Reach,
    Traffic,
    VideoViews,
    CommunityInteraction,
    AppPromotion,
    LeadGeneration,
    WebsiteConversions,
    ProductSales,
}

/// Whether it runs, as far as its schedule and budget let it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CampaignStatus {
    Active,
    Paused,
    /// For good: nothing of it changes any more.
    Deleted,
}

impl Objective {
    pub const ALL: [Self; 8] = [
        Self::Reach,
        Self::Traffic,
        Self::VideoViews,
        Self::CommunityInteraction,
        Self::AppPromotion,
        Self::LeadGeneration,
        Self::WebsiteConversions,
        Self::ProductSales,
    ];

    /// The code in rows and forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reach => "reach",
            Self::Traffic => "traffic",
            Self::VideoViews => "video_views",
            Self::CommunityInteraction => "community_interaction",
            Self::AppPromotion => "app_promotion",
            Self::LeadGeneration => "lead_generation",
            Self::WebsiteConversions => "website_conversions",
            Self::ProductSales => "product_sales",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|objective| objective.as_str() == code)
    }

    /// On TikTok's screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Reach => "Reach",
            Self::Traffic => "Traffic",
            Self::VideoViews => "Video views",
            Self::CommunityInteraction => "Community interaction",
            Self::AppPromotion => "App promotion",
            Self::LeadGeneration => "Lead generation",
            Self::WebsiteConversions => "Website conversions",
            Self::ProductSales => "Product sales",
        }
    }
}

impl CampaignStatus {
    pub const ALL: [Self; 3] = [Self::Active, Self::Paused, Self::Deleted];

    /// The code in rows and forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Paused => "paused",
            Self::Deleted => "deleted",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == code)
    }

    pub const fn label(self) -> &'static str {
        match self {
            Self::Active => "Active",
            Self::Paused => "Paused",
            Self::Deleted => "Deleted",
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_code_is_read_as_it_was_written() {
        for objective in Objective::ALL {
            assert_eq!(Objective::parse(objective.as_str()), Some(objective));
        }
        for status in CampaignStatus::ALL {
            assert_eq!(CampaignStatus::parse(status.as_str()), Some(status));
        }
        assert_eq!((Objective::parse("Reach"), CampaignStatus::parse("")), (None, None));
    }

    #[test]
    fn every_objective_has_a_name_of_its_own() {
        let labels: HashSet<_> = Objective::ALL.into_iter().map(Objective::label).collect();
        assert_eq!(labels.len(), Objective::ALL.len());
        assert_eq!(CampaignStatus::ALL.map(CampaignStatus::label), ["Active", "Paused", "Deleted"]);
    }
}
