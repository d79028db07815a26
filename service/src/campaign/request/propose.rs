//! A Standard Operator proposes a campaign or a change of one, edits the proposal while it waits, and withdraws it.

use domain::campaign::request::{ContentHash, MOST_WAITING, RequestRefusal, RequestState};
use domain::campaign::{Campaign, CampaignRefusal};
use domain::id::{CampaignId, ChangeRequestId, PartnerId};
use domain::note::Note;
use uuid::Uuid;

use super::row::content_hash;
use crate::audit::{CampaignState, Event};
use crate::campaign::save::Way;
use crate::campaign::{CampaignAccount, Campaigns, StandingCampaign};
use crate::change::{AsMember, Change, in_task};
use crate::clock::micros;
use crate::failure::Failure;
use crate::outbox::Mail;

/// A proposal about to be written.
struct Proposal {
    account: CampaignAccount,
    /// The campaign that it changes, at the version it was made from.
    from: Option<(CampaignId, u32)>,
    before: Option<CampaignState>,
    after: CampaignState,
    reason: Option<Note>,
}

impl Campaigns {
    /// Proposes a new campaign.
    ///
    /// # Errors
    /// As [`Campaigns::create`], but for the approval that it asks for; and where too many of theirs wait.
    pub async fn propose(
        &self,
        new: Campaign,
        reason: Option<Note>,
    ) -> Result<ChangeRequestId, Failure<CampaignRefusal>> {
        let member = self.member().clone();
        in_task(async move {
            let mut change = Change::by_member(&member).await?;
            let proposal = change.proposal_of_new(&new, reason).await?;
            change.propose(proposal).await
        })
        .await
    }

    /// Proposes to change a campaign of which they saw the version `shown`.
    ///
    /// # Errors
    /// As [`Campaigns::edit`], but for the approval that it asks for; where one of theirs waits for this campaign already,
    /// and where too many do.
    pub async fn propose_change(
        &self,
        campaign: CampaignId,
        shown: u32,
        wanted: Campaign,
        reason: Option<Note>,
    ) -> Result<ChangeRequestId, Failure<CampaignRefusal>> {
        let member = self.member().clone();
        in_task(async move {
            let mut change = Change::by_member(&member).await?;
            let stands = change.changeable(campaign, shown, &wanted, Way::ByApproval).await?;
            if let Some(waiting) = change.waits_already(campaign).await? {
                return Err(Failure::Refused(CampaignRefusal::AlreadyProposed(waiting)));
            }
            change.propose(Proposal::of_change(stands, &wanted, reason)).await
        })
        .await
    }

    /// Proposes something else instead of what waits; `shown` is the version of the campaign that they saw, if it changes one.
    ///
    /// # Errors
    /// Not found for one of others; as when it was proposed, and where it does not wait any more.
    pub async fn edit_request(
        &self,
        request: ChangeRequestId,
        saw: ContentHash,
        shown: Option<u32>,
        wanted: Campaign,
        reason: Option<Note>,
    ) -> Result<(), Failure<CampaignRefusal>> {
        let member = self.member().clone();
        in_task(async move {
            let mut change = Change::by_member(&member).await?;
            let row = change.request_seen(request).await?;
            let refused = |refusal| Failure::Refused(CampaignRefusal::Request(refusal));
            row.request()?.edit(change.person()?, saw).map_err(refused)?;
            let stood = row.standing()?;
            let before = CampaignState::of(&stood.proposed, &stood.account);
            let proposal = match (&stood.changes, shown) {
                (None, _) => change.proposal_of_new(&wanted, reason).await?,
                (Some(changed), Some(shown)) => {
                    let stands = change.changeable(changed.campaign, shown, &wanted, Way::ByApproval).await?;
                    Proposal::of_change(stands, &wanted, reason)
                }
                (Some(_), None) => return Err(Failure::NotFound),
            };
            if proposal.content()? == stood.content {
                return Err(Failure::Refused(CampaignRefusal::Nothing));
            }
            change.write_proposal(request, &proposal).await?;
            let partner = change.actor().partner.ok_or(Failure::NotFound)?.uuid();
            let event = Event::ChangeRequestEdited {
                request: request.uuid(),
                partner,
                before,
                after: proposal.after,
            };
            change.commit(event).await
        })
        .await
    }

    /// Takes back what they proposed.
    ///
    /// # Errors
    /// Not found for one of others; refused where it does not wait any more.
    pub async fn withdraw_request(&self, request: ChangeRequestId) -> Result<(), Failure<RequestRefusal>> {
        let member = self.member().clone();
        in_task(async move {
            let mut change = Change::by_member(&member).await?;
            let row = change.request_seen(request).await?;
            let of = row.request()?;
            let after = of.withdraw(change.person()?).map_err(Failure::Refused)?;
            let stood = row.standing()?;
            change.write_withdrawn(request, after).await?;
            let event = Event::ChangeRequestWithdrawn {
                request: request.uuid(),
                partner: of.proposer.partner.uuid(),
                name: stood.name().to_owned(),
            };
            change.commit(event).await
        })
        .await
    }
}

impl Proposal {
    fn of_change(stands: StandingCampaign, wanted: &Campaign, reason: Option<Note>) -> Self {
        Self {
            from: Some((stands.id, stands.version)),
            before: Some(CampaignState::of(&stands.campaign, &stands.account)),
            after: CampaignState::of(wanted, &stands.account),
            account: stands.account,
            reason,
        }
    }

    fn reason(&self) -> Option<&str> {
        self.reason.as_ref().map(Note::as_str)
    }

    fn content<R>(&self) -> Result<ContentHash, Failure<R>> {
        let body = serde_json::to_string(&self.after)?;
        Ok(content_hash(self.from, &body, self.reason()))
    }
}

impl Change<AsMember> {
    async fn proposal_of_new(
        &mut self,
        new: &Campaign,
        reason: Option<Note>,
    ) -> Result<Proposal, Failure<CampaignRefusal>> {
        let account = self.creatable(new, Way::ByApproval).await?;
        let after = CampaignState::of(new, &account);
        Ok(Proposal { account, from: None, before: None, after, reason })
    }

    /// Writes it, and tells every Admin who may decide it.
    async fn propose(mut self, proposal: Proposal) -> Result<ChangeRequestId, Failure<CampaignRefusal>> {
        let partner = self.actor().partner.ok_or(Failure::NotFound)?;
        if self.waiting_of(partner.uuid()).await? >= i64::from(MOST_WAITING) {
            return Err(Failure::Refused(CampaignRefusal::TooManyWait));
        }
        let request = ChangeRequestId::from_uuid(self.new_id());
        self.insert_proposal(request, &proposal).await?;
        let center = self.center().id;
        for (admin, address) in self.admins_with_addresses(center).await? {
            if admin != partner {
                self.queue_in(Some(center), Mail::ChangeProposed { request }, &address).await?;
            }
        }
        let event = Event::ChangeProposed {
            request: request.uuid(),
            partner: partner.uuid(),
            campaign: proposal.from.map(|(campaign, _)| campaign.uuid()),
            before: proposal.before,
            after: proposal.after,
            reason: proposal.reason.map(|reason| reason.as_str().to_owned()),
        };
        self.commit(event).await?;
        Ok(request)
    }

    async fn waiting_of(&mut self, partner: Uuid) -> Result<i64, Failure<CampaignRefusal>> {
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
    async fn waits_already(
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

    async fn insert_proposal(
        &mut self,
        request: ChangeRequestId,
        proposal: &Proposal,
    ) -> Result<(), Failure<CampaignRefusal>> {
        let (center, partner, now) = (self.center().id, self.actor().partner, micros(self.now));
        let (body, content) = (serde_json::to_string(&proposal.after)?, proposal.content()?);
        on!(&mut self.tx, |c| {
            sqlx::query(
            "INSERT INTO change_requests (id, center_id, ad_account_id, campaign_id, base_version, proposer_id, body, content_hash,
                                          reason, state, proposed_at, edited_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'waiting', $10, $10)",
        )
        .bind(request.uuid())
        .bind(center.uuid())
        .bind(proposal.account.id.uuid())
        .bind(proposal.from.map(|(campaign, _)| campaign.uuid()))
        .bind(proposal.from.map(|(_, version)| i64::from(version)))
        .bind(partner.map(PartnerId::uuid))
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

    async fn write_proposal(
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
            .bind(proposal.from.map(|(_, version)| i64::from(version)))
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

    async fn write_withdrawn(
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
