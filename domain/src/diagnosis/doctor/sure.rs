//! How sure each finding is.

use super::super::Sure;
use super::super::delivery::Meaning;
use super::{AddressFault, DatabaseFault, Finding, MachineFault, SendingFault, SettingFault};

impl Finding {
    pub const fn sure(&self) -> Sure {
        match self {
            Self::Setting(fault) => fault.sure(),
            Self::Secret(_) => Sure::Certain,
            Self::Database(fault) => fault.sure(),
            Self::Machine(fault) => fault.sure(),
            Self::Sending(fault) => fault.sure(),
            Self::Address(fault) => fault.sure(),
        }
    }
}

impl SettingFault {
    const fn sure(&self) -> Sure {
        match self {
            Self::Wrong(_) => Sure::Certain,
            Self::Unknown(_) => Sure::AlmostCertain,
            Self::NoOperator | Self::OperatorWithoutAddress => Sure::Possible,
        }
    }
}

impl DatabaseFault {
    const fn sure(&self) -> Sure {
        match self {
            Self::Unread { .. }
            | Self::Newer { .. }
            | Self::Other { .. }
            | Self::Damaged { .. }
            | Self::Unwritable { .. }
            | Self::OpenToOthers => Sure::Certain,
            Self::KeptElsewhere { .. } | Self::Missing => Sure::AlmostCertain,
            Self::NothingKept | Self::Older { .. } => Sure::Possible,
        }
    }
}

impl MachineFault {
    const fn sure(&self) -> Sure {
        match self {
            Self::FolderUnusable { .. } | Self::ClocksDiffer { .. } | Self::ClockSetBack { .. } => {
                Sure::Certain
            }
            Self::DiskFull { .. } => Sure::AlmostCertain,
            Self::NoRoomForBackup { .. } => Sure::Possible,
        }
    }
}

impl SendingFault {
    const fn sure(&self) -> Sure {
        match self {
            Self::MailsKept { .. }
            | Self::MailServerUnreached { .. }
            | Self::MailServerRefuses { .. }
            | Self::SenderRefused { .. }
            | Self::GatewayUnreached { .. } => Sure::Certain,
            // A server that does not know the sender's own address may take mails to all others.
            Self::RecipientRefused { meaning: Meaning::NotNow, .. }
            | Self::RecipientRefused { operator: false, .. }
            | Self::MailsInClear { .. }
            | Self::NotTaken { .. } => Sure::Possible,
            Self::RecipientRefused { operator: true, .. } | Self::Waiting { .. } => Sure::AlmostCertain,
        }
    }
}

impl AddressFault {
    const fn sure(&self) -> Sure {
        match self {
            Self::AnotherServes { .. } | Self::InClear { .. } | Self::LinksLeadElsewhere { .. } => {
                Sure::Certain
            }
            // It may run on another machine, and an address may lead here only from outside.
            Self::NotRunning { .. }
            | Self::LinksLeadNowhere { .. }
            | Self::LinksForThisMachine { mailed: true, .. }
            | Self::ProxyNotTrusted => Sure::AlmostCertain,
            Self::LinksForThisMachine { mailed: false, .. } => Sure::Possible,
        }
    }
}
