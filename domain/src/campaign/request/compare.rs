//! A proposal beside what it was made from and what stands now.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::RequestRefusal;
use crate::asset::UtcOffset;
use crate::campaign::{Campaign, CampaignField, Schedule};

/// A campaign as it was when a change of it was proposed, as it is now, and as it was proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThreeVersions {
    pub was: Campaign,
    pub is: Campaign,
    pub proposed: Campaign,
}

/// One field in which they are not all the same, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compared {
    pub field: CampaignField,
    pub was: String,
    pub is: String,
    pub proposed: String,
    /// "€150.00 more, 60 %", from what is to what was proposed.
    pub step: Option<String>,
    pub changed_by: ChangedBy,
}

/// Who made a field different from what it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChangedBy {
    Proposer,
    /// Somebody who changed the campaign since; the proposal leaves it, or wants the same.
    Meanwhile,
    /// Each in a way of their own: approving takes what was proposed.
    Both,
}

impl ThreeVersions {
    /// Field by field; those that are the same in all three are left out.
    pub fn compared(&self, ad_account: &str, offset: UtcOffset) -> Vec<Compared> {
        let [was, is, proposed] =
            [&self.was, &self.is, &self.proposed].map(|of| of.shown(ad_account, offset));
        let words = was.fields().zip(is.fields()).zip(proposed.fields());
        let compared = words.filter_map(|(((field, was), (_, is)), (_, proposed))| {
            Some(Compared {
                field,
                was: was.to_owned(),
                is: is.to_owned(),
                proposed: proposed.to_owned(),
                step: self.step(field),
                changed_by: self.changed_by(field)?,
            })
        });
        compared.collect()
    }

    /// What stands once it is approved: what was proposed, over what is, where the proposal changes something.
    ///
    /// # Errors
    /// Where what stands now does not let that happen any more, and where the hours it proposes are over.
    pub fn approved(&self, now: DateTime<Utc>) -> Result<Campaign, RequestRefusal> {
        let proposed = self.proposed.schedule;
        if self.proposes(CampaignField::Start) && proposed.has_started(now) {
            return Err(RequestRefusal::StartOver);
        }
        if self.proposes(CampaignField::End) && proposed.is_over(now) {
            return Err(RequestRefusal::EndOver);
        }
        let merged = self.merged().ok_or(RequestRefusal::EndFirst)?;
        match self.is.refused(&merged, now).into_iter().next() {
            Some((_, fixed)) => Err(RequestRefusal::Fixed(fixed)),
            None if merged == self.is => Err(RequestRefusal::AlreadySo),
            None => Ok(merged),
        }
    }

    /// What was proposed, over what is, where the proposal changes something. None where it would end before it starts.
    pub fn merged(&self) -> Option<Campaign> {
        let of = |field| if self.proposes(field) { &self.proposed } else { &self.is };
        let (start, end) = (of(CampaignField::Start).schedule, of(CampaignField::End).schedule);
        Some(Campaign {
            name: of(CampaignField::Name).name.clone(),
            objective: of(CampaignField::Objective).objective,
            ad_account: of(CampaignField::AdAccount).ad_account,
            budget: of(CampaignField::Budget).budget,
            schedule: Schedule::recorded(start.start(), end.end())?,
            status: of(CampaignField::Status).status,
            note: of(CampaignField::Note).note.clone(),
        })
    }

    fn proposes(&self, field: CampaignField) -> bool {
        self.was.differs(&self.proposed, field)
    }

    fn step(&self, field: CampaignField) -> Option<String> {
        (field == CampaignField::Budget).then(|| self.is.budget.step_to(self.proposed.budget)).flatten()
    }

    fn changed_by(&self, field: CampaignField) -> Option<ChangedBy> {
        let proposed = self.proposes(field);
        let meanwhile = self.was.differs(&self.is, field);
        match (proposed, meanwhile) {
            (false, false) => None,
            (true, false) => Some(ChangedBy::Proposer),
            (true, true) if self.is.differs(&self.proposed, field) => Some(ChangedBy::Both),
            (_, true) => Some(ChangedBy::Meanwhile),
        }
    }
}

/// A new campaign that was proposed, once it is approved.
///
/// # Errors
/// Where its start is over by now: nothing starts in the past.
pub fn created(proposed: &Campaign, now: DateTime<Utc>) -> Result<Campaign, RequestRefusal> {
    if proposed.schedule.has_started(now) { Err(RequestRefusal::StartOver) } else { Ok(proposed.clone()) }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use uuid::Uuid;

    use super::*;
    use crate::asset::Currency;
    use crate::campaign::{Budget, CampaignStatus, FixedRefusal, Objective};
    use crate::id::AssetId;
    use crate::money::Money;
    use crate::name::CampaignName;
    use crate::note::Note;

    fn start() -> DateTime<Utc> {
        "2026-10-20T09:00:00Z".parse().unwrap()
    }

    fn before() -> DateTime<Utc> {
        start() - TimeDelta::days(1)
    }

    fn daily(amount: u16) -> Budget {
        Budget::Daily(Money::whole(amount, Currency::parse("EUR").unwrap()))
    }

    fn runs(from: i64, until: Option<i64>) -> Schedule {
        let day = |days| start() + TimeDelta::days(days);
        Schedule::recorded(day(from), until.map(day)).unwrap()
    }

    fn spring() -> Campaign {
        Campaign {
            name: CampaignName::parse("Spring launch").unwrap(),
            objective: Objective::Traffic,
            ad_account: AssetId::from_uuid(Uuid::nil()),
            budget: daily(200),
            schedule: runs(0, None),
            status: CampaignStatus::Paused,
            note: None,
        }
    }

    fn proposing(is: Campaign, proposed: Campaign) -> ThreeVersions {
        ThreeVersions { was: spring(), is, proposed }
    }

    fn told(three: &ThreeVersions) -> Vec<(CampaignField, ChangedBy)> {
        let compared = three.compared("Halcyon EU", UtcOffset::from_minutes(60).unwrap());
        compared.into_iter().map(|of| (of.field, of.changed_by)).collect()
    }

    #[test]
    fn each_change_says_who_made_it() {
        let note = Note::parse("Until the fair.").unwrap();
        let is = Campaign { budget: daily(250), note: note.clone(), ..spring() };
        let proposed = Campaign { budget: daily(400), schedule: runs(0, Some(9)), ..spring() };
        let three = proposing(is.clone(), proposed);
        assert_eq!(
            told(&three),
            [
                (CampaignField::Budget, ChangedBy::Both),
                (CampaignField::End, ChangedBy::Proposer),
                (CampaignField::Note, ChangedBy::Meanwhile),
            ]
        );
        let budget = three.compared("Halcyon EU", UtcOffset::from_minutes(60).unwrap()).remove(0);
        assert_eq!(
            [budget.was, budget.is, budget.proposed],
            ["€200.00 a day", "€250.00 a day", "€400.00 a day"]
        );
        assert_eq!(budget.step.as_deref(), Some("€150.00 more, 60 %"));
        let same = proposing(is, Campaign { budget: daily(250), ..spring() });
        assert_eq!(
            told(&same),
            [(CampaignField::Budget, ChangedBy::Meanwhile), (CampaignField::Note, ChangedBy::Meanwhile)]
        );
        assert_eq!(told(&proposing(spring(), spring())), []);
    }

    #[test]
    fn approving_takes_what_was_proposed_and_keeps_every_other_change() {
        let note = Note::parse("Until the fair.").unwrap();
        let is = Campaign { budget: daily(250), note: note.clone(), ..spring() };
        let proposed = Campaign {
            name: CampaignName::parse("Summer launch").unwrap(),
            budget: daily(400),
            schedule: runs(1, Some(9)),
            status: CampaignStatus::Active,
            ..spring()
        };
        let approved = proposing(is, proposed.clone()).approved(before()).unwrap();
        assert_eq!(approved, Campaign { note, ..proposed });
    }

    #[test]
    fn what_the_campaign_does_not_let_happen_any_more_is_refused() {
        let later = Campaign { schedule: runs(1, None), ..spring() };
        assert!(proposing(spring(), later.clone()).approved(before()).is_ok());
        let started = proposing(spring(), later).approved(start());
        assert_eq!(started, Err(RequestRefusal::Fixed(FixedRefusal::Started)));
        let deleted = Campaign { status: CampaignStatus::Deleted, ..spring() };
        let more = Campaign { budget: daily(400), ..spring() };
        let refused = proposing(deleted, more.clone()).approved(before());
        assert_eq!(refused, Err(RequestRefusal::Fixed(FixedRefusal::Deleted)));
        assert_eq!(proposing(more.clone(), more).approved(before()), Err(RequestRefusal::AlreadySo));
    }

    #[test]
    fn a_new_one_is_created_before_its_start() {
        assert_eq!(created(&spring(), before()), Ok(spring()));
        assert_eq!(created(&spring(), start()), Err(RequestRefusal::StartOver));
    }

    #[test]
    fn hours_that_are_over_or_turned_round_are_refused() {
        let tomorrow = Campaign { schedule: runs(1, None), ..spring() };
        let at = start() + TimeDelta::days(1);
        assert_eq!(proposing(spring(), tomorrow).approved(at), Err(RequestRefusal::StartOver));
        let ends = Campaign { schedule: runs(0, Some(3)), ..spring() };
        let three = proposing(spring(), ends.clone());
        assert_eq!(three.approved(start() + TimeDelta::days(3)), Err(RequestRefusal::EndOver));
        assert!(three.approved(start() + TimeDelta::days(2)).is_ok());
        let moved = Campaign { schedule: runs(5, None), ..spring() };
        assert_eq!(proposing(moved, ends).approved(before()), Err(RequestRefusal::EndFirst));
        // What the proposal leaves alone may be over.
        let over = Campaign { schedule: runs(0, Some(1)), ..spring() };
        let more = Campaign { budget: daily(400), ..over.clone() };
        let three = ThreeVersions { was: over.clone(), is: over, proposed: more.clone() };
        assert_eq!(three.approved(start() + TimeDelta::days(4)), Ok(more));
    }
}
