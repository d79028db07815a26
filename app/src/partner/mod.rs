//! **Users → Partners**: who is in, was, or is invited, and the page of each.

mod actions;
mod details;
pub mod edit;
mod list;
mod manage;
pub mod revoke;
mod row;
pub mod server;

pub use list::{List, ListContext, use_list};
pub use manage::Manage;
pub use row::Level;
