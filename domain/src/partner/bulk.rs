use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{LeftOut, PartnerState};
use crate::access::AccessLevel;

/// As many as one bulk change is about: all that a Business Center has room for.
pub const MOST: usize = 4_000;

/// What an Admin does with many partners, each in a change of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BulkDeed {
    Resend,
    Revoke,
    MakeStandard,
    MakeAdmin,
}

/// One partner, as a bulk change finds them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// They are whoever looks.
    pub own: bool,
    /// They are the only Admin.
    pub only_admin: bool,
    pub state: PartnerState,
    /// Since when they are in, or were.
    pub since: DateTime<Utc>,
    pub level: AccessLevel,
    /// When their newest invitation was sent.
    pub sent_at: Option<DateTime<Utc>>,
}

/// What became of a bulk change, counted once it is over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BulkOver {
    /// Those who were in, and Invitations that were open.
    pub members: usize,
    pub invitations: usize,
    pub refused: usize,
    pub left_out: usize,
}

impl BulkOver {
    /// With everybody who was meant.
    pub const fn is_whole(self) -> bool {
        self.refused == 0 && self.left_out == 0
    }

    /// What was not done, which comes before what was.
    pub fn not_done(self) -> Option<String> {
        let refused =
            many(self.refused, "was refused: why stands beside it", "were refused: why stands beside each");
        let left_out =
            many(self.left_out, "was left out: why stands below", "were left out: why stands below");
        let sentences: Vec<_> =
            refused.into_iter().chain(left_out).map(|words| format!("{words}.")).collect();
        (!sentences.is_empty()).then(|| sentences.join(" "))
    }
}

/// "1 partner", "2 partners"; nothing of none.
fn many(many: usize, one: &str, several: &str) -> Option<String> {
    match many {
        0 => None,
        1 => Some(format!("1 {one}")),
        many => Some(format!("{many} {several}")),
    }
}

impl BulkDeed {
    pub const ALL: [Self; 4] = [Self::Resend, Self::MakeStandard, Self::MakeAdmin, Self::Revoke];

    /// The code in forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Resend => "resend",
            Self::Revoke => "revoke",
            Self::MakeStandard => "standard",
            Self::MakeAdmin => "admin",
        }
    }

    /// On the button.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Resend => "Resend Invite",
            Self::Revoke => "Revoke Access",
            Self::MakeStandard => "Change level to Standard",
            Self::MakeAdmin => "Change level to Admin",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|deed| deed.as_str() == code)
    }

    /// What it means for each of them, said before it happens.
    pub const fn means(self) -> &'static str {
        match self {
            Self::Resend => {
                "Each gets a new link that works for 30 days, with the access they were offered. The old link no longer works."
            }
            Self::Revoke => {
                "Whoever loses access reaches nothing here from then on. Whoever of them has an e-mail address here gets a mail that says so. Open invitations that they sent, and open invitations to other addresses of theirs, are cancelled. Their account and their history stay, and you can invite them again later. The link of a cancelled invitation lets nobody in; nobody gets a mail about it."
            }
            Self::MakeStandard => {
                "They stay in and lose everything that an Admin can do. They have no Module and no Asset until you give them some in Edit. Open invitations that they sent are cancelled. Whoever has an e-mail address here gets a mail that says so."
            }
            Self::MakeAdmin => {
                "They can do everything here: invite and remove partners, you too, and change billing. The end of their access goes. Whoever has an e-mail address here gets a mail that says so."
            }
        }
    }

    /// With how many it is done: those who are in, and open invitations.
    pub fn counted(self, members: usize, invitations: usize) -> String {
        let parts = match self {
            Self::Revoke => [
                many(members, "loses access", "lose access"),
                many(invitations, "invitation is cancelled", "invitations are cancelled"),
            ],
            Self::Resend | Self::MakeStandard | Self::MakeAdmin => {
                [many(members + invitations, "partner", "partners").map(|with| format!("With {with}")), None]
            }
        };
        let parts = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
        if parts.is_empty() { "Nobody is ticked.".to_owned() } else { format!("{parts}.") }
    }

    /// With how many it was done.
    pub fn done(self, BulkOver { members, invitations, .. }: BulkOver) -> String {
        let parts = match self {
            Self::Revoke => [
                many(members, "person lost their access", "people lost their access"),
                many(invitations, "invitation was cancelled", "invitations were cancelled"),
            ],
            Self::Resend => [
                many(members + invitations, "partner", "partners")
                    .map(|to| format!("A new link was sent to {to}")),
                None,
            ],
            Self::MakeStandard => {
                [many(members, "partner is Standard now", "partners are Standard now"), None]
            }
            Self::MakeAdmin => [many(members, "partner is Admin now", "partners are Admin now"), None],
        };
        let parts = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
        if parts.is_empty() { "Nothing was done.".to_owned() } else { format!("{parts}.") }
    }

    /// Whether it takes something away.
    pub const fn ends(self) -> bool {
        matches!(self, Self::Revoke | Self::MakeStandard)
    }

    /// Why it is not done with somebody who stands like this; none where it is. It began when it was shown whom it is about:
    /// a link that was sent since then was sent by it, and nobody is revoked who was not shown to be in.
    pub fn leaves_out(self, standing: &Standing, begun: DateTime<Utc>) -> Option<LeftOut> {
        let Standing { own, only_admin, state, since, level, sent_at } = *standing;
        match (self, state) {
            _ if own && only_admin && self.ends() => Some(LeftOut::OnlyAdmin),
            _ if own => Some(LeftOut::Yourself),
            (Self::Resend, PartnerState::Active) => Some(LeftOut::InAlready),
            (Self::Resend, PartnerState::Invited) if sent_at.is_some_and(|sent| sent >= begun) => {
                Some(LeftOut::SentAlready)
            }
            (Self::Resend, PartnerState::Invited | PartnerState::Expired) => None,
            (Self::Resend, state) => Some(LeftOut::NotInvited(state)),
            (Self::Revoke, PartnerState::Revoked) => Some(LeftOut::RevokedAlready),
            (Self::Revoke, PartnerState::Cancelled) => Some(LeftOut::CancelledAlready),
            (Self::Revoke, PartnerState::Active) if since > begun => Some(LeftOut::JoinedSince),
            (Self::Revoke, PartnerState::Invited) if sent_at.is_some_and(|sent| sent > begun) => {
                Some(LeftOut::InvitedSince)
            }
            (Self::MakeStandard, PartnerState::Active) if level == AccessLevel::Standard => {
                Some(LeftOut::LevelAlready(level))
            }
            (Self::MakeAdmin, PartnerState::Active) if level == AccessLevel::Admin => {
                Some(LeftOut::LevelAlready(level))
            }
            (_, PartnerState::Active) | (Self::Revoke, PartnerState::Invited) => None,
            (_, state) => Some(LeftOut::NotIn(state)),
        }
    }
}

#[cfg(test)]
#[path = "bulk_tests.rs"]
mod tests;
