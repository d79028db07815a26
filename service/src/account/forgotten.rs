//! Forgotten password. Whether the address has an Account is told by mail to its owner, and to nobody else: one mail
//! leaves in either case.

use domain::contact::Email;
use domain::id::AccountId;
use domain::limit;
use domain::password::NewPassword;
use domain::token::Token;
use uuid::Uuid;

use super::Began;
use crate::audit::AccountEvent;
use crate::capability::Visitor;
use crate::change::{Change, in_task};
use crate::clock::micros;
use crate::failure::Failure;
use crate::outbox::Mail;
use crate::secret;

/// Why no new password was set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ResetRefusal {
    #[error("This link was used, or its hour is over. Ask for a new one.")]
    Dead,
}

impl Visitor {
    /// Mails a link that sets a new password, or says by mail that the address has no Account.
    ///
    /// # Errors
    /// Too many when this address was written to too often.
    pub async fn forgotten(&self, email: Email) -> Result<(), Failure> {
        let visitor = self.clone();
        in_task(async move {
            let mut change = Change::by_visitor(&visitor).await?;
            change.spend_mail(email.as_str()).await?;
            let owner = change.log_in_owner(email.as_str()).await?;
            if let Some(account) = owner {
                let link = change.reset_link(account, email.as_str()).await?;
                change.queue(Mail::Reset { link }, &email).await?;
            } else {
                change.queue(Mail::NoAccount, &email).await?;
            }
            change.door.account = owner;
            change.commit(AccountEvent::PasswordForgotten).await
        })
        .await
    }

    /// Whether a link can still set a new password.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn reset_stands(&self, token: &Token) -> Result<bool, Failure> {
        let now = self.keyholder().clock().now();
        let found = read!(self.keyholder().db(), |c| sqlx::query_scalar::<_, i32>(
            "SELECT 1 FROM links
              WHERE token_hash = $1 AND purpose = 'reset' AND used_at IS NULL AND expires_at > $2",
        )
        .bind(secret::hash(token))
        .bind(micros(now))
        .fetch_optional(c)
        .await)?;
        Ok(found.is_some())
    }

    /// Sets the password, ends every session of the Account and begins a new one.
    ///
    /// # Errors
    /// Refused when the link is dead.
    pub async fn reset(&self, token: Token, password: NewPassword) -> Result<Began, Failure<ResetRefusal>> {
        let hash = self.keyholder().passwords().hash(password.reveal().to_owned()).await?;
        let visitor = self.clone();
        in_task(async move {
            let mut change = Change::by_visitor(&visitor).await?;
            let used = change.use_link("reset", &token).await?.ok_or(Failure::Refused(ResetRefusal::Dead))?;
            change.set_password(used.account, &hash).await?;
            let cookie = change.start_session(used.account).await?;
            change.queue_to_account(used.account, &Mail::PasswordChanged { account: used.account }).await?;
            change.door.account = Some(used.account);
            change.commit(AccountEvent::PasswordReset).await?;
            Ok(Began { cookie })
        })
        .await
    }
}

impl<Door> Change<Door> {
    /// The Account that the address logs in.
    pub(super) async fn log_in_owner<R>(&mut self, contact: &str) -> Result<Option<AccountId>, Failure<R>> {
        let owner = on!(&mut self.tx, |c| sqlx::query_scalar::<_, Uuid>(
            "SELECT account_id FROM account_contacts
              WHERE contact = $1 AND state IN ('verified', 'proved')
              ORDER BY state DESC
              LIMIT 1",
        )
        .bind(contact)
        .fetch_optional(c)
        .await)?;
        Ok(owner.map(AccountId::from_uuid))
    }

    /// Sets the stored hash, ends every session and kills the links that would set another: whoever knew the old
    /// password, or could read the mails, is out.
    pub(crate) async fn set_password<R>(&mut self, account: AccountId, hash: &str) -> Result<(), Failure<R>> {
        on!(&mut self.tx, |c| sqlx::query("UPDATE accounts SET password_hash = $1 WHERE id = $2")
            .bind(hash)
            .bind(account.uuid())
            .execute(c)
            .await
            .map(|_| ()))?;
        on!(&mut self.tx, |c| sqlx::query("DELETE FROM sessions WHERE account_id = $1")
            .bind(account.uuid())
            .execute(c)
            .await
            .map(|_| ()))?;
        self.kill_reset_links(account).await
    }

    /// Counts a mail to the address against its limit (DOMAIN 3: forgotten password, confirmation, resend).
    pub(crate) async fn spend_mail<R>(&mut self, contact: &str) -> Result<(), Failure<R>> {
        // By its hash: it may be the address of a stranger.
        let key = format!("mail {}", self.keyholder.secret().address(contact));
        self.spend(
            &key,
            limit::Limited::Mails,
            &[limit::MAILS_PER_RECIPIENT_HOUR, limit::MAILS_PER_RECIPIENT_DAY],
        )
        .await
    }
}
