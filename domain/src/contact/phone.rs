use std::fmt;

use phonenumber::Mode;
use serde::{Deserialize, Serialize};

use super::{DOTS, Masked, shown};

/// E.164 has 15 digits; this leaves room for a trunk zero and an international prefix of two.
const MOST_DIGITS: usize = 18;

/// Numbers that Ofcom gives nobody: for examples, tests and the demonstration, where a real one would ring.
const NOBODYS: &str = "+447700900";

/// A phone number in E.164: `+819012345678`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone {
    text: String,
    /// How long the country code is, without the `+`.
    code: usize,
}

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
        if digits.len() > MOST_DIGITS {
            return None;
        }
        let number = phonenumber::parse(None, format!("+{digits}")).ok()?;
        let text = number.format().mode(Mode::E164).to_string();
        let is_nobodys = text.starts_with(NOBODYS) && text.len() == NOBODYS.len() + 3;
        let code = number.code().value().to_string().len();
        (phonenumber::is_valid(&number) || is_nobodys).then_some(Self { text, code })
    }

    /// E.164: `+` and up to 15 digits.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// `+44 ••••• 318`: the country code and the last three digits.
    pub fn masked(&self) -> Masked {
        let code = &self.text[..=self.code];
        let last = &self.text[self.text.len() - 3..];
        Masked(format!("{code} {DOTS} {last}"))
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
        phone.text
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn normal(typed: &str) -> Result<String, PhoneRefusal> {
        Phone::parse(typed).map(String::from)
    }

    #[test]
    fn one_number_has_one_normal_form() {
        for typed in [
            "+442079460018",
            " +44 20 7946 0018 ",
            "+44 (0)20 7946-0018",
            "0044.20.7946.0018",
            "+44/20/7946/0018",
            "+44\u{a0}20 79460018",
        ] {
            assert_eq!(normal(typed).as_deref(), Ok("+442079460018"), "{typed}");
        }
        assert_eq!(normal("+39 06 1234 5678").as_deref(), Ok("+390612345678"));
    }

    #[test]
    fn a_number_without_a_country_code_is_told_so() {
        assert_eq!(
            Phone::parse("07700 900318").unwrap_err().to_string(),
            "“07700 900318” has no country code. Type the number from the + on, like +81 90 1234 5678."
        );
        assert!(matches!(Phone::parse("442079460018"), Err(PhoneRefusal::NoCountryCode { .. })));
        assert_eq!(Phone::parse(" "), Err(PhoneRefusal::Empty));
    }

    #[test]
    fn a_number_that_does_not_exist_is_refused() {
        for typed in [
            "+",
            "00",
            "+1",
            "+123",
            "+999 123 456 789",
            "+44 20 7946 001",
            "+44 20 7946 00188",
            "+44+2079460018",
            "+44 20 7946 0018 ext. 5",
            "+44 20 7946 0018;phone-context=+1",
            "+٤٤٢٠٧٩٤٦٠٠١٨",
            "+4420794600180000000000000000000",
        ] {
            assert!(matches!(Phone::parse(typed), Err(PhoneRefusal::NoSuchNumber { .. })), "{typed}");
        }
    }

    #[test]
    fn a_thousand_numbers_that_ring_nowhere_are_taken_for_examples() {
        assert_eq!(normal("+44 7700 900 318").as_deref(), Ok("+447700900318"));
        for typed in ["+44 7700 900 31", "+44 7700 900 3189", "+44 7700 901 318"] {
            assert!(normal(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn a_mask_keeps_the_country_code_and_three_digits() {
        let masked = |typed| Phone::parse(typed).unwrap().masked().to_string();
        assert_eq!(masked("+44 7700 900 318"), "+44 ••••• 318");
        assert_eq!(masked("+1 202 555 0123"), "+1 ••••• 123");
        assert_eq!(masked("+234 801 234 5678"), "+234 ••••• 678");
    }

    #[test]
    fn a_text_looks_like_a_number_by_what_it_is_written_with() {
        for typed in ["+44 (0)20-7946.0018/1", "1"] {
            assert!(looks_like(typed), "{typed}");
        }
        for typed in ["", "+", "- -", "1a", "1,2"] {
            assert!(!looks_like(typed), "{typed}");
        }
    }

    #[test]
    fn a_number_from_the_wire_obeys_the_same_rules() {
        let read = serde_json::from_str::<Phone>;
        assert_eq!(read(r#""+44 20 7946 0018""#).unwrap().as_str(), "+442079460018");
        assert!(read(r#""020 7946 0018""#).is_err());
    }

    proptest! {
        #[test]
        fn a_normal_form_is_its_own_normal_form(digits in "[1-9][0-9]{3,15}") {
            if let Ok(phone) = Phone::parse(&format!("+{digits}")) {
                prop_assert_eq!(Phone::parse(phone.as_str()), Ok(phone.clone()));
                prop_assert!(phone.as_str().len() <= 16);
            }
        }

        #[test]
        fn whatever_is_typed_is_answered(typed in any::<String>()) {
            let _ = Phone::parse(&typed);
        }
    }
}
