use std::fmt;

use phonenumber::Mode;
use phonenumber::country::Id;
use serde::{Deserialize, Serialize};

use super::{DOTS, Masked, shown};

/// Of E.164. Some countries' plans let a number be longer, but no network carries it abroad.
const MOST_DIGITS: usize = 15;
const FEWEST_DIGITS: usize = 6;
/// Leaves room for a trunk zero, and bounds the work of parsing.
const MOST_TYPED_DIGITS: usize = MOST_DIGITS + 1;

/// Numbers that Ofcom gives nobody: for examples, tests and the demonstration, where a real one would ring.
const NOBODYS: &str = "+447700900";

/// A phone number in E.164: `+819012345678`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone(String);

/// Why a text is no phone number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum PhoneRefusal {
    #[error("Type a phone number with its country code, like +81 90 1234 5678.")]
    Empty,
    #[error("“{typed}” has no country code. Type the number from the + on, like +81 90 1234 5678.")]
    NoCountryCode { typed: String },
    #[error(
        "“{typed}” is not a phone number that exists. Check its digits; with its country code it looks like \
         +81 90 1234 5678."
    )]
    NoSuchNumber { typed: String },
}

/// Whether the text is made of what phone numbers are written with.
pub(super) fn looks_like(typed: &str) -> bool {
    typed.contains(|c: char| c.is_ascii_digit()) && typed.chars().all(is_written_with)
}

fn is_written_with(c: char) -> bool {
    c.is_ascii_digit() || c.is_whitespace() || "+()-./".contains(c)
}

impl Phone {
    /// Takes a number that begins with `+` or `00`; without a country code it would be another one's number in
    /// another country.
    ///
    /// # Errors
    ///
    /// [`PhoneRefusal`] is the sentence for the field (DOMAIN 3).
    pub fn parse(typed: &str) -> Result<Self, PhoneRefusal> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Err(PhoneRefusal::Empty);
        }
        let no_such = || PhoneRefusal::NoSuchNumber { typed: shown(typed) };
        if !typed.chars().all(is_written_with) {
            return Err(no_such());
        }
        let international = typed
            .strip_prefix('+')
            .or_else(|| typed.strip_prefix("00"))
            .ok_or_else(|| PhoneRefusal::NoCountryCode { typed: shown(typed) })?;
        if international.contains('+') {
            return Err(no_such());
        }
        let digits: String = international.chars().filter(char::is_ascii_digit).collect();
        Self::from_digits(&digits).ok_or_else(no_such)
    }

    /// The crate sees digits only: it would also read extensions, letters and the parameters of `tel:` addresses.
    fn from_digits(digits: &str) -> Option<Self> {
        if digits.len() > MOST_TYPED_DIGITS {
            return None;
        }
        let number = phonenumber::parse(None, format!("+{digits}")).ok()?;
        let phone = Self::from_normal(&number.format().mode(Mode::E164).to_string())?;
        (phonenumber::is_valid(&number) || phone.is_nobodys()).then_some(phone)
    }

    fn is_nobodys(&self) -> bool {
        self.0.starts_with(NOBODYS) && self.0.len() == NOBODYS.len() + 3
    }

    /// From a row: looks at the form only. Whether the number exists was asked when it was typed, and the plans of
    /// countries change: a later version must not fail over a row that an earlier one wrote.
    pub(super) fn from_normal(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('+')?;
        let is_normal = (FEWEST_DIGITS..=MOST_DIGITS).contains(&digits.len())
            && digits.chars().all(|c| c.is_ascii_digit())
            && !digits.starts_with('0');
        is_normal.then(|| Self(text.to_owned()))
    }

    /// E.164: `+` and up to 15 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What a hundred numbers share that differ in their last two digits only.
    pub fn prefix(&self) -> &str {
        &self.0[..self.0.len() - 2]
    }

    /// None for a number that no plan knows, or that no single country has.
    pub(super) fn country(&self) -> Option<Id> {
        if self.is_nobodys() {
            return Some(Id::GB);
        }
        phonenumber::parse(None, &self.0).ok()?.country().id()
    }

    /// `+44 ••••• 318`: the country code and the last three digits.
    pub fn masked(&self) -> Masked {
        let code = &self.0[..=country_code(&self.0[1..])];
        let last = &self.0[self.0.len() - 3..];
        Masked(format!("{code} {DOTS} {last}"))
    }
}

/// How many digits at the beginning are the country code (ITU-T E.164, assigned codes: 1 and 7 are whole, some
/// pairs are, and every other begins a code of three).
fn country_code(digits: &str) -> usize {
    match digits.as_bytes() {
        [b'1' | b'7', ..] => 1,
        [b'2', b'0' | b'7', ..]
        | [b'3', b'0'..=b'4' | b'6' | b'9', ..]
        | [b'4', b'0' | b'1' | b'3'..=b'9', ..]
        | [b'5', b'1'..=b'8', ..]
        | [b'6', b'0'..=b'6', ..]
        | [b'8', b'1' | b'2' | b'4' | b'6', ..]
        | [b'9', b'0'..=b'5' | b'8', ..] => 2,
        _ => 3,
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.masked().as_str())
    }
}

impl TryFrom<String> for Phone {
    type Error = PhoneRefusal;

    fn try_from(typed: String) -> Result<Self, PhoneRefusal> {
        Self::parse(&typed)
    }
}

impl From<Phone> for String {
    fn from(phone: Phone) -> Self {
        phone.0
    }
}

#[cfg(test)]
#[path = "phone_tests.rs"]
mod tests;
