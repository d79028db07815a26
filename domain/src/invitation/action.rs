use crate::partner::PartnerState;

/// What an Admin does with an Invitation, in the words of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvitationAction {
    Resend,
    ChangeAddress,
    CopyLink,
    Cancel,
    InviteAgain,
}

impl InvitationAction {
    pub const fn label(self) -> &'static str {
        match self {
            Self::Resend => "Resend Invite",
            Self::ChangeAddress => "Change address",
            Self::CopyLink => "Copy link",
            Self::Cancel => "Cancel Invite",
            Self::InviteAgain => "Invite again",
        }
    }
}

/// What can be done with the Invitation of somebody who stands like this, the likeliest first (DOMAIN 5). Whether there
/// is **Copy link** at all is a setting of the Business Center.
pub const fn actions(state: PartnerState) -> &'static [InvitationAction] {
    use InvitationAction::{Cancel, ChangeAddress, CopyLink, InviteAgain, Resend};
    match state {
        PartnerState::Invited => &[Resend, ChangeAddress, CopyLink, Cancel],
        PartnerState::Expired => &[Resend, ChangeAddress, Cancel],
        PartnerState::Active => &[],
        PartnerState::Revoked | PartnerState::Declined | PartnerState::Cancelled | PartnerState::Ended => {
            &[InviteAgain]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(state: PartnerState) -> Vec<&'static str> {
        actions(state).iter().map(|action| action.label()).collect()
    }

    #[test]
    fn an_open_invitation_is_resent_corrected_handed_over_or_cancelled() {
        let all = ["Resend Invite", "Change address", "Copy link", "Cancel Invite"];
        assert_eq!(labels(PartnerState::Invited), all);
    }

    #[test]
    fn a_link_that_expired_is_not_handed_over() {
        assert_eq!(labels(PartnerState::Expired), ["Resend Invite", "Change address", "Cancel Invite"]);
    }

    #[test]
    fn whoever_is_in_has_no_invitation_and_whoever_is_out_is_invited_again() {
        assert_eq!(labels(PartnerState::Active), [] as [&str; 0]);
        for out in
            [PartnerState::Revoked, PartnerState::Declined, PartnerState::Cancelled, PartnerState::Ended]
        {
            assert_eq!(labels(out), ["Invite again"]);
        }
    }
}
