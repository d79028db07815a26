//! The ways that mails and SMS leave, and what waits for them.

use chrono::{DateTime, TimeDelta, Utc};

use super::super::delivery::Meaning;
use super::{Check, Found, Question, SendingFault};

/// What leaves at all leaves at once: whatever waits longer waits for something.
const AT_ONCE: TimeDelta = TimeDelta::minutes(15);

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sending {
    /// None where the settings name no way that can be used.
    pub mail: Option<Mail>,
    /// None without an SMS gateway.
    pub gateway: Option<Gateway>,
    /// None where the database can't be asked.
    pub outbox: Option<Outbox>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mail {
    /// In a folder: there is no mail server.
    Kept { folder: String },
    /// `place`: host and port.
    Server { place: String, this_machine: bool, trial: Trial },
}

/// What a mail server said when it was asked up to the recipient of a mail, which was then not sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trial {
    /// `recipient`: of whom it was asked.
    Accepted {
        encrypted: bool,
        recipient: String,
    },
    /// There was no conversation.
    Unreached {
        said: String,
    },
    /// It answered, and wants no mail of ours, or not this log-in.
    Refused {
        said: String,
    },
    SenderRefused {
        sender: String,
        said: String,
    },
    /// `operator`: whoever runs this Keyholder, whose address is one that people read.
    RecipientRefused {
        recipient: String,
        operator: bool,
        said: String,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gateway {
    pub host: String,
    /// Why it was not reached.
    pub unreached: Option<String>,
}

/// Mails and SMS together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outbox {
    pub waiting: u32,
    /// Since when the oldest of them waits, and what was said of the one that was tried last.
    pub oldest: Option<DateTime<Utc>>,
    pub said: Option<String>,
    /// What nobody took within the last seven days.
    pub failed: Option<Failed>,
}

/// How many, and what was said of the newest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failed {
    pub many: u32,
    pub said: String,
}

impl Sending {
    pub(super) fn look(&self, now: DateTime<Utc>, found: &mut Found) {
        match &self.mail {
            Some(Mail::Kept { folder }) => found.wrong(SendingFault::MailsKept { folder: folder.clone() }),
            Some(Mail::Server { place, this_machine, trial }) => {
                trial.look(place, *this_machine, found);
            }
            None => {}
        }
        if let Some(Gateway { host, unreached }) = &self.gateway {
            let unreached = unreached.clone();
            let unreached = unreached.map(|said| SendingFault::GatewayUnreached { host: host.clone(), said });
            found.note(unreached, Check::Gateway { host: host.clone() });
        }
        if let Some(outbox) = &self.outbox {
            outbox.look(now, found);
        }
    }

    /// Whether mails go out to people.
    pub(super) const fn delivers(&self) -> bool {
        matches!(self.mail, Some(Mail::Server { .. }))
    }
}

impl Trial {
    fn look(&self, place: &str, this_machine: bool, found: &mut Found) {
        let place = place.to_owned();
        let finding = match self.clone() {
            Self::Accepted { encrypted, recipient } => {
                found.passed.push(Check::MailServer { place: place.clone(), recipient });
                found.questions.push(Question::Arrives);
                let clear = !encrypted && !this_machine;
                found.note(clear.then_some(SendingFault::MailsInClear { place }), Check::MailsUnseen);
                return;
            }
            Self::Unreached { said } => SendingFault::MailServerUnreached { place, said },
            Self::Refused { said } => SendingFault::MailServerRefuses { place, said },
            Self::SenderRefused { sender, said } => {
                SendingFault::SenderRefused { sender, meaning: Meaning::of(&said), said }
            }
            Self::RecipientRefused { recipient, operator, said } => {
                SendingFault::RecipientRefused { recipient, operator, meaning: Meaning::of(&said), said }
            }
        };
        found.wrong(finding);
    }
}

impl Outbox {
    fn look(&self, now: DateTime<Utc>, found: &mut Found) {
        let late = self.oldest.filter(|oldest| now - *oldest > AT_ONCE);
        let said = self.said.clone();
        let late = late.map(|since| SendingFault::Waiting { many: self.waiting, since, said });
        found.note(late, Check::NothingWaits { waiting: self.waiting });
        let failed = self.failed.clone().map(|Failed { many, said }| SendingFault::NotTaken {
            many,
            meaning: Meaning::at_last(&said),
            said,
        });
        found.note(failed, Check::AllTaken);
    }
}
