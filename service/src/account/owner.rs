//! Whose an address is, and whether somebody is still there, inside a change.

use domain::contact::Contact;
use domain::id::AccountId;

use crate::change::Change;
use crate::clock::micros;
use crate::failure::Failure;
use crate::session::SessionHash;

impl<Door> Change<Door> {
    /// A verified owner, or one who proved it where no mail could.
    pub(crate) async fn has_owner<R>(&mut self, contact: &Contact) -> Result<bool, Failure<R>> {
        let owner = on!(&mut self.tx, |c| sqlx::query_scalar::<_, i32>(
            "SELECT 1 FROM account_contacts WHERE contact = $1 AND state <> 'claimed' LIMIT 1",
        )
        .bind(contact.as_str())
        .fetch_optional(c)
        .await)?;
        Ok(owner.is_some())
    }

    /// Whether the invited Contact is the Account's own. One that was only proved counts where nothing that is sent
    /// could have verified it.
    pub(crate) async fn owns<R>(
        &mut self,
        account: AccountId,
        contact: &Contact,
    ) -> Result<bool, Failure<R>> {
        let enough = if self.keyholder.reaches(contact.kind()) { "verified" } else { "proved" };
        let owned = on!(&mut self.tx, |c| {
            sqlx::query_scalar::<_, i32>(
            "SELECT 1 FROM account_contacts WHERE account_id = $1 AND contact = $2 AND state IN ('verified', $3)",
        )
        .bind(account.uuid())
        .bind(contact.as_str())
        .bind(enough)
        .fetch_optional(c)
        .await
        })?;
        Ok(owned.is_some())
    }

    pub(crate) async fn session_stands<R>(&mut self, session: &SessionHash) -> Result<bool, Failure<R>> {
        let found = on!(&mut self.tx, |c| sqlx::query_scalar::<_, i32>(
            "SELECT 1 FROM sessions WHERE id_hash = $1 AND expires_at > $2",
        )
        .bind(&session.0)
        .bind(micros(self.now))
        .fetch_optional(c)
        .await)?;
        Ok(found.is_some())
    }
}
