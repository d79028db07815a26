//! Access that ends by the clock: both sides are told in time, and who has it can ask for more (DOMAIN 5).

mod ask;
mod letter;
mod standing;
mod warn;

pub use ask::AskedForTime;
pub(crate) use letter::{asked_letter, ends_soon_letter, kept_letter, partner_ends_soon_letter};
pub use standing::OwnEnds;
pub use warn::{run, warn_due};
