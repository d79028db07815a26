use super::*;
use crate::diagnosis::level::{Facts, Finding, LevelChange, diagnose};

/// Each change is one to the other level, so that they fit one another.
fn facts(first: AccessLevel, times: Vec<DateTime<Utc>>) -> Facts {
    let other = |level| match level {
        AccessLevel::Admin => AccessLevel::Standard,
        AccessLevel::Standard => AccessLevel::Admin,
    };
    let mut level = first;
    let mut changes = Vec::new();
    for at in times {
        let to = other(level);
        changes.insert(0, LevelChange { from: level, to, by: "Ada Lindqvist".to_owned(), at });
        level = to;
    }
    let invited = Some(("Ada Lindqvist".to_owned(), DateTime::UNIX_EPOCH));
    Facts { state: PartnerState::Active, level, invited, changes }
}

proptest! {
    #[test]
    fn a_level_is_found_where_it_is_another_one_and_only_there(
        admin in any::<bool>(), times in prop::collection::vec(moment(), 0..6),
    ) {
        let first = if admin { AccessLevel::Admin } else { AccessLevel::Standard };
        let facts = facts(first, times);
        let newest = facts.changes.first().cloned().map(Finding::Changed);
        let expected = newest.filter(|_| facts.level != first);
        prop_assert_eq!(diagnose(&facts).findings, Vec::from_iter(expected));
    }

    #[test]
    fn whoever_is_out_is_found_first(state in out(), times in prop::collection::vec(moment(), 0..6)) {
        let facts = Facts { state, ..facts(AccessLevel::Standard, times) };
        prop_assert_eq!(&diagnose(&facts).findings[0], &Finding::NotIn(state));
    }
}
