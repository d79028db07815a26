//! What can be found, is fine, or must be asked.

use chrono::{DateTime, Utc};

use super::super::delivery::Meaning;
use super::{Engine, Silence};

/// A fault, or what may be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    Setting(SettingFault),
    Secret(SecretFault),
    Database(DatabaseFault),
    Machine(MachineFault),
    Sending(SendingFault),
    Address(AddressFault),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SettingFault {
    /// A sentence that begins with its name.
    Wrong(String),
    Unknown(String),
    NoOperator,
    OperatorWithoutAddress,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecretFault {
    /// A database stands there without it: the next start would make another.
    Missing,
    Unread {
        said: String,
    },
    OpenToOthers {
        mode: u32,
    },
    /// The audit log was sealed with another one.
    OfAnother,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DatabaseFault {
    /// Neither secret nor database: it would begin anew here.
    NothingKept,
    /// Neither, and yet somebody answers where it would serve: a Keyholder that has both elsewhere, or another program.
    KeptElsewhere {
        listen: String,
    },
    /// The secret stands there without it.
    Missing,
    Unread {
        said: String,
    },
    Older {
        has: i64,
        brings: i64,
    },
    Newer {
        has: i64,
        knows: i64,
    },
    Other {
        step: i64,
    },
    Damaged {
        said: String,
    },
    Unwritable {
        said: String,
    },
    OpenToOthers,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MachineFault {
    FolderUnusable { said: String },
    DiskFull { free: u64 },
    NoRoomForBackup { free: u64, database: u64 },
    ClocksDiffer { now: DateTime<Utc>, database: DateTime<Utc> },
    ClockSetBack { now: DateTime<Utc>, newest: DateTime<Utc> },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SendingFault {
    MailsKept { folder: String },
    MailServerUnreached { place: String, said: String },
    MailServerRefuses { place: String, said: String },
    SenderRefused { sender: String, said: String, meaning: Meaning },
    RecipientRefused { recipient: String, operator: bool, said: String, meaning: Meaning },
    MailsInClear { place: String },
    GatewayUnreached { host: String, said: String },
    Waiting { many: u32, since: DateTime<Utc>, said: Option<String> },
    NotTaken { many: u32, said: String, meaning: Meaning },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AddressFault {
    NotRunning {
        listen: String,
        said: String,
    },
    AnotherServes {
        listen: String,
    },
    /// `mailed`: they go out to people.
    LinksForThisMachine {
        url: String,
        mailed: bool,
    },
    InClear {
        url: String,
    },
    ProxyNotTrusted,
    LinksLeadElsewhere {
        url: String,
        status: u16,
        leads_to: Option<String>,
    },
    LinksLeadNowhere {
        url: String,
        silence: Silence,
        said: String,
    },
}

/// What is fine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Check {
    Settings,
    Operator,
    Folder,
    SecretClosed,
    SecretFits,
    DatabaseAnswers {
        engine: Engine,
        version: String,
    },
    Schema {
        version: i64,
    },
    DatabaseWhole,
    DatabaseWritable,
    DatabaseClosed,
    Room {
        free: u64,
    },
    ClocksAgree,
    /// Nothing it holds was written later than now.
    NothingOfTomorrow,
    MailServer {
        place: String,
        recipient: String,
    },
    MailsUnseen,
    Gateway {
        host: String,
    },
    NothingWaits {
        waiting: u32,
    },
    AllTaken,
    Runs {
        listen: String,
    },
    Encrypted,
    ProxyTrusted,
    LinksLeadHere {
        url: String,
    },
}

/// What can't be seen from here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// Whether it was asked with the settings, and by the user, that Keyholder runs with.
    SameSettings,
    /// Whether the clock is right: there is no other to compare it with.
    Time { now: DateTime<Utc> },
    /// Whether there is room where PostgreSQL writes.
    DatabaseDisk,
    /// Whether mails that are taken arrive, and not under spam.
    Arrives,
    /// Whether others reach the address, too.
    FromOutside { url: String },
    /// Where links lead is seen only once it runs and its secret can be read.
    LinksLater,
}

impl From<SettingFault> for Finding {
    fn from(fault: SettingFault) -> Self {
        Self::Setting(fault)
    }
}

impl From<SecretFault> for Finding {
    fn from(fault: SecretFault) -> Self {
        Self::Secret(fault)
    }
}

impl From<DatabaseFault> for Finding {
    fn from(fault: DatabaseFault) -> Self {
        Self::Database(fault)
    }
}

impl From<MachineFault> for Finding {
    fn from(fault: MachineFault) -> Self {
        Self::Machine(fault)
    }
}

impl From<SendingFault> for Finding {
    fn from(fault: SendingFault) -> Self {
        Self::Sending(fault)
    }
}

impl From<AddressFault> for Finding {
    fn from(fault: AddressFault) -> Self {
        Self::Address(fault)
    }
}
