//! The mail to whoever was revoked. It says neither who did it nor why: that is between them.

use super::letter::{Letter, Part};
use super::partner::{about, facts};
use super::sample;

#[derive(Clone, Debug)]
pub struct RevokedMail {
    pub center: String,
    pub contact: String,
    pub at: String,
}

impl RevokedMail {
    pub fn letter(&self) -> Letter {
        let Self { center, contact, at } = self;
        about(
            center,
            format!("Your access to {center} has ended"),
            format!("An Admin ended it on {at}."),
            vec![
                Part::Text(format!(
                    "An Admin of {center} ended your access. Your account stays yours, and so does what you have in \
                     other Business Centers. If you think this is a mistake, write to the person you work with \
                     there: they can invite you again."
                )),
                facts([("Business Center", center), ("Your address there", contact), ("Ended", at)]),
            ],
            "Sent because you had access there.",
        )
    }

    pub fn samples() -> Vec<Self> {
        let ordinary = Self {
            center: sample::CENTER.to_owned(),
            contact: sample::SAKURA_AT.to_owned(),
            at: sample::AT.to_owned(),
        };
        let strained =
            Self { center: sample::SARA.to_owned(), contact: sample::longest_address(), ..ordinary.clone() };
        vec![ordinary, strained]
    }
}
