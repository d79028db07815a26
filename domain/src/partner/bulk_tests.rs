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
