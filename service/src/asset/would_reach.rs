//! What somebody would reach with what is not given yet.

use domain::asset::{AssetGrant, AssetGrants, TargetId};
use domain::edit::Access;
use domain::end::EndDate;
use domain::id::{AssetGroupId, AssetId};
use sqlx::QueryBuilder;
use uuid::Uuid;

use super::reach::{AssetReach, MOST, WayRow};
use crate::capability::Admin;
use crate::clock::micros;
use crate::failure::{Failure, Fault};

/// An Asset, with the group that leads to it.
#[derive(sqlx::FromRow)]
struct Led {
    id: Uuid,
    kind: String,
    name: String,
    advertiser_id: Option<String>,
    group_id: Option<Uuid>,
    through: Option<String>,
}

impl Admin {
    /// As [`Self::asset_reach`] would find it, had this Admin given it now. What is not registered here is left out.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn would_reach(&self, access: &Access) -> Result<AssetReach, Failure> {
        let (given, whole) = (access.assets(), access.ends().map(EndDate::moment).map(micros));
        let now = self.keyholder().clock().now();
        let by = self.member().signed_in().name();
        let led = self.led_to(given).await?;
        let row = |led: Led, grant: &AssetGrant| WayRow {
            id: led.id,
            kind: led.kind,
            name: led.name,
            advertiser_id: led.advertiser_id,
            role: grant.role.as_str().to_owned(),
            purpose: grant.purpose.as_ref().map(|purpose| purpose.as_str().to_owned()),
            ends_at: grant.ends.map(|end| micros(end.moment())),
            granted_by: by.to_owned(),
            granted_at: micros(now),
            through: led.through,
            partner_ends_at: whole,
        };
        let ways = led.into_iter().filter_map(|led| {
            let grant = given.get(led.target())?;
            Some(row(led, grant).way(self.center().zone))
        });
        Ok(AssetReach::of(ways.collect::<Result<_, Fault>>()?, now))
    }

    async fn led_to(&self, given: &AssetGrants) -> Result<Vec<Led>, Failure> {
        let center = self.center().id.uuid();
        let (mut assets, mut groups) = (Vec::new(), Vec::new());
        for grant in given {
            match grant.target.id() {
                TargetId::Asset(id) => assets.push(id.uuid()),
                TargetId::Group(id) => groups.push(id.uuid()),
            }
        }
        Ok(read!(self.keyholder().db(), |c| {
            let mut query = QueryBuilder::new(
                "SELECT a.id, a.kind, a.name, a.advertiser_id, NULL AS group_id, NULL AS through, a.sort_key
                   FROM assets a WHERE a.center_id = ",
            );
            query.push_bind(center).push(" AND a.id IN (NULL");
            for id in assets {
                query.push(", ").push_bind(id);
            }
            query.push(
                ") UNION ALL
                SELECT a.id, a.kind, a.name, a.advertiser_id, g.id, g.name, a.sort_key
                  FROM asset_groups g
                  JOIN asset_group_assets t ON t.group_id = g.id
                  JOIN assets a ON a.id = t.asset_id
                 WHERE g.center_id = ",
            );
            query.push_bind(center).push(" AND g.id IN (NULL");
            for id in groups {
                query.push(", ").push_bind(id);
            }
            query.push(") ORDER BY sort_key, id LIMIT ").push_bind(MOST);
            query.build_query_as::<Led>().fetch_all(c).await
        })?)
    }
}

impl Led {
    /// What it was given with.
    fn target(&self) -> TargetId {
        match self.group_id {
            Some(group) => TargetId::Group(AssetGroupId::from_uuid(group)),
            None => TargetId::Asset(AssetId::from_uuid(self.id)),
        }
    }
}
