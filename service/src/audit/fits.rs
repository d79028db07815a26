//! Whether a secret is the one that a log was sealed with.

use domain::id::BusinessCenterId;
use uuid::Uuid;

use super::FIRST_SEAL;
use super::verify::Row;
use crate::db::Db;
use crate::secret::Secret;

/// So many newest entries are looked at, of a Business Center each: one that was tampered with does not fit either.
const LOGS: i64 = 20;

#[derive(sqlx::FromRow)]
struct Newest {
    center_id: Uuid,
    #[sqlx(flatten)]
    row: Row,
    before: Option<Vec<u8>>,
}

/// None where nothing is sealed yet.
pub(crate) async fn fits(db: &Db, secret: &Secret) -> Result<Option<bool>, sqlx::Error> {
    let newest = read!(db, |c| {
        sqlx::query_as::<_, Newest>(
        "SELECT a.center_id, a.number, a.at, a.account_id, a.actor, a.client, a.body, a.seal, b.seal AS before
           FROM (SELECT center_id, max(number) AS number FROM audit GROUP BY center_id LIMIT $1) n
           JOIN audit a ON a.center_id = n.center_id AND a.number = n.number
           LEFT JOIN audit b ON b.center_id = a.center_id AND b.number = a.number - 1",
    )
    .bind(LOGS)
    .fetch_all(c)
    .await
    })?;
    let fits = |newest: &Newest| {
        let before = newest.before.as_deref().unwrap_or(&FIRST_SEAL);
        let entry = newest.row.entry(BusinessCenterId::from_uuid(newest.center_id));
        entry.seal(secret, before) == newest.row.seal
    };
    Ok((!newest.is_empty()).then(|| newest.iter().any(fits)))
}
