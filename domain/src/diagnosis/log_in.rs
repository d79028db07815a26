//! **Can’t log in**: from how an Invitation, its mail and the access stand, and from what was typed at log-in.

mod finding;

use chrono::{DateTime, Utc};

pub use self::finding::Finding;
use super::Diagnosis;
use super::delivery::Meaning;
use crate::contact::{Contact, ContactKind, Email};
use crate::id::PartnerId;
use crate::seats::SeatsFull;

/// What is known of somebody who can't log in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    pub standing: Standing,
    /// The one that was invited.
    pub contact: Contact,
    /// Log-ins with it that failed, within 30 days and since they were here last.
    pub failed: Option<Tries>,
    /// Addresses that are nearly the invited one, and were typed at log-in within 30 days, but for those that it was kept against.
    pub near: Vec<(Email, Tries)>,
    /// An Admin said that the invited address is right.
    pub address_kept: Option<DateTime<Utc>>,
    /// Too many log-ins with it failed in one place: there the next one waits until then.
    pub locked_until: Option<DateTime<Utc>>,
    /// Where whoever is out would take a seat, and none is free.
    pub full: Option<SeatsFull>,
}

/// How often, and when last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tries {
    pub times: u32,
    pub last: DateTime<Utc>,
}

/// How they stand, and since when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    Invited {
        until: DateTime<Utc>,
        letter: Letter,
        reported: Option<DateTime<Utc>>,
        /// Its link, by them or by a program that looks at mails.
        opened: Option<DateTime<Utc>>,
        /// Somebody who is logged in with another address tried to accept it.
        other_account: Option<DateTime<Utc>>,
        /// An Admin was shown a link of it, to hand over.
        copied: Option<DateTime<Utc>>,
    },
    /// They came in by another address of theirs; `partner`, where the log says so.
    InElsewhere {
        at: DateTime<Utc>,
        partner: Option<PartnerId>,
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
    /// It lies there from before there was a mail server.
    NeverSent {
        kept: DateTime<Utc>,
    },
    Failed {
        said: String,
    },
    /// It was taken, and a server further on could not deliver it.
    CameBack {
        sent: DateTime<Utc>,
        said: String,
    },
}

/// What is fine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Check {
    InvitationOpen {
        until: DateTime<Utc>,
    },
    LetterTaken {
        at: DateTime<Utc>,
    },
    LetterQueued,
    NotReported,
    NotRevoked,
    /// No slip of a well-known domain, and nobody typed anything like it.
    AddressStands,
    /// An Admin said that it is right, and nobody typed anything like it since.
    AddressKept {
        at: DateTime<Utc>,
    },
    LinkCopied {
        at: DateTime<Utc>,
    },
    NotLockedOut,
    SeatFree,
    IsIn {
        since: DateTime<Utc>,
    },
    WasHere {
        at: DateTime<Utc>,
    },
}

/// What only they can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// Which address they log in with: the one that is shown here, or another of their account, lets them in.
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
    let mut looking = Found { findings: Vec::new(), passed: Vec::new(), questions: Vec::new() };
    match &facts.standing {
        Standing::Invited { until, letter, reported, opened, other_account, copied } => {
            looking.look(reported.map(|at| Finding::Reported { at }), Check::NotReported);
            looking.passed.push(Check::InvitationOpen { until: *until });
            looking.findings.extend(other_account.map(|at| Finding::OtherAccount { at }));
            looking.at_address(facts);
            looking.findings.extend(facts.failed.map(Finding::TriedBeforeAccepting));
            looking.at_letter(letter, *until, *opened);
            looking.passed.extend(copied.map(|at| Check::LinkCopied { at }));
            looking.questions.push(Question::Address);
            if matches!(letter, Letter::Taken { .. }) {
                let by_mail = facts.contact.kind() == ContactKind::Email;
                looking.questions.extend(by_mail.then_some(Question::Spam));
                looking.questions.push(Question::NewestLink);
            }
        }
        Standing::In { since, seen } => {
            looking.passed.push(Check::IsIn { since: *since });
            looking.passed.extend(seen.map(|at| Check::WasHere { at }));
            looking.look(facts.locked_until.map(|until| Finding::LockedOut { until }), Check::NotLockedOut);
            looking.findings.extend(facts.failed.map(Finding::WrongPassword));
            looking.questions.extend([Question::Address, Question::Password]);
        }
        Standing::Expired { .. }
        | Standing::Cancelled { .. }
        | Standing::Declined { .. }
        | Standing::Ended { .. }
        | Standing::Revoked { .. } => {
            looking.findings.extend(end(&facts.standing));
            looking.look(facts.full.map(Finding::NoSeat), Check::SeatFree);
        }
        Standing::InElsewhere { .. } => looking.findings.extend(end(&facts.standing)),
    }
    if matches!(facts.standing, Standing::Expired { .. }) {
        looking.at_address(facts);
    }
    if !matches!(facts.standing, Standing::Revoked { .. } | Standing::Ended { .. }) {
        looking.passed.push(Check::NotRevoked);
    }
    looking.findings.sort_by_key(Finding::rank);
    looking
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
        Standing::InElsewhere { at, partner } => Finding::InElsewhere { at: *at, partner: *partner },
        Standing::Invited { .. } | Standing::In { .. } => return None,
    })
}

impl Found {
    fn look(&mut self, found: Option<Finding>, fine: Check) {
        match found {
            Some(finding) => self.findings.push(finding),
            None => self.passed.push(fine),
        }
    }

    fn at_address(&mut self, facts: &Facts) {
        let Contact::Email(invited) = &facts.contact else { return };
        let before = self.findings.len();
        let meant = invited.meant().filter(|_| facts.address_kept.is_none());
        let tried =
            |address: &Email| facts.near.iter().find(|(near, _)| near == address).map(|(_, tries)| *tries);
        self.findings.extend(meant.clone().map(|meant| Finding::Mistyped { tried: tried(&meant), meant }));
        let others = facts.near.iter().filter(|(address, _)| Some(address) != meant.as_ref());
        self.findings.extend(others.filter_map(|(address, tries)| {
            let slip = invited.slip_of(address)?;
            Some(Finding::NearMiss { address: address.clone(), slip, tries: *tries })
        }));
        if self.findings.len() == before {
            self.passed.push(facts.address_kept.map_or(Check::AddressStands, |at| Check::AddressKept { at }));
        }
    }

    fn at_letter(&mut self, letter: &Letter, until: DateTime<Utc>, opened: Option<DateTime<Utc>>) {
        match letter {
            Letter::Nothing => self.findings.push(Finding::NothingSent),
            Letter::Queued => self.passed.push(Check::LetterQueued),
            Letter::TriedAgain { next, said } => self.findings.push(Finding::NotTakenYet {
                said: said.clone(),
                meaning: Meaning::of(said),
                next: *next,
            }),
            Letter::Kept { at } => self.findings.push(Finding::Kept { at: *at }),
            Letter::NeverSent { kept } => self.findings.push(Finding::NeverSent { kept: *kept }),
            Letter::Failed { said } => {
                let meaning = Meaning::at_last(said);
                self.findings.push(Finding::NotTaken { said: said.clone(), meaning });
            }
            Letter::CameBack { sent, said } => self.findings.push(Finding::CameBack {
                said: said.clone(),
                meaning: Meaning::at_last(said),
                sent: *sent,
            }),
            Letter::Taken { at } => {
                self.passed.push(Check::LetterTaken { at: *at });
                self.findings.push(Finding::NotAccepted { sent: *at, until, opened });
            }
        }
    }
}

#[cfg(test)]
pub(super) mod tests;
