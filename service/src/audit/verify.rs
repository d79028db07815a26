//! Whether a chain is as it was written.

use domain::audit::Seal;
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

/// An entry as its row holds it.
#[derive(sqlx::FromRow)]
pub(super) struct Row {
    pub(super) number: i64,
    pub(super) at: i64,
    pub(super) account_id: Option<Uuid>,
    pub(super) actor: String,
    pub(super) client: String,
    pub(super) body: String,
    pub(super) seal: Vec<u8>,
}

/// How many entries are read at a time.
const PIECE: i64 = 5_000;

/// Reads the chain from its first entry. `named` is a seal that an export or a mail showed as the newest then: it must
/// still be in the chain.
///
/// # Errors
/// When the database can't be read.
pub async fn verify(
    keyholder: &Keyholder,
    center: BusinessCenterId,
    named: Option<&Seal>,
) -> Result<Finding, Failure> {
    let newest = read!(keyholder.db(), |c| sqlx::query_scalar::<_, Vec<u8>>(
        "SELECT seal FROM business_centers WHERE id = $1",
    )
    .bind(center.uuid())
    .fetch_optional(c)
    .await)?
    .ok_or(Failure::NotFound)?;
    let (mut before, mut number) = (FIRST_SEAL.to_vec(), 0);
    let (mut seen, mut reached) = (named.is_none(), before == newest);
    loop {
        let piece = read!(keyholder.db(), |c| sqlx::query_as::<_, Row>(
            "SELECT number, at, account_id, actor, client, body, seal
               FROM audit
              WHERE center_id = $1 AND number > $2
              ORDER BY number
              LIMIT $3",
        )
        .bind(center.uuid())
        .bind(number)
        .bind(PIECE)
        .fetch_all(c)
        .await)?;
        if piece.is_empty() {
            break;
        }
        for row in piece {
            if row.number != number + 1 {
                return Ok(Finding::Missing { before: row.number });
            }
            if row.entry(center).seal(keyholder.secret(), &before) != row.seal {
                return Ok(Finding::DoesNotFit { number: row.number });
            }
            seen |= named.is_some_and(|named| named.names(&row.seal));
            // Others may have written more since the newest seal was read.
            reached |= row.seal == newest;
            (before, number) = (row.seal, row.number);
        }
    }
    if !reached || !seen {
        return Ok(Finding::NewestMissing { found: number });
    }
    Ok(Finding::Whole { newest: number, seal: before })
}

impl Row {
    fn entry(&self, center: BusinessCenterId) -> Entry<'_> {
        Entry {
            center,
            number: self.number,
            at: self.at,
            account: self.account_id.map(AccountId::from_uuid),
            actor: &self.actor,
            client: &self.client,
            body: &self.body,
        }
    }
}
