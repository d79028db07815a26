//! What is typed about a campaign, made into what can't be wrong; and a campaign as a form holds it.

use chrono::{DateTime, Utc};
use domain::asset::UtcOffset;
use domain::campaign::{
    Budget, BudgetKind, Campaign, CampaignField, CampaignRefusal, CampaignStatus, Objective, Schedule,
    ScheduleEnd, ScheduleRefusal,
};
use domain::money::Money;
use domain::name::CampaignName;
use domain::note::Note;
use service::campaign::CampaignAccount;

use super::server::{CampaignState, Field, Posted};

/// A campaign that is edited: what stands, and what its money and times are in.
pub(super) struct Standing<'a> {
    pub campaign: &'a Campaign,
    pub account: &'a CampaignAccount,
}

/// The fields of a form that holds the campaign.
pub(super) fn as_typed(campaign: &Campaign, account: &CampaignAccount) -> CampaignState {
    let (start, end) = campaign.schedule.iso(account.offset);
    CampaignState::default()
        .typed(Field::Name, campaign.name.as_str())
        .typed(Field::Objective, campaign.objective.as_str())
        .typed(Field::AdAccount, campaign.ad_account.to_string())
        .typed(Field::BudgetKind, campaign.budget.kind().as_str())
        .typed(Field::Budget, campaign.budget.amount().map(Money::plain).unwrap_or_default())
        .typed(Field::Start, start)
        .typed(Field::End, end)
        .typed(Field::Status, campaign.status.as_str())
        .typed(Field::Note, campaign.note.as_ref().map(Note::as_str).unwrap_or_default())
}

pub(super) const fn beside(field: CampaignField) -> Field {
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
    pub(super) fn form(&self) -> CampaignState {
        [
            (Field::Shown, &self.shown),
            (Field::Saw, &self.saw),
            (Field::Reason, &self.reason),
            (Field::Name, &self.name),
            (Field::Objective, &self.objective),
            (Field::AdAccount, &self.ad_account),
            (Field::BudgetKind, &self.budget_kind),
            (Field::Budget, &self.budget),
            (Field::Start, &self.start),
            (Field::End, &self.end),
            (Field::Status, &self.status),
            (Field::Note, &self.note),
            (Field::Draft, &self.draft),
        ]
        .into_iter()
        .fold(CampaignState::default(), |form, (field, value)| form.typed(field, value.as_str()))
    }

    pub(super) fn whole(
        &self,
        now: DateTime<Utc>,
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
            account.and_then(|account| self.schedule(&self.start, now, account.offset, None, form));
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
    pub(super) fn edited(
        &self,
        now: DateTime<Utc>,
        Standing { campaign: stands, account }: &Standing<'_>,
        form: &mut CampaignState,
    ) -> Option<Campaign> {
        let name = form.take(Field::Name, CampaignName::parse(&self.name));
        let budget = Budget::parse(stands.budget.kind(), &self.budget, account.currency);
        let budget = form.take(Field::Budget, budget);
        let (stood, _) = stands.schedule.iso(account.offset);
        let start = if stands.fixed(CampaignField::Start, now).is_some() { &stood } else { &self.start };
        let schedule = self.schedule(start, now, account.offset, Some(stands.schedule), form);
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
        now: DateTime<Utc>,
        offset: UtcOffset,
        before: Option<Schedule>,
        form: &mut CampaignState,
    ) -> Option<Schedule> {
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
