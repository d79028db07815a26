//! What a mail server means by what it said (RFC 3463 and the codes of RFC 5321), in plain words.

/// What to do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    NoMailbox,
    NoDomain,
    MailboxFull,
    /// Taken for something unwanted, or from somewhere that may not send.
    TakenForSpam,
    /// It says no more than that it will not.
    Refused,
    /// It may go another time.
    NotNow,
    /// It could have gone another time, and never did.
    GivenUp,
}

impl Meaning {
    /// Of an answer as it was noted: `550 5.1.1 user unknown`, or either code alone.
    pub fn of(said: &str) -> Self {
        let mut words = said.split_whitespace();
        let code = words.next().unwrap_or_default();
        let enhanced = enhanced(code).or_else(|| words.next().and_then(enhanced));
        match (enhanced, code.as_bytes()) {
            (Some(("5", "1", "1" | "6" | "10")), _) | (None, b"550" | b"551" | b"553") => Self::NoMailbox,
            // 5.4.4: nowhere to send it to, which a server says that took the mail before it looked.
            (Some(("5", "1", "2") | ("5", "4", "4")), _) => Self::NoDomain,
            (Some((_, "2", "2")), _) | (None, b"552") => Self::MailboxFull,
            (Some(("5", "7", _)), _) => Self::TakenForSpam,
            (Some(("4", ..)), _) | (None, [b'4', ..]) => Self::NotNow,
            (Some(_) | None, _) => Self::Refused,
        }
    }

    /// Of a mail that is not tried again, whatever was said.
    pub fn at_last(said: &str) -> Self {
        match Self::of(said) {
            Self::NotNow => Self::GivenUp,
            meaning => meaning,
        }
    }

    pub const fn words(self) -> &'static str {
        match self {
            Self::NoMailbox => "There is no such mailbox.",
            Self::NoDomain => {
                "There is no such place for mail: what stands behind the @ is mistyped, or has no mail."
            }
            Self::MailboxFull => "The mailbox is full.",
            Self::TakenForSpam => {
                "It took the mail for something unwanted, or does not take mail from this server."
            }
            Self::Refused => "It will not take the mail, and does not say more.",
            Self::NotNow => "It could not take the mail just then. It is tried again by itself.",
            Self::GivenUp => "The mail could not be handed over for so long that it was given up.",
        }
    }
}

/// Class, subject and detail of an enhanced status code.
pub(crate) fn enhanced(word: &str) -> Option<(&str, &str, &str)> {
    let mut parts = word.splitn(3, '.');
    let code = (parts.next()?, parts.next()?, parts.next()?);
    let number =
        |part: &str| !part.is_empty() && part.len() <= 3 && part.bytes().all(|byte| byte.is_ascii_digit());
    (matches!(code.0, "4" | "5") && number(code.1) && number(code.2)).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_server_says_is_told_in_plain_words() {
        for (said, meaning) in [
            ("550 5.1.1 user unknown", Meaning::NoMailbox),
            ("550 5.1.6 has moved", Meaning::NoMailbox),
            ("556 5.1.10 null MX", Meaning::NoMailbox),
            ("550 no such user here", Meaning::NoMailbox),
            ("551 not local", Meaning::NoMailbox),
            ("553 bad name", Meaning::NoMailbox),
            ("550 5.1.2 bad destination system", Meaning::NoDomain),
            ("552 5.2.2 over quota", Meaning::MailboxFull),
            ("452 4.2.2 over quota", Meaning::MailboxFull),
            ("552 too much", Meaning::MailboxFull),
            ("550 5.7.1 looks like spam", Meaning::TakenForSpam),
            ("554 5.7.26 unauthenticated", Meaning::TakenForSpam),
            ("451 4.3.0 try later", Meaning::NotNow),
            ("421 closing", Meaning::NotNow),
            ("550 5.3.4 too big", Meaning::Refused),
            ("554 transaction failed", Meaning::Refused),
            ("550 5.4.4 host not found", Meaning::NoDomain),
            ("5.1.1", Meaning::NoMailbox),
            ("4.4.7 expired", Meaning::NotNow),
            ("550 5.x.1 odd", Meaning::NoMailbox),
            ("550 5.1111.1 odd", Meaning::NoMailbox),
            ("mail.example did not answer within 10 s", Meaning::Refused),
            ("", Meaning::Refused),
        ] {
            assert_eq!(Meaning::of(said), meaning, "{said}");
        }
    }

    #[test]
    fn what_is_given_up_is_not_said_to_be_tried_again() {
        assert_eq!(Meaning::at_last("451 4.3.0 try later"), Meaning::GivenUp);
        assert_eq!(Meaning::at_last("452 4.2.2 over quota"), Meaning::MailboxFull);
    }

    #[test]
    fn each_meaning_is_a_sentence() {
        for meaning in [
            Meaning::NoMailbox,
            Meaning::NoDomain,
            Meaning::MailboxFull,
            Meaning::TakenForSpam,
            Meaning::Refused,
            Meaning::NotNow,
            Meaning::GivenUp,
        ] {
            assert!(meaning.words().ends_with('.'), "{meaning:?}");
        }
    }
}
