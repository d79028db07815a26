//! What an edit means for the days on which access ends. Nothing lasts longer than the whole, whatever its own last day.

use std::cmp::Ordering;

use chrono::{DateTime, Utc};

use super::Access;
use super::assets::AssetDifference;
use crate::asset::AssetGrant;
use crate::end::{EndDate, LastDay};

/// The last day of something, where it has one.
type Ends = Option<EndDate>;

impl AssetDifference {
    /// What the end of the whole access means.
    pub(super) fn whole_end(&mut self, ended: Ends, ends: Ends) {
        let [lasted, lasts] = [ended, ends].map(|end| until(end.map(LastDay::Whole)));
        match (lasted.cmp(&lasts), ends) {
            (Ordering::Less, None) => self.gains.push("What is granted, without an end date".to_owned()),
            (Ordering::Less, Some(end)) => {
                self.gains.push(format!("What is granted, until the end of {end}"));
            }
            (Ordering::Greater, Some(end)) => {
                self.loses.push(format!("What is granted, at the end of {end}"));
            }
            // Nothing lasts longer than what has no end.
            (Ordering::Equal, _) | (Ordering::Greater, None) => {}
        }
    }

    /// Of one thing: its own end with that of the whole, before and after.
    pub(super) fn end(&mut self, name: &str, (was, ended): (Ends, Ends), (is, ends): (Ends, Ends)) {
        let (lasted, lasts) = (LastDay::of(was, ended), LastDay::of(is, ends));
        let moved = moment(was) != moment(is);
        let order = until(lasted).cmp(&until(lasts));
        let said = match (order, lasts) {
            // What comes with the end of the whole alone is told of that.
            (_, None | Some(LastDay::Whole(_))) if !moved => return,
            (Ordering::Less, None) => Some((&mut self.gains, "without an end date".to_owned())),
            (Ordering::Less, Some(last)) => Some((&mut self.gains, format!("until the end of {last}"))),
            (Ordering::Greater, Some(LastDay::Own(end))) => {
                Some((&mut self.loses, format!("at the end of {end}")))
            }
            (Ordering::Equal | Ordering::Greater, _) => None,
        };
        let later = matches!(lasts, Some(LastDay::Whole(_))) && is.is_some();
        let nothing = said.is_none();
        if let Some((lines, words)) = said {
            lines.push(format!("{name}, {words}"));
        }
        if moved && (nothing || later) {
            let [was, is] = [was, is].map(|end| end.map_or_else(|| "none".to_owned(), |end| end.to_string()));
            let later = if later { ", after the whole access ends" } else { "" };
            self.also.push(format!("Last day of {name}: {was} → {is}{later}"));
        }
    }
}

fn moment(end: Ends) -> Option<DateTime<Utc>> {
    end.map(EndDate::moment)
}

/// What has no end lasts longest.
fn until(last: Option<LastDay>) -> DateTime<Utc> {
    last.map_or(DateTime::<Utc>::MAX_UTC, |last| last.end().moment())
}

impl Access {
    /// Whether something that had an end ends at another time, or never, or is not theirs any more: an answer to whoever
    /// asked to extend it. A last day that only moves after the end of the whole is none.
    pub fn moves_an_end(&self, after: &Self) -> bool {
        let moved = |had: Option<LastDay>, has: Option<LastDay>| {
            let moment = |last: Option<LastDay>| last.map(|last| last.end().moment());
            had.is_some() && moment(had) != moment(has)
        };
        let has = |id| after.assets().get(id).and_then(|grant| LastDay::of(grant.ends, after.ends()));
        moved(LastDay::of(None, self.ends()), LastDay::of(None, after.ends()))
            || self
                .assets()
                .iter()
                .any(|had| moved(LastDay::of_its_own(had.ends, self.ends()), has(had.target.id())))
    }

    /// Of each Asset whose own last day comes after the whole access ends: what is typed is kept, and counts once that end
    /// is moved.
    pub fn cut_short(&self) -> Vec<String> {
        let cut = |grant: &AssetGrant| match LastDay::of_its_own(grant.ends, self.ends())? {
            LastDay::Own(_) => None,
            LastDay::Whole(end) => Some(format!(
                "The last day of {} is {}. The whole access ends before that, at the end of {end}.",
                grant.target.name(),
                grant.ends?
            )),
        };
        self.assets().iter().filter_map(cut).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::assets::tests::{eu, lines, lines_within};
    use super::super::tests::{admin, at, standard};
    use super::*;
    use crate::asset::tests::{asset, end, grant};
    use crate::asset::{AssetGrants, AssetKind, AssetRole};
    use crate::grant::Grant;

    #[test]
    fn an_end_is_set_moved_and_lifted() {
        let until = |day| AssetGrant { ends: end(day), ..grant(eu(), AssetRole::Analyst) };
        let open = grant(eu(), AssetRole::Analyst);
        let loses = |line: &str| [Vec::new(), vec![line.to_owned()], Vec::new()];
        let gains = |line: &str| [vec![line.to_owned()], Vec::new(), Vec::new()];
        assert_eq!(lines(&open, &until("2027-01-31")), loses("Halcyon EU, at the end of 31 January 2027"));
        assert_eq!(
            lines(&until("2027-01-31"), &until("2026-12-24")),
            loses("Halcyon EU, at the end of 24 December 2026")
        );
        assert_eq!(
            lines(&until("2026-12-24"), &until("2027-01-31")),
            gains("Halcyon EU, until the end of 31 January 2027")
        );
        assert_eq!(lines(&until("2027-01-31"), &open), gains("Halcyon EU, without an end date"));
        assert_eq!(lines(&until("2027-01-31"), &until("2027-01-31")), [(); 3].map(|()| Vec::<String>::new()));
    }

    #[test]
    fn nothing_is_gained_after_the_whole_access_ends() {
        let until =
            |day: Option<&str>| AssetGrant { ends: day.and_then(end), ..grant(eu(), AssetRole::Analyst) };
        let lines = |was: (Option<&str>, &str), is: (Option<&str>, &str)| {
            lines_within((&until(was.0), end(was.1)), (&until(is.0), end(is.1)))
        };
        let (soon, late, later) = (Some("2026-12-20"), Some("2027-01-31"), Some("2027-02-28"));
        let of = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
        let whole = "2026-12-24";
        assert_eq!(
            lines((late, whole), (later, whole)),
            [
                of(&[]),
                of(&[]),
                of(&[
                    "Last day of Halcyon EU: 31 January 2027 → 28 February 2027, after the whole access ends"
                ])
            ]
        );
        assert_eq!(
            lines((soon, whole), (late, whole)),
            [
                of(&["Halcyon EU, until the end of 24 December 2026, when the whole access ends"]),
                of(&[]),
                of(&[
                    "Last day of Halcyon EU: 20 December 2026 → 31 January 2027, after the whole access ends"
                ])
            ]
        );
        assert_eq!(
            lines((late, whole), (None, whole)),
            [of(&[]), of(&[]), of(&["Last day of Halcyon EU: 31 January 2027 → none"])]
        );
        assert_eq!(
            lines((late, whole), (Some(whole), whole)),
            [of(&[]), of(&[]), of(&["Last day of Halcyon EU: 31 January 2027 → 24 December 2026"])]
        );
        assert_eq!(
            lines((late, whole), (soon, whole)),
            [of(&[]), of(&["Halcyon EU, at the end of 20 December 2026"]), of(&[])]
        );
        // What only comes with the end of the whole is told of that.
        assert_eq!(
            lines((late, "2027-03-31"), (late, whole)),
            [of(&[]), of(&["What is granted, at the end of 24 December 2026"]), of(&[])]
        );
        for own in [None, later] {
            assert_eq!(
                lines((own, "2026-12-20"), (own, whole)),
                [of(&["What is granted, until the end of 24 December 2026"]), of(&[]), of(&[])]
            );
        }
        assert_eq!(
            lines((late, whole), (late, "2027-03-31")),
            [
                of(&[
                    "Halcyon EU, until the end of 31 January 2027",
                    "What is granted, until the end of 31 March 2027"
                ]),
                of(&[]),
                of(&[])
            ]
        );
    }

    #[test]
    fn moving_or_taking_away_an_end_is_told_from_all_other_changes() {
        let of = |ends| AssetGrant { ends, ..grant(asset(1, AssetKind::Pixel, "Web"), AssetRole::Analyst) };
        let with = |whole, part: Option<AssetGrant>| {
            standard(&[]).with_end(whole).with_assets(AssetGrants::new(part).unwrap())
        };
        let (one, other) = (end("2027-01-31"), end("2027-02-28"));
        assert!(
            with(one, None).moves_an_end(&with(other, None))
                && with(one, None).moves_an_end(&with(None, None))
        );
        assert!(with(one, None).moves_an_end(&admin()), "an Admin has no end");
        assert!(with(None, Some(of(one))).moves_an_end(&with(None, Some(of(other)))));
        assert!(with(None, Some(of(one))).moves_an_end(&with(None, None)), "it was taken away");
        // An end that is new is no answer to somebody who asked to extend another.
        assert!(!with(None, None).moves_an_end(&with(one, Some(of(one)))));
        // Nothing that they have ends at another time.
        let whole = end("2027-01-15");
        assert!(!with(whole, Some(of(one))).moves_an_end(&with(whole, Some(of(other)))));
        assert!(!with(whole, Some(of(one))).moves_an_end(&with(whole, Some(of(None)))));
        assert!(with(whole, Some(of(one))).moves_an_end(&with(whole, Some(of(end("2027-01-14"))))));
        let same = with(one, Some(of(one)));
        let operator = AssetGrant { role: AssetRole::Operator, ..of(one) };
        assert!(!same.moves_an_end(&at(&with(one, Some(operator)), "Bright Agency")));
    }

    #[test]
    fn a_last_day_after_the_end_of_the_whole_is_named_and_kept() {
        let web = AssetGrant {
            ends: end("2027-01-31"),
            ..grant(asset(1, AssetKind::Pixel, "Web"), AssetRole::Analyst)
        };
        let until =
            |whole| standard(&[]).with_end(whole).with_assets(AssetGrants::new([web.clone()]).unwrap());
        assert_eq!(
            until(end("2026-12-24")).cut_short(),
            [
                "The last day of Web is 31 January 2027. The whole access ends before that, at the end of 24 December 2026."
            ]
        );
        for whole in [None, end("2027-01-31"), end("2027-02-01")] {
            assert!(until(whole).cut_short().is_empty());
        }
        assert!(Access { grant: Grant::Admin, ..until(end("2026-12-24")) }.cut_short().is_empty());
    }
}
