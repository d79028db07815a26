//! What an ad account is known by at TikTok, and what its money and days are in.

use std::fmt;

use serde::{Deserialize, Serialize};

/// An advertiser id: 5 to 20 digits, as TikTok writes them. It is a name and no number.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AdvertiserId(String);

/// Why a text is no advertiser id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum AdvertiserIdRefusal {
    #[error("Type the advertiser ID. TikTok Ads Manager shows it beside the account’s name.")]
    Empty,
    #[error("An advertiser ID has digits only. Copy it from TikTok Ads Manager.")]
    NoDigits,
    #[error("An advertiser ID has 5 to 20 digits; this has {0}. Copy it once more.")]
    Length(usize),
}

/// A currency by its ISO 4217 code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency(iso_currency::Currency);

/// Why a text is no currency of an ad account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum CurrencyRefusal {
    #[error("Choose the currency that the ad account is billed in.")]
    Empty,
    #[error("“{0}” is no currency. Use its three letters, like EUR.")]
    Unknown(String),
}

/// How far its days are from UTC, in minutes: whole or half hours, the same in summer and winter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i16", into = "i16")]
pub struct UtcOffset(i16);

/// Why a text is no offset of an ad account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("Choose the UTC offset that TikTok Ads Manager shows for the ad account.")]
pub struct UtcOffsetRefusal;

impl AdvertiserId {
    /// Spaces between the digits are for readers.
    ///
    /// # Errors
    /// [`AdvertiserIdRefusal`] is the sentence for the field.
    pub fn parse(typed: &str) -> Result<Self, AdvertiserIdRefusal> {
        let digits: String = typed.chars().filter(|sign| !sign.is_whitespace()).collect();
        if digits.is_empty() {
            return Err(AdvertiserIdRefusal::Empty);
        }
        if !digits.bytes().all(|sign| sign.is_ascii_digit()) {
            return Err(AdvertiserIdRefusal::NoDigits);
        }
        match digits.len() {
            5..=20 => Ok(Self(digits)),
            length => Err(AdvertiserIdRefusal::Length(length)),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// For readers: `7012 4498 0031`.
    pub fn spelt(&self) -> String {
        let mut spelt = String::with_capacity(self.0.len() + self.0.len() / 4);
        for (place, digit) in self.0.char_indices() {
            if place > 0 && place % 4 == 0 {
                spelt.push(' ');
            }
            spelt.push(digit);
        }
        spelt
    }
}

impl Currency {
    /// By its code, in letters of either case.
    ///
    /// # Errors
    /// [`CurrencyRefusal`] is the sentence for the field. What is no money of a country (gold, test codes, funds) is none.
    pub fn parse(typed: &str) -> Result<Self, CurrencyRefusal> {
        let code = typed.trim().to_uppercase();
        if code.is_empty() {
            return Err(CurrencyRefusal::Empty);
        }
        iso_currency::Currency::from_code(&code)
            .filter(|currency| !currency.is_special() && !currency.is_fund())
            .map(Self)
            .ok_or_else(|| CurrencyRefusal::Unknown(crate::plain::excerpt(typed.trim(), 20)))
    }

    pub fn code(self) -> &'static str {
        self.0.code()
    }

    /// "Euro"
    pub fn name(&self) -> &str {
        self.0.name()
    }

    /// How many decimals its amounts have: 0, 2 or 3 (in a few old ones 4).
    pub fn decimals(self) -> u32 {
        self.0.exponent().map_or(0, u32::from)
    }

    /// The codes of all of them.
    pub fn all() -> impl Iterator<Item = &'static str> {
        let every = <iso_currency::Currency as iso_currency::IntoEnumIterator>::iter();
        every.filter(|of| !of.is_special() && !of.is_fund()).map(|of| of.code())
    }

    /// Those that ad accounts are billed in most, first in a list of all.
    pub const COMMON: [&'static str; 8] = ["USD", "EUR", "GBP", "JPY", "AUD", "CAD", "CHF", "SGD"];
}

impl UtcOffset {
    /// # Errors
    /// Beyond −12:00 or +14:00, or no whole or half hour and none of the few places between.
    pub fn from_minutes(minutes: i16) -> Result<Self, UtcOffsetRefusal> {
        let exists =
            (-720..=840).contains(&minutes) && (minutes % 30 == 0 || Self::BETWEEN.contains(&minutes));
        exists.then_some(Self(minutes)).ok_or(UtcOffsetRefusal)
    }

    /// From the value of a choice: minutes.
    ///
    /// # Errors
    /// As [`UtcOffset::from_minutes`].
    pub fn parse(typed: &str) -> Result<Self, UtcOffsetRefusal> {
        typed.trim().parse().map_err(|_| UtcOffsetRefusal).and_then(Self::from_minutes)
    }

    pub const fn minutes(self) -> i16 {
        self.0
    }

    /// From west to east.
    pub fn all() -> impl Iterator<Item = Self> {
        (-48..=56).filter_map(|quarters| Self::from_minutes(quarters * 15).ok())
    }

    /// Nepal, Eucla and the Chatham Islands, the last also in summer.
    const BETWEEN: [i16; 4] = [5 * 60 + 45, 8 * 60 + 45, 12 * 60 + 45, 13 * 60 + 45];
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// `UTC+01:00`, `UTC`, `UTC−09:30`
impl fmt::Display for UtcOffset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hours, minutes) = (self.0.abs() / 60, self.0.abs() % 60);
        match self.0 {
            0 => f.write_str("UTC"),
            1.. => write!(f, "UTC+{hours:02}:{minutes:02}"),
            _ => write!(f, "UTC−{hours:02}:{minutes:02}"),
        }
    }
}

impl TryFrom<String> for AdvertiserId {
    type Error = AdvertiserIdRefusal;

    fn try_from(typed: String) -> Result<Self, AdvertiserIdRefusal> {
        Self::parse(&typed)
    }
}

impl From<AdvertiserId> for String {
    fn from(id: AdvertiserId) -> Self {
        id.0
    }
}

impl TryFrom<String> for Currency {
    type Error = CurrencyRefusal;

    fn try_from(code: String) -> Result<Self, CurrencyRefusal> {
        Self::parse(&code)
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.code().to_owned()
    }
}

impl TryFrom<i16> for UtcOffset {
    type Error = UtcOffsetRefusal;

    fn try_from(minutes: i16) -> Result<Self, UtcOffsetRefusal> {
        Self::from_minutes(minutes)
    }
}

impl From<UtcOffset> for i16 {
    fn from(offset: UtcOffset) -> Self {
        offset.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_advertiser_id_is_digits_however_they_are_spaced() {
        let id = AdvertiserId::parse(" 7012 4498\u{a0}0031 ").unwrap();
        assert_eq!((id.as_str(), id.spelt().as_str()), ("701244980031", "7012 4498 0031"));
        assert_eq!(AdvertiserId::parse("12345").unwrap().spelt(), "1234 5");
        assert_eq!(AdvertiserId::parse(" "), Err(AdvertiserIdRefusal::Empty));
        for typed in ["7012-4498", "7012a4498", "٧٠١٢٤"] {
            assert_eq!(AdvertiserId::parse(typed), Err(AdvertiserIdRefusal::NoDigits), "{typed}");
        }
        assert_eq!(AdvertiserId::parse("1234"), Err(AdvertiserIdRefusal::Length(4)));
        assert!(AdvertiserId::parse(&"1".repeat(20)).is_ok());
        assert_eq!(AdvertiserId::parse(&"1".repeat(21)), Err(AdvertiserIdRefusal::Length(21)));
    }

    #[test]
    fn a_currency_is_money_of_a_country() {
        let euro = Currency::parse(" eur").unwrap();
        assert_eq!((euro.code(), euro.name(), euro.to_string().as_str()), ("EUR", "Euro", "EUR"));
        assert_eq!(Currency::parse(""), Err(CurrencyRefusal::Empty));
        for typed in ["XAU", "XXX", "BOV", "Euro", "EURO"] {
            assert!(matches!(Currency::parse(typed), Err(CurrencyRefusal::Unknown(_))), "{typed}");
        }
        for code in Currency::COMMON.into_iter().chain(Currency::all()) {
            assert_eq!(Currency::parse(code).unwrap().code(), code);
        }
        assert!(Currency::all().count() > 140 && !Currency::all().any(|code| code == "XAU"));
    }

    #[test]
    fn an_offset_is_one_that_is_somewhere() {
        let words = |minutes| UtcOffset::from_minutes(minutes).map(|offset| offset.to_string());
        assert_eq!(words(0).as_deref(), Ok("UTC"));
        assert_eq!(words(60).as_deref(), Ok("UTC+01:00"));
        assert_eq!(words(-570).as_deref(), Ok("UTC−09:30"));
        assert_eq!(words(-30).as_deref(), Ok("UTC−00:30"));
        assert_eq!(words(345).as_deref(), Ok("UTC+05:45"));
        for minutes in [-750, -721, -345, 45, 870] {
            assert_eq!(words(minutes), Err(UtcOffsetRefusal), "{minutes}");
        }
        assert_eq!(UtcOffset::parse(" 330 ").map(UtcOffset::minutes), Ok(330));
        assert!(UtcOffset::parse("UTC+01:00").is_err() && UtcOffset::parse("").is_err());
        let all: Vec<_> = UtcOffset::all().map(UtcOffset::minutes).collect();
        assert_eq!((all.first(), all.last(), all.len()), (Some(&-720), Some(&840), 57));
        assert!(all.is_sorted());
        let between = all.iter().filter(|&&minutes| minutes % 30 != 0);
        assert_eq!(between.collect::<Vec<_>>(), [&345, &525, &765, &825]);
        assert!(all.iter().all(|&minutes| UtcOffset::from_minutes(minutes).is_ok()));
    }

    #[test]
    fn what_crosses_the_wire_is_checked_again() {
        for (text, ok) in [("\"EUR\"", true), ("\"XAU\"", false)] {
            assert_eq!(serde_json::from_str::<Currency>(text).is_ok(), ok, "{text}");
        }
        for (text, ok) in [("90", true), ("91", false)] {
            assert_eq!(serde_json::from_str::<UtcOffset>(text).is_ok(), ok, "{text}");
        }
        for (text, ok) in [("\"701244980031\"", true), ("\"x\"", false)] {
            assert_eq!(serde_json::from_str::<AdvertiserId>(text).is_ok(), ok, "{text}");
        }
        let id = AdvertiserId::parse("7012 4498 0031").unwrap();
        assert_eq!(serde_json::to_string(&id).unwrap(), "\"701244980031\"");
        let offset = UtcOffset::from_minutes(90).unwrap();
        assert_eq!(serde_json::to_string(&offset).unwrap(), "90");
        assert_eq!(serde_json::to_string(&Currency::parse("JPY").unwrap()).unwrap(), "\"JPY\"");
    }
}
