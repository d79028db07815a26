//! A campaign in the log's words. Stored as JSON: a field never changes its meaning.

use chrono::{DateTime, Utc};
use domain::asset::{Currency, UtcOffset};
use domain::campaign::{Budget, BudgetKind, Campaign, CampaignStatus, Change, Objective, Schedule};
use domain::id::AssetId;
use domain::money::Money;
use domain::name::CampaignName;
use domain::note::Note;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::campaign::CampaignAccount;

/// One version of a campaign, with what its money and times are in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CampaignState {
    pub name: String,
    pub objective: String,
    pub ad_account: Uuid,
    pub ad_account_name: String,
    pub currency: String,
    /// In minutes.
    pub utc_offset: i16,
    pub budget_kind: String,
    /// In smallest units of the currency.
    pub budget: Option<i64>,
    pub start: DateTime<Utc>,
    pub end: Option<DateTime<Utc>>,
    pub status: String,
    pub note: Option<String>,
}

impl CampaignState {
    pub(crate) fn of(campaign: &Campaign, account: &CampaignAccount) -> Self {
        Self {
            name: campaign.name.as_str().to_owned(),
            objective: campaign.objective.as_str().to_owned(),
            ad_account: campaign.ad_account.uuid(),
            ad_account_name: account.name.clone(),
            currency: account.currency.code().to_owned(),
            utc_offset: account.offset.minutes(),
            budget_kind: campaign.budget.kind().as_str().to_owned(),
            budget: campaign.budget.amount().map(Money::units),
            start: campaign.schedule.start(),
            end: campaign.schedule.end(),
            status: campaign.status.as_str().to_owned(),
            note: campaign.note.as_ref().map(|note| note.as_str().to_owned()),
        }
    }

    /// None: a word of it is of another build.
    pub fn campaign(&self) -> Option<Campaign> {
        let currency = Currency::parse(&self.currency).ok()?;
        let amount = match self.budget {
            Some(units) => Some(Money::from_units(units, currency)?),
            None => None,
        };
        Some(Campaign {
            name: CampaignName::parse(&self.name).ok()?,
            objective: Objective::parse(&self.objective)?,
            ad_account: AssetId::from_uuid(self.ad_account),
            budget: Budget::of(BudgetKind::parse(&self.budget_kind)?, amount)?,
            schedule: Schedule::recorded(self.start, self.end)?,
            status: CampaignStatus::parse(&self.status)?,
            note: self.note.as_deref().map_or(Some(None), |note| Note::parse(note).ok())?,
        })
    }

    /// What is different in another version of the same campaign.
    pub fn changes(&self, after: &Self) -> Vec<Change> {
        let both = self.campaign().zip(after.campaign()).zip(UtcOffset::from_minutes(self.utc_offset).ok());
        both.map(|((before, after), offset)| before.difference(&after, &self.ad_account_name, offset))
            .unwrap_or_default()
    }

    /// "Traffic, €250.00 a day, from 31 January 2027, 09:00, Active"
    pub fn words(&self) -> String {
        let known = self.campaign().zip(UtcOffset::from_minutes(self.utc_offset).ok());
        known.map_or_else(String::new, |(campaign, offset)| campaign.words_in_one(offset))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state() -> CampaignState {
        CampaignState {
            name: "Spring launch".to_owned(),
            objective: "traffic".to_owned(),
            ad_account: Uuid::nil(),
            ad_account_name: "Halcyon EU".to_owned(),
            currency: "EUR".to_owned(),
            utc_offset: 60,
            budget_kind: "daily".to_owned(),
            budget: Some(25_000),
            start: "2027-01-31T08:00:00Z".parse().unwrap(),
            end: None,
            status: "active".to_owned(),
            note: Some("Until the fair.".to_owned()),
        }
    }

    #[test]
    fn a_version_is_read_as_it_was_written() {
        let campaign = state().campaign().unwrap();
        let account = CampaignAccount {
            id: AssetId::from_uuid(Uuid::nil()),
            name: "Halcyon EU".to_owned(),
            currency: Currency::parse("EUR").unwrap(),
            offset: UtcOffset::from_minutes(60).unwrap(),
        };
        assert_eq!(CampaignState::of(&campaign, &account), state());
        assert_eq!(state().words(), "Traffic, €250.00 a day, from 31 January 2027, 09:00, Active");
    }

    #[test]
    fn two_versions_differ_in_the_words_of_the_page() {
        let after = CampaignState { budget: Some(40_000), note: None, ..state() };
        let told: Vec<_> = state().changes(&after).iter().map(Change::to_string).collect();
        assert_eq!(told, ["Budget €250.00 a day → €400.00 a day", "Note Until the fair. → None"]);
        assert!(state().changes(&state()).is_empty());
    }

    #[test]
    fn what_another_build_wrote_is_no_campaign() {
        for other in [
            CampaignState { objective: "fame".to_owned(), ..state() },
            CampaignState { budget: None, ..state() },
            CampaignState { currency: "XXXX".to_owned(), ..state() },
        ] {
            assert_eq!((other.campaign(), other.words()), (None, String::new()));
        }
    }
}
