//! Whom an Admin means by a name or an address: everybody of the Business Center, whoever founded it among them.

use domain::id::PartnerId;
use domain::invitation::{Recorded, partner_state};
use domain::near;
use domain::partner::PartnerState;
use uuid::Uuid;

use super::list::like;
use crate::capability::Admin;
use crate::clock::at;
use crate::failure::{Failure, Fault};

/// As many as are shown of whoever may be meant.
const SHOWN: usize = 10;
/// As many as are shown of whoever is nearly called so.
const NEARLY: usize = 5;
/// As many as are looked through for them.
const LOOKED_THROUGH: usize = 20_000;

/// Who was meant.
#[derive(Clone, Debug)]
pub enum Called {
    /// The words are in their names or addresses; not all, where there are more.
    So { people: Vec<Somebody>, more: bool },
    /// In nobody's; these are a slip away, if any.
    Nearly(Vec<Somebody>),
}

#[derive(Clone, Debug)]
pub struct Somebody {
    pub id: PartnerId,
    pub name: Option<String>,
    pub contact: String,
    pub state: PartnerState,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    name: Option<String>,
    contact: String,
    state: String,
    state_at: i64,
    invitation_expires_at: Option<i64>,
    ends_at: Option<i64>,
}

impl Admin {
    /// # Errors
    /// When the database can't be read.
    pub async fn called(&self, typed: &str) -> Result<Called, Failure> {
        let mut found = self.people_like(typed, SHOWN + 1).await?;
        if found.is_empty() {
            let all = self.people_like("", LOOKED_THROUGH).await?;
            let apart = |row: &Row| near::apart_from_person(typed, row.name.as_deref(), &row.contact);
            return Ok(Called::Nearly(self.people(near::nearest(all, apart, NEARLY))?));
        }
        let more = found.len() > SHOWN;
        found.truncate(SHOWN);
        Ok(Called::So { people: self.people(found)?, more })
    }

    async fn people_like(&self, typed: &str, most: usize) -> Result<Vec<Row>, Failure> {
        Ok(read!(self.keyholder().db(), |c| sqlx::query_as::<_, Row>(
            r"SELECT id, name, contact, state, state_at, invitation_expires_at, ends_at
                FROM partners
               WHERE center_id = $1 AND ($2 = '' OR search_key LIKE '%' || $2 || '%' ESCAPE '\')
               ORDER BY sort_key, id
               LIMIT $3",
        )
        .bind(self.center().id.uuid())
        .bind(like(typed))
        .bind(i64::try_from(most).unwrap_or(i64::MAX))
        .fetch_all(c)
        .await)?)
    }

    fn people(&self, rows: Vec<Row>) -> Result<Vec<Somebody>, Fault> {
        let now = self.keyholder().clock().now();
        let somebody = |row: Row| {
            let since = at(row.state_at);
            let recorded = Recorded::from_row(&row.state, since).ok_or_else(|| Fault::Row {
                table: "partners",
                column: "state",
                row: row.id.to_string(),
                holds: row.state.clone(),
            })?;
            let expires_at = row.invitation_expires_at.map_or(since, at);
            Ok(Somebody {
                id: PartnerId::from_uuid(row.id),
                name: row.name,
                contact: row.contact,
                state: partner_state(recorded, expires_at, row.ends_at.map(at), now),
            })
        };
        rows.into_iter().map(somebody).collect()
    }
}
