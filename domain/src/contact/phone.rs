use std::fmt;

use phonenumber::Mode;
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
        let is_nobodys = phone.0.starts_with(NOBODYS) && phone.0.len() == NOBODYS.len() + 3;
        (phonenumber::is_valid(&number) || is_nobodys).then_some(phone)
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
    fn a_number_has_at_most_fifteen_digits() {
        // Both fit the German plan.
        assert!(normal("+49 201 0000000000").is_ok());
        assert!(normal("+49 (0)201 0000000000").is_ok());
        assert!(matches!(normal("+49 201 00000000000"), Err(PhoneRefusal::NoSuchNumber { .. })));
        assert!(matches!(normal("+49 (0)(0)201 0000000000"), Err(PhoneRefusal::NoSuchNumber { .. })));
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
    fn a_country_code_is_as_long_as_the_plan_says() {
        for number in 100..1_000_u16 {
            let digits = number.to_string();
            let known = |length: usize| {
                let code = digits[..length].parse().unwrap();
                phonenumber::metadata::DATABASE.by_code(&code).is_some()
            };
            if let Some(length) = (1..=3).find(|&length| known(length)) {
                assert_eq!(country_code(&digits), length, "{digits}");
            }
        }
    }

    #[test]
    fn a_row_is_judged_by_its_form_only() {
        let read = |text| Phone::from_normal(text).map(String::from);
        // A number that no plan knows today.
        for text in ["+999123456789", "+123456", "+123456789012345"] {
            assert_eq!(read(text).as_deref(), Some(text));
        }
        for text in [
            "",
            "+",
            "442079460018",
            "+12345",
            "+1234567890123456",
            "+044207946",
            "+44 207946001",
            "+4420x946",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
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
