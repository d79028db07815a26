//! What is fine, and what to ask, in words.

use domain::diagnosis::doctor::{Check, Engine, Question};

use super::report::{Telling, moment, size};

impl Telling {
    pub(super) fn passed(&self, check: &Check) -> String {
        match check {
            Check::Settings => "The settings can be used".to_owned(),
            Check::Operator => "Whoever runs this Keyholder is named, with an address".to_owned(),
            Check::Folder => format!("The data folder can be written ({})", self.data),
            Check::SecretClosed => format!("The secret is there, and its owner’s alone ({})", self.secret),
            Check::SecretFits => "The secret is that of the database: newest seals fit".to_owned(),
            Check::DatabaseAnswers { engine: Engine::Sqlite, version } => {
                format!("The database answers (SQLite {version})")
            }
            Check::DatabaseAnswers { engine: Engine::Postgres, version } => {
                format!("The database answers (PostgreSQL {version})")
            }
            Check::Schema { version } => format!("The database is of this version (schema {version})"),
            Check::DatabaseWhole => "The database is whole".to_owned(),
            Check::DatabaseWritable => "The database can be written".to_owned(),
            Check::DatabaseClosed => "Others on this machine can’t read the database".to_owned(),
            Check::Room { free } => format!("There is room on the disk ({} are free)", size(*free)),
            Check::ClocksAgree => "The clocks of this machine and of the database agree".to_owned(),
            Check::NothingOfTomorrow => "The clock was not set back: nothing is of later than now".to_owned(),
            Check::MailServer { place, recipient } => {
                format!("The mail server {place} would take a mail to {recipient}; none was sent")
            }
            Check::MailsUnseen => "Nobody on the way to the mail server reads mails".to_owned(),
            Check::Gateway { host } => format!("The SMS gateway {host} is reached; nothing was sent"),
            Check::NothingWaits { waiting: 0 } => "No mail or SMS waits".to_owned(),
            Check::NothingWaits { waiting } => {
                format!("No mail or SMS waits for longer than 15 minutes ({waiting} leave now)")
            }
            Check::AllTaken => "No mail or SMS was given up within 7 days".to_owned(),
            Check::Runs { listen } => format!("Keyholder runs ({listen})"),
            Check::Encrypted => "People reach it encrypted".to_owned(),
            Check::ProxyTrusted => "The proxy is named that says where requests come from".to_owned(),
            Check::LinksLeadHere { url } => format!("Links in mails lead to this Keyholder ({url})"),
        }
    }
}

pub(super) fn asked(question: &Question) -> String {
    match question {
        Question::SameSettings => {
            "Was this run as the user, in the folder and with the settings that Keyholder \
                                   runs with? It saw no others."
                .to_owned()
        }
        Question::Time { now } => {
            format!("Is it {}? There is no other clock to compare with.", moment(*now))
        }
        Question::DatabaseDisk => {
            "Is PostgreSQL whole, and is there room on its disk? Its own tools tell.".to_owned()
        }
        Question::Arrives => {
            "Do mails arrive, and not under spam? Invite an address of yours to see; SPF, DKIM \
                              and DMARC of the sender’s domain help."
                .to_owned()
        }
        Question::FromOutside { url } => {
            format!("Do others reach {url}, too? It was asked from this machine only.")
        }
        Question::LinksLater => {
            "Do links in mails lead here? Ask again once Keyholder runs and its secret and \
                                 its address can be read."
                .to_owned()
        }
    }
}
