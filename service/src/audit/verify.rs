//! Whether a chain is as it was written.

use domain::id::{AccountId, BusinessCenterId};
use uuid::Uuid;

use super::{Entry, FIRST_SEAL};
use crate::failure::Failure;
use crate::keyholder::Keyholder;

/// What a look over the whole chain found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// Every entry fits, up to this one.
    Whole { newest: i64, seal: Vec<u8> },
    /// The first entry whose seal does not fit its fields and the seal before it.
    DoesNotFit { number: i64 },
    /// Entries are missing before this one.
    Missing { before: i64 },
    /// The newest entry is not the one that the Business Center, an export or a mail names.
    NewestMissing { found: i64 },
}

#[derive(sqlx::FromRow)]
struct Row {
    number: i64,
    at: i64,
    account_id: Option<Uuid>,
    actor: String,
    client: String,
    body: String,
    seal: Vec<u8>,
}

/// Reads the chain from its first entry. `exported` is a seal that an export or a mail showed as the newest then: it
/// must still be in the chain.
///
/// # Errors
/// When the database can't be read.
pub async fn verify(
    keyholder: &Keyholder,
    center: BusinessCenterId,
    exported: Option<&[u8]>,
) -> Result<Finding, Failure> {
    let rows = read!(keyholder.db(), |c| sqlx::query_as::<_, Row>(
        "SELECT number, at, account_id, actor, client, body, seal
           FROM audit
          WHERE center_id = $1
          ORDER BY number",
    )
    .bind(center.uuid())
    .fetch_all(c)
    .await)?;
    let newest = read!(keyholder.db(), |c| sqlx::query_scalar::<_, Vec<u8>>(
        "SELECT seal FROM business_centers WHERE id = $1",
    )
    .bind(center.uuid())
    .fetch_optional(c)
    .await)?
    .ok_or(Failure::NotFound)?;

    let (mut before, mut number, mut seen) = (FIRST_SEAL.to_vec(), 0, exported.is_none());
    for row in rows {
        if row.number != number + 1 {
            return Ok(Finding::Missing { before: row.number });
        }
        let entry = Entry {
            center,
            number: row.number,
            at: row.at,
            account: row.account_id.map(AccountId::from_uuid),
            actor: &row.actor,
            client: &row.client,
            body: &row.body,
        };
        if entry.seal(keyholder.secret(), &before) != row.seal {
            return Ok(Finding::DoesNotFit { number: row.number });
        }
        seen |= exported == Some(row.seal.as_slice());
        (before, number) = (row.seal, row.number);
    }
    if before != newest || !seen {
        return Ok(Finding::NewestMissing { found: number });
    }
    Ok(Finding::Whole { newest: number, seal: before })
}
