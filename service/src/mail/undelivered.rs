//! Why a mail or an SMS did not leave, and whether trying again helps.

use std::error::Error as _;
use std::fmt;

use lettre::transport::smtp;

use super::letter::one_line;

/// As much of a reply as fits beside an Invitation.
const LONGEST: usize = 300;

/// A mail or an SMS that no server took.
///
/// `said` is one line of at most 300 characters: the server's own words where it answered ("550 5.1.1 user unknown"),
/// else what went wrong on the way to it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Undelivered {
    /// Trying again helps: the server is busy, not there, not to be trusted just now, or does not know us.
    #[error("{said}")]
    Later { said: String },
    /// Trying again changes nothing: there is no such mailbox, or the address can't be written.
    #[error("{said}")]
    Never { said: String },
}

impl Undelivered {
    pub(crate) fn later(said: impl fmt::Display) -> Self {
        Self::Later { said: shortened(&said.to_string()) }
    }

    pub(crate) fn never(said: impl fmt::Display) -> Self {
        Self::Never { said: shortened(&said.to_string()) }
    }

    /// A failure before the server was told of any mail. Whatever it answered is about us (a wrong password, say), so
    /// no mail may be given up for it.
    pub(super) fn before_the_mail(error: &smtp::Error) -> Self {
        Self::later(said(error))
    }

    /// A failure once the mail was on its way.
    pub(super) fn about_the_mail(error: &smtp::Error) -> Self {
        // 530: the server wants a log-in before it takes mail from us. The operator mends that, not the recipient.
        let wants_log_in = error.status().is_some_and(|code| u16::from(code) == 530);
        // A client error: the address has letters that this server can't take.
        if (error.is_permanent() && !wants_log_in) || error.is_client() {
            Self::never(said(error))
        } else {
            Self::later(said(error))
        }
    }
}

fn said(error: &smtp::Error) -> String {
    let words = error.source().map(ToString::to_string);
    match (error.status(), words) {
        (Some(code), Some(words)) => format!("{code} {words}"),
        (Some(code), None) => code.to_string(),
        (None, Some(words)) if error.is_response() => {
            format!("The mail server hung up or said nonsense: {words}")
        }
        (None, Some(words)) if error.is_tls() => {
            format!("No encrypted connection to the mail server: {words}")
        }
        (None, Some(words)) if error.is_client() => words,
        (None, Some(words)) => format!("No connection to the mail server: {words}"),
        (None, None) => error.to_string(),
    }
}

/// One line, as it stands beside an Invitation.
pub(crate) fn shortened(said: &str) -> String {
    let line = one_line(said).split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        None => line,
        Some(_) => line.chars().take(LONGEST - 1).chain(['…']).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_server_said_is_one_short_line() {
        let said = format!("550 \x1b[31mno\r\nsuch\u{202e}  user {}", "x".repeat(400));
        let Undelivered::Never { said } = Undelivered::never(said) else { panic!("not never") };
        assert!(said.starts_with("550 [31mno such user xxx"), "{said}");
        assert_eq!(said.chars().count(), 300);
        assert!(said.ends_with('…'));
    }

    #[test]
    fn three_hundred_characters_are_kept_whole() {
        let said = "é".repeat(300);
        assert_eq!(Undelivered::later(&said), Undelivered::Later { said });
    }
}
