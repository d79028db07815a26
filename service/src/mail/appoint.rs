//! The mail to the Admins who are there when whoever runs the house makes somebody an Admin beside them.

use super::letter::{Letter, Part};
use super::partner::{about, facts, partner_url};
use super::sample;

#[derive(Clone, Debug)]
pub struct AppointedMail {
    pub center: String,
    pub partner: String,
    pub contact: String,
    pub at: String,
    /// The address of their page.
    pub url: String,
}

impl AppointedMail {
    pub fn letter(&self) -> Letter {
        let Self { center, partner, contact, at, .. } = self;
        let parts = vec![
            Part::Text(
                "Whoever runs this Keyholder did it, by a command on its server. No Admin of yours did. It stands in the \
                 audit log. If nobody asked for it, ask whoever runs it, and revoke their access."
                    .to_owned(),
            ),
            Part::Button { label: format!("See {partner}"), url: self.url.clone(), below: String::new() },
            facts([("Name", partner), ("Address", contact), ("Business Center", center), ("Since", at)]),
        ];
        about(
            center,
            format!("{partner} was made an Admin of {center}"),
            "By whoever runs this Keyholder.".to_owned(),
            parts,
            "Sent because you are an Admin there.",
        )
    }

    pub fn samples() -> Vec<Self> {
        let ordinary = Self {
            center: sample::CENTER.to_owned(),
            partner: sample::SAKURA.to_owned(),
            contact: sample::SAKURA_AT.to_owned(),
            at: sample::AT.to_owned(),
            url: partner_url(),
        };
        let strained = Self {
            center: sample::longest_name(),
            partner: sample::SARA.to_owned(),
            contact: sample::longest_address(),
            ..ordinary.clone()
        };
        vec![ordinary, strained]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_says_who_did_it_and_what_to_do() {
        let text = AppointedMail::samples()[0].letter().text();
        assert!(
            text.contains("Whoever runs this Keyholder did it") && text.contains("revoke their access"),
            "{text}"
        );
    }
}
