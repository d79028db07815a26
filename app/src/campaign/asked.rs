//! What the address of the list asks for, both ways.

use domain::campaign::{CampaignSort, CampaignSortBy, CampaignStatus, Objective};
use domain::id::{AssetId, CampaignId};
use leptos_router::params::ParamsMap;
use serde::{Deserialize, Serialize};

use crate::path;

/// Search, filter, order, and where the page begins.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Asked {
    pub search: String,
    pub objective: Option<Objective>,
    pub ad_account: Option<AssetId>,
    pub status: Option<CampaignStatus>,
    pub sort: CampaignSort,
    pub after: Option<CampaignId>,
}

impl Asked {
    pub fn parse(query: &ParamsMap) -> Self {
        let of = |name: &str| query.get(name).unwrap_or_default();
        Self {
            search: of("q"),
            objective: Objective::parse(&of("objective")),
            ad_account: of("ad_account").parse().ok(),
            status: CampaignStatus::parse(&of("status")),
            sort: CampaignSort::parse(&of("sort")).unwrap_or_default(),
            after: of("after").parse().ok(),
        }
    }

    #[must_use]
    pub fn of_status(&self, status: Option<CampaignStatus>) -> Self {
        Self { status, after: None, ..self.clone() }
    }

    #[must_use]
    pub fn by(&self, column: CampaignSortBy) -> Self {
        Self { sort: self.sort.then_by(column), after: None, ..self.clone() }
    }

    #[must_use]
    pub fn from(&self, after: Option<CampaignId>) -> Self {
        Self { after, ..self.clone() }
    }

    /// The address of this list.
    pub fn address(&self, list: &str) -> String {
        let sort = if self.sort == CampaignSort::default() { String::new() } else { self.sort.spelt() };
        let parts = [
            ("q", self.search.clone()),
            ("objective", self.objective.map_or("", Objective::as_str).to_owned()),
            ("ad_account", self.ad_account.map(|of| of.to_string()).unwrap_or_default()),
            ("status", self.status.map_or("", CampaignStatus::as_str).to_owned()),
            ("sort", sort),
            ("after", self.after.map(|after| after.to_string()).unwrap_or_default()),
        ];
        path::asking_for(list, &parts)
    }
}
