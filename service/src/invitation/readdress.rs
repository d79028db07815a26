//! **Change address**: from and to an e-mail address or a phone number.

use domain::contact::Contact;
use domain::id::PartnerId;
use domain::invitation::ResendRefusal;

use crate::audit::Event;
use crate::capability::Admin;
use crate::change::{AsAdmin, Change, in_task};
use crate::failure::Failure;
use crate::limit::SmsLimit;

/// Why an address was not changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChangeAddressRefusal {
    #[error("That is the address they have. Resend Invite sends a new link to it.")]
    Same,
    #[error(
        "Somebody else has this address here. Search for it in Partners, or look for them under Members."
    )]
    Taken,
    #[error(transparent)]
    Resend(#[from] ResendRefusal),
}

impl Admin {
    /// Sends the same Grant to another address, in the same row; the old link is dead at once.
    ///
    /// # Errors
    /// As [`Admin::resend`], and refused when another row has the address.
    pub async fn change_address(
        &self,
        partner: PartnerId,
        contact: Contact,
    ) -> Result<(), Failure<ChangeAddressRefusal>> {
        let admin = self.clone();
        in_task(async move {
            let mut change = Change::by_admin(&admin).await?;
            let row = change.standing(partner).await?;
            let resend = |failure: Failure<ResendRefusal>| failure.map(ChangeAddressRefusal::Resend);
            change.refuse_unless_resendable(&row).await.map_err(resend)?;
            if row.contact == contact.as_str() {
                return Err(Failure::Refused(ChangeAddressRefusal::Same));
            }
            if change.has_row(&contact).await? {
                return Err(Failure::Refused(ChangeAddressRefusal::Taken));
            }
            change.refuse_unless_sendable(&contact).await.map_err(resend)?;
            if let Contact::Phone(phone) = &contact {
                change.spend_sms(SmsLimit::Invitations, phone).await?;
            }
            change.readdress(partner, &contact).await?;
            change.renew(partner, row.version, &contact).await?;
            let event = Event::InvitationAddressChanged {
                partner: partner.uuid(),
                before: row.contact,
                after: contact.as_str().to_owned(),
            };
            change.commit(event).await
        })
        .await
    }
}

impl Change<AsAdmin> {
    async fn has_row<R>(&mut self, contact: &Contact) -> Result<bool, Failure<R>> {
        let center = self.center().id;
        let found = on!(&mut self.tx, |c| sqlx::query_scalar::<_, i32>(
            "SELECT 1 FROM partners WHERE center_id = $1 AND contact = $2",
        )
        .bind(center.uuid())
        .bind(contact.as_str())
        .fetch_optional(c)
        .await)?;
        Ok(found.is_some())
    }

    async fn readdress<R>(&mut self, partner: PartnerId, contact: &Contact) -> Result<(), Failure<R>> {
        on!(&mut self.tx, |c| sqlx::query(
            "UPDATE partners
                SET search_key = replace(search_key, contact, $1), contact = $1, contact_kind = $3,
                    sort_key = CASE WHEN name IS NULL THEN $1 ELSE sort_key END, reported_at = NULL,
                    address_kept_at = NULL
              WHERE id = $2",
        )
        .bind(contact.as_str())
        .bind(partner.uuid())
        .bind(contact.kind().as_str())
        .execute(c)
        .await
        .map(|_| ()))?;
        // They were near the address that it was.
        on!(&mut self.tx, |c| sqlx::query("DELETE FROM near_misses WHERE partner_id = $1")
            .bind(partner.uuid())
            .execute(c)
            .await
            .map(|_| ()))?;
        Ok(())
    }
}
