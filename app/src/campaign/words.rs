//! Campaigns in words.

use chrono::{DateTime, Utc};
use domain::campaign::{CampaignField, CampaignStatus};
use domain::decision::{Decision, Refusal};
use domain::id::CampaignId;
use domain::zone::ago;
use service::campaign::request::StandingRequest;
use service::campaign::{CampaignVersion, Campaigns, CampaignsQuery, SeenCampaigns, StandingCampaign};
use service::failure::Failure;

use super::asked::Asked;
use super::server::{CampaignItem, CampaignsPage, Changes, ShownCampaign, VersionItem, WaitingItem};
use crate::error::PageError;

fn answer(failure: Failure) -> PageError {
    PageError::from(failure).answer()
}

pub(super) async fn list(campaigns: &Campaigns, asked: Asked) -> Result<CampaignsPage, PageError> {
    let query = CampaignsQuery {
        search: asked.search,
        objective: asked.objective,
        ad_account: asked.ad_account,
        status: asked.status,
        sort: asked.sort,
        after: asked.after,
    };
    let seen = campaigns.seen();
    let page = seen.list(&query).await.map_err(answer)?;
    let ad_accounts = seen.ad_accounts().await.map_err(answer)?;
    let now = campaigns.member().keyholder().clock().now();
    let statuses = std::iter::once(None).chain(CampaignStatus::ALL.map(Some));
    Ok(CampaignsPage {
        more_after: if page.more { page.rows.last().map(|last| last.id) } else { None },
        rows: page.rows.iter().map(|row| item(row, now)).collect(),
        counts: statuses.map(|status| (status, page.counts.of(status))).collect(),
        ad_accounts: ad_accounts.into_iter().map(|of| (of.id.to_string(), of.name)).collect(),
    })
}

/// The newest that somebody sees, and how many there are.
pub(crate) async fn newest(
    seen: &SeenCampaigns,
    now: DateTime<Utc>,
) -> Result<(Vec<CampaignItem>, u32), Failure> {
    let page = seen.list(&CampaignsQuery::default()).await?;
    Ok((page.rows.iter().map(|row| item(row, now)).collect(), page.counts.of(None)))
}

fn item(row: &StandingCampaign, now: DateTime<Utc>) -> CampaignItem {
    let campaign = &row.campaign;
    let (start, end) = campaign.schedule.words(row.account.offset);
    let end = if campaign.schedule.end().is_some() { format!("until {end}") } else { end };
    CampaignItem {
        id: row.id,
        name: campaign.name.as_str().to_owned(),
        objective: campaign.objective.label().to_owned(),
        ad_account: row.account.name.clone(),
        budget: campaign.budget.to_string(),
        start,
        end,
        status: campaign.status,
        saved: format!("{} by {}", ago(row.saved_at, now), row.saved_by),
    }
}

pub(super) async fn one(campaigns: &Campaigns, campaign: CampaignId) -> Result<ShownCampaign, PageError> {
    let seen = campaigns.seen();
    let row = seen.one(campaign).await.map_err(answer)?;
    let versions = seen.versions(&row).await.map_err(answer)?;
    Ok(ShownCampaign {
        name: row.campaign.name.as_str().to_owned(),
        status: row.campaign.status,
        version: row.version,
        facts: facts(&row),
        versions: told(campaigns, &versions),
        changes: changes(campaigns, &row).await?,
        waiting: campaigns.waiting_for(campaign).await.map_err(answer)?.iter().map(waiting).collect(),
    })
}

async fn changes(campaigns: &Campaigns, row: &StandingCampaign) -> Result<Option<Changes>, PageError> {
    if row.campaign.status == CampaignStatus::Deleted {
        return Ok(None);
    }
    Ok(match campaigns.member().grant().changes_campaigns() {
        Decision::Allowed => Some(Changes::AtOnce),
        Decision::Refused(Refusal::NeedsApproval) => {
            let operated = campaigns.operated_accounts().await.map_err(answer)?;
            let does = operated.iter().any(|of| of.id == row.account.id);
            Some(if does { Changes::ByApproval } else { Changes::No(Refusal::OperatorsOnly) })
        }
        Decision::Refused(why) => Some(Changes::No(why)),
    })
}

/// "Renée Østergård wants to change it: Budget €250.00 a day → €400.00 a day"
fn waiting(request: &StandingRequest) -> WaitingItem {
    let changes: Vec<_> =
        request.changes_in_words().iter().map(|(field, words)| format!("{field} {words}")).collect();
    let words = format!("{} wants {} it: {}", request.proposer.name, request.wants(), changes.join("; "));
    WaitingItem { id: request.id, words }
}

/// Its name and status stand above them.
fn facts(row: &StandingCampaign) -> Vec<(String, String)> {
    let offset = row.account.offset;
    let shown = row.campaign.shown(&row.account.name, offset);
    let rest =
        shown.fields().filter(|(field, _)| !matches!(field, CampaignField::Name | CampaignField::Status));
    let told = rest.map(|(field, words)| {
        let timed = matches!(field, CampaignField::Start | CampaignField::End) && words.contains(':');
        let words = if timed { format!("{words} ({offset})") } else { words.to_owned() };
        (field.label().to_owned(), words)
    });
    let responsible = row.responsible.clone().unwrap_or_else(|| "Nobody".to_owned());
    told.chain([("Responsible".to_owned(), responsible)]).collect()
}

fn told(campaigns: &Campaigns, versions: &[CampaignVersion]) -> Vec<VersionItem> {
    let zone = campaigns.member().zone();
    let before = versions.iter().skip(1).map(Some).chain(std::iter::once(None));
    let item = |(version, before): (&CampaignVersion, Option<&CampaignVersion>)| VersionItem {
        number: version.number,
        by: version.saved_by.clone(),
        proposed: version.request.as_ref().map(|of| {
            let whose = of.ahead_by.as_ref();
            (
                of.request,
                whose.map_or_else(|| format!("as {}", of.by), |by| format!("approved ahead by {by}, as")),
            )
        }),
        at: zone.moment(version.saved_at),
        changes: match before {
            Some(before) => before.state.changes(&version.state).iter().map(ToString::to_string).collect(),
            None => vec![version.state.words()],
        },
    };
    versions.iter().zip(before).map(item).collect()
}
