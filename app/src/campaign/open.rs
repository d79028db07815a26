//! The form of a campaign as it opens: what stands, what was proposed, or nothing yet.

use chrono::{DateTime, Utc};
use domain::campaign::request::RequestRefusal;
use domain::campaign::{Campaign, CampaignStatus};
use domain::decision::{Decision, Refusal};
use domain::diagnosis::Problem;
use domain::id::ChangeRequestId;
use service::campaign::request::StandingRequest;
use service::campaign::{CampaignAccount, Campaigns};
use service::failure::Failure;

use super::draft::with_draft;
use super::server::{CampaignForm, CampaignState, Field, FixedField, Subject};
use super::typed::as_typed;
use crate::error::PageError;
use crate::path;

/// What a form of whoever looks does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Does {
    Save,
    Propose,
}

pub(super) fn answer(failure: Failure) -> PageError {
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

pub(super) fn now(campaigns: &Campaigns) -> DateTime<Utc> {
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
    let form = CampaignForm { proposes: does == Does::Propose, waits, ..form };
    let form = with_draft(campaigns, subject, form).await?;
    // What was typed before stays to be read, even where nothing can be proposed by now.
    let for_none = subject == Subject::New && form.proposes && form.ad_accounts.is_empty();
    if for_none && form.draft.is_none() { Err(operates_none(campaigns)) } else { Ok(form) }
}

fn operates_none(campaigns: &Campaigns) -> PageError {
    let reason = "A campaign is proposed for an ad account that you operate, and there is none. Ask an Admin to make you Operator \
                  of the one you work on.";
    let diagnosis = path::own_diagnosis(&campaigns.member().center().slug, Problem::Changes);
    PageError::Refused { reason: reason.to_owned(), diagnosis: Some(diagnosis) }.answer()
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
