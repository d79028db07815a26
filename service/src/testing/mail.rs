//! A mail as it arrived.

use domain::token::Token;
use mailparse::{MailHeaderMap, parse_mail};

/// A mail that a server took, or that lies in the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    pub message_id: String,
    /// The header.
    pub to: String,
    pub subject: String,
    pub text: String,
    pub html: String,
    pub raw: String,
}

impl Mail {
    pub(super) fn parse(raw: &str) -> Self {
        let mail = parse_mail(raw.as_bytes()).unwrap();
        let header = |name| mail.headers.get_first_value(name).unwrap_or_default();
        let [text, html] = mail.subparts.as_slice() else {
            panic!("a mail of {} parts", mail.subparts.len())
        };
        let body = |part: &mailparse::ParsedMail<'_>| part.get_body().unwrap().replace("\r\n", "\n");
        Self {
            message_id: header("Message-ID"),
            to: header("To"),
            subject: header("Subject"),
            text: body(text),
            html: body(html),
            raw: raw.to_owned(),
        }
    }

    /// The token of the link to a page: `/confirm/`, `/reset/`, `/invite/`.
    pub fn token(&self, page: &str) -> Token {
        let link = self.link(page);
        Token::parse(&link[link.rfind('/').unwrap() + 1..]).expect("a link ends in a token")
    }

    /// The whole link to a page.
    pub fn link(&self, page: &str) -> &str {
        let line = self.text.lines().find(|line| line.starts_with("http") && line.contains(page));
        line.unwrap_or_else(|| panic!("no link to {page} in:\n{}", self.text))
    }
}
