use serde::{Deserialize, Serialize};

use super::PartnerState;

/// What an Admin does with a partner, in the words of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PartnerAction {
    Resend,
    ChangeAddress,
    CopyLink,
    Cancel,
    InviteAgain,
    Edit,
    Revoke,
    /// Revokes oneself.
    Leave,
}

/// What is offered for a partner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offered {
    /// As words beside the name.
    pub beside: &'static [PartnerAction],
    /// Behind ⋯.
    pub behind: &'static [PartnerAction],
}

impl PartnerAction {
    pub const fn label(self) -> &'static str {
        match self {
            Self::Resend => "Resend Invite",
            Self::ChangeAddress => "Change address",
            Self::CopyLink => "Copy link",
            Self::Cancel => "Cancel Invite",
            Self::InviteAgain => "Invite again",
            Self::Edit => "Edit",
            Self::Revoke => "Revoke Access",
            Self::Leave => "Leave",
        }
    }

    /// Whether it takes something away.
    pub const fn ends(self) -> bool {
        matches!(self, Self::Cancel | Self::Revoke | Self::Leave)
    }
}

/// What can be done with somebody who stands like this, the likeliest first (DOMAIN 5). `own` is the row of whoever looks.
/// Whether there is **Copy link** at all is a setting of the Business Center.
pub const fn actions(state: PartnerState, own: bool) -> Offered {
    use PartnerAction::{Cancel, ChangeAddress, CopyLink, Edit, InviteAgain, Leave, Resend, Revoke};
    match state {
        PartnerState::Invited => {
            Offered { beside: &[Resend], behind: &[Edit, ChangeAddress, CopyLink, Cancel] }
        }
        PartnerState::Expired => Offered { beside: &[Resend], behind: &[Edit, ChangeAddress, Cancel] },
        PartnerState::Active if own => Offered { beside: &[Edit, Leave], behind: &[] },
        PartnerState::Active => Offered { beside: &[Edit, Revoke], behind: &[] },
        PartnerState::Revoked | PartnerState::Declined | PartnerState::Cancelled | PartnerState::Ended => {
            Offered { beside: &[InviteAgain], behind: &[] }
        }
    }
}

impl Offered {
    pub fn all(self) -> impl Iterator<Item = PartnerAction> {
        self.beside.iter().chain(self.behind).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(state: PartnerState) -> Vec<&'static str> {
        actions(state, false).all().map(PartnerAction::label).collect()
    }

    #[test]
    fn an_open_invitation_is_resent_corrected_handed_over_or_cancelled() {
        let all = ["Resend Invite", "Edit", "Change address", "Copy link", "Cancel Invite"];
        assert_eq!(labels(PartnerState::Invited), all);
    }

    #[test]
    fn a_link_that_expired_is_not_handed_over() {
        assert_eq!(
            labels(PartnerState::Expired),
            ["Resend Invite", "Edit", "Change address", "Cancel Invite"]
        );
    }

    #[test]
    fn whoever_is_in_is_edited_or_revoked_and_whoever_is_out_is_invited_again() {
        assert_eq!(labels(PartnerState::Active), ["Edit", "Revoke Access"]);
        for out in
            [PartnerState::Revoked, PartnerState::Declined, PartnerState::Cancelled, PartnerState::Ended]
        {
            assert_eq!(labels(out), ["Invite again"]);
        }
    }

    #[test]
    fn nobody_revokes_themselves_but_everybody_may_leave() {
        let own = |state| actions(state, true).all().collect::<Vec<_>>();
        assert_eq!(own(PartnerState::Active), [PartnerAction::Edit, PartnerAction::Leave]);
        assert!(PartnerAction::Leave.ends() && PartnerAction::Leave.label() == "Leave");
        assert!(!own(PartnerState::Active).contains(&PartnerAction::Revoke));
    }

    #[test]
    fn what_takes_something_away_says_so() {
        let ending = PartnerState::ALL.into_iter().flat_map(|state| actions(state, false).all());
        let ending = ending.filter(|action| action.ends()).map(PartnerAction::label).collect::<Vec<_>>();
        assert_eq!(ending, ["Cancel Invite", "Revoke Access", "Cancel Invite"]);
    }
}
