//! A campaign as it stands in its row.

use domain::asset::{Currency, UtcOffset};
use domain::campaign::{Budget, BudgetKind, Campaign, CampaignStatus, Objective, Schedule};
use domain::id::{AssetId, CampaignId};
use domain::money::Money;
use domain::name::CampaignName;
use domain::note::Note;
use uuid::Uuid;

use super::{CampaignAccount, StandingCampaign};
use crate::clock::at;
use crate::failure::Fault;

/// The campaigns of a Business Center `$1` that a partner `$3` sees at `$4`: all of them, where `$2` is 1.
macro_rules! select_campaigns {
    ($columns:expr, $conditions:expr) => {
        concat!(
            "SELECT ",
            $columns,
            " FROM campaigns k
              JOIN assets a ON a.id = k.ad_account_id
             WHERE k.center_id = $1
               AND ($2 = 1 OR k.ad_account_id IN (SELECT coalesce(x.asset_id, t.asset_id)
                                                    FROM asset_grants x
                                                    LEFT JOIN asset_group_assets t ON t.group_id = x.group_id
                                                   WHERE x.partner_id = $3 AND (x.ends_at IS NULL OR x.ends_at > $4))) ",
            $conditions
        )
    };
}
pub(super) use select_campaigns;

/// What [`Row`] reads.
macro_rules! row_columns {
    () => {
        "k.id, k.ad_account_id, a.name AS ad_account, a.currency, a.utc_offset, k.name, k.objective, k.budget_kind, k.budget,
         k.starts_at, k.ends_at, k.status, k.note, k.version, k.saved_by, k.saved_at,
         (SELECT n.name FROM partners n WHERE n.id = k.responsible_id AND k.responsible_left_at IS NULL) AS responsible"
    };
}
pub(super) use row_columns;

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    id: Uuid,
    ad_account_id: Uuid,
    ad_account: String,
    currency: Option<String>,
    utc_offset: Option<i64>,
    name: String,
    objective: String,
    budget_kind: String,
    budget: Option<i64>,
    starts_at: i64,
    ends_at: Option<i64>,
    status: String,
    note: Option<String>,
    version: i64,
    saved_by: String,
    saved_at: i64,
    responsible: Option<String>,
}

impl Row {
    pub(super) fn standing(self) -> Result<StandingCampaign, Fault> {
        let account =
            account(self.ad_account_id, self.ad_account.clone(), self.currency.as_deref(), self.utc_offset)?;
        let wrong = |column, holds: &str| Fault::Row {
            table: "campaigns",
            column,
            row: self.id.to_string(),
            holds: holds.to_owned(),
        };
        let budget = self.budget(account.currency);
        let budget =
            budget.ok_or_else(|| wrong("budget", &format!("{} {:?}", self.budget_kind, self.budget)))?;
        let schedule = Schedule::recorded(at(self.starts_at), self.ends_at.map(at));
        let note = self.note.as_deref().map_or(Ok(None), Note::parse);
        Ok(StandingCampaign {
            id: CampaignId::from_uuid(self.id),
            campaign: Campaign {
                name: CampaignName::parse(&self.name).map_err(|_| wrong("name", &self.name))?,
                objective: Objective::parse(&self.objective)
                    .ok_or_else(|| wrong("objective", &self.objective))?,
                ad_account: account.id,
                budget,
                schedule: schedule.ok_or_else(|| wrong("ends_at", &format!("{:?}", self.ends_at)))?,
                status: CampaignStatus::parse(&self.status).ok_or_else(|| wrong("status", &self.status))?,
                note: note.map_err(|_| wrong("note", self.note.as_deref().unwrap_or_default()))?,
            },
            account,
            version: u32::try_from(self.version).map_err(|_| wrong("version", &self.version.to_string()))?,
            saved_at: at(self.saved_at),
            saved_by: self.saved_by,
            responsible: self.responsible,
        })
    }

    fn budget(&self, currency: Currency) -> Option<Budget> {
        let amount = match self.budget {
            Some(units) => Some(Money::from_units(units, currency)?),
            None => None,
        };
        Budget::of(BudgetKind::parse(&self.budget_kind)?, amount)
    }
}

/// From the columns of an Asset that is an ad account.
pub(super) fn account(
    id: Uuid,
    name: String,
    currency: Option<&str>,
    offset: Option<i64>,
) -> Result<CampaignAccount, Fault> {
    let wrong = |column, holds: String| Fault::Row { table: "assets", column, row: id.to_string(), holds };
    let known = currency.and_then(|code| Currency::parse(code).ok());
    let minutes = offset.and_then(|minutes| UtcOffset::from_minutes(i16::try_from(minutes).ok()?).ok());
    Ok(CampaignAccount {
        id: AssetId::from_uuid(id),
        name,
        currency: known.ok_or_else(|| wrong("currency", currency.unwrap_or_default().to_owned()))?,
        offset: minutes.ok_or_else(|| wrong("utc_offset", format!("{offset:?}")))?,
    })
}
