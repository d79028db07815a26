//! The page **Standing approvals**: an Admin's of everybody, anybody else's their own.

use chrono::{DateTime, TimeDelta, Utc};
use domain::access::{Module, Modules};
use domain::campaign::BudgetKind;
use domain::campaign::standing::{StandingApproval, start_of_day};
use domain::end::EndDate;
use domain::grant::Grant;
use domain::id::{AssetId, PartnerId, StandingApprovalId};
use domain::money::Money;
use domain::zone::Zone;
use uuid::Uuid;

use super::{Ended, GivenApproval, Operator, Used};
use crate::campaign::row::account;
use crate::campaign::{CampaignAccount, Campaigns};
use crate::capability::Admin;
use crate::clock::{at, micros};
use crate::failure::{Failure, Fault};

/// As many stand on the page: those that count, then the newest.
const MOST: i64 = 200;
/// No day of an ad account began longer ago than that.
const A_DAY: TimeDelta = TimeDelta::days(1);

/// Somebody and an ad account that they propose changes on.
#[derive(Clone, Debug)]
pub struct Operated {
    pub operator: Operator,
    pub account: CampaignAccount,
    /// Without an Approved ad account of their own nothing that they propose is taken (DOMAIN 6).
    pub has_own_account: bool,
}

#[derive(sqlx::FromRow)]
struct GivenRow {
    id: Uuid,
    operator_id: Uuid,
    operator: String,
    ad_account_id: Uuid,
    ad_account: String,
    currency: Option<String>,
    utc_offset: Option<i64>,
    ceiling: i64,
    ends_at: i64,
    given_by: String,
    given_at: i64,
    ended_at: Option<i64>,
    ended_by: Option<String>,
    ended_change: Option<i64>,
}

/// What was taken of one.
#[derive(sqlx::FromRow)]
struct TakenRow {
    proposer_id: Uuid,
    ad_account_id: Uuid,
    budget_kind: String,
    raised: i64,
    decided_at: i64,
}

#[derive(sqlx::FromRow)]
struct OperatedRow {
    operator_id: Uuid,
    operator: String,
    ad_account_id: Uuid,
    ad_account: String,
    currency: Option<String>,
    utc_offset: Option<i64>,
    has_own_account: bool,
}

impl Campaigns {
    /// Those that count first, then the newest that ended.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn standing_approvals(&self) -> Result<Vec<GivenApproval>, Failure> {
        let member = self.member();
        let now = member.keyholder().clock().now();
        let admin = i64::from(member.grant() == Grant::Admin);
        let rows = read!(member.keyholder().db(), |c| {
            sqlx::query_as::<_, GivenRow>(
            "SELECT s.id, s.operator_id, coalesce(o.name, o.contact) AS operator, s.ad_account_id, a.name AS ad_account, a.currency,
                    a.utc_offset, s.ceiling, s.ends_at, coalesce(g.name, g.contact) AS given_by, s.given_at, s.ended_at,
                    coalesce(e.name, e.contact) AS ended_by, s.ended_change
               FROM standing_approvals s
               JOIN assets a ON a.id = s.ad_account_id
               JOIN partners o ON o.id = s.operator_id
               JOIN partners g ON g.id = s.giver_id
               LEFT JOIN partners e ON e.id = s.ended_by
              WHERE s.center_id = $1 AND ($2 = 1 OR s.operator_id = $3)
              ORDER BY CASE WHEN s.ended_at IS NULL AND s.ends_at > $4 THEN 0 ELSE 1 END, s.given_at DESC, s.id
              LIMIT $5",
        )
        .bind(member.center().id.uuid())
        .bind(admin)
        .bind(member.partner().uuid())
        .bind(micros(now))
        .bind(MOST)
        .fetch_all(c)
        .await
        })?;
        let taken = if rows.is_empty() { Vec::new() } else { self.taken_lately(now).await? };
        let zone = member.center().zone;
        Ok(rows.into_iter().map(|row| row.given(&taken, zone, now)).collect::<Result<_, Fault>>()?)
    }

    async fn taken_lately(&self, now: DateTime<Utc>) -> Result<Vec<TakenRow>, Failure> {
        let member = self.member();
        Ok(read!(member.keyholder().db(), |c| {
            sqlx::query_as::<_, TakenRow>(
            "SELECT r.proposer_id, r.ad_account_id, k.budget_kind, r.raised, r.decided_at
               FROM change_requests r
               JOIN campaigns k ON k.id = r.campaign_id
              WHERE r.center_id = $1 AND r.state = 'approved' AND r.standing_approval_id IS NOT NULL AND r.decided_at > $2",
        )
        .bind(member.center().id.uuid())
        .bind(micros(now - A_DAY))
        .fetch_all(c)
        .await
        })?)
    }
}

impl Admin {
    /// Who proposes changes on which ad account, by name; the one that is asked for first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn operated(&self, first: Option<(PartnerId, AssetId)>) -> Result<Vec<Operated>, Failure> {
        let (partner, asset) = first.unzip();
        let rows = read!(self.keyholder().db(), |c| {
            sqlx::query_as::<_, OperatedRow>(
            "SELECT DISTINCT p.id AS operator_id, coalesce(p.name, p.contact) AS operator, p.sort_key, a.id AS ad_account_id,
                    a.name AS ad_account, a.sort_key AS account_key, a.currency, a.utc_offset,
                    CASE WHEN p.id = $4 AND a.id = $5 THEN 0 ELSE 1 END AS place,
                    p.invited_at IS NULL OR coalesce(p.link_state, '') = 'approved' AS has_own_account
               FROM partners p
               JOIN asset_grants x ON x.partner_id = p.id AND x.role = 'operator' AND (x.ends_at IS NULL OR x.ends_at > $2)
               LEFT JOIN asset_group_assets t ON t.group_id = x.group_id
               JOIN assets a ON a.id = coalesce(x.asset_id, t.asset_id) AND a.kind = 'ad_account'
              WHERE p.center_id = $1 AND p.state = 'active' AND p.level = 'standard' AND p.modules & $3 = $3
                AND (p.ends_at IS NULL OR p.ends_at > $2)
              ORDER BY place, p.sort_key, p.id, account_key, a.id
              LIMIT $6",
        )
        .bind(self.center().id.uuid())
        .bind(micros(self.keyholder().clock().now()))
        .bind(Modules::NONE.with(Module::Campaigns).bits())
        .bind(partner.map(PartnerId::uuid))
        .bind(asset.map(AssetId::uuid))
        .bind(MOST)
        .fetch_all(c)
        .await
        })?;
        Ok(rows.into_iter().map(OperatedRow::operated).collect::<Result<_, Fault>>()?)
    }
}

impl GivenRow {
    fn given(self, taken: &[TakenRow], zone: Zone, now: DateTime<Utc>) -> Result<GivenApproval, Fault> {
        let account =
            account(self.ad_account_id, self.ad_account, self.currency.as_deref(), self.utc_offset)?;
        let ceiling = Money::from_units(self.ceiling, account.currency).ok_or_else(|| Fault::Row {
            table: "standing_approvals",
            column: "ceiling",
            row: self.id.to_string(),
            holds: self.ceiling.to_string(),
        })?;
        let today = micros(start_of_day(now, account.offset));
        let mut used = Used::default();
        let of_it =
            |row: &&TakenRow| row.proposer_id == self.operator_id && row.ad_account_id == self.ad_account_id;
        for row in taken.iter().filter(of_it).filter(|row| row.decided_at >= today) {
            if let Some(kind) = BudgetKind::parse(&row.budget_kind) {
                used.add(kind, row.raised);
            }
        }
        let ended = match self.ended_at {
            Some(ended_at) => Some(Ended { at: at(ended_at), by: self.ended_by, change: self.ended_change }),
            None if at(self.ends_at) <= now => Some(Ended { at: at(self.ends_at), by: None, change: None }),
            None => None,
        };
        Ok(GivenApproval {
            id: StandingApprovalId::from_uuid(self.id),
            operator: Operator { id: PartnerId::from_uuid(self.operator_id), name: self.operator },
            approval: StandingApproval { ceiling, ends: EndDate::at(at(self.ends_at), zone) },
            account,
            given_by: self.given_by,
            given_at: at(self.given_at),
            used,
            ended,
        })
    }
}

impl OperatedRow {
    fn operated(self) -> Result<Operated, Fault> {
        Ok(Operated {
            operator: Operator { id: PartnerId::from_uuid(self.operator_id), name: self.operator },
            account: account(self.ad_account_id, self.ad_account, self.currency.as_deref(), self.utc_offset)?,
            has_own_account: self.has_own_account,
        })
    }
}
