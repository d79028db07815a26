//! The key under which names are searched and sorted, made in one place so that a search finds what a sort shows.

use unicode_normalization::UnicodeNormalization;

/// NFKC and lower case: `ＡＮＡ`, `Ana` and `ana` have one key, `Ana` and `Aná` have two.
///
/// For names only. An address is never folded: two people's addresses must not become one (see
/// [`crate::contact::Email`]).
pub fn fold(text: &str) -> String {
    // Lower case can take a composed letter apart (İ), so it is composed once more.
    text.nfkc().collect::<String>().to_lowercase().nfkc().collect()
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
    fn a_letter_and_its_parts_have_one_key() {
        assert_eq!(fold("e\u{301}"), fold("É"));
        assert_eq!(fold("ΟΔΟΣ"), fold("οδος"));
    }

    proptest! {
        #[test]
        fn a_key_is_its_own_key(text in ".*") {
            let key = fold(&text);
            prop_assert_eq!(fold(&key), key);
        }
    }
}
