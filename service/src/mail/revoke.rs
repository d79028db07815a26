//! Mails about access that was taken back, or given back. To whoever was revoked it says neither who did it nor why: that
//! is between them.

use super::letter::{Letter, Part};
use super::partner::{about, facts, partner_url, see_partner};
use super::sample;

#[derive(Clone, Debug)]
pub struct RevokedMail {
    pub center: String,
    pub contact: String,
    pub at: String,
}

/// To who answers for whoever left.
#[derive(Clone, Debug)]
pub struct LeftMail {
    pub center: String,
    pub partner: String,
    pub contact: String,
    pub at: String,
    /// The address of their page.
    pub url: String,
}

impl LeftMail {
    pub fn letter(&self) -> Letter {
        let Self { center, partner, contact, at, .. } = self;
        about(
            center,
            format!("{partner} left {center}"),
            format!("On {at}."),
            vec![
                Part::Text(
                    "They gave up their access themselves: nothing here can be reached by them any more, and their seat \
                     is free. Invite again, on their page, starts from what they had."
                        .to_owned(),
                ),
                see_partner(partner, &self.url),
                facts([("Name", partner), ("Address", contact), ("Left", at)]),
            ],
            "Sent because you are an Admin there.",
        )
    }

    pub fn samples() -> Vec<Self> {
        let ordinary = Self {
            center: sample::CENTER.to_owned(),
            partner: sample::longest_name(),
            contact: sample::SAKURA_AT.to_owned(),
            at: sample::AT.to_owned(),
            url: partner_url(),
        };
        let strained =
            Self { center: sample::SARA.to_owned(), contact: sample::longest_address(), ..ordinary.clone() };
        vec![ordinary, strained]
    }
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
