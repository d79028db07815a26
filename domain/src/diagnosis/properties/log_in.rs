use super::*;
use crate::diagnosis::log_in::{Facts, Finding, Letter, Standing, Tries, diagnose, tests};

fn facts(standing: Standing) -> Facts {
    tests::facts(standing, tests::YUKI)
}

fn invited(until: DateTime<Utc>, letter: Letter) -> Standing {
    Standing::Invited { until, letter, reported: None, opened: None, other_account: None, copied: None }
}

fn tries() -> impl Strategy<Value = Tries> {
    (1_u32..500, moment()).prop_map(|(times, last)| Tries { times, last })
}

fn stuck() -> impl Strategy<Value = Letter> {
    let said = "[245][0-9]{2}( [45]\\.[0-9]\\.[0-9])?( [a-z ]{0,20})?";
    prop_oneof![
        Just(Letter::Nothing),
        (moment(), said).prop_map(|(next, said)| Letter::TriedAgain { next, said }),
        moment().prop_map(|at| Letter::Kept { at }),
        moment().prop_map(|kept| Letter::NeverSent { kept }),
        said.prop_map(|said| Letter::Failed { said }),
        (moment(), said).prop_map(|(sent, said)| Letter::CameBack { sent, said }),
        moment().prop_map(|at| Letter::Taken { at }),
    ]
}

fn ended() -> impl Strategy<Value = Standing> {
    let by = prop::option::of(Just("Ada Lindqvist".to_owned()));
    (moment(), by, any::<bool>(), 0_usize..6).prop_map(|(at, by, left, which)| match which {
        0 => Standing::Expired { since: at, asked: left.then_some(at) },
        1 => Standing::Cancelled { at, by },
        2 => Standing::Declined { at },
        3 => Standing::Ended { at },
        4 => Standing::InElsewhere { at, partner: None },
        _ => Standing::Revoked { at, by, left },
    })
}

const fn is_of_letter(finding: &Finding) -> bool {
    matches!(
        finding,
        Finding::NothingSent
            | Finding::NotTaken { .. }
            | Finding::CameBack { .. }
            | Finding::NotTakenYet { .. }
            | Finding::Kept { .. }
            | Finding::NeverSent { .. }
            | Finding::NotAccepted { .. }
    )
}

proptest! {
    #[test]
    fn nothing_is_found_of_whoever_is_in_or_whose_mail_is_on_its_way(
        since in moment(), seen in prop::option::of(moment()), until in moment(),
    ) {
        prop_assert_eq!(diagnose(&facts(Standing::In { since, seen })).findings, []);
        prop_assert_eq!(diagnose(&facts(invited(until, Letter::Queued))).findings, []);
    }

    #[test]
    fn whoever_is_out_is_told_why(standing in ended()) {
        prop_assert!(!diagnose(&facts(standing)).findings.is_empty());
    }

    #[test]
    fn a_letter_that_is_stuck_is_found_whatever_else_is(
        until in moment(), letter in stuck(), tries in tries(), tried in any::<bool>(), near in any::<bool>(),
    ) {
        let near = near.then(|| (Email::parse("yuki.tanak@agency.example").unwrap(), tries));
        let broken = Facts {
            failed: tried.then_some(tries),
            near: near.into_iter().collect(),
            ..facts(invited(until, letter))
        };
        let found = diagnose(&broken).findings;
        prop_assert_eq!(found.iter().filter(|finding| is_of_letter(finding)).count(), 1);
        let others = usize::from(broken.failed.is_some()) + broken.near.len();
        prop_assert_eq!(found.len(), 1 + others);
        prop_assert!(found.is_sorted_by_key(Finding::sure));
    }

    #[test]
    fn log_ins_that_fail_are_found_of_whoever_is_in(
        since in moment(), tries in tries(), until in prop::option::of(moment()),
    ) {
        let standing = Standing::In { since, seen: None };
        let found = diagnose(&Facts { failed: Some(tries), locked_until: until, ..facts(standing) }).findings;
        prop_assert!(found.contains(&Finding::WrongPassword(tries)));
        prop_assert_eq!(found.len(), 1 + usize::from(until.is_some()));
    }
}
