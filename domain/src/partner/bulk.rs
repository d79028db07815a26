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
mod tests {
    use super::*;

    fn standing(state: PartnerState) -> Standing {
        let sent = "2026-11-01T12:00:00Z".parse().unwrap();
        let level = AccessLevel::Standard;
        Standing { own: false, only_admin: false, state, since: sent, level, sent_at: Some(sent) }
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
    fn each_deed_is_done_with_those_whom_it_can_mean() {
        use PartnerState::{Active, Expired, Invited, Revoked};
        assert_eq!(done(BulkDeed::Resend), [Invited, Expired]);
        assert_eq!(done(BulkDeed::Revoke), [Invited, Active], "an open invitation is cancelled");
        assert_eq!(done(BulkDeed::MakeAdmin), [Active]);
        assert!(done(BulkDeed::MakeStandard).is_empty(), "they are Standard already");
        let admin = Standing { level: AccessLevel::Admin, ..standing(Active) };
        assert_eq!(BulkDeed::MakeStandard.leaves_out(&admin, begun()), None);
        assert_eq!(
            BulkDeed::MakeAdmin.leaves_out(&admin, begun()),
            Some(LeftOut::LevelAlready(AccessLevel::Admin))
        );
        let left_out = |state| BulkDeed::Resend.leaves_out(&standing(state), begun());
        assert_eq!(left_out(Active), Some(LeftOut::InAlready));
        assert_eq!(left_out(Revoked), Some(LeftOut::NotInvited(Revoked)));
        assert_eq!(BulkDeed::Revoke.label(), "Revoke Access");
    }

    #[test]
    fn nobody_is_changed_together_with_others_by_themselves() {
        for (deed, state) in
            BulkDeed::ALL.into_iter().flat_map(|deed| PartnerState::ALL.map(|state| (deed, state)))
        {
            let own = Standing { own: true, ..standing(state) };
            assert_eq!(deed.leaves_out(&own, begun()), Some(LeftOut::Yourself));
            let last = Standing { only_admin: true, ..own };
            let why = if deed.ends() { LeftOut::OnlyAdmin } else { LeftOut::Yourself };
            assert_eq!(deed.leaves_out(&last, begun()), Some(why));
        }
    }

    #[test]
    fn nobody_is_revoked_who_stood_otherwise_when_it_was_shown() {
        let later = begun() + chrono::TimeDelta::microseconds(1);
        let joined = Standing { since: later, ..standing(PartnerState::Active) };
        assert_eq!(BulkDeed::Revoke.leaves_out(&joined, begun()), Some(LeftOut::JoinedSince));
        assert_eq!(BulkDeed::Revoke.leaves_out(&joined, later), None);
        assert_eq!(BulkDeed::MakeAdmin.leaves_out(&joined, begun()), None, "who joined is in, however late");
        let invited = Standing { sent_at: Some(later), ..standing(PartnerState::Invited) };
        assert_eq!(BulkDeed::Revoke.leaves_out(&invited, begun()), Some(LeftOut::InvitedSince));
        assert_eq!(BulkDeed::Revoke.leaves_out(&invited, later), None);
    }

    #[test]
    fn what_happens_is_counted_before_it_does() {
        assert_eq!(BulkDeed::Revoke.counted(3, 2), "3 lose access, 2 invitations are cancelled.");
        assert_eq!(BulkDeed::Revoke.counted(1, 0), "1 loses access.");
        assert_eq!(BulkDeed::Revoke.counted(0, 1), "1 invitation is cancelled.");
        assert_eq!(BulkDeed::Resend.counted(0, 2), "With 2 partners.");
        assert_eq!(BulkDeed::MakeAdmin.counted(1, 0), "With 1 partner.");
        for deed in BulkDeed::ALL {
            assert_eq!(deed.counted(0, 0), "Nobody is ticked.");
        }
    }

    #[test]
    fn what_happened_is_counted_once_it_did() {
        let over = |members, invitations| BulkOver { members, invitations, ..BulkOver::default() };
        assert_eq!(BulkDeed::Revoke.done(over(3, 0)), "3 people lost their access.");
        assert_eq!(
            BulkDeed::Revoke.done(over(1, 2)),
            "1 person lost their access, 2 invitations were cancelled."
        );
        assert_eq!(BulkDeed::Resend.done(over(0, 2)), "A new link was sent to 2 partners.");
        assert_eq!(BulkDeed::MakeStandard.done(over(2, 0)), "2 partners are Standard now.");
        assert_eq!(BulkDeed::MakeAdmin.done(over(1, 0)), "1 partner is Admin now.");
        for deed in BulkDeed::ALL {
            assert_eq!(deed.done(over(0, 0)), "Nothing was done.");
        }
    }

    #[test]
    fn what_was_not_done_is_said_too() {
        let over = |refused, left_out| BulkOver { members: 1, refused, left_out, ..BulkOver::default() };
        assert_eq!((over(0, 0).not_done(), over(0, 0).is_whole()), (None, true));
        assert_eq!(over(1, 0).not_done().as_deref(), Some("1 was refused: why stands beside it."));
        let both = "2 were refused: why stands beside each. 1 was left out: why stands below.";
        assert_eq!((over(2, 1).not_done().as_deref(), over(2, 1).is_whole()), (Some(both), false));
        assert!(!over(0, 1).is_whole());
    }

    #[test]
    fn who_is_done_already_is_not_done_again() {
        let sent = Standing { sent_at: Some(begun()), ..standing(PartnerState::Invited) };
        assert_eq!(BulkDeed::Resend.leaves_out(&sent, begun()), Some(LeftOut::SentAlready));
        let revoked = standing(PartnerState::Revoked);
        assert_eq!(BulkDeed::Revoke.leaves_out(&revoked, begun()), Some(LeftOut::RevokedAlready));
        let cancelled = standing(PartnerState::Cancelled);
        assert_eq!(BulkDeed::Revoke.leaves_out(&cancelled, begun()), Some(LeftOut::CancelledAlready));
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
}
