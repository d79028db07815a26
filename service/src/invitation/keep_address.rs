//! **Keep** an address: the answer to a diagnosis that takes the invited one for a slip of another.

use domain::contact::{Contact, Email};
use domain::id::PartnerId;

use crate::audit::Event;
use crate::capability::Admin;
use crate::change::{AsAdmin, Change, in_task};
use crate::clock::micros;
use crate::failure::Failure;

type Refused = Failure<KeepAddressRefusal>;

/// Why nothing was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Nobody waits for this invitation to be accepted at this address any more. Nothing changed.")]
pub struct KeepAddressRefusal;

impl Admin {
    /// Says that the `invited` address is right, and the `other` one is not meant: it counts again once somebody types it anew.
    ///
    /// # Errors
    /// Not found for a partner of others; refused when the Invitation is over, or goes to another address by now.
    pub async fn keep_address(
        &self,
        partner: PartnerId,
        invited: Contact,
        other: Email,
    ) -> Result<(), Refused> {
        let admin = self.clone();
        in_task(async move {
            let mut change = Change::by_admin(&admin).await?;
            let row = change.standing(partner).await?;
            change.keep(partner, &invited).await?;
            change.forget_near_miss(partner, &other).await?;
            change
                .commit(Event::InvitationAddressKept { partner: partner.uuid(), contact: row.contact })
                .await
        })
        .await
    }
}

impl Change<AsAdmin> {
    async fn keep(&mut self, partner: PartnerId, invited: &Contact) -> Result<(), Refused> {
        let kept = on!(&mut self.tx, |c| sqlx::query(
            "UPDATE partners SET address_kept_at = $1
              WHERE id = $2 AND state = 'invited' AND contact = $3",
        )
        .bind(micros(self.now))
        .bind(partner.uuid())
        .bind(invited.as_str())
        .execute(c)
        .await
        .map(|kept| kept.rows_affected()))?;
        if kept == 0 { Err(Failure::Refused(KeepAddressRefusal)) } else { Ok(()) }
    }

    async fn forget_near_miss(&mut self, partner: PartnerId, other: &Email) -> Result<(), Refused> {
        on!(&mut self.tx, |c| sqlx::query("DELETE FROM near_misses WHERE partner_id = $1 AND address = $2")
            .bind(partner.uuid())
            .bind(other.as_str())
            .execute(c)
            .await
            .map(|_| ()))?;
        Ok(())
    }
}
