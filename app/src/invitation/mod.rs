//! Invitations: the dialog **Add Partners**, and the page that a link opens.

mod add;
mod address;
mod form;
#[cfg(feature = "ssr")]
pub mod handlers;
#[cfg(feature = "ssr")]
mod invite;
mod link;
#[cfg(feature = "ssr")]
mod mail;
#[cfg(feature = "ssr")]
pub mod manage;
#[cfg(feature = "ssr")]
mod mistyped;
#[cfg(feature = "ssr")]
pub mod page;
pub mod server;
mod summary;

pub use add::Add;
pub use address::ChangeAddress;
pub use link::CopyLink;
