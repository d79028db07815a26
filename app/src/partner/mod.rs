//! **Users → Partners**: who is in, was, or is invited.

mod list;
mod row;
pub mod server;

pub use list::{List, use_list};
