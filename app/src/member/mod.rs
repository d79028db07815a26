//! **Users → Members**: who is in, open to every Member; and **Leave**.

mod leave;
mod list;
pub mod server;

pub use leave::Leave;
#[cfg(feature = "ssr")]
pub(crate) use leave::leave;
pub use list::{Members, MembersTable};
