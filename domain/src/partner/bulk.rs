use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::PartnerState;
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
    pub state: PartnerState,
    pub level: AccessLevel,
    /// When their newest invitation was sent.
    pub sent_at: Option<DateTime<Utc>>,
}

/// Why nothing is done with one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LeftOut {
    #[error("That is you. What you have yourself is not changed together with others.")]
    Yourself,
    #[error("Done already: a new link was sent.")]
    SentAlready,
    #[error("Done already: their access is revoked.")]
    RevokedAlready,
    #[error("They are {} already.", .0.label())]
    LevelAlready(AccessLevel),
    #[error("They are in, so there is nothing to accept.")]
    InAlready,
    #[error("They are not in: their state is {}.", .0.label())]
    NotIn(PartnerState),
    #[error("There is no invitation to resend: their state is {}. Choose Invite again.", .0.label())]
    NotInvited(PartnerState),
}

impl LeftOut {
    /// What is wanted of them stands already.
    pub const fn is_done(self) -> bool {
        match self {
            Self::SentAlready | Self::RevokedAlready | Self::LevelAlready(_) => true,
            Self::Yourself | Self::InAlready | Self::NotIn(_) | Self::NotInvited(_) => false,
        }
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
                "From then on they reach nothing here. Whoever has an e-mail address here gets a mail that says so. Open invitations that they sent, and open invitations to other addresses of theirs, are cancelled. Their account and their history stay, and you can invite them again later."
            }
            Self::MakeStandard => {
                "They stay in and lose everything that an Admin can do. They have no Module and no Asset until you give them some in Edit. Open invitations that they sent are cancelled. Whoever has an e-mail address here gets a mail that says so."
            }
            Self::MakeAdmin => {
                "They can do everything here: invite and remove partners, you too, and change billing. The end of their access goes. Whoever has an e-mail address here gets a mail that says so."
            }
        }
    }

    /// Whether it takes something away.
    pub const fn ends(self) -> bool {
        matches!(self, Self::Revoke | Self::MakeStandard)
    }

    /// Why it is not done with somebody who stands like this; none where it is. Whatever was sent since `begun` was sent by
    /// this bulk change.
    pub fn leaves_out(self, standing: &Standing, begun: DateTime<Utc>) -> Option<LeftOut> {
        let Standing { own, state, level, sent_at } = *standing;
        match (self, state) {
            _ if own => Some(LeftOut::Yourself),
            (Self::Resend, PartnerState::Active) => Some(LeftOut::InAlready),
            (Self::Resend, PartnerState::Invited) if sent_at.is_some_and(|sent| sent >= begun) => {
                Some(LeftOut::SentAlready)
            }
            (Self::Resend, PartnerState::Invited | PartnerState::Expired) => None,
            (Self::Resend, state) => Some(LeftOut::NotInvited(state)),
            (Self::Revoke, PartnerState::Revoked) => Some(LeftOut::RevokedAlready),
            (Self::MakeStandard, PartnerState::Active) if level == AccessLevel::Standard => {
                Some(LeftOut::LevelAlready(level))
            }
            (Self::MakeAdmin, PartnerState::Active) if level == AccessLevel::Admin => {
                Some(LeftOut::LevelAlready(level))
            }
            (_, PartnerState::Active) => None,
            (_, state) => Some(LeftOut::NotIn(state)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing(state: PartnerState) -> Standing {
        let sent_at = Some("2026-11-01T12:00:00Z".parse().unwrap());
        Standing { own: false, state, level: AccessLevel::Standard, sent_at }
    }

    fn begun() -> DateTime<Utc> {
        "2026-11-26T12:00:00Z".parse().unwrap()
    }

    /// The states in which a deed is done.
    fn done(deed: BulkDeed) -> Vec<PartnerState> {
        let is_done = |state: &PartnerState| deed.leaves_out(&standing(*state), begun()).is_none();
        PartnerState::ALL.into_iter().filter(is_done).collect()
    }

    #[test]
    fn what_stands_already_is_done_and_nothing_else_is() {
        let done = [LeftOut::SentAlready, LeftOut::RevokedAlready, LeftOut::LevelAlready(AccessLevel::Admin)];
        let not = [
            LeftOut::Yourself,
            LeftOut::InAlready,
            LeftOut::NotIn(PartnerState::Invited),
            LeftOut::NotInvited(PartnerState::Declined),
        ];
        assert!(done.into_iter().all(LeftOut::is_done) && !not.into_iter().any(LeftOut::is_done));
    }

    #[test]
    fn each_deed_is_done_with_those_whom_it_can_mean() {
        use PartnerState::{Active, Expired, Invited};
        assert_eq!(done(BulkDeed::Resend), [Invited, Expired]);
        assert_eq!(done(BulkDeed::Revoke), [Active]);
        assert_eq!(done(BulkDeed::MakeAdmin), [Active]);
        assert!(done(BulkDeed::MakeStandard).is_empty(), "they are Standard already");
        let admin = Standing { level: AccessLevel::Admin, ..standing(Active) };
        assert_eq!(BulkDeed::MakeStandard.leaves_out(&admin, begun()), None);
        assert_eq!(
            BulkDeed::MakeAdmin.leaves_out(&admin, begun()),
            Some(LeftOut::LevelAlready(AccessLevel::Admin))
        );
    }

    #[test]
    fn nobody_is_changed_together_with_others_by_themselves() {
        for (deed, state) in
            BulkDeed::ALL.into_iter().flat_map(|deed| PartnerState::ALL.map(|state| (deed, state)))
        {
            let own = Standing { own: true, ..standing(state) };
            assert_eq!(deed.leaves_out(&own, begun()), Some(LeftOut::Yourself));
        }
    }

    #[test]
    fn who_is_done_already_is_not_done_again() {
        let sent = Standing { sent_at: Some(begun()), ..standing(PartnerState::Invited) };
        assert_eq!(BulkDeed::Resend.leaves_out(&sent, begun()), Some(LeftOut::SentAlready));
        let revoked = standing(PartnerState::Revoked);
        assert_eq!(BulkDeed::Revoke.leaves_out(&revoked, begun()), Some(LeftOut::RevokedAlready));
    }

    #[test]
    fn a_deed_is_told_by_its_code_and_says_what_it_means() {
        for deed in BulkDeed::ALL {
            assert_eq!(BulkDeed::parse(deed.as_str()), Some(deed));
            assert!(deed.means().ends_with('.') && !deed.label().is_empty());
        }
        assert_eq!(BulkDeed::parse("cancel"), None);
        let ending: Vec<_> = BulkDeed::ALL.into_iter().filter(|deed| deed.ends()).collect();
        assert_eq!(ending, [BulkDeed::MakeStandard, BulkDeed::Revoke]);
    }

    #[test]
    fn whoever_is_left_out_is_told_why() {
        for left_out in [
            LeftOut::Yourself,
            LeftOut::SentAlready,
            LeftOut::RevokedAlready,
            LeftOut::LevelAlready(AccessLevel::Admin),
            LeftOut::InAlready,
            LeftOut::NotIn(PartnerState::Expired),
            LeftOut::NotInvited(PartnerState::Declined),
        ] {
            assert!(left_out.to_string().ends_with('.'), "{left_out}");
        }
    }
}
