//! What is different between two versions of a campaign, told once for page, mail and audit log.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Campaign, CampaignField};
use crate::asset::UtcOffset;
use crate::note::Note;

/// One field, as it was and as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    pub field: CampaignField,
    pub before: String,
    pub after: String,
}

/// "Budget €250.00 a day → €400.00 a day"
impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} → {}", self.field.label(), self.before, self.after)
    }
}

/// A campaign in words, field by field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown(Vec<(CampaignField, String)>);

impl Campaign {
    /// In words; its ad account by name, and its times in that one's offset.
    pub fn shown(&self, ad_account: &str, offset: UtcOffset) -> Shown {
        Shown(CampaignField::ALL.map(|field| (field, self.words(field, ad_account, offset))).into())
    }

    /// What becomes different with another one of the same ad account.
    pub fn difference(&self, after: &Self, ad_account: &str, offset: UtcOffset) -> Vec<Change> {
        let words = |of: &Self, field| of.words(field, ad_account, offset);
        let changed = CampaignField::ALL.into_iter().filter(|field| self.differs(after, *field));
        let change = |field| Change { field, before: words(self, field), after: words(after, field) };
        changed.map(change).collect()
    }

    /// "Traffic, €250.00 a day, from 31 January 2027, 09:00, Active"
    pub fn words_in_one(&self, offset: UtcOffset) -> String {
        let (start, end) = self.schedule.words(offset);
        let until = if self.schedule.end().is_some() { format!(" until {end}") } else { String::new() };
        let (objective, status) = (self.objective.label(), self.status.label());
        format!("{objective}, {}, from {start}{until}, {status}", self.budget)
    }

    fn words(&self, field: CampaignField, ad_account: &str, offset: UtcOffset) -> String {
        let (start, end) = self.schedule.words(offset);
        match field {
            CampaignField::Name => self.name.to_string(),
            CampaignField::Objective => self.objective.label().to_owned(),
            CampaignField::AdAccount => ad_account.to_owned(),
            CampaignField::BudgetKind => self.budget.kind().label().to_owned(),
            CampaignField::Budget => self.budget.to_string(),
            CampaignField::Start => start,
            CampaignField::End => end,
            CampaignField::Status => self.status.label().to_owned(),
            CampaignField::Note => self.note.as_ref().map_or("None", Note::as_str).to_owned(),
        }
    }
}

impl Shown {
    /// In the order of the form.
    pub fn fields(&self) -> impl Iterator<Item = (CampaignField, &str)> {
        self.0.iter().map(|(field, words)| (*field, words.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, TimeDelta, Utc};
    use uuid::Uuid;

    use super::*;
    use crate::asset::Currency;
    use crate::campaign::{Budget, CampaignStatus, FixedRefusal, Objective, Schedule};
    use crate::id::AssetId;
    use crate::money::Money;
    use crate::name::CampaignName;

    fn start() -> DateTime<Utc> {
        "2026-10-20T09:00:00Z".parse().unwrap()
    }

    fn euro(amount: u16) -> Money {
        Money::whole(amount, Currency::parse("EUR").unwrap())
    }

    fn spring() -> Campaign {
        Campaign {
            name: CampaignName::parse("Spring launch").unwrap(),
            objective: Objective::Traffic,
            ad_account: AssetId::from_uuid(Uuid::nil()),
            budget: Budget::Daily(euro(250)),
            schedule: Schedule::recorded(start(), None).unwrap(),
            status: CampaignStatus::Active,
            note: None,
        }
    }

    /// Spring with every field otherwise.
    fn otherwise() -> Campaign {
        Campaign {
            name: CampaignName::parse("Summer launch").unwrap(),
            objective: Objective::Reach,
            ad_account: AssetId::from_uuid(Uuid::max()),
            budget: Budget::Lifetime(euro(7_500)),
            schedule: Schedule::recorded(start() + TimeDelta::days(1), Some(start() + TimeDelta::days(9)))
                .unwrap(),
            status: CampaignStatus::Paused,
            note: Note::parse("Until the fair.").unwrap(),
        }
    }

    fn berlin() -> UtcOffset {
        UtcOffset::from_minutes(60).unwrap()
    }

    #[test]
    fn each_field_is_told_in_words() {
        let told: Vec<_> =
            otherwise().shown("Halcyon EU", berlin()).fields().map(|(_, words)| words.to_owned()).collect();
        assert_eq!(
            told,
            [
                "Summer launch",
                "Reach",
                "Halcyon EU",
                "Lifetime",
                "€7,500.00 in all",
                "21 October 2026, 10:00",
                "29 October 2026, 10:00",
                "Paused",
                "Until the fair.",
            ]
        );
        let spring = spring().shown("Halcyon EU", berlin());
        let last = spring.fields().filter(|(_, words)| words.starts_with("No")).collect::<Vec<_>>();
        assert_eq!(last, [(CampaignField::End, "No end"), (CampaignField::Note, "None")]);
    }

    #[test]
    fn a_whole_one_is_told_in_a_line() {
        assert_eq!(
            spring().words_in_one(berlin()),
            "Traffic, €250.00 a day, from 20 October 2026, 10:00, Active"
        );
        assert_eq!(
            otherwise().words_in_one(berlin()),
            "Reach, €7,500.00 in all, from 21 October 2026, 10:00 until 29 October 2026, 10:00, Paused"
        );
    }

    #[test]
    fn only_what_is_different_is_a_change() {
        let paused =
            Campaign { status: CampaignStatus::Paused, budget: Budget::Daily(euro(300)), ..spring() };
        let changes = spring().difference(&paused, "Halcyon EU", berlin());
        let told: Vec<_> =
            changes.iter().map(|of| (of.field, of.before.as_str(), of.after.as_str())).collect();
        assert_eq!(
            told,
            [
                (CampaignField::Budget, "€250.00 a day", "€300.00 a day"),
                (CampaignField::Status, "Active", "Paused"),
            ]
        );
        assert!(spring().difference(&spring(), "Halcyon EU", berlin()).is_empty());
        let all = spring().difference(&otherwise(), "Halcyon EU", berlin());
        assert_eq!(all.iter().map(|of| of.field).collect::<Vec<_>>(), CampaignField::ALL);
    }

    #[test]
    fn what_is_fixed_stays() {
        use CampaignField::{AdAccount, BudgetKind, Objective, Start};
        let fixed = [Objective, AdAccount, BudgetKind].map(|field| (field, FixedRefusal::Saved(field)));
        let before = start() - TimeDelta::microseconds(1);
        assert_eq!(spring().refused(&otherwise(), before), fixed);
        let started = spring().refused(&otherwise(), start());
        assert_eq!(started, [&fixed[..], &[(Start, FixedRefusal::Started)]].concat());
        assert!(spring().refused(&spring(), start()).is_empty());
        let words = fixed[2].1.to_string();
        assert_eq!(
            words,
            "Kind of budget is fixed after the first save, as on TikTok. Create another campaign instead."
        );
    }

    #[test]
    fn nothing_of_a_deleted_one_changes_any_more() {
        let deleted = Campaign { status: CampaignStatus::Deleted, ..spring() };
        let refused = deleted.refused(&otherwise(), start());
        assert_eq!(refused, CampaignField::ALL.map(|field| (field, FixedRefusal::Deleted)));
        assert!(deleted.refused(&deleted, start()).is_empty());
    }
}
