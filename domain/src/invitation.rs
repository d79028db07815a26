//! An Invitation: how long it lives, how it stands, and why an operation on it is refused.
//!
//! Expiry and the end of access come by the clock, not by a job: a row records what people did
//! ([`Recorded`]), and how things stand is asked with a time ([`InvitationFacts::state`]).

mod accept_until;
mod refusal;
mod works;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

pub use accept_until::AcceptUntil;
pub use refusal::{AcceptRefusal, CancelRefusal, InviteRefusal, ResendRefusal, SmsRefusal};
pub use works::Works;

use crate::partner::PartnerState;

/// DOMAIN 3 `[seed]`: a link is valid 30 days from **Send Invite** or **Resend Invite**, whenever the mail leaves.
pub const LIFE: TimeDelta = TimeDelta::days(30);

/// When an Invitation sent at `sent_at` expires: no later than the access it offers, where that ends (DOMAIN 5). Whoever
/// accepts is in, for however short a time.
pub fn expires_at(sent_at: DateTime<Utc>, ends_at: Option<DateTime<Utc>>) -> DateTime<Utc> {
    let expires_at = sent_at + LIFE;
    ends_at.map_or(expires_at, |end| end.min(expires_at))
}

/// What people did, as a row holds it. Nothing here comes by the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Recorded {
    Open,
    Accepted { at: DateTime<Utc> },
    Declined { at: DateTime<Utc> },
    Cancelled { at: DateTime<Utc> },
    Revoked { at: DateTime<Utc> },
}

/// How an Invitation stands at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum InvitationState {
    /// May be accepted before `until`.
    Open {
        until: DateTime<Utc>,
    },
    Accepted {
        at: DateTime<Utc>,
    },
    Declined {
        at: DateTime<Utc>,
    },
    Cancelled {
        at: DateTime<Utc>,
    },
    Expired {
        at: DateTime<Utc>,
    },
    Revoked {
        at: DateTime<Utc>,
    },
    /// Accepted; the end date of the access has come since.
    Ended {
        at: DateTime<Utc>,
    },
}

/// What is stored of an Invitation and decides how it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationFacts {
    pub recorded: Recorded,
    /// Made by [`expires_at`] when it was sent or resent.
    pub expires_at: DateTime<Utc>,
    /// The end date of the whole access, where it has one (DOMAIN 5).
    pub ends_at: Option<DateTime<Utc>>,
}

impl InvitationFacts {
    /// How it stands at `now`. Both ends are exact: at 30 days to the second it is expired (DOMAIN 3), and at its
    /// end date access is ended (DOMAIN 5).
    pub fn state(&self, now: DateTime<Utc>) -> InvitationState {
        match self.recorded {
            Recorded::Open if now < self.expires_at => InvitationState::Open { until: self.expires_at },
            Recorded::Open => InvitationState::Expired { at: self.expires_at },
            Recorded::Accepted { at } => match self.ends_at {
                Some(end) if now >= end => InvitationState::Ended { at: end },
                _ => InvitationState::Accepted { at },
            },
            Recorded::Declined { at } => InvitationState::Declined { at },
            Recorded::Cancelled { at } => InvitationState::Cancelled { at },
            Recorded::Revoked { at } => InvitationState::Revoked { at },
        }
    }
}

impl InvitationState {
    /// How the Partner of this Invitation stands.
    pub const fn partner_state(self) -> PartnerState {
        match self {
            Self::Open { .. } => PartnerState::Invited,
            Self::Accepted { .. } => PartnerState::Active,
            Self::Declined { .. } => PartnerState::Declined,
            Self::Cancelled { .. } => PartnerState::Cancelled,
            Self::Expired { .. } => PartnerState::Expired,
            Self::Revoked { .. } => PartnerState::Revoked,
            Self::Ended { .. } => PartnerState::Ended,
        }
    }
}

/// How a Partner stands at `now`, from the facts of their row.
pub fn partner_state(
    recorded: Recorded,
    expires_at: DateTime<Utc>,
    ends_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> PartnerState {
    InvitationFacts { recorded, expires_at, ends_at }.state(now).partner_state()
}

impl Recorded {
    /// The code in rows: that of the [`PartnerState`] while the clock has not had its say.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "invited",
            Self::Accepted { .. } => "active",
            Self::Declined { .. } => "declined",
            Self::Cancelled { .. } => "cancelled",
            Self::Revoked { .. } => "revoked",
        }
    }

    /// When it was recorded; an open Invitation has nothing recorded yet.
    pub const fn at(self) -> Option<DateTime<Utc>> {
        match self {
            Self::Open => None,
            Self::Accepted { at } | Self::Declined { at } | Self::Cancelled { at } | Self::Revoked { at } => {
                Some(at)
            }
        }
    }

    /// From a row: the code that [`Recorded::as_str`] wrote, and since when it stands. `None` for any other code.
    pub fn from_row(code: &str, at: DateTime<Utc>) -> Option<Self> {
        Some(match code {
            "invited" => Self::Open,
            "active" => Self::Accepted { at },
            "declined" => Self::Declined { at },
            "cancelled" => Self::Cancelled { at },
            "revoked" => Self::Revoked { at },
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const MICROSECOND: TimeDelta = TimeDelta::microseconds(1);

    fn sent_at() -> DateTime<Utc> {
        "2026-11-24T09:16:00Z".parse().unwrap()
    }

    fn facts(recorded: Recorded) -> InvitationFacts {
        InvitationFacts { recorded, expires_at: expires_at(sent_at(), None), ends_at: None }
    }

    fn every_record(at: DateTime<Utc>) -> [Recorded; 5] {
        [
            Recorded::Open,
            Recorded::Accepted { at },
            Recorded::Declined { at },
            Recorded::Cancelled { at },
            Recorded::Revoked { at },
        ]
    }

    #[test]
    fn a_link_is_expired_at_thirty_days_to_the_second() {
        let end: DateTime<Utc> = "2026-12-24T09:16:00Z".parse().unwrap();
        let facts = facts(Recorded::Open);
        assert_eq!(facts.state(sent_at()), InvitationState::Open { until: end });
        assert_eq!(facts.state(end - MICROSECOND), InvitationState::Open { until: end });
        assert_eq!(facts.state(end), InvitationState::Expired { at: end });
        assert_eq!(facts.state(end + LIFE), InvitationState::Expired { at: end });
    }

    #[test]
    fn a_link_expires_with_the_access_it_offers_and_never_after_thirty_days() {
        let (sent, thirty) = (sent_at(), sent_at() + LIFE);
        assert_eq!(expires_at(sent, Some(thirty - MICROSECOND)), thirty - MICROSECOND);
        assert_eq!(expires_at(sent, Some(thirty + MICROSECOND)), thirty);
    }

    #[test]
    fn what_was_answered_does_not_expire() {
        let at = sent_at();
        let states = every_record(at).map(|recorded| facts(recorded).state(at + LIFE + LIFE));
        let expected = [
            InvitationState::Expired { at: at + LIFE },
            InvitationState::Accepted { at },
            InvitationState::Declined { at },
            InvitationState::Cancelled { at },
            InvitationState::Revoked { at },
        ];
        assert_eq!(states, expected);
    }

    #[test]
    fn access_is_ended_at_its_end_date() {
        let (at, end) = (sent_at(), sent_at() + TimeDelta::days(7));
        let facts = InvitationFacts { ends_at: Some(end), ..facts(Recorded::Accepted { at }) };
        assert_eq!(facts.state(end - MICROSECOND), InvitationState::Accepted { at });
        assert_eq!(facts.state(end), InvitationState::Ended { at: end });
    }

    #[test]
    fn an_end_date_ends_only_what_was_accepted() {
        let end = sent_at() + TimeDelta::days(7);
        for recorded in every_record(sent_at()) {
            let without = facts(recorded);
            let with = InvitationFacts { ends_at: Some(end), ..without };
            let same = with.state(end) == without.state(end);
            assert_eq!(same, !matches!(recorded, Recorded::Accepted { .. }), "{recorded:?}");
        }
    }

    #[test]
    fn each_state_is_a_state_of_the_partner() {
        use PartnerState::{Active, Cancelled, Declined, Ended, Expired, Invited, Revoked};
        let (at, end) = (sent_at(), sent_at() + LIFE);
        let states = every_record(at).map(|recorded| partner_state(recorded, end, None, at));
        assert_eq!(states, [Invited, Active, Declined, Cancelled, Revoked]);
        assert_eq!(partner_state(Recorded::Open, end, None, end), Expired);
        assert_eq!(partner_state(Recorded::Accepted { at }, end, Some(end), end), Ended);
    }

    #[test]
    fn a_record_is_read_back_from_its_row() {
        let at = sent_at();
        for recorded in every_record(at) {
            assert_eq!(Recorded::from_row(recorded.as_str(), at), Some(recorded));
        }
        assert_eq!(every_record(at).map(Recorded::at), [None, Some(at), Some(at), Some(at), Some(at)]);
    }

    #[test]
    fn a_row_holds_the_code_of_the_state_it_records() {
        for recorded in every_record(sent_at()) {
            let state = partner_state(recorded, sent_at() + LIFE, None, sent_at());
            assert_eq!(recorded.as_str(), state.as_str());
        }
    }

    #[test]
    fn what_comes_by_the_clock_is_never_in_a_row() {
        for state in [PartnerState::Expired, PartnerState::Ended] {
            assert_eq!(Recorded::from_row(state.as_str(), sent_at()), None);
        }
    }

    proptest! {
        #[test]
        fn what_has_expired_stays_expired(after in 0_i64..40_000_000, later in 0_i64..40_000_000) {
            let facts = facts(Recorded::Open);
            let holds = |seconds| {
                facts.state(sent_at() + TimeDelta::seconds(seconds)).partner_state().holds_seat()
            };
            prop_assert_eq!(holds(after), after < 30 * 24 * 60 * 60);
            prop_assert!(holds(after) || !holds(after + later));
        }
    }
}
