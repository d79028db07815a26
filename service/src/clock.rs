//! The one clock. A test moves it, so thirty days pass in no time.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, TimeDelta, Utc};

/// Tells the time in whole microseconds, UTC: what both engines can keep.
#[derive(Clone, Debug)]
pub struct Clock(Source);

#[derive(Clone, Debug)]
enum Source {
    System,
    Stopped(Arc<AtomicI64>),
}

impl Clock {
    /// The clock of the machine.
    pub fn system() -> Self {
        Self(Source::System)
    }

    /// A clock that stands until it is moved.
    pub fn stopped_at(at: DateTime<Utc>) -> Self {
        Self(Source::Stopped(Arc::new(AtomicI64::new(at.timestamp_micros()))))
    }

    #[expect(clippy::disallowed_methods, reason = "the one place that asks the machine for the time")]
    pub fn now(&self) -> DateTime<Utc> {
        match &self.0 {
            Source::System => at(Utc::now().timestamp_micros()),
            Source::Stopped(micros) => at(micros.load(Ordering::Relaxed)),
        }
    }

    /// Moves a stopped clock; the machine's can't be moved.
    pub fn advance(&self, by: TimeDelta) {
        if let Source::Stopped(micros) = &self.0 {
            micros.fetch_add(by.num_microseconds().unwrap_or(0), Ordering::Relaxed);
        }
    }
}

/// A time as its column keeps it: microseconds since 1970, UTC.
pub(crate) fn micros(at: DateTime<Utc>) -> i64 {
    at.timestamp_micros()
}

/// A time from its column. Every value that [`micros`] wrote is in range.
pub(crate) fn at(micros: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_micros(micros).unwrap_or_default()
}
