//! Mails about the addresses of an Account: each change is told to all of them, so that nobody is locked out unseen.

use super::super::letter::Letter;
use super::super::sample;
use super::{facts, letter, text};

/// To the addresses an Account had before, and to the new one.
#[derive(Clone, Debug)]
pub struct AddressAddedMail {
    pub name: String,
    pub added: String,
    pub at: String,
}

/// To the addresses an Account has left, and to the one it had.
#[derive(Clone, Debug)]
pub struct AddressRemovedMail {
    pub name: String,
    pub removed: String,
    pub at: String,
}

impl AddressAddedMail {
    pub fn letter(&self) -> Letter {
        letter(
            "An address was added to your account",
            format!("{}, on {}.", self.added, self.at),
            vec![
                text("It can be used to log in, and invitations to it reach the account."),
                facts([("Account of", &self.name), ("Added", &self.added), ("When", &self.at)]),
                text(
                    "If you did not do this, somebody knows your password: log in, remove the address and change \
                     the password.",
                ),
            ],
            "Sent to every address of the account when one is added.",
        )
    }

    pub fn samples() -> Vec<Self> {
        [(sample::SAKURA.to_owned(), sample::SAKURA_AT.to_owned()), strained_person()]
            .map(|(name, added)| Self { name, added, at: sample::AT.to_owned() })
            .into()
    }
}

impl AddressRemovedMail {
    pub fn letter(&self) -> Letter {
        letter(
            "An address was removed from your account",
            format!("{}, on {}.", self.removed, self.at),
            vec![
                text("It can’t be used to log in any more, and invitations to it don’t reach the account."),
                facts([("Account of", &self.name), ("Removed", &self.removed), ("When", &self.at)]),
                text(
                    "If you did not do this, somebody knows your password: log in with an address that is left and \
                     change the password.",
                ),
            ],
            "Sent to every address of the account when one is removed, and to that one.",
        )
    }

    pub fn samples() -> Vec<Self> {
        [(sample::SAKURA.to_owned(), sample::SAKURA_AT.to_owned()), strained_person()]
            .map(|(name, removed)| Self { name, removed, at: sample::AT.to_owned() })
            .into()
    }
}

fn strained_person() -> (String, String) {
    (sample::SARA.to_owned(), sample::longest_address())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_say_which_address_when_and_what_to_do() {
        let added = AddressAddedMail::samples().remove(0).letter().text();
        assert!(added.contains("\nAdded: sakura@yamamoto-beauty.example.jp\nWhen: 24 November 2026"));
        let removed = AddressRemovedMail::samples().remove(0).letter().text();
        assert!(removed.contains("\nRemoved: sakura@yamamoto-beauty.example.jp\nWhen: 24 November 2026"));
        assert!([added, removed].iter().all(|text| text.contains("change the password.")));
    }
}
