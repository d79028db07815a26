//! Slips of the hand: how many there are between what was typed and what was meant.

use strsim::osa_distance;

/// From how many letters on one slip of the hand still tells what was meant, and two do: shorter texts are near to many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Slips {
    pub(crate) one_from: usize,
    pub(crate) two_from: usize,
}

impl Slips {
    /// How many of them a text of so many letters bears.
    pub(crate) const fn most(self, letters: usize) -> usize {
        match letters {
            letters if letters >= self.two_from => 2,
            letters if letters >= self.one_from => 1,
            _ => 0,
        }
    }

    /// How many there are between the two, if a text of so many letters bears as many.
    pub(crate) fn between(self, one: &str, two: &str, letters: usize) -> Option<usize> {
        let most = self.most(letters);
        Some(one).filter(|one| unlike(one, two) <= most)?;
        Some(osa_distance(one, two)).filter(|slips| *slips <= most)
    }

    pub(crate) fn are_between(self, one: &str, two: &str) -> bool {
        self.between(one, two, letters(one).min(letters(two))).is_some()
    }
}

/// How many letters of one the other has not, wherever they stand: never more than the slips between them, and counted in a
/// fraction of the time. A list asks it of each of its addresses and of each well-known domain.
fn unlike(one: &str, two: &str) -> usize {
    let mut more = [0_i32; 64];
    let place = |letter: char| letter as usize % 64;
    one.chars().for_each(|letter| more[place(letter)] += 1);
    two.chars().for_each(|letter| more[place(letter)] -= 1);
    let (over, under) =
        more.iter().fold((0, 0), |(over, under), more| (over + more.max(&0), under - more.min(&0)));
    usize::try_from(over.max(under)).unwrap_or(usize::MAX)
}

pub(crate) fn letters(text: &str) -> usize {
    text.chars().count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SLIPS: Slips = Slips { one_from: 3, two_from: 6 };

    proptest! {
        #[test]
        fn letters_that_are_unlike_are_slips(one in "[ab.é]{0,9}", two in "[ab.é]{0,9}") {
            let slips = osa_distance(&one, &two);
            prop_assert!(unlike(&one, &two) <= slips);
            prop_assert_eq!(SLIPS.between(&one, &two, 6), Some(slips).filter(|slips| *slips <= 2));
        }
    }

    #[test]
    fn letters_that_the_other_has_not_count_on_either_side() {
        let unlikes = [("abc", "ab"), ("ab", "abc"), ("ab", "cd"), ("abc", "cab")];
        assert_eq!(unlikes.map(|(one, two)| unlike(one, two)), [1, 1, 2, 0]);
    }

    #[test]
    fn one_slip_and_two_need_letters() {
        assert_eq!([2, 3, 5, 6, 7].map(|letters| SLIPS.most(letters)), [0, 1, 1, 2, 2]);
    }
}
