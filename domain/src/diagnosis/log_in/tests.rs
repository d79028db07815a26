mod address;

use chrono::TimeDelta;

use super::*;
use crate::diagnosis::Sure;
use crate::partner::PartnerAction;

pub(in crate::diagnosis) const YUKI: &str = "yuki.tanaka@agency.example";

fn day(number: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(number)
}

pub(in crate::diagnosis) fn facts(standing: Standing, contact: &str) -> Facts {
    let contact = Contact::parse(contact).unwrap();
    Facts {
        standing,
        contact,
        failed: None,
        near: Vec::new(),
        address_kept: None,
        locked_until: None,
        full: None,
    }
}

fn by_mail(standing: Standing) -> Found {
    diagnose(&facts(standing, YUKI))
}

fn invited(letter: Letter) -> Standing {
    Standing::Invited {
        until: day(30),
        letter,
        reported: None,
        opened: None,
        other_account: None,
        copied: None,
    }
}

fn letters() -> Vec<Letter> {
    let said = || "550 5.1.1 user unknown".to_owned();
    vec![
        Letter::Nothing,
        Letter::Queued,
        Letter::TriedAgain { next: day(1), said: said() },
        Letter::Taken { at: day(1) },
        Letter::Kept { at: day(1) },
        Letter::NeverSent { kept: day(1) },
        Letter::Failed { said: said() },
        Letter::CameBack { sent: day(1), said: said() },
    ]
}

fn outside() -> Vec<Standing> {
    let by = Some("Ada Lindqvist".to_owned());
    vec![
        Standing::Expired { since: day(30), asked: None },
        Standing::Expired { since: day(30), asked: Some(day(31)) },
        Standing::Cancelled { at: day(1), by: by.clone() },
        Standing::Declined { at: day(1) },
        Standing::Ended { at: day(1) },
        Standing::Revoked { at: day(1), by, left: false },
        Standing::Revoked { at: day(1), by: None, left: true },
    ]
}

#[test]
fn of_whoever_is_in_nothing_is_found_and_they_are_asked() {
    let diagnosis = by_mail(Standing::In { since: day(1), seen: Some(day(2)) });
    assert!(diagnosis.findings.is_empty());
    assert_eq!(
        diagnosis.passed,
        [
            Check::IsIn { since: day(1) },
            Check::WasHere { at: day(2) },
            Check::NotLockedOut,
            Check::NotRevoked
        ]
    );
    assert_eq!(diagnosis.questions, [Question::Address, Question::Password]);
    assert_eq!(by_mail(Standing::In { since: day(1), seen: None }).passed.len(), 3);
}

#[test]
fn whoever_is_out_has_one_certain_cause_that_is_mended() {
    for standing in outside() {
        let Diagnosis { findings, questions, .. } = by_mail(standing.clone());
        let [finding] = findings.as_slice() else { panic!("{standing:?}: {findings:?}") };
        assert_eq!(finding.sure(), Sure::Certain, "{standing:?}");
        assert!(!finding.mends().is_empty() && questions.is_empty(), "{standing:?}");
    }
}

#[test]
fn who_ended_it_is_told_apart_from_whoever_left() {
    let revoked = |left| by_mail(Standing::Revoked { at: day(1), by: None, left }).findings;
    assert_eq!(revoked(false), [Finding::Revoked { at: day(1), by: None }]);
    assert_eq!(revoked(true), [Finding::Left { at: day(1) }]);
}

#[test]
fn every_letter_that_is_not_on_its_way_is_a_cause() {
    for letter in letters() {
        let Diagnosis { findings, passed, .. } = by_mail(invited(letter.clone()));
        assert_eq!(findings.is_empty(), letter == Letter::Queued, "{letter:?}");
        assert_eq!(passed.contains(&Check::LetterQueued), letter == Letter::Queued, "{letter:?}");
        assert!(passed.contains(&Check::InvitationOpen { until: day(30) }));
        assert!(passed.contains(&Check::NotReported));
    }
}

#[test]
fn a_refused_mail_is_told_by_what_it_means() {
    let mends = |said: &str| by_mail(invited(Letter::Failed { said: said.to_owned() })).findings[0].mends();
    assert_eq!(mends("550 5.1.1 user unknown")[0], PartnerAction::ChangeAddress);
    assert_eq!(mends("550 5.1.2 no such domain")[0], PartnerAction::ChangeAddress);
    assert_eq!(mends("552 5.2.2 over quota")[0], PartnerAction::Resend);
    let waits = by_mail(invited(Letter::TriedAgain { next: day(1), said: "451 busy".to_owned() }));
    assert_eq!(
        waits.findings,
        [Finding::NotTakenYet { said: "451 busy".to_owned(), meaning: Meaning::NotNow, next: day(1) }]
    );
}

#[test]
fn a_mail_that_came_back_is_told_and_mended_like_one_that_was_refused() {
    let back = |said: &str| by_mail(invited(Letter::CameBack { sent: day(1), said: said.to_owned() }));
    let found = back("550 5.1.1 user unknown");
    assert_eq!(
        found.findings,
        [Finding::CameBack {
            said: "550 5.1.1 user unknown".to_owned(),
            meaning: Meaning::NoMailbox,
            sent: day(1)
        }]
    );
    assert_eq!(found.findings[0].mends()[0], PartnerAction::ChangeAddress);
    assert!(!found.passed.contains(&Check::LetterTaken { at: day(1) }));
    assert_eq!(found.questions, [Question::Address]);
    let [Finding::CameBack { meaning, .. }] = back("450 4.4.1 timed out").findings[..] else { panic!("no") };
    assert_eq!(meaning, Meaning::GivenUp, "nobody tries it again");
}

#[test]
fn what_was_taken_only_they_can_tell_of() {
    let taken = || invited(Letter::Taken { at: day(1) });
    let mail = by_mail(taken());
    assert_eq!(mail.findings, [Finding::NotAccepted { sent: day(1), until: day(30), opened: None }]);
    assert_eq!(mail.findings[0].sure(), Sure::Possible);
    assert!(mail.passed.contains(&Check::LetterTaken { at: day(1) }));
    assert_eq!(mail.questions, [Question::Address, Question::Spam, Question::NewestLink]);
    let sms = diagnose(&facts(taken(), "+442079460018"));
    assert_eq!(sms.questions, [Question::Address, Question::NewestLink], "an SMS lies under no spam");
    assert_eq!(by_mail(invited(Letter::NeverSent { kept: day(1) })).questions, [Question::Address]);
}

#[test]
fn a_mail_that_was_kept_is_handed_over_without_a_server_and_sent_anew_with_one() {
    for (letter, finding, mend) in [
        (Letter::Kept { at: day(1) }, Finding::Kept { at: day(1) }, PartnerAction::CopyLink),
        (Letter::NeverSent { kept: day(1) }, Finding::NeverSent { kept: day(1) }, PartnerAction::Resend),
    ] {
        assert_eq!((finding.mends(), finding.sure()), (&[mend][..], Sure::Certain));
        assert_eq!(by_mail(invited(letter)).findings, [finding]);
    }
}

#[test]
fn what_is_surer_comes_first() {
    let reported = |letter| Standing::Invited {
        until: day(30),
        letter,
        reported: Some(day(2)),
        opened: None,
        other_account: None,
        copied: None,
    };
    for letter in letters() {
        let Diagnosis { findings, passed, .. } = by_mail(reported(letter));
        assert!(
            findings.contains(&Finding::Reported { at: day(2) }) && !passed.contains(&Check::NotReported)
        );
        assert!(findings.is_sorted_by_key(Finding::sure), "{findings:?}");
    }
    let taken = by_mail(reported(Letter::Taken { at: day(1) })).findings;
    assert_eq!(taken[0], Finding::Reported { at: day(2) });
    assert_eq!(taken[0].mends(), [PartnerAction::ChangeAddress]);
}

#[test]
fn only_of_whoever_was_revoked_it_is_not_said_that_they_were_not() {
    let fine = |standing| by_mail(standing).passed.contains(&Check::NotRevoked);
    for standing in outside() {
        let ended = matches!(standing, Standing::Revoked { .. } | Standing::Ended { .. });
        assert_eq!(fine(standing.clone()), !ended, "{standing:?}");
    }
    assert!(fine(invited(Letter::Queued)));
    assert_eq!(by_mail(invited(Letter::Queued)).checks(), 5);
}

const HOUR: Tries = Tries { times: 3, last: DateTime::UNIX_EPOCH };

#[test]
fn log_ins_that_failed_are_told_by_how_they_stand() {
    let of = |standing| diagnose(&Facts { failed: Some(HOUR), ..facts(standing, YUKI) }).findings;
    let before = Finding::TriedBeforeAccepting(HOUR);
    assert_eq!(of(invited(Letter::Queued)), std::slice::from_ref(&before));
    assert_eq!((before.sure(), before.mends()), (Sure::AlmostCertain, &[PartnerAction::Resend][..]));
    let is_in = Standing::In { since: day(1), seen: None };
    let wrong = Finding::WrongPassword(HOUR);
    assert_eq!(of(is_in.clone()), std::slice::from_ref(&wrong));
    assert_eq!((wrong.sure(), wrong.mends()), (Sure::AlmostCertain, &[][..]));
    assert_eq!(of(Standing::Declined { at: day(1) }), [Finding::Declined { at: day(1) }]);
    let locked = Facts { failed: Some(HOUR), locked_until: Some(day(2)), ..facts(is_in, YUKI) };
    let found = diagnose(&locked);
    assert_eq!(found.findings, [Finding::LockedOut { until: day(2) }, wrong]);
    assert_eq!((found.findings[0].sure(), found.findings[0].mends()), (Sure::Certain, &[][..]));
    assert!(!found.passed.contains(&Check::NotLockedOut));
}

#[test]
fn a_link_that_was_opened_and_by_whom_is_told() {
    let standing = |other_account| Standing::Invited {
        until: day(30),
        letter: Letter::Taken { at: day(1) },
        reported: None,
        opened: Some(day(2)),
        other_account,
        copied: None,
    };
    let opened = Finding::NotAccepted { sent: day(1), until: day(30), opened: Some(day(2)) };
    assert_eq!(by_mail(standing(None)).findings, std::slice::from_ref(&opened));
    let other = Finding::OtherAccount { at: day(3) };
    assert_eq!(by_mail(standing(Some(day(3)))).findings, [other.clone(), opened]);
    assert_eq!((other.sure(), other.mends()), (Sure::AlmostCertain, &[PartnerAction::ChangeAddress][..]));
}

#[test]
fn a_link_that_was_copied_is_told() {
    let copied = |copied| {
        let (until, letter) = (day(30), Letter::Kept { at: day(1) });
        Standing::Invited { until, letter, reported: None, opened: None, other_account: None, copied }
    };
    assert!(by_mail(copied(Some(day(2)))).passed.contains(&Check::LinkCopied { at: day(2) }));
    assert_eq!(by_mail(copied(Some(day(2)))).checks(), by_mail(copied(None)).checks() + 1);
}

#[test]
fn whoever_came_in_by_another_address_is_looked_for_there() {
    let partner = Some(PartnerId::from_uuid(uuid::Uuid::nil()));
    let found = by_mail(Standing::InElsewhere { at: day(1), partner });
    assert_eq!(found.findings, [Finding::InElsewhere { at: day(1), partner }]);
    assert_eq!((found.findings[0].sure(), found.findings[0].mends()), (Sure::Certain, &[][..]));
    assert_eq!((found.passed, found.questions), (vec![Check::NotRevoked], Vec::new()));
}

#[test]
fn whoever_is_out_needs_a_seat_to_come_back() {
    let taken = crate::seats::Taken { active: 20, invited: 0 };
    let full = SeatsFull { level: crate::access::AccessLevel::Admin, taken };
    for standing in outside() {
        let found = diagnose(&Facts { full: Some(full), ..facts(standing.clone(), YUKI) });
        assert!(found.findings.contains(&Finding::NoSeat(full)), "{standing:?}");
        assert!(!found.passed.contains(&Check::SeatFree), "{standing:?}");
        assert!(by_mail(standing).passed.contains(&Check::SeatFree));
    }
    assert_eq!((Finding::NoSeat(full).sure(), Finding::NoSeat(full).mends()), (Sure::Certain, &[][..]));
    for standing in [invited(Letter::Queued), Standing::In { since: day(1), seen: None }] {
        let found = diagnose(&Facts { full: Some(full), ..facts(standing, YUKI) });
        assert!(found.findings.is_empty(), "they hold one");
    }
}
