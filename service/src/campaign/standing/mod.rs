//! Standing approvals: what an Admin approves ahead, for one Operator and ad account, with a ceiling and an end (DOMAIN 1).

mod ahead;
mod give;
mod lapse;
mod letter;
mod list;

use chrono::{DateTime, Utc};
use domain::campaign::BudgetKind;
use domain::campaign::standing::StandingApproval;
use domain::id::{PartnerId, StandingApprovalId};
use domain::money::Money;

pub use self::give::NewApproval;
pub(crate) use self::letter::approved_ahead_letter;
pub use self::list::Operated;
use super::CampaignAccount;

/// A Standing approval as it stands.
#[derive(Clone, Debug)]
pub struct GivenApproval {
    pub id: StandingApprovalId,
    pub operator: Operator,
    pub account: CampaignAccount,
    pub approval: StandingApproval,
    pub given_by: String,
    pub given_at: DateTime<Utc>,
    /// What was taken of it today.
    pub used: Used,
    /// None: it counts.
    pub ended: Option<Ended>,
}

/// Who may propose on an ad account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operator {
    pub id: PartnerId,
    pub name: String,
}

/// What budgets were raised by today, in smallest units of the ad account's currency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Used {
    daily: i64,
    lifetime: i64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    pub at: DateTime<Utc>,
    /// None: its day came, or the access that it stood on was changed.
    pub by: Option<String>,
    /// The entry of the audit log with which it ended; none: its day came.
    pub change: Option<i64>,
}

impl GivenApproval {
    /// What is left of it today for budgets of a kind.
    pub fn left(&self, kind: BudgetKind) -> Money {
        self.approval.left(self.used.of(kind))
    }
}

impl Used {
    const fn of(self, kind: BudgetKind) -> i64 {
        match kind {
            BudgetKind::Daily => self.daily,
            BudgetKind::Lifetime => self.lifetime,
            BudgetKind::NoLimit => 0,
        }
    }

    const fn add(&mut self, kind: BudgetKind, raised: i64) {
        match kind {
            BudgetKind::Daily => self.daily += raised,
            BudgetKind::Lifetime => self.lifetime += raised,
            BudgetKind::NoLimit => {}
        }
    }
}
