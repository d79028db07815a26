//! A house that works, and all that can break in it.

use chrono::TimeDelta;

use super::super::super::delivery::Meaning;
use super::*;

pub(super) fn now() -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(20_000)
}

pub(super) fn said() -> String {
    "550 5.7.1 no".to_owned()
}

pub(super) fn opened() -> Opened {
    Opened {
        engine: Engine::Sqlite,
        version: "3.51.3".to_owned(),
        schema: Some(Schema::Current(25)),
        damage: None,
        unwritable: None,
        newest: Some(now()),
        clock: Some(now()),
        secret_fits: Some(true),
        file: Some(DatabaseFile { bytes: 5_000_000, open_to_others: false }),
    }
}

pub(super) fn https() -> Url {
    Url { text: "https://keys.example".to_owned(), https: true, this_machine: false }
}

/// A house that runs as it should, with all that can be looked at on either engine.
pub(super) fn working() -> Facts {
    Facts {
        now: now(),
        settings: Settings { wrong: vec![], unknown: vec![], operator: Operator::WithAddress },
        storage: Storage {
            folder: Folder::Usable,
            secret: SecretFile::Read { mode: 0o600 },
            database: Some(Database::Opened(opened())),
            free: Some(5_000_000_000),
        },
        sending: Sending {
            mail: Some(Mail::Server {
                place: "mail.example:587".to_owned(),
                this_machine: false,
                trial: Trial::Accepted { encrypted: true, recipient: "ops@keys.example".to_owned() },
            }),
            gateway: Some(Gateway { host: "sms.example".to_owned(), unreached: None }),
            outbox: Some(Outbox { waiting: 1, oldest: Some(now()), said: None, failed: None }),
        },
        address: Address {
            listen: Some("127.0.0.1:3000".to_owned()),
            url: Some(https()),
            trusts_proxies: true,
            at_listen: Some(Answer::ThisOne),
            at_url: Some(Answer::ThisOne),
        },
    }
}

impl Facts {
    pub(super) fn opened(&mut self) -> &mut Opened {
        match &mut self.storage.database {
            Some(Database::Opened(opened)) => opened,
            _ => panic!("not opened"),
        }
    }

    pub(super) fn trial(&mut self, tried: Trial) {
        match &mut self.sending.mail {
            Some(Mail::Server { trial, .. }) => *trial = tried,
            _ => panic!("no mail server"),
        }
    }

    pub(super) fn outbox(&mut self) -> &mut Outbox {
        self.sending.outbox.as_mut().unwrap()
    }
}

pub(super) type Breaks = fn(&mut Facts);

/// What is broken, and what must be found then; two of one row break the same thing.
pub(super) fn broken() -> Vec<Vec<(Breaks, Finding)>> {
    [of_settings(), of_storage(), of_sending(), of_the_address()].concat()
}

fn of_settings() -> Vec<Vec<(Breaks, Finding)>> {
    vec![
        vec![(
            |facts| facts.settings.wrong.push("SMTP_URL: no".to_owned()),
            Finding::Setting(SettingFault::Wrong("SMTP_URL: no".to_owned())),
        )],
        vec![(
            |facts| facts.settings.unknown.push("KEYHOLDER_PORT".to_owned()),
            Finding::Setting(SettingFault::Unknown("KEYHOLDER_PORT".to_owned())),
        )],
        vec![
            (|facts| facts.settings.operator = Operator::Nobody, Finding::Setting(SettingFault::NoOperator)),
            (
                |facts| facts.settings.operator = Operator::WithoutAddress,
                Finding::Setting(SettingFault::OperatorWithoutAddress),
            ),
        ],
    ]
}

fn of_storage() -> Vec<Vec<(Breaks, Finding)>> {
    vec![
        vec![(
            |facts| facts.storage.folder = Folder::Unusable { said: said() },
            Finding::Machine(MachineFault::FolderUnusable { said: said() }),
        )],
        vec![
            (|facts| facts.storage.secret = SecretFile::Missing, Finding::Secret(SecretFault::Missing)),
            (
                |facts| facts.storage.secret = SecretFile::Unread { said: said() },
                Finding::Secret(SecretFault::Unread { said: said() }),
            ),
            (
                |facts| facts.storage.secret = SecretFile::Read { mode: 0o640 },
                Finding::Secret(SecretFault::OpenToOthers { mode: 0o640 }),
            ),
        ],
        of_the_database(),
        vec![(
            |facts| facts.storage.free = Some(99_999_999),
            Finding::Machine(MachineFault::DiskFull { free: 99_999_999 }),
        )],
    ]
}

fn of_sending() -> Vec<Vec<(Breaks, Finding)>> {
    vec![
        of_the_mail_server(),
        vec![(
            |facts| facts.sending.gateway.as_mut().unwrap().unreached = Some(said()),
            Finding::Sending(SendingFault::GatewayUnreached { host: "sms.example".to_owned(), said: said() }),
        )],
        vec![(
            |facts| facts.outbox().oldest = Some(now() - TimeDelta::minutes(16)),
            Finding::Sending(SendingFault::Waiting {
                many: 1,
                since: now() - TimeDelta::minutes(16),
                said: None,
            }),
        )],
        vec![(
            |facts| facts.outbox().failed = Some(Failed { many: 2, said: said() }),
            Finding::Sending(SendingFault::NotTaken {
                many: 2,
                said: said(),
                meaning: Meaning::TakenForSpam,
            }),
        )],
    ]
}

fn of_the_mail_server() -> Vec<(Breaks, Finding)> {
    let place = || "mail.example:587".to_owned();
    vec![
        (
            |facts| facts.sending.mail = Some(Mail::Kept { folder: "data/mail".to_owned() }),
            Finding::Sending(SendingFault::MailsKept { folder: "data/mail".to_owned() }),
        ),
        (
            |facts| facts.trial(Trial::Unreached { said: said() }),
            Finding::Sending(SendingFault::MailServerUnreached { place: place(), said: said() }),
        ),
        (
            |facts| facts.trial(Trial::Refused { said: said() }),
            Finding::Sending(SendingFault::MailServerRefuses { place: place(), said: said() }),
        ),
        (
            |facts| facts.trial(Trial::SenderRefused { sender: String::new(), said: said() }),
            Finding::Sending(SendingFault::SenderRefused {
                sender: String::new(),
                said: said(),
                meaning: Meaning::TakenForSpam,
            }),
        ),
        (
            |facts| {
                facts.trial(Trial::RecipientRefused {
                    recipient: String::new(),
                    operator: true,
                    said: said(),
                });
            },
            Finding::Sending(SendingFault::RecipientRefused {
                recipient: String::new(),
                operator: true,
                said: said(),
                meaning: Meaning::TakenForSpam,
            }),
        ),
        (
            |facts| facts.trial(Trial::Accepted { encrypted: false, recipient: String::new() }),
            Finding::Sending(SendingFault::MailsInClear { place: place() }),
        ),
    ]
}

fn of_the_address() -> Vec<Vec<(Breaks, Finding)>> {
    let listen = || "127.0.0.1:3000".to_owned();
    let url = || "https://keys.example".to_owned();
    vec![
        vec![
            (
                |facts| facts.address.at_listen = Some(Answer::Another { status: 200, leads_to: None }),
                Finding::Address(AddressFault::AnotherServes { listen: listen() }),
            ),
            (
                |facts| facts.address.at_listen = Some(nobody(Silence::NoConnection)),
                Finding::Address(AddressFault::NotRunning { listen: listen(), said: said() }),
            ),
        ],
        vec![(|facts| facts.address.trusts_proxies = false, Finding::Address(AddressFault::ProxyNotTrusted))],
        vec![
            (
                |facts| facts.address.at_url = Some(Answer::Another { status: 200, leads_to: None }),
                Finding::Address(AddressFault::LinksLeadElsewhere {
                    url: url(),
                    status: 200,
                    leads_to: None,
                }),
            ),
            (
                |facts| facts.address.at_url = Some(nobody(Silence::NoHost)),
                Finding::Address(AddressFault::LinksLeadNowhere {
                    url: url(),
                    silence: Silence::NoHost,
                    said: said(),
                }),
            ),
            (
                |facts| facts.address.at_url = Some(nobody(Silence::NoEncryption)),
                Finding::Address(AddressFault::LinksLeadNowhere {
                    url: url(),
                    silence: Silence::NoEncryption,
                    said: said(),
                }),
            ),
        ],
    ]
}

/// Of those each is found beside a secret that is missing, too: in all of them something is kept.
fn of_the_database() -> Vec<(Breaks, Finding)> {
    vec![
        (
            |facts| facts.opened().schema = Some(Schema::Older { has: 24, brings: 25 }),
            Finding::Database(DatabaseFault::Older { has: 24, brings: 25 }),
        ),
        (
            |facts| facts.opened().schema = Some(Schema::Newer { has: 26, knows: 25 }),
            Finding::Database(DatabaseFault::Newer { has: 26, knows: 25 }),
        ),
        (
            |facts| facts.opened().schema = Some(Schema::Other { step: 7 }),
            Finding::Database(DatabaseFault::Other { step: 7 }),
        ),
        (
            |facts| facts.opened().damage = Some("row 3 missing".to_owned()),
            Finding::Database(DatabaseFault::Damaged { said: "row 3 missing".to_owned() }),
        ),
        (
            |facts| facts.opened().unwritable = Some(said()),
            Finding::Database(DatabaseFault::Unwritable { said: said() }),
        ),
        (
            |facts| facts.opened().file.as_mut().unwrap().open_to_others = true,
            Finding::Database(DatabaseFault::OpenToOthers),
        ),
        (
            |facts| facts.opened().newest = Some(now() + TimeDelta::minutes(2)),
            Finding::Machine(MachineFault::ClockSetBack {
                now: now(),
                newest: now() + TimeDelta::minutes(2),
            }),
        ),
        (
            |facts| facts.opened().clock = Some(now() - TimeDelta::minutes(2)),
            Finding::Machine(MachineFault::ClocksDiffer {
                now: now(),
                database: now() - TimeDelta::minutes(2),
            }),
        ),
    ]
}

pub(super) fn nobody(silence: Silence) -> Answer {
    Answer::Nobody { silence, said: said() }
}
