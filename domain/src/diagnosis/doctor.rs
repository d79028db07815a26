//! **`keyholder doctor`**: from the settings, what is kept, the ways that mails and SMS leave, and who answers where.

mod address;
mod finding;
mod sending;
mod settings;
mod storage;
mod sure;
#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};

pub use address::{Address, Answer, Silence, Url};
pub use finding::{
    AddressFault, Check, DatabaseFault, Finding, MachineFault, Question, SecretFault, SendingFault,
    SettingFault,
};
pub use sending::{Failed, Gateway, Mail, Outbox, Sending, Trial};
pub use settings::{Operator, Settings};
pub use storage::{Database, DatabaseFile, Engine, Folder, Opened, Schema, SecretFile, Storage};

use super::{Diagnosis, Sure};

/// What is known of a Keyholder that is looked over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    pub now: DateTime<Utc>,
    pub settings: Settings,
    pub storage: Storage,
    pub sending: Sending,
    pub address: Address,
}

/// What was found, for whoever runs it.
pub type Found = Diagnosis<Finding, Check, Question>;

pub fn diagnose(facts: &Facts) -> Found {
    let mut found =
        Found { findings: Vec::new(), passed: Vec::new(), questions: vec![Question::SameSettings] };
    facts.settings.look(&mut found);
    facts.storage.look(facts.now, facts.address.served_by_somebody(), &mut found);
    facts.sending.look(facts.now, &mut found);
    facts.address.look(&facts.sending, &mut found);
    found.findings.sort_by_key(Finding::sure);
    found
}

impl Found {
    /// Whether somebody has to do something.
    pub fn needs_mending(&self) -> bool {
        self.findings.iter().any(|finding| finding.sure() <= Sure::AlmostCertain)
    }

    fn wrong(&mut self, finding: impl Into<Finding>) {
        self.findings.push(finding.into());
    }

    /// One or the other: what is wrong, or what is fine.
    fn note(&mut self, wrong: Option<impl Into<Finding>>, fine: Check) {
        match wrong {
            Some(finding) => self.wrong(finding),
            None => self.passed.push(fine),
        }
    }
}
