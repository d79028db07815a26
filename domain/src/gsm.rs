//! The alphabet of SMS (3GPP TS 23.038): 160 of its signs fit into one message, of any other text 70.

use unicode_normalization::UnicodeNormalization;

/// How much one message holds.
pub const ONE_MESSAGE: usize = 160;

const SIGNS: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿\
                     abcdefghijklmnopqrstuvwxyzäöñüà";
/// Each takes the room of two.
const EXTENDED: &str = "^{}\\[~]|€";

/// How much room a text takes of [`ONE_MESSAGE`]; none when a sign is not of the alphabet.
pub fn room(text: &str) -> Option<usize> {
    text.chars().map(room_of).sum()
}

fn room_of(sign: char) -> Option<usize> {
    match sign {
        sign if SIGNS.contains(sign) => Some(1),
        sign if EXTENDED.contains(sign) => Some(2),
        _ => None,
    }
}

/// The text in signs of the alphabet, where it is only accents and curly quotes that keep it from that: `Čapek’s` is
/// still read as the same name in `Capek's`. Any other text stays as it is.
pub fn plain(text: &str) -> String {
    let plain: String = text.nfc().flat_map(plain_sign).collect();
    if room(&plain).is_some() { plain } else { text.to_owned() }
}

fn plain_sign(sign: char) -> Vec<char> {
    match sign {
        sign if room_of(sign).is_some() => vec![sign],
        '‘' | '’' => vec!['\''],
        '“' | '”' => vec!['"'],
        '–' | '—' => vec!['-'],
        '\u{a0}' => vec![' '],
        sign => sign.to_string().nfd().filter(|part| !matches!(part, '\u{300}'..='\u{36f}')).collect(),
    }
}

/// As much of the beginning as has room, with dots where something is missing.
pub fn shortened(text: &str, most: usize) -> String {
    const DOTS: &str = "...";
    if room(text).is_none_or(|room| room <= most) {
        return text.to_owned();
    }
    let mut short = String::new();
    let mut left = most.saturating_sub(DOTS.len());
    for sign in text.chars() {
        let Some(rest) = left.checked_sub(room_of(sign).unwrap_or(1)) else { break };
        left = rest;
        short.push(sign);
    }
    short.trim_end().to_owned() + DOTS
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_alphabet_has_its_127_signs_and_nine_more() {
        assert_eq!(SIGNS.chars().count(), 127);
        assert_eq!(EXTENDED.chars().count(), 9);
    }

    #[test]
    fn some_signs_take_the_room_of_two_and_others_have_none() {
        assert_eq!(room("Halcyon_1 - é"), Some(13));
        assert_eq!(room("10 €"), Some(5));
        assert_eq!(room("Čapek"), None);
        assert_eq!(room("ハルシオン"), None);
    }

    #[test]
    fn accents_give_way_and_other_writing_stays() {
        assert_eq!(plain("Čapek’s – Café"), "Capek's - Café");
        assert_eq!(plain("ハルシオン Čapek"), "ハルシオン Čapek");
        // Its cedilla is not an accent over a sign that the alphabet lacks.
        assert_eq!(plain("GARÇON garçon"), "GARÇON garcon");
    }

    #[test]
    fn a_long_text_ends_in_dots() {
        assert_eq!(shortened("Halcyon Skincare", 16), "Halcyon Skincare");
        assert_eq!(shortened("Halcyon Skincare", 11), "Halcyon...");
        assert_eq!(shortened("€€€€", 7), "€€...");
    }

    proptest! {
        #[test]
        fn what_is_shortened_has_room(text in any::<String>(), most in 3..200_usize) {
            let short = shortened(&plain(&text), most);
            prop_assert!(room(&short).is_none_or(|room| room <= most));
        }
    }
}
