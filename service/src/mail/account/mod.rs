//! Mails about an Account: its address, its password, its codes (DOMAIN 4).
//!
//! Whoever types a stranger's address into a form makes one of them leave. So each says who may have caused it and
//! that nothing happened, and shows what was typed into that form as a fact, never in a sentence of ours.

mod address;
mod code;
mod password;
mod sign_up;

pub use address::{AddressAddedMail, AddressRemovedMail};
pub use code::CodeMail;
pub use password::{NoAccountMail, PasswordChangedMail, ResetMail};
pub use sign_up::{AlreadyAccountMail, ConfirmMail};

use super::NO_TRACKING;
use super::letter::{Letter, Part};

fn letter(title: &str, preheader: String, parts: Vec<Part>, why: &str) -> Letter {
    Letter {
        subject: title.to_owned(),
        preheader,
        from_line: "Keyholder".to_owned(),
        title: title.to_owned(),
        parts,
        why: format!("{why} {NO_TRACKING}"),
    }
}

fn text(text: &str) -> Part {
    Part::Text(text.to_owned())
}

fn button(label: &str, url: &str, below: String) -> Part {
    Part::Button { label: label.to_owned(), url: url.to_owned(), below }
}

fn facts<const N: usize>(facts: [(&str, &String); N]) -> Part {
    Part::Facts(facts.map(|(what, says)| (what.to_owned(), says.clone())).into())
}
