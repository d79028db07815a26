use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::asset::UtcOffset;
use crate::plain;

/// When a campaign runs: from its start on, until its end if it has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Schedule {
    start: DateTime<Utc>,
    end: Option<DateTime<Utc>>,
}

/// Why it can't run then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum ScheduleRefusal {
    #[error("Choose when it starts.")]
    NoStart,
    #[error(
        "“{typed}” is no day and time. Type it as year-month-day, T, hours:minutes, like 2027-01-31T09:00."
    )]
    NotAMoment { typed: String },
    #[error("{start} is over. Choose a later start.")]
    StartOver { start: String },
    #[error("{end} is over. Choose a later end; to stop it now, choose Paused.")]
    EndOver { end: String },
    #[error("It would end before it starts. Choose an end after {start}.")]
    EndFirst { start: String },
}

/// Which of the two fields a refusal stands beside.
pub type Refused = (ScheduleEnd, ScheduleRefusal);

/// One of the two ends of a schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScheduleEnd {
    Start,
    End,
}

impl Schedule {
    /// As forms send it (`2027-01-31T09:00`), in the UTC offset of the ad account. What stood there before may stay,
    /// even if it is over by now; the end may be empty.
    ///
    /// # Errors
    /// [`ScheduleRefusal`], and the field it stands beside.
    pub fn parse(
        (start, end): (&str, &str),
        offset: UtcOffset,
        before: Option<Self>,
        now: DateTime<Utc>,
    ) -> Result<Self, Refused> {
        let start = moment(start, offset).map_err(|refusal| (ScheduleEnd::Start, refusal))?;
        let start = start.ok_or((ScheduleEnd::Start, ScheduleRefusal::NoStart))?;
        let end = moment(end, offset).map_err(|refusal| (ScheduleEnd::End, refusal))?;
        let start = as_it_stood(start, before.map(Self::start));
        let end = end.map(|end| as_it_stood(end, before.and_then(Self::end)));
        if start <= now && before.is_none_or(|before| before.start != start) {
            return Err((ScheduleEnd::Start, ScheduleRefusal::StartOver { start: words(start, offset) }));
        }
        let Some(end) = end else { return Ok(Self { start, end: None }) };
        if end <= start {
            return Err((ScheduleEnd::End, ScheduleRefusal::EndFirst { start: words(start, offset) }));
        }
        if end <= now && before.is_none_or(|before| before.end != Some(end)) {
            return Err((ScheduleEnd::End, ScheduleRefusal::EndOver { end: words(end, offset) }));
        }
        Ok(Self { start, end: Some(end) })
    }

    /// From a row.
    pub fn recorded(start: DateTime<Utc>, end: Option<DateTime<Utc>>) -> Option<Self> {
        end.is_none_or(|end| end > start).then_some(Self { start, end })
    }

    pub const fn start(self) -> DateTime<Utc> {
        self.start
    }

    pub const fn end(self) -> Option<DateTime<Utc>> {
        self.end
    }

    pub fn has_started(self, now: DateTime<Utc>) -> bool {
        self.start <= now
    }

    pub fn is_over(self, now: DateTime<Utc>) -> bool {
        self.end.is_some_and(|end| end <= now)
    }

    /// As forms write both: `2027-01-31T09:00`; the end empty where there is none.
    pub fn iso(self, offset: UtcOffset) -> (String, String) {
        let iso = |at: DateTime<Utc>| local(at, offset).format("%Y-%m-%dT%H:%M").to_string();
        (iso(self.start), self.end.map(iso).unwrap_or_default())
    }

    /// "31 January 2027, 09:00", and the same of the end or "No end".
    pub fn words(self, offset: UtcOffset) -> (String, String) {
        let end = self.end.map_or_else(|| "No end".to_owned(), |end| words(end, offset));
        (words(self.start, offset), end)
    }
}

fn moment(typed: &str, offset: UtcOffset) -> Result<Option<DateTime<Utc>>, ScheduleRefusal> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    // Its length keeps out years of more than four digits, which no column of ours could hold.
    let local = NaiveDateTime::parse_from_str(typed, "%Y-%m-%dT%H:%M").ok().filter(|_| typed.len() == 16);
    match local.and_then(|local| local.checked_sub_signed(minutes(offset))) {
        Some(at) => Ok(Some(at.and_utc())),
        None => Err(ScheduleRefusal::NotAMoment { typed: plain::excerpt(typed, 40) }),
    }
}

/// A form shows no more than the minute: the same one is no change.
fn as_it_stood(typed: DateTime<Utc>, stood: Option<DateTime<Utc>>) -> DateTime<Utc> {
    let minute = |at: DateTime<Utc>| at.timestamp().div_euclid(60);
    stood.filter(|stood| minute(*stood) == minute(typed)).unwrap_or(typed)
}

/// What the clocks show there. An ad account's offset never changes, so no time of it is missing or there twice.
fn local(at: DateTime<Utc>, offset: UtcOffset) -> NaiveDateTime {
    at.naive_utc() + minutes(offset)
}

fn minutes(offset: UtcOffset) -> TimeDelta {
    TimeDelta::minutes(offset.minutes().into())
}

fn words(at: DateTime<Utc>, offset: UtcOffset) -> String {
    local(at, offset).format("%-d %B %Y, %H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: &str = "2026-10-20T08:00:00Z";

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn berlin() -> UtcOffset {
        UtcOffset::from_minutes(60).unwrap()
    }

    fn typed(start: &str, end: &str) -> Result<Schedule, (ScheduleEnd, String)> {
        edited(start, end, None)
    }

    fn edited(start: &str, end: &str, before: Option<Schedule>) -> Result<Schedule, (ScheduleEnd, String)> {
        let schedule = Schedule::parse((start, end), berlin(), before, at(NOW));
        schedule.map_err(|(field, refusal)| (field, refusal.to_string()))
    }

    #[test]
    fn times_are_those_of_the_ad_account() {
        let schedule = typed(" 2026-10-20T10:00 ", "2026-12-31T23:59").unwrap();
        assert_eq!(schedule.start(), at("2026-10-20T09:00:00Z"));
        assert_eq!(schedule.end(), Some(at("2026-12-31T22:59:00Z")));
        assert_eq!(schedule.iso(berlin()), ("2026-10-20T10:00".to_owned(), "2026-12-31T23:59".to_owned()));
        let (start, end) = schedule.words(berlin());
        assert_eq!((start.as_str(), end.as_str()), ("20 October 2026, 10:00", "31 December 2026, 23:59"));
        let nepal = UtcOffset::from_minutes(345).unwrap();
        assert_eq!(schedule.words(nepal).0, "20 October 2026, 14:45");
        let west = UtcOffset::from_minutes(-570).unwrap();
        assert_eq!(schedule.iso(west).0, "2026-10-19T23:30");
    }

    #[test]
    fn the_minute_that_stood_there_is_no_change() {
        let stood =
            Schedule::recorded(at("2026-10-19T09:00:07.5Z"), Some(at("2026-12-31T22:59:59Z"))).unwrap();
        let (start, end) = stood.iso(berlin());
        assert_eq!(edited(&start, &end, Some(stood)), Ok(stood));
        let later = edited(&start, "2027-01-01T00:00", Some(stood)).unwrap();
        assert_eq!((later.start(), later.end()), (stood.start(), Some(at("2026-12-31T23:00:00Z"))));
    }

    #[test]
    fn an_end_may_be_left_out() {
        let schedule = typed("2026-10-20T10:00", " ").unwrap();
        assert_eq!((schedule.end(), schedule.iso(berlin()).1.as_str()), (None, ""));
        assert_eq!(schedule.words(berlin()).1, "No end");
    }

    #[test]
    fn what_is_no_moment_says_how_one_is_typed() {
        for typed_start in
            ["tomorrow", "2026-10-20", "2026-10-20 10:00", "20261-10-20T10:00", "2026-13-01T10:00"]
        {
            let (field, words) = typed(typed_start, "").unwrap_err();
            assert_eq!(field, ScheduleEnd::Start);
            assert!(words.ends_with("like 2027-01-31T09:00."), "{words}");
        }
        assert_eq!(typed("2026-10-20T10:00", "never").unwrap_err().0, ScheduleEnd::End);
        assert_eq!(typed("", "").unwrap_err(), (ScheduleEnd::Start, "Choose when it starts.".to_owned()));
    }

    #[test]
    fn nothing_starts_in_the_past_or_ends_before_it_starts() {
        let over = "20 October 2026, 09:00 is over. Choose a later start.".to_owned();
        assert_eq!(typed("2026-10-20T09:00", "").unwrap_err(), (ScheduleEnd::Start, over));
        assert!(typed("2026-10-20T09:01", "").is_ok());
        let first = "It would end before it starts. Choose an end after 20 October 2026, 10:00.".to_owned();
        assert_eq!(typed("2026-10-20T10:00", "2026-10-20T10:00").unwrap_err(), (ScheduleEnd::End, first));
        assert!(typed("2026-10-20T10:00", "2026-10-20T10:01").is_ok());
    }

    #[test]
    fn what_stood_there_may_stay_when_it_is_over() {
        let before = Schedule::recorded(at("2026-10-01T08:00:00Z"), Some(at("2026-10-10T08:00:00Z")));
        let (start, end) = before.unwrap().iso(berlin());
        assert_eq!(edited(&start, &end, before).ok(), before);
        assert!(edited(&start, "2026-11-01T09:00", before).is_ok());
        assert!(edited(&start, "", before).is_ok());
        assert_eq!(edited("2026-10-02T09:00", &end, before).unwrap_err().0, ScheduleEnd::Start);
        let over =
            "12 October 2026, 09:00 is over. Choose a later end; to stop it now, choose Paused.".to_owned();
        assert_eq!(edited(&start, "2026-10-12T09:00", before).unwrap_err(), (ScheduleEnd::End, over));
    }

    #[test]
    fn it_starts_and_ends_at_its_very_moments() {
        let schedule = typed("2026-10-20T10:00", "2026-10-20T11:00").unwrap();
        let (start, end) = (at("2026-10-20T09:00:00Z"), at("2026-10-20T10:00:00Z"));
        let before = TimeDelta::microseconds(1);
        assert!(!schedule.has_started(start - before) && schedule.has_started(start));
        assert!(!schedule.is_over(end - before) && schedule.is_over(end));
        assert!(!Schedule::recorded(start, None).unwrap().is_over(end));
        assert_eq!(
            (Schedule::recorded(end, Some(start)), Schedule::recorded(start, Some(start))),
            (None, None)
        );
    }
}
