//! Invitations: an offer of access to exactly one Contact (DOMAIN 3 and 4). Each operation in one transaction.

mod accept;
mod ask_again;
mod code;
mod decline;
mod join;
mod keep_address;
mod letter;
mod offer;
mod open;
mod own;
mod preview;
mod proof;
mod readdress;
mod report;
mod resend;
mod send;

pub use crate::code::CodeRefusal;
pub use accept::{Accepted, ByLogIn, Newcomer, NotAccepted};
pub(crate) use code::{letter as code, sms as code_sms};
pub use keep_address::KeepAddressRefusal;
pub(crate) use letter::{accepted, asked, declined, letter, reported, sms, welcome, wrong_account};
pub use offer::Shown;
pub use open::{InvitationPage, Stands};
pub use own::OpenInvitation;
pub use preview::Preview;
pub use proof::Proof;
pub use readdress::ChangeAddressRefusal;
pub use report::FurtherMails;
pub(crate) use resend::Resent;
pub use send::{NewInvitation, Sent};
