//! What became of each partner of the demo, in hours before now. The first forty have one of every state, so that a small
//! demo shows all of them.

use chrono::{DateTime, TimeDelta, Utc};
use domain::invitation::Recorded;

/// In hours ago, but for the end of an access.
#[derive(Clone, Copy)]
pub(super) enum Past {
    Active {
        since: i64,
        seen: i64,
        /// The last day of it, in days from today: one that is over ended it.
        ends: Option<i64>,
    },
    Invited {
        sent: i64,
    },
    Expired {
        sent: i64,
    },
    Declined {
        sent: i64,
    },
    Cancelled {
        sent: i64,
    },
    Revoked {
        since: i64,
    },
}

/// Of forty, one holds no seat any more and one is invited, beside those of the first forty; the others are in. So in the
/// biggest demo there are seats left.
pub(super) fn past(i: usize) -> Past {
    match (i, i % 40, i / 40 % 5) {
        (9, ..) => Past::Invited { sent: 70 },
        (12, ..) => active(i, Some(4)),
        (14, ..) => Past::Expired { sent: 800 },
        (17, ..) => ended(i, 6),
        (21, ..) => active(i, Some(45)),
        (23, ..) => Past::Declined { sent: 1_200 },
        (26, ..) => Past::Cancelled { sent: 1_500 },
        (_, 37, 0) => Past::Revoked { since: 100 + hours(i, 9_000) },
        (_, 37, 1) => Past::Declined { sent: 800 + hours(i, 9_000) },
        (_, 37, 2) => Past::Cancelled { sent: 800 + hours(i, 9_000) },
        (_, 37, 3) => Past::Expired { sent: 721 + hours(i, 2_000) },
        (_, 37, _) => ended(i, 1 + hours(i, 80)),
        (_, 39, _) => Past::Invited { sent: hours(i, 700) },
        (_, 11, 3) => active(i, Some(1 + hours(i, 90))),
        _ => active(i, None),
    }
}

/// Most were here within twelve days. Of those with one first name, who stand together in the list, no more than of others.
fn active(i: usize, ends: Option<i64>) -> Past {
    let seen = match i % 21 {
        3 => 24 * 31 + hours(i, 24 * 58),
        11 => 24 * 91 + hours(i, 24 * 200),
        _ => hours(i, 24 * 12 - 1),
    };
    Past::Active { since: seen + 24 + hours(i, 17_000), seen, ends }
}

fn ended(i: usize, days: i64) -> Past {
    let seen = 24 * days + 30;
    Past::Active { since: seen + 800 + hours(i, 9_000), seen, ends: Some(-days) }
}

fn hours(i: usize, most: usize) -> i64 {
    i64::try_from(i * 7_919 % most).unwrap_or_default()
}

impl Past {
    /// How their row records it.
    pub(super) fn recorded(self, now: DateTime<Utc>) -> Recorded {
        let ago = |hours: i64| now - TimeDelta::hours(hours);
        match self {
            Self::Active { since, .. } => Recorded::Accepted { at: ago(since) },
            Self::Invited { .. } | Self::Expired { .. } => Recorded::Open,
            Self::Declined { sent } => Recorded::Declined { at: ago(sent - 30) },
            Self::Cancelled { sent } => Recorded::Cancelled { at: ago(sent - 30) },
            Self::Revoked { since } => Recorded::Revoked { at: ago(since) },
        }
    }

    pub(super) fn invited_at(self, now: DateTime<Utc>) -> DateTime<Utc> {
        now - TimeDelta::hours(match self {
            Self::Active { since, .. } => since + 20,
            Self::Invited { sent }
            | Self::Expired { sent }
            | Self::Declined { sent }
            | Self::Cancelled { sent } => sent,
            Self::Revoked { since } => since + 2_000,
        })
    }

    /// Of whoever came in.
    pub(super) fn seen_at(self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let hours = match self {
            Self::Active { seen, .. } => seen,
            Self::Revoked { since } => since + 24,
            Self::Invited { .. } | Self::Expired { .. } | Self::Declined { .. } | Self::Cancelled { .. } => {
                return None;
            }
        };
        Some(now - TimeDelta::hours(hours))
    }

    /// The last day of the access, in days from today.
    pub(super) const fn ends(self) -> Option<i64> {
        match self {
            Self::Active { ends, .. } => ends,
            _ => None,
        }
    }
}
