//! Partners: the people who are in a Business Center, were, or are invited to it.

mod list;

pub use list::{MailRow, Page, PartnerRow, PartnersQuery};
