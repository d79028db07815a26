//! Business Centers: founding them, and choosing between them.

mod found;
mod list;
mod needs;
mod settings;

use chrono::{DateTime, Utc};
use domain::id::BusinessCenterId;
use domain::zone::Zone;
pub use found::{FoundRefusal, Founded, NewCenter};
pub use list::{EndedPlace, Extend, Place, Places};
pub use needs::{Needs, OwnProposals};
pub use settings::CenterSettings;
pub(crate) use settings::offers_copy_link;

/// A Business Center whose row a change holds.
#[derive(Clone, Debug)]
pub(crate) struct LockedCenter {
    pub(crate) id: BusinessCenterId,
    pub(crate) slug: String,
    pub(crate) name: String,
    pub(crate) zone: Zone,
    pub(crate) copy_link: bool,
    /// The number of this change.
    pub(crate) change: i64,
    /// The newest seal before it.
    pub(crate) seal: Vec<u8>,
    /// Members of each level; written with the change's audit entry.
    pub(crate) admins: i64,
    pub(crate) standards: i64,
    /// Whoever's access ended by the clock until then is not among them any more.
    pub(crate) counted_at: DateTime<Utc>,
    /// How many Standing approvals nobody and nothing ended; written with the change's audit entry.
    pub(crate) standing_approvals: i64,
}
