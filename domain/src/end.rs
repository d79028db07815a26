//! The day on which access ends: at its end, in the zone of the Business Center (DOMAIN 5).

mod ending;
mod extension;
mod last_day;
mod warning;

use std::fmt;

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};
pub use ending::Ending;
pub use extension::{AskToExtendRefusal, KeepEndRefusal};
pub use last_day::LastDay;
use serde::{Deserialize, Serialize};
pub use warning::{Warning, due, is_soon};

use crate::plain;
use crate::zone::Zone;

/// The last day of an access, and the moment that it counts to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct EndDate {
    day: NaiveDate,
    at: DateTime<Utc>,
}

/// Why access can't end there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum EndDateRefusal {
    #[error("“{typed}” is not a day. Type it as year-month-day, like 2027-01-31.")]
    NotADay { typed: String },
    #[error("{day} is over. Choose today or a later day.")]
    Over { day: String },
}

impl EndDate {
    /// A day as forms send it (`2027-01-31`); nothing typed is no end.
    ///
    /// # Errors
    ///
    /// [`EndDateRefusal`]: for what is no day, and for one that is over at `now`.
    pub fn parse(typed: &str, zone: Zone, now: DateTime<Utc>) -> Result<Option<Self>, EndDateRefusal> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Ok(None);
        }
        let not_a_day = || EndDateRefusal::NotADay { typed: plain::excerpt(typed, 40) };
        // Its length keeps out years of more than four digits, which no column of ours could hold.
        let day = NaiveDate::parse_from_str(typed, "%Y-%m-%d").ok().filter(|_| typed.len() == 10);
        let end = day.and_then(|day| Self::of(day, zone)).ok_or_else(not_a_day)?;
        if end.is_over(now) { Err(EndDateRefusal::Over { day: end.to_string() }) } else { Ok(Some(end)) }
    }

    /// From a row: the moment, and the day whose end it is there.
    pub fn at(at: DateTime<Utc>, zone: Zone) -> Self {
        Self { day: zone.date(at - TimeDelta::microseconds(1)), at }
    }

    /// Both as they were written down together.
    pub const fn recorded(day: NaiveDate, at: DateTime<Utc>) -> Self {
        Self { day, at }
    }

    /// A day that is being typed, in words; none as long as it is none.
    pub fn day_in_words(typed: &str) -> Option<String> {
        typed.trim().parse().ok().map(in_words)
    }

    fn of(day: NaiveDate, zone: Zone) -> Option<Self> {
        Some(Self { day, at: zone.start_of(day.succ_opt()?) })
    }

    /// The first moment without access.
    pub const fn moment(self) -> DateTime<Utc> {
        self.at
    }

    /// The last day with access.
    pub const fn day(self) -> NaiveDate {
        self.day
    }

    pub fn is_over(self, now: DateTime<Utc>) -> bool {
        self.at <= now
    }

    /// "At the end of 31 January 2027 (Berlin time)"
    pub fn words(self, zone: Zone) -> String {
        format!("At the end of {self} ({})", zone.words())
    }

    /// As forms write it: `2027-01-31`.
    pub fn iso(self) -> String {
        self.day.to_string()
    }
}

/// `31 January 2027`
impl fmt::Display for EndDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&in_words(self.day))
    }
}

/// Without the formats of `chrono`, which the browser would load for this alone, before the first page lives.
fn in_words(day: NaiveDate) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month = usize::try_from(day.month0()).ok().and_then(|month| MONTHS.get(month)).unwrap_or(&"");
    format!("{} {month} {:04}", day.day(), day.year())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn berlin() -> Zone {
        Zone::parse("Europe/Berlin").unwrap()
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn parse(typed: &str, now: &str) -> Result<Option<EndDate>, EndDateRefusal> {
        EndDate::parse(typed, berlin(), at(now))
    }

    #[test]
    fn access_ends_with_the_day_in_the_zone() {
        let end = parse(" 2027-01-31 ", "2026-11-25T12:00:00Z").unwrap().unwrap();
        assert_eq!(end.moment(), at("2027-01-31T23:00:00Z"));
        assert_eq!((end.to_string().as_str(), end.iso().as_str()), ("31 January 2027", "2027-01-31"));
        assert!(!end.is_over(at("2027-01-31T22:59:59.999999Z")) && end.is_over(at("2027-01-31T23:00:00Z")));
        assert_eq!(EndDate::at(end.moment(), berlin()), end);
        assert_eq!(end.words(berlin()), "At the end of 31 January 2027 (Berlin time)");
    }

    #[test]
    fn nothing_typed_is_no_end_and_today_is_one() {
        assert_eq!(parse("  ", "2026-11-25T12:00:00Z"), Ok(None));
        assert!(parse("2026-11-25", "2026-11-25T22:59:59Z").unwrap().is_some());
    }

    #[test]
    fn each_day_is_told_as_a_calendar_does() {
        let first = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        for day in first.iter_days().take(366) {
            assert_eq!(in_words(day), day.format("%-d %B %Y").to_string());
        }
    }

    #[test]
    fn a_day_is_told_while_it_is_typed() {
        assert_eq!(EndDate::day_in_words("2027-01-31").as_deref(), Some("31 January 2027"));
        assert_eq!([EndDate::day_in_words(""), EndDate::day_in_words("2027-01-")], [None, None]);
    }

    #[test]
    fn a_day_that_is_over_is_refused() {
        let refusal = parse("2026-11-25", "2026-11-25T23:00:00Z").unwrap_err();
        assert_eq!(refusal.to_string(), "25 November 2026 is over. Choose today or a later day.");
    }

    #[test]
    fn what_is_no_day_is_refused_in_its_own_words() {
        for typed in ["31.1.2027", "2027-02-30", "+12027-01-31", "2027-1-31", "tomorrow", "99999-01-01"] {
            let refusal = parse(typed, "2026-11-25T12:00:00Z").unwrap_err();
            assert!(matches!(refusal, EndDateRefusal::NotADay { .. }), "{typed}");
            assert!(refusal.to_string().contains(typed), "{refusal}");
        }
    }

    proptest! {
        #[test]
        fn a_day_comes_back_from_its_row(days in 0_i64..40_000, zone in 0_usize..600) {
            let zone = Zone::all().nth(zone % Zone::all().count()).unwrap();
            let day = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap() + TimeDelta::days(days);
            let end = EndDate::of(day, zone).unwrap();
            // A day that a zone left out when it crossed the date line ended with the one before it.
            let back = EndDate::at(end.moment(), zone);
            prop_assert!(back == end || back.moment() == end.moment() && back.day < day);
        }
    }
}
