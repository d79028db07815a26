//! The word in a Business Center's address: `/b/halcyon-skincare`.

use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::name::BusinessName;

/// The longest slug, in characters.
pub const LONGEST: usize = 40;

/// Lower-case ASCII letters and digits, parted by single hyphens.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);

/// The text in an address is no slug. The page answers as for a Business Center that does not exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("There is no Business Center at this address. Go to the start page to see yours.")]
pub struct NotASlug;

impl Slug {
    /// # Errors
    ///
    /// [`NotASlug`] for whatever [`Slug::from_name`] and [`Slug::numbered`] could not have made.
    pub fn parse(text: &str) -> Result<Self, NotASlug> {
        let is_word = |word: &str| {
            !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        };
        if text.len() <= LONGEST && text.split('-').all(is_word) {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotASlug)
        }
    }

    /// The slug a name suggests; `business` where the name has no letter that ASCII knows. Another Business Center
    /// may have it already: then [`Slug::numbered`].
    pub fn from_name(name: &BusinessName) -> Self {
        let ascii: String = name.as_str().nfkd().flat_map(char::to_lowercase).flat_map(spelt).collect();
        let words: Vec<&str> = ascii.split('-').filter(|word| !word.is_empty()).collect();
        let slug = cut(&words.join("-"), LONGEST).to_owned();
        Self(if slug.is_empty() { "business".to_owned() } else { slug })
    }

    /// `halcyon-2`: for the second Business Center of one name, and so on. Shortened where it would be too long.
    #[must_use]
    pub fn numbered(&self, n: u32) -> Self {
        let number = format!("-{n}");
        Self(cut(&self.0, LONGEST - number.len()).to_owned() + &number)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The ASCII letters for a lower-case one, `-` for what parts words, nothing for a mark that was taken off its
/// letter.
fn spelt(c: char) -> impl Iterator<Item = char> {
    let letters = match c {
        // Letters that Unicode does not take apart.
        'ß' => [Some('s'), Some('s')],
        'æ' => [Some('a'), Some('e')],
        'œ' => [Some('o'), Some('e')],
        'þ' => [Some('t'), Some('h')],
        'ł' => [Some('l'), None],
        'ø' => [Some('o'), None],
        'đ' | 'ð' => [Some('d'), None],
        'ı' => [Some('i'), None],
        c if c.is_ascii_alphanumeric() => [Some(c), None],
        c if is_combining_mark(c) => [None, None],
        _ => [Some('-'), None],
    };
    letters.into_iter().flatten()
}

fn cut(slug: &str, longest: usize) -> &str {
    slug.get(..longest).unwrap_or(slug).trim_end_matches('-')
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Slug {
    type Error = NotASlug;

    fn try_from(text: String) -> Result<Self, NotASlug> {
        Self::parse(&text)
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> Self {
        slug.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn slug(name: &str) -> String {
        Slug::from_name(&BusinessName::parse(name).unwrap()).into()
    }

    #[test]
    fn a_slug_is_spelt_from_the_name() {
        for (name, expected) in [
            ("Halcyon Skincare", "halcyon-skincare"),
            ("  Kite & Anchor (UK) ", "kite-anchor-uk"),
            ("Café Ångström № 5", "cafe-angstrom-no-5"),
            ("Øster Łódź", "oster-lodz"),
            ("Đuro ıð", "duro-id"),
            ("Straße Æon Œuvre Þór", "strasse-aeon-oeuvre-thor"),
            ("ＡＢＣ", "abc"),
            ("--a--", "a"),
        ] {
            assert_eq!(slug(name), expected);
        }
    }

    #[test]
    fn a_name_that_ascii_can_not_spell_is_business() {
        assert_eq!(slug("株式会社ひかり広告"), "business");
        assert_eq!(slug("🎉"), "business");
    }

    #[test]
    fn a_slug_has_at_most_forty_characters() {
        assert_eq!(slug(&"a".repeat(41)).len(), 40);
        assert_eq!(slug(&format!("{} b", "a".repeat(39))), "a".repeat(39));
        assert!(Slug::parse(&"a".repeat(40)).is_ok());
        assert_eq!(Slug::parse(&"a".repeat(41)), Err(NotASlug));
    }

    #[test]
    fn a_numbered_slug_keeps_within_the_length() {
        let numbered = |text: &str, n| Slug::parse(text).unwrap().numbered(n).to_string();
        assert_eq!(numbered("halcyon", 2), "halcyon-2");
        assert_eq!(numbered(&"a".repeat(40), 12), format!("{}-12", "a".repeat(37)));
        assert_eq!(numbered(&format!("{}-bcd", "a".repeat(36)), 12), format!("{}-12", "a".repeat(36)));
    }

    #[test]
    fn a_slug_has_one_spelling() {
        for text in ["", "-", "a-", "-a", "a--b", "A", "a_b", "é", "a b", "a/b"] {
            assert_eq!(Slug::parse(text), Err(NotASlug), "{text}");
        }
        for text in ["a", "7", "halcyon-2", "a-b-c"] {
            assert_eq!(Slug::parse(text).unwrap().as_str(), text);
        }
        assert!(serde_json::from_str::<Slug>(r#""A""#).is_err());
    }

    proptest! {
        #[test]
        fn every_made_slug_parses(name in ".*", n in any::<u32>()) {
            if let Ok(name) = BusinessName::parse(&name) {
                let slug = Slug::from_name(&name);
                let numbered = slug.numbered(n);
                prop_assert_eq!(Slug::parse(slug.as_str()), Ok(slug));
                prop_assert_eq!(Slug::parse(numbered.as_str()), Ok(numbered));
            }
        }
    }
}
