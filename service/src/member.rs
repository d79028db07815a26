//! **Users → Members**: who is in, open to every Member.

use domain::access::AccessLevel;
use domain::id::PartnerId;
use domain::partner::PartnerKind;
use uuid::Uuid;

use crate::capability::Member;
use crate::clock::micros;
use crate::failure::Failure;

/// How many rows stand on a page.
const ROWS: usize = 50;

/// A page of Members.
#[derive(Clone, Debug)]
pub struct Members {
    pub rows: Vec<MemberRow>,
    pub more: bool,
}

/// What every Member may know of another (DOMAIN 5): never address, phone or last activity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberRow {
    pub id: PartnerId,
    pub name: String,
    pub organisation: Option<String>,
    /// None for the founder.
    pub kind: Option<PartnerKind>,
    pub level: AccessLevel,
}

/// Id, name, organisation, kind and level.
pub(crate) type MemberColumns = (Uuid, Option<String>, Option<String>, Option<String>, String);

impl MemberRow {
    pub(crate) fn of((id, name, organisation, kind, level): MemberColumns) -> Option<Self> {
        Some(Self {
            id: PartnerId::from_uuid(id),
            name: name.unwrap_or_default(),
            organisation,
            kind: kind.as_deref().and_then(PartnerKind::parse),
            level: AccessLevel::parse(&level)?,
        })
    }
}

impl Member {
    /// Who is in, by name; those after one row, or the first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn members(&self, after: Option<PartnerId>) -> Result<Members, Failure> {
        let now = self.keyholder().clock().now();
        let rows = read!(self.keyholder().db(), |c| sqlx::query_as::<_, MemberColumns>(
            "SELECT p.id, p.name, o.name, p.kind, p.level
               FROM partners p
               LEFT JOIN organisations o ON o.id = p.organisation_id
              WHERE p.center_id = $1 AND p.state = 'active' AND (p.ends_at IS NULL OR p.ends_at > $2)
                AND ($3 IS NULL OR (p.sort_key, p.id) > (SELECT sort_key, id FROM partners
                                                          WHERE id = $3 AND center_id = $1))
              ORDER BY p.sort_key, p.id
              LIMIT $4",
        )
        .bind(self.center().id.uuid())
        .bind(micros(now))
        .bind(after.map(PartnerId::uuid))
        .bind(i64::try_from(ROWS + 1).unwrap_or(i64::MAX))
        .fetch_all(c)
        .await)?;
        let more = rows.len() > ROWS;
        let rows = rows.into_iter().take(ROWS).filter_map(MemberRow::of).collect();
        Ok(Members { rows, more })
    }
}
