//! The audit log as it is looked through: what entries are about, a seal as people copy it, and when the newest one is
//! mailed (DOMAIN 5).

use chrono::{DateTime, Utc};
use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};

use crate::zone::Zone;

/// What an entry is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Topic {
    Invitations,
    Access,
    Assets,
    Campaigns,
    Settings,
}

impl Topic {
    pub const ALL: [Self; 5] =
        [Self::Invitations, Self::Access, Self::Assets, Self::Campaigns, Self::Settings];

    /// The code in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Invitations => "invitations",
            Self::Access => "access",
            Self::Assets => "assets",
            Self::Campaigns => "campaigns",
            Self::Settings => "settings",
        }
    }

    pub const fn label(self) -> &'static str {
        match self {
            Self::Invitations => "Invitations",
            Self::Access => "Access",
            Self::Assets => "Assets",
            Self::Campaigns => "Campaigns",
            Self::Settings => "Settings",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|topic| topic.as_str() == code)
    }
}

/// The first digits of a seal, or all 64 of them, lower case: what an export or a page named as the newest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seal(String);

/// Why a text is no seal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum SealRefusal {
    #[error(
        "A seal is made of the digits 0 to 9 and the letters a to f. Copy it from an export or from this page."
    )]
    NoHex,
    #[error("That is not enough of a seal. Copy at least its first 16 digits.")]
    TooShort,
    #[error("A seal has 64 digits. Copy one seal alone.")]
    TooLong,
}

impl Seal {
    /// Spaces and dots between its digits are for readers.
    ///
    /// # Errors
    /// [`SealRefusal`] is the sentence for the field.
    pub fn parse(typed: &str) -> Result<Self, SealRefusal> {
        let digits: String = typed
            .chars()
            .filter(|sign| !sign.is_whitespace() && *sign != '·')
            .map(|sign| {
                sign.is_ascii_hexdigit().then_some(sign.to_ascii_lowercase()).ok_or(SealRefusal::NoHex)
            })
            .collect::<Result<_, _>>()?;
        match digits.len() {
            0..16 => Err(SealRefusal::TooShort),
            65.. => Err(SealRefusal::TooLong),
            _ => Ok(Self(digits)),
        }
    }

    /// Whether it names this one.
    pub fn names(&self, seal: &[u8]) -> bool {
        HEXLOWER.encode(seal).starts_with(&self.0)
    }
}

/// Whether the newest seal is to be mailed, where the first entry that no mail told of is of that moment: once a month, when
/// it begins, and only where something was written in the months before.
pub fn is_seal_due(unmailed: DateTime<Utc>, now: DateTime<Utc>, zone: Zone) -> bool {
    unmailed < zone.start_of_month(now)
}

/// A seal for readers: `9f3a 41be e08c c01e`, its first eight bytes.
pub fn spelt(seal: &[u8]) -> String {
    let pairs = seal.chunks(2).take(4).map(|pair| HEXLOWER.encode(pair));
    pairs.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seal_is_read_as_it_is_written() {
        let seal: Vec<u8> = (0..32).map(|byte| byte * 7).collect();
        let short = spelt(&seal);
        assert_eq!(short, "0007 0e15 1c23 2a31");
        let whole = HEXLOWER.encode(&seal).to_uppercase();
        for typed in [short, whole.clone(), format!(" {}·{} ", &whole[..16], &whole[16..])] {
            assert!(Seal::parse(&typed).unwrap().names(&seal), "{typed}");
        }
        assert!(!Seal::parse("0007 0e15 1c23 2a32").unwrap().names(&seal));
    }

    #[test]
    fn what_is_no_seal_says_why() {
        assert_eq!(Seal::parse("0007 0e15 1c23 2a3"), Err(SealRefusal::TooShort));
        assert!(Seal::parse("0007 0e15 1c23 2a31 3").unwrap().names(&[0, 7, 14, 21, 28, 35, 42, 49, 0x38]));
        assert_eq!(Seal::parse("the newest one"), Err(SealRefusal::NoHex));
        assert_eq!(Seal::parse(&"a".repeat(65)), Err(SealRefusal::TooLong));
        assert!(Seal::parse(&"a".repeat(64)).is_ok() && Seal::parse(&"a".repeat(16)).is_ok());
        assert!(SealRefusal::TooShort.to_string().contains("first 16 digits"));
        assert!(SealRefusal::NoHex.to_string().contains("Copy it from an export"));
        assert!(SealRefusal::TooLong.to_string().contains("64 digits"));
    }

    #[test]
    fn a_seal_is_due_once_the_month_of_its_entry_is_over_in_the_zone() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let last_of_november = at("2026-11-30T14:59:59.999999Z");
        let tokyo = Zone::parse("Asia/Tokyo").unwrap();
        assert!(!is_seal_due(last_of_november, last_of_november, tokyo));
        assert!(is_seal_due(last_of_november, at("2026-11-30T15:00:00Z"), tokyo));
        assert!(!is_seal_due(last_of_november, at("2026-11-30T15:00:00Z"), Zone::UTC));
        // The first entry of a month waits for its end, however long ago the last mail was.
        assert!(!is_seal_due(at("2026-11-30T15:00:00Z"), at("2026-12-31T14:59:59Z"), tokyo));
        assert!(is_seal_due(at("2026-11-30T15:00:00Z"), at("2026-12-31T15:00:00Z"), tokyo));
    }

    #[test]
    fn a_topic_is_found_by_its_code() {
        for topic in Topic::ALL {
            assert_eq!(Topic::parse(topic.as_str()), Some(topic));
            assert_eq!(topic.label().to_lowercase(), topic.as_str());
        }
        assert_eq!(Topic::parse("everything"), None);
    }
}
