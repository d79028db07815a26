use super::PartnerState;
use crate::access::AccessLevel;

/// Why nothing is done with one of many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LeftOut {
    #[error("That is you. What you have yourself is not changed together with others.")]
    Yourself,
    /// DOMAIN 2: a Business Center always has one.
    #[error("That is you, the only Admin here, and a Business Center always has one.")]
    OnlyAdmin,
    #[error("Done already: a new link was sent.")]
    SentAlready,
    #[error("Done already: their access is revoked.")]
    RevokedAlready,
    #[error("Done already: their invitation is cancelled.")]
    CancelledAlready,
    /// It was their invitation that was shown.
    #[error("They accepted an invitation since you looked, and are in. Nothing was done with them.")]
    JoinedSince,
    #[error("An invitation was sent to them since you looked. Nothing was done with it.")]
    InvitedSince,
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
            Self::SentAlready | Self::RevokedAlready | Self::CancelledAlready | Self::LevelAlready(_) => true,
            Self::Yourself
            | Self::OnlyAdmin
            | Self::JoinedSince
            | Self::InvitedSince
            | Self::InAlready
            | Self::NotIn(_)
            | Self::NotInvited(_) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_already_is_done_and_nothing_else_is() {
        let done = [
            LeftOut::SentAlready,
            LeftOut::RevokedAlready,
            LeftOut::CancelledAlready,
            LeftOut::LevelAlready(AccessLevel::Admin),
        ];
        let not = [
            LeftOut::Yourself,
            LeftOut::OnlyAdmin,
            LeftOut::JoinedSince,
            LeftOut::InvitedSince,
            LeftOut::InAlready,
            LeftOut::NotIn(PartnerState::Invited),
            LeftOut::NotInvited(PartnerState::Declined),
        ];
        assert!(done.into_iter().all(LeftOut::is_done) && !not.into_iter().any(LeftOut::is_done));
    }

    #[test]
    fn whoever_is_left_out_is_told_why() {
        for left_out in [
            LeftOut::Yourself,
            LeftOut::OnlyAdmin,
            LeftOut::SentAlready,
            LeftOut::RevokedAlready,
            LeftOut::CancelledAlready,
            LeftOut::JoinedSince,
            LeftOut::InvitedSince,
            LeftOut::LevelAlready(AccessLevel::Admin),
            LeftOut::InAlready,
            LeftOut::NotIn(PartnerState::Expired),
            LeftOut::NotInvited(PartnerState::Declined),
        ] {
            assert!(left_out.to_string().ends_with('.'), "{left_out}");
        }
    }
}
