//! What of somebody's own access ends, **Ask to extend**, and the answer of an Admin.

mod answer;
mod ask;
mod asked;
#[cfg(feature = "ssr")]
pub(crate) mod handler;
#[cfg(feature = "ssr")]
mod plain;
pub mod server;

use serde::{Deserialize, Serialize};

pub use self::answer::Request;
pub use self::ask::{AskPage, EndsSeen, OwnEnds};
pub use self::asked::Asked;
#[cfg(feature = "ssr")]
pub use self::plain::AskOnce;
use crate::form::{FormField, FormState};

/// The question, and an Admin's answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExtendField {
    Words,
}

impl FormField for ExtendField {
    fn name(self) -> &'static str {
        "words"
    }
}

pub type ExtendForm = FormState<ExtendField>;
