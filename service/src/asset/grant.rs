//! Access to single Assets and groups, as it stands in its rows.

use std::collections::BTreeSet;

use domain::asset::{
    AssetGrant, AssetGrantRefusal, AssetGrants, AssetKind, AssetRole, AssetTarget, TargetId,
};
use domain::end::EndDate;
use domain::id::{AssetGroupId, AssetId, PartnerId};
use domain::name::{AssetGroupName, AssetName, Purpose};
use domain::zone::Zone;
use sqlx::QueryBuilder;
use uuid::Uuid;

use crate::capability::Member;
use crate::change::{AsAdmin, Change, InCenter};
use crate::clock::{at, micros};
use crate::db::push_ids;
use crate::failure::{Failure, Fault};
use crate::keyholder::Keyholder;

/// Rows of one statement: each has nine values, and SQLite takes 32,766 of them.
const AT_ONCE: usize = 1_000;

/// The columns of a [`GrantRow`]; the tables are those of [`GRANTS`].
macro_rules! grant_columns {
    () => {
        "x.asset_id, x.group_id, a.kind AS asset_kind, coalesce(a.name, g.name) AS asset_name, x.role, x.purpose,
         x.ends_at AS asset_ends_at"
    };
}
pub(crate) use grant_columns;

const GRANTS: &str = concat!(
    "SELECT ",
    grant_columns!(),
    " FROM asset_grants x
      LEFT JOIN assets a ON a.id = x.asset_id
      LEFT JOIN asset_groups g ON g.id = x.group_id
     WHERE x.partner_id = $1"
);

/// A grant, or the empty columns beside somebody who has none.
#[derive(Clone, sqlx::FromRow)]
pub(crate) struct GrantRow {
    asset_id: Option<Uuid>,
    group_id: Option<Uuid>,
    asset_kind: Option<String>,
    asset_name: Option<String>,
    role: Option<String>,
    purpose: Option<String>,
    asset_ends_at: Option<i64>,
}

impl GrantRow {
    pub(crate) const fn is_one(&self) -> bool {
        self.role.is_some()
    }

    /// Whether it is the same as another, met again beside something else.
    pub(crate) fn is_again(&self, other: &Self) -> bool {
        (self.asset_id, self.group_id) == (other.asset_id, other.group_id)
    }

    fn grant(&self, zone: Zone) -> Option<AssetGrant> {
        Some(AssetGrant {
            target: target(
                self.asset_id,
                self.group_id,
                self.asset_kind.as_deref(),
                self.asset_name.as_deref()?,
            )?,
            role: AssetRole::parse(self.role.as_deref()?)?,
            purpose: self.purpose.as_deref().and_then(|purpose| Purpose::parse(purpose).ok()),
            ends: self.asset_ends_at.map(|ends| EndDate::at(at(ends), zone)),
        })
    }
}

/// From its columns, of which one id is there.
pub(super) fn target(
    asset: Option<Uuid>,
    group: Option<Uuid>,
    kind: Option<&str>,
    name: &str,
) -> Option<AssetTarget> {
    match (asset, group) {
        (Some(id), None) => Some(AssetTarget::Asset {
            id: AssetId::from_uuid(id),
            kind: AssetKind::parse(kind?)?,
            name: AssetName::parse(name).ok()?,
        }),
        (None, Some(id)) => Some(AssetTarget::Group {
            id: AssetGroupId::from_uuid(id),
            name: AssetGroupName::parse(name).ok()?,
        }),
        _ => None,
    }
}

pub(crate) fn grants(rows: &[GrantRow], partner: PartnerId, zone: Zone) -> Result<AssetGrants, Fault> {
    let wrong = |holds: String| Fault::Row {
        table: "asset_grants",
        column: "target",
        row: partner.to_string(),
        holds,
    };
    let grants = rows
        .iter()
        .map(|row| row.grant(zone).ok_or_else(|| wrong(row.asset_name.clone().unwrap_or_default())));
    let grants = grants.collect::<Result<Vec<_>, _>>()?;
    AssetGrants::new(grants).map_err(|refusal| wrong(refusal.to_string()))
}

/// What a partner was given, whether it has ended or not.
pub(crate) async fn asset_grants<R>(
    keyholder: &Keyholder,
    partner: PartnerId,
    zone: Zone,
) -> Result<AssetGrants, Failure<R>> {
    let rows = read!(keyholder.db(), |c| sqlx::query_as::<_, GrantRow>(GRANTS)
        .bind(partner.uuid())
        .fetch_all(c)
        .await)?;
    Ok(grants(&rows, partner, zone)?)
}

type NamedRow = (Option<Uuid>, Option<Uuid>, Option<String>, String);

/// Those of some Assets and groups that are registered here, as they are called now.
macro_rules! registered {
    ($center:ident, $ids:ident) => {{
        let mut query = QueryBuilder::new("SELECT id, NULL, kind, name FROM assets WHERE center_id = ");
        query.push_bind($center).push(" AND id IN ");
        push_ids(&mut query, $ids.iter().copied());
        query.push(" UNION ALL SELECT NULL, id, NULL, name FROM asset_groups WHERE center_id = ");
        query.push_bind($center).push(" AND id IN ");
        push_ids(&mut query, $ids.iter().copied());
        query
    }};
}

fn targets(rows: &[NamedRow]) -> Vec<AssetTarget> {
    let one = |(asset, group, kind, name): &NamedRow| target(*asset, *group, kind.as_deref(), name);
    rows.iter().filter_map(one).collect()
}

impl Member {
    /// Those of them that are registered here.
    pub(crate) async fn registered(&self, ids: &[TargetId]) -> Result<Vec<AssetTarget>, Failure> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let center = self.center().id.uuid();
        let ids: BTreeSet<_> = ids.iter().copied().map(uuid).collect();
        let rows = read!(self.keyholder().db(), |c| registered!(center, ids)
            .build_query_as::<NamedRow>()
            .fetch_all(c)
            .await)?;
        Ok(targets(&rows))
    }
}

impl<Door: InCenter> Change<Door> {
    /// As they stand inside the change.
    pub(crate) async fn asset_grants<R>(&mut self, partner: PartnerId) -> Result<AssetGrants, Failure<R>> {
        let zone = self.center().zone;
        let rows = on!(&mut self.tx, |c| sqlx::query_as::<_, GrantRow>(GRANTS)
            .bind(partner.uuid())
            .fetch_all(c)
            .await)?;
        Ok(grants(&rows, partner, zone)?)
    }
}

impl Change<AsAdmin> {
    /// What is wanted, each under the name that it has here: what a form says of them counts for nothing.
    ///
    /// # Errors
    /// Refused for what is not registered here.
    pub(crate) async fn by_their_names(
        &mut self,
        had: &AssetGrants,
        wants: &AssetGrants,
    ) -> Result<AssetGrants, Failure<AssetGrantRefusal>> {
        let new = wants.iter().filter(|grant| had.get(grant.target.id()).is_none());
        let new: Vec<Uuid> = new.map(|grant| uuid(grant.target.id())).collect();
        let here = if new.is_empty() { Vec::new() } else { self.registered(&new).await? };
        let named = wants.iter().map(|grant| {
            let id = grant.target.id();
            let known = had.get(id).map(|had| &had.target);
            let target = known.or_else(|| here.iter().find(|target| target.id() == id));
            let target = target.ok_or_else(|| AssetGrantRefusal::NotHere(grant.target.name().to_owned()))?;
            Ok(AssetGrant { target: target.clone(), ..grant.clone() })
        });
        let named = named.collect::<Result<Vec<_>, _>>().map_err(Failure::Refused)?;
        AssetGrants::new(named).map_err(Failure::Refused)
    }

    async fn registered<R>(&mut self, ids: &[Uuid]) -> Result<Vec<AssetTarget>, Failure<R>> {
        let center = self.center().id.uuid();
        let rows =
            on!(&mut self.tx, |c| registered!(center, ids).build_query_as::<NamedRow>().fetch_all(c).await)?;
        Ok(targets(&rows))
    }

    /// Makes them what is wanted; what stays as it was keeps by whom and since when.
    pub(crate) async fn write_asset_grants<R>(
        &mut self,
        partner: PartnerId,
        had: &AssetGrants,
        wants: &AssetGrants,
    ) -> Result<(), Failure<R>> {
        let gone: Vec<Uuid> = had.changed_from(wants).map(|grant| uuid(grant.target.id())).collect();
        if !gone.is_empty() {
            on!(&mut self.tx, |c| {
                let mut query = QueryBuilder::new("DELETE FROM asset_grants WHERE partner_id = ");
                query.push_bind(partner.uuid()).push(" AND coalesce(asset_id, group_id) IN ");
                push_ids(&mut query, gone.iter().copied());
                query.build().execute(c).await.map(|_| ())
            })?;
        }
        let new: Vec<_> = wants.changed_from(had).map(|grant| (partner, grant)).collect();
        self.insert_asset_grants(&new).await
    }

    /// Of however many partners, who had none of these.
    pub(crate) async fn insert_asset_grants<R>(
        &mut self,
        new: &[(PartnerId, &AssetGrant)],
    ) -> Result<(), Failure<R>> {
        let (center, by, now) = (self.center().id.uuid(), self.actor().name.clone(), micros(self.now));
        for piece in new.chunks(AT_ONCE) {
            on!(&mut self.tx, |c| {
                let mut query = QueryBuilder::new(
                    "INSERT INTO asset_grants (center_id, partner_id, asset_id, group_id, role, purpose, ends_at,
                                               granted_by, granted_at) ",
                );
                query.push_values(piece, |mut row, (partner, grant)| {
                    let (asset, group) = match grant.target.id() {
                        TargetId::Asset(id) => (Some(id.uuid()), None),
                        TargetId::Group(id) => (None, Some(id.uuid())),
                    };
                    row.push_bind(center)
                        .push_bind(partner.uuid())
                        .push_bind(asset)
                        .push_bind(group)
                        .push_bind(grant.role.as_str())
                        .push_bind(grant.purpose.as_ref().map(|purpose| purpose.as_str().to_owned()))
                        .push_bind(grant.ends.map(|end| micros(end.moment())))
                        .push_bind(by.clone())
                        .push_bind(now);
                });
                query.build().execute(c).await.map(|_| ())
            })?;
        }
        Ok(())
    }
}

const fn uuid(id: TargetId) -> Uuid {
    match id {
        TargetId::Asset(id) => id.uuid(),
        TargetId::Group(id) => id.uuid(),
    }
}
