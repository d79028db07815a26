//! Mails about access that ends by the clock, to both sides.

use super::letter::{Letter, Part, Sign};
use super::partner::{about, facts, partner_url, see_partner};
use super::sample;

/// To whoever's access ends soon.
#[derive(Clone, Debug)]
pub struct EndsSoonMail {
    pub center: String,
    pub contact: String,
    /// The whole access, and nothing before it.
    pub all: bool,
    /// The first day on which something ends.
    pub first: String,
    pub lines: Vec<String>,
    /// They have asked for more time already.
    pub asked: bool,
    /// The address of **Ask to extend**.
    pub url: String,
}

/// To who answers for them.
#[derive(Clone, Debug)]
pub struct PartnerEndsSoonMail {
    pub center: String,
    pub partner: String,
    pub contact: String,
    pub all: bool,
    pub first: String,
    pub lines: Vec<String>,
    /// The address of their page.
    pub url: String,
}

/// To who answers for them: they ask for more time.
#[derive(Clone, Debug)]
pub struct ExtensionAskedMail {
    pub center: String,
    pub partner: String,
    pub contact: String,
    pub words: Option<String>,
    pub lines: Vec<String>,
    pub url: String,
}

/// To whoever asked for more time: the end stays.
#[derive(Clone, Debug)]
pub struct EndKeptMail {
    pub center: String,
    pub contact: String,
    /// The Admin who answered.
    pub by: String,
    pub words: Option<String>,
    pub lines: Vec<String>,
}

impl EndsSoonMail {
    pub fn letter(&self) -> Letter {
        let Self { center, contact, first, .. } = self;
        let what = if self.all { "Your access" } else { "Part of your access" };
        let (text, label) = if self.asked {
            (
                "You have asked for more time, and no Admin has answered yet. Unless one extends it, you can’t reach it \
                 from then on. Your account stays yours.",
                "See what ends",
            )
        } else {
            (
                "Unless an Admin extends it, you can’t reach it from then on. Your account stays yours. If you need it \
                 longer, ask: an Admin decides.",
                "Ask to extend",
            )
        };
        let mut parts = vec![Part::Text(text.to_owned())];
        parts.extend(Part::list("Ends soon", Sign::Cannot, &self.lines));
        parts.push(Part::Button { label: label.to_owned(), url: self.url.clone(), below: String::new() });
        parts.push(facts([("Business Center", center), ("Your address there", contact)]));
        about(
            center,
            format!("{what} to {center} ends on {first}"),
            "An Admin can extend it.".to_owned(),
            parts,
            "Sent because you have access there: 7 days and 1 day before it ends.",
        )
    }

    pub fn samples() -> Vec<Self> {
        let ordinary = Self {
            center: sample::CENTER.to_owned(),
            contact: sample::SAKURA_AT.to_owned(),
            all: true,
            first: sample::LAST_DAY.to_owned(),
            lines: vec![sample::ENDS.to_owned()],
            asked: false,
            url: sample::url("/b/halcyon/extend"),
        };
        let strained = Self {
            center: sample::SARA.to_owned(),
            contact: sample::longest_address(),
            all: false,
            lines: many_ends(),
            asked: true,
            ..ordinary.clone()
        };
        vec![ordinary, strained]
    }
}

impl PartnerEndsSoonMail {
    pub fn letter(&self) -> Letter {
        let Self { center, partner, contact, first, .. } = self;
        let what = if self.all { "The access" } else { "Part of the access" };
        let mut parts = vec![Part::Text(
            "If that is right, there is nothing to do. To extend it, open their page and choose Edit: the last days stand \
             there."
                .to_owned(),
        )];
        parts.extend(Part::list("Ends soon", Sign::Cannot, &self.lines));
        parts.push(see_partner(partner, &self.url));
        parts.push(facts([("Name", partner), ("Address", contact), ("Business Center", center)]));
        about(
            center,
            format!("{what} of {partner} ends on {first}"),
            format!("In {center}."),
            parts,
            "Sent because you are an Admin there: 7 days and 1 day before it ends.",
        )
    }

    pub fn samples() -> Vec<Self> {
        let ordinary = Self {
            center: sample::CENTER.to_owned(),
            partner: sample::SAKURA.to_owned(),
            contact: sample::SAKURA_AT.to_owned(),
            all: true,
            first: sample::LAST_DAY.to_owned(),
            lines: vec![sample::ENDS.to_owned()],
            url: partner_url(),
        };
        let strained = Self {
            center: sample::longest_name(),
            partner: sample::SARA.to_owned(),
            contact: sample::longest_address(),
            all: false,
            lines: many_ends(),
            ..ordinary.clone()
        };
        vec![ordinary, strained]
    }
}

impl ExtensionAskedMail {
    pub fn letter(&self) -> Letter {
        let Self { center, partner, contact, .. } = self;
        let mut parts = vec![Part::Text(
            "Their page has both answers: Extend…, which leads to the last days, and Keep the end. Until you choose one, \
             nothing happens."
                .to_owned(),
        )];
        parts.extend(quote(partner, self.words.as_deref()));
        parts.extend(Part::list("What ends", Sign::Cannot, &self.lines));
        parts.push(see_partner(partner, &self.url));
        parts.push(facts([("Name", partner), ("Address", contact), ("Business Center", center)]));
        about(
            center,
            format!("{partner} asks to extend their access"),
            format!("To {center}."),
            parts,
            "Sent because you are an Admin there.",
        )
    }

    pub fn samples() -> Vec<Self> {
        let ordinary = Self {
            center: sample::CENTER.to_owned(),
            partner: sample::SAKURA.to_owned(),
            contact: sample::SAKURA_AT.to_owned(),
            words: Some("The spring campaign runs until March.".to_owned()),
            lines: vec![sample::ENDS.to_owned()],
            url: partner_url(),
        };
        let strained = Self {
            center: sample::SARA.to_owned(),
            partner: sample::longest_name(),
            contact: sample::longest_address(),
            words: Some(format!("{}\n{}", sample::SARA, sample::longest_name())),
            lines: many_ends(),
            ..ordinary.clone()
        };
        vec![ordinary, strained]
    }
}

impl EndKeptMail {
    pub fn letter(&self) -> Letter {
        let Self { center, contact, by, .. } = self;
        let mut parts = vec![Part::Text(format!(
            "{by} has read that you ask for more time, and keeps the end as it is."
        ))];
        parts.extend(quote(by, self.words.as_deref()));
        parts.extend(Part::list("What ends", Sign::Cannot, &self.lines));
        parts.push(facts([("Business Center", center), ("Your address there", contact)]));
        about(
            center,
            format!("The end of your access to {center} stays"),
            format!("{by} answered."),
            parts,
            "Sent because you asked to extend it.",
        )
    }

    pub fn samples() -> Vec<Self> {
        let ordinary = Self {
            center: sample::CENTER.to_owned(),
            contact: sample::SAKURA_AT.to_owned(),
            by: sample::MINA.to_owned(),
            words: None,
            lines: vec![sample::ENDS.to_owned()],
        };
        let strained = Self {
            center: sample::SARA.to_owned(),
            contact: sample::longest_address(),
            by: sample::longest_name(),
            words: Some(format!("{}\n{}", sample::longest_name(), sample::SARA)),
            lines: many_ends(),
        };
        vec![ordinary, strained]
    }
}

fn quote(by: &str, words: Option<&str>) -> Option<Part> {
    words.map(|words| Part::Quote { by: by.to_owned(), text: words.to_owned() })
}

fn many_ends() -> Vec<String> {
    let one = |what: String| format!("{what} as Operator: until the end of {}", sample::LAST_DAY);
    std::iter::repeat_n(sample::longest_name(), 20).chain([sample::SARA.to_owned()]).map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_says_what_ends_and_when_and_leads_to_the_question() {
        let [all, part] = EndsSoonMail::samples().try_into().unwrap();
        let text = all.letter().text();
        assert!(text.contains("Your access to Halcyon Skincare ends on 31 January 2027\n"), "{text}");
        assert!(text.contains(sample::ENDS) && text.contains("Ask to extend:\n"), "{text}");
        let text = part.letter().text();
        assert!(text.contains("Part of your access") && text.contains("no Admin has answered yet"), "{text}");
        assert!(!text.contains("Ask to extend"), "{text}");
    }

    #[test]
    fn an_answer_without_words_quotes_nobody() {
        let [without, with] = EndKeptMail::samples().try_into().unwrap();
        let quotes = |mail: &EndKeptMail| {
            mail.letter().parts.iter().filter(|part| matches!(part, Part::Quote { .. })).count()
        };
        assert_eq!([quotes(&without), quotes(&with)], [0, 1]);
    }
}
