//! When both sides are told that access ends: 7 days and 1 day before it does (DOMAIN 5).

use chrono::{DateTime, Days, TimeDelta, Utc};

use crate::zone::Zone;

/// What is told before access ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Warning {
    Week,
    Day,
}

impl Warning {
    /// No warning comes longer before its end than this, in any zone and whatever its clocks do.
    pub const EARLIEST: TimeDelta = TimeDelta::days(9);

    const fn days(self) -> u64 {
        match self {
            Self::Week => 7,
            Self::Day => 1,
        }
    }

    /// From when on it is told: the beginning of a day on the calendars of the zone. So all that is told on one day is told
    /// at once, also where a clock is put forward or back in between.
    fn begins(self, end: DateTime<Utc>, zone: Zone) -> DateTime<Utc> {
        let day = zone.date(end).checked_sub_days(Days::new(self.days()));
        day.map_or(end, |day| zone.start_of(day))
    }
}

/// Which warning of an end is due, when its people were last told of it at `told`: by a warning, or by what set it.
///
/// Only the nearest counts: after a pause of ours people are told once, and not of each day that went by.
pub fn due(end: DateTime<Utc>, told: DateTime<Utc>, now: DateTime<Utc>, zone: Zone) -> Option<Warning> {
    if end <= now {
        return None;
    }
    let nearest =
        [Warning::Day, Warning::Week].into_iter().find(|warning| warning.begins(end, zone) <= now)?;
    (told < nearest.begins(end, zone)).then_some(nearest)
}

/// Whether a mail that was caused at `at` tells of the end: it comes within a week.
pub fn is_soon(end: DateTime<Utc>, at: DateTime<Utc>, zone: Zone) -> bool {
    Warning::Week.begins(end, zone) <= at
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const MICROSECOND: TimeDelta = TimeDelta::microseconds(1);

    fn berlin() -> Zone {
        Zone::parse("Europe/Berlin").unwrap()
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    /// The end of 31 January 2027.
    fn end() -> DateTime<Utc> {
        at("2027-01-31T23:00:00Z")
    }

    fn long_ago() -> DateTime<Utc> {
        at("2026-11-24T09:00:00Z")
    }

    fn due_at(now: DateTime<Utc>, told: DateTime<Utc>) -> Option<Warning> {
        due(end(), told, now, berlin())
    }

    #[test]
    fn a_warning_comes_seven_days_and_one_day_before_to_the_microsecond() {
        let (week, day) = (end() - TimeDelta::days(7), end() - TimeDelta::days(1));
        assert_eq!(due_at(week - MICROSECOND, long_ago()), None);
        assert_eq!(due_at(week, long_ago()), Some(Warning::Week));
        assert_eq!(due_at(day - MICROSECOND, long_ago()), Some(Warning::Week), "late, but not too late");
        assert_eq!(due_at(day - MICROSECOND, week), None, "told already");
        assert_eq!(due_at(day, week), Some(Warning::Day));
        assert_eq!(due_at(end() - MICROSECOND, day), None, "told already");
    }

    #[test]
    fn what_is_over_is_not_told() {
        assert_eq!(due_at(end() - MICROSECOND, long_ago()), Some(Warning::Day));
        assert_eq!(due_at(end(), long_ago()), None);
        assert_eq!(due_at(end() + TimeDelta::days(10), long_ago()), None);
    }

    #[test]
    fn after_a_pause_only_the_nearest_is_told() {
        let now = end() - TimeDelta::hours(5);
        assert_eq!(due_at(now, end() - TimeDelta::days(10)), Some(Warning::Day));
        assert_eq!(due_at(now, now), None);
    }

    #[test]
    fn whoever_is_given_an_end_knows_it() {
        let set = end() - TimeDelta::days(5);
        assert_eq!(due_at(set, set), None);
        assert_eq!(due_at(end() - TimeDelta::days(1) - MICROSECOND, set), None);
        assert_eq!(due_at(end() - TimeDelta::days(1), set), Some(Warning::Day));
        let today = end() - TimeDelta::hours(20);
        assert_eq!(due_at(end() - TimeDelta::hours(1), today), None, "an end set for today");
    }

    #[test]
    fn a_day_is_one_of_the_calendar_when_clocks_change() {
        // Berlin puts its clocks forward on 28 March 2027: that week has 167 hours.
        let end = at("2027-03-31T22:00:00Z");
        let begins = at("2027-03-24T23:00:00Z");
        assert_eq!(due(end, long_ago(), begins - MICROSECOND, berlin()), None);
        assert_eq!(due(end, long_ago(), begins, berlin()), Some(Warning::Week));
        assert!(is_soon(end, begins, berlin()) && !is_soon(end, begins - MICROSECOND, berlin()));
    }

    proptest! {
        #[test]
        fn each_is_told_once_however_often_one_looks(
            set in 0_i64..20 * 24 * 60,
            looks in proptest::collection::vec(0_i64..20 * 24 * 60, 0..60),
            zone in 0_usize..600,
        ) {
            let zone = Zone::all().nth(zone % Zone::all().count()).unwrap();
            let end = zone.start_of(zone.date(end()));
            let minute = |minute: i64| end - TimeDelta::days(15) + TimeDelta::minutes(minute);
            let mut looks: Vec<_> = looks.into_iter().filter(|look| *look >= set).map(minute).collect();
            looks.sort();
            let (mut told, mut warnings) = (minute(set), Vec::new());
            for look in looks {
                if let Some(warning) = due(end, told, look, zone) {
                    prop_assert!(look < end && end - look < Warning::EARLIEST);
                    warnings.push(warning);
                    told = look;
                }
            }
            let expected: [&[Warning]; 4] =
                [&[], &[Warning::Week], &[Warning::Day], &[Warning::Week, Warning::Day]];
            prop_assert!(expected.contains(&warnings.as_slice()), "{warnings:?}");
        }
    }
}
