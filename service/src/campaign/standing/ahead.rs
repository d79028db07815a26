//! A proposal that an Admin approved ahead counts at once, in the transaction that makes it.

use domain::campaign::request::Person;
use domain::campaign::standing::{StandingApproval, start_of_day};
use domain::campaign::{Campaign, CampaignRefusal};
use domain::end::EndDate;
use domain::id::{AccountId, ChangeRequestId, PartnerId, StandingApprovalId};
use domain::money::Money;
use uuid::Uuid;

use crate::campaign::CampaignAccount;
use crate::change::{AsMember, Change};
use crate::clock::{at, micros};
use crate::failure::Failure;

/// The Standing approval by which a proposal is approved.
#[derive(Clone, Debug)]
pub(in crate::campaign) struct Ahead {
    pub(in crate::campaign) id: StandingApprovalId,
    giver: PartnerId,
    pub(in crate::campaign) giver_name: String,
    /// What it takes of the ceiling.
    raised: Money,
}

#[derive(sqlx::FromRow)]
struct AheadRow {
    id: Uuid,
    giver_id: Uuid,
    giver_account: Option<Uuid>,
    giver_name: String,
    ceiling: i64,
    ends_at: i64,
    used: i64,
}

impl AheadRow {
    fn giver(&self) -> Person {
        Person {
            partner: PartnerId::from_uuid(self.giver_id),
            account: self.giver_account.map(AccountId::from_uuid),
        }
    }
}

impl Change<AsMember> {
    /// By which Standing approval a change of whoever acts counts at once; none: it waits.
    pub(in crate::campaign) async fn approved_ahead(
        &mut self,
        account: &CampaignAccount,
        was: &Campaign,
        wanted: &Campaign,
    ) -> Result<Option<Ahead>, Failure<CampaignRefusal>> {
        if self.center().standing_approvals == 0 {
            return Ok(None);
        }
        let Some(row) = self.standing_approval(account, was).await? else { return Ok(None) };
        let proposer = self.person()?;
        let Some(ceiling) = Money::from_units(row.ceiling, account.currency) else { return Ok(None) };
        let approval = StandingApproval { ceiling, ends: EndDate::at(at(row.ends_at), self.center().zone) };
        // Nobody approves their own, by whatever way they came back (attack C-38).
        let approved =
            approval.approves(was, wanted, row.used, self.now).ok().filter(|_| !row.giver().is(proposer));
        Ok(approved.map(|raised| Ahead {
            id: StandingApprovalId::from_uuid(row.id),
            giver: row.giver().partner,
            giver_name: row.giver_name,
            raised,
        }))
    }

    /// What was taken of it today counts for whoever operates the ad account, whichever approval it was taken of: one that is
    /// ended and given anew does not begin the day again.
    async fn standing_approval(
        &mut self,
        account: &CampaignAccount,
        was: &Campaign,
    ) -> Result<Option<AheadRow>, Failure<CampaignRefusal>> {
        let (center, partner) = (self.center().id, self.actor().partner.ok_or(Failure::NotFound)?);
        let today = micros(start_of_day(self.now, account.offset));
        Ok(on!(&mut self.tx, |c| {
            sqlx::query_as::<_, AheadRow>(
            "SELECT s.id, s.giver_id, g.account_id AS giver_account, coalesce(g.name, g.contact) AS giver_name, s.ceiling, s.ends_at,
                    (SELECT CAST(coalesce(sum(r.raised), 0) AS BIGINT)
                       FROM change_requests r
                       JOIN campaigns k ON k.id = r.campaign_id
                      WHERE r.center_id = $1 AND r.proposer_id = $2 AND r.ad_account_id = $3 AND r.state = 'approved'
                        AND r.standing_approval_id IS NOT NULL AND r.decided_at >= $4 AND k.budget_kind = $5) AS used
               FROM standing_approvals s
               JOIN partners g ON g.id = s.giver_id
              WHERE s.center_id = $1 AND s.operator_id = $2 AND s.ad_account_id = $3 AND s.ended_at IS NULL",
        )
        .bind(center.uuid())
        .bind(partner.uuid())
        .bind(account.id.uuid())
        .bind(today)
        .bind(was.budget.kind().as_str())
        .fetch_optional(c)
        .await
        })?)
    }

    /// It is approved by whoever gave the Standing approval.
    pub(in crate::campaign) async fn write_approved_ahead(
        &mut self,
        request: ChangeRequestId,
        ahead: &Ahead,
    ) -> Result<(), Failure<CampaignRefusal>> {
        let now = micros(self.now);
        on!(&mut self.tx, |c| {
            sqlx::query(
                "UPDATE change_requests
                    SET state = 'approved', decided_by = $2, decided_at = $3, standing_approval_id = $4, raised = $5
                  WHERE id = $1",
            )
            .bind(request.uuid())
            .bind(ahead.giver.uuid())
            .bind(now)
            .bind(ahead.id.uuid())
            .bind(ahead.raised.units())
            .execute(c)
            .await
            .map(|_| ())
        })?;
        Ok(())
    }
}
