//! **Who could reach this on this day?** (DOMAIN 5): the day or the minute that is asked about.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::plain;
use crate::zone::Zone;

/// A whole day, or a whole minute of it; today as far as it has come. Both ends are within.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    pub from: DateTime<Utc>,
    pub until: DateTime<Utc>,
}

/// Why there is nothing to tell of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum SpanRefusal {
    #[error("Choose the day that you ask about.")]
    NoDay,
    #[error("“{typed}” is not a day. Type it as year-month-day, like 2026-11-24.")]
    NotADay { typed: String },
    #[error("“{typed}” is not a time. Type it as hours and minutes, like 14:05.")]
    NotATime { typed: String },
    /// Clocks were put forward over it.
    #[error("There was no {typed} on that day: clocks were put forward. Choose another time.")]
    NoSuchTime { typed: String },
    #[error("That has not come yet. Choose a day that is over, or today.")]
    Ahead,
}

impl Span {
    /// A day as forms send it (`2026-11-24`), and the time of day where one is meant (`14:05`): the whole minute, since
    /// that is how pages tell when something happened.
    ///
    /// # Errors
    ///
    /// [`SpanRefusal`] is the sentence for the field that [`SpanRefusal::is_of_the_time`] tells.
    pub fn parse(day: &str, time: &str, zone: Zone, now: DateTime<Utc>) -> Result<Self, SpanRefusal> {
        let (day, time) = (day.trim(), time.trim());
        if day.is_empty() {
            return Err(SpanRefusal::NoDay);
        }
        let not_a_day = || SpanRefusal::NotADay { typed: plain::excerpt(day, 40) };
        // In this spelling alone, and no year of more than four digits, which no column of ours could hold.
        let spelt = |parsed: &NaiveDate| day.len() == 10 && parsed.to_string() == day;
        let parsed = NaiveDate::parse_from_str(day, "%Y-%m-%d").ok().filter(spelt);
        let parsed = parsed.ok_or_else(not_a_day)?;
        let (from, until) = if time.is_empty() {
            (zone.start_of(parsed), zone.start_of(parsed.succ_opt().ok_or_else(not_a_day)?))
        } else {
            let typed = || plain::excerpt(time, 20);
            let clock = NaiveTime::parse_from_str(time, "%H:%M");
            let clock = clock.map_err(|_| SpanRefusal::NotATime { typed: typed() })?;
            let from = zone.at(parsed, clock).ok_or_else(|| SpanRefusal::NoSuchTime { typed: typed() })?;
            (from, from + TimeDelta::minutes(1))
        };
        if from > now {
            return Err(SpanRefusal::Ahead);
        }
        Ok(Self { from, until: (until - TimeDelta::microseconds(1)).min(now) })
    }
}

impl SpanRefusal {
    /// Whether it is the time of day that can't be.
    pub const fn is_of_the_time(&self) -> bool {
        matches!(self, Self::NotATime { .. } | Self::NoSuchTime { .. })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: &str = "2026-11-24T12:00:30Z";

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn parse(day: &str, time: &str) -> Result<Span, SpanRefusal> {
        Span::parse(day, time, Zone::parse("Europe/Berlin").unwrap(), at(NOW))
    }

    #[test]
    fn a_day_is_meant_from_its_first_moment_to_its_last_and_today_to_now() {
        let day = Span { from: at("2026-11-22T23:00:00Z"), until: at("2026-11-23T22:59:59.999999Z") };
        assert_eq!(parse(" 2026-11-23 ", ""), Ok(day));
        assert_eq!(parse("2026-11-24", " "), Ok(Span { from: at("2026-11-23T23:00:00Z"), until: at(NOW) }));
    }

    #[test]
    fn a_time_means_its_whole_minute() {
        let minute = Span { from: at("2026-11-23T13:05:00Z"), until: at("2026-11-23T13:05:59.999999Z") };
        assert_eq!(parse("2026-11-23", "14:05"), Ok(minute));
        assert_eq!(parse("2026-11-24", "13:00").unwrap().until, at(NOW), "as far as it has come");
        let this_minute = Span::parse("2026-11-24", "12:00", Zone::UTC, at("2026-11-24T12:00:00Z"));
        assert_eq!(this_minute.map(|span| span.from), Ok(at("2026-11-24T12:00:00Z")), "it has just come");
        // It came twice when clocks were put back: the first is meant.
        assert_eq!(parse("2026-10-25", "02:30").unwrap().from, at("2026-10-25T00:30:00Z"));
    }

    #[test]
    fn what_can_not_be_asked_about_says_why_and_which_field_it_is() {
        for (day, time, words, of_the_time) in [
            ("", "14:05", "Choose the day", false),
            ("24.11.2026", "", "“24.11.2026” is not a day", false),
            ("2026-11-31", "", "is not a day", false),
            ("+2026-11-3", "", "is not a day", false),
            ("2026-11-23", "2 pm", "“2 pm” is not a time", true),
            ("2026-11-23", "24:00", "is not a time", true),
            ("2026-03-29", "02:30", "There was no 02:30 on that day", true),
            ("2026-11-25", "", "has not come yet", false),
            ("2026-11-24", "13:01", "has not come yet", false),
        ] {
            let refusal = parse(day, time).unwrap_err();
            assert!(refusal.to_string().contains(words), "{day} {time}: {refusal}");
            assert_eq!(refusal.is_of_the_time(), of_the_time, "{day} {time}");
        }
    }

    proptest! {
        #[test]
        fn every_minute_lies_in_its_day(days in 0_i64..9_000, minutes in 0_i64..1_440, zone in 0_usize..600) {
            let zone = Zone::all().nth(zone % Zone::all().count()).unwrap();
            let day = (NaiveDate::from_ymd_opt(2000, 1, 1).unwrap() + TimeDelta::days(days)).to_string();
            let (hour, minute) = (minutes / 60, minutes % 60);
            let whole = Span::parse(&day, "", zone, at(NOW)).unwrap();
            match Span::parse(&day, &format!("{hour:02}:{minute:02}"), zone, at(NOW)) {
                Ok(span) => prop_assert!(whole.from <= span.from && span.until <= whole.until && span.from < span.until),
                Err(refusal) => {
                    let skipped = matches!(refusal, SpanRefusal::NoSuchTime { .. });
                    prop_assert!(skipped);
                }
            }
        }
    }
}
