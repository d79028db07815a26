//! Whom the only Admin can make a second one (DOMAIN 2).

use domain::id::PartnerId;
use uuid::Uuid;

use crate::capability::Admin;
use crate::clock::micros;
use crate::failure::Failure;

/// As many as are proposed.
const PROPOSED: i64 = 5;

/// Somebody who can be made an Admin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub partner: PartnerId,
    pub name: String,
}

impl Admin {
    /// For the only Admin: Standard Members who are in, whoever was here last first. None where there is another Admin,
    /// which asks nothing of the database.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn candidates(&self) -> Result<Option<Vec<Candidate>>, Failure> {
        if !self.center().has_single_admin() {
            return Ok(None);
        }
        let now = self.keyholder().clock().now();
        let found = read!(self.keyholder().db(), |c| {
            sqlx::query_as::<_, (Uuid, String)>(
            "SELECT id, coalesce(name, contact)
               FROM partners
              WHERE center_id = $1 AND state = 'active' AND level = 'standard' AND (ends_at IS NULL OR ends_at > $2)
              ORDER BY seen_at DESC NULLS LAST, sort_key, id
              LIMIT $3",
        )
        .bind(self.center().id.uuid())
        .bind(micros(now))
        .bind(PROPOSED)
        .fetch_all(c)
        .await
        })?;
        let candidate = |(id, name)| Candidate { partner: PartnerId::from_uuid(id), name };
        Ok(Some(found.into_iter().map(candidate).collect()))
    }
}
