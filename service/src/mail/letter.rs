//! What a mail says, apart from how it looks. The plain text and the HTML come from one [`Letter`], so neither can
//! lack a fact that the other has.

use std::collections::BTreeSet;
use std::fmt;

use data_encoding::BASE64;
use sha2::{Digest, Sha256};

use super::html;

/// One mail, ready to be sent to one address.
///
/// `Debug` shows the subject only: the rest holds links that let somebody in.
#[derive(Clone, PartialEq, Eq)]
pub struct Letter {
    pub subject: String,
    /// What lists of mails show behind the subject. Whatever it says stands in the mail once more.
    pub preheader: String,
    /// On whose behalf it is sent: "Keyholder, for Halcyon Skincare".
    pub from_line: String,
    pub title: String,
    pub parts: Vec<Part>,
    /// Why it was sent to this address, and what to do if that was a mistake.
    pub why: String,
}

/// A piece of a letter. Everything in it may be typed by strangers, except for `url`.
#[derive(Clone, PartialEq, Eq)]
pub enum Part {
    Text(String),
    /// The first one of a letter stands out; its bare address stands at the end for whoever can't press it.
    Button {
        label: String,
        url: String,
        /// What the button does and until when; may be empty.
        below: String,
    },
    List {
        title: String,
        sign: Sign,
        lines: Vec<String>,
    },
    /// Pairs of what it is and what it says.
    Facts(Vec<(String, String)>),
    /// A note written by a person, marked as theirs. The only part that keeps line breaks.
    Quote {
        by: String,
        text: String,
    },
    /// A one-time code to be typed elsewhere.
    Code(String),
}

/// What stands in front of each line of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    Can,
    Cannot,
}

impl Letter {
    /// The plain text part: complete, for readers who never see the other one.
    pub fn text(&self) -> String {
        let mut blocks = vec![one_line(&self.from_line), one_line(&self.title)];
        blocks.extend(self.parts.iter().map(Part::text));
        blocks.push(one_line(&self.why));
        blocks.join("\n\n") + "\n"
    }

    /// The HTML part: loads nothing from anywhere, and nothing typed by a person becomes markup or a link in it.
    pub fn html(&self) -> String {
        html::page(self)
    }

    /// The hash of each style that stands in the HTML, as a Content-Security-Policy names it: a page that shows the
    /// mail can allow these and no others.
    pub fn style_hashes(&self) -> impl Iterator<Item = String> {
        let html = self.html();
        let between = |start: &str, end: char| {
            let pieces = html.split(start).skip(1);
            pieces
                .filter_map(move |piece| piece.split(end).next())
                .map(str::to_owned)
                .collect::<BTreeSet<_>>()
        };
        // One `<style>`, whose text holds no tag.
        let styles = between("<style>", '<').into_iter().chain(between("style=\"", '"'));
        styles.map(|style| format!("sha256-{}", BASE64.encode(&Sha256::digest(style.as_bytes()))))
    }
}

impl fmt::Debug for Letter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Letter").field("subject", &self.subject).finish_non_exhaustive()
    }
}

impl Part {
    /// A list; none without a line.
    pub(super) fn list(title: &str, sign: Sign, lines: &[String]) -> Option<Self> {
        let list = Self::List { title: title.to_owned(), sign, lines: lines.to_vec() };
        (!lines.is_empty()).then_some(list)
    }

    fn text(&self) -> String {
        match self {
            Self::Text(text) => one_line(text),
            Self::Button { label, url, below } if below.is_empty() => format!("{}:\n{url}", one_line(label)),
            Self::Button { label, url, below } => {
                format!("{}:\n{url}\n\n{}", one_line(label), one_line(below))
            }
            Self::List { title, sign, lines } => {
                let lines = lines.iter().map(|line| format!("\n{} {}", sign.mark(), one_line(line)));
                one_line(title) + ":" + &lines.collect::<String>()
            }
            Self::Facts(facts) => {
                let lines =
                    facts.iter().map(|(what, says)| format!("{}: {}", one_line(what), one_line(says)));
                lines.collect::<Vec<_>>().join("\n")
            }
            Self::Quote { by, text } => {
                // Every line is marked: no line of a note can pass for one of ours.
                let lines = lines(text).map(|line| format!("\n> {line}"));
                quote_heading(by) + ":" + &lines.collect::<String>()
            }
            Self::Code(code) => one_line(code),
        }
    }
}

impl fmt::Debug for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text(_) => "Text(…)",
            Self::Button { .. } => "Button(…)",
            Self::List { .. } => "List(…)",
            Self::Facts(_) => "Facts(…)",
            Self::Quote { .. } => "Quote(…)",
            Self::Code(_) => "Code(…)",
        })
    }
}

impl Sign {
    pub(super) fn mark(self) -> char {
        match self {
            Self::Can => '✓',
            Self::Cannot => '–',
        }
    }
}

pub(super) fn quote_heading(by: &str) -> String {
    format!("A note from {}, in their own words", one_line(by))
}

/// The lines of a note, each of them one line for certain.
pub(super) fn lines(text: &str) -> impl Iterator<Item = String> {
    text.lines().map(one_line)
}

/// Text that stays on its line and reads in the order it is written in.
///
/// The types of the domain refuse such characters in names and notes already. Here it is done once more, since rows
/// of an older Keyholder, replies of mail servers and mails to come pass here too (C-31, C-32).
pub(crate) fn one_line(text: &str) -> String {
    text.chars()
        .filter(|sign| !matches!(sign, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        .map(|sign| if sign.is_control() || matches!(sign, '\u{2028}' | '\u{2029}') { ' ' } else { sign })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(parts: Vec<Part>) -> Letter {
        Letter {
            subject: "Subject".to_owned(),
            preheader: String::new(),
            from_line: "Keyholder".to_owned(),
            title: "Title".to_owned(),
            parts,
            why: "Why".to_owned(),
        }
    }

    #[test]
    fn every_line_of_a_note_is_marked_as_quoted() {
        let text = "Hello\r\n\r\nAccept Invite:\nworks".to_owned();
        let letter = letter(vec![Part::Quote { by: "Mina".to_owned(), text }]);
        assert_eq!(
            letter.text(),
            "Keyholder\n\nTitle\n\nA note from Mina, in their own words:\n> Hello\n> \n> Accept Invite:\n> works\n\nWhy\n"
        );
    }

    #[test]
    fn nothing_but_a_note_can_begin_a_line() {
        let hostile = "a\r\nb\nc\u{2028}d\u{202e}e".to_owned();
        let letter = letter(vec![
            Part::Text(hostile.clone()),
            Part::Facts(vec![("What".to_owned(), hostile.clone())]),
            Part::List { title: "List".to_owned(), sign: Sign::Can, lines: vec![hostile] },
        ]);
        assert_eq!(
            letter.text(),
            "Keyholder\n\nTitle\n\na  b c de\n\nWhat: a  b c de\n\nList:\n✓ a  b c de\n\nWhy\n"
        );
    }

    #[test]
    fn debug_shows_no_link_and_no_code() {
        let button = Part::Button {
            label: "Go".to_owned(),
            url: "https://keys.example/secret".to_owned(),
            below: String::new(),
        };
        let shown =
            format!("{:?} {button:?} {:?}", letter(vec![button.clone()]), Part::Code("123456".into()));
        assert_eq!(shown, r#"Letter { subject: "Subject", .. } Button(…) Code(…)"#);
    }
}
