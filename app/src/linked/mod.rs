//! The ad account of their own that a partner links (**Your ad account**), and its state, which an Admin sets.

#[cfg(feature = "ssr")]
pub(crate) mod handler;
mod note;
mod page;
mod review;
pub mod server;

use serde::{Deserialize, Serialize};

pub use self::note::{HeldUpSeen, OwnNote};
pub use self::page::{AdAccountPage, AdAccountViewed};
pub use self::review::{AdAccountRow, InReview, Review};
use crate::form::{FormField, FormState};

/// **Link ad account**.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LinkField {
    Advertiser,
}

impl FormField for LinkField {
    fn name(self) -> &'static str {
        "advertiser"
    }
}

pub type LinkForm = FormState<LinkField>;
