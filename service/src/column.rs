//! How words of the domain stand in columns, where a row needs more than one to tell.

use domain::access::{AccessLevel, Modules};
use domain::grant::Grant;
use domain::zone::Zone;

/// A Grant from its two columns; none when they hold what no Grant is.
pub(crate) fn grant(level: Option<&str>, modules: Option<i64>) -> Option<Grant> {
    match AccessLevel::parse(level?)? {
        AccessLevel::Admin => Some(Grant::Admin),
        AccessLevel::Standard => Some(Grant::Standard { modules: Modules::from_bits(modules?)? }),
    }
}

/// The bits of a Grant's Modules: an Admin has every Module without one being written down.
pub(crate) fn modules(grant: Grant) -> i64 {
    match grant {
        Grant::Admin => 0,
        Grant::Standard { modules } => modules.bits(),
    }
}

/// A zone by its name; none when this build does not know it any more.
pub(crate) fn zone(name: &str) -> Option<Zone> {
    Zone::parse(name).ok()
}
