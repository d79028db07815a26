//! Who can take over what somebody leaves behind: active Admins, and whoever operates the ad account.

use chrono::{DateTime, Utc};
use domain::access::AccessLevel;
use domain::decision::AssetAction;
use domain::id::{AssetId, PartnerId};
use domain::revoke::{Successor, can_succeed};
use domain::zone::Zone;
use uuid::Uuid;

use super::left_behind::Found;
use crate::capability::Admin;
use crate::change::{AsAdmin, Change, WayRow, decided};
use crate::clock::micros;
use crate::failure::Failure;

/// Somebody, with an ad account `w`.
macro_rules! columns {
    () => {
        "p.id AS partner, coalesce(p.name, p.contact) AS name, p.sort_key, w.id AS ad_account,
         p.state, p.state_at, p.ends_at AS access_ends_at, p.level, p.modules, p.invited_at IS NOT NULL AS invited, p.link_state,
         (SELECT count(*) FROM change_requests r
           WHERE r.center_id = $1 AND r.proposer_id = p.id AND r.state = 'waiting') AS waiting"
    };
}
/// Admins and Operators with each ad account `w` of what a partner `$2` of a Business Center `$1` leaves, and each way `g` to it.
const SUCCESSORS: &str = concat!(
    "WITH w AS (SELECT ad_account_id AS id FROM change_requests WHERE center_id = $1 AND proposer_id = $2 AND state = 'waiting'
                 UNION
                SELECT ad_account_id FROM campaigns
                 WHERE center_id = $1 AND responsible_id = $2 AND responsible_left_at IS NULL AND status <> 'deleted'),
          g AS (SELECT x.partner_id, coalesce(x.asset_id, t.asset_id) AS asset_id, x.role, x.ends_at
                  FROM asset_grants x
                  LEFT JOIN asset_group_assets t ON t.group_id = x.group_id
                 WHERE x.center_id = $1 AND x.role = 'operator' AND (x.ends_at IS NULL OR x.ends_at > $3))
     SELECT ",
    columns!(),
    ", g.role, g.ends_at
       FROM w
       JOIN g ON g.asset_id = w.id
       JOIN partners p ON p.id = g.partner_id
      WHERE p.state = 'active' AND p.level = 'standard' AND p.id <> $2
      UNION ALL
     SELECT ",
    columns!(),
    ", NULL, NULL
       FROM partners p
       JOIN w ON true
      WHERE p.center_id = $1 AND p.state = 'active' AND p.level = 'admin' AND p.id <> $2
      ORDER BY 3, 1"
);

#[derive(sqlx::FromRow)]
struct Row {
    partner: Uuid,
    name: String,
    ad_account: Uuid,
    waiting: i64,
    #[sqlx(flatten)]
    way: WayRow,
}

impl Admin {
    /// Whoever acts first, then the other Admins.
    pub(super) async fn successors_of<R>(
        &self,
        partner: PartnerId,
        found: &Found,
    ) -> Result<Vec<Successor>, Failure<R>> {
        let (center, now) = (self.center(), self.keyholder().clock().now());
        let rows = read!(self.keyholder().db(), |c| sqlx::query_as::<_, Row>(SUCCESSORS)
            .bind(center.id.uuid())
            .bind(partner.uuid())
            .bind(micros(now))
            .fetch_all(c)
            .await)?;
        Ok(successors(&rows, found, self.member().partner(), (center.zone, now)))
    }
}

impl Change<AsAdmin> {
    /// As they stand inside the change.
    pub(super) async fn successors_of<R>(
        &mut self,
        partner: PartnerId,
        found: &Found,
        acting: PartnerId,
    ) -> Result<Vec<Successor>, Failure<R>> {
        let (center, zone, now) = (self.center().id, self.center().zone, self.now);
        let rows = on!(&mut self.tx, |c| sqlx::query_as::<_, Row>(SUCCESSORS)
            .bind(center.uuid())
            .bind(partner.uuid())
            .bind(micros(now))
            .fetch_all(c)
            .await)?;
        Ok(successors(&rows, found, acting, (zone, now)))
    }
}

fn successors(
    rows: &[Row],
    found: &Found,
    acting: PartnerId,
    (zone, now): (Zone, DateTime<Utc>),
) -> Vec<Successor> {
    let mut all: Vec<Successor> = Vec::new();
    // The rows of a partner stand together, one for each ad account and way.
    for of_one in rows.chunk_by(|one, next| one.partner == next.partner) {
        let Some(first) = of_one.first() else { continue };
        let mut ad_accounts: Vec<_> = of_one.iter().map(|row| row.ad_account).collect();
        ad_accounts.sort_unstable();
        ad_accounts.dedup();
        let ad_accounts: Vec<_> = ad_accounts
            .into_iter()
            .map(AssetId::from_uuid)
            .filter(|asset| {
                let ways = of_one.iter().filter(|row| row.ad_account == asset.uuid()).map(|row| &row.way);
                let of = decided(ways, AssetAction::ChangeCampaigns, *asset, (zone, now));
                of.is_some_and(|(_, decision)| can_succeed(decision))
            })
            .collect();
        if ad_accounts.is_empty() {
            continue;
        }
        let partner = PartnerId::from_uuid(first.partner);
        all.push(Successor {
            partner,
            name: first.name.clone(),
            level: AccessLevel::parse(&first.way.level).unwrap_or(AccessLevel::Standard),
            ad_accounts,
            waiting: u32::try_from(first.waiting).unwrap_or(u32::MAX),
            waits_for: found.others.iter().filter(|(by, _)| *by == partner).map(|(_, of)| *of).collect(),
        });
    }
    all.sort_by_key(|one| (one.partner != acting, one.level != AccessLevel::Admin));
    all
}
