//! What Operators of the demo propose, as everybody does, and what Ada decided of it.

use chrono::TimeDelta;
use domain::campaign::request::Answer;
use domain::campaign::{Budget, Campaign, CampaignStatus, Objective, Schedule};
use domain::end::EndDate;
use domain::id::{AccountId, ChangeRequestId};
use domain::money::Money;
use domain::name::CampaignName;
use domain::note::Note;
use uuid::Uuid;

use super::DemoRefusal;
use crate::audit::AccountEvent;
use crate::campaign::standing::NewApproval;
use crate::campaign::{CampaignAccount, Campaigns, CampaignsQuery, StandingCampaign};
use crate::capability::{Admin, Entry, Visitor};
use crate::change::{Change, JobWrite, in_task};
use crate::client::Client;
use crate::clock::micros;
use crate::failure::Failure;

/// So many Operators propose something, so much each.
const OPERATORS: i64 = 3;
const EACH: usize = 4;

/// Proposes, in the name of those who can.
pub(super) async fn propose(admin: &Admin) -> Result<(), Failure<DemoRefusal>> {
    let mut proposed = Vec::new();
    for account in operators(admin).await? {
        let campaigns = enters(admin, account).await?;
        let running = campaigns.seen().list(&CampaignsQuery::default()).await.map_err(Failure::widen)?.rows;
        for (turn, campaign) in running.iter().take(EACH).enumerate() {
            // Somebody else's turn may have changed it meanwhile.
            let Some((wanted, reason)) = wanted(campaign, proposed.len() + turn, admin) else { continue };
            let reason = Note::parse(reason).map_err(|_| Failure::NotFound)?;
            let request = campaigns.propose_change(campaign.id, campaign.version, wanted, reason).await;
            proposed.extend(request.ok());
        }
        if let Some(account) = campaigns.operated_accounts().await.map_err(Failure::widen)?.first() {
            let new = campaigns.propose(new(account, admin)?, None).await;
            proposed.extend(new.ok());
        }
    }
    decide(admin, &proposed).await?;
    approve_ahead(admin).await?;
    mails_nobody(admin).await
}

/// What the first whose access lasts so long may raise budgets by in a day, for half a year.
async fn approve_ahead(admin: &Admin) -> Result<(), Failure<DemoRefusal>> {
    let (now, zone) = (admin.keyholder().clock().now(), admin.center().zone);
    let last_day = zone.date(now + TimeDelta::days(180)).to_string();
    let Some(ends) = EndDate::parse(&last_day, zone, now).ok().flatten() else { return Ok(()) };
    for of in admin.operated(None).await.map_err(Failure::widen)? {
        let new = NewApproval {
            operator: of.operator.id,
            ad_account: of.account.id,
            ceiling: Money::whole(200, of.account.currency),
            ends,
        };
        match admin.approve_ahead(new).await {
            Err(Failure::Refused(_)) => {}
            given => return given.map(|_| ()).map_err(|failure| failure.map(|_| DemoRefusal::NotEmpty)),
        }
    }
    Ok(())
}

/// Whoever has an ad account to work with, and an Approved one of their own.
async fn operators(admin: &Admin) -> Result<Vec<AccountId>, Failure<DemoRefusal>> {
    let now = admin.keyholder().clock().now();
    let found = read!(admin.keyholder().db(), |c| {
        sqlx::query_scalar::<_, Uuid>(
            "SELECT p.account_id
               FROM partners p
              WHERE p.center_id = $1 AND p.state = 'active' AND p.level = 'standard' AND p.link_state = 'approved' AND p.ends_at IS NULL
                AND EXISTS (SELECT 1
                              FROM asset_grants x
                              LEFT JOIN asset_group_assets t ON t.group_id = x.group_id
                              JOIN campaigns k ON k.ad_account_id = coalesce(x.asset_id, t.asset_id)
                             WHERE x.partner_id = p.id AND x.role = 'operator' AND (x.ends_at IS NULL OR x.ends_at > $2))
              ORDER BY p.sort_key, p.id
              LIMIT $3",
        )
        .bind(admin.center().id.uuid())
        .bind(micros(now))
        .bind(OPERATORS)
        .fetch_all(c)
        .await
    })?;
    Ok(found.into_iter().map(AccountId::from_uuid).collect())
}

async fn enters(admin: &Admin, account: AccountId) -> Result<Campaigns, Failure<DemoRefusal>> {
    let visitor = Visitor::new(admin.keyholder().clone(), Client::house());
    let logs_in = visitor.clone();
    let cookie = in_task(async move {
        let mut change = Change::by_visitor(&logs_in).await?;
        let cookie = change.start_session(account).await?;
        change.door.account = Some(account);
        change.commit(AccountEvent::LoggedIn).await?;
        Ok(cookie)
    });
    let cookie = cookie.await?;
    match visitor.enter(Some(&cookie), &admin.center().slug).await.map_err(Failure::widen)? {
        Entry::In(member) => member.campaigns().map_err(|_| Failure::NoLongerAllowed),
        Entry::SignedOut | Entry::LogInAgain | Entry::NotFound | Entry::Ended { .. } => {
            Err(Failure::NoLongerAllowed)
        }
    }
}

/// A month of videos, from in ten days on.
fn new(account: &CampaignAccount, admin: &Admin) -> Result<Campaign, Failure<DemoRefusal>> {
    let now = admin.keyholder().clock().now();
    let start = now - TimeDelta::seconds(now.timestamp() % 3_600) + TimeDelta::days(10);
    Ok(Campaign {
        name: CampaignName::parse("Creators’ favourites").map_err(|_| Failure::NotFound)?,
        objective: Objective::VideoViews,
        ad_account: account.id,
        budget: Budget::Lifetime(Money::whole(6_000, account.currency)),
        schedule: Schedule::recorded(start, Some(start + TimeDelta::days(30))).ok_or(Failure::NotFound)?,
        status: CampaignStatus::Active,
        note: None,
    })
}

/// In turn: more money, an end, the other status. None where it would change nothing.
fn wanted(standing: &StandingCampaign, turn: usize, admin: &Admin) -> Option<(Campaign, &'static str)> {
    let stands = standing.campaign.clone();
    let now = admin.keyholder().clock().now();
    match turn % 3 {
        0 => {
            let more =
                |money: Money| Money::from_units(money.units() / 5 * 8, money.currency()).unwrap_or(money);
            let budget = match stands.budget {
                Budget::Daily(amount) => Budget::Daily(more(amount)),
                Budget::Lifetime(amount) => Budget::Lifetime(more(amount)),
                Budget::NoLimit => return None,
            };
            Some((Campaign { budget, ..stands }, "The weekend did 38 % better than the week."))
        }
        1 => {
            let start = stands.schedule.start();
            // As a form would have it: on the hour.
            let hour = now - TimeDelta::microseconds(now.timestamp_micros() % 3_600_000_000);
            let end = start.max(hour) + TimeDelta::days(30);
            let schedule = Schedule::recorded(start, Some(end))?;
            Some((Campaign { schedule, ..stands }, "The contract with the creator ends then."))
        }
        _ => {
            let status = match stands.status {
                CampaignStatus::Active => CampaignStatus::Paused,
                CampaignStatus::Paused | CampaignStatus::Deleted => CampaignStatus::Active,
            };
            Some((Campaign { status, ..stands }, ""))
        }
    }
}

/// Of the first ones one is approved and one rejected; of the next one the campaign was changed since.
async fn decide(admin: &Admin, proposed: &[ChangeRequestId]) -> Result<(), Failure<DemoRefusal>> {
    let campaigns = admin.member().campaigns().map_err(|_| Failure::NoLongerAllowed)?;
    let mut turns = proposed.iter();
    for words in [None, Some("Not before the fair. Propose it again in two weeks.")] {
        let Some(request) = turns.next() else { return Ok(()) };
        let standing = campaigns.standing_request(*request).await.map_err(Failure::widen)?;
        let answer = match words {
            None => Answer::Approve(None),
            Some(words) => {
                let words = Note::parse(words).map_err(|_| Failure::NotFound)?;
                Answer::reject(words).map_err(|_| Failure::NotFound)?
            }
        };
        admin
            .answer_request(*request, standing.shown(), answer)
            .await
            .map_err(|failure| failure.map(|_| DemoRefusal::NotEmpty))?;
    }
    let Some(request) = turns.next() else { return Ok(()) };
    let standing = campaigns.standing_request(*request).await.map_err(Failure::widen)?;
    let Some(changed) = standing.changes else { return Ok(()) };
    let note = Note::parse("Ask Ada before it is raised again.").map_err(|_| Failure::NotFound)?;
    let edited = campaigns.edit(changed.campaign, changed.version, Campaign { note, ..changed.is }).await;
    edited.map_err(|failure| failure.map(|_| DemoRefusal::NotEmpty))?;
    let words = Note::parse("Is that the day you both agreed on?").map_err(|_| Failure::NotFound)?;
    let words = words.ok_or(Failure::NotFound)?;
    let said = campaigns.comment(*request, words).await;
    said.map_err(|failure| failure.map(|_| DemoRefusal::NotEmpty))
}

/// None of the addresses is anybody's.
async fn mails_nobody(admin: &Admin) -> Result<(), Failure<DemoRefusal>> {
    let keyholder = admin.keyholder().clone();
    in_task(async move {
        let mut change = Change::by_job(&keyholder).await?;
        on!(&mut change.tx, |c| sqlx::query("DELETE FROM outbox WHERE state = 'queued'")
            .execute(c)
            .await
            .map(|_| ()))?;
        change.commit(JobWrite::OutboxState).await
    })
    .await
}
