//! A Standing approval in the log's words. Stored as JSON: a field never changes its meaning.

use chrono::NaiveDate;
use domain::asset::Currency;
use domain::end::EndDate;
use domain::money::Money;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::campaign::CampaignAccount;

/// What was approved ahead, and until when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApprovalState {
    pub ad_account: Uuid,
    pub ad_account_name: String,
    pub currency: String,
    /// In smallest units of the currency.
    pub ceiling: i64,
    pub last_day: NaiveDate,
}

impl ApprovalState {
    pub(crate) fn of(account: &CampaignAccount, ceiling: Money, ends: EndDate) -> Self {
        Self {
            ad_account: account.id.uuid(),
            ad_account_name: account.name.clone(),
            currency: account.currency.code().to_owned(),
            ceiling: ceiling.units(),
            last_day: ends.day(),
        }
    }

    /// "budgets of Halcyon EU up to €200.00 a day until 30 June 2027"
    pub fn words(&self) -> String {
        let ceiling = Currency::parse(&self.currency).ok().and_then(|of| Money::from_units(self.ceiling, of));
        let ceiling =
            ceiling.map_or_else(|| format!("{} {}", self.ceiling, self.currency), |of| of.to_string());
        let day = EndDate::day_in_words(&self.last_day.to_string()).unwrap_or_default();
        format!("budgets of {} up to {ceiling} a day until {day}", self.ad_account_name)
    }
}
