//! Standing approvals in words.

use chrono::{DateTime, Utc};
use domain::campaign::BudgetKind;
use domain::grant::Grant;
use domain::zone::ago;
use service::campaign::Campaigns;
use service::campaign::standing::{GivenApproval, Operated};
use service::capability::Admin;
use service::failure::Failure;

use super::server::{GivenItem, OperatedBy, StandingPage};
use crate::error::PageError;

fn answer(failure: Failure) -> PageError {
    PageError::from(failure).answer()
}

pub(super) async fn page(campaigns: &Campaigns) -> Result<StandingPage, PageError> {
    let member = campaigns.member();
    let (now, admin) = (member.keyholder().clock().now(), member.grant() == Grant::Admin);
    let approvals = campaigns.standing_approvals().await.map_err(answer)?;
    let items = approvals.into_iter().map(|given| item(given, admin, now));
    let (counting, ended) = items.partition(|item| item.ended.is_none());
    Ok(StandingPage { counting, ended })
}

pub(super) async fn operated(
    admin: &Admin,
    first: Option<OperatedBy>,
) -> Result<Vec<(String, String)>, PageError> {
    let first = first.map(|OperatedBy(partner, asset)| (partner, asset));
    let operated = admin.operated(first).await.map_err(answer)?;
    Ok(operated.iter().map(|of| (value(of), spelt(of))).collect())
}

fn value(of: &Operated) -> String {
    OperatedBy(of.operator.id, of.account.id).spelt()
}

fn spelt(of: &Operated) -> String {
    let without = if of.has_own_account { "" } else { ", no Approved ad account of their own yet" };
    format!("{} · {} ({}){without}", of.operator.name, of.account.name, of.account.currency.code())
}

fn item(given: GivenApproval, admin: bool, now: DateTime<Utc>) -> GivenItem {
    let ended = given.ended.as_ref().map(|ended| match (&ended.by, ended.change) {
        (Some(by), _) => format!("by {by}, {}", ago(ended.at, now)),
        (None, Some(_)) if ended.at < given.approval.ends.moment() => {
            format!("when access was taken or changed, {}", ago(ended.at, now))
        }
        (None, _) => "when its last day was over".to_owned(),
    });
    GivenItem {
        id: given.id,
        operator_page: admin.then_some(given.operator.id),
        ceiling: format!("{} a day", given.approval.ceiling),
        last_day: given.approval.ends.to_string(),
        left: left_today(&given),
        given: format!("by {}, {}", given.given_by, ago(given.given_at, now)),
        entry: given.ended.as_ref().and_then(|ended| ended.change).filter(|_| admin),
        ended,
        operator: given.operator.name,
        ad_account: given.account.name,
    }
}

/// "€50.00 for daily, €200.00 for lifetime budgets"
pub(crate) fn left_today(given: &GivenApproval) -> String {
    let (daily, lifetime) = (given.left(BudgetKind::Daily), given.left(BudgetKind::Lifetime));
    format!("{daily} for daily, {lifetime} for lifetime budgets")
}
