//! What is asked and written of a proposal while it is made, edited or withdrawn.

use domain::campaign::CampaignRefusal;
use domain::campaign::request::{RequestRefusal, RequestState};
use domain::id::{AccountId, CampaignId, ChangeRequestId, PartnerId};
use uuid::Uuid;

use super::propose::Proposal;
use crate::change::{AsMember, Change};
use crate::clock::micros;
use crate::failure::Failure;

impl Change<AsMember> {
    pub(super) async fn waiting_of(&mut self, partner: Uuid) -> Result<i64, Failure<CampaignRefusal>> {
        let center = self.center().id;
        Ok(on!(&mut self.tx, |c| {
            sqlx::query_scalar::<_, i64>(
            "SELECT count(*) FROM change_requests WHERE center_id = $1 AND proposer_id = $2 AND state = 'waiting'",
        )
        .bind(center.uuid())
        .bind(partner)
        .fetch_one(c)
        .await
        })?)
    }

    /// What they propose for the campaign already.
    pub(super) async fn waits_already(
        &mut self,
        campaign: CampaignId,
    ) -> Result<Option<ChangeRequestId>, Failure<CampaignRefusal>> {
        let partner = self.actor().partner.ok_or(Failure::NotFound)?;
        let found = on!(&mut self.tx, |c| {
            sqlx::query_scalar::<_, Uuid>(
            "SELECT id FROM change_requests WHERE campaign_id = $1 AND proposer_id = $2 AND state = 'waiting'",
        )
        .bind(campaign.uuid())
        .bind(partner.uuid())
        .fetch_optional(c)
        .await
        })?;
        Ok(found.map(ChangeRequestId::from_uuid))
    }

    pub(super) async fn insert_proposal(
        &mut self,
        request: ChangeRequestId,
        proposal: &Proposal,
    ) -> Result<(), Failure<CampaignRefusal>> {
        let (center, now) = (self.center().id, micros(self.now));
        let (partner, account) = (self.actor().partner, self.actor().account);
        let (body, content) = (serde_json::to_string(&proposal.after)?, proposal.content()?);
        on!(&mut self.tx, |c| {
            sqlx::query(
            "INSERT INTO change_requests (id, center_id, ad_account_id, campaign_id, base_version, proposer_id, proposer_account_id, body,
                                          content_hash, reason, state, proposed_at, edited_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'waiting', $11, $11)",
        )
        .bind(request.uuid())
        .bind(center.uuid())
        .bind(proposal.account.id.uuid())
        .bind(proposal.from().map(|(campaign, _)| campaign.uuid()))
        .bind(proposal.from().map(|(_, version)| i64::from(version)))
        .bind(partner.map(PartnerId::uuid))
        .bind(account.map(AccountId::uuid))
        .bind(body)
        .bind(content.as_bytes().as_slice())
        .bind(proposal.reason())
        .bind(now)
        .execute(c)
        .await
        .map(|_| ())
        })?;
        Ok(())
    }

    pub(super) async fn write_proposal(
        &mut self,
        request: ChangeRequestId,
        proposal: &Proposal,
    ) -> Result<(), Failure<CampaignRefusal>> {
        let now = micros(self.now);
        let (body, content) = (serde_json::to_string(&proposal.after)?, proposal.content()?);
        on!(&mut self.tx, |c| {
            sqlx::query(
                "UPDATE change_requests
                SET ad_account_id = $2, base_version = $3, body = $4, content_hash = $5, reason = $6, edited_at = $7
              WHERE id = $1",
            )
            .bind(request.uuid())
            .bind(proposal.account.id.uuid())
            .bind(proposal.from().map(|(_, version)| i64::from(version)))
            .bind(body)
            .bind(content.as_bytes().as_slice())
            .bind(proposal.reason())
            .bind(now)
            .execute(c)
            .await
            .map(|_| ())
        })?;
        Ok(())
    }

    pub(super) async fn write_withdrawn(
        &mut self,
        request: ChangeRequestId,
        state: RequestState,
    ) -> Result<(), Failure<RequestRefusal>> {
        let now = micros(self.now);
        on!(&mut self.tx, |c| sqlx::query(
            "UPDATE change_requests SET state = $2, decided_at = $3 WHERE id = $1"
        )
        .bind(request.uuid())
        .bind(state.as_str())
        .bind(now)
        .execute(c)
        .await
        .map(|_| ()))?;
        Ok(())
    }
}
