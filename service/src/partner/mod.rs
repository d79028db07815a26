//! Partners: the people who are in a Business Center, were, or are invited to it.

mod details;
mod list;
mod organisation;
mod revoke;

pub use details::{Colleague, Entry, Invited, PartnerDetails};
pub use list::{MailRow, Page, PartnerRow, PartnersQuery};
pub(crate) use revoke::revoked_letter;
pub use revoke::{Rehearsed, Revocation, ToRevoke};
