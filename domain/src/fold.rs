//! The keys under which texts are the same, and under which they are searched and sorted: made in one place, so that a
//! search finds what a sort shows.

use unicode_normalization::UnicodeNormalization;

/// NFKC and lower case: `ＡＮＡ`, `Ana` and `ana` have one key, `Ana` and `Aná` have two.
///
/// For names only. An address is never folded: two people's addresses must not become one (see
/// [`crate::contact::Email`]).
pub fn fold(text: &str) -> String {
    // Lower case can take a composed letter apart (İ), so it is composed once more.
    text.nfkc().collect::<String>().to_lowercase().nfkc().collect()
}

/// As [`fold`], and without the accents of Latin, Greek and Cyrillic letters: `alvarez` finds `Álvarez`, which stands
/// beside `Alvarez` and not behind `Zora`. To search and sort by; two different names may have one.
pub fn unaccented(text: &str) -> String {
    fold(text).nfd().filter(|letter| !is_accent(*letter)).nfc().collect()
}

/// What somebody typed to search for, as far as it can be in anything that is searched: no key holds a control character,
/// and nothing with a name has a longer one.
pub fn typed(text: &str) -> String {
    text.trim().chars().filter(|letter| !letter.is_control()).take(LONGEST_SEARCH).collect()
}

const LONGEST_SEARCH: usize = 200;

fn is_accent(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_key_forgets_case_and_width_but_not_accents() {
        assert_eq!(fold("Renée ØSTERGÅRD"), "renée østergård");
        assert_eq!(fold("ＡＮＡ"), "ana");
        assert_eq!(fold("ﬁ"), "fi");
        assert_ne!(fold("Ana"), fold("Aná"));
    }

    #[test]
    fn what_is_typed_into_a_search_is_bounded() {
        assert_eq!(typed("  Ana\u{0}\n Álvarez "), "Ana Álvarez");
        assert_eq!(typed(&"%".repeat(100_000)).len(), LONGEST_SEARCH);
        assert!(typed(&"é".repeat(250)).chars().eq(std::iter::repeat_n('é', 200)));
    }

    #[test]
    fn a_letter_and_its_parts_have_one_key() {
        assert_eq!(fold("e\u{301}"), fold("É"));
        assert_eq!(fold("ΟΔΟΣ"), fold("οδος"));
    }

    #[test]
    fn what_is_searched_for_needs_no_accents() {
        assert_eq!(unaccented("Álvarez"), "alvarez");
        assert_eq!(unaccented("Renée Σίσυφος Ёлка"), "renee σισυφος елка");
        // Letters of their own, and marks that are no accents, stay.
        assert_eq!(unaccented("Østergård"), "østergard");
        assert_ne!(unaccented("कि"), unaccented("का"));
        assert_ne!(unaccented("が"), unaccented("か"));
    }

    proptest! {
        #[test]
        fn whoever_types_the_accents_finds_it_too(text in ".*") {
            let key = unaccented(&text);
            prop_assert_eq!(unaccented(&fold(&text)), key.clone());
            prop_assert_eq!(unaccented(&key), key);
        }

        #[test]
        fn a_key_is_its_own_key(text in ".*") {
            let key = fold(&text);
            prop_assert_eq!(fold(&key), key);
        }
    }
}
