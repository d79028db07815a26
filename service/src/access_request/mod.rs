//! **Access requests** (DOMAIN 1): what a partner asks for, and the answer of an Admin.

mod answer;
mod ask;
mod letter;
mod own;
mod waiting;

pub(crate) use letter::{asked_letter, declined_letter};
pub use own::{Answered, OwnRequest};
pub use waiting::{Meant, Shown, ToAnswer, WaitingRequest};
