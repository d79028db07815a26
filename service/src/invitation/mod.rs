//! Invitations: an offer of access to exactly one Contact (DOMAIN 3 and 4). One operation a file, each in one
//! transaction.

mod letter;
mod send;

pub(crate) use letter::letter;
pub use send::{NewInvitation, Sent};
