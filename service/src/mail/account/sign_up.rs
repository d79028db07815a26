//! Mails that follow Create account: to an address that is claimed, and to one that an Account has already.

use std::fmt;

use super::super::letter::Letter;
use super::super::sample;
use super::{button, facts, letter, text};

/// To an address that was claimed by Create account.
#[derive(Clone)]
pub struct ConfirmMail {
    pub name: String,
    pub contact: String,
    pub link: String,
    pub until: String,
}

/// To the owner of an address that somebody typed into Create account.
#[derive(Clone, Debug)]
pub struct AlreadyAccountMail {
    pub contact: String,
    /// The addresses of the pages.
    pub log_in: String,
    pub forgotten: String,
}

impl ConfirmMail {
    pub fn letter(&self) -> Letter {
        letter(
            "Confirm your address",
            format!("Works until {}.", self.until),
            vec![
                text(
                    "An account was created with this address. Until it is confirmed, invitations to it stay closed \
                     to the account.",
                ),
                button(
                    "Confirm address",
                    &self.link,
                    format!(
                        "Works until {}. Opening it changes nothing yet; the button there does.",
                        self.until
                    ),
                ),
                facts([("Address", &self.contact), ("Name given", &self.name)]),
            ],
            "Sent because this address was typed into Create account. If that was not you, do nothing: without you \
             the account never gets your address.",
        )
    }

    pub fn samples() -> Vec<Self> {
        let ordinary = Self {
            name: sample::SAKURA.to_owned(),
            contact: sample::SAKURA_AT.to_owned(),
            link: sample::url("/confirm/EXAMPLE-LINK"),
            until: sample::UNTIL.to_owned(),
        };
        let strained =
            Self { name: sample::SARA.to_owned(), contact: sample::longest_address(), ..ordinary.clone() };
        vec![ordinary, strained]
    }
}

/// Without the link: it proves the address.
impl fmt::Debug for ConfirmMail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ConfirmMail").finish_non_exhaustive()
    }
}

impl AlreadyAccountMail {
    pub fn letter(&self) -> Letter {
        letter(
            "You already have an account",
            "Log in with the password you have.".to_owned(),
            vec![
                text(
                    "This address was typed into Create account. An account of yours has it already, so no new one \
                     was made and nothing changed. Log in with the password you have.",
                ),
                button("Log in", &self.log_in, String::new()),
                button(
                    "Set a new password",
                    &self.forgotten,
                    "Only if you don’t know the old one any more.".to_owned(),
                ),
                facts([("Address", &self.contact)]),
            ],
            "Sent because this address was typed into Create account. If that was not you, do nothing.",
        )
    }

    pub fn samples() -> Vec<Self> {
        [sample::SAKURA_AT.to_owned(), sample::longest_address()]
            .map(|contact| Self {
                contact,
                log_in: sample::url("/login"),
                forgotten: sample::url("/forgotten"),
            })
            .into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_stranger_typed_at_sign_up_stands_in_no_sentence_of_ours() {
        let spam = ConfirmMail { name: "You won a prize".to_owned(), ..ConfirmMail::samples().remove(0) };
        let letter = spam.letter();
        assert!(letter.text().contains("\nName given: You won a prize\n"));
        assert_eq!(letter.text().matches("prize").count(), 1);
        assert!(!letter.subject.contains("prize") && !letter.preheader.contains("prize"));
    }

    #[test]
    fn debug_shows_no_link() {
        let shown = format!("{:?}", ConfirmMail::samples());
        assert!(!shown.contains("EXAMPLE-LINK"), "{shown}");
    }
}
