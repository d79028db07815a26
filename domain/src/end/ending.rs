//! What of somebody's access ends, and when.

use chrono::{DateTime, Utc};

use super::{EndDate, LastDay, is_soon};
use crate::asset::AssetGrants;
use crate::zone::Zone;

/// The whole access, and what ends before it of single Assets and groups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ending {
    pub whole: Option<EndDate>,
    /// "Halcyon EU as Operator"; by name.
    pub parts: Vec<(String, EndDate)>,
}

impl Ending {
    /// Of the whole access, and of what was given. A part that lasts no shorter than the whole ends with it.
    pub fn of(whole: Option<EndDate>, given: &AssetGrants) -> Self {
        let own = |ends| match LastDay::of_its_own(ends, whole)? {
            LastDay::Own(end) => {
                Some(end).filter(|end| whole.is_none_or(|whole| end.moment() < whole.moment()))
            }
            LastDay::Whole(_) => None,
        };
        let parts = given.iter().filter_map(|grant| Some((grant.to_string(), own(grant.ends)?)));
        Self { whole, parts: parts.collect() }
    }

    pub fn is_nothing(&self) -> bool {
        self.whole.is_none() && self.parts.is_empty()
    }

    /// What a mail that was caused at `at` tells as it leaves: what ends within a week and is not over.
    #[must_use]
    pub fn soon(&self, at: DateTime<Utc>, now: DateTime<Utc>, zone: Zone) -> Self {
        let soon = |end: EndDate| is_soon(end.moment(), at, zone) && !end.is_over(now);
        Self {
            whole: self.whole.filter(|end| soon(*end)),
            parts: self.parts.iter().filter(|(_, end)| soon(*end)).cloned().collect(),
        }
    }

    /// What ends first.
    pub fn first(&self) -> Option<EndDate> {
        let ends = self.parts.iter().map(|(_, end)| *end).chain(self.whole);
        ends.min_by_key(|end| end.moment())
    }

    /// "The whole access: until the end of 31 January 2027 (Berlin time)"
    pub fn lines(&self, zone: Zone) -> Vec<String> {
        let line = |what: &str, end: EndDate| format!("{what}: until the end of {end} ({})", zone.words());
        let whole = self.whole.map(|end| line("The whole access", end));
        whole.into_iter().chain(self.parts.iter().map(|(what, end)| line(what, *end))).collect()
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;
    use crate::asset::tests::{asset, end, grant};
    use crate::asset::{AssetGrant, AssetKind, AssetRole};

    fn until(day: &str) -> EndDate {
        EndDate::parse(day, Zone::UTC, DateTime::UNIX_EPOCH).unwrap().unwrap()
    }

    fn ending(whole: Option<&str>, parts: &[(&str, &str)]) -> Ending {
        let parts = parts.iter().map(|(what, day)| ((*what).to_owned(), until(day))).collect();
        Ending { whole: whole.map(until), parts }
    }

    fn soon(ending: &Ending, at: &str) -> Ending {
        let at = at.parse().unwrap();
        ending.soon(at, at, Zone::UTC)
    }

    #[test]
    fn nothing_ends_only_where_neither_the_whole_nor_a_part_does() {
        let part = [("EU", "2027-01-27")];
        assert!(ending(None, &[]).is_nothing());
        assert!(!ending(Some("2027-01-31"), &[]).is_nothing());
        assert!(!ending(None, &part).is_nothing());
        assert!(!ending(Some("2027-01-31"), &part).is_nothing());
    }

    #[test]
    fn what_ends_within_a_week_is_told_and_nothing_else() {
        let all = ending(Some("2027-01-31"), &[("EU", "2027-01-27"), ("US", "2027-01-20")]);
        let told = soon(&all, "2027-01-25T00:00:00Z");
        assert_eq!(told, ending(Some("2027-01-31"), &[("EU", "2027-01-27")]));
        assert_eq!(told.first(), Some(until("2027-01-27")));
        assert_eq!(soon(&all, "2027-01-24T23:59:59Z"), ending(None, &[("EU", "2027-01-27")]));
        assert!(soon(&ending(None, &[]), "2027-01-25T00:00:00Z").is_nothing());
    }

    #[test]
    fn a_part_that_lasts_no_shorter_than_the_whole_is_not_told_apart() {
        let until = |number, day| AssetGrant {
            ends: end(day),
            ..grant(asset(number, AssetKind::Pixel, &format!("Pixel {number}")), AssetRole::Analyst)
        };
        let given = [(1, "2027-01-30"), (2, "2027-01-31"), (3, "2027-02-01")];
        let given = AssetGrants::new(given.map(|(number, day)| until(number, day))).unwrap();
        let parts = |ending: Ending| ending.parts.into_iter().map(|(what, _)| what).collect::<Vec<_>>();
        assert_eq!(parts(Ending::of(end("2027-01-31"), &given)), ["Pixel 1 as Analyst"]);
        assert_eq!(parts(Ending::of(None, &given)).len(), 3);
    }

    #[test]
    fn a_mail_that_leaves_late_tells_what_still_lies_ahead() {
        let all = ending(None, &[("EU", "2027-01-27"), ("US", "2027-01-20"), ("Web", "2027-02-02")]);
        let caused: DateTime<Utc> = "2027-01-21T00:00:00Z".parse().unwrap();
        let told = all.soon(caused, caused + TimeDelta::days(6), Zone::UTC);
        assert_eq!(told, ending(None, &[("EU", "2027-01-27")]), "nor what came within a week since");
        assert!(all.soon(caused, caused + TimeDelta::days(7), Zone::UTC).is_nothing());
    }

    #[test]
    fn each_line_says_what_ends_and_when_and_in_which_zone() {
        let berlin = Zone::parse("Europe/Berlin").unwrap();
        assert_eq!(
            ending(Some("2027-01-31"), &[("Halcyon EU as Operator", "2027-01-27")]).lines(berlin),
            [
                "The whole access: until the end of 31 January 2027 (Berlin time)",
                "Halcyon EU as Operator: until the end of 27 January 2027 (Berlin time)",
            ]
        );
    }
}
