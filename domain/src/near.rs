//! What is nearly what somebody typed, where nothing is just that.

use strsim::osa_distance;

use crate::contact::Email;
use crate::fold::unaccented;
use crate::slips::{Slips, letters};

/// Of a whole name.
const NAME: Slips = Slips { one_from: 3, two_from: 6 };
/// Of one word among others.
pub(crate) const WORD: Slips = Slips { one_from: 4, two_from: 8 };
/// Letters of the shortest word that says something by itself.
const TELLING: usize = 3;

/// Those that are near by that measure; the nearest first, never more than `most`.
pub fn nearest<T>(
    all: impl IntoIterator<Item = T>,
    apart: impl Fn(&T) -> Option<usize>,
    most: usize,
) -> Vec<T> {
    let mut near: Vec<_> = all.into_iter().filter_map(|one| Some((apart(&one)?, one))).collect();
    near.sort_by_key(|(apart, _)| *apart);
    near.into_iter().take(most).map(|(_, one)| one).collect()
}

/// How many letters are other; none where the two names have nothing to do with each other.
pub fn apart(typed: &str, name: &str) -> Option<usize> {
    let (typed, name) = (unaccented(typed), unaccented(name));
    let is_near = NAME.are_between(&typed, &name)
        || words(&typed).any(|word| words(&name).any(|other| WORD.are_between(word, other)));
    is_near.then(|| osa_distance(&typed, &name))
}

/// The same of somebody, by their name or by their address.
pub fn apart_from_person(typed: &str, name: Option<&str>, contact: &str) -> Option<usize> {
    if let Ok(typed) = Email::parse(typed) {
        let contact = Email::parse(contact).ok()?;
        contact.slip_of(&typed).or_else(|| typed.slip_of(&contact))?;
        return Some(osa_distance(typed.as_str(), contact.as_str()));
    }
    // What stands behind the `@` is the same of many.
    let mailbox = contact.split_once('@').map(|(mailbox, _)| mailbox);
    let typed = typed.split_once('@').map_or(typed, |(mailbox, _)| mailbox);
    name.into_iter().chain(mailbox).filter_map(|called| apart(typed, called)).min()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| letters(word) >= TELLING)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near<'a>(typed: &str, most: usize) -> Vec<&'a str> {
        let all = ["Halcyon United States", "Halcyon EU", "Web pixel", "Élan", "EU"];
        nearest(all, |name| apart(typed, name), most)
    }

    #[test]
    fn a_shared_word_and_a_slip_are_near_and_the_nearest_comes_first() {
        assert_eq!(near("Halcyon US", 5), ["Halcyon EU", "Halcyon United States"]);
        assert_eq!(near("Halcyon US", 1), ["Halcyon EU"]);
        assert_eq!(near("halcoin eu", 5), ["Halcyon EU"], "two slips");
        assert_eq!(near("elam", 5), ["Élan"]);
        assert_eq!(near("pixel (web)", 5), ["Web pixel"]);
        assert_eq!(
            near("halcion", 5),
            ["Halcyon EU", "Halcyon United States"],
            "a slip in one word of several"
        );
    }

    #[test]
    fn what_has_nothing_to_do_with_it_is_not() {
        for typed in ["Sakura", "EV", "ER shop", "elms", "halxxxn eu", "halkion x"] {
            assert_eq!(near(typed, 5), [""; 0], "{typed}");
        }
    }

    #[test]
    fn a_word_among_others_needs_more_letters_than_a_whole_name() {
        let most = |slips: Slips| [2, 3, 4, 6, 7, 8].map(|letters| slips.most(letters));
        assert_eq!((most(NAME), most(WORD)), ([0, 1, 1, 2, 2, 2], [0, 0, 1, 1, 1, 2]));
    }

    #[test]
    fn somebody_is_near_by_their_name_and_by_their_address() {
        let mina = |typed| apart_from_person(typed, Some("Mina Okafor"), "m.okafor@agency.example");
        assert_eq!(mina("Mina Okafro"), Some(1));
        assert_eq!(mina("okafro"), Some(3), "by what is the nearer one of both");
        assert_eq!(mina("m.okafro@agency.example"), Some(1));
        assert_eq!(mina("mokafor@agency.example"), Some(1));
        assert_eq!(mina("m.okafro@"), Some(1), "half an address");
        assert_eq!(mina("leo"), None);
        assert_eq!(mina("leo@agency.example"), None, "the domain alone says nothing");
        assert_eq!(mina("agency"), None);
        assert_eq!(apart_from_person("okafro", None, "m.okafor@agency.example"), Some(3));
        assert_eq!(
            apart_from_person("yuki@gmail.com", None, "yuki@gmial.com"),
            Some(1),
            "a slip on either side"
        );
        assert_eq!(apart_from_person("yuki@gmial.com", None, "yuki@gmail.com"), Some(1));
        assert_eq!(apart_from_person("mina@agency.example", Some("Mina"), "+447700900123"), None);
    }
}
