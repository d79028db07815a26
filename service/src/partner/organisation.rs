//! Organisations: companies that Partners belong to.

use domain::id::{OrganisationId, PartnerId};
use domain::name::OrganisationName;
use uuid::Uuid;

use super::list::{PartnerRow, Row, row_columns};
use crate::capability::Admin;
use crate::change::{AsAdmin, Change};
use crate::clock::micros;
use crate::failure::{Failure, Fault};

/// An Organisation, and how much of it is here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    pub id: OrganisationId,
    pub name: String,
    /// Of its people, those who are in.
    pub people: u32,
    pub invitations: u32,
}

/// All of it, or all but one partner.
const ORGANISATION: &str = "
    SELECT o.id, o.name,
           (SELECT count(*) FROM partners p
             WHERE p.organisation_id = o.id AND p.center_id = $1 AND p.id <> $2 AND p.state = 'active'
               AND (p.ends_at IS NULL OR p.ends_at > $4)),
           (SELECT count(*) FROM partners p
             WHERE p.organisation_id = o.id AND p.center_id = $1 AND p.id <> $2 AND p.state = 'invited'
               AND p.invitation_expires_at > $4)
      FROM organisations o
     WHERE o.center_id = $1
       AND (o.name_key = $3 OR o.id = (SELECT organisation_id FROM partners WHERE id = $2 AND center_id = $1))";

impl Admin {
    /// The Organisation that a name's key stands for.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn organisation(&self, key: &str) -> Result<Option<Organisation>, Failure> {
        self.find_organisation(Uuid::nil(), key).await
    }

    /// The Organisation of somebody, and how much of it is here beside them.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn organisation_of(&self, partner: PartnerId) -> Result<Option<Organisation>, Failure> {
        self.find_organisation(partner.uuid(), "").await
    }

    async fn find_organisation(&self, but: Uuid, key: &str) -> Result<Option<Organisation>, Failure> {
        let (center, now) = (self.center().id, self.keyholder().clock().now());
        let found =
            read!(self.keyholder().db(), |c| sqlx::query_as::<_, (Uuid, String, i64, i64)>(ORGANISATION)
                .bind(center.uuid())
                .bind(but)
                .bind(key)
                .bind(micros(now))
                .fetch_optional(c)
                .await)?;
        let whole = |count: i64| u32::try_from(count).unwrap_or(0);
        Ok(found.map(|(id, name, people, invitations)| Organisation {
            id: OrganisationId::from_uuid(id),
            name,
            people: whole(people),
            invitations: whole(invitations),
        }))
    }

    /// What an Organisation is called, and at most so many of its people who are in and its open Invitations, in the order
    /// of their names; also whoever founded the Business Center.
    ///
    /// # Errors
    /// Not found for an Organisation of others.
    pub async fn organisation_rows(
        &self,
        id: OrganisationId,
        most: usize,
    ) -> Result<(String, Vec<PartnerRow>), Failure> {
        let (center, now) = (self.center().id, self.keyholder().clock().now());
        let name = read!(self.keyholder().db(), |c| sqlx::query_scalar::<_, String>(
            "SELECT name FROM organisations WHERE id = $1 AND center_id = $2",
        )
        .bind(id.uuid())
        .bind(center.uuid())
        .fetch_optional(c)
        .await)?
        .ok_or(Failure::NotFound)?;
        let rows = read!(self.keyholder().db(), |c| sqlx::query_as::<_, Row>(concat!(
            "SELECT ",
            row_columns!(),
            " FROM partners p
              LEFT JOIN organisations o ON o.id = p.organisation_id
              LEFT JOIN outbox m ON m.id = p.mail_id
             WHERE p.center_id = $1 AND p.organisation_id = $2
               AND (p.state = 'active' AND (p.ends_at IS NULL OR p.ends_at > $3)
                    OR p.state = 'invited' AND p.invitation_expires_at > $3)
             ORDER BY p.sort_key, p.id
             LIMIT $4"
        ))
        .bind(center.uuid())
        .bind(id.uuid())
        .bind(micros(now))
        .bind(i64::try_from(most).unwrap_or(i64::MAX))
        .fetch_all(c)
        .await)?;
        Ok((name, rows.into_iter().map(|row| row.partner(now)).collect::<Result<_, Fault>>()?))
    }
}

impl Change<AsAdmin> {
    /// The Organisation of that name, made if there is none.
    pub(crate) async fn organisation<R>(
        &mut self,
        name: &OrganisationName,
    ) -> Result<OrganisationId, Failure<R>> {
        let (id, center) = (self.new_id(), self.center().id);
        let found = on!(&mut self.tx, |c| sqlx::query_scalar::<_, Uuid>(
            "INSERT INTO organisations (id, center_id, name, name_key)
             SELECT $1, $2, $3, $4 WHERE true
             ON CONFLICT (center_id, name_key) DO UPDATE SET name_key = excluded.name_key
          RETURNING id",
        )
        .bind(id)
        .bind(center.uuid())
        .bind(name.as_str())
        .bind(name.key())
        .fetch_one(c)
        .await)?;
        Ok(OrganisationId::from_uuid(found))
    }
}
