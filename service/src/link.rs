//! Mailed links that confirm an address or set a new password. A token is derived from the row's id when the mail is
//! sent; the row keeps only its hash.

use chrono::TimeDelta;
use domain::id::{AccountId, LinkId};
use domain::token::Token;
use uuid::Uuid;

use crate::change::Change;
use crate::clock::micros;
use crate::failure::Failure;
use crate::secret::{self, LinkPurpose};
use crate::session::SessionHash;

/// How long an address can be confirmed.
pub(crate) const CONFIRM_LIFE: TimeDelta = TimeDelta::days(7);
/// How long a new password can be set.
pub(crate) const RESET_LIFE: TimeDelta = TimeDelta::hours(1);

/// The session that made a claim: confirming outside it asks for the password (DOMAIN 9).
#[derive(Clone, Debug)]
pub(crate) struct ClaimedBy(Vec<u8>);

impl ClaimedBy {
    pub(crate) fn session(cookie: &Token) -> Self {
        Self(SessionHash::of(cookie).0)
    }

    pub(crate) fn session_hash(session: &SessionHash) -> Self {
        Self(session.0.clone())
    }
}

impl<Door> Change<Door> {
    /// A link that confirms the Contact as the Account's.
    pub(crate) async fn claim<R>(
        &mut self,
        account: AccountId,
        contact: &str,
        by: ClaimedBy,
    ) -> Result<LinkId, Failure<R>> {
        self.insert_link(LinkPurpose::Confirm, account, contact, Some(by.0), CONFIRM_LIFE).await
    }

    /// A link that sets a new password; older ones of the Account die.
    pub(crate) async fn reset_link<R>(
        &mut self,
        account: AccountId,
        contact: &str,
    ) -> Result<LinkId, Failure<R>> {
        self.kill_reset_links(account).await?;
        self.insert_link(LinkPurpose::Reset, account, contact, None, RESET_LIFE).await
    }

    pub(crate) async fn kill_reset_links<R>(&mut self, account: AccountId) -> Result<(), Failure<R>> {
        on!(&mut self.tx, |c| sqlx::query(
            "UPDATE links SET used_at = $1 WHERE account_id = $2 AND purpose = 'reset' AND used_at IS NULL",
        )
        .bind(micros(self.now))
        .bind(account.uuid())
        .execute(c)
        .await
        .map(|_| ()))?;
        Ok(())
    }

    /// Kills every link that was mailed to the Contact for the Account.
    pub(crate) async fn kill_links_to<R>(
        &mut self,
        account: AccountId,
        contact: &str,
    ) -> Result<(), Failure<R>> {
        on!(&mut self.tx, |c| sqlx::query(
            "UPDATE links SET used_at = $1 WHERE account_id = $2 AND contact = $3 AND used_at IS NULL",
        )
        .bind(micros(self.now))
        .bind(account.uuid())
        .bind(contact)
        .execute(c)
        .await
        .map(|_| ()))?;
        Ok(())
    }

    async fn insert_link<R>(
        &mut self,
        purpose: LinkPurpose,
        account: AccountId,
        contact: &str,
        session: Option<Vec<u8>>,
        life: TimeDelta,
    ) -> Result<LinkId, Failure<R>> {
        let id = self.new_id();
        let token = self.keyholder.secret().token(purpose, id, 0);
        on!(&mut self.tx, |c| {
            sqlx::query(
            "INSERT INTO links (id, purpose, account_id, contact, token_hash, session_hash, created_at, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(id)
        .bind(if purpose == LinkPurpose::Reset { "reset" } else { "confirm" })
        .bind(account.uuid())
        .bind(contact)
        .bind(secret::hash(&token))
        .bind(session)
        .bind(micros(self.now))
        .bind(micros(self.now + life))
        .execute(c)
        .await
        .map(|_| ())
        })?;
        Ok(LinkId::from_uuid(id))
    }

    /// Uses the link up: at most one caller gets its row.
    pub(crate) async fn use_link<R>(
        &mut self,
        purpose: &'static str,
        token: &Token,
    ) -> Result<Option<UsedLink>, Failure<R>> {
        let row = on!(&mut self.tx, |c| sqlx::query_as::<_, (Uuid, String)>(
            "UPDATE links
                SET used_at = $1
              WHERE token_hash = $2 AND purpose = $3 AND used_at IS NULL AND expires_at > $1
          RETURNING account_id, contact",
        )
        .bind(micros(self.now))
        .bind(secret::hash(token))
        .bind(purpose)
        .fetch_optional(c)
        .await)?;
        Ok(row.map(|(account, contact)| UsedLink { account: AccountId::from_uuid(account), contact }))
    }
}

/// What a link was for.
#[derive(Debug)]
pub(crate) struct UsedLink {
    pub(crate) account: AccountId,
    pub(crate) contact: String,
}
