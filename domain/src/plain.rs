//! What makes text plain: nothing in it breaks a line, turns the reading direction, or becomes a link in a mail.
//!
//! Names and notes reach other people in mails that carry our name; whoever types them must not be able to write
//! a header, a second part or a link into such a mail.

use crate::fold::fold;

/// Ends of host names that mail programs turn into links even without a path. Short on purpose: an end that is
/// also a word ("me", "info", "so") would refuse a sentence whose writer forgot the space after the full stop.
const TELLING_ENDS: [&str; 11] = ["app", "biz", "cn", "com", "dev", "io", "ly", "net", "org", "ru", "xyz"];

/// Whether the character could break a line or reorder what stands around it. `\n` is one of them.
pub(crate) fn is_control(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') || turns_direction(c)
}

/// Whether anything in the text can be seen: a name of zero-width spaces would be an empty button.
pub(crate) fn is_visible(text: &str) -> bool {
    text.chars().any(|c| !c.is_whitespace() && !takes_no_ink(c))
}

/// Whether the text holds what people or mail programs take for a web address by its beginning.
pub(crate) fn has_link(text: &str) -> bool {
    // Folded, so that full-width letters and capitals are seen through.
    let text = fold(text);
    text.contains("://") || text.contains("www.")
}

/// Whether a word of the text is a host with a path (`halcyon.example/win`), or a bare host that a mail program
/// would underline (`halcyon.com`). An e-mail address is neither.
pub(crate) fn has_host(text: &str) -> bool {
    fold(text).split(|c: char| c.is_whitespace() || "()[]{}<>\"“”'’,;|".contains(c)).any(is_host)
}

/// At most `most` characters of what somebody typed, fit to stand in a sentence: a refusal names what it refuses,
/// but is never as long, or as harmful, as what was sent.
pub(crate) fn excerpt(typed: &str, most: usize) -> String {
    let plain = |c: char| if is_control(c) { '\u{fffd}' } else { c };
    let typed = typed.trim();
    if typed.chars().nth(most).is_none() {
        return typed.chars().map(plain).collect();
    }
    typed.chars().take(most - 1).map(plain).chain(['…']).collect()
}

fn turns_direction(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn takes_no_ink(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{115f}' | '\u{1160}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}' | '\u{2800}'
            | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}'
    )
}

fn is_host(word: &str) -> bool {
    let host = word.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let has_path = word[host.len()..].starts_with('/');
    let host = host.trim_matches(|c: char| !c.is_alphanumeric());
    let mut labels = host.split('.').rev();
    let end = labels.next().unwrap_or_default();
    let mut rest = labels.peekable();
    let is_name = |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');

    rest.peek().is_some()
        && rest.all(is_name)
        && end.chars().count() > 1
        && end.chars().all(char::is_alphabetic)
        && (has_path || TELLING_ENDS.contains(&end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_break_and_direction_mark_is_a_control() {
        let marks =
            "\0\t\n\r\u{7f}\u{85}\u{2028}\u{2029}\u{61c}\u{200e}\u{200f}\u{202a}\u{202e}\u{2066}\u{2069}";
        for c in marks.chars() {
            assert!(is_control(c), "{c:?}");
        }
        for c in "aé ل田\u{200d}\u{200b}\u{2027}\u{202f}\u{2065}\u{206a}🎉".chars() {
            assert!(!is_control(c), "{c:?}");
        }
    }

    #[test]
    fn text_without_ink_is_not_visible() {
        for text in ["", " \u{3000}", "\u{200b}", "\u{3164}\u{feff}", "\u{e0001}\u{fe0f}"] {
            assert!(!is_visible(text), "{text:?}");
        }
        for text in ["a", "\u{200b}田", "🎉", "👩\u{200d}🎤"] {
            assert!(is_visible(text), "{text:?}");
        }
    }

    #[test]
    fn a_link_is_seen_through_capitals_and_full_width_letters() {
        for text in ["http://evil", "see WWW.evil", "javascript://x", "ｗｗｗ．evil", "http：／／evil"]
        {
            assert!(has_link(text), "{text}");
        }
        for text in ["www", "a:b", "//", "Booking.com"] {
            assert!(!has_link(text), "{text}");
        }
    }

    #[test]
    fn a_host_is_one_with_a_path_or_a_telling_end() {
        for text in [
            "evil.example/win",
            "go to evil.co.uk/.",
            "(evil.museum/)",
            "a.bc/",
            "bücher.de/x",
            "at evil.com",
            "at EVIL.COM.",
            "evil.com:8080",
            "evil.com?x=1",
            "\"evil.io\"",
            "a-b.org",
        ] {
            assert!(has_host(text), "{text}");
        }
    }

    #[test]
    fn ordinary_punctuation_is_no_host() {
        for text in [
            "and/or",
            "e.g./i.e.",
            "4.5/5 stars",
            "Thanks.Really",
            "mina@halcyon.com",
            "10.30–11.00",
            "halcyon.example",
            "a.b/c",
            ".com",
            "com",
            "a..com",
            "v1.2/3",
            "call me.It is",
        ] {
            assert!(!has_host(text), "{text}");
        }
    }

    #[test]
    fn an_excerpt_has_the_length_it_says() {
        assert_eq!(excerpt(" abcde ", 5), "abcde");
        assert_eq!(excerpt("abcdef", 5), "abcd…");
        assert_eq!(excerpt("a\r\nb\u{202e}c", 9), "a\u{fffd}\u{fffd}b\u{fffd}c");
        assert_eq!(excerpt("a\nbcdef", 5), "a\u{fffd}bc…");
    }
}
