//! Who is in with what, and who reaches which Asset: as the live questions tell it, and as the replay does.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::asset::{AssetRole, Reached, Way};
use domain::edit::Access;
use domain::end::{EndDate, LastDay};
use domain::grant::Grant;
use domain::id::{AssetId, PartnerId};
use domain::partner::PartnerState;
use service::asset::AssetsQuery;
use service::audit::{LogEntry, Mark, Reach, Reacher, Replay, Subject};
use service::capability::Admin;
use service::member::MemberRow;

/// Both in the same words, so that they can be compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stands {
    pub members: BTreeMap<PartnerId, Member>,
    pub reach: BTreeMap<(AssetId, PartnerId), Told>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    name: String,
    grant: Grant,
    ends: Option<DateTime<Utc>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    AsAnAdmin,
    Given {
        role: AssetRole,
        through: Option<String>,
        ends: Option<DateTime<Utc>>,
        /// When nothing of it is left, which may be the end of the whole access.
        last: Option<DateTime<Utc>>,
        /// By the Change that wrote the row.
        at: DateTime<Utc>,
        others: usize,
    },
}

impl Stands {
    /// As the pages ask, with what each Member has.
    pub async fn now(admin: &Admin) -> (Self, Vec<(PartnerId, Access)>) {
        let (mut stands, mut had) = (Self::default(), Vec::new());
        for row in everybody(admin.member()).await {
            let access = admin.to_edit(row.id).await.unwrap().1;
            assert_eq!(access.grant.level(), row.level);
            let ends = access.ends().map(EndDate::moment);
            stands.members.insert(row.id, Member { name: row.name, grant: access.grant, ends });
            had.push((row.id, access));
        }
        assert!(stands.members.values().any(|of| of.grant == Grant::Admin), "at least one Admin, always");
        for asset in admin.assets(&AssetsQuery::default()).await.unwrap().rows {
            stands.admins_reach(asset.id);
            for holder in admin.asset_holders(asset.id).await.unwrap() {
                if holder.state == PartnerState::Active {
                    let told =
                        told(&holder.reached, |of| (&of.way, LastDay::of(of.way.ends, of.whole), of.at));
                    stands.reach.insert((asset.id, holder.partner), told);
                }
            }
        }
        (stands, had)
    }

    /// As the entries up to that moment tell it.
    pub fn replayed(entries: &[LogEntry], moment: DateTime<Utc>) -> Self {
        let mut replay = Replay::default();
        for entry in entries.iter().take_while(|entry| entry.at <= moment) {
            replay.apply(Mark { number: entry.number, at: entry.at }, &entry.actor, &entry.event);
        }
        assert_eq!(replay.gaps(), [], "every entry tells enough");
        let mut stands = Self::of(replay.reachers(Subject::BusinessCenter, moment).iter());
        for (asset, of) in replay.assets() {
            if of.removed.is_none() {
                let reachers = replay.reachers(Subject::Asset(asset), moment);
                stands.reach.extend(Self::reach_of(asset, reachers.iter()));
            }
        }
        stands
    }

    /// Who was in.
    pub fn of<'a>(reachers: impl Iterator<Item = &'a Reacher>) -> Self {
        let member = |of: &Reacher| {
            let grant = match &of.reach {
                Reach::Admin => Grant::Admin,
                Reach::Standard(modules) => Grant::standard(*modules),
                Reach::Asset(reached) => panic!("{reached:?}"),
            };
            (
                of.partner,
                Member { name: of.name.clone(), grant, ends: of.ends.map(|last| last.end().moment()) },
            )
        };
        Self { members: reachers.map(member).collect(), reach: BTreeMap::new() }
    }

    /// Who reached an Asset.
    pub fn reach_of<'a>(
        asset: AssetId,
        reachers: impl Iterator<Item = &'a Reacher>,
    ) -> BTreeMap<(AssetId, PartnerId), Told> {
        let reach = |of: &Reacher| {
            let told = match &of.reach {
                Reach::Admin => Told::AsAnAdmin,
                Reach::Asset(reached) => told(reached, |way| (&way.way, of.ends, way.given.at)),
                Reach::Standard(modules) => panic!("{modules:?}"),
            };
            ((asset, of.partner), told)
        };
        reachers.map(reach).collect()
    }

    fn admins_reach(&mut self, asset: AssetId) {
        let admins = self.members.iter().filter(|(_, of)| of.grant == Grant::Admin);
        self.reach.extend(admins.map(|(partner, _)| ((asset, *partner), Told::AsAnAdmin)));
    }
}

/// Whoever is in, page by page.
async fn everybody(member: &service::capability::Member) -> Vec<MemberRow> {
    let mut everybody = Vec::new();
    loop {
        let page = member.members(everybody.last().map(|row: &MemberRow| row.id)).await.unwrap();
        everybody.extend(page.rows);
        if !page.more {
            return everybody;
        }
    }
}

fn told<W>(reached: &Reached<W>, way: impl Fn(&W) -> (&Way, Option<LastDay>, DateTime<Utc>)) -> Told {
    let (way, last, at) = way(&reached.counts);
    Told::Given {
        role: way.role,
        // Two spellings of a name are one group.
        through: way.through.as_ref().map(domain::name::AssetGroupName::key),
        ends: way.ends.map(EndDate::moment),
        last: last.map(|last| last.end().moment()),
        at,
        others: reached.others.len(),
    }
}
