//! Until when something given is reached: no longer than the whole access, whatever its own last day (DOMAIN 5).

use std::fmt;

use super::EndDate;
use crate::zone::Zone;

/// The last day on which something given is reached, and whose end that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LastDay {
    /// Its own.
    Own(EndDate),
    /// That of the whole access, which comes first.
    Whole(EndDate),
}

impl LastDay {
    /// The earlier of the two ends; none where there is neither.
    pub fn of(own: Option<EndDate>, whole: Option<EndDate>) -> Option<Self> {
        Self::of_its_own(own, whole).or(whole.map(Self::Whole))
    }

    /// The same beside words that tell the end of the whole: what has no end of its own has nothing to add.
    pub fn of_its_own(own: Option<EndDate>, whole: Option<EndDate>) -> Option<Self> {
        own.map(|own| match whole {
            Some(whole) if whole.moment() < own.moment() => Self::Whole(whole),
            _ => Self::Own(own),
        })
    }

    pub const fn end(self) -> EndDate {
        match self {
            Self::Own(end) | Self::Whole(end) => end,
        }
    }

    /// Of days that are being typed: that the whole access ends before the other; none while either is no day.
    pub fn cut_short(own: &str, whole: &str) -> Option<String> {
        let [own, whole] =
            [own, whole].map(|typed| typed.trim().parse().ok().and_then(|day| EndDate::of(day, Zone::UTC)));
        match Self::of(Some(own?), Some(whole?))? {
            Self::Own(_) => None,
            Self::Whole(end) => Some(format!("The whole access ends before that, at the end of {end}.")),
        }
    }
}

/// `31 January 2027`, `24 December 2026, when the whole access ends`: to whoever has it, and about them.
impl fmt::Display for LastDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Own(end) => end.fmt(f),
            Self::Whole(end) => write!(f, "{end}, when the whole access ends"),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::asset::tests::end;

    #[test]
    fn the_earlier_of_the_two_ends_counts() {
        let (soon, late) = (end("2026-12-24"), end("2027-01-31"));
        assert_eq!(LastDay::of(soon, late), soon.map(LastDay::Own));
        assert_eq!(LastDay::of(late, soon), soon.map(LastDay::Whole));
        assert_eq!(LastDay::of(soon, soon), soon.map(LastDay::Own), "both at once");
        assert_eq!(LastDay::of(soon, None), soon.map(LastDay::Own));
        assert_eq!(LastDay::of(None, soon), soon.map(LastDay::Whole));
        assert_eq!(LastDay::of(None, None), None);
    }

    #[test]
    fn what_has_no_end_of_its_own_adds_nothing_to_that_of_the_whole() {
        let (soon, late) = (end("2026-12-24"), end("2027-01-31"));
        assert_eq!(LastDay::of_its_own(None, soon), None);
        assert_eq!(LastDay::of_its_own(late, soon), soon.map(LastDay::Whole));
    }

    #[test]
    fn the_words_say_whose_end_it_is() {
        let whole = LastDay::of(end("2027-01-31"), end("2026-12-24")).unwrap();
        assert_eq!(whole.to_string(), "24 December 2026, when the whole access ends");
        assert_eq!(LastDay::of(end("2026-12-24"), None).unwrap().to_string(), "24 December 2026");
    }

    #[test]
    fn a_day_that_is_typed_after_the_end_of_the_whole_is_told_so() {
        assert_eq!(
            LastDay::cut_short("2027-01-31", " 2026-12-24 ").as_deref(),
            Some("The whole access ends before that, at the end of 24 December 2026.")
        );
        for (own, whole) in [
            ("2026-12-24", "2027-01-31"),
            ("2026-12-24", "2026-12-24"),
            ("", "2026-12-24"),
            ("2026-12-24", "2026-1"),
        ] {
            assert_eq!(LastDay::cut_short(own, whole), None, "{own} {whole}");
        }
    }

    proptest! {
        #[test]
        fn nothing_is_reached_after_either_end(days in prop::array::uniform2(prop::option::of(0_i64..4))) {
            let [own, whole] = days.map(|days| days.and_then(|days| end(&format!("2027-01-{:02}", days + 1))));
            let moments = [own, whole].into_iter().flatten().map(EndDate::moment);
            prop_assert_eq!(LastDay::of(own, whole).map(|last| last.end().moment()), moments.min());
        }
    }
}
