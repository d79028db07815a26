//! The invited address, and what was typed at log-in beside it.

use super::*;
use crate::contact::Slip;

fn email(typed: &str) -> Email {
    Email::parse(typed).unwrap()
}

/// What is found of whoever was invited at that address, where these were typed at log-in.
fn near(invited_at: &str, typed: &[&str], letter: Letter) -> Found {
    let near = typed.iter().map(|typed| (email(typed), HOUR)).collect();
    diagnose(&Facts { near, ..facts(invited(letter), invited_at) })
}

#[test]
fn a_mistyped_well_known_domain_explains_a_refusal_and_comes_first() {
    let refused = || Letter::Failed { said: "550 5.1.1 user unknown".to_owned() };
    let meant = email("yuki.tanaka@gmail.com");
    let found = near("yuki.tanaka@gmial.com", &[], refused());
    assert_eq!(found.findings[0], Finding::Mistyped { meant: meant.clone(), tried: None });
    assert!(matches!(found.findings[1], Finding::NotTaken { .. }));
    let tried = near("yuki.tanaka@gmial.com", &["yuki.tanaka@gmail.com"], refused());
    assert_eq!(tried.findings[0], Finding::Mistyped { meant: meant.clone(), tried: Some(HOUR) });
    assert_eq!(tried.findings.len(), 2, "told once");
    assert_eq!(tried.findings[0].right_address(), Some(&meant));
    assert_eq!(tried.findings[0].sure(), Sure::AlmostCertain);
    assert_eq!(tried.findings[0].mends(), [PartnerAction::ChangeAddress]);
    assert!(!tried.passed.contains(&Check::AddressStands));
}

#[test]
fn what_was_typed_at_log_in_may_be_theirs_and_is_never_more_than_possible() {
    let typed = ["yuki.tanak@agency.example", "yukitanaka@agency.example", "leo@leomakes.example"];
    let found = near(YUKI, &typed, Letter::Queued);
    let [letters, mailbox] = found.findings.as_slice() else { panic!("{:?}", found.findings) };
    assert_eq!(letters, &Finding::NearMiss { address: email(typed[0]), slip: Slip::Letters, tries: HOUR });
    assert_eq!(
        mailbox,
        &Finding::NearMiss { address: email(typed[1]), slip: Slip::SameMailbox, tries: HOUR }
    );
    assert_eq!((letters.sure(), letters.right_address()), (Sure::Possible, Some(&email(typed[0]))));
    assert_eq!(letters.mends(), [PartnerAction::ChangeAddress]);
    assert!(near(YUKI, &[], Letter::Queued).passed.contains(&Check::AddressStands));
    assert_eq!(found.findings[0].right_address(), Some(&email(typed[0])));
    assert_eq!(Finding::NothingSent.right_address(), None);
    let number = diagnose(&facts(invited(Letter::Queued), "+442079460018"));
    assert!(!number.passed.contains(&Check::AddressStands), "a number has none that is near");
}

#[test]
fn an_expired_invitation_may_have_gone_astray_too() {
    let expired = Standing::Expired { since: day(30), asked: None };
    let near = vec![(email("yuki.tanak@agency.example"), HOUR)];
    let found = diagnose(&Facts { near, ..facts(expired.clone(), YUKI) });
    assert_eq!(found.findings.len(), 2);
    assert!(by_mail(expired).passed.contains(&Check::AddressStands));
    let cancelled = Standing::Cancelled { at: day(1), by: None };
    assert!(!by_mail(cancelled).passed.contains(&Check::AddressStands));
}

#[test]
fn an_address_that_is_kept_is_a_slip_no_more_and_only_what_was_typed_since_is_near() {
    let kept = |typed: &[&str]| {
        let near = typed.iter().map(|typed| (email(typed), HOUR)).collect();
        let standing = invited(Letter::Queued);
        diagnose(&Facts { near, address_kept: Some(day(3)), ..facts(standing, "yuki.tanaka@gmial.com") })
    };
    let quiet = kept(&[]);
    assert_eq!(quiet.findings, []);
    assert!(quiet.passed.contains(&Check::AddressKept { at: day(3) }));
    assert!(!quiet.passed.contains(&Check::AddressStands), "somebody said so; nothing else tells");
    let typed = kept(&["yuki.tanaka@gmail.com"]);
    let address = email("yuki.tanaka@gmail.com");
    assert_eq!(typed.findings, [Finding::NearMiss { address, slip: Slip::WellKnownDomain, tries: HOUR }]);
    assert!(!typed.passed.contains(&Check::AddressKept { at: day(3) }));
}
