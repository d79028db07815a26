//! **Users → Members**: who is in, open to every Member.

mod list;
pub mod server;

pub use list::Members;
