//! Open Invitations to whoever is signed in, without their link. Only a verified address counts: a claim of one shows and
//! opens nothing, and one that was proved to a Business Center is nothing to another (DOMAIN 4).

use domain::contact::ContactKind;
use domain::end::EndDate;
use domain::id::PartnerId;
use domain::invitation::AcceptUntil;
use domain::token::Token;
use domain::zone::Zone;
use uuid::Uuid;

use crate::capability::SignedIn;
use crate::clock::{at, micros};
use crate::column;
use crate::failure::Failure;

/// An Invitation that can be accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenInvitation {
    pub partner: PartnerId,
    pub inviter: String,
    pub center: String,
    /// Of the Business Center.
    pub zone: Zone,
    /// The address that it is to.
    pub contact: String,
    pub until: AcceptUntil,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    inviter: String,
    center: String,
    zone: String,
    contact: String,
    expires_at: i64,
    ends_at: Option<i64>,
}

impl SignedIn {
    /// Those to a verified address of theirs, the first to end first; not from where they want no more mails.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn open_invitations(&self) -> Result<Vec<OpenInvitation>, Failure> {
        let now = self.keyholder().clock().now();
        // In this order, so that each Business Center is asked for the address by its key.
        let rows = read!(self.keyholder().db(), |c| {
            sqlx::query_as::<_, Row>(
            "SELECT p.id, coalesce(i.name, i.contact) AS inviter, c.name AS center, c.time_zone AS zone, p.contact,
                    p.invitation_expires_at AS expires_at, p.ends_at
               FROM account_contacts k
              CROSS JOIN business_centers c
               JOIN partners p ON p.center_id = c.id AND p.contact = k.contact
               JOIN partners i ON i.id = p.invited_by
              WHERE k.account_id = $1 AND k.state = 'verified'
                AND p.state = 'invited' AND p.invitation_expires_at > $2
                AND i.state = 'active' AND i.level = 'admin'
                AND NOT EXISTS (SELECT 1 FROM mail_blocks b WHERE b.center_id = c.id AND b.contact = p.contact)
              ORDER BY p.invitation_expires_at, p.id",
        )
        .bind(self.account().uuid())
        .bind(micros(now))
        .fetch_all(c)
        .await
        })?;
        Ok(rows.into_iter().map(Row::open).collect())
    }

    /// The link of an Invitation to a verified address of theirs, whatever became of it; made anew, and for the request
    /// alone: whoever had it in their hands could show it where the address is theirs no more.
    ///
    /// # Errors
    /// Not found when it is to nobody, or to somebody else.
    pub async fn link_of(&self, partner: PartnerId) -> Result<Token, Failure> {
        let row = read!(self.keyholder().db(), |c| sqlx::query_as::<_, (String, i64)>(
            "SELECT p.contact_kind, p.invitation_version
               FROM partners p
               JOIN account_contacts k ON k.contact = p.contact AND k.account_id = $1 AND k.state = 'verified'
              WHERE p.id = $2 AND p.token_hash IS NOT NULL",
        )
        .bind(self.account().uuid())
        .bind(partner.uuid())
        .fetch_optional(c)
        .await)?;
        let (kind, version) = row.ok_or(Failure::NotFound)?;
        let kind = ContactKind::parse(&kind).ok_or(Failure::NotFound)?;
        Ok(self.keyholder().secret().invitation_token(kind, partner.uuid(), version))
    }
}

impl Row {
    fn open(self) -> OpenInvitation {
        let zone = column::zone(&self.zone).unwrap_or_default();
        let access_ends = self.ends_at.map(|ends| EndDate::at(at(ends), zone));
        OpenInvitation {
            partner: PartnerId::from_uuid(self.id),
            inviter: self.inviter,
            center: self.center,
            zone,
            contact: self.contact,
            until: AcceptUntil::of(at(self.expires_at), access_ends),
        }
    }
}
