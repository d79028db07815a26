//! **Can’t log in**: from how an Invitation, its mail and the access stand.

use chrono::{DateTime, Utc};

use super::delivery::Meaning;
use super::{Diagnosis, Sure};
use crate::contact::ContactKind;
use crate::partner::PartnerAction;

/// What is known of somebody who can't log in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    pub standing: Standing,
    /// The way that what is sent to them goes.
    pub way: ContactKind,
}

/// How they stand, and since when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    Invited {
        until: DateTime<Utc>,
        letter: Letter,
        reported: Option<DateTime<Utc>>,
    },
    /// `asked`: whoever holds the link asked for a new one.
    Expired {
        since: DateTime<Utc>,
        asked: Option<DateTime<Utc>>,
    },
    Cancelled {
        at: DateTime<Utc>,
        by: Option<String>,
    },
    Declined {
        at: DateTime<Utc>,
    },
    In {
        since: DateTime<Utc>,
        seen: Option<DateTime<Utc>>,
    },
    Ended {
        at: DateTime<Utc>,
    },
    /// `left`: by themselves.
    Revoked {
        at: DateTime<Utc>,
        by: Option<String>,
        left: bool,
    },
}

/// What became of the mail or SMS of an open Invitation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Letter {
    /// None was queued, or it is no longer about anything.
    Nothing,
    Queued,
    /// Nobody took it yet.
    TriedAgain {
        next: DateTime<Utc>,
        said: String,
    },
    Taken {
        at: DateTime<Utc>,
    },
    /// There is no mail server: it lies in a folder of whoever runs the house.
    Kept {
        at: DateTime<Utc>,
    },
    Failed {
        said: String,
    },
}

/// A cause, or what may be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    Revoked {
        at: DateTime<Utc>,
        by: Option<String>,
    },
    Left {
        at: DateTime<Utc>,
    },
    Ended {
        at: DateTime<Utc>,
    },
    Cancelled {
        at: DateTime<Utc>,
        by: Option<String>,
    },
    Declined {
        at: DateTime<Utc>,
    },
    Expired {
        since: DateTime<Utc>,
        asked: Option<DateTime<Utc>>,
    },
    /// Whoever got it says that it should not have been sent: it may have gone to somebody else.
    Reported {
        at: DateTime<Utc>,
    },
    NotTaken {
        said: String,
        meaning: Meaning,
    },
    NotTakenYet {
        said: String,
        meaning: Meaning,
        next: DateTime<Utc>,
    },
    Kept {
        at: DateTime<Utc>,
    },
    NothingSent,
    /// It lies with them since: nobody accepted it.
    NotAccepted {
        sent: DateTime<Utc>,
        until: DateTime<Utc>,
    },
}

/// What is fine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Check {
    InvitationOpen { until: DateTime<Utc> },
    LetterTaken { at: DateTime<Utc> },
    LetterQueued,
    NotReported,
    NotRevoked,
    IsIn { since: DateTime<Utc> },
    WasHere { at: DateTime<Utc> },
}

/// What only they can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// Which address they log in with: only the one that is shown here lets them in.
    Address,
    /// Whether the mail lies under spam.
    Spam,
    /// Whether they use the link of the newest mail or SMS.
    NewestLink,
    /// Whether the password is forgotten.
    Password,
}

/// What was found, for an Admin.
pub type Found = Diagnosis<Finding, Check, Question>;

pub fn diagnose(facts: &Facts) -> Found {
    let mut findings = Vec::from_iter(end(&facts.standing));
    let (mut passed, mut questions) = (Vec::new(), Vec::new());
    match &facts.standing {
        Standing::Invited { until, letter, reported } => {
            match reported {
                Some(at) => findings.push(Finding::Reported { at: *at }),
                None => passed.push(Check::NotReported),
            }
            passed.push(Check::InvitationOpen { until: *until });
            of_letter(letter, *until, &mut findings, &mut passed);
            questions.push(Question::Address);
            if matches!(letter, Letter::Taken { .. }) {
                questions.extend((facts.way == ContactKind::Email).then_some(Question::Spam));
                questions.push(Question::NewestLink);
            }
        }
        Standing::In { since, seen } => {
            passed.push(Check::IsIn { since: *since });
            passed.extend(seen.map(|at| Check::WasHere { at }));
            questions.extend([Question::Address, Question::Password]);
        }
        Standing::Expired { .. }
        | Standing::Cancelled { .. }
        | Standing::Declined { .. }
        | Standing::Ended { .. }
        | Standing::Revoked { .. } => {}
    }
    if !matches!(facts.standing, Standing::Revoked { .. } | Standing::Ended { .. }) {
        passed.push(Check::NotRevoked);
    }
    findings.sort_by_key(Finding::sure);
    Diagnosis { findings, passed, questions }
}

/// Whoever is out, and has nothing that lets them in, knows why by that alone.
fn end(standing: &Standing) -> Option<Finding> {
    Some(match standing {
        Standing::Revoked { at, left: true, .. } => Finding::Left { at: *at },
        Standing::Revoked { at, by, left: false } => Finding::Revoked { at: *at, by: by.clone() },
        Standing::Ended { at } => Finding::Ended { at: *at },
        Standing::Cancelled { at, by } => Finding::Cancelled { at: *at, by: by.clone() },
        Standing::Declined { at } => Finding::Declined { at: *at },
        Standing::Expired { since, asked } => Finding::Expired { since: *since, asked: *asked },
        Standing::Invited { .. } | Standing::In { .. } => return None,
    })
}

fn of_letter(letter: &Letter, until: DateTime<Utc>, findings: &mut Vec<Finding>, passed: &mut Vec<Check>) {
    match letter {
        Letter::Nothing => findings.push(Finding::NothingSent),
        Letter::Queued => passed.push(Check::LetterQueued),
        Letter::TriedAgain { next, said } => findings.push(Finding::NotTakenYet {
            said: said.clone(),
            meaning: Meaning::of(said),
            next: *next,
        }),
        Letter::Kept { at } => findings.push(Finding::Kept { at: *at }),
        Letter::Failed { said } => {
            findings.push(Finding::NotTaken { said: said.clone(), meaning: Meaning::of(said) });
        }
        Letter::Taken { at } => {
            passed.push(Check::LetterTaken { at: *at });
            findings.push(Finding::NotAccepted { sent: *at, until });
        }
    }
}

impl Finding {
    pub const fn sure(&self) -> Sure {
        match self {
            Self::Revoked { .. }
            | Self::Left { .. }
            | Self::Ended { .. }
            | Self::Cancelled { .. }
            | Self::Declined { .. }
            | Self::Expired { .. }
            | Self::NotTaken { .. }
            | Self::NotTakenYet { .. }
            | Self::Kept { .. }
            | Self::NothingSent => Sure::Certain,
            Self::Reported { .. } => Sure::AlmostCertain,
            Self::NotAccepted { .. } => Sure::Possible,
        }
    }

    /// What mends it, the likeliest first. Whether there is **Copy link** is a setting.
    pub const fn mends(&self) -> &'static [PartnerAction] {
        use PartnerAction::{ChangeAddress, CopyLink, InviteAgain, Resend};
        match self {
            Self::Revoked { .. }
            | Self::Left { .. }
            | Self::Ended { .. }
            | Self::Cancelled { .. }
            | Self::Declined { .. } => &[InviteAgain],
            Self::Expired { .. } | Self::NothingSent => &[Resend],
            Self::Reported { .. } => &[ChangeAddress],
            Self::NotTaken { meaning, .. } => match meaning {
                Meaning::NoMailbox | Meaning::NoDomain => &[ChangeAddress, CopyLink],
                Meaning::MailboxFull | Meaning::TakenForSpam | Meaning::Refused | Meaning::NotNow => {
                    &[Resend, ChangeAddress, CopyLink]
                }
            },
            Self::NotTakenYet { .. } | Self::Kept { .. } => &[CopyLink],
            Self::NotAccepted { .. } => &[Resend, ChangeAddress],
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    fn day(number: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::days(number)
    }

    fn found(standing: Standing, way: ContactKind) -> Found {
        diagnose(&Facts { standing, way })
    }

    fn by_mail(standing: Standing) -> Found {
        found(standing, ContactKind::Email)
    }

    fn invited(letter: Letter) -> Standing {
        Standing::Invited { until: day(30), letter, reported: None }
    }

    fn letters() -> Vec<Letter> {
        let said = || "550 5.1.1 user unknown".to_owned();
        vec![
            Letter::Nothing,
            Letter::Queued,
            Letter::TriedAgain { next: day(1), said: said() },
            Letter::Taken { at: day(1) },
            Letter::Kept { at: day(1) },
            Letter::Failed { said: said() },
        ]
    }

    fn outside() -> Vec<Standing> {
        let by = Some("Ada Lindqvist".to_owned());
        vec![
            Standing::Expired { since: day(30), asked: None },
            Standing::Expired { since: day(30), asked: Some(day(31)) },
            Standing::Cancelled { at: day(1), by: by.clone() },
            Standing::Declined { at: day(1) },
            Standing::Ended { at: day(1) },
            Standing::Revoked { at: day(1), by, left: false },
            Standing::Revoked { at: day(1), by: None, left: true },
        ]
    }

    #[test]
    fn of_whoever_is_in_nothing_is_found_and_they_are_asked() {
        let diagnosis = by_mail(Standing::In { since: day(1), seen: Some(day(2)) });
        assert!(diagnosis.findings.is_empty());
        assert_eq!(
            diagnosis.passed,
            [Check::IsIn { since: day(1) }, Check::WasHere { at: day(2) }, Check::NotRevoked]
        );
        assert_eq!(diagnosis.questions, [Question::Address, Question::Password]);
        assert_eq!(by_mail(Standing::In { since: day(1), seen: None }).passed.len(), 2);
    }

    #[test]
    fn whoever_is_out_has_one_certain_cause_that_is_mended() {
        for standing in outside() {
            let Diagnosis { findings, questions, .. } = by_mail(standing.clone());
            let [finding] = findings.as_slice() else { panic!("{standing:?}: {findings:?}") };
            assert_eq!(finding.sure(), Sure::Certain, "{standing:?}");
            assert!(!finding.mends().is_empty() && questions.is_empty(), "{standing:?}");
        }
    }

    #[test]
    fn who_ended_it_is_told_apart_from_whoever_left() {
        let revoked = |left| by_mail(Standing::Revoked { at: day(1), by: None, left }).findings;
        assert_eq!(revoked(false), [Finding::Revoked { at: day(1), by: None }]);
        assert_eq!(revoked(true), [Finding::Left { at: day(1) }]);
    }

    #[test]
    fn every_letter_that_is_not_on_its_way_is_a_cause() {
        for letter in letters() {
            let Diagnosis { findings, passed, .. } = by_mail(invited(letter.clone()));
            assert_eq!(findings.is_empty(), letter == Letter::Queued, "{letter:?}");
            assert_eq!(passed.contains(&Check::LetterQueued), letter == Letter::Queued, "{letter:?}");
            assert!(passed.contains(&Check::InvitationOpen { until: day(30) }));
            assert!(passed.contains(&Check::NotReported));
        }
    }

    #[test]
    fn a_refused_mail_is_told_by_what_it_means() {
        let mends =
            |said: &str| by_mail(invited(Letter::Failed { said: said.to_owned() })).findings[0].mends();
        assert_eq!(mends("550 5.1.1 user unknown")[0], PartnerAction::ChangeAddress);
        assert_eq!(mends("550 5.1.2 no such domain")[0], PartnerAction::ChangeAddress);
        assert_eq!(mends("552 5.2.2 over quota")[0], PartnerAction::Resend);
        let waits = by_mail(invited(Letter::TriedAgain { next: day(1), said: "451 busy".to_owned() }));
        assert_eq!(
            waits.findings,
            [Finding::NotTakenYet { said: "451 busy".to_owned(), meaning: Meaning::NotNow, next: day(1) }]
        );
    }

    #[test]
    fn what_was_taken_only_they_can_tell_of() {
        let taken = || invited(Letter::Taken { at: day(1) });
        let mail = by_mail(taken());
        assert_eq!(mail.findings, [Finding::NotAccepted { sent: day(1), until: day(30) }]);
        assert_eq!(mail.findings[0].sure(), Sure::Possible);
        assert!(mail.passed.contains(&Check::LetterTaken { at: day(1) }));
        assert_eq!(mail.questions, [Question::Address, Question::Spam, Question::NewestLink]);
        let sms = found(taken(), ContactKind::Phone);
        assert_eq!(sms.questions, [Question::Address, Question::NewestLink], "an SMS lies under no spam");
        assert_eq!(by_mail(invited(Letter::Kept { at: day(1) })).questions, [Question::Address]);
    }

    #[test]
    fn what_is_surer_comes_first() {
        let reported = |letter| Standing::Invited { until: day(30), letter, reported: Some(day(2)) };
        for letter in letters() {
            let Diagnosis { findings, passed, .. } = by_mail(reported(letter));
            assert!(
                findings.contains(&Finding::Reported { at: day(2) }) && !passed.contains(&Check::NotReported)
            );
            assert!(findings.is_sorted_by_key(Finding::sure), "{findings:?}");
        }
        let taken = by_mail(reported(Letter::Taken { at: day(1) })).findings;
        assert_eq!(taken[0], Finding::Reported { at: day(2) });
        assert_eq!(taken[0].mends(), [PartnerAction::ChangeAddress]);
    }

    #[test]
    fn only_of_whoever_was_revoked_it_is_not_said_that_they_were_not() {
        let fine = |standing| by_mail(standing).passed.contains(&Check::NotRevoked);
        for standing in outside() {
            let ended = matches!(standing, Standing::Revoked { .. } | Standing::Ended { .. });
            assert_eq!(fine(standing.clone()), !ended, "{standing:?}");
        }
        assert!(fine(invited(Letter::Queued)));
        assert_eq!(by_mail(invited(Letter::Queued)).checks(), 4);
    }
}
