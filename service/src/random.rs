//! The one source of randomness.

use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Bytes nobody can guess, from the system's generator.
///
/// # Panics
/// When the system has no randomness to give: nothing that is secret could be made then.
#[expect(
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "the one place; a Keyholder without randomness must not go on"
)]
pub(crate) fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the system gives randomness");
    bytes
}

/// An id that sorts by the time it was made. Never a secret.
pub(crate) fn id(now: DateTime<Utc>) -> Uuid {
    let millis = u64::try_from(now.timestamp_millis()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &bytes()).into_uuid()
}
