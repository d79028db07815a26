//! Which field of a campaign may change when: the one table that form, server and Help read.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Campaign, CampaignStatus};

/// What a campaign is set by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CampaignField {
    Name,
    Objective,
    AdAccount,
    BudgetKind,
    Budget,
    Start,
    End,
    Status,
    Note,
}

/// When a field may change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changes {
    Always,
    /// Not after the first save, as on TikTok (DOMAIN 6).
    UntilSaved,
    UntilStarted,
}

/// Why a field stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum FixedRefusal {
    #[error("{} is fixed after the first save, as on TikTok. Create another campaign instead.", .0.label())]
    Saved(CampaignField),
    #[error("It has started, so its start stays. Change its end or status instead.")]
    Started,
    #[error("It was deleted, and nothing of it changes any more. Create another campaign instead.")]
    Deleted,
}

impl CampaignField {
    pub const ALL: [Self; 9] = [
        Self::Name,
        Self::Objective,
        Self::AdAccount,
        Self::BudgetKind,
        Self::Budget,
        Self::Start,
        Self::End,
        Self::Status,
        Self::Note,
    ];

    pub const fn label(self) -> &'static str {
        match self {
            Self::Name => "Name",
            Self::Objective => "Objective",
            Self::AdAccount => "Ad account",
            Self::BudgetKind => "Kind of budget",
            Self::Budget => "Budget",
            Self::Start => "Start",
            Self::End => "End",
            Self::Status => "Status",
            Self::Note => "Note",
        }
    }

    pub const fn changes(self) -> Changes {
        match self {
            Self::Objective | Self::AdAccount | Self::BudgetKind => Changes::UntilSaved,
            Self::Start => Changes::UntilStarted,
            Self::Name | Self::Budget | Self::End | Self::Status | Self::Note => Changes::Always,
        }
    }
}

impl Campaign {
    /// Why a field of this one, which was saved, stays as it is; none where it may change.
    pub fn fixed(&self, field: CampaignField, now: DateTime<Utc>) -> Option<FixedRefusal> {
        if self.status == CampaignStatus::Deleted {
            return Some(FixedRefusal::Deleted);
        }
        match field.changes() {
            Changes::UntilSaved => Some(FixedRefusal::Saved(field)),
            Changes::UntilStarted if self.schedule.has_started(now) => Some(FixedRefusal::Started),
            Changes::UntilStarted | Changes::Always => None,
        }
    }

    /// What of another one can't become of this one, each with the reason.
    pub fn refused(&self, wanted: &Self, now: DateTime<Utc>) -> Vec<(CampaignField, FixedRefusal)> {
        let changed = CampaignField::ALL.into_iter().filter(|field| self.differs(wanted, *field));
        changed.filter_map(|field| Some((field, self.fixed(field, now)?))).collect()
    }

    pub(super) fn differs(&self, other: &Self, field: CampaignField) -> bool {
        match field {
            CampaignField::Name => self.name != other.name,
            CampaignField::Objective => self.objective != other.objective,
            CampaignField::AdAccount => self.ad_account != other.ad_account,
            CampaignField::BudgetKind => self.budget.kind() != other.budget.kind(),
            CampaignField::Budget => self.budget.amount() != other.budget.amount(),
            CampaignField::Start => self.schedule.start() != other.schedule.start(),
            CampaignField::End => self.schedule.end() != other.schedule.end(),
            CampaignField::Status => self.status != other.status,
            CampaignField::Note => self.note != other.note,
        }
    }
}
