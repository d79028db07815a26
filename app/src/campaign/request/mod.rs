//! **Change requests**: what is proposed for the campaigns, and what is decided about it.

mod decide;
mod difference;
#[cfg(feature = "ssr")]
pub(crate) mod handler;
mod list;
mod page;
pub mod server;
#[cfg(feature = "ssr")]
mod words;

pub use self::list::RequestList;
pub use self::page::RequestPage;
