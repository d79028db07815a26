//! Standing approvals (DOMAIN 1): what an Admin approves ahead, for one Operator and ad account, up to a ceiling.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Campaign, CampaignField};
use crate::asset::UtcOffset;
use crate::end::EndDate;
use crate::money::Money;

/// What is approved ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StandingApproval {
    /// Of what budgets are raised by in one day of the ad account, daily and lifetime ones apart.
    pub ceiling: Money,
    pub ends: EndDate,
}

/// Why a change waits for an Admin although something is approved ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waits {
    /// The day of the standing approval is over.
    Ended,
    /// Something else than the amount of a budget changes, too.
    NotOnlyBudget,
    /// More than is left today.
    BeyondCeiling,
}

/// Why nothing was approved ahead; its `Display` is the sentence for the form.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StandingRefusal {
    #[error("They don’t propose changes on this ad account, or no more. Choose an Operator of the list.")]
    NotAnOperator,
    #[error("They have a standing approval for this ad account already. End that one first.")]
    AlreadyGiven,
    #[error("Type more than 0: up to nothing lets nothing through.")]
    Nothing,
    /// Their own access is over before.
    #[error("Their access ends on {0}. Choose that day or an earlier one.")]
    BeyondAccess(EndDate),
}

/// It does not count any more, so nothing of it can be ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("It has ended already.")]
pub struct AlreadyEnded;

impl StandingApproval {
    /// How much of the ceiling a change takes, which is approved by it: nothing where a budget is lowered. `used`: what was
    /// taken of it today by budgets of the same kind, in smallest units.
    ///
    /// # Errors
    /// [`Waits`], where it is for an Admin to look at.
    pub fn approves(
        &self,
        was: &Campaign,
        wanted: &Campaign,
        used: i64,
        now: DateTime<Utc>,
    ) -> Result<Money, Waits> {
        if self.ends.is_over(now) {
            return Err(Waits::Ended);
        }
        let mut changed = CampaignField::ALL.into_iter().filter(|field| was.differs(wanted, *field));
        if (changed.next(), changed.next()) != (Some(CampaignField::Budget), None) {
            return Err(Waits::NotOnlyBudget);
        }
        let raised = was.budget.raised_to(wanted.budget).ok_or(Waits::NotOnlyBudget)?;
        if raised.fits_in(self.left(used)) { Ok(raised) } else { Err(Waits::BeyondCeiling) }
    }

    /// What is left of the ceiling after `used`, in smallest units.
    pub fn left(&self, used: i64) -> Money {
        self.ceiling.less(used)
    }
}

/// When the day of an ad account began that `now` is in.
pub fn start_of_day(now: DateTime<Utc>, offset: UtcOffset) -> DateTime<Utc> {
    let minutes = TimeDelta::minutes(offset.minutes().into());
    let local = now.naive_utc() + minutes;
    (local.date().and_time(chrono::NaiveTime::MIN) - minutes).and_utc()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::asset::Currency;
    use crate::campaign::{Budget, CampaignStatus, Objective, Schedule};
    use crate::id::AssetId;
    use crate::name::CampaignName;
    use crate::note::Note;
    use crate::zone::Zone;

    fn now() -> DateTime<Utc> {
        "2027-03-10T09:00:00Z".parse().unwrap()
    }

    fn euro(amount: u16) -> Money {
        Money::whole(amount, Currency::parse("EUR").unwrap())
    }

    fn with(budget: Budget) -> Campaign {
        Campaign {
            name: CampaignName::parse("Spring launch").unwrap(),
            objective: Objective::Traffic,
            ad_account: AssetId::from_uuid(Uuid::nil()),
            budget,
            schedule: Schedule::recorded(now(), None).unwrap(),
            status: CampaignStatus::Active,
            note: None,
        }
    }

    fn daily(amount: u16) -> Campaign {
        with(Budget::Daily(euro(amount)))
    }

    fn up_to(amount: u16) -> StandingApproval {
        let ends = EndDate::parse("2027-06-30", Zone::default(), now()).unwrap().unwrap();
        StandingApproval { ceiling: euro(amount), ends }
    }

    fn takes(from: &Campaign, to: &Campaign, used: u16) -> Result<i64, Waits> {
        up_to(200).approves(from, to, euro(used).units(), now()).map(Money::units)
    }

    #[test]
    fn what_a_budget_is_raised_by_is_taken_of_the_ceiling() {
        assert_eq!(takes(&daily(250), &daily(400), 0), Ok(15_000));
        assert_eq!(takes(&daily(250), &daily(400), 50), Ok(15_000));
        assert_eq!(takes(&daily(250), &daily(400), 51), Err(Waits::BeyondCeiling));
        assert_eq!(takes(&daily(250), &daily(451), 0), Err(Waits::BeyondCeiling));
        let lifetime = |amount| with(Budget::Lifetime(euro(amount)));
        assert_eq!(takes(&lifetime(7_500), &lifetime(7_700), 0), Ok(20_000));
    }

    #[test]
    fn lowering_takes_nothing_even_where_nothing_is_left() {
        assert_eq!(takes(&daily(400), &daily(250), 0), Ok(0));
        assert_eq!(takes(&daily(400), &daily(250), 200), Ok(0));
        // More than the ceiling: it was lower when that was approved.
        assert_eq!(takes(&daily(400), &daily(250), 300), Ok(0));
        assert_eq!(takes(&daily(250), &daily(251), 300), Err(Waits::BeyondCeiling));
    }

    #[test]
    fn whatever_else_changes_waits() {
        let from = daily(250);
        let renamed = Campaign { name: CampaignName::parse("Summer").unwrap(), ..daily(300) };
        let paused = Campaign { status: CampaignStatus::Paused, ..daily(250) };
        let noted = Campaign { note: Note::parse("More.").unwrap(), ..daily(300) };
        let no_limit = with(Budget::NoLimit);
        let other_kind = with(Budget::Lifetime(euro(300)));
        let dollars = with(Budget::Daily(Money::whole(300, Currency::parse("USD").unwrap())));
        for other in [renamed, paused, noted, no_limit, other_kind, dollars, from.clone()] {
            assert_eq!(takes(&from, &other, 0), Err(Waits::NotOnlyBudget), "{other:?}");
        }
    }

    #[test]
    fn it_ends_with_its_day() {
        let standing = up_to(200);
        let last = standing.ends.moment() - TimeDelta::microseconds(1);
        assert!(standing.approves(&daily(250), &daily(300), 0, last).is_ok());
        let over = standing.approves(&daily(250), &daily(300), 0, standing.ends.moment());
        assert_eq!(over, Err(Waits::Ended));
    }

    #[test]
    fn a_day_is_one_of_the_ad_account() {
        let start = |at: &str, minutes| {
            let offset = UtcOffset::from_minutes(minutes).unwrap();
            start_of_day(at.parse().unwrap(), offset).to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
        };
        assert_eq!(start("2027-03-10T09:00:00Z", 0), "2027-03-10T00:00:00Z");
        assert_eq!(start("2027-03-10T22:59:59Z", 60), "2027-03-09T23:00:00Z");
        assert_eq!(start("2027-03-10T23:00:00Z", 60), "2027-03-10T23:00:00Z");
        assert_eq!(start("2027-03-10T03:00:00Z", -480), "2027-03-09T08:00:00Z");
    }

    #[test]
    fn a_refusal_says_what_to_do() {
        let day = up_to(1).ends;
        let words = StandingRefusal::BeyondAccess(day).to_string();
        assert_eq!(words, "Their access ends on 30 June 2027. Choose that day or an earlier one.");
    }

    proptest! {
        /// Whatever is proposed in whatever order, what is approved of a day never exceeds the ceiling.
        #[test]
        fn the_sum_of_a_day_never_exceeds_the_ceiling(steps in prop::collection::vec((50_u16..2_000, 50_u16..2_000), 1..40), most in 0_u16..1_000) {
            let standing = up_to(most);
            let mut used = 0;
            for (from, to) in steps {
                if let Ok(taken) = standing.approves(&daily(from), &daily(to), used, now()) {
                    used += taken.units();
                }
                prop_assert!(used <= standing.ceiling.units());
                prop_assert_eq!(standing.left(used).units(), standing.ceiling.units() - used);
            }
        }
    }
}
