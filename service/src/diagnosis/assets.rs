//! **Assets are not showing up**.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use domain::asset::{AssetGrants, AssetTarget, Hold, TargetId};
use domain::decision::Subject;
use domain::diagnosis::assets::{Facts, GivenAsset, GivenGroup, RECENT, Taken, TakenBy};
use domain::grant::Grant;
use domain::id::{AssetGroupId, AssetId, PartnerId};
use domain::name::AssetGroupName;

use crate::asset::{AssetReach, AssetWay, asset_grants, asset_reach};
use crate::audit::{Access, Event, GroupedAsset};
use crate::capability::{Admin, Member};
use crate::clock::micros;
use crate::failure::Failure;
use crate::partner::{Entry, PartnerDetails};

/// What a diagnosis of **Assets are not showing up** looks at.
#[derive(Clone, Debug)]
pub struct Assets {
    pub partner: PartnerDetails,
    pub facts: Facts,
    /// What is registered here and not given to them.
    pub others: Vec<AssetTarget>,
}

/// By whom what was taken may be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Known {
    ToAdmins,
    /// By whoever it was taken from: since they are in, and of groups that they have.
    ToThem,
}

/// Whatever may have taken something from them, and the invitation before which nothing counts; the newest first. More than
/// as many edits of one partner within ninety days are nobody's.
const TAKING: &str = r#"
    SELECT a.at, a.actor, a.body
      FROM audit_about t
      JOIN audit a ON a.center_id = t.center_id AND a.number = t.number
     WHERE t.center_id = $1 AND t.partner_id = $2 AND a.at >= $3
       AND (a.body LIKE '{"event":"AccessEdited"%' OR a.body LIKE '{"event":"AssetEdited"%'
            OR a.body LIKE '{"event":"AssetRemoved"%' OR a.body LIKE '{"event":"AssetGroupFilled"%'
            OR a.body LIKE '{"event":"AssetGroupRemoved"%' OR a.body LIKE '{"event":"PartnerInvited"%'
            OR a.body LIKE '{"event":"InvitationAccepted"%')
     ORDER BY t.number DESC
     LIMIT 500"#;

impl Admin {
    /// # Errors
    /// Not found for a partner of others.
    pub async fn assets_facts(&self, partner: PartnerId) -> Result<Assets, Failure> {
        let details = self.partner(partner).await?;
        let mut facts = self.member().given(partner, details.subject(), Known::ToAdmins).await?;
        let mut others = self.some_targets().await?;
        facts.name_what_is_here(&others);
        others.retain(|target| match target.id() {
            TargetId::Asset(id) => facts.assets.iter().all(|asset| asset.id != id),
            TargetId::Group(id) => facts.groups.iter().all(|group| group.id != id),
        });
        Ok(Assets { partner: details, facts, others })
    }
}

impl Member {
    /// What somebody was given, and what was taken from them; what that is now, for whoever names it, is left open.
    pub(super) async fn given(
        &self,
        partner: PartnerId,
        who: Subject,
        known: Known,
    ) -> Result<Facts, Failure> {
        let now = self.keyholder().clock().now();
        let reach = asset_reach(self.keyholder(), partner, self.center().zone).await?;
        let given = asset_grants(self.keyholder(), partner, self.center().zone).await?;
        let stands = |id: AssetGroupId| given.get(TargetId::Group(id)).is_some_and(|grant| grant.stands(now));
        let groups = given_groups(&given, &reach);
        let mut known_groups = groups.clone();
        known_groups.retain(|group| known == Known::ToAdmins || stands(group.id));
        let taken = self.taken_from(partner, &known_groups, known, now).await?;
        Ok(Facts { who, assets: reach.holds(now).into_iter().map(self::given).collect(), groups, taken })
    }

    async fn taken_from(
        &self,
        partner: PartnerId,
        groups: &[GivenGroup],
        known: Known,
        now: DateTime<Utc>,
    ) -> Result<Vec<Taken>, Failure> {
        let rows = read!(self.keyholder().db(), |c| sqlx::query_as::<_, (i64, String, String)>(TAKING)
            .bind(self.center().id.uuid())
            .bind(partner.uuid())
            .bind(micros(now - RECENT))
            .fetch_all(c)
            .await)?;
        let entries = rows.into_iter().map(Entry::read).collect::<Result<Vec<_>, _>>()?;
        let since = entries.iter().take_while(|entry| match &entry.event {
            Event::PartnerInvited { .. } => false,
            Event::InvitationAccepted { partner: in_it, .. } => {
                known == Known::ToAdmins || *in_it != partner.uuid()
            }
            _ => true,
        });
        let theirs = |taken: &Taken| match &taken.how {
            TakenBy::LeavingGroup(name) => {
                known == Known::ToAdmins || groups.iter().any(|group| group.name == *name)
            }
            TakenBy::Edit | TakenBy::Removal => true,
        };
        Ok(since.flat_map(|entry| taken(entry, partner, groups)).filter(theirs).collect())
    }
}

pub(super) fn given((way, hold): (&AssetWay, Hold)) -> GivenAsset {
    GivenAsset { id: way.way.asset, name: way.name.clone(), kind: way.kind, hold }
}

fn given_groups(given: &AssetGrants, reach: &AssetReach) -> Vec<GivenGroup> {
    let filled: HashSet<_> =
        reach.ways().filter_map(|way| way.way.through.as_ref()).map(AssetGroupName::key).collect();
    let group = |target: &AssetTarget| match target {
        AssetTarget::Asset { .. } => None,
        AssetTarget::Group { id, name } => Some(GivenGroup {
            id: *id,
            name: name.as_str().to_owned(),
            is_empty: !filled.contains(&name.key()),
        }),
    };
    given.iter().filter_map(|grant| group(&grant.target)).collect()
}

/// What one entry of the log took from them.
fn taken(entry: &Entry, partner: PartnerId, groups: &[GivenGroup]) -> Vec<Taken> {
    let of = |target, name: &str, how| Taken {
        target,
        name: name.to_owned(),
        now: None,
        how,
        by: entry.actor.clone(),
        at: entry.at,
    };
    let asset = |id| TargetId::Asset(AssetId::from_uuid(id));
    match &entry.event {
        Event::AccessEdited { partner: edited, before, after, .. } if *edited == partner.uuid() => {
            let gone = taken_by_edit(before, after);
            gone.iter().map(|target| of(target.id(), target.name(), TakenBy::Edit)).collect()
        }
        Event::AssetEdited { asset: id, before, after, .. } => {
            let left = before.groups.iter().filter(|group| !after.groups.contains(group));
            let theirs = left.filter(|left| groups.iter().any(|group| group.name == **left));
            theirs.map(|group| of(asset(*id), &before.name, TakenBy::LeavingGroup(group.clone()))).collect()
        }
        Event::AssetRemoved { asset: id, before, .. } => vec![of(asset(*id), &before.name, TakenBy::Removal)],
        Event::AssetGroupFilled { name, taken, .. } => {
            let out =
                |gone: &GroupedAsset| of(asset(gone.id), &gone.name, TakenBy::LeavingGroup(name.clone()));
            taken.iter().map(out).collect()
        }
        Event::AssetGroupRemoved { group, name, .. } => {
            vec![of(TargetId::Group(AssetGroupId::from_uuid(*group)), name, TakenBy::Removal)]
        }
        _ => Vec::new(),
    }
}

/// Who becomes an Admin loses nothing.
fn taken_by_edit(before: &Access, after: &Access) -> Vec<AssetTarget> {
    let Some((before, after)) = before.parse().zip(after.parse()) else { return Vec::new() };
    if after.grant == Grant::Admin {
        return Vec::new();
    }
    let gone = before.assets().iter().filter(|grant| after.assets().get(grant.target.id()).is_none());
    gone.map(|grant| grant.target.clone()).collect()
}
