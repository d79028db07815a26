//! What becomes of a form of a campaign: an Admin's is saved, a Standard Operator's proposed.

use chrono::{DateTime, Utc};
use domain::campaign::request::{RequestRefusal, ThreeVersions};
use domain::campaign::{Campaign, CampaignField, CampaignRefusal, CampaignStatus};
use domain::decision::{Decision, Refusal};
use domain::id::{CampaignId, ChangeRequestId};
use domain::note::Note;
use service::campaign::request::StandingRequest;
use service::campaign::{CampaignAccount, Campaigns, StandingCampaign};
use service::failure::Failure;

use super::draft::{drafted, with_draft};
use super::server::{CampaignForm, CampaignOutcome, CampaignState, Field, FixedField, Posted, Subject};
use super::typed::{Standing, as_typed, beside};
use crate::error::PageError;
use crate::path;

/// What a form of whoever looks does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Does {
    Save,
    Propose,
}

/// Why something is proposed, which may stay empty.
struct Reason(Option<Note>);

fn answer(failure: Failure) -> PageError {
    PageError::from(failure).answer()
}

/// Whoever would only be refused is told so before they type.
pub(super) fn does(campaigns: &Campaigns) -> Result<Does, PageError> {
    match campaigns.member().grant().changes_campaigns() {
        Decision::Allowed => Ok(Does::Save),
        Decision::Refused(Refusal::NeedsApproval) => Ok(Does::Propose),
        Decision::Refused(why) => Err(PageError::refused(why, &campaigns.member().center().slug).answer()),
    }
}

fn now(campaigns: &Campaigns) -> DateTime<Utc> {
    campaigns.member().keyholder().clock().now()
}

pub(super) async fn open(campaigns: &Campaigns, subject: Subject) -> Result<CampaignForm, PageError> {
    let does = does(campaigns)?;
    let mut waits = None;
    let form = match subject {
        Subject::New => CampaignForm {
            state: CampaignState::default().typed(Field::Status, CampaignStatus::Paused.as_str()),
            ad_accounts: accounts(campaigns).await?,
            ..CampaignForm::default()
        },
        Subject::Campaign(campaign) => {
            let row = campaigns.seen().one(campaign).await.map_err(answer)?;
            let state = as_typed(&row.campaign, &row.account).typed(Field::Shown, row.version.to_string());
            if does == Does::Propose {
                waits = campaigns.waiting_for(campaign).await.map_err(answer)?.first().map(|of| of.id);
            }
            of_standing(campaigns, &row.campaign, &row.account, state)
        }
        Subject::Request(request) => of_request(campaigns, request).await?,
    };
    with_draft(campaigns, subject, CampaignForm { proposes: does == Does::Propose, waits, ..form }).await
}

/// Each is one that they can propose or save something for.
async fn accounts(campaigns: &Campaigns) -> Result<Vec<(String, String)>, PageError> {
    let accounts = campaigns.operated_accounts().await.map_err(answer)?;
    Ok(accounts.into_iter().map(|of| (of.id.to_string(), spelt(&of))).collect())
}

fn of_standing(
    campaigns: &Campaigns,
    stands: &Campaign,
    account: &CampaignAccount,
    state: CampaignState,
) -> CampaignForm {
    CampaignForm {
        state,
        name: Some(stands.name.as_str().to_owned()),
        fixed: fixed(stands, account, now(campaigns)),
        terms: Some((account.currency.code().to_owned(), account.offset.to_string())),
        ..CampaignForm::default()
    }
}

/// What they proposed, over what stands by now.
async fn of_request(campaigns: &Campaigns, request: ChangeRequestId) -> Result<CampaignForm, PageError> {
    let standing = campaigns.standing_request(request).await.map_err(answer)?;
    if standing.proposer.id != campaigns.member().partner() {
        return Err(PageError::Forbidden(RequestRefusal::NotYours.to_string()).answer());
    }
    let proposed = over(&standing);
    let state = as_typed(&proposed, &standing.account)
        .typed(Field::Saw, standing.content.to_string())
        .typed(Field::Reason, standing.reason.clone().unwrap_or_default());
    Ok(match &standing.changes {
        None => CampaignForm {
            state,
            name: Some(standing.proposed.name.as_str().to_owned()),
            ad_accounts: accounts(campaigns).await?,
            ..CampaignForm::default()
        },
        Some(changed) => {
            let state = state.typed(Field::Shown, changed.version.to_string());
            of_standing(campaigns, &changed.is, &standing.account, state)
        }
    })
}

/// A proposal, with what was changed since where it leaves that alone.
fn over(standing: &StandingRequest) -> Campaign {
    let merged = standing.changes.as_ref().and_then(|changed| changed.three(&standing.proposed).merged());
    merged.unwrap_or_else(|| standing.proposed.clone())
}

/// "Halcyon EU, EUR, UTC+01:00"
fn spelt(account: &CampaignAccount) -> String {
    format!("{}, {}, {}", account.name, account.currency.code(), account.offset)
}

fn fixed(stands: &Campaign, account: &CampaignAccount, now: DateTime<Utc>) -> Vec<FixedField> {
    let shown = stands.shown(&account.name, account.offset);
    let told = shown.fields().filter_map(|(field, words)| {
        let why = stands.fixed(field, now)?;
        Some(FixedField { field, words: words.to_owned(), why: why.to_string() })
    });
    told.collect()
}

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
