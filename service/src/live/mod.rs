//! Open pages hear of every change of their Business Center (DOMAIN 5): its change number and nothing else. What they
//! show they ask for anew, with the rights they then have.
//!
//! What is heard here only wakes: what counts is read from the database, so a notice that comes twice, late or from
//! elsewhere does no harm, and one that is missed is made up for within [`LOOK_EVERY`].

mod listen;
mod watching;

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use domain::id::{AccountId, BusinessCenterId};
use tokio::sync::{broadcast, watch};

pub use self::listen::listen;
pub use self::watching::{Heard, LOOK_EVERY, Watching};

/// How many Accounts' log-outs may wait to be heard; whoever missed some looks for themselves.
const LOG_OUTS: usize = 64;

/// Who wants to hear of what, in this process.
#[derive(Debug)]
pub(crate) struct Live {
    /// None once the house stops.
    centers: Mutex<Option<HashMap<BusinessCenterId, watch::Sender<i64>>>>,
    accounts: broadcast::Sender<AccountId>,
}

impl Live {
    pub(crate) fn new() -> Self {
        Self { centers: Mutex::new(Some(HashMap::new())), accounts: broadcast::Sender::new(LOG_OUTS) }
    }

    /// The Business Center has this change number, or a higher one.
    pub(crate) fn changed(&self, center: BusinessCenterId, number: i64) {
        let mut centers = self.centers();
        let Some(watchers) = centers.as_ref().and_then(|centers| centers.get(&center)) else { return };
        if watchers.receiver_count() == 0 {
            centers.as_mut().map(|centers| centers.remove(&center));
            return;
        }
        watchers.send_if_modified(|known| {
            let newer = number > *known;
            *known = number.max(*known);
            newer
        });
    }

    /// Something about the Account itself changed: its sessions may have ended.
    pub(crate) fn account_changed(&self, account: AccountId) {
        // Nobody listens: nobody has a page open.
        let _ = self.accounts.send(account);
    }

    /// Some notices may have been missed: everybody looks once.
    fn look_again(&self) {
        let centers = self.centers();
        for watchers in centers.iter().flat_map(HashMap::values) {
            watchers.send_modify(|_| ());
        }
    }

    /// Ends what stands open, and lets nothing new open.
    fn end(&self) {
        *self.centers() = None;
    }

    /// None once the house stops.
    fn subscribe(
        &self,
        center: BusinessCenterId,
        known: i64,
    ) -> Option<(watch::Receiver<i64>, broadcast::Receiver<AccountId>)> {
        let mut centers = self.centers();
        let centers = centers.as_mut()?;
        let watchers = centers.entry(center).or_insert_with(|| watch::Sender::new(known));
        Some((watchers.subscribe(), self.accounts.subscribe()))
    }

    fn centers(&self) -> MutexGuard<'_, Option<HashMap<BusinessCenterId, watch::Sender<i64>>>> {
        self.centers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn center(number: u128) -> BusinessCenterId {
        BusinessCenterId::from_uuid(uuid::Uuid::from_u128(number))
    }

    #[test]
    fn only_a_higher_number_wakes() {
        let live = Live::new();
        let (numbers, _accounts) = live.subscribe(center(1), 4).unwrap();
        live.changed(center(1), 4);
        live.changed(center(2), 9);
        assert!(!numbers.has_changed().unwrap());
        live.changed(center(1), 5);
        assert!(numbers.has_changed().unwrap());
    }

    #[test]
    fn who_may_have_missed_something_looks() {
        let live = Live::new();
        let (numbers, _accounts) = live.subscribe(center(1), 4).unwrap();
        live.look_again();
        assert!(numbers.has_changed().unwrap());
    }

    #[test]
    fn a_business_center_that_nobody_watches_is_forgotten() {
        let live = Live::new();
        drop(live.subscribe(center(1), 4));
        live.changed(center(1), 5);
        assert!(live.centers().as_ref().unwrap().is_empty());
    }

    #[test]
    fn a_house_that_stops_ends_what_is_open_and_opens_nothing_new() {
        let live = Live::new();
        let (numbers, _accounts) = live.subscribe(center(1), 4).unwrap();
        live.end();
        assert!(numbers.has_changed().is_err());
        assert!(live.subscribe(center(1), 4).is_none());
    }
}
