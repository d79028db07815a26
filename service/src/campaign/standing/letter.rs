//! The mail about a Standing approval: none once it has ended.

use domain::asset::Currency;
use domain::end::EndDate;
use domain::id::StandingApprovalId;
use domain::money::Money;

use crate::clock::{at, micros};
use crate::column;
use crate::failure::Failure;
use crate::keyholder::Keyholder;
use crate::mail::Letter;
use crate::mail::standing::ApprovedAheadMail;

#[derive(sqlx::FromRow)]
struct Found {
    center: String,
    slug: String,
    time_zone: String,
    giver: String,
    ad_account: String,
    currency: String,
    ceiling: i64,
    ends_at: i64,
}

/// To the Operator whose changes are approved ahead.
pub(crate) async fn approved_ahead_letter(
    keyholder: &Keyholder,
    approval: StandingApprovalId,
) -> Result<Option<Letter>, Failure> {
    let found = read!(keyholder.db(), |c| {
        sqlx::query_as::<_, Found>(
        "SELECT c.name AS center, c.slug, c.time_zone, coalesce(g.name, g.contact) AS giver, a.name AS ad_account,
                coalesce(a.currency, '') AS currency, s.ceiling, s.ends_at
           FROM standing_approvals s
           JOIN business_centers c ON c.id = s.center_id
           JOIN partners g ON g.id = s.giver_id
           JOIN assets a ON a.id = s.ad_account_id
          WHERE s.id = $1 AND s.ended_at IS NULL AND s.ends_at > $2",
    )
    .bind(approval.uuid())
    .bind(micros(keyholder.clock().now()))
    .fetch_optional(c)
    .await
    })?;
    let Some(found) = found else { return Ok(None) };
    let ceiling = Currency::parse(&found.currency).ok().and_then(|of| Money::from_units(found.ceiling, of));
    let Some(ceiling) = ceiling else { return Ok(None) };
    let zone = column::zone(&found.time_zone).unwrap_or_default();
    let mail = ApprovedAheadMail {
        url: format!("{}/b/{}/campaigns/standing", keyholder.settings().url, found.slug),
        center: found.center,
        giver: found.giver,
        ad_account: found.ad_account,
        ceiling: ceiling.to_string(),
        last_day: EndDate::at(at(found.ends_at), zone).to_string(),
    };
    Ok(Some(mail.letter()))
}
