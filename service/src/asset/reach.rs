//! Which Assets a partner reaches, and through what; and who reaches one.

use chrono::{DateTime, Utc};
use domain::asset::{AdvertiserId, AssetGrants, AssetKind, AssetRole, Hold, Reached, Way, reached};
use domain::end::{EndDate, LastDay};
use domain::id::{AssetId, PartnerId};
use domain::invitation::{Recorded, partner_state};
use domain::name::{AssetGroupName, AssetName, Purpose};
use domain::partner::PartnerState;
use domain::zone::Zone;
use uuid::Uuid;

use super::asset_grants;
use crate::capability::Admin;
use crate::clock::at;
use crate::failure::{Failure, Fault};
use crate::keyholder::Keyholder;

/// More than one page can show; nobody has them.
pub(super) const MOST: i64 = 1000;

/// One way to one Asset, with what pages say of both.
#[derive(Clone, Debug)]
pub struct AssetWay {
    pub way: Way,
    pub name: AssetName,
    /// "Ad account 7012 4498 0031"
    pub what: String,
    pub kind: AssetKind,
    /// The last day of all that they have.
    pub whole: Option<EndDate>,
    pub purpose: Option<Purpose>,
    /// Who gave it, and when.
    pub by: String,
    pub at: DateTime<Utc>,
}

/// What a partner reaches of the Assets.
#[derive(Clone, Debug, Default)]
pub struct AssetReach {
    /// By name.
    pub reached: Vec<Reached<AssetWay>>,
    /// Ways whose end has come, to Assets that nothing else leads to.
    pub ended: Vec<AssetWay>,
}

impl AssetWay {
    /// Beside words that tell the end of the whole access.
    pub fn last_day(&self) -> Option<LastDay> {
        LastDay::of_its_own(self.way.ends, self.whole)
    }
}

impl AssetReach {
    /// What all the ways that somebody has come to.
    pub(super) fn of(ways: Vec<AssetWay>, now: DateTime<Utc>) -> Self {
        let reached = reached(ways.clone(), now, |row| &row.way);
        let is_reached = |way: &Way| reached.iter().any(|of| of.counts.way.asset == way.asset);
        let ended = ways.into_iter().filter(|row| !is_reached(&row.way)).collect();
        Self { reached, ended }
    }

    /// Whether they count or not.
    pub fn ways(&self) -> impl Iterator<Item = &AssetWay> {
        let stand = self.reached.iter().flat_map(|of| std::iter::once(&of.counts).chain(&of.others));
        stand.chain(&self.ended)
    }

    /// Each Asset that anything led to, with what it comes to; what is reached first, each part by name.
    pub fn holds(&self, now: DateTime<Utc>) -> Vec<(&AssetWay, Hold)> {
        let mut assets: Vec<&AssetWay> = self.reached.iter().map(|of| &of.counts).collect();
        for way in &self.ended {
            if assets.iter().all(|known| known.way.asset != way.way.asset) {
                assets.push(way);
            }
        }
        assets.into_iter().map(|way| (way, self.hold(way.way.asset, now))).collect()
    }

    /// What it comes to for one Asset. Nothing was reached after the whole access had ended.
    pub fn hold(&self, asset: AssetId, now: DateTime<Utc>) -> Hold {
        let ways: Vec<_> = self.ways().filter(|row| row.way.asset == asset).collect();
        let whole = ways.first().and_then(|row| row.whole);
        match Hold::of(ways.iter().map(|row| &row.way), now) {
            Hold::Ended(end) => Hold::Ended(LastDay::of(Some(end), whole).map_or(end, LastDay::end)),
            hold => hold,
        }
    }
}

/// Somebody who reaches an Asset because it was given to them, or will once they accept.
#[derive(Clone, Debug)]
pub struct AssetHolder {
    pub partner: PartnerId,
    pub name: String,
    pub state: PartnerState,
    pub reached: Reached<AssetWay>,
}

/// The ways to Assets, by themselves and through groups, that `$1` and the conditions leave; by name.
macro_rules! ways {
    ($more_columns:literal, $conditions:literal) => {
        concat!(
            "SELECT a.id, a.kind, a.name, a.advertiser_id, x.role, x.purpose, x.ends_at, x.granted_by, x.granted_at,
                    g.name AS through, p.ends_at AS partner_ends_at",
            $more_columns,
            " FROM asset_grants x
              JOIN partners p ON p.id = x.partner_id
              LEFT JOIN asset_groups g ON g.id = x.group_id
              LEFT JOIN asset_group_assets t ON t.group_id = x.group_id
              JOIN assets a ON a.id = coalesce(x.asset_id, t.asset_id)",
            " WHERE ",
            $conditions,
        )
    };
}

#[derive(sqlx::FromRow)]
pub(super) struct WayRow {
    pub id: Uuid,
    pub kind: String,
    pub name: String,
    pub advertiser_id: Option<String>,
    pub role: String,
    pub purpose: Option<String>,
    pub ends_at: Option<i64>,
    pub granted_by: String,
    pub granted_at: i64,
    pub through: Option<String>,
    pub partner_ends_at: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct HolderRow {
    #[sqlx(flatten)]
    way: WayRow,
    partner_id: Uuid,
    partner_name: String,
    state: String,
    state_at: i64,
    invitation_expires_at: Option<i64>,
}

impl WayRow {
    pub(super) fn way(self, zone: Zone) -> Result<AssetWay, Fault> {
        let parsed = AssetKind::parse(&self.kind)
            .zip(AssetRole::parse(&self.role))
            .zip(AssetName::parse(&self.name).ok());
        let ((kind, role), name) = parsed.ok_or_else(|| Fault::Row {
            table: "asset_grants",
            column: "role",
            row: self.id.to_string(),
            holds: format!("{}, {}, {}", self.kind, self.name, self.role),
        })?;
        let advertiser = self.advertiser_id.as_deref().and_then(|id| AdvertiserId::parse(id).ok());
        Ok(AssetWay {
            way: Way {
                asset: AssetId::from_uuid(self.id),
                through: self.through.as_deref().and_then(|name| AssetGroupName::parse(name).ok()),
                role,
                ends: self.ends_at.map(|ends| EndDate::at(at(ends), zone)),
            },
            kind,
            name,
            whole: self.partner_ends_at.map(|ends| EndDate::at(at(ends), zone)),
            what: match advertiser {
                Some(advertiser) => format!("{} {}", kind.label(), advertiser.spelt()),
                None => kind.label().to_owned(),
            },
            purpose: self.purpose.as_deref().and_then(|purpose| Purpose::parse(purpose).ok()),
            by: self.granted_by,
            at: at(self.granted_at),
        })
    }
}

impl Admin {
    /// What a partner reaches, or would if their access stood.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn asset_reach(&self, partner: PartnerId) -> Result<AssetReach, Failure> {
        asset_reach(self.keyholder(), partner, self.center().zone).await
    }

    /// What a partner was given, whatever became of their access: **Invite again** starts from it (DOMAIN 5).
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn former_assets(&self, partner: PartnerId) -> Result<AssetGrants, Failure> {
        let now = self.keyholder().clock().now();
        let had = asset_grants(self.keyholder(), partner, self.center().zone).await?;
        Ok(had.standing(now))
    }

    /// Whom an Asset was given to, by name; Admins reach it without.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn asset_holders(&self, asset: AssetId) -> Result<Vec<AssetHolder>, Failure> {
        let (now, zone) = (self.keyholder().clock().now(), self.center().zone);
        let rows = read!(self.keyholder().db(), |c| sqlx::query_as::<_, HolderRow>(ways!(
            ", p.id AS partner_id, coalesce(p.name, p.contact) AS partner_name, p.state, p.state_at,
               p.invitation_expires_at",
            "a.id = $1 AND a.center_id = $2 AND p.state IN ('active', 'invited')
             ORDER BY p.sort_key, p.id LIMIT $3"
        ))
        .bind(asset.uuid())
        .bind(self.center().id.uuid())
        .bind(MOST)
        .fetch_all(c)
        .await)?;
        let mut holders: Vec<AssetHolder> = Vec::new();
        let mut ways: Vec<(PartnerId, String, PartnerState, AssetWay)> = Vec::new();
        for row in rows {
            let recorded = Recorded::from_row(&row.state, at(row.state_at)).ok_or(Failure::NotFound)?;
            let expires = row.invitation_expires_at.map_or(now, at);
            let state = partner_state(recorded, expires, row.way.partner_ends_at.map(at), now);
            if matches!(state, PartnerState::Active | PartnerState::Invited) {
                let partner = PartnerId::from_uuid(row.partner_id);
                ways.push((partner, row.partner_name, state, row.way.way(zone)?));
            }
        }
        for of_one in ways.chunk_by(|one, other| one.0 == other.0) {
            let (partner, name, state, _) = &of_one[0];
            let ways = of_one.iter().map(|(.., way)| way.clone()).collect();
            for reached in reached(ways, now, |row: &AssetWay| &row.way) {
                holders.push(AssetHolder { partner: *partner, name: name.clone(), state: *state, reached });
            }
        }
        Ok(holders)
    }
}

pub(crate) async fn asset_reach<R>(
    keyholder: &Keyholder,
    partner: PartnerId,
    zone: Zone,
) -> Result<AssetReach, Failure<R>> {
    let now = keyholder.clock().now();
    let rows = read!(keyholder.db(), |c| sqlx::query_as::<_, WayRow>(ways!(
        "",
        "x.partner_id = $1 ORDER BY a.sort_key, a.id LIMIT $2"
    ))
    .bind(partner.uuid())
    .bind(MOST)
    .fetch_all(c)
    .await)?;
    let ways = rows.into_iter().map(|row| row.way(zone)).collect::<Result<Vec<_>, _>>()?;
    Ok(AssetReach::of(ways, now))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_another_build_is_named() {
        let row = WayRow {
            id: Uuid::nil(),
            kind: "billboard".to_owned(),
            name: "Times Square".to_owned(),
            advertiser_id: None,
            role: "owner".to_owned(),
            purpose: None,
            ends_at: None,
            granted_by: "Ada".to_owned(),
            granted_at: 0,
            through: None,
            partner_ends_at: None,
        };
        let fault = row.way(Zone::UTC).unwrap_err().to_string();
        assert!(fault.contains("billboard, Times Square, owner"), "{fault}");
    }
}
