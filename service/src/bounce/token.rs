//! By which a mail server that reports by HTTP is known.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// In characters: what nobody can try out.
const SHORTEST: usize = 32;

/// Kept as a seal, which whatever is shown is held against: that takes the same time wherever the two differ.
#[derive(Clone)]
pub struct Token([u8; 32]);

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be at least 32 visible ASCII characters, like the output of openssl rand -hex 32")]
pub struct TokenError;

impl Token {
    /// # Errors
    /// Where it could be tried out, or can't stand in a header.
    pub fn parse(text: &str) -> Result<Self, TokenError> {
        let fits = text.len() >= SHORTEST && text.bytes().all(|sign| sign.is_ascii_graphic());
        if fits { Ok(Self(sealed(text).finalize().into_bytes().into())) } else { Err(TokenError) }
    }

    pub fn is(&self, shown: &str) -> bool {
        sealed(shown).verify_slice(&self.0).is_ok()
    }
}

#[expect(clippy::expect_used, reason = "HMAC takes a key of any length")]
fn sealed(text: &str) -> Hmac<Sha256> {
    Hmac::new_from_slice(b"bounces").expect("HMAC takes a key of any length").chain_update(text)
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_token_is_it() {
        let text = "0123456789abcdef0123456789abcdef";
        let token = Token::parse(text).unwrap();
        assert!(token.is(text));
        for other in ["", "0123456789abcdef0123456789abcdee", "0123456789abcdef0123456789abcdef0"] {
            assert!(!token.is(other), "{other}");
        }
        assert_eq!(format!("{token:?}"), "Token(…)");
    }

    #[test]
    fn what_could_be_tried_out_or_is_no_header_is_no_token() {
        for text in [
            "",
            "0123456789abcdef0123456789abcde",
            "0123456789abcdef 0123456789abcdef",
            "ü".repeat(32).as_str(),
        ] {
            assert_eq!(Token::parse(text).unwrap_err(), TokenError, "{text}");
        }
    }
}
