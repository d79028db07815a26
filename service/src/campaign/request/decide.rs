//! An Admin approves or rejects a proposal. Approving changes the campaign in the same transaction; whoever proposed it must
//! still be allowed to.

use domain::campaign::request::{
    Answer, ChangeRequest, Person, RequestRefusal, RequestState, ShownRequest, created,
};
use domain::contact::Email;
use domain::decision::{AssetAction, Decision, Refusal, Speaking};
use domain::id::{AccountId, CampaignId, ChangeRequestId, PartnerId};
use domain::note::Note;
use uuid::Uuid;

use super::StandingRequest;
use super::row::{RequestRow, select_requests};
use crate::audit::{CampaignState, Event};
use crate::campaign::save::FIRST;
use crate::capability::Admin;
use crate::change::{AsAdmin, Change, InCenter, in_task};
use crate::clock::micros;
use crate::failure::Failure;
use crate::outbox::Mail;

/// The campaign that came of a proposal.
struct Applied {
    campaign: CampaignId,
    before: Option<CampaignState>,
    after: CampaignState,
}

impl Admin {
    /// Approves or rejects what was proposed, as they saw it; whoever proposed it is told by mail.
    ///
    /// # Errors
    /// Not found for one of others; refused as [`domain::campaign::request::ChangeRequest::answer`] says, and to approve it
    /// where the campaign does not let it happen any more, or whoever proposed it may not propose it any more.
    pub async fn answer_request(
        &self,
        request: ChangeRequestId,
        shown: ShownRequest,
        answer: Answer,
    ) -> Result<(), Failure<RequestRefusal>> {
        let admin = self.clone();
        in_task(async move {
            let mut change = Change::by_admin(&admin).await?;
            let row = change.request(request).await?;
            let by = Person { partner: admin.member().partner(), account: change.actor().account };
            let of = change.answered(&row, request).await?;
            let stood = row.standing()?;
            let stands = stood.changes.as_ref().map(|changes| changes.version);
            let after = of.answer(by, &answer, shown, stands).map_err(Failure::Refused)?;
            let applied = match answer {
                Answer::Approve(_) => Some(change.apply(&stood).await?),
                Answer::Reject(_) => None,
            };
            let campaign = applied.as_ref().map(|applied| applied.campaign);
            change.write_answer(request, (after, &answer), by.partner, campaign).await?;
            change.tell_partner(stood.proposer.id, &Mail::ChangeDecided { request }).await?;
            let comment = answer.comment().map(|comment| comment.as_str().to_owned());
            let partner = stood.proposer.id.uuid();
            let event = match applied {
                Some(Applied { campaign, before, after }) => Event::ChangeApproved {
                    request: request.uuid(),
                    partner,
                    campaign: campaign.uuid(),
                    before,
                    after,
                    comment,
                },
                None => Event::ChangeRejected {
                    request: request.uuid(),
                    partner,
                    name: stood.name().to_owned(),
                    comment: comment.unwrap_or_default(),
                },
            };
            change.commit(event).await
        })
        .await
    }
}

impl Change<AsAdmin> {
    pub(super) async fn request<R>(&mut self, request: ChangeRequestId) -> Result<RequestRow, Failure<R>> {
        let center = self.center().id;
        let row = on!(&mut self.tx, |c| {
            sqlx::query_as::<_, RequestRow>(select_requests!("AND r.id = $2"))
                .bind(center.uuid())
                .bind(request.uuid())
                .fetch_optional(c)
                .await
        })?;
        row.ok_or(Failure::NotFound)
    }

    /// With everybody who ever proposed it.
    async fn answered<R>(
        &mut self,
        row: &RequestRow,
        request: ChangeRequestId,
    ) -> Result<ChangeRequest, Failure<R>> {
        let of = row.request()?;
        if !row.is_handed_over() {
            return Ok(of);
        }
        let rows = on!(&mut self.tx, |c| sqlx::query_as::<_, (Uuid, Option<Uuid>)>(
            "SELECT partner_id, account_id FROM former_proposers WHERE request_id = $1",
        )
        .bind(request.uuid())
        .fetch_all(c)
        .await)?;
        let former = rows.into_iter().map(|(partner, account)| Person {
            partner: PartnerId::from_uuid(partner),
            account: account.map(AccountId::from_uuid),
        });
        Ok(ChangeRequest { former: former.collect(), ..of })
    }

    /// What was proposed becomes what stands.
    async fn apply(&mut self, stood: &StandingRequest) -> Result<Applied, Failure<RequestRefusal>> {
        self.refuse_unless_may_propose(stood).await?;
        let Some(changed) = &stood.changes else {
            let campaign = created(&stood.proposed, self.now).map_err(Failure::Refused)?;
            let id = CampaignId::from_uuid(self.new_id());
            self.insert_campaign(id, &campaign, stood.proposer.id.uuid()).await?;
            let after = CampaignState::of(&campaign, &stood.account);
            self.insert_version(id, FIRST, &after, Some(stood.id)).await?;
            return Ok(Applied { campaign: id, before: None, after });
        };
        let approved = changed.three(&stood.proposed).approved(self.now).map_err(Failure::Refused)?;
        let version = changed.version + 1;
        self.write_campaign(changed.campaign, &approved, version).await?;
        let (before, after) =
            (CampaignState::of(&changed.is, &stood.account), CampaignState::of(&approved, &stood.account));
        self.insert_version(changed.campaign, version, &after, Some(stood.id)).await?;
        Ok(Applied { campaign: changed.campaign, before: Some(before), after })
    }

    /// As whoever proposed it stands now, not as they stood then.
    async fn refuse_unless_may_propose(
        &mut self,
        stood: &StandingRequest,
    ) -> Result<(), Failure<RequestRefusal>> {
        let proposer = &stood.proposer;
        let (state, decision) =
            self.decide_about(proposer.id, AssetAction::ChangeCampaigns, stood.account.id).await?;
        match decision {
            Decision::Allowed | Decision::Refused(Refusal::NeedsApproval) => Ok(()),
            Decision::Refused(refusal) => {
                let words = refusal.sentence(Speaking::About { name: &proposer.name, state });
                Err(Failure::Refused(RequestRefusal::Proposer(words)))
            }
        }
    }

    async fn write_answer(
        &mut self,
        request: ChangeRequestId,
        (state, answer): (RequestState, &Answer),
        by: PartnerId,
        campaign: Option<CampaignId>,
    ) -> Result<(), Failure<RequestRefusal>> {
        let now = micros(self.now);
        on!(&mut self.tx, |c| {
            sqlx::query(
                "UPDATE change_requests
                SET state = $2, decided_by = $3, decided_at = $4, answer = $5, campaign_id = coalesce($6, campaign_id)
              WHERE id = $1",
            )
            .bind(request.uuid())
            .bind(state.as_str())
            .bind(by.uuid())
            .bind(now)
            .bind(answer.comment().map(Note::as_str))
            .bind(campaign.map(CampaignId::uuid))
            .execute(c)
            .await
            .map(|_| ())
        })?;
        Ok(())
    }
}

impl<Door: InCenter> Change<Door> {
    /// By mail, where they have an address.
    pub(crate) async fn tell_partner<R>(
        &mut self,
        partner: PartnerId,
        mail: &Mail,
    ) -> Result<(), Failure<R>> {
        let center = self.center().id;
        let contact = on!(&mut self.tx, |c| sqlx::query_scalar::<_, String>(
            "SELECT contact FROM partners WHERE id = $1 AND state = 'active' AND contact_kind = 'email'",
        )
        .bind(partner.uuid())
        .fetch_optional(c)
        .await)?;
        if let Some(email) = contact.and_then(|contact| Email::parse(&contact).ok()) {
            self.queue_in(Some(center), mail.clone(), &email).await?;
        }
        Ok(())
    }
}
