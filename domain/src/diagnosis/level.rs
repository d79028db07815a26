//! **Access level is incorrect**: the level that somebody was invited with against the one they have, and who changed it.

use chrono::{DateTime, Utc};

use super::{Diagnosis, Sure};
use crate::access::AccessLevel;
use crate::access_request::{Offer, Wish};
use crate::partner::{PartnerAction, PartnerState};

/// What is known of somebody whose level is said to be wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    pub state: PartnerState,
    pub level: AccessLevel,
    /// Who invited them, and when; none for the founder.
    pub invited: Option<(String, DateTime<Utc>)>,
    /// Since they were invited last, the newest first.
    pub changes: Vec<LevelChange>,
}

/// An edit that gave another level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelChange {
    pub from: AccessLevel,
    pub to: AccessLevel,
    pub by: String,
    pub at: DateTime<Utc>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    NotIn(PartnerState),
    /// They have another one than they were invited with, since this.
    Changed(LevelChange),
}

/// What is fine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Check {
    IsIn,
    AsInvited { level: AccessLevel, by: String, at: DateTime<Utc> },
    AsFounder,
}

/// What only they can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// Whether the level that they were invited with is what was meant.
    Meant,
    /// Whether it is here that they miss something: TikTok has levels of its own.
    OnTikTok,
}

pub type Found = Diagnosis<Finding, Check, Question>;

pub fn diagnose(facts: &Facts) -> Found {
    let (mut findings, mut passed) = (Vec::new(), Vec::new());
    if facts.state == PartnerState::Active {
        passed.push(Check::IsIn);
    } else {
        findings.push(Finding::NotIn(facts.state));
    }
    match (facts.changes.first(), &facts.invited) {
        (Some(newest), _) if facts.first_level() != facts.level => {
            findings.push(Finding::Changed(newest.clone()));
        }
        (_, Some((by, at))) => {
            passed.push(Check::AsInvited { level: facts.level, by: by.clone(), at: *at });
        }
        (_, None) => passed.push(Check::AsFounder),
    }
    let mut questions = Vec::new();
    if findings.is_empty() {
        // Nobody agreed on another level with whoever founded it.
        questions.extend(facts.invited.is_some().then_some(Question::Meant));
        questions.push(Question::OnTikTok);
    }
    Diagnosis { findings, passed, questions }
}

impl Facts {
    fn first_level(&self) -> AccessLevel {
        self.changes.last().map_or(self.level, |oldest| oldest.from)
    }
}

impl Finding {
    /// What would mend it for whoever it is about.
    pub fn offers(&self) -> Vec<Offer> {
        match self {
            Self::Changed(LevelChange { to: AccessLevel::Standard, .. }) => vec![Offer::For(Wish::Admin)],
            Self::Changed(LevelChange { to: AccessLevel::Admin, .. }) | Self::NotIn(_) => Vec::new(),
        }
    }

    pub const fn sure(&self) -> Sure {
        match self {
            Self::NotIn(_) => Sure::Certain,
            Self::Changed(_) => Sure::AlmostCertain,
        }
    }

    /// What an Admin presses; nothing where another page mends it.
    pub const fn mends(&self) -> &'static [PartnerAction] {
        match self {
            Self::NotIn(_) => &[],
            Self::Changed(_) => &[PartnerAction::Edit],
        }
    }
}

#[cfg(test)]
mod tests {
    use AccessLevel::{Admin, Standard};

    use super::*;

    fn change(from: AccessLevel, to: AccessLevel, day: i64) -> LevelChange {
        let at = DateTime::UNIX_EPOCH + chrono::TimeDelta::days(day);
        LevelChange { from, to, by: "Ada Lindqvist".to_owned(), at }
    }

    fn facts(level: AccessLevel, changes: Vec<LevelChange>) -> Facts {
        let invited = Some(("Ada Lindqvist".to_owned(), DateTime::UNIX_EPOCH));
        Facts { state: PartnerState::Active, level, invited, changes }
    }

    #[test]
    fn another_level_than_that_of_the_invitation_is_found_with_who_changed_it() {
        let reduced = change(Admin, Standard, 3);
        let found = diagnose(&facts(Standard, vec![reduced.clone()]));
        assert_eq!(found.findings, [Finding::Changed(reduced)]);
        assert_eq!((found.passed, found.questions), (vec![Check::IsIn], Vec::new()));
        assert_eq!(found.findings[0].sure(), Sure::AlmostCertain);
        assert_eq!(found.findings[0].mends(), [PartnerAction::Edit]);
        assert_eq!(found.findings[0].offers(), [Offer::For(Wish::Admin)]);
        let raised = change(Standard, Admin, 5);
        let several = vec![raised.clone(), change(Admin, Standard, 4), change(Standard, Admin, 3)];
        assert_eq!(
            diagnose(&facts(Admin, several)).findings,
            [Finding::Changed(raised.clone())],
            "the newest"
        );
        assert_eq!(Finding::Changed(raised).offers(), [], "they have more than was meant");
    }

    #[test]
    fn a_level_that_is_as_it_was_given_is_fine_however_often_it_changed() {
        for changes in [Vec::new(), vec![change(Admin, Standard, 4), change(Standard, Admin, 3)]] {
            let found = diagnose(&facts(Standard, changes));
            assert_eq!(found.findings, []);
            let as_invited = Check::AsInvited {
                level: Standard,
                by: "Ada Lindqvist".to_owned(),
                at: DateTime::UNIX_EPOCH,
            };
            assert_eq!(found.passed, [Check::IsIn, as_invited]);
            assert_eq!(found.questions, [Question::Meant, Question::OnTikTok]);
        }
        let founder = Facts { invited: None, ..facts(Admin, Vec::new()) };
        let found = diagnose(&founder);
        assert_eq!(found.passed, [Check::IsIn, Check::AsFounder]);
        assert_eq!(found.questions, [Question::OnTikTok], "nobody agreed on it with them");
    }

    #[test]
    fn whoever_is_not_in_has_no_level_that_counts() {
        for state in PartnerState::ALL {
            let found = diagnose(&Facts { state, ..facts(Standard, Vec::new()) });
            let is_in = state == PartnerState::Active;
            assert_eq!(found.findings.first(), (!is_in).then_some(&Finding::NotIn(state)), "{state:?}");
            assert_eq!(found.passed.contains(&Check::IsIn), is_in, "{state:?}");
        }
        assert_eq!(Finding::NotIn(PartnerState::Revoked).sure(), Sure::Certain);
        assert_eq!(Finding::NotIn(PartnerState::Revoked).mends(), []);
    }
}
