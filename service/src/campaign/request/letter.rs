//! The mails about Change requests, written when they leave: what was withdrawn or decided by then is not announced any more.

use domain::campaign::request::RequestState;
use domain::campaign::{CampaignField, CampaignStatus};
use domain::id::ChangeRequestId;
use uuid::Uuid;

use super::StandingRequest;
use super::row::{RequestRow, select_requests};
use crate::column;
use crate::failure::Failure;
use crate::keyholder::Keyholder;
use crate::mail::Letter;
use crate::mail::campaign::{ChangeCommentedMail, ChangeDecidedMail, ChangeProposedMail, Proposal};

/// A Change request, and the Business Center that it is of.
struct Found {
    center: String,
    slug: String,
    time_zone: String,
    request: StandingRequest,
}

/// To an Admin. None once it waits no more.
pub(crate) async fn proposed_letter(
    keyholder: &Keyholder,
    request: ChangeRequestId,
) -> Result<Option<Letter>, Failure> {
    let Some(found) = find(keyholder, request).await? else { return Ok(None) };
    if found.request.state != RequestState::Waiting {
        return Ok(None);
    }
    let zone = column::zone(&found.time_zone).unwrap_or_default();
    let stale = found.request.changes.as_ref().filter(|changes| changes.is_stale());
    let mail = ChangeProposedMail {
        reason: found.request.reason.clone(),
        at: zone.moment(found.request.edited_at).to_string(),
        changed_by: stale.map(|changes| changes.saved_by.clone()),
        proposal: found.proposal(keyholder),
    };
    Ok(Some(mail.letter()))
}

/// To whoever proposed it.
pub(crate) async fn decided_letter(
    keyholder: &Keyholder,
    request: ChangeRequestId,
) -> Result<Option<Letter>, Failure> {
    let Some(found) = find(keyholder, request).await? else { return Ok(None) };
    let Some(decided) = found.request.decided.clone() else { return Ok(None) };
    let mail = ChangeDecidedMail {
        state: found.request.state,
        by: decided.by.unwrap_or_default(),
        answer: decided.answer,
        proposal: found.proposal(keyholder),
    };
    Ok(Some(mail.letter()))
}

/// What somebody said about it.
pub(crate) async fn commented_letter(
    keyholder: &Keyholder,
    request: ChangeRequestId,
    comment: Uuid,
) -> Result<Option<Letter>, Failure> {
    let said = read!(keyholder.db(), |c| sqlx::query_as::<_, (String, String)>(
        "SELECT coalesce(p.name, p.contact), t.words
           FROM change_request_comments t
           JOIN partners p ON p.id = t.partner_id
          WHERE t.id = $1 AND t.request_id = $2",
    )
    .bind(comment)
    .bind(request.uuid())
    .fetch_optional(c)
    .await)?;
    let (Some(found), Some((by, words))) = (find(keyholder, request).await?, said) else { return Ok(None) };
    Ok(Some(ChangeCommentedMail { by, words, proposal: found.proposal(keyholder) }.letter()))
}

async fn find(keyholder: &Keyholder, request: ChangeRequestId) -> Result<Option<Found>, Failure> {
    let of = read!(keyholder.db(), |c| sqlx::query_as::<_, (Uuid, String, String, String)>(
        "SELECT c.id, c.name, c.slug, c.time_zone
           FROM change_requests r
           JOIN business_centers c ON c.id = r.center_id
          WHERE r.id = $1",
    )
    .bind(request.uuid())
    .fetch_optional(c)
    .await)?;
    let Some((id, center, slug, time_zone)) = of else { return Ok(None) };
    let row = read!(keyholder.db(), |c| {
        sqlx::query_as::<_, RequestRow>(select_requests!("AND r.id = $2"))
            .bind(id)
            .bind(request.uuid())
            .fetch_optional(c)
            .await
    })?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Found { center, slug, time_zone, request: row.standing()? }))
}

impl Found {
    fn proposal(self, keyholder: &Keyholder) -> Proposal {
        let Self { center, slug, request, .. } = self;
        let url = format!("{}/b/{slug}/campaigns/requests/{}", keyholder.settings().url, request.id);
        Proposal {
            campaign: request.name().to_owned(),
            wants: request.wants(),
            changes: request.changes_in_words(),
            partner: request.proposer.name,
            ad_account: request.account.name,
            center,
            url,
        }
    }
}

impl StandingRequest {
    /// "to change", "to create" or "to delete".
    pub fn wants(&self) -> &'static str {
        match &self.changes {
            None => "to create",
            Some(_) if self.proposed.status == CampaignStatus::Deleted => "to delete",
            Some(_) => "to change",
        }
    }

    /// Each field, and what becomes of it: "€250.00 a day → €400.00 a day (€150.00 more, 60 %)". Of a new one all of it.
    pub fn changes_in_words(&self) -> Vec<(String, String)> {
        let offset = self.account.offset;
        let Some(changes) = &self.changes else {
            let shown = self.proposed.shown(&self.account.name, offset);
            return shown
                .fields()
                .map(|(field, words)| (field.label().to_owned(), words.to_owned()))
                .collect();
        };
        let step = changes.was.budget.step_to(self.proposed.budget);
        let told =
            changes.was.difference(&self.proposed, &self.account.name, offset).into_iter().map(|change| {
                let words = format!("{} → {}", change.before, change.after);
                let step = step.as_ref().filter(|_| change.field == CampaignField::Budget);
                let words = step.map_or_else(|| words.clone(), |step| format!("{words} ({step})"));
                (change.field.label().to_owned(), words)
            });
        told.collect()
    }
}
