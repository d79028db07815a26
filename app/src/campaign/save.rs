//! What is typed about a campaign, made into what can't be wrong.

use domain::asset::UtcOffset;
use domain::campaign::{
    Budget, BudgetKind, Campaign, CampaignField, CampaignRefusal, CampaignStatus, Objective, Schedule,
    ScheduleEnd, ScheduleRefusal,
};
use domain::decision::Decision;
use domain::id::CampaignId;
use domain::money::Money;
use domain::name::CampaignName;
use domain::note::Note;
use service::campaign::{CampaignAccount, Campaigns, StandingCampaign};
use service::failure::Failure;

use super::server::{CampaignForm, CampaignOutcome, CampaignState, Field, Posted};
use crate::error::PageError;

fn answer(failure: Failure) -> PageError {
    PageError::from(failure).answer()
}

pub(super) async fn open(
    campaigns: &Campaigns,
    campaign: Option<CampaignId>,
) -> Result<CampaignForm, PageError> {
    changes(campaigns)?;
    let Some(campaign) = campaign else {
        let accounts = campaigns.seen().ad_accounts().await.map_err(answer)?;
        return Ok(CampaignForm {
            state: CampaignState::default().typed(Field::Status, CampaignStatus::Paused.as_str()),
            name: None,
            fixed: Vec::new(),
            ad_accounts: accounts.into_iter().map(|of| (of.id.to_string(), spelt(&of))).collect(),
            terms: None,
        });
    };
    let row = campaigns.seen().one(campaign).await.map_err(answer)?;
    Ok(CampaignForm {
        state: as_typed(&row),
        name: Some(row.campaign.name.as_str().to_owned()),
        fixed: fixed(campaigns, &row),
        ad_accounts: Vec::new(),
        terms: Some((row.account.currency.code().to_owned(), row.account.offset.to_string())),
    })
}

/// Whoever would only be refused is told so before they type.
fn changes(campaigns: &Campaigns) -> Result<(), PageError> {
    match campaigns.member().grant().changes_campaigns() {
        Decision::Allowed => Ok(()),
        Decision::Refused(refusal) => Err(PageError::Forbidden(refusal.to_string()).answer()),
    }
}

/// "Halcyon EU, EUR, UTC+01:00"
fn spelt(account: &CampaignAccount) -> String {
    format!("{}, {}, {}", account.name, account.currency.code(), account.offset)
}

fn fixed(campaigns: &Campaigns, row: &StandingCampaign) -> Vec<(String, String, String)> {
    let now = campaigns.member().keyholder().clock().now();
    let shown = row.campaign.shown(&row.account.name, row.account.offset);
    let told = shown.fields().filter_map(|(field, words)| {
        let why = row.campaign.fixed(field, now)?;
        Some((field.label().to_owned(), words.to_owned(), why.to_string()))
    });
    told.collect()
}

fn as_typed(row: &StandingCampaign) -> CampaignState {
    let campaign = &row.campaign;
    let (start, end) = campaign.schedule.iso(row.account.offset);
    CampaignState::default()
        .typed(Field::Shown, row.version.to_string())
        .typed(Field::Name, campaign.name.as_str())
        .typed(Field::BudgetKind, campaign.budget.kind().as_str())
        .typed(Field::Budget, campaign.budget.amount().map(Money::plain).unwrap_or_default())
        .typed(Field::Start, start)
        .typed(Field::End, end)
        .typed(Field::Status, campaign.status.as_str())
        .typed(Field::Note, campaign.note.as_ref().map(Note::as_str).unwrap_or_default())
}

pub(super) async fn save(
    campaigns: &Campaigns,
    campaign: Option<CampaignId>,
    posted: Posted,
) -> Result<CampaignOutcome, PageError> {
    changes(campaigns)?;
    match campaign {
        None => create(campaigns, posted).await,
        Some(campaign) => edit(campaigns, campaign, posted).await,
    }
}

async fn create(campaigns: &Campaigns, posted: Posted) -> Result<CampaignOutcome, PageError> {
    let accounts = campaigns.seen().ad_accounts().await.map_err(answer)?;
    let mut form = posted.form();
    let Some(new) = posted.whole(campaigns, &accounts, &mut form) else {
        return Ok(CampaignOutcome::Refused(form));
    };
    match campaigns.create(new).await {
        Ok(id) => Ok(CampaignOutcome::Created(id)),
        Err(failure) => refused(failure, form),
    }
}

async fn edit(
    campaigns: &Campaigns,
    campaign: CampaignId,
    posted: Posted,
) -> Result<CampaignOutcome, PageError> {
    let shown = posted.shown.parse().map_err(|_| PageError::NotUnderstood.answer())?;
    let row = campaigns.seen().one(campaign).await.map_err(answer)?;
    if !posted.delete.is_empty() {
        let form = as_typed(&row).instead(Field::Shown, posted.shown.as_str());
        let deleted = Campaign { status: CampaignStatus::Deleted, ..row.campaign };
        return match campaigns.edit(campaign, shown, deleted).await {
            Ok(()) => Ok(CampaignOutcome::Saved),
            Err(failure) => refused(failure, form),
        };
    }
    let mut form = posted.form();
    let Some(wanted) = posted.edited(campaigns, &row, &mut form) else {
        return Ok(CampaignOutcome::Refused(form));
    };
    match campaigns.edit(campaign, shown, wanted).await {
        Ok(()) => Ok(CampaignOutcome::Saved),
        Err(failure) => refused(failure, form),
    }
}

/// Beside its field, or above the form.
fn refused(failure: Failure<CampaignRefusal>, mut form: CampaignState) -> Result<CampaignOutcome, PageError> {
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
        CampaignRefusal::NotAllowed(_) | CampaignRefusal::Nothing => form.with_problem(&refusal),
    }))
}

const fn beside(field: CampaignField) -> Field {
    match field {
        CampaignField::Name => Field::Name,
        CampaignField::Objective => Field::Objective,
        CampaignField::AdAccount => Field::AdAccount,
        CampaignField::BudgetKind => Field::BudgetKind,
        CampaignField::Budget => Field::Budget,
        CampaignField::Start => Field::Start,
        CampaignField::End => Field::End,
        CampaignField::Status => Field::Status,
        CampaignField::Note => Field::Note,
    }
}

impl Posted {
    /// With everything that was typed.
    fn form(&self) -> CampaignState {
        [
            (Field::Shown, &self.shown),
            (Field::Name, &self.name),
            (Field::Objective, &self.objective),
            (Field::AdAccount, &self.ad_account),
            (Field::BudgetKind, &self.budget_kind),
            (Field::Budget, &self.budget),
            (Field::Start, &self.start),
            (Field::End, &self.end),
            (Field::Status, &self.status),
            (Field::Note, &self.note),
        ]
        .into_iter()
        .fold(CampaignState::default(), |form, (field, value)| form.typed(field, value.as_str()))
    }

    fn whole(
        &self,
        campaigns: &Campaigns,
        accounts: &[CampaignAccount],
        form: &mut CampaignState,
    ) -> Option<Campaign> {
        let name = form.take(Field::Name, CampaignName::parse(&self.name));
        let objective = Objective::parse(&self.objective).ok_or("Choose an objective.");
        let objective = form.take(Field::Objective, objective);
        let chosen = accounts.iter().find(|of| of.id.to_string() == self.ad_account);
        let account = form.take(Field::AdAccount, chosen.ok_or(CampaignRefusal::NoSuchAdAccount));
        let kind = BudgetKind::parse(&self.budget_kind).ok_or("Choose a kind of budget.");
        let kind = form.take(Field::BudgetKind, kind);
        // Amounts and times are those of the ad account.
        let budget = kind.zip(account).and_then(|(kind, account)| {
            form.take(Field::Budget, Budget::parse(kind, &self.budget, account.currency))
        });
        if account.is_none() && self.start.trim().is_empty() {
            form.refuse(Field::Start, ScheduleRefusal::NoStart);
        }
        let schedule =
            account.and_then(|account| self.schedule(&self.start, campaigns, account.offset, None, form));
        let status = self.status(form);
        let note = form.take(Field::Note, Note::parse(&self.note));
        Some(Campaign {
            name: name?,
            objective: objective?,
            ad_account: account?.id,
            budget: budget?,
            schedule: schedule?,
            status: status?,
            note: note?,
        })
    }

    /// What stays fixed is as it stands: the form does not ask for it.
    fn edited(
        &self,
        campaigns: &Campaigns,
        row: &StandingCampaign,
        form: &mut CampaignState,
    ) -> Option<Campaign> {
        let StandingCampaign { campaign: stands, account, .. } = row;
        let name = form.take(Field::Name, CampaignName::parse(&self.name));
        let budget = Budget::parse(stands.budget.kind(), &self.budget, account.currency);
        let budget = form.take(Field::Budget, budget);
        let now = campaigns.member().keyholder().clock().now();
        let (stood, _) = stands.schedule.iso(account.offset);
        let start = if stands.fixed(CampaignField::Start, now).is_some() { &stood } else { &self.start };
        let schedule = self.schedule(start, campaigns, account.offset, Some(stands.schedule), form);
        let status = self.status(form);
        let note = form.take(Field::Note, Note::parse(&self.note));
        Some(Campaign {
            name: name?,
            budget: budget?,
            schedule: schedule?,
            status: status?,
            note: note?,
            objective: stands.objective,
            ad_account: stands.ad_account,
        })
    }

    fn status(&self, form: &mut CampaignState) -> Option<CampaignStatus> {
        form.take(
            Field::Status,
            CampaignStatus::parse(&self.status)
                .filter(|status| *status != CampaignStatus::Deleted)
                .ok_or("Choose whether it runs."),
        )
    }

    fn schedule(
        &self,
        start: &str,
        campaigns: &Campaigns,
        offset: UtcOffset,
        before: Option<Schedule>,
        form: &mut CampaignState,
    ) -> Option<Schedule> {
        let now = campaigns.member().keyholder().clock().now();
        match Schedule::parse((start, &self.end), offset, before, now) {
            Ok(schedule) => Some(schedule),
            Err((end, refusal)) => {
                let field = match end {
                    ScheduleEnd::Start => Field::Start,
                    ScheduleEnd::End => Field::End,
                };
                form.refuse(field, refusal);
                None
            }
        }
    }
}
