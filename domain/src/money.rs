//! Amounts of money: whole numbers of a currency's smallest unit, with the currency beside them. Never floating point.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::asset::Currency;
use crate::plain;

/// The largest amount, in smallest units: a number that every reader of JSON reads as it is.
pub const MOST: i64 = 1 << 53;

/// An amount; never below zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    units: i64,
    currency: Currency,
}

/// Why a text is no amount.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum MoneyRefusal {
    #[error("Type the amount, like {example}.")]
    Empty { example: String },
    #[error("“{typed}” is no amount. Use digits only, like {example}.")]
    NotANumber { typed: String, example: String },
    /// Whether a comma parts thousands or decimals is not to be guessed.
    #[error("Type the amount without a comma: like {example}.")]
    Comma { example: String },
    #[error("{currency} has no decimals. Type a whole amount, like {example}.")]
    NoDecimals { currency: String, example: String },
    #[error("{currency} has {decimals} decimals. Type the amount like {example}.")]
    TooManyDecimals { currency: String, decimals: u32, example: String },
    #[error("This is more than can be kept here. The largest amount is {most}.")]
    TooMuch { most: String },
}

impl Money {
    /// From a row.
    pub fn from_units(units: i64, currency: Currency) -> Option<Self> {
        (0..=MOST).contains(&units).then_some(Self { units, currency })
    }

    /// As people type it: digits, and a point before decimals. The currency is that of the ad account, never typed.
    ///
    /// # Errors
    /// [`MoneyRefusal`] is the sentence for the field.
    pub fn parse(typed: &str, currency: Currency) -> Result<Self, MoneyRefusal> {
        let typed = typed.trim();
        let example = || Self { units: 250 * scale(currency), currency }.plain();
        if typed.is_empty() {
            return Err(MoneyRefusal::Empty { example: example() });
        }
        if typed.contains(',') {
            return Err(MoneyRefusal::Comma { example: example() });
        }
        let (whole, part) = typed.split_once('.').unwrap_or((typed, ""));
        let digits = |text: &str| text.bytes().all(|sign| sign.is_ascii_digit());
        let ends_in_point = typed.ends_with('.');
        if whole.is_empty() || !digits(whole) || !digits(part) || ends_in_point {
            let typed = plain::excerpt(typed, 30);
            return Err(MoneyRefusal::NotANumber { typed, example: example() });
        }
        let decimals = currency.decimals();
        if part.len() > decimals as usize {
            let (currency, example) = (currency.code().to_owned(), example());
            return Err(match decimals {
                0 => MoneyRefusal::NoDecimals { currency, example },
                _ => MoneyRefusal::TooManyDecimals { currency, decimals, example },
            });
        }
        let units = format!("{whole}{part:0<width$}", width = decimals as usize).parse::<i64>().ok();
        units.and_then(|units| Self::from_units(units, currency)).ok_or_else(|| {
            let most = Self { units: MOST, currency };
            MoneyRefusal::TooMuch { most: most.to_string() }
        })
    }

    pub const fn units(self) -> i64 {
        self.units
    }

    pub const fn currency(self) -> Currency {
        self.currency
    }

    /// So many whole units of the currency: 50 euro, 50 yen.
    pub fn whole(amount: u16, currency: Currency) -> Self {
        Self { units: i64::from(amount) * scale(currency), currency }
    }

    /// As a form holds it: `1234.50`.
    pub fn plain(self) -> String {
        let (whole, part) = (self.units / scale(self.currency), self.units % scale(self.currency));
        match self.currency.decimals() as usize {
            0 => whole.to_string(),
            width => format!("{whole}.{part:0width$}"),
        }
    }

    /// How much more it is than another of its currency, if it is more.
    pub fn more_than(self, other: Self) -> Option<Self> {
        let more = self.units - other.units;
        (self.currency == other.currency && more > 0).then_some(Self { units: more, currency: self.currency })
    }

    /// What is left of it without so many smallest units; nothing where that is more than all of it.
    #[must_use]
    pub fn less(self, units: i64) -> Self {
        Self { units: self.units.saturating_sub(units).clamp(0, self.units), ..self }
    }

    /// Whether it is no more than another of its currency.
    pub fn fits_in(self, other: Self) -> bool {
        self.currency == other.currency && self.units <= other.units
    }

    /// Whether it is less than another of its currency.
    pub fn is_below(self, other: Self) -> bool {
        self.currency == other.currency && self.units < other.units
    }
}

/// How many smallest units make one.
fn scale(currency: Currency) -> i64 {
    10_i64.pow(currency.decimals())
}

/// `€1,234.50`, `¥25,000`, `CHF 250.00`: a sign that several currencies share would say too little.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.currency.code() {
            "EUR" => f.write_str("€")?,
            "GBP" => f.write_str("£")?,
            "JPY" => f.write_str("¥")?,
            "USD" => f.write_str("$")?,
            code => write!(f, "{code} ")?,
        }
        let plain = self.plain();
        let (whole, part) =
            plain.split_once('.').map_or((plain.as_str(), None), |(whole, part)| (whole, Some(part)));
        for (place, digit) in whole.char_indices() {
            if place > 0 && (whole.len() - place) % 3 == 0 {
                f.write_str(",")?;
            }
            write!(f, "{digit}")?;
        }
        part.map_or(Ok(()), |part| write!(f, ".{part}"))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn currency(code: &str) -> Currency {
        Currency::parse(code).unwrap()
    }

    fn typed(text: &str, code: &str) -> Result<i64, MoneyRefusal> {
        Money::parse(text, currency(code)).map(Money::units)
    }

    fn sentence(text: &str, code: &str) -> String {
        typed(text, code).unwrap_err().to_string()
    }

    #[test]
    fn an_amount_is_counted_in_the_smallest_unit_of_its_currency() {
        for (text, code, units) in [
            ("250", "EUR", 25_000),
            (" 250.5 ", "EUR", 25_050),
            ("0.01", "USD", 1),
            ("0", "EUR", 0),
            ("007", "JPY", 7),
            ("250", "JPY", 250),
            ("1.234", "KWD", 1_234),
            ("1.2", "BHD", 1_200),
            ("90071992547409.92", "EUR", MOST),
        ] {
            assert_eq!(typed(text, code), Ok(units), "{text} {code}");
        }
    }

    #[test]
    fn what_is_no_amount_says_how_one_is_typed() {
        assert_eq!(sentence("", "EUR"), "Type the amount, like 250.00.");
        assert_eq!(sentence("1,250.00", "EUR"), "Type the amount without a comma: like 250.00.");
        assert_eq!(sentence("250,5", "KWD"), "Type the amount without a comma: like 250.000.");
        assert_eq!(sentence("250.5", "JPY"), "JPY has no decimals. Type a whole amount, like 250.");
        assert_eq!(sentence("250.123", "JPY"), "JPY has no decimals. Type a whole amount, like 250.");
        assert_eq!(sentence("1.005", "EUR"), "EUR has 2 decimals. Type the amount like 250.00.");
        for text in ["-1", "+1", "1e3", "€250", "250 EUR", ".5", "5.", "1.2.3", "1 000", "٢٥٠", "NaN"] {
            assert!(sentence(text, "EUR").ends_with("is no amount. Use digits only, like 250.00."), "{text}");
        }
        for text in ["90071992547409.93", "99999999999999999999", "9007199254740992.01"] {
            let most = "This is more than can be kept here. The largest amount is €90,071,992,547,409.92.";
            assert_eq!(sentence(text, "EUR"), most);
        }
    }

    #[test]
    fn it_is_shown_with_its_sign_or_code() {
        let shown = |text: &str, code: &str| Money::parse(text, currency(code)).unwrap().to_string();
        assert_eq!(shown("1234.5", "EUR"), "€1,234.50");
        assert_eq!(shown("999", "GBP"), "£999.00");
        assert_eq!(shown("25000", "JPY"), "¥25,000");
        assert_eq!(shown("1000000", "USD"), "$1,000,000.00");
        assert_eq!(shown("250", "AUD"), "AUD 250.00");
        assert_eq!(shown("0.05", "CHF"), "CHF 0.05");
        assert_eq!(shown("1234.567", "KWD"), "KWD 1,234.567");
    }

    #[test]
    fn amounts_of_two_currencies_are_never_compared() {
        let (euro, yen) = (Money::whole(50, currency("EUR")), Money::whole(100, currency("JPY")));
        assert_eq!((euro.units(), yen.units()), (5_000, 100));
        assert!(yen.more_than(euro).is_none() && euro.more_than(yen).is_none());
        assert!(!yen.is_below(euro) && !euro.is_below(yen));
        assert!(!yen.fits_in(euro) && !euro.fits_in(yen));
        let more = Money::parse("50.01", currency("EUR")).unwrap();
        assert_eq!(more.more_than(euro).map(Money::units), Some(1));
        assert!(euro.more_than(more).is_none() && euro.more_than(euro).is_none());
        assert!(euro.is_below(more) && !more.is_below(euro) && !euro.is_below(euro));
    }

    #[test]
    fn what_is_left_of_it_is_never_less_than_nothing_nor_more_than_it_was() {
        let euro = Money::whole(50, currency("EUR"));
        let left = |units| euro.less(units).units();
        assert_eq!((left(0), left(1), left(5_000), left(5_001), left(-1)), (5_000, 4_999, 0, 0, 5_000));
        assert_eq!((left(i64::MAX), left(i64::MIN)), (0, 5_000));
        assert!(euro.fits_in(euro) && euro.less(1).fits_in(euro) && !euro.fits_in(euro.less(1)));
    }

    proptest! {
        #[test]
        fn what_a_form_holds_is_read_as_it_was(units in 0..=MOST, code in prop::sample::select(vec!["EUR", "JPY", "KWD"])) {
            let money = Money::from_units(units, currency(code)).unwrap();
            prop_assert_eq!(Money::parse(&money.plain(), currency(code)), Ok(money));
        }

        #[test]
        fn nothing_that_is_typed_is_too_much(text in any::<String>()) {
            let read = Money::parse(&text, currency("EUR"));
            prop_assert!(read.is_err() || (0..=MOST).contains(&read.unwrap().units()));
        }
    }

    #[test]
    fn no_row_holds_less_than_nothing_or_more_than_the_most() {
        assert!(Money::from_units(-1, currency("EUR")).is_none());
        assert!(Money::from_units(MOST + 1, currency("EUR")).is_none());
        assert!(Money::from_units(MOST, currency("EUR")).is_some());
    }
}
