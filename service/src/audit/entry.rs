//! One entry, for the mail that it caused.

use domain::id::PartnerId;

use super::Event;
use crate::failure::Failure;
use crate::keyholder::Keyholder;

/// Who did it and what it tells: the entry of that number, in the log of the Business Center that the partner belongs to.
pub(crate) async fn entry_about(
    keyholder: &Keyholder,
    partner: PartnerId,
    number: i64,
) -> Result<Option<(String, Event)>, Failure> {
    let entry = read!(keyholder.db(), |c| sqlx::query_as::<_, (String, String)>(
        "SELECT a.actor, a.body
           FROM partners p
           JOIN audit a ON a.center_id = p.center_id AND a.number = $2
          WHERE p.id = $1",
    )
    .bind(partner.uuid())
    .bind(number)
    .fetch_optional(c)
    .await)?;
    let Some((by, body)) = entry else { return Ok(None) };
    Ok(Some((by, serde_json::from_str(&body)?)))
}
