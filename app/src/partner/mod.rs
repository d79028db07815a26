//! **Users → Partners**: who is in, was, or is invited, and the page of each.

pub(crate) mod actions;
pub mod asked;
mod back;
pub mod bulk;
pub(crate) mod candidates;
mod chosen;
pub(crate) mod details;
pub mod edit;
mod explain;
#[cfg(feature = "ssr")]
pub(crate) mod export;
mod filter;
mod keys;
mod list;
mod manage;
mod organisation;
mod place;
pub mod revoke;
pub(crate) mod row;
pub mod server;
mod table;
mod typing;
pub(crate) mod view_as;
pub mod views;

pub use back::provide_last_row;
pub use bulk::Bulk;
pub use details::Asks;
pub(crate) use details::{DetailsContext, use_details};
pub use list::{List, ListContext, use_list};
pub use manage::Manage;
pub use row::Level;
pub use views::Views;
