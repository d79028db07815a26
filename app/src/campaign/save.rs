//! What becomes of a form of a campaign: an Admin's is saved, a Standard Operator's proposed.

use domain::campaign::request::ThreeVersions;
use domain::campaign::{Campaign, CampaignField, CampaignRefusal, CampaignStatus};
use domain::id::{CampaignId, ChangeRequestId};
use domain::note::Note;
use service::campaign::{Campaigns, StandingCampaign};
use service::failure::Failure;

use super::draft::drafted;
use super::open::{Does, answer, does, now};
use super::server::{CampaignOutcome, CampaignState, Field, Posted, Subject};
use super::typed::{Standing, as_typed, beside};
use crate::error::PageError;
use crate::path;

/// Why something is proposed, which may stay empty.
struct Reason(Option<Note>);

pub(super) async fn save(
    campaigns: &Campaigns,
    subject: Subject,
    posted: Posted,
) -> Result<CampaignOutcome, PageError> {
    if !posted.discard.is_empty() {
        campaigns.discard_draft(drafted(subject)).await.map_err(answer)?;
        return Ok(CampaignOutcome::DraftDiscarded);
    }
    let does = does(campaigns)?;
    let mut form = posted.form();
    let reason = form.take(Field::Reason, Note::parse(&posted.reason).map(Reason));
    let done = match subject {
        Subject::New => create(campaigns, does, reason, &posted, form).await,
        Subject::Campaign(campaign) => edit(campaigns, does, campaign, reason, &posted, form).await,
        Subject::Request(request) => edit_request(campaigns, request, reason, &posted, form).await,
    }?;
    if let CampaignOutcome::Refused(form) = done {
        return Ok(CampaignOutcome::Refused(posted.kept(campaigns, subject, form).await?));
    }
    if posted.has_draft() {
        campaigns.discard_draft(drafted(subject)).await.map_err(answer)?;
    }
    Ok(done)
}

async fn create(
    campaigns: &Campaigns,
    does: Does,
    reason: Option<Reason>,
    posted: &Posted,
    mut form: CampaignState,
) -> Result<CampaignOutcome, PageError> {
    let accounts = campaigns.operated_accounts().await.map_err(answer)?;
    let new = posted.whole(now(campaigns), &accounts, &mut form);
    let Some((new, Reason(reason))) = new.zip(reason) else { return Ok(CampaignOutcome::Refused(form)) };
    let done = match does {
        Does::Save => campaigns.create(new).await.map(CampaignOutcome::Created),
        Does::Propose => campaigns.propose(new, reason).await.map(CampaignOutcome::Proposed),
    };
    match done {
        Ok(done) => Ok(done),
        Err(failure) => refused(campaigns, failure, form),
    }
}

async fn edit(
    campaigns: &Campaigns,
    does: Does,
    campaign: CampaignId,
    reason: Option<Reason>,
    posted: &Posted,
    mut form: CampaignState,
) -> Result<CampaignOutcome, PageError> {
    let shown = posted.shown.parse().map_err(|_| PageError::NotUnderstood.answer())?;
    let StandingCampaign { campaign: stands, account, .. } =
        campaigns.seen().one(campaign).await.map_err(answer)?;
    let wanted = if posted.delete.is_empty() {
        posted.edited(now(campaigns), &Standing { campaign: &stands, account: &account }, &mut form)
    } else {
        form = as_typed(&stands, &account).typed(Field::Shown, posted.shown.as_str());
        Some(Campaign { status: CampaignStatus::Deleted, ..stands })
    };
    let Some((wanted, Reason(reason))) = wanted.zip(reason) else {
        return Ok(CampaignOutcome::Refused(form));
    };
    let typed = Typed { campaign, shown, wanted: wanted.clone() };
    let done = match does {
        Does::Save => {
            campaigns.edit(campaign, shown, wanted).await.map(|()| CampaignOutcome::Saved(campaign))
        }
        Does::Propose => {
            let proposed = campaigns.propose_change(campaign, shown, wanted, reason).await;
            match proposed {
                Ok(request) => return came_of(campaigns, request, CampaignOutcome::Proposed).await,
                Err(failure) => Err(failure),
            }
        }
    };
    match done {
        Ok(done) => Ok(done),
        Err(failure) => {
            form = typed.over_what_stands(campaigns, &failure, form).await?;
            refused(campaigns, failure, form)
        }
    }
}

async fn edit_request(
    campaigns: &Campaigns,
    request: ChangeRequestId,
    reason: Option<Reason>,
    posted: &Posted,
    mut form: CampaignState,
) -> Result<CampaignOutcome, PageError> {
    let saw = posted.saw.parse().map_err(|_| PageError::NotUnderstood.answer())?;
    let standing = campaigns.standing_request(request).await.map_err(answer)?;
    let (wanted, shown) = match &standing.changes {
        None => {
            let accounts = campaigns.operated_accounts().await.map_err(answer)?;
            (posted.whole(now(campaigns), &accounts, &mut form), None)
        }
        Some(changed) => {
            let shown = posted.shown.parse().map_err(|_| PageError::NotUnderstood.answer())?;
            let stands = Standing { campaign: &changed.is, account: &standing.account };
            (posted.edited(now(campaigns), &stands, &mut form), Some(shown))
        }
    };
    let Some((wanted, Reason(reason))) = wanted.zip(reason) else {
        return Ok(CampaignOutcome::Refused(form));
    };
    let changed = standing.changes.as_ref().zip(shown);
    let typed = changed.map(|(of, shown)| Typed { campaign: of.campaign, shown, wanted: wanted.clone() });
    match campaigns.edit_request(request, saw, shown, wanted, reason).await {
        Ok(()) => came_of(campaigns, request, CampaignOutcome::ProposalSaved).await,
        Err(failure) => {
            if let Some(typed) = typed {
                form = typed.over_what_stands(campaigns, &failure, form).await?;
            }
            refused(campaigns, failure, form)
        }
    }
}

/// What was proposed waits, unless it was approved ahead.
async fn came_of(
    campaigns: &Campaigns,
    request: ChangeRequestId,
    waits: fn(ChangeRequestId) -> CampaignOutcome,
) -> Result<CampaignOutcome, PageError> {
    let stands = campaigns.standing_request(request).await.map_err(answer)?;
    let ahead = stands.decided.is_some_and(|decided| decided.ahead);
    Ok(if ahead { CampaignOutcome::ChangedAhead(request) } else { waits(request) })
}

/// What somebody wants of a campaign of which they saw a version.
struct Typed {
    campaign: CampaignId,
    shown: u32,
    wanted: Campaign,
}

impl Typed {
    /// Where another version stands by now, a field that they left alone holds what that one says: saving again takes nothing
    /// back that somebody else changed.
    async fn over_what_stands(
        self,
        campaigns: &Campaigns,
        failure: &Failure<CampaignRefusal>,
        form: CampaignState,
    ) -> Result<CampaignState, PageError> {
        let Failure::Refused(CampaignRefusal::Meanwhile { .. }) = failure else { return Ok(form) };
        let seen = campaigns.seen();
        let stands = seen.one(self.campaign).await.map_err(answer)?;
        let versions = seen.versions(&stands).await.map_err(answer)?;
        let was = versions.iter().find(|version| version.number == self.shown);
        let merged = was.and_then(|was| was.state.campaign()).and_then(|was| {
            ThreeVersions { was, is: stands.campaign.clone(), proposed: self.wanted }.merged()
        });
        let Some(merged) = merged else { return Ok(form) };
        let merged = as_typed(&merged, &stands.account);
        Ok(CampaignField::ALL.into_iter().map(beside).fold(form, |form, field| {
            let value = merged.value(field);
            form.instead(field, value)
        }))
    }
}

/// Beside its field, or above the form.
fn refused(
    campaigns: &Campaigns,
    failure: Failure<CampaignRefusal>,
    mut form: CampaignState,
) -> Result<CampaignOutcome, PageError> {
    let refusal = match failure {
        Failure::Refused(refusal) => refusal,
        failure => return Err(PageError::without_refusal(failure).answer()),
    };
    Ok(CampaignOutcome::Refused(match &refusal {
        CampaignRefusal::NoSuchAdAccount => {
            form.refuse(Field::AdAccount, &refusal);
            form
        }
        CampaignRefusal::Fixed(field, _) => {
            form.refuse(beside(*field), &refusal);
            form
        }
        // Having been told what stands, they save over just that.
        CampaignRefusal::Meanwhile { version, .. } => {
            form.instead(Field::Shown, version.to_string()).with_problem(&refusal)
        }
        CampaignRefusal::AlreadyProposed(waiting) => {
            let waiting = path::change_request(&campaigns.member().center().slug, *waiting);
            form.with_problem(&refusal).with_way_on("See what waits", waiting)
        }
        CampaignRefusal::NotAllowed(_)
        | CampaignRefusal::Nothing
        | CampaignRefusal::TooManyWait
        | CampaignRefusal::Request(_) => form.with_problem(&refusal),
    }))
}
