//! **Edit**: what changes for a partner or in an Invitation, in plain words, and where two Admins who edit at once differ (DOMAIN 5).

mod assets;
mod difference;
mod ends;
mod marked;
mod merge;

use chrono::{DateTime, Utc};
pub use difference::Difference;
pub use marked::Marked;
pub use merge::{Changed, Line, Part};
use serde::{Deserialize, Serialize};

use crate::access::Modules;
use crate::asset::{AssetGrantRefusal, AssetGrants};
use crate::end::{EndDate, EndDateRefusal};
use crate::grant::Grant;
use crate::name::OrganisationName;
use crate::partner::{PartnerKind, PartnerState};
use crate::seats::SeatsFull;
use crate::zone::Zone;

/// What **Edit** changes of a partner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Access {
    /// None for the founder.
    pub kind: Option<PartnerKind>,
    pub organisation: Option<OrganisationName>,
    pub grant: Grant,
    /// Those of Standard access; whoever reads them asks [`Access::assets`].
    assets: AssetGrants,
    /// Of Standard access as a whole; whoever reads it asks [`Access::ends`].
    #[serde(default)]
    ends: Option<EndDate>,
}

/// Somebody else changed the partner since the form was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meanwhile {
    pub now: Access,
    /// Who did, and when.
    pub by: String,
    pub at: DateTime<Utc>,
}

/// Why nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum EditRefusal {
    #[error("They are not in, nor invited: their state is {}. Nothing changed.", .0.label())]
    NotIn(PartnerState),
    #[error("Nothing is changed yet. Change something, or leave it as it is.")]
    Nothing,
    #[error(transparent)]
    SeatsFull(#[from] SeatsFull),
    /// DOMAIN 2: a Business Center always has one, and nobody else could reduce them.
    #[error(
        "You are the only Admin here, and a Business Center always has one. Make somebody else an Admin first."
    )]
    LastAdmin,
    #[error("{} changed this meanwhile. Nothing of yours is lost.", .0.by)]
    Meanwhile(Box<Meanwhile>),
    /// What was shown is not what would happen.
    #[error("Something changed while you looked, and nothing is saved yet. Look once more at what ends.")]
    Rehearsal,
    #[error(transparent)]
    Assets(#[from] AssetGrantRefusal),
    #[error(transparent)]
    Ends(#[from] EndDateRefusal),
}

impl Access {
    /// Of whoever is not here yet.
    pub const NOTHING: Self =
        Self::new(None, None, Grant::Standard { modules: Modules::NONE }, AssetGrants::NONE);

    pub const fn new(
        kind: Option<PartnerKind>,
        organisation: Option<OrganisationName>,
        grant: Grant,
        assets: AssetGrants,
    ) -> Self {
        Self { kind, organisation, grant, assets, ends: None }
    }

    /// None for an Admin, who has every Asset without one being given (DOMAIN 2).
    pub fn assets(&self) -> &AssetGrants {
        static NONE: AssetGrants = AssetGrants::NONE;
        match self.grant {
            Grant::Admin => &NONE,
            Grant::Standard { .. } => &self.assets,
        }
    }

    /// None for an Admin, who has no end date (DOMAIN 5: reduce them first).
    pub const fn ends(&self) -> Option<EndDate> {
        match self.grant {
            Grant::Admin => None,
            Grant::Standard { .. } => self.ends,
        }
    }

    #[must_use]
    pub fn with_end(self, ends: Option<EndDate>) -> Self {
        Self { ends, ..self }
    }

    #[must_use]
    pub fn with_assets(self, assets: AssetGrants) -> Self {
        Self { assets, ..self }
    }

    /// With every end that `now_has` does not hold just so made anew from its day: what a form says of the moment counts for
    /// nothing, and a day may have ended between the summary and **Confirm**.
    ///
    /// # Errors
    ///
    /// For a day that is over at `now`.
    pub fn with_checked_ends(
        self,
        now_has: &Self,
        zone: Zone,
        now: DateTime<Utc>,
    ) -> Result<Self, EndDateRefusal> {
        let check = |end: Option<EndDate>, had: Option<EndDate>| match end {
            Some(end) if had != Some(end) => EndDate::parse(&end.iso(), zone, now),
            stands => Ok(stands),
        };
        let ends = check(self.ends(), now_has.ends())?;
        let assets = self.assets.try_map_ends(|grant| {
            let had = now_has.assets().get(grant.target.id()).and_then(|had| had.ends);
            check(grant.ends, had)
        })?;
        Ok(Self { assets, ends, ..self })
    }

    /// However its name is spelt.
    pub fn same_organisation(&self, other: &Self) -> bool {
        let key = |access: &Self| access.organisation.as_ref().map(OrganisationName::key);
        key(self) == key(other)
    }

    /// Nothing that **Edit** changes is different.
    pub fn is_same(&self, other: &Self) -> bool {
        self.grant == other.grant
            && self.assets().is_same(other.assets())
            && self.ends() == other.ends()
            && self.kind == other.kind
            && self.same_organisation(other)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::access::Module;
    use crate::asset::tests::{asset, end, grant};
    use crate::asset::{AssetGrant, AssetKind, AssetRole};

    pub(in crate::edit) fn standard(modules: &[Module]) -> Access {
        let grant = Grant::standard(modules.iter().copied().collect());
        Access::new(Some(PartnerKind::Agency), None, grant, AssetGrants::NONE)
    }

    pub(in crate::edit) fn admin() -> Access {
        Access { grant: Grant::Admin, ..standard(&[]) }
    }

    pub(in crate::edit) fn at(access: &Access, organisation: &str) -> Access {
        Access { organisation: OrganisationName::parse(organisation).ok(), ..access.clone() }
    }

    #[test]
    fn an_end_counts_from_its_day_whatever_moment_comes_with_it() {
        let now = "2027-01-31T12:00:00Z".parse().unwrap();
        let forged = EndDate::recorded("2027-01-31".parse().unwrap(), DateTime::UNIX_EPOCH);
        let one =
            AssetGrant { ends: Some(forged), ..grant(asset(1, AssetKind::Pixel, "Web"), AssetRole::Analyst) };
        let wanted = standard(&[]).with_end(Some(forged)).with_assets(AssetGrants::new([one]).unwrap());
        let checked = wanted.clone().with_checked_ends(&standard(&[]), Zone::UTC, now).unwrap();
        assert_eq!(checked.ends(), end("2027-01-31"));
        assert_eq!(checked.assets().iter().map(|grant| grant.ends).collect::<Vec<_>>(), [end("2027-01-31")]);
        let after = now + chrono::TimeDelta::hours(12);
        assert!(wanted.clone().with_checked_ends(&standard(&[]), Zone::UTC, after).is_err());
        assert!(wanted.clone().with_end(None).with_checked_ends(&standard(&[]), Zone::UTC, after).is_err());
        // What stands already may be over, and may be of another zone.
        assert_eq!(wanted.clone().with_checked_ends(&wanted, Zone::UTC, after), Ok(wanted));
    }

    #[test]
    fn an_organisation_is_the_same_however_it_is_spelt() {
        let (one, other) = (at(&admin(), "Bright Agency"), at(&admin(), "BRIGHT  agency"));
        assert!(one.is_same(&other) && !one.is_same(&admin()));
        assert!(one.difference(&other).also.is_empty());
        assert!(!admin().is_same(&standard(&[])) && !admin().is_same(&Access { kind: None, ..admin() }));
    }

    #[test]
    fn a_refusal_says_how_to_go_on() {
        let meanwhile = Meanwhile { now: admin(), by: "Mina Okafor".to_owned(), at: DateTime::UNIX_EPOCH };
        for (refusal, way) in [
            (EditRefusal::NotIn(PartnerState::Revoked), "their state is Revoked"),
            (EditRefusal::Nothing, "Change something"),
            (EditRefusal::LastAdmin, "Make somebody else an Admin first"),
            (EditRefusal::Meanwhile(Box::new(meanwhile)), "Mina Okafor changed this meanwhile"),
            (EditRefusal::Rehearsal, "Look once more"),
            (EditRefusal::Assets(AssetGrantRefusal::NotHere("Web".to_owned())), "Take it out of the list"),
        ] {
            let sentence = refusal.to_string();
            assert!(sentence.contains(way) && sentence.ends_with('.'), "{sentence}");
        }
    }

    pub(in crate::edit) fn any_access() -> impl Strategy<Value = Access> {
        let grant = prop_oneof![
            Just(Grant::Admin),
            (0_i64..32).prop_map(|bits| Grant::standard(Modules::from_bits(bits).unwrap()))
        ];
        (0_usize..5, 0_usize..3, grant, assets::tests::any_assets(), any::<bool>()).prop_map(
            |(kind, organisation, grant, assets, ends)| {
                let organisation =
                    OrganisationName::parse(["", "Bright Agency", "Northlight"][organisation]).ok();
                Access::new(Some(PartnerKind::ALL[kind]), organisation, grant, assets).with_end(if ends {
                    end("2027-01-31")
                } else {
                    None
                })
            },
        )
    }

    proptest! {
        #[test]
        fn nothing_changed_is_no_difference(access in any_access()) {
            let difference = access.difference(&access);
            prop_assert!(difference.gains.is_empty() && difference.loses.is_empty() && difference.also.is_empty());
            prop_assert!(access.lines(&access, &access).is_empty());
        }
    }
}
