//! How many partners of each choice there are: counted once a second at most while nothing changes. After a change every open
//! page asks for its list again at once, and the first that does counts for all.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, Utc};
use domain::id::BusinessCenterId;
use domain::partner::Counts;

use crate::capability::Center;

/// As many Business Centers as are kept; past it all are counted anew.
const KEPT: usize = 1_000;

/// What was counted last in each Business Center.
#[derive(Debug, Default)]
pub(crate) struct Counted(Mutex<HashMap<BusinessCenterId, (When, Counts)>>);

/// A change that is made, and a second that passes, may change the counts.
type When = (i64, i64);

impl Counted {
    pub(super) fn of(&self, center: &Center, now: DateTime<Utc>) -> Option<Counts> {
        let kept = self.kept();
        let (when, counts) = kept.get(&center.id)?;
        (*when == at(center, now)).then(|| counts.clone())
    }

    pub(super) fn keep(&self, center: &Center, now: DateTime<Utc>, counts: Counts) -> Counts {
        let mut kept = self.kept();
        if kept.len() >= KEPT {
            kept.clear();
        }
        kept.insert(center.id, (at(center, now), counts.clone()));
        counts
    }

    fn kept(&self) -> MutexGuard<'_, HashMap<BusinessCenterId, (When, Counts)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn at(center: &Center, now: DateTime<Utc>) -> When {
    (center.change, now.timestamp())
}
