//! **Standing approvals**: what an Admin approves ahead, and what is left of it today.

#[cfg(feature = "ssr")]
pub(crate) mod handler;
mod list;
mod page;
pub mod server;
#[cfg(feature = "ssr")]
mod words;

pub use self::page::StandingApprovals;
#[cfg(feature = "ssr")]
pub(crate) use self::words::left_today;
