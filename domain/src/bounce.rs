//! A mail that came back: what a mail server reports of one that it, or a server before it, had taken (RFC 3464).

use crate::contact::Email;
use crate::diagnosis::delivery::enhanced;
use crate::id::MailId;

/// Of one mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bounce {
    pub mail: MailId,
    pub failed: Vec<NotReached>,
}

/// Whom it did not reach, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotReached {
    /// Of one recipient: as the mail was sent, and as it was passed on.
    pub addresses: Vec<Email>,
    /// As [`answer`] puts it.
    pub said: String,
}

impl Bounce {
    /// Why it did not reach the address; none where that is not said to have failed.
    pub fn said_of(&self, address: &Email) -> Option<&str> {
        let failed = self.failed.iter().find(|failed| failed.addresses.contains(address));
        failed.map(|failed| failed.said.as_str())
    }
}

/// Why a report changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BounceRefusal {
    #[error("This is no report of a mail server about a mail that it could not deliver (RFC 3464).")]
    NoReport,
    /// The server was faster than whoever notes that it took the mail.
    #[error("The mail that this is about is still being handed over. Report it again in a minute.")]
    NotSentYet,
}

/// What was said, in the form of an answer by SMTP: code, enhanced code, text; as far as each was said. It is made of the
/// fields `Diagnostic-Code` (`smtp; 550-5.1.1 user 550 5.1.1 unknown`) and `Status` (`5.1.1`) of a report.
pub fn answer(diagnostic: &str, status: &str) -> String {
    let text = match diagnostic.split_once(';') {
        Some((kind, text)) if !kind.trim().contains(char::is_whitespace) => text,
        _ => diagnostic,
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    let (code, rest) = code_of(&words);
    let rest = rest.trim_start();
    let (first, after) = rest.split_once(' ').unwrap_or((rest, ""));
    let status = status.split_whitespace().next().unwrap_or_default();
    let (enhanced, text) = if enhanced(first).is_some() {
        (Some(first), without_repeats(after, code, first))
    } else {
        (code_of_status(status, code), rest.to_owned())
    };
    let said = [code, enhanced, Some(text.as_str())].into_iter().flatten().filter(|part| !part.is_empty());
    let said = said.collect::<Vec<_>>().join(" ");
    match (said.is_empty(), status.is_empty()) {
        (false, _) => said,
        (true, false) => status.to_owned(),
        (true, true) => "nothing about why".to_owned(),
    }
}

/// `550`, also where a line of several begins (`550-`), and what follows it.
fn code_of<'a>(words: &[&'a str]) -> (Option<&'a str>, String) {
    let all = || words.join(" ");
    let Some((first, others)) = words.split_first() else { return (None, String::new()) };
    let (code, rest) = first.split_once('-').unwrap_or((first, ""));
    let is_code =
        code.len() == 3 && code.starts_with(['4', '5']) && code.bytes().all(|sign| sign.is_ascii_digit());
    if is_code { (Some(code), format!("{rest} {}", others.join(" "))) } else { (None, all()) }
}

/// Where it says more than that it failed, and nothing else than the code does.
fn code_of_status<'a>(status: &'a str, code: Option<&str>) -> Option<&'a str> {
    let (class, subject, detail) = enhanced(status)?;
    let agrees = code.is_none_or(|code| code.starts_with(class));
    (agrees && (subject, detail) != ("0", "0")).then_some(status)
}

/// Each line of an answer of several begins anew with both codes.
fn without_repeats(text: &str, code: Option<&str>, enhanced: &str) -> String {
    let Some(code) = code else { return text.to_owned() };
    let text = format!(" {text}");
    let text = [format!(" {code}-{enhanced}"), format!(" {code} {enhanced}")]
        .iter()
        .fold(text, |text, repeat| text.replace(repeat.as_str(), ""));
    text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::diagnosis::delivery::Meaning;

    #[test]
    fn what_was_said_takes_the_form_of_an_answer() {
        for (diagnostic, status, said, meaning) in [
            (
                "smtp; 550 5.1.1 <mina@agency.example>: Recipient address rejected: User unknown",
                "5.1.1",
                "550 5.1.1 <mina@agency.example>: Recipient address rejected: User unknown",
                Meaning::NoMailbox,
            ),
            (
                "smtp; 550-5.1.1 The account does not exist. Please try 550-5.1.1 double-checking it. 550 5.1.1 More: https://x",
                "5.1.1",
                "550 5.1.1 The account does not exist. Please try double-checking it. More: https://x",
                Meaning::NoMailbox,
            ),
            (
                "smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found",
                "5.1.10",
                "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found",
                Meaning::NoMailbox,
            ),
            ("smtp; 550 mailbox is full", "5.2.2", "550 5.2.2 mailbox is full", Meaning::MailboxFull),
            ("smtp; 550 no such user", "5.0.0", "550 no such user", Meaning::NoMailbox),
            ("smtp; 550 no such user", "4.4.7", "550 no such user", Meaning::NoMailbox),
            (
                "X-Postfix; Host or domain name not found. Name service error for name=gmial.example",
                "5.4.4",
                "5.4.4 Host or domain name not found. Name service error for name=gmial.example",
                Meaning::NoDomain,
            ),
            (
                "smtp; 5.1.0 - Unknown address error 550-'5.1.1 no'",
                "5.0.0",
                "5.1.0 - Unknown address error 550-'5.1.1 no'",
                Meaning::Refused,
            ),
            ("user unknown; ask them", "5.1.1", "5.1.1 user unknown; ask them", Meaning::NoMailbox),
            // A word of three letters, and a number of another length: neither is a code.
            ("smtp; the mailbox is gone", "5.1.1", "5.1.1 the mailbox is gone", Meaning::NoMailbox),
            ("smtp; 40 tries failed", "5.4.4", "5.4.4 40 tries failed", Meaning::NoDomain),
            ("", "5.1.1 (bad mailbox)", "5.1.1", Meaning::NoMailbox),
            ("smtp;", "5.0.0", "5.0.0", Meaning::Refused),
            ("", "", "nothing about why", Meaning::Refused),
        ] {
            assert_eq!(answer(diagnostic, status), said);
            assert_eq!(Meaning::of(said), meaning, "{said}");
        }
    }

    #[test]
    fn a_bounce_speaks_of_the_recipients_that_it_names_alone() {
        let email = |address| Email::parse(address).unwrap();
        let not_reached =
            NotReached { addresses: vec![email("mina@agency.example")], said: "550 no".to_owned() };
        let bounce = Bounce { mail: MailId::from_uuid(Uuid::from_u128(7)), failed: vec![not_reached] };
        assert_eq!(bounce.said_of(&email("mina@agency.example")), Some("550 no"));
        assert_eq!(bounce.said_of(&email("leo@leomakes.example")), None);
    }

    proptest! {
        #[test]
        fn whatever_was_said_is_something(diagnostic in "\\PC{0,60}", status in "\\PC{0,10}") {
            prop_assert!(!answer(&diagnostic, &status).trim().is_empty());
        }
    }
}
