//! Until when an Invitation can be accepted, in words: 30 days to the minute, or to the end of the last day of the access that
//! it offers. That day is the same for everybody, and wherever it is said.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::end::EndDate;
use crate::zone::Zone;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AcceptUntil {
    /// 30 days after it was sent or resent.
    Moment(DateTime<Utc>),
    /// The access ends with that day, and the Invitation with it.
    EndOf(EndDate),
}

impl AcceptUntil {
    /// Of an Invitation that expires then, and offers access to that day.
    pub fn of(expires_at: DateTime<Utc>, access_ends: Option<EndDate>) -> Self {
        access_ends.filter(|end| end.moment() <= expires_at).map_or(Self::Moment(expires_at), Self::EndOf)
    }

    /// "24 December 2026", as whoever reads counts days.
    pub fn day(self, reader: Zone) -> String {
        match self {
            Self::Moment(at) => reader.day(at),
            Self::EndOf(end) => end.to_string(),
        }
    }

    /// "24 December 2026, 10:16 (Tokyo time)", "the end of 24 December 2026 (Berlin time)": a day ends in the zone of the
    /// Business Center.
    pub fn words(self, reader: Zone, center: Zone) -> String {
        match self {
            Self::Moment(at) => reader.moment(at).to_string(),
            Self::EndOf(end) => format!("the end of {end} ({})", center.words()),
        }
    }

    /// Once it is over: why, and since when.
    pub fn ended(self, reader: Zone, center: Zone) -> String {
        let when = self.words(reader, center);
        match self {
            Self::Moment(_) => format!("An invitation works for 30 days; this one ended on {when}."),
            Self::EndOf(_) => format!("It ended with the access that it offered, at {when}."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn zone(name: &str) -> Zone {
        Zone::parse(name).unwrap()
    }

    fn berlin(day: &str) -> EndDate {
        EndDate::parse(day, zone("Europe/Berlin"), DateTime::UNIX_EPOCH).unwrap().unwrap()
    }

    #[test]
    fn thirty_days_are_told_to_the_minute_where_it_is_read() {
        let until = AcceptUntil::of(at("2026-12-24T01:16:00Z"), Some(berlin("2026-12-31")));
        assert_eq!(until.day(zone("Asia/Tokyo")), "24 December 2026");
        let words = |until: AcceptUntil| until.words(zone("Asia/Tokyo"), zone("Europe/Berlin"));
        assert_eq!(words(until), "24 December 2026, 10:16 (Tokyo time)");
        assert_eq!(AcceptUntil::of(at("2026-12-24T01:16:00Z"), None), until);
        assert_eq!(
            until.ended(zone("Asia/Tokyo"), zone("Europe/Berlin")),
            "An invitation works for 30 days; this one ended on 24 December 2026, 10:16 (Tokyo time)."
        );
    }

    #[test]
    fn the_last_day_of_the_access_is_the_same_for_everybody() {
        let end = berlin("2026-12-20");
        let until = AcceptUntil::of(end.moment(), Some(end));
        for reader in ["Europe/Berlin", "Asia/Tokyo", "America/New_York"].map(zone) {
            assert_eq!(until.day(reader), end.to_string());
            assert_eq!(
                until.words(reader, zone("Europe/Berlin")),
                "the end of 20 December 2026 (Berlin time)"
            );
        }
        assert_eq!(
            until.ended(Zone::UTC, zone("Europe/Berlin")),
            "It ended with the access that it offered, at the end of 20 December 2026 (Berlin time)."
        );
    }
}
