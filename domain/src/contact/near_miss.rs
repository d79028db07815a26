//! An address that is nearly another one: somebody who can't log in may have been invited at a mistyped one (DOMAIN 7).

use strsim::levenshtein;

use super::Email;
use crate::slips::Slips;

/// How one address comes to be taken for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// Of the two, this one has a mistyped well-known domain, and the other the right one.
    WellKnownDomain,
    /// Dots, or what follows a `+`: with many providers it is the same mailbox.
    SameMailbox,
    /// Two neighbours.
    Swapped,
    /// One or two letters more, less or other.
    Letters,
}

/// Two short names are of two people more often than of one who slipped.
const MAILBOX: Slips = Slips { one_from: 3, two_from: 5 };

impl Email {
    /// Whether this address may have been typed for the other one; none for the same.
    pub fn slip_of(&self, other: &Self) -> Option<Slip> {
        if self == other {
            return None;
        }
        if self.meant().as_ref() == Some(other) {
            return Some(Slip::WellKnownDomain);
        }
        if self.domain() == other.domain() && self.mailbox() == other.mailbox() {
            return Some(Slip::SameMailbox);
        }
        let (one, two) = (self.as_str(), other.as_str());
        let slips = MAILBOX.between(one, two, self.local().len().min(other.local().len()))?;
        Some(if slips == 1 && levenshtein(one, two) == 2 { Slip::Swapped } else { Slip::Letters })
    }

    /// What stands before the `@`, without dots and without what follows a `+`.
    fn mailbox(&self) -> String {
        let (mailbox, _) = self.local().split_once('+').unwrap_or((self.local(), ""));
        mailbox.replace('.', "")
    }
}

/// A text in three parts, of which only the middle one differs from the other text.
pub fn differing<'a>(text: &'a str, other: &str) -> [&'a str; 3] {
    let same = |pair: &((usize, char), char)| pair.0.1 == pair.1;
    let before = text.char_indices().zip(other.chars()).find(|pair| !same(pair));
    let before = before.map_or_else(|| text.len().min(other.len()), |((at, _), _)| at);
    let (head, rest) = text.split_at(before);
    let other = other.get(before..).unwrap_or_default();
    let after = rest.chars().rev().zip(other.chars().rev()).take_while(|(a, b)| a == b);
    let after: usize = after.map(|(letter, _)| letter.len_utf8()).sum();
    let (differs, tail) = rest.split_at(rest.len() - after);
    [head, differs, tail]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn email(typed: &str) -> Email {
        Email::parse(typed).unwrap()
    }

    fn slip(invited: &str, tried: &str) -> Option<Slip> {
        email(invited).slip_of(&email(tried))
    }

    #[test]
    fn each_kind_of_slip_is_told_apart() {
        for (invited, tried, kind) in [
            ("yuki.tanaka@gmial.com", "yuki.tanaka@gmail.com", Slip::WellKnownDomain),
            ("yuki.tanaka@agency.example", "yukitanaka@agency.example", Slip::SameMailbox),
            ("yuki+work@agency.example", "yuki@agency.example", Slip::SameMailbox),
            ("yuki@agency.example", "yuki+tiktok@agency.example", Slip::SameMailbox),
            ("yuki.tanaak@agency.example", "yuki.tanaka@agency.example", Slip::Swapped),
            ("yuki.tanaka@agnecy.example", "yuki.tanaka@agency.example", Slip::Swapped),
            ("yuki.tanka@agency.example", "yuki.tanaka@agency.example", Slip::Letters),
            ("yuki.tamata@agency.example", "yuki.tanaka@agency.example", Slip::Letters),
            ("ana@agency.example", "ama@agency.example", Slip::Letters),
        ] {
            assert_eq!(slip(invited, tried), Some(kind), "{invited} {tried}");
        }
    }

    #[test]
    fn the_slip_is_in_the_address_that_is_asked_about() {
        assert_eq!(slip("yuki.tanaka@gmail.com", "yuki.tanaka@gmial.com"), Some(Slip::Swapped));
        assert_eq!(slip("yu@gmail.com", "yu@gmial.com"), None);
        assert_eq!(slip("yu@gmial.com", "yu@gmail.com"), Some(Slip::WellKnownDomain), "whatever the name");
    }

    #[test]
    fn another_address_is_no_slip() {
        for (invited, tried) in [
            ("yuki@agency.example", "yuki@agency.example"),
            ("yuki.tanaka@agency.example", "yuki.tanaka@bright.example"),
            ("al@agency.example", "ab@agency.example"),
            ("anna@agency.example", "nina@agency.example"),
            ("yuki.tanaka@agency.example", "yumi.takana@agency.example"),
            ("yuki.tanaka@agency.example", "yuki.tanaka@agency-x1.example"),
        ] {
            assert_eq!(slip(invited, tried), None, "{invited} {tried}");
        }
    }

    #[test]
    fn only_what_differs_stands_in_the_middle() {
        assert_eq!(differing("yuki@gmial.com", "yuki@gmail.com"), ["yuki@gm", "ia", "l.com"]);
        assert_eq!(differing("yuki@gmail.com", "yuki@gmial.com"), ["yuki@gm", "ai", "l.com"]);
        assert_eq!(differing("aab", "ab"), ["a", "a", "b"]);
        assert_eq!(differing("ab", "aab"), ["a", "", "b"]);
        assert_eq!(differing("same", "same"), ["same", "", ""]);
        assert_eq!(differing("", "other"), ["", "", ""]);
        assert_eq!(differing("other", ""), ["", "other", ""]);
    }

    proptest! {
        #[test]
        fn the_parts_are_the_text(text in "[ab.@]{0,12}", other in "[ab.@]{0,12}") {
            let [head, differs, tail] = differing(&text, &other);
            prop_assert_eq!(format!("{head}{differs}{tail}"), text.clone());
            prop_assert!(other.starts_with(head) && other.ends_with(tail));
            prop_assert_eq!(differs.is_empty() && other.len() == text.len(), text == other);
        }

        #[test]
        fn one_slip_anywhere_in_a_long_name_is_found(at in 0_usize..11, letter in "[a-z]") {
            let right = email("yuki.tanaka@agency.example");
            let mut typed = right.as_str().to_owned();
            typed.replace_range(at..=at, &letter);
            if let Ok(typed) = Email::parse(&typed) {
                prop_assert_eq!(typed.slip_of(&right).is_some(), typed != right);
            }
        }
    }
}
