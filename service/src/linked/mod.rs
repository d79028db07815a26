//! The ad account of their own that a partner links, and its state, which an Admin sets (DOMAIN 6).

mod letter;
mod link;
mod row;
mod set;

pub(crate) use letter::{linked_letter, state_set_letter};
pub use link::OwnAdAccount;
pub(crate) use row::{LinkRow, also_linked, link_columns, registered_as};
pub use row::{SetBy, StandingLink};
pub use set::LinkInReview;
