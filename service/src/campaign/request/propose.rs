//! A Standard Operator proposes a campaign or a change of one, edits the proposal while it waits, and withdraws it.

use domain::campaign::request::{ContentHash, MOST_WAITING, RequestRefusal};
use domain::campaign::{Campaign, CampaignRefusal};
use domain::id::{CampaignId, ChangeRequestId};
use domain::note::Note;

use super::row::content_hash;
use crate::audit::{CampaignState, Event};
use crate::campaign::save::Way;
use crate::campaign::{CampaignAccount, Campaigns, StandingCampaign};
use crate::change::{AsMember, Change, in_task};
use crate::failure::Failure;
use crate::outbox::Mail;

/// A proposal about to be written.
pub(super) struct Proposal {
    pub account: CampaignAccount,
    /// The campaign that it changes, as it stands; none of a new one.
    changes: Option<StandingCampaign>,
    wanted: Campaign,
    pub after: CampaignState,
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
            // Whoever had it before may be the one who approved ahead by now (attack C-38): an Admin looks at it.
            if stood.former.is_none()
                && let Some(event) = change.apply_ahead(request, &proposal).await?
            {
                return change.commit(event).await;
            }
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
            account: stands.account.clone(),
            wanted: wanted.clone(),
            after: CampaignState::of(wanted, &stands.account),
            changes: Some(stands),
            reason,
        }
    }

    /// The campaign that it changes, at the version it was made from.
    pub(super) fn from(&self) -> Option<(CampaignId, u32)> {
        self.changes.as_ref().map(|stands| (stands.id, stands.version))
    }

    fn before(&self) -> Option<CampaignState> {
        self.changes.as_ref().map(|stands| CampaignState::of(&stands.campaign, &self.account))
    }

    pub(super) fn reason(&self) -> Option<&str> {
        self.reason.as_ref().map(Note::as_str)
    }

    pub(super) fn content<R>(&self) -> Result<ContentHash, Failure<R>> {
        let body = serde_json::to_string(&self.after)?;
        Ok(content_hash(self.from(), &body, self.reason()))
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
        Ok(Proposal { account, changes: None, wanted: new.clone(), after, reason })
    }

    /// Writes it. It counts at once where that was approved ahead; else every Admin who may decide it is told.
    async fn propose(mut self, proposal: Proposal) -> Result<ChangeRequestId, Failure<CampaignRefusal>> {
        let partner = self.actor().partner.ok_or(Failure::NotFound)?;
        let request = ChangeRequestId::from_uuid(self.new_id());
        self.insert_proposal(request, &proposal).await?;
        if let Some(event) = self.apply_ahead(request, &proposal).await? {
            self.commit(event).await?;
            return Ok(request);
        }
        // It is one of them by now.
        if self.waiting_of(partner.uuid()).await? > i64::from(MOST_WAITING) {
            return Err(Failure::Refused(CampaignRefusal::TooManyWait));
        }
        let center = self.center().id;
        for (admin, address) in self.admins_with_addresses(center).await? {
            if admin != partner {
                self.queue_in(Some(center), Mail::ChangeProposed { request }, &address).await?;
            }
        }
        let event = Event::ChangeProposed {
            request: request.uuid(),
            partner: partner.uuid(),
            campaign: proposal.from().map(|(campaign, _)| campaign.uuid()),
            before: proposal.before(),
            after: proposal.after,
            reason: proposal.reason.map(|reason| reason.as_str().to_owned()),
        };
        self.commit(event).await?;
        Ok(request)
    }

    /// What was proposed becomes what stands, where an Admin approved it ahead; none: it waits.
    async fn apply_ahead(
        &mut self,
        request: ChangeRequestId,
        proposal: &Proposal,
    ) -> Result<Option<Event>, Failure<CampaignRefusal>> {
        let Some(stands) = &proposal.changes else { return Ok(None) };
        let ahead = self.approved_ahead(&proposal.account, &stands.campaign, &proposal.wanted).await?;
        let Some(ahead) = ahead else { return Ok(None) };
        self.write_approved_ahead(request, &ahead).await?;
        let version = stands.version + 1;
        self.write_campaign(stands.id, &proposal.wanted, version).await?;
        self.insert_version(stands.id, version, &proposal.after, Some(request)).await?;
        Ok(Some(Event::ChangeApprovedAhead {
            request: request.uuid(),
            partner: self.actor().partner.ok_or(Failure::NotFound)?.uuid(),
            campaign: stands.id.uuid(),
            before: CampaignState::of(&stands.campaign, &proposal.account),
            after: proposal.after.clone(),
            approval: ahead.id.uuid(),
            giver: ahead.giver_name,
        }))
    }
}
