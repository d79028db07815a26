//! Invitations: an offer of access to exactly one Contact (DOMAIN 3 and 4). Each operation in one transaction.

mod accept;
mod decline;
mod join;
mod letter;
mod open;
mod resend;
mod send;

pub use accept::{Accepted, Newcomer, NotAccepted};
pub(crate) use letter::{accepted, asked, declined, letter, welcome};
pub use open::{InvitationPage, Stands};
pub use resend::ChangeAddressRefusal;
pub use send::{NewInvitation, Sent};
