//! **Users → Partners**: who is in, was, or is invited, and the page of each.

mod actions;
mod details;
mod list;
mod row;
pub mod server;

pub use details::Details;
pub use list::{List, ListContext, use_list};
pub use row::Level;
