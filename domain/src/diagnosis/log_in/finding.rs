//! What keeps somebody out, how sure that is, and what mends it.

use chrono::{DateTime, Utc};

use super::Tries;
use crate::contact::{Email, Slip};
use crate::diagnosis::Sure;
use crate::diagnosis::delivery::Meaning;
use crate::id::PartnerId;
use crate::partner::PartnerAction;
use crate::seats::SeatsFull;

/// A cause, or what may be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// The domain that was invited is a slip of a well-known one; `tried`: somebody typed the right one at log-in.
    Mistyped {
        meant: Email,
        tried: Option<Tries>,
    },
    /// Somebody typed this at log-in: it may be them, or who wants to be taken for them.
    NearMiss {
        address: Email,
        slip: Slip,
        tries: Tries,
    },
    LockedOut {
        until: DateTime<Utc>,
    },
    /// They are in, and the password was wrong since.
    WrongPassword(Tries),
    /// They have no access yet that a log-in could find: the link comes first.
    TriedBeforeAccepting(Tries),
    OtherAccount {
        at: DateTime<Utc>,
    },
    InElsewhere {
        at: DateTime<Utc>,
        partner: Option<PartnerId>,
    },
    NoSeat(SeatsFull),
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
    /// It was taken, and not delivered.
    CameBack {
        said: String,
        meaning: Meaning,
        sent: DateTime<Utc>,
    },
    NotTakenYet {
        said: String,
        meaning: Meaning,
        next: DateTime<Utc>,
    },
    Kept {
        at: DateTime<Utc>,
    },
    /// There was no mail server when it was written, and there is one now.
    NeverSent {
        kept: DateTime<Utc>,
    },
    NothingSent,
    /// It lies with them since: nobody accepted it.
    NotAccepted {
        sent: DateTime<Utc>,
        until: DateTime<Utc>,
        opened: Option<DateTime<Utc>>,
    },
}

impl Finding {
    /// A wrong address explains why its mail was refused, so it comes before what is surer.
    pub(super) const fn rank(&self) -> (bool, Sure) {
        (!matches!(self, Self::Mistyped { .. }), self.sure())
    }

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
            | Self::NeverSent { .. }
            | Self::NothingSent
            | Self::InElsewhere { .. }
            | Self::NoSeat(_)
            | Self::LockedOut { .. } => Sure::Certain,
            Self::Reported { .. }
            | Self::Mistyped { .. }
            | Self::WrongPassword(_)
            | Self::TriedBeforeAccepting(_)
            // Whoever saw the mail on its way could say so.
            | Self::CameBack { .. }
            | Self::OtherAccount { .. } => Sure::AlmostCertain,
            // Anybody can type anything there.
            Self::NearMiss { .. } | Self::NotAccepted { .. } => Sure::Possible,
        }
    }

    /// Where the invite should have gone.
    pub const fn right_address(&self) -> Option<&Email> {
        match self {
            Self::Mistyped { meant, .. } => Some(meant),
            Self::NearMiss { address, .. } => Some(address),
            _ => None,
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
            Self::Expired { .. }
            | Self::NothingSent
            | Self::NeverSent { .. }
            | Self::TriedBeforeAccepting(_) => &[Resend],
            Self::Reported { .. }
            | Self::Mistyped { .. }
            | Self::NearMiss { .. }
            | Self::OtherAccount { .. } => &[ChangeAddress],
            Self::LockedOut { .. } | Self::WrongPassword(_) | Self::InElsewhere { .. } | Self::NoSeat(_) => {
                &[]
            }
            Self::NotTaken { meaning, .. } | Self::CameBack { meaning, .. } => match meaning {
                Meaning::NoMailbox | Meaning::NoDomain => &[ChangeAddress, CopyLink],
                Meaning::MailboxFull
                | Meaning::TakenForSpam
                | Meaning::Refused
                | Meaning::NotNow
                | Meaning::GivenUp => &[Resend, ChangeAddress, CopyLink],
            },
            Self::NotTakenYet { .. } | Self::Kept { .. } => &[CopyLink],
            Self::NotAccepted { .. } => &[Resend, ChangeAddress],
        }
    }
}
