//! Mails about Access requests, to both sides.

use super::letter::{Letter, Part};
use super::partner::{about, facts, partner_url, see_partner};
use super::sample;

/// To who answers for them.
#[derive(Clone, Debug)]
pub struct AccessAskedForMail {
    pub center: String,
    pub partner: String,
    pub contact: String,
    /// "the Module Billing"; without what they typed.
    pub subject: String,
    pub ask: String,
    pub words: Option<String>,
    /// The address of their page.
    pub url: String,
}

/// To whoever asked: the answer is no.
#[derive(Clone, Debug)]
pub struct AccessDeclinedMail {
    pub center: String,
    pub contact: String,
    pub ask: String,
    /// The Admin who answered.
    pub by: String,
    pub answer: String,
}

impl AccessAskedForMail {
    pub fn letter(&self) -> Letter {
        let Self { center, partner, contact, ask, subject, .. } = self;
        let mut parts = vec![Part::Text(
            "Their page says what it would newly allow, and has both answers. Until you choose one, nothing happens."
                .to_owned(),
        )];
        parts.extend(self.words.as_deref().map(|words| quote(partner, words)));
        parts.push(see_partner(partner, &self.url));
        parts.push(facts([
            ("Asks for", ask),
            ("Name", partner),
            ("Address", contact),
            ("Business Center", center),
        ]));
        about(
            center,
            format!("{partner} asks for {subject}"),
            format!("In {center}."),
            parts,
            "Sent because you are an Admin there.",
        )
    }

    pub fn samples() -> Vec<Self> {
        let ordinary = Self {
            center: sample::CENTER.to_owned(),
            partner: sample::SAKURA.to_owned(),
            contact: sample::SAKURA_AT.to_owned(),
            subject: "the Module Billing".to_owned(),
            ask: "the Module Billing".to_owned(),
            words: Some("I check the invoices from December on.".to_owned()),
            url: partner_url(),
        };
        let strained = Self {
            center: sample::SARA.to_owned(),
            partner: sample::longest_name(),
            contact: sample::longest_address(),
            subject: "an Asset as Operator".to_owned(),
            ask: format!("“{}” as Operator", sample::longest_name()),
            words: Some(format!("{}\n{}", sample::SARA, sample::longest_name())),
            ..ordinary.clone()
        };
        vec![ordinary, strained]
    }
}

impl AccessDeclinedMail {
    pub fn letter(&self) -> Letter {
        let Self { center, contact, ask, by, answer } = self;
        let parts = vec![
            Part::Text(format!("{by} has read that you ask for {ask}. Your access stays as it is.")),
            quote(by, answer),
            facts([("Business Center", center), ("Your address there", contact)]),
        ];
        about(
            center,
            format!("Your access to {center} stays as it is"),
            format!("{by} answered."),
            parts,
            "Sent because you asked for more.",
        )
    }

    pub fn samples() -> Vec<Self> {
        let ordinary = Self {
            center: sample::CENTER.to_owned(),
            contact: sample::SAKURA_AT.to_owned(),
            ask: "the Module Billing".to_owned(),
            by: sample::MINA.to_owned(),
            answer: "Ada checks them until March.".to_owned(),
        };
        let strained = Self {
            center: sample::SARA.to_owned(),
            contact: sample::longest_address(),
            ask: format!("“{}” as Operator", sample::longest_name()),
            by: sample::longest_name(),
            answer: format!("{}\n{}", sample::longest_name(), sample::SARA),
        };
        vec![ordinary, strained]
    }
}

fn quote(by: &str, text: &str) -> Part {
    Part::Quote { by: by.to_owned(), text: text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_says_what_is_asked_for_and_in_which_words() {
        let [ordinary, strained] = AccessAskedForMail::samples().try_into().unwrap();
        let text = ordinary.letter().text();
        assert!(text.contains("asks for the Module Billing"), "{text}");
        assert!(text.contains("I check the invoices") && text.contains("/partners/"), "{text}");
        let without = AccessAskedForMail { words: None, ..strained };
        assert!(!without.letter().parts.iter().any(|part| matches!(part, Part::Quote { .. })));
    }

    #[test]
    fn a_no_comes_with_the_words_of_who_says_it() {
        let [no, _] = AccessDeclinedMail::samples().try_into().unwrap();
        let text = no.letter().text();
        assert!(
            text.contains("you ask for the Module Billing") && text.contains("Ada checks them"),
            "{text}"
        );
    }
}
