//! Accounts: the people who sign in, their addresses and passwords.
//!
//! DOMAIN 4: an address belongs to an Account only once it is verified. Until then it is a claim, and several may
//! claim one address: the first to verify it gets it, and the other claims fall.

mod confirm;
mod contact;
mod forgotten;
mod forgotten_by_sms;
mod log_in;
mod manage;
mod owner;
mod rename;
mod sign_up;

pub use confirm::{ConfirmPage, ConfirmRefusal, Confirmed};
pub use contact::{AddContactRefusal, RemoveContactRefusal};
use domain::contact::Contact;
use domain::id::AccountId;
use domain::token::Token;
pub use forgotten::ResetRefusal;
pub(crate) use forgotten_by_sms::password_code;
pub use log_in::{LogIn, LogInRefusal};
pub use manage::{AccountPage, ChangePasswordRefusal, OwnContact, OwnSession};
pub use sign_up::{NewAccount, SignUpRefusal};
use uuid::Uuid;

use crate::capability::{SignedIn, Standing};
use crate::change::Change;
use crate::clock::micros;
use crate::failure::Failure;
use crate::keyholder::SignUp;

/// A session has begun: its secret is for the cookie alone.
#[derive(Debug)]
pub struct Began {
    pub cookie: Token,
}

/// Whether the Account may found a Business Center: anybody where sign-up is open, else the first whose address was
/// confirmed, or anybody while there is none.
pub(crate) async fn founds<Door, R>(
    change: &mut Change<Door>,
    account: AccountId,
) -> Result<bool, Failure<R>> {
    if change.keyholder.settings().sign_up == SignUp::Open {
        return Ok(true);
    }
    let first =
        on!(&mut change.tx, |c| sqlx::query_scalar::<_, Uuid>(FIRST_CONFIRMED).fetch_optional(c).await)?;
    Ok(first.is_none_or(|first| first == account.uuid()))
}

impl SignedIn {
    /// Whether **Create Business Center** is theirs to use (setting `KEYHOLDER_SIGN_UP`).
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn may_found(&self) -> Result<bool, Failure> {
        if self.keyholder().settings().sign_up == SignUp::Open {
            return Ok(true);
        }
        let first = read!(self.keyholder().db(), |c| sqlx::query_scalar::<_, Uuid>(FIRST_CONFIRMED)
            .fetch_optional(c)
            .await)?;
        Ok(first.is_none_or(|first| first == self.account().uuid()))
    }
}

/// The Account whose address was confirmed first: it set this Keyholder up.
const FIRST_CONFIRMED: &str =
    "SELECT id FROM accounts WHERE confirmed_at IS NOT NULL ORDER BY confirmed_at, id LIMIT 1";

impl<Door> Change<Door> {
    /// A new Account with one Contact, in whatever standing its door proves.
    pub(crate) async fn insert_account<R>(
        &mut self,
        name: &str,
        password_hash: &str,
        contact: &Contact,
        standing: Standing,
    ) -> Result<AccountId, Failure<R>> {
        let id = self.new_id();
        let confirmed_at = (standing > Standing::Claimed).then(|| micros(self.now));
        on!(&mut self.tx, |c| {
            sqlx::query(
            "INSERT INTO accounts (id, name, password_hash, confirmed_at, created_at) VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(id)
        .bind(name)
        .bind(password_hash)
        .bind(confirmed_at)
        .bind(micros(self.now))
        .execute(c)
        .await
        .map(|_| ())
        })?;
        let account = AccountId::from_uuid(id);
        self.insert_contact(account, contact, standing).await?;
        Ok(account)
    }

    /// One more Contact of the Account; its own mere claim of it is raised.
    pub(crate) async fn insert_contact<R>(
        &mut self,
        account: AccountId,
        contact: &Contact,
        standing: Standing,
    ) -> Result<(), Failure<R>> {
        on!(&mut self.tx, |c| {
            sqlx::query(
                "INSERT INTO account_contacts (account_id, kind, contact, state, since)
             SELECT $1, $2, $3, $4, $5 WHERE true
             ON CONFLICT (account_id, contact) DO UPDATE SET state = excluded.state, since = excluded.since",
            )
            .bind(account.uuid())
            .bind(contact.kind().as_str())
            .bind(contact.as_str())
            .bind(standing_column(standing))
            .bind(micros(self.now))
            .execute(c)
            .await
            .map(|_| ())
        })?;
        Ok(())
    }

    /// The Account that verified the Contact, if any has.
    pub(crate) async fn verified_owner<R>(&mut self, contact: &str) -> Result<Option<AccountId>, Failure<R>> {
        let owner = on!(&mut self.tx, |c| sqlx::query_scalar::<_, Uuid>(
            "SELECT account_id FROM account_contacts WHERE contact = $1 AND state = 'verified'",
        )
        .bind(contact)
        .fetch_optional(c)
        .await)?;
        Ok(owner.map(AccountId::from_uuid))
    }

    /// The Contact becomes this Account's own: every other claim of it falls, and with it each Account that has no
    /// other address, its sessions, and the Business Centers it founded (nobody else can be in them).
    ///
    /// # Errors
    /// Not found when the Account does not claim the Contact any more.
    pub(crate) async fn verify_contact<R>(
        &mut self,
        account: AccountId,
        contact: &str,
    ) -> Result<(), Failure<R>> {
        self.drop_claims(contact, account).await?;
        let verified = on!(&mut self.tx, |c| {
            sqlx::query(
            "UPDATE account_contacts SET state = 'verified', since = $1 WHERE account_id = $2 AND contact = $3",
        )
        .bind(micros(self.now))
        .bind(account.uuid())
        .bind(contact)
        .execute(c)
        .await
        .map(|done| done.rows_affected())
        })?;
        if verified == 0 {
            return Err(Failure::NotFound);
        }
        on!(&mut self.tx, |c| sqlx::query(
            "UPDATE accounts SET confirmed_at = $1 WHERE id = $2 AND confirmed_at IS NULL",
        )
        .bind(micros(self.now))
        .bind(account.uuid())
        .execute(c)
        .await
        .map(|_| ()))?;
        Ok(())
    }

    /// Takes every row of the Contact, so that those who would verify it queue on both engines.
    pub(crate) async fn lock_claims<R>(&mut self, contact: &str) -> Result<(), Failure<R>> {
        on!(&mut self.tx, |c| sqlx::query("UPDATE account_contacts SET since = since WHERE contact = $1")
            .bind(contact)
            .execute(c)
            .await
            .map(|_| ()))?;
        Ok(())
    }

    /// Drops all claims of the Contact but those of `keep`.
    pub(crate) async fn drop_claims<R>(&mut self, contact: &str, keep: AccountId) -> Result<(), Failure<R>> {
        let fallen = on!(&mut self.tx, |c| sqlx::query_scalar::<_, Uuid>(
            "DELETE FROM account_contacts
              WHERE contact = $1 AND account_id <> $2 AND state = 'claimed'
          RETURNING account_id",
        )
        .bind(contact)
        .bind(keep.uuid())
        .fetch_all(c)
        .await)?;
        for account in fallen {
            on!(&mut self.tx, |c| {
                sqlx::query(
                "DELETE FROM business_centers
                  WHERE founded_by = $1 AND NOT EXISTS (SELECT 1 FROM account_contacts WHERE account_id = $1)",
            )
            .bind(account)
            .execute(c)
            .await
            .map(|_| ())
            })?;
            on!(&mut self.tx, |c| sqlx::query(
                "DELETE FROM accounts
                  WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM account_contacts WHERE account_id = $1)",
            )
            .bind(account)
            .execute(c)
            .await
            .map(|_| ()))?;
        }
        Ok(())
    }
}

pub(crate) fn standing_column(standing: Standing) -> &'static str {
    match standing {
        Standing::Claimed => "claimed",
        Standing::Proved => "proved",
        Standing::Verified => "verified",
    }
}
