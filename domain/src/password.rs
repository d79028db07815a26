//! Passwords: what a new one must be, and what is typed at log-in.
//!
//! Length and guessability decide, not kinds of characters: rules of composition make passwords that are hard to
//! remember and easy to guess.

use std::fmt;

use serde::{Deserialize, Serialize};
use zxcvbn::feedback::Warning;
use zxcvbn::{Score, zxcvbn};

/// The shortest new password, in characters.
pub const SHORTEST: usize = 10;
/// The longest password, in bytes: hashing is work that a stranger can ask for.
pub const LONGEST: usize = 1024;

/// How much of a text is judged, in characters. Judging takes time that grows faster than the text.
const JUDGED: usize = 100;
/// How many context words are judged; the first are the likeliest.
const MOST_WORDS: usize = 40;
/// Guessed first by whoever wants into this house.
const OURS: [&str; 2] = ["keyholder", "tiktok"];

/// A password that may be set.
#[derive(Clone)]
pub struct NewPassword(String);

/// A password that was typed to log in. It may be older than the rules of today, so only its length is bounded.
#[derive(Clone)]
pub struct TypedPassword(String);

/// Why a password can't be set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum PasswordRefusal {
    #[error("Use at least 10 characters. Three or four unrelated words work well.")]
    TooShort,
    #[error("This password is too long. Use at most 1,024 plain letters, or fewer of other scripts.")]
    TooLong,
    #[error("This password is too easy to guess{}. Three or four unrelated words work well.", because(*.why))]
    TooEasy { why: Option<Weakness> },
}

/// What makes a password easy to guess.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Weakness {
    /// Made of context: the product, the business, the own name or address.
    Context,
    Keys,
    Repeats,
    Common,
    Sequence,
    Date,
    Name,
    Word,
}

impl fmt::Display for Weakness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Context => "it is made of your name, your address, the business or this product",
            Self::Keys => "its keys lie side by side",
            Self::Repeats => "it repeats itself",
            Self::Common => "many people use it, or one very like it",
            Self::Sequence => "it is a sequence, like abc or 6543",
            Self::Date => "it is made of a date or a year",
            Self::Name => "it is made of a name",
            Self::Word => "it is one single word",
        })
    }
}

fn because(why: Option<Weakness>) -> String {
    why.map(|why| format!(": {why}")).unwrap_or_default()
}

impl NewPassword {
    /// Takes the text as it is, white space included. `context` is what a stranger would try first: the name of the
    /// business, the person's name, the parts of their address.
    ///
    /// # Errors
    ///
    /// [`PasswordRefusal`] is the sentence for the field.
    pub fn parse(typed: String, context: &[&str]) -> Result<Self, PasswordRefusal> {
        if typed.len() > LONGEST {
            return Err(PasswordRefusal::TooLong);
        }
        if typed.chars().count() < SHORTEST {
            return Err(PasswordRefusal::TooShort);
        }
        match weakness(&typed, context) {
            Judged::Strong => Ok(Self(typed)),
            Judged::Easy(why) => Err(PasswordRefusal::TooEasy { why }),
        }
    }

    /// For hashing.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl TypedPassword {
    /// `None` for a text that is longer than any password can be: it is wrong without being hashed.
    pub fn parse(typed: String) -> Option<Self> {
        (typed.len() <= LONGEST).then_some(Self(typed))
    }

    /// For verifying.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

enum Judged {
    Strong,
    Easy(Option<Weakness>),
}

fn weakness(typed: &str, context: &[&str]) -> Judged {
    let typed: String = typed.chars().take(JUDGED).collect();
    let words = words(context);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let judged = zxcvbn(&typed, &words);
    if judged.score() >= Score::Three {
        return Judged::Strong;
    }
    // Strong for everybody else: then it is the context that gives it away.
    if zxcvbn(&typed, &[]).score() >= Score::Three {
        return Judged::Easy(Some(Weakness::Context));
    }
    Judged::Easy(judged.feedback().and_then(zxcvbn::feedback::Feedback::warning).map(Weakness::from))
}

/// The context as it stands and in its words, ours included.
fn words(context: &[&str]) -> Vec<String> {
    let part = |text: &str| -> Vec<String> {
        let text: String = text.chars().take(JUDGED).collect();
        let joined: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
        let words = text.split(|c: char| !c.is_alphanumeric()).map(str::to_owned);
        words.chain([joined]).filter(|word| word.chars().count() > 2).collect()
    };
    OURS.iter().chain(context).flat_map(|text| part(text)).take(MOST_WORDS).collect()
}

impl From<Warning> for Weakness {
    fn from(warning: Warning) -> Self {
        match warning {
            Warning::StraightRowsOfKeysAreEasyToGuess | Warning::ShortKeyboardPatternsAreEasyToGuess => {
                Self::Keys
            }
            Warning::RepeatsLikeAaaAreEasyToGuess
            | Warning::RepeatsLikeAbcAbcAreOnlySlightlyHarderToGuess => Self::Repeats,
            Warning::ThisIsATop10Password
            | Warning::ThisIsATop100Password
            | Warning::ThisIsACommonPassword
            | Warning::ThisIsSimilarToACommonlyUsedPassword => Self::Common,
            Warning::SequencesLikeAbcAreEasyToGuess => Self::Sequence,
            Warning::RecentYearsAreEasyToGuess | Warning::DatesAreOftenEasyToGuess => Self::Date,
            Warning::NamesAndSurnamesByThemselvesAreEasyToGuess
            | Warning::CommonNamesAndSurnamesAreEasyToGuess => Self::Name,
            Warning::AWordByItselfIsEasyToGuess => Self::Word,
        }
    }
}

impl fmt::Debug for NewPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NewPassword(…)")
    }
}

impl fmt::Debug for TypedPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TypedPassword(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STRONG: &str = "correct horse battery staple";

    fn new(typed: &str, context: &[&str]) -> Result<String, PasswordRefusal> {
        NewPassword::parse(typed.to_owned(), context).map(|password| password.reveal().to_owned())
    }

    fn easy(typed: &str, context: &[&str]) -> Option<Weakness> {
        match new(typed, context) {
            Err(PasswordRefusal::TooEasy { why }) => why,
            other => panic!("{typed}: {other:?}"),
        }
    }

    #[test]
    fn a_password_is_kept_as_typed() {
        assert_eq!(new(&format!(" {STRONG} "), &[]), Ok(format!(" {STRONG} ")));
    }

    #[test]
    fn a_new_password_has_at_least_ten_characters() {
        assert_eq!(new("xq7Lw2vR9", &[]), Err(PasswordRefusal::TooShort));
        assert!(new("xq7Lw2vR9k", &[]).is_ok());
        // Characters, not bytes.
        assert_eq!(new("éüñçøåłß€", &[]), Err(PasswordRefusal::TooShort));
        assert!(PasswordRefusal::TooShort.to_string().contains(&format!("at least {SHORTEST} characters")));
    }

    #[test]
    fn a_password_has_at_most_1024_bytes() {
        let filler = |length: usize| STRONG.chars().cycle().take(length).collect::<String>();
        assert!(new(&filler(1024), &[]).is_ok());
        assert_eq!(new(&filler(1025), &[]), Err(PasswordRefusal::TooLong));
        assert!(TypedPassword::parse(filler(1024)).is_some());
        assert!(TypedPassword::parse(filler(1025)).is_none());
        assert_eq!(new(&"é".repeat(513), &[]), Err(PasswordRefusal::TooLong));
    }

    #[test]
    fn no_kind_of_character_is_asked_for() {
        for typed in ["sesquipedalian", "plum ladder violin", "9275018364 4417", "田中さんの青い自転車が好き"]
        {
            assert!(new(typed, &[]).is_ok(), "{typed}");
        }
    }

    #[test]
    fn an_easy_password_says_why() {
        for (typed, why) in [
            ("asdfghjkl;", Weakness::Keys),
            ("aaaaaaaaaa", Weakness::Repeats),
            ("1234567890", Weakness::Common),
            ("abcdefghijk", Weakness::Sequence),
            ("12.03.1987", Weakness::Date),
            ("williamson", Weakness::Name),
        ] {
            assert_eq!(easy(typed, &[]), Some(why), "{typed}");
        }
        assert_eq!(
            PasswordRefusal::TooEasy { why: Some(Weakness::Date) }.to_string(),
            "This password is too easy to guess: it is made of a date or a year. \
             Three or four unrelated words work well."
        );
    }

    #[test]
    fn easy_without_a_reason_is_still_a_sentence() {
        assert_eq!(easy("halcyon123", &["Halcyon"]), None);
        assert_eq!(
            PasswordRefusal::TooEasy { why: None }.to_string(),
            "This password is too easy to guess. Three or four unrelated words work well."
        );
    }

    #[test]
    fn what_a_stranger_would_try_first_is_easy() {
        let typed = "oluwaseunkiteandanchor";
        assert!(new(typed, &[]).is_ok());
        assert_eq!(easy(typed, &["Kite-and-Anchor", "oluwaseun@kite.example"]), Some(Weakness::Context));
        assert!(new("keyholdertiktok", &[]).is_err());
    }

    #[test]
    fn only_the_first_hundred_characters_are_judged() {
        let easy_start = "a".repeat(JUDGED);
        assert_eq!(easy(&format!("{easy_start}{STRONG}"), &[]), Some(Weakness::Repeats));
        assert!(new(&format!("{}{STRONG}", "a".repeat(JUDGED - STRONG.len())), &[]).is_ok());
    }

    #[test]
    fn context_is_judged_in_its_words_and_joined() {
        assert_eq!(
            words(&["Kite & Anchor", "me@x.io"]),
            ["keyholder", "keyholder", "tiktok", "tiktok", "Kite", "Anchor", "KiteAnchor", "mexio"]
        );
        assert_eq!(words(&["abc"; 100]).len(), MOST_WORDS);
        assert_eq!(words(&[&"x".repeat(1_000)]).last().map(String::len), Some(JUDGED));
    }

    #[test]
    fn any_text_may_be_typed_at_log_in() {
        assert_eq!(TypedPassword::parse(" x".to_owned()).unwrap().reveal(), " x");
        assert!(TypedPassword::parse(String::new()).is_some());
    }

    #[test]
    fn a_log_holds_no_password() {
        let new = NewPassword::parse(STRONG.to_owned(), &[]).unwrap();
        let typed = TypedPassword::parse(STRONG.to_owned()).unwrap();
        assert_eq!(format!("{new:?} {typed:?}"), "NewPassword(…) TypedPassword(…)");
    }
}
