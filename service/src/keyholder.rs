//! A running Keyholder: what every operation needs and none makes for itself.

use std::sync::Arc;

use domain::contact::{ContactKind, Email};
use tokio::sync::Notify;
use tokio_util::task::TaskTracker;

use crate::clock::Clock;
use crate::db::Db;
use crate::live::Live;
use crate::mail::Mailer;
use crate::partner::Counted;
use crate::password::Passwords;
use crate::secret::Secret;
use crate::sms::Gateway;

/// Its database, clock, secrets and settings. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Keyholder(Arc<Parts>);

#[derive(Debug)]
struct Parts {
    db: Db,
    clock: Clock,
    secret: Secret,
    passwords: Passwords,
    mailer: Mailer,
    sms: Option<Gateway>,
    settings: Settings,
    outbox_filled: Notify,
    live: Live,
    counted: Counted,
    beside: TaskTracker,
}

/// What the operator decides (`README.md`, Settings).
#[derive(Clone, Debug)]
pub struct Settings {
    /// How people reach it, without a slash at the end: `https://keys.example`.
    pub url: String,
    pub sign_up: SignUp,
    /// Who runs this Keyholder, shown in Help and at the foot of public pages.
    pub operator: Option<String>,
}

impl Settings {
    /// The address in what the operator says of themselves, if there is one.
    pub(crate) fn operator_address(&self) -> Option<Email> {
        self.operator.as_deref().and_then(address_in)
    }
}

pub(crate) fn address_in(words: &str) -> Option<Email> {
    let words = words.split(|sign: char| sign.is_whitespace() || "<>(),;".contains(sign));
    words.filter(|word| word.contains('@')).find_map(|word| Email::parse(word).ok())
}

/// Who may create an Account without an Invitation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SignUp {
    /// Anybody until one Account has a confirmed address; only that Account founds Business Centers.
    #[default]
    First,
    /// Anybody, always.
    Open,
}

impl Keyholder {
    pub fn new(
        db: Db,
        clock: Clock,
        secret: Secret,
        passwords: Passwords,
        mailer: Mailer,
        sms: Option<Gateway>,
        settings: Settings,
    ) -> Self {
        let (outbox_filled, live, counted) = (Notify::new(), Live::new(), Counted::default());
        Self(Arc::new(Parts {
            db,
            clock,
            secret,
            passwords,
            mailer,
            sms,
            settings,
            outbox_filled,
            live,
            counted,
            beside: TaskTracker::new(),
        }))
    }

    pub fn db(&self) -> &Db {
        &self.0.db
    }

    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    /// What is written beside requests and not in their way.
    pub(crate) fn beside(&self) -> &TaskTracker {
        &self.0.beside
    }

    /// Waits until nothing is written beside requests any more: before the database is closed.
    pub async fn settled(&self) {
        self.0.beside.close();
        self.0.beside.wait().await;
    }

    pub fn settings(&self) -> &Settings {
        &self.0.settings
    }

    pub fn mailer(&self) -> &Mailer {
        &self.0.mailer
    }

    /// None where nobody set one up: then invitations go by mail only.
    pub fn sms(&self) -> Option<&Gateway> {
        self.0.sms.as_ref()
    }

    /// Whether anything that is sent to a Contact of the kind reaches people, and so can prove whose it is.
    pub fn reaches(&self, kind: ContactKind) -> bool {
        match kind {
            ContactKind::Email => self.mailer().delivers(),
            ContactKind::Phone => self.sms().is_some(),
        }
    }

    /// What nobody but this Keyholder can answer to a word; none to what is not one short word, as `doctor` says it.
    pub fn proof(&self, word: &str) -> Option<String> {
        let is_word = word.len() <= 64 && word.bytes().all(|sign| sign.is_ascii_alphanumeric());
        is_word.then(|| self.0.secret.proof(word))
    }

    pub(crate) fn secret(&self) -> &Secret {
        &self.0.secret
    }

    pub(crate) fn passwords(&self) -> &Passwords {
        &self.0.passwords
    }

    /// Woken by every committed change, so that its mails leave at once.
    pub(crate) fn outbox_filled(&self) -> &Notify {
        &self.0.outbox_filled
    }

    /// Told of every committed change, so that open pages follow.
    pub(crate) fn live(&self) -> &Live {
        &self.0.live
    }

    pub(crate) fn counted(&self) -> &Counted {
        &self.0.counted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_operators_address_is_found_in_their_words() {
        let found = |operator: &str| {
            let operator = Some(operator.to_owned());
            let settings = Settings { url: String::new(), sign_up: SignUp::First, operator };
            settings.operator_address().map(|email| email.as_str().to_owned())
        };
        assert_eq!(found("Ops team <ops@keys.example>").as_deref(), Some("ops@keys.example"));
        assert_eq!(found("Ops team, ops@keys.example, +1 555 0100").as_deref(), Some("ops@keys.example"));
        assert_eq!(found("Ops team @ HQ"), None);
    }
}
