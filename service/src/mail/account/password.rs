//! Mails about a password that was forgotten or changed.

use std::fmt;

use super::super::letter::Letter;
use super::super::sample;
use super::{button, facts, letter, text};

/// To the owner of an Account, after Forgotten password.
#[derive(Clone)]
pub struct ResetMail {
    pub name: String,
    pub link: String,
    pub until: String,
}

/// To an address that no Account has, after Forgotten password: the page can't say so, the mail can.
#[derive(Clone, Debug)]
pub struct NoAccountMail {
    pub contact: String,
}

/// To every address of an Account whose password was changed.
#[derive(Clone, Debug)]
pub struct PasswordChangedMail {
    pub name: String,
    pub at: String,
    pub forgotten: String,
}

impl ResetMail {
    pub fn letter(&self) -> Letter {
        letter(
            "Set a new password",
            format!("Works once, until {}.", self.until),
            vec![
                text(
                    "Somebody asked for a new password for your account. The old one works until you set another.",
                ),
                button(
                    "Set a new password",
                    &self.link,
                    format!("Works once, until {}. Opening it changes nothing yet.", self.until),
                ),
                facts([("Account of", &self.name)]),
            ],
            "Sent because this address was typed into Forgotten password. If that was not you, do nothing: your \
             password stays as it is.",
        )
    }

    pub fn samples() -> Vec<Self> {
        [sample::SAKURA.to_owned(), sample::longest_name()]
            .map(|name| Self {
                name,
                link: sample::url("/reset/EXAMPLE-LINK"),
                until: sample::UNTIL.to_owned(),
            })
            .into()
    }
}

/// Without the link: it sets a password.
impl fmt::Debug for ResetMail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResetMail").finish_non_exhaustive()
    }
}

impl NoAccountMail {
    pub fn letter(&self) -> Letter {
        letter(
            "No account has this address",
            "You may have used another address.".to_owned(),
            vec![
                text(
                    "Somebody asked for a new password for this address. No account here has it, so there is no \
                     password to set.",
                ),
                text(
                    "You may have used another address: ask again with that one. If you were invited to this \
                     address, open the link in that mail; you can create your account there.",
                ),
                facts([("Address", &self.contact)]),
            ],
            "Sent because this address was typed into Forgotten password. If that was not you, do nothing.",
        )
    }

    pub fn samples() -> Vec<Self> {
        [sample::SAKURA_AT.to_owned(), sample::longest_address()].map(|contact| Self { contact }).into()
    }
}

impl PasswordChangedMail {
    pub fn letter(&self) -> Letter {
        letter(
            "Your password was changed",
            format!("On {}.", self.at),
            vec![
                text("If that was you, there is nothing to do. If it was not, set a new password now."),
                button("Set a new password", &self.forgotten, String::new()),
                facts([("Account of", &self.name), ("Changed", &self.at)]),
            ],
            "Sent because this address belongs to the account.",
        )
    }

    pub fn samples() -> Vec<Self> {
        [sample::SAKURA.to_owned(), sample::longest_name()]
            .map(|name| Self { name, at: sample::AT.to_owned(), forgotten: sample::url("/forgotten") })
            .into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn asking_for_a_new_password_ends_nothing() {
        let text = ResetMail::samples().remove(0).letter().text();
        assert!(text.contains("The old one works until you set another."));
        assert!(text.contains("do nothing: your password stays as it is."));
    }

    #[test]
    fn debug_shows_no_link() {
        let shown = format!("{:?}", ResetMail::samples());
        assert!(!shown.contains("EXAMPLE-LINK"), "{shown}");
    }
}
