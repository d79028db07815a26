//! The secret of a mailed or copied link.

use std::fmt;

use data_encoding::BASE64URL_NOPAD;

/// How long the text of a token is, in characters.
const TEXT: usize = 43;
const SHORT_TEXT: usize = 22;

/// 256 bits that nobody can guess, or 128 where they travel in an SMS, which has room for no more. They stand in the link and nowhere else: rows hold a hash of [`Token::bytes`],
/// and neither a log, a page's data nor a sentence can hold the token itself, because it has no `Display`, no
/// `Serialize`, and a `Debug` that tells nothing (DOMAIN 3; attack C-40).
#[derive(Clone, PartialEq, Eq)]
pub struct Token(Bits);

#[derive(Clone, PartialEq, Eq)]
enum Bits {
    Whole([u8; 32]),
    Short([u8; 16]),
}

impl Token {
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Bits::Whole(bytes))
    }

    /// The beginning of it, for an SMS.
    #[must_use]
    pub fn short(&self) -> Self {
        let mut short = [0; 16];
        short.copy_from_slice(&self.bytes()[..16]);
        Self(Bits::Short(short))
    }

    /// From an address. `None` for any text that [`Token::reveal`] does not write, so that a link has one spelling.
    pub fn parse(text: &str) -> Option<Self> {
        // Before decoding: an address may be long.
        if text.len() != TEXT && text.len() != SHORT_TEXT {
            return None;
        }
        // Refuses padding and trailing bits that are not zero.
        let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).ok()?;
        let bits = match bytes.len() {
            32 => Bits::Whole(bytes.try_into().ok()?),
            _ => Bits::Short(bytes.try_into().ok()?),
        };
        Some(Self(bits))
    }

    /// The 43 characters for the link, or 22.
    pub fn reveal(&self) -> String {
        BASE64URL_NOPAD.encode(self.bytes())
    }

    /// For hashing.
    pub const fn bytes(&self) -> &[u8] {
        match &self.0 {
            Bits::Whole(bits) => bits,
            Bits::Short(bits) => bits,
        }
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_token_is_forty_three_characters() {
        assert_eq!(Token::from_bytes([0; 32]).reveal(), "A".repeat(43));
        assert_eq!(Token::parse(&"A".repeat(43)), Some(Token::from_bytes([0; 32])));
        for length in [0, 21, 23, 42, 44, 4_000] {
            assert_eq!(Token::parse(&"A".repeat(length)), None);
        }
    }

    #[test]
    fn a_short_token_is_twenty_two_characters_and_another_token() {
        let whole = Token::from_bytes([7; 32]);
        let short = whole.short();
        assert_eq!(short.reveal(), whole.reveal()[..21].to_owned() + "w");
        assert_ne!(short, whole);
        assert_eq!(Token::parse(&short.reveal()), Some(short));
        // Its last character carries two bits.
        assert_eq!(Token::parse(&format!("{}B", "A".repeat(21))), None);
    }

    #[test]
    fn a_token_has_one_spelling() {
        let start = "A".repeat(42);
        // The last character carries four bits; its two others must be zero.
        for last in ['B', 'C', 'D', '=', '+', '/', ' ', '\n'] {
            assert_eq!(Token::parse(&format!("{start}{last}")), None, "{last:?}");
        }
        assert!(Token::parse(&format!("{start}E")).is_some());
        assert_eq!(Token::parse(&format!("é{}", "A".repeat(41))), None);
    }

    #[test]
    fn a_log_holds_no_token() {
        assert_eq!(format!("{:?}", Token::from_bytes([7; 32])), "Token(…)");
    }

    proptest! {
        #[test]
        fn every_token_reads_back(bytes: [u8; 32]) {
            let token = Token::parse(&Token::from_bytes(bytes).reveal());
            prop_assert_eq!(token.as_ref().map(Token::bytes), Some(&bytes[..]));
        }

        #[test]
        fn whatever_parses_is_the_one_spelling(text in "[A-Za-z0-9_-]{43}|[A-Za-z0-9_-]{22}") {
            if let Some(token) = Token::parse(&text) {
                prop_assert_eq!(token.reveal(), text);
            }
        }
    }
}
