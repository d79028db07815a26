//! Who reaches something at one moment of the past. The same pure rules decide as for the present.

use chrono::{DateTime, Utc};
use domain::access::Modules;
use domain::asset::{AssetTarget, Reached, TargetId, Way, reached};
use domain::end::{EndDate, LastDay};
use domain::grant::Grant;
use domain::id::{AssetId, PartnerId};
use domain::invitation::partner_state;
use domain::name::{AssetGroupName, Purpose};
use domain::partner::PartnerState;

use super::replay::{Mark, PastAsset, Person, Replay};

/// What is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Who was in, with what.
    BusinessCenter,
    Asset(AssetId),
}

/// Somebody who could reach it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reacher {
    pub partner: PartnerId,
    pub name: String,
    pub reach: Reach,
    /// The entry that made it so: the newest of all that it needs.
    pub made: Mark,
    /// When the clock takes it away, and by which of the two ends.
    pub ends: Option<LastDay>,
}

/// How far, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Everything (DOMAIN 2).
    Admin,
    /// The Business Center, with these Modules.
    Standard(Modules),
    /// The Asset, because it was given.
    Asset(Reached<PastWay>),
}

/// One way to an Asset, as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastWay {
    pub way: Way,
    pub purpose: Option<Purpose>,
    /// The entry that gave it.
    pub given: Mark,
    /// The entry that made it lead there: for a group, the Asset may have come into it later.
    made: Mark,
}

impl Replay {
    /// Everybody who reaches it at a moment that is not before the newest entry.
    pub fn reachers(&self, subject: Subject, now: DateTime<Utc>) -> Vec<Reacher> {
        self.people.keys().filter_map(|partner| self.reacher(*partner, subject, now)).collect()
    }

    pub(super) fn reacher(
        &self,
        partner: PartnerId,
        subject: Subject,
        now: DateTime<Utc>,
    ) -> Option<Reacher> {
        let person = self.people.get(&partner)?;
        let ends = person.ends.map(EndDate::moment);
        // An Invitation that is not accepted opens nothing, whether it has expired or not.
        if partner_state(person.recorded, now, ends, now) != PartnerState::Active {
            return None;
        }
        let (reach, made, ends) = match (subject, person.grant) {
            (Subject::BusinessCenter, Grant::Admin) => (Reach::Admin, person.given, None),
            (Subject::BusinessCenter, Grant::Standard { modules }) => {
                (Reach::Standard(modules), person.given, LastDay::of(None, person.ends))
            }
            (Subject::Asset(asset), grant) => {
                let asset = (asset, self.assets.get(&asset).filter(|asset| asset.removed.is_none())?);
                match grant {
                    Grant::Admin => (Reach::Admin, person.stands.max(asset.1.registered), None),
                    Grant::Standard { .. } => {
                        let reached = reached(ways(person, asset), now, |way| &way.way).pop()?;
                        let made = reached.counts.made;
                        let ends = LastDay::of(reached.counts.way.ends, person.ends);
                        (Reach::Asset(reached), person.stands.max(made), ends)
                    }
                }
            }
        };
        Some(Reacher { partner, name: person.called().to_owned(), reach, made, ends })
    }
}

/// All that lead to the Asset, by itself and through the groups that it is in.
fn ways(person: &Person, (id, asset): (AssetId, &PastAsset)) -> Vec<PastWay> {
    let way = |(grant, given): &(domain::asset::AssetGrant, Mark)| {
        let (through, since) = match &grant.target {
            AssetTarget::Asset { .. } => {
                (None, (grant.target.id() == TargetId::Asset(id)).then_some(*given)?)
            }
            AssetTarget::Group { name, .. } => {
                let in_it = |(group, _): &&(AssetGroupName, Mark)| group.key() == name.key();
                (Some(name.clone()), asset.groups.iter().find(in_it)?.1)
            }
        };
        let way = Way { asset: id, through, role: grant.role, ends: grant.ends };
        Some(PastWay { way, purpose: grant.purpose.clone(), given: *given, made: since.max(*given) })
    };
    person.assets.iter().filter_map(way).collect()
}
