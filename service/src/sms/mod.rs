//! SMS: what they say, and how they leave, which is over HTTP to a gateway.
//!
//! Only numbers of the countries that the operator names are written to: each SMS costs, and anybody may earn by
//! receiving them.

mod format;
mod gateway;
#[cfg(test)]
mod gateway_tests;
mod text;

use std::fmt;

pub use format::GatewayError;
pub use gateway::Gateway;
pub(crate) use gateway::{Outgoing, Reached};

/// One SMS, ready to be sent to one number.
#[derive(Clone, PartialEq, Eq)]
pub struct Sms {
    text: String,
    /// What in it lets somebody in.
    secret: String,
}

impl Sms {
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether words of the gateway repeat what nobody but the receiver may see.
    fn is_repeated_in(&self, words: &str) -> bool {
        words.contains(&self.secret)
    }
}

/// Without its text: a link or a code stands in it.
impl fmt::Debug for Sms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sms").finish_non_exhaustive()
    }
}
