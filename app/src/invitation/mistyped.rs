//! An address that looks mistyped is asked about once, with the likely one beside it, before anything goes there (DOMAIN 7).

use domain::contact::{Contact, Email};

/// The question about one.
#[derive(Debug)]
pub struct Mistyped {
    pub typed: Email,
    /// Never taken without asking.
    pub meant: Email,
}

impl Mistyped {
    /// None of a number, of an address that looks right, and of the one that was `asked_about` already.
    pub fn of(contact: &Contact, asked_about: &str) -> Option<Self> {
        let Contact::Email(typed) = contact else { return None };
        let meant = typed.meant().filter(|_| asked_about != typed.as_str())?;
        Some(Self { typed: typed.clone(), meant })
    }

    /// Stands beside the field; `button` is the one that goes by what was typed.
    pub fn question(&self, button: &str) -> String {
        format!(
            "{} looks like a slip of {}. Did you mean {}? If {} is right, choose {button} once more.",
            self.typed.domain(),
            self.meant.domain(),
            self.meant.as_str(),
            self.typed.as_str()
        )
    }
}
