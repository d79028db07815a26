//! An Admin approves ahead, and ends that again.

use domain::access::{Module, Modules};
use domain::campaign::standing::{AlreadyEnded, StandingRefusal};
use domain::end::EndDate;
use domain::id::{AssetId, PartnerId, StandingApprovalId};
use domain::money::Money;
use domain::zone::Zone;
use uuid::Uuid;

use crate::audit::{ApprovalState, Event};
use crate::campaign::CampaignAccount;
use crate::campaign::row::account;
use crate::capability::Admin;
use crate::change::{AsAdmin, Change, in_task};
use crate::clock::{at, micros};
use crate::failure::Failure;
use crate::outbox::Mail;

/// What an Admin approves ahead.
#[derive(Clone, Copy, Debug)]
pub struct NewApproval {
    pub operator: PartnerId,
    pub ad_account: AssetId,
    pub ceiling: Money,
    pub ends: EndDate,
}

/// A way in which somebody operates an ad account.
#[derive(sqlx::FromRow)]
struct WayRow {
    name: String,
    currency: Option<String>,
    utc_offset: Option<i64>,
    access_ends_at: Option<i64>,
    ends_at: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct StandsRow {
    operator_id: Uuid,
    ad_account_id: Uuid,
    ad_account: String,
    currency: Option<String>,
    ceiling: i64,
    ends_at: i64,
    ended: bool,
}

impl Admin {
    /// From now on changes of budgets by this Operator count at once, up to the ceiling; they are told by mail.
    ///
    /// # Errors
    /// Refused for whoever does not operate the ad account until the last day, and where one counts already.
    pub async fn approve_ahead(
        &self,
        ahead: NewApproval,
    ) -> Result<StandingApprovalId, Failure<StandingRefusal>> {
        let admin = self.clone();
        in_task(async move {
            let mut change = Change::by_admin(&admin).await?;
            if ahead.ceiling.units() == 0 {
                return Err(Failure::Refused(StandingRefusal::Nothing));
            }
            let account = change.operated(&ahead).await?;
            change.end_lapsed_approvals().await?;
            change.refuse_a_second(&ahead).await?;
            let id = StandingApprovalId::from_uuid(change.new_id());
            change.insert_approval(id, &ahead, admin.member().partner()).await?;
            change.center_mut().standing_approvals += 1;
            change.tell_partner(ahead.operator, &Mail::ApprovedAhead { approval: id }).await?;
            let after = ApprovalState::of(&account, ahead.ceiling, ahead.ends);
            let partner = ahead.operator.uuid();
            change.commit(Event::StandingApprovalGiven { approval: id.uuid(), partner, after }).await?;
            Ok(id)
        })
        .await
    }

    /// From now on an Admin decides again whatever they propose.
    ///
    /// # Errors
    /// Not found for one of others; refused where it counts no more.
    pub async fn end_standing_approval(
        &self,
        approval: StandingApprovalId,
    ) -> Result<(), Failure<AlreadyEnded>> {
        let admin = self.clone();
        in_task(async move {
            let mut change = Change::by_admin(&admin).await?;
            let stands = change.stands(approval).await?;
            if stands.ended || at(stands.ends_at) <= change.now {
                return Err(Failure::Refused(AlreadyEnded));
            }
            change.write_ended(approval, admin.member().partner()).await?;
            change.center_mut().standing_approvals -= 1;
            let partner = stands.operator_id;
            let before = stands.state(change.center().zone);
            change.commit(Event::StandingApprovalEnded { approval: approval.uuid(), partner, before }).await
        })
        .await
    }
}

impl StandsRow {
    fn state(self, zone: Zone) -> ApprovalState {
        ApprovalState {
            ad_account: self.ad_account_id,
            ad_account_name: self.ad_account,
            currency: self.currency.unwrap_or_default(),
            ceiling: self.ceiling,
            last_day: EndDate::at(at(self.ends_at), zone).day(),
        }
    }
}

impl Change<AsAdmin> {
    /// The ad account, which they operate until the last day.
    async fn operated(&mut self, ahead: &NewApproval) -> Result<CampaignAccount, Failure<StandingRefusal>> {
        let (center, now, zone) = (self.center().id, micros(self.now), self.center().zone);
        let rows = on!(&mut self.tx, |c| {
            sqlx::query_as::<_, WayRow>(
            "SELECT a.name, a.currency, a.utc_offset, p.ends_at AS access_ends_at, x.ends_at
               FROM partners p
               JOIN assets a ON a.center_id = p.center_id AND a.id = $3 AND a.kind = 'ad_account'
               JOIN asset_grants x
                 ON x.partner_id = p.id AND x.role = 'operator' AND (x.ends_at IS NULL OR x.ends_at > $4)
                AND (x.asset_id = a.id OR x.group_id IN (SELECT group_id FROM asset_group_assets WHERE asset_id = a.id))
              WHERE p.id = $1 AND p.center_id = $2 AND p.state = 'active' AND p.level = 'standard'
                AND (p.ends_at IS NULL OR p.ends_at > $4) AND p.modules & $5 = $5",
        )
        .bind(ahead.operator.uuid())
        .bind(center.uuid())
        .bind(ahead.ad_account.uuid())
        .bind(now)
        .bind(Modules::NONE.with(Module::Campaigns).bits())
        .fetch_all(c)
        .await
        })?;
        let not_theirs = || Failure::Refused(StandingRefusal::NotAnOperator);
        // Until when the way that lasts longest leads there.
        let until =
            |row: &WayRow| row.ends_at.into_iter().chain(row.access_ends_at).min().unwrap_or(i64::MAX);
        let longest = rows.into_iter().max_by_key(until).ok_or_else(not_theirs)?;
        let last = until(&longest);
        if micros(ahead.ends.moment()) > last {
            let last = EndDate::at(at(last), zone);
            return Err(Failure::Refused(StandingRefusal::BeyondAccess(last)));
        }
        let account =
            account(ahead.ad_account.uuid(), longest.name, longest.currency.as_deref(), longest.utc_offset)?;
        if ahead.ceiling.currency() == account.currency { Ok(account) } else { Err(not_theirs()) }
    }

    async fn refuse_a_second(&mut self, ahead: &NewApproval) -> Result<(), Failure<StandingRefusal>> {
        let center = self.center().id;
        let found = on!(&mut self.tx, |c| sqlx::query_scalar::<_, Uuid>(
            "SELECT id FROM standing_approvals
              WHERE center_id = $1 AND operator_id = $2 AND ad_account_id = $3 AND ended_at IS NULL",
        )
        .bind(center.uuid())
        .bind(ahead.operator.uuid())
        .bind(ahead.ad_account.uuid())
        .fetch_optional(c)
        .await)?;
        found.map_or(Ok(()), |_| Err(Failure::Refused(StandingRefusal::AlreadyGiven)))
    }

    async fn insert_approval(
        &mut self,
        id: StandingApprovalId,
        ahead: &NewApproval,
        giver: PartnerId,
    ) -> Result<(), Failure<StandingRefusal>> {
        let (center, now) = (self.center().id, micros(self.now));
        on!(&mut self.tx, |c| {
            sqlx::query(
            "INSERT INTO standing_approvals (id, center_id, operator_id, ad_account_id, giver_id, ceiling, given_at, ends_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(id.uuid())
        .bind(center.uuid())
        .bind(ahead.operator.uuid())
        .bind(ahead.ad_account.uuid())
        .bind(giver.uuid())
        .bind(ahead.ceiling.units())
        .bind(now)
        .bind(micros(ahead.ends.moment()))
        .execute(c)
        .await
        .map(|_| ())
        })?;
        Ok(())
    }

    async fn stands(&mut self, approval: StandingApprovalId) -> Result<StandsRow, Failure<AlreadyEnded>> {
        let center = self.center().id;
        let row = on!(&mut self.tx, |c| {
            sqlx::query_as::<_, StandsRow>(
            "SELECT s.operator_id, s.ad_account_id, a.name AS ad_account, a.currency, s.ceiling, s.ends_at,
                    s.ended_at IS NOT NULL AS ended
               FROM standing_approvals s
               JOIN assets a ON a.id = s.ad_account_id
              WHERE s.id = $1 AND s.center_id = $2",
        )
        .bind(approval.uuid())
        .bind(center.uuid())
        .fetch_optional(c)
        .await
        })?;
        row.ok_or(Failure::NotFound)
    }

    async fn write_ended(
        &mut self,
        approval: StandingApprovalId,
        by: PartnerId,
    ) -> Result<(), Failure<AlreadyEnded>> {
        let (now, change) = (micros(self.now), self.center().change);
        on!(&mut self.tx, |c| sqlx::query(
            "UPDATE standing_approvals SET ended_at = $2, ended_by = $3, ended_change = $4 WHERE id = $1",
        )
        .bind(approval.uuid())
        .bind(now)
        .bind(by.uuid())
        .bind(change)
        .execute(c)
        .await
        .map(|_| ()))?;
        Ok(())
    }
}
