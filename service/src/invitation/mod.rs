//! Invitations: an offer of access to exactly one Contact (DOMAIN 3 and 4). Each operation in one transaction.

mod accept;
mod code;
mod decline;
mod join;
mod letter;
mod open;
mod preview;
mod readdress;
mod report;
mod resend;
mod send;

pub use accept::{Accepted, Newcomer, NotAccepted};
pub use code::CodeRefusal;
pub(crate) use code::letter as code;
pub(crate) use letter::{accepted, asked, declined, letter, reported, sms, welcome, wrong_account};
pub use open::{InvitationPage, Proof, Stands};
pub use preview::Preview;
pub use readdress::ChangeAddressRefusal;
pub use report::FurtherMails;
pub(crate) use resend::Resent;
pub use send::{NewInvitation, Sent};
