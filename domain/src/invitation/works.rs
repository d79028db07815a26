//! How long an Invitation works, said while the last day of what it offers is being typed. It needs no zone, which the browser
//! does not know: the server tells on which day it would expire.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::LIFE;
use crate::end::EndDate;
use crate::zone::Zone;

/// An Invitation as it was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Works {
    /// When its 30 days are over, as whoever reads counts days.
    until: String,
    /// The same on the calendar of the Business Center, in which the typed day is meant.
    expires_on: NaiveDate,
}

impl Works {
    pub fn sent_at(at: DateTime<Utc>, reader: Zone, center: Zone) -> Self {
        let expires_at = at + LIFE;
        Self { until: reader.day(expires_at), expires_on: center.date(expires_at) }
    }

    /// "The invitation works for 30 days, until 24 December 2026."
    pub fn words(&self, typed: &str) -> String {
        let day = typed.trim().parse::<NaiveDate>().ok().filter(|day| *day < self.expires_on);
        match day.and_then(|_| EndDate::day_in_words(typed)) {
            Some(day) => {
                format!("The invitation works until the end of {day}, the last day of their access.")
            }
            None => format!("The invitation works for 30 days, until {}.", self.until),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{AcceptUntil, expires_at};
    use super::*;

    #[test]
    fn it_works_no_longer_than_the_access_that_is_being_typed() {
        let berlin = Zone::parse("Europe/Berlin").unwrap();
        let works = Works::sent_at("2026-11-26T12:00:00Z".parse().unwrap(), Zone::UTC, berlin);
        for typed in ["", "2026-12-", "2026-12-26", "2027-01-31"] {
            assert_eq!(works.words(typed), "The invitation works for 30 days, until 26 December 2026.");
        }
        assert_eq!(
            works.words(" 2026-12-25 "),
            "The invitation works until the end of 25 December 2026, the last day of their access."
        );
    }

    proptest! {
        #[test]
        fn what_is_said_while_one_types_is_what_comes(
            sent in 1_764_000_000_i64..1_796_000_000,
            days in 0_i64..60,
            place in 0..Zone::all().count(),
        ) {
            let (sent, zone) = (DateTime::from_timestamp(sent, 0).unwrap(), Zone::all().nth(place).unwrap());
            let day = zone.date(sent) + chrono::TimeDelta::days(days);
            let end = EndDate::parse(&day.to_string(), zone, sent).unwrap();
            let until = AcceptUntil::of(expires_at(sent, end.map(EndDate::moment)), end);
            let ends_first = matches!(until, AcceptUntil::EndOf(_));
            let words = Works::sent_at(sent, zone, zone).words(&day.to_string());
            prop_assert_eq!(words.contains("the last day of their access"), ends_first, "{} {:?}", words, until);
        }
    }
}
