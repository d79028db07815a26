//! Assets and groups whose names are nearly what somebody typed, where none is called so.

use strsim::osa_distance;

use super::AssetTarget;
use crate::fold::unaccented;

/// Letters of the shortest word that says something by itself.
const WORD: usize = 3;
/// Letters of the shortest name in which a second slip is one.
const TWO_SLIPS_FROM: usize = 6;

/// Those that share a word with what was typed, or are a slip or two away; the nearest first, never more than `most`.
pub fn nearest<'a>(
    typed: &str,
    targets: impl IntoIterator<Item = &'a AssetTarget>,
    most: usize,
) -> Vec<&'a AssetTarget> {
    let typed = unaccented(typed);
    let distance = |target: &'a AssetTarget| Some((distance(&typed, &unaccented(target.name()))?, target));
    let mut near: Vec<_> = targets.into_iter().filter_map(distance).collect();
    near.sort_by_key(|(distance, _)| *distance);
    near.into_iter().take(most).map(|(_, target)| target).collect()
}

/// In slips; none where the two have nothing to do with each other.
fn distance(typed: &str, name: &str) -> Option<usize> {
    let slips = osa_distance(typed, name);
    let length = typed.chars().count().min(name.chars().count());
    let is_slip = match slips {
        0 | 1 => length >= WORD,
        2 => length >= TWO_SLIPS_FROM,
        _ => false,
    };
    (is_slip || share_a_word(typed, name)).then_some(slips)
}

fn share_a_word(one: &str, two: &str) -> bool {
    words(one).any(|word| words(two).any(|other| other == word))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| word.chars().count() >= WORD)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asset::AssetKind;
    use crate::asset::tests::{asset, group};

    fn near(typed: &str, most: usize) -> Vec<String> {
        let all = [
            asset(1, AssetKind::AdAccount, "Halcyon United States"),
            asset(2, AssetKind::AdAccount, "Halcyon EU"),
            asset(3, AssetKind::Pixel, "Web pixel"),
            group(4, "Élan"),
            asset(5, AssetKind::Pixel, "EU"),
        ];
        nearest(typed, &all, most).into_iter().map(|target| target.name().to_owned()).collect()
    }

    #[test]
    fn a_shared_word_and_a_slip_are_near_and_the_nearest_comes_first() {
        assert_eq!(near("Halcyon US", 5), ["Halcyon EU", "Halcyon United States"]);
        assert_eq!(near("Halcyon US", 1), ["Halcyon EU"]);
        assert_eq!(near("halcion eu", 5), ["Halcyon EU"]);
        assert_eq!(near("halcoin eu", 5), ["Halcyon EU"], "two slips");
        assert_eq!(near("elam", 5), ["Élan"]);
        assert_eq!(near("pixel (web)", 5), ["Web pixel"]);
    }

    #[test]
    fn what_has_nothing_to_do_with_it_is_not() {
        for typed in ["Sakura", "EV", "ER shop", "elms", "halxxxn eu"] {
            assert_eq!(near(typed, 5), Vec::<String>::new(), "{typed}");
        }
    }
}
