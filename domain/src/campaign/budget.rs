use std::fmt;

use serde::{Deserialize, Serialize};

use crate::asset::Currency;
use crate::money::{Money, MoneyRefusal};

/// TikTok's least budget of a campaign, daily or lifetime (DOMAIN 6), in whole units of the ad account's currency.
const LEAST: u16 = 50;

/// What a campaign may spend.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Budget {
    Daily(Money),
    Lifetime(Money),
    NoLimit,
}

/// How a budget counts; fixed after the first save.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BudgetKind {
    Daily,
    Lifetime,
    NoLimit,
}

/// Why a text is no budget.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum BudgetRefusal {
    #[error(transparent)]
    Amount(#[from] MoneyRefusal),
    #[error("TikTok takes no budget below {least}. Type {least} or more.")]
    Below { least: String },
    #[error("A campaign without a limit has no amount. Take it out, or choose a daily or lifetime budget.")]
    NoAmount,
}

impl Budget {
    /// The amount as it was typed, of a kind that was chosen. The currency is that of the ad account, never typed.
    ///
    /// # Errors
    /// [`BudgetRefusal`] is the sentence for the field.
    pub fn parse(kind: BudgetKind, typed: &str, currency: Currency) -> Result<Self, BudgetRefusal> {
        let of = match kind {
            BudgetKind::Daily => Self::Daily,
            BudgetKind::Lifetime => Self::Lifetime,
            BudgetKind::NoLimit if typed.trim().is_empty() => return Ok(Self::NoLimit),
            BudgetKind::NoLimit => return Err(BudgetRefusal::NoAmount),
        };
        let (amount, least) = (Money::parse(typed, currency)?, Money::whole(LEAST, currency));
        if amount.is_below(least) {
            return Err(BudgetRefusal::Below { least: least.to_string() });
        }
        Ok(of(amount))
    }

    /// From a row.
    pub const fn of(kind: BudgetKind, amount: Option<Money>) -> Option<Self> {
        match (kind, amount) {
            (BudgetKind::Daily, Some(amount)) => Some(Self::Daily(amount)),
            (BudgetKind::Lifetime, Some(amount)) => Some(Self::Lifetime(amount)),
            (BudgetKind::NoLimit, None) => Some(Self::NoLimit),
            (BudgetKind::Daily | BudgetKind::Lifetime, None) | (BudgetKind::NoLimit, Some(_)) => None,
        }
    }

    pub const fn kind(self) -> BudgetKind {
        match self {
            Self::Daily(_) => BudgetKind::Daily,
            Self::Lifetime(_) => BudgetKind::Lifetime,
            Self::NoLimit => BudgetKind::NoLimit,
        }
    }

    pub const fn amount(self) -> Option<Money> {
        match self {
            Self::Daily(amount) | Self::Lifetime(amount) => Some(amount),
            Self::NoLimit => None,
        }
    }

    /// By how much another one of its kind and currency is more; nothing where it is less. None where either has no amount.
    pub fn raised_to(self, other: Self) -> Option<Money> {
        let (from, to) = self.amount().zip(other.amount()).filter(|_| self.kind() == other.kind())?;
        (from.currency() == to.currency())
            .then(|| to.more_than(from).unwrap_or(Money::whole(0, to.currency())))
    }

    /// How far it is to another one of its kind: "€150.00 more, 60 %". None where the amount stays.
    pub fn step_to(self, other: Self) -> Option<String> {
        let (from, to) = self.amount().zip(other.amount()).filter(|_| self.kind() == other.kind())?;
        let (by, word) = match (to.more_than(from), from.more_than(to)) {
            (Some(more), _) => (more, "more"),
            (None, Some(less)) => (less, "less"),
            (None, None) => return None,
        };
        // No budget is below TikTok's least, but a row might be.
        let base = i128::from(from.units()).max(1);
        let percent = (i128::from(by.units()) * 100 + base / 2) / base;
        Some(format!("{by} {word}, {percent} %"))
    }
}

impl BudgetKind {
    pub const ALL: [Self; 3] = [Self::Daily, Self::Lifetime, Self::NoLimit];

    /// The code in rows and forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Daily => "daily",
            Self::Lifetime => "lifetime",
            Self::NoLimit => "no_limit",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == code)
    }

    pub const fn label(self) -> &'static str {
        match self {
            Self::Daily => "Daily",
            Self::Lifetime => "Lifetime",
            Self::NoLimit => "No limit",
        }
    }
}

/// `€250.00 a day`, `€7,500.00 in all`, `No limit`
impl fmt::Display for Budget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Daily(amount) => write!(f, "{amount} a day"),
            Self::Lifetime(amount) => write!(f, "{amount} in all"),
            Self::NoLimit => f.write_str("No limit"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn currency(code: &str) -> Currency {
        Currency::parse(code).unwrap()
    }

    fn typed(kind: BudgetKind, text: &str, code: &str) -> Result<String, String> {
        let budget = Budget::parse(kind, text, currency(code));
        budget.map(|budget| budget.to_string()).map_err(|refusal| refusal.to_string())
    }

    #[test]
    fn a_budget_is_told_with_what_it_counts_by() {
        assert_eq!(typed(BudgetKind::Daily, "250", "EUR").as_deref(), Ok("€250.00 a day"));
        assert_eq!(typed(BudgetKind::Lifetime, "7500", "JPY").as_deref(), Ok("¥7,500 in all"));
        assert_eq!(typed(BudgetKind::NoLimit, " ", "EUR").as_deref(), Ok("No limit"));
    }

    #[test]
    fn tiktok_takes_no_less_than_fifty() {
        let below = |least: &str| Err(format!("TikTok takes no budget below {least}. Type {least} or more."));
        assert_eq!(typed(BudgetKind::Daily, "49.99", "EUR"), below("€50.00"));
        assert_eq!(typed(BudgetKind::Lifetime, "49", "JPY"), below("¥50"));
        assert_eq!(typed(BudgetKind::Daily, "0", "KWD"), below("KWD 50.000"));
        assert_eq!(typed(BudgetKind::Daily, "50", "EUR").as_deref(), Ok("€50.00 a day"));
    }

    #[test]
    fn it_is_raised_within_its_kind_and_currency_and_never_by_less_than_nothing() {
        let of = |kind, text, code| Budget::parse(kind, text, currency(code)).unwrap();
        let daily = |text| of(BudgetKind::Daily, text, "EUR");
        let raised = |to: Budget| daily("250").raised_to(to).map(Money::units);
        assert_eq!(
            (raised(daily("250.01")), raised(daily("250")), raised(daily("50"))),
            (Some(1), Some(0), Some(0))
        );
        assert_eq!(raised(of(BudgetKind::Lifetime, "400", "EUR")), None);
        assert_eq!(raised(of(BudgetKind::Daily, "400", "USD")), None);
        assert_eq!(raised(Budget::NoLimit), None);
        assert_eq!(Budget::NoLimit.raised_to(Budget::NoLimit), None);
    }

    #[test]
    fn a_step_is_told_in_money_and_percent() {
        let of = |kind, text| Budget::parse(kind, text, currency("EUR")).unwrap();
        let daily = |text| of(BudgetKind::Daily, text);
        let step = |from, to| daily(from).step_to(daily(to));
        assert_eq!(step("250", "400").as_deref(), Some("€150.00 more, 60 %"));
        assert_eq!(step("300", "200").as_deref(), Some("€100.00 less, 33 %"));
        assert_eq!(step("300", "400").as_deref(), Some("€100.00 more, 33 %"));
        assert_eq!(step("600", "601").as_deref(), Some("€1.00 more, 0 %"));
        assert_eq!(step("200", "201").as_deref(), Some("€1.00 more, 1 %"));
        assert_eq!(step("250", "250"), None);
        assert_eq!(daily("250").step_to(of(BudgetKind::Lifetime, "400")), None);
        assert_eq!(daily("250").step_to(Budget::NoLimit), None);
        let none = Budget::Daily(Money::from_units(0, currency("EUR")).unwrap());
        assert_eq!(none.step_to(daily("50")).as_deref(), Some("€50.00 more, 500000 %"));
    }

    #[test]
    fn without_a_limit_there_is_no_amount_and_with_one_there_is() {
        let refused =
            "A campaign without a limit has no amount. Take it out, or choose a daily or lifetime budget.";
        assert_eq!(typed(BudgetKind::NoLimit, "250", "EUR"), Err(refused.to_owned()));
        assert_eq!(typed(BudgetKind::Daily, "", "EUR"), Err("Type the amount, like 250.00.".to_owned()));
    }

    #[test]
    fn a_row_holds_an_amount_exactly_where_its_kind_has_one() {
        let amount = Some(Money::whole(250, currency("EUR")));
        for kind in BudgetKind::ALL {
            assert_eq!(BudgetKind::parse(kind.as_str()), Some(kind));
            let [with, without] = [amount, None].map(|amount| Budget::of(kind, amount));
            assert_eq!(
                (with.is_some(), without.is_none()),
                (kind != BudgetKind::NoLimit, kind != BudgetKind::NoLimit)
            );
            let whole = with.or(without).unwrap();
            assert_eq!((whole.kind(), Budget::of(whole.kind(), whole.amount())), (kind, Some(whole)));
        }
        assert_eq!(BudgetKind::ALL.map(BudgetKind::label), ["Daily", "Lifetime", "No limit"]);
    }
}
