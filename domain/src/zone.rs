//! Time zones, and moments in words: every time on a page or in a mail is in a named zone (DOMAIN 5).

use std::fmt;

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, SecondsFormat, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::plain;

/// An IANA time zone; UTC unless another was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Zone(Tz);

/// A moment as a page shows it: for `<time datetime>`, in words, and the zone those are in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// RFC 3339 in UTC, to the second: `2026-12-24T01:16:00Z`.
    pub iso: String,
    /// `24 December 2026, 10:16`
    pub words: String,
    /// `Tokyo time`
    pub zone: String,
}

/// Why a text is no time zone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum ZoneRefusal {
    #[error("“{typed}” is not a time zone. Choose one from the list, like Europe/Berlin.")]
    Unknown { typed: String },
}

impl Zone {
    pub const UTC: Self = Self(Tz::UTC);

    /// By its IANA name, as the list writes it.
    ///
    /// # Errors
    ///
    /// [`ZoneRefusal`] is the sentence for the field.
    pub fn parse(name: &str) -> Result<Self, ZoneRefusal> {
        name.parse().map(Self).map_err(|_| ZoneRefusal::Unknown { typed: plain::excerpt(name, 60) })
    }

    /// Every zone, by name.
    pub fn all() -> impl Iterator<Item = Self> {
        chrono_tz::TZ_VARIANTS.into_iter().map(Self)
    }

    /// The IANA name: `Asia/Tokyo`.
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// For people: `Tokyo time`, `UTC`.
    pub fn words(self) -> String {
        let name = self.name();
        let place = name.rsplit('/').next().unwrap_or(name);
        match place {
            "UTC" | "UCT" | "Zulu" | "Universal" => "UTC".to_owned(),
            // Not a place but an abbreviation or an offset (`CET`, `Etc/GMT+5`): its own name says it best.
            _ if !place.contains(char::is_lowercase) => name.to_owned(),
            _ => format!("{} time", place.replace('_', " ")),
        }
    }

    pub fn moment(self, at: DateTime<Utc>) -> Moment {
        Moment {
            iso: at.to_rfc3339_opts(SecondsFormat::Secs, true),
            words: self.format(at, "%-d %B %Y, %H:%M"),
            zone: self.words(),
        }
    }

    /// `24 December 2026`
    pub fn day(self, at: DateTime<Utc>) -> String {
        self.format(at, "%-d %B %Y")
    }

    /// The day on its calendars.
    pub fn date(self, at: DateTime<Utc>) -> NaiveDate {
        at.with_timezone(&self.0).date_naive()
    }

    /// When a day begins. Where clocks are put forward at midnight, with the first hour that there is.
    pub fn start_of(self, day: NaiveDate) -> DateTime<Utc> {
        let midnight = day.and_time(NaiveTime::MIN);
        let begins = |hours| self.0.from_local_datetime(&(midnight + TimeDelta::hours(hours))).earliest();
        (0..=3).find_map(begins).map_or_else(|| midnight.and_utc(), |begins| begins.to_utc())
    }

    /// When the month begins that the moment is in.
    pub fn start_of_month(self, at: DateTime<Utc>) -> DateTime<Utc> {
        let day = self.date(at);
        self.start_of(day.with_day(1).unwrap_or(day))
    }

    /// When it is that time on that day; where clocks are put back and it comes twice, the first. None where they are put
    /// forward over it.
    pub fn at(self, day: NaiveDate, time: NaiveTime) -> Option<DateTime<Utc>> {
        self.0.from_local_datetime(&day.and_time(time)).earliest().map(|at| at.to_utc())
    }

    fn format(self, at: DateTime<Utc>, pattern: &str) -> String {
        at.with_timezone(&self.0).format(pattern).to_string()
    }
}

/// How long ago: `just now`, `4 min ago`, `3 h ago`, `yesterday`, `2 days ago`. What lies ahead by a clock that was
/// set back is `just now`.
pub fn ago(at: DateTime<Utc>, now: DateTime<Utc>) -> String {
    let passed = now.signed_duration_since(at);
    match (passed.num_days(), passed.num_hours(), passed.num_minutes()) {
        (2.., ..) => format!("{} days ago", passed.num_days()),
        (1, ..) => "yesterday".to_owned(),
        (_, hours @ 1.., _) => format!("{hours} h ago"),
        (_, _, minutes @ 1..) => format!("{minutes} min ago"),
        _ => "just now".to_owned(),
    }
}

/// DOMAIN 5: asked at founding, UTC by default.
impl Default for Zone {
    fn default() -> Self {
        Self::UTC
    }
}

/// `24 December 2026, 10:16 (Tokyo time)`
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.words, self.zone)
    }
}

impl TryFrom<String> for Zone {
    type Error = ZoneRefusal;

    fn try_from(name: String) -> Result<Self, ZoneRefusal> {
        Self::parse(&name)
    }
}

impl From<Zone> for String {
    fn from(zone: Zone) -> Self {
        zone.name().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn zone(name: &str) -> Zone {
        Zone::parse(name).unwrap()
    }

    #[test]
    fn a_day_begins_at_midnight_there_or_with_its_first_hour() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(zone("Asia/Tokyo").start_of(day("2026-11-24")), at("2026-11-23T15:00:00Z"));
        assert_eq!(zone("Europe/Berlin").start_of(day("2026-10-25")), at("2026-10-24T22:00:00Z"));
        // Clocks go from 24:00 to 01:00.
        assert_eq!(zone("Africa/Cairo").start_of(day("2026-04-24")), at("2026-04-23T22:00:00Z"));
    }

    #[test]
    fn a_month_begins_with_its_first_day_there_whatever_its_clocks_do() {
        for (place, now, begins) in [
            // Summer time ends within the month.
            ("Europe/Berlin", "2026-10-31T22:59:59Z", "2026-09-30T22:00:00Z"),
            ("Europe/Berlin", "2026-10-31T23:00:00Z", "2026-10-31T23:00:00Z"),
            // Clocks go from 24:00 to 01:00 of the first.
            ("America/Asuncion", "2023-10-01T04:00:00Z", "2023-10-01T04:00:00Z"),
            // The first hour of the first comes twice.
            ("America/Havana", "2026-11-01T05:30:00Z", "2026-11-01T04:00:00Z"),
        ] {
            assert_eq!(zone(place).start_of_month(at(now)), at(begins), "{place} {now}");
        }
    }

    #[test]
    fn a_zone_is_named_by_its_place() {
        for (name, words) in [
            ("Asia/Tokyo", "Tokyo time"),
            ("America/New_York", "New York time"),
            ("America/Indiana/Knox", "Knox time"),
            ("Japan", "Japan time"),
            ("UTC", "UTC"),
            ("Etc/UTC", "UTC"),
            ("Etc/Zulu", "UTC"),
            ("UCT", "UTC"),
            ("Universal", "UTC"),
            ("CET", "CET"),
            ("Etc/GMT+5", "Etc/GMT+5"),
        ] {
            assert_eq!(zone(name).words(), words);
            assert_eq!(zone(name).name(), name);
        }
    }

    #[test]
    fn utc_is_the_default() {
        assert_eq!(Zone::default(), Zone::UTC);
        assert_eq!(Zone::default().words(), "UTC");
    }

    #[test]
    fn an_unknown_zone_is_told_where_to_find_one() {
        assert_eq!(
            Zone::parse("Mars/Base").unwrap_err().to_string(),
            "“Mars/Base” is not a time zone. Choose one from the list, like Europe/Berlin."
        );
        assert!(Zone::parse("").is_err());
    }

    #[test]
    fn every_zone_of_the_list_reads_back() {
        let zones: Vec<Zone> = Zone::all().collect();
        assert!(zones.len() > 400 && zones.contains(&Zone::UTC));
        for zone in zones {
            assert_eq!(Zone::parse(zone.name()), Ok(zone));
        }
    }

    #[test]
    fn a_moment_is_in_the_zone_and_names_it() {
        let moment = zone("Asia/Tokyo").moment(at("2026-12-24T01:16:59.999999Z"));
        assert_eq!(moment.iso, "2026-12-24T01:16:59Z");
        assert_eq!(moment.words, "24 December 2026, 10:16");
        assert_eq!(moment.zone, "Tokyo time");
        assert_eq!(moment.to_string(), "24 December 2026, 10:16 (Tokyo time)");
        assert_eq!(Zone::UTC.moment(at("2027-03-01T00:05:00Z")).words, "1 March 2027, 00:05");
    }

    #[test]
    fn a_day_begins_when_it_does_in_the_zone() {
        let night = at("2026-12-31T23:30:00Z");
        assert_eq!(Zone::UTC.day(night), "31 December 2026");
        assert_eq!(zone("Europe/Berlin").day(night), "1 January 2027");
        assert_eq!(zone("Europe/Berlin").moment(night).iso, "2026-12-31T23:30:00Z");
    }

    #[test]
    fn summer_time_counts() {
        let words = |text| zone("Europe/Berlin").moment(at(text)).words;
        assert_eq!(words("2026-07-01T10:00:00Z"), "1 July 2026, 12:00");
        assert_eq!(words("2026-12-01T10:00:00Z"), "1 December 2026, 11:00");
    }

    #[test]
    fn ago_changes_its_word_on_the_second() {
        let now = at("2026-11-24T12:00:00Z");
        for (seconds, words) in [
            (0, "just now"),
            (59, "just now"),
            (60, "1 min ago"),
            (3_599, "59 min ago"),
            (3_600, "1 h ago"),
            (86_399, "23 h ago"),
            (86_400, "yesterday"),
            (172_799, "yesterday"),
            (172_800, "2 days ago"),
            (206 * 86_400, "206 days ago"),
        ] {
            assert_eq!(ago(now - TimeDelta::seconds(seconds), now), words);
        }
    }

    #[test]
    fn a_zone_crosses_the_wire_by_name() {
        assert_eq!(serde_json::to_string(&zone("Asia/Tokyo")).unwrap(), r#""Asia/Tokyo""#);
        assert_eq!(serde_json::from_str::<Zone>(r#""Asia/Tokyo""#).unwrap(), zone("Asia/Tokyo"));
        assert!(serde_json::from_str::<Zone>(r#""Mars/Base""#).is_err());
    }

    proptest! {
        #[test]
        fn a_month_has_begun_on_its_first_day(index in 0..Zone::all().count(), time in 946_684_800_i64..4_102_444_800) {
            let (place, now) = (Zone::all().nth(index).unwrap(), DateTime::from_timestamp(time, 0).unwrap());
            let begins = place.start_of_month(now);
            prop_assert!(begins <= now);
            prop_assert_eq!(place.date(begins), place.date(now).with_day(1).unwrap());
            prop_assert!(place.date(begins - TimeDelta::microseconds(1)) < place.date(begins));
        }

        #[test]
        fn ago_is_never_negative(ahead in 0_i64..10_000_000) {
            let now = at("2026-11-24T12:00:00Z");
            prop_assert_eq!(ago(now + TimeDelta::seconds(ahead), now), "just now");
        }
    }
}
