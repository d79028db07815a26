//! The mails about Access requests, written when they leave: what was answered by then is not announced any more.

use domain::access_request::{AccessRequestState, Ask};
use domain::id::{AccessRequestId, PartnerId};
use uuid::Uuid;

use crate::clock::micros;
use crate::failure::Failure;
use crate::keyholder::Keyholder;
use crate::mail::Letter;
use crate::mail::access_request::{AccessAskedForMail, AccessDeclinedMail};

#[derive(sqlx::FromRow)]
struct Row {
    center: String,
    slug: String,
    partner_id: Uuid,
    name: String,
    contact: String,
    ask: String,
    words: Option<String>,
    state: String,
    by: Option<String>,
    answer: Option<String>,
}

/// To who answers for them. None once it waits no more.
pub(crate) async fn asked_letter(
    keyholder: &Keyholder,
    request: AccessRequestId,
) -> Result<Option<Letter>, Failure> {
    let row = find(keyholder, request).await?;
    let Some(row) = row.filter(|row| row.state == AccessRequestState::Waiting.as_str()) else {
        return Ok(None);
    };
    let (page, ask) = (PartnerId::from_uuid(row.partner_id), serde_json::from_str::<Ask>(&row.ask)?);
    let mail = AccessAskedForMail {
        subject: ask.subject(),
        ask: ask.to_string(),
        url: format!("{}/b/{}/partners/{page}", keyholder.settings().url, row.slug),
        center: row.center,
        partner: row.name,
        contact: row.contact,
        words: row.words,
    };
    Ok(Some(mail.letter()))
}

/// To whoever asked.
pub(crate) async fn declined_letter(
    keyholder: &Keyholder,
    request: AccessRequestId,
) -> Result<Option<Letter>, Failure> {
    let row = find(keyholder, request).await?;
    let Some((row, answer)) = row.and_then(|mut row| row.answer.take().map(|answer| (row, answer))) else {
        return Ok(None);
    };
    let mail = AccessDeclinedMail {
        ask: serde_json::from_str::<Ask>(&row.ask)?.to_string(),
        center: row.center,
        contact: row.contact,
        by: row.by.unwrap_or_default(),
        answer,
    };
    Ok(Some(mail.letter()))
}

/// Of somebody who is still in.
async fn find(keyholder: &Keyholder, request: AccessRequestId) -> Result<Option<Row>, Failure> {
    Ok(read!(keyholder.db(), |c| {
        sqlx::query_as::<_, Row>(
        "SELECT c.name AS center, c.slug, r.partner_id, coalesce(p.name, p.contact) AS name, p.contact, r.ask, r.words,
                r.state, coalesce(a.name, a.contact) AS by, r.answer
           FROM access_requests r
           JOIN partners p ON p.id = r.partner_id AND p.state = 'active' AND r.asked_at >= p.state_at
                          AND (p.ends_at IS NULL OR p.ends_at > $2)
           JOIN business_centers c ON c.id = r.center_id
           LEFT JOIN partners a ON a.id = r.answered_by
          WHERE r.id = $1",
    )
    .bind(request.uuid())
    .bind(micros(keyholder.clock().now()))
    .fetch_optional(c)
    .await
    })?)
}
