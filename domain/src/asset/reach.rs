//! What somebody reaches of the Assets, and through what: given directly and through groups, the strongest counts, and
//! which one that is can be told (DOMAIN 2).

use std::cmp::Reverse;
use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::AssetRole;
use crate::end::EndDate;
use crate::id::AssetId;
use crate::name::AssetGroupName;

/// One way to one Asset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    pub asset: AssetId,
    /// The group that it was given with; none where it was given by itself.
    pub through: Option<AssetGroupName>,
    pub role: AssetRole,
    pub ends: Option<EndDate>,
}

/// What somebody has of one Asset at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    Nothing,
    /// Every way to it ended; this is the last day of the last.
    Ended(EndDate),
    Role(AssetRole),
}

/// An Asset with the ways to it that stand, the one that counts first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reached<W> {
    pub counts: W,
    pub others: Vec<W>,
}

impl Way {
    fn stands(&self, now: DateTime<Utc>) -> bool {
        self.ends.is_none_or(|end| !end.is_over(now))
    }

    /// The stronger role first; of one role what lasts longest, then what was given by itself, then the groups by name:
    /// whoever asks, and of whatever, is told the same.
    fn weight(&self) -> impl Ord {
        let lasts = self.ends.map_or(DateTime::<Utc>::MAX_UTC, EndDate::moment);
        let group = self.through.as_ref().map(AssetGroupName::as_str);
        (self.role, lasts, group.is_none(), Reverse(group))
    }
}

impl Hold {
    /// What all the ways to one Asset come to.
    pub fn of<'a>(ways: impl IntoIterator<Item = &'a Way>, now: DateTime<Utc>) -> Self {
        ways.into_iter().fold(Self::Nothing, |hold, way| match (hold, way.ends) {
            (hold, Some(end)) if end.is_over(now) => hold.or_ended(end),
            (Self::Role(role), _) => Self::Role(role.max(way.role)),
            (Self::Nothing | Self::Ended(_), _) => Self::Role(way.role),
        })
    }

    fn or_ended(self, end: EndDate) -> Self {
        match self {
            Self::Ended(other) if other.moment() >= end.moment() => self,
            Self::Nothing | Self::Ended(_) => Self::Ended(end),
            Self::Role(_) => self,
        }
    }
}

/// Each Asset that is reached at `now`, in the order of the first way to it. `way` says what of a row is its way.
pub fn reached<W>(rows: Vec<W>, now: DateTime<Utc>, way: impl Fn(&W) -> &Way) -> Vec<Reached<W>> {
    let mut all: Vec<Reached<W>> = Vec::new();
    let mut places = HashMap::new();
    for row in rows {
        if !way(&row).stands(now) {
            continue;
        }
        let place = *places.entry(way(&row).asset).or_insert(all.len());
        match all.get_mut(place) {
            None => all.push(Reached { counts: row, others: Vec::new() }),
            Some(reached) if way(&row).weight() > way(&reached.counts).weight() => {
                let weaker = std::mem::replace(&mut reached.counts, row);
                reached.others.push(weaker);
            }
            Some(reached) => reached.others.push(row),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::super::grant::tests::end;
    use super::*;

    const NOW: &str = "2026-11-25T12:00:00Z";

    fn now() -> DateTime<Utc> {
        NOW.parse().unwrap()
    }

    fn way(asset: u128, through: Option<&str>, role: AssetRole, ends: Option<&str>) -> Way {
        Way {
            asset: AssetId::from_uuid(Uuid::from_u128(asset)),
            through: through.map(|name| AssetGroupName::parse(name).unwrap()),
            role,
            ends: ends.and_then(end),
        }
    }

    fn of(ways: &[Way]) -> Vec<Reached<Way>> {
        reached(ways.to_vec(), now(), |way| way)
    }

    #[test]
    fn the_strongest_of_several_counts() {
        let direct = way(1, None, AssetRole::Analyst, None);
        let through = way(1, Some("Launch"), AssetRole::Operator, Some("2026-12-24"));
        for ways in [[direct.clone(), through.clone()], [through.clone(), direct.clone()]] {
            assert_eq!(of(&ways), [Reached { counts: through.clone(), others: vec![direct.clone()] }]);
        }
    }

    #[test]
    fn of_one_role_what_lasts_longest_counts_then_what_was_given_by_itself() {
        let ends = way(1, None, AssetRole::Analyst, Some("2026-12-24"));
        let stays = way(1, Some("Web"), AssetRole::Analyst, None);
        assert_eq!(of(&[ends, stays.clone()])[0].counts, stays);
        let direct = way(1, None, AssetRole::Analyst, None);
        assert_eq!(of(&[stays.clone(), direct.clone()])[0].counts, direct);
        assert_eq!(of(&[direct.clone(), stays])[0].counts, direct);
    }

    #[test]
    fn of_groups_that_give_the_same_the_first_by_name_counts_whichever_comes_first() {
        let [spring, web] = ["Spring", "Web"].map(|group| way(1, Some(group), AssetRole::Analyst, None));
        for ways in [[spring.clone(), web.clone()], [web.clone(), spring.clone()]] {
            assert_eq!(of(&ways)[0].counts, spring);
        }
    }

    #[test]
    fn of_two_that_are_the_same_in_all_the_first_counts() {
        let way = way(1, Some("Web"), AssetRole::Analyst, None);
        let found = reached(vec![(way.clone(), 1), (way, 2)], now(), |(way, _)| way);
        assert_eq!((found[0].counts.1, found[0].others[0].1), (1, 2));
    }

    #[test]
    fn what_ended_counts_no_more() {
        let over = way(1, None, AssetRole::Operator, Some("2026-11-24"));
        let today = way(1, Some("Web"), AssetRole::Analyst, Some("2026-11-25"));
        assert_eq!(of(&[over.clone(), today.clone()]), [Reached { counts: today, others: Vec::new() }]);
        assert_eq!(of(&[over]), []);
    }

    #[test]
    fn assets_keep_their_order() {
        let ways = [3, 1, 3, 2].map(|asset| way(asset, None, AssetRole::Analyst, None));
        let order: Vec<_> = of(&ways).iter().map(|reached| reached.counts.asset.uuid().as_u128()).collect();
        assert_eq!(order, [3, 1, 2]);
    }

    fn any_ways() -> impl Strategy<Value = Vec<Way>> {
        prop::collection::vec((0_u128..3, 0_usize..3, any::<bool>(), 0_usize..4), 0..12).prop_map(|ways| {
            let way = |(asset, through, operator, ends): (u128, usize, bool, usize)| {
                let role = if operator { AssetRole::Operator } else { AssetRole::Analyst };
                let ends = [None, Some("2026-11-20"), Some("2026-11-24"), Some("2026-12-24")][ends];
                way(asset, [None, Some("Web"), Some("Launch")][through], role, ends)
            };
            ways.into_iter().map(way).collect()
        })
    }

    proptest! {
        #[test]
        fn what_is_held_is_what_is_reached(ways in any_ways()) {
            for asset in 0..3 {
                let ways: Vec<_> = ways.iter().filter(|way| way.asset.uuid().as_u128() == asset).cloned().collect();
                let expected = match (of(&ways).first(), ways.iter().filter_map(|way| way.ends).max_by_key(|end| end.moment())) {
                    (Some(reached), _) => Hold::Role(reached.counts.role),
                    (None, Some(end)) => Hold::Ended(end),
                    (None, None) => Hold::Nothing,
                };
                prop_assert_eq!(Hold::of(&ways, now()), expected);
            }
        }

        #[test]
        fn one_more_way_never_makes_weaker(ways in any_ways()) {
            let role = |ways: &[Way], asset| {
                of(ways).into_iter().find(|reached| reached.counts.asset == asset).map(|reached| reached.counts.role)
            };
            for way in &ways {
                let without: Vec<_> = ways.iter().filter(|other| *other != way).cloned().collect();
                prop_assert!(role(&ways, way.asset) >= role(&without, way.asset));
            }
            let standing = ways.iter().filter(|way| way.stands(now())).count();
            prop_assert_eq!(of(&ways).iter().map(|reached| 1 + reached.others.len()).sum::<usize>(), standing);
        }
    }
}
