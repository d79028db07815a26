//! A one-time code, to be typed from a mail or an SMS (DOMAIN 3).

use std::fmt;

use crate::limit::CODE_DIGITS;

/// Six digits that prove an address to whoever asked for them. Like a token it has no `Display`, no `Serialize`, and a
/// `Debug` that tells nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Code([u8; CODE_DIGITS]);

/// What was typed is no code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("A code is six digits. It stands in the message that we sent.")]
pub struct NotACode;

impl Code {
    /// From a number that nobody can guess; only its last six digits count.
    pub fn from_number(number: u64) -> Self {
        let mut rest = number;
        let mut digits = [0; CODE_DIGITS];
        for digit in digits.iter_mut().rev() {
            *digit = u8::try_from(rest % 10).unwrap_or_default();
            rest /= 10;
        }
        Self(digits)
    }

    /// Reads six digits; spaces and hyphens between them are how people write them down.
    ///
    /// # Errors
    ///
    /// [`NotACode`] is the sentence for the field.
    pub fn parse(typed: &str) -> Result<Self, NotACode> {
        let mut signs = typed.chars().filter(|sign| !sign.is_whitespace() && *sign != '-');
        let mut digits = [0; CODE_DIGITS];
        for digit in &mut digits {
            let read = signs.next().and_then(|sign| sign.to_digit(10)).ok_or(NotACode)?;
            *digit = u8::try_from(read).map_err(|_| NotACode)?;
        }
        if signs.next().is_none() { Ok(Self(digits)) } else { Err(NotACode) }
    }

    /// The six digits for the message.
    pub fn reveal(&self) -> String {
        self.0.iter().map(|digit| char::from(b'0' + digit)).collect()
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code(…)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_code_keeps_its_zeros() {
        assert_eq!(Code::from_number(48_213).reveal(), "048213");
        assert_eq!(Code::from_number(7_000_048_213).reveal(), "048213");
        assert_eq!(Code::from_number(0).reveal(), "000000");
    }

    #[test]
    fn a_code_is_read_as_people_write_it() {
        for typed in ["048213", " 048213 ", "048 213", "048-213"] {
            assert_eq!(Code::parse(typed).unwrap().reveal(), "048213", "{typed}");
        }
        for typed in ["", "48213", "0482130", "04821x", "٠٤٨٢١٣"] {
            assert_eq!(Code::parse(typed), Err(NotACode), "{typed}");
        }
    }

    #[test]
    fn a_log_holds_no_code() {
        assert_eq!(format!("{:?}", Code::from_number(48_213)), "Code(…)");
    }

    proptest! {
        #[test]
        fn every_code_reads_back(number: u64) {
            let code = Code::from_number(number);
            prop_assert_eq!(Code::parse(&code.reveal()), Ok(code));
        }
    }
}
