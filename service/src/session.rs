//! Sessions: a secret in a cookie, its hash in a row.

use chrono::TimeDelta;
use data_encoding::HEXLOWER;
use domain::id::AccountId;
use domain::token::Token;

use crate::change::{AsAccount, Change};
use crate::client::Client;
use crate::clock::micros;
use crate::failure::Failure;
use crate::{random, secret};

/// Without a request for so long a session ends.
pub const IDLE: TimeDelta = TimeDelta::days(7);
/// However often it is used, it ends after so long.
pub const ABSOLUTE: TimeDelta = TimeDelta::days(30);

/// Which session a request belongs to: the hash, which opens nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SessionHash(pub(crate) Vec<u8>);

impl SessionHash {
    pub(crate) fn of(cookie: &Token) -> Self {
        Self(secret::hash(cookie))
    }

    /// Its first eight bytes: enough to tell an Account's own sessions apart.
    pub(crate) fn handle(&self) -> String {
        HEXLOWER.encode(&self.0[..self.0.len().min(8)])
    }
}

impl<Door> Change<Door> {
    /// A new session of the Account: its secret is for the cookie alone.
    pub(crate) async fn start_session<R>(&mut self, account: AccountId) -> Result<Token, Failure<R>> {
        let cookie = Token::from_bytes(random::bytes());
        let client: &Client = &self.client;
        let (ip, user_agent) = (client.ip().to_string(), client.user_agent().to_owned());
        on!(&mut self.tx, |c| sqlx::query(
            "INSERT INTO sessions (id_hash, account_id, created_at, seen_at, expires_at, client, user_agent)
             VALUES ($1, $2, $3, $3, $4, $5, $6)",
        )
        .bind(secret::hash(&cookie))
        .bind(account.uuid())
        .bind(micros(self.now))
        .bind(micros(self.now + ABSOLUTE))
        .bind(ip)
        .bind(user_agent)
        .execute(c)
        .await
        .map(|_| ()))?;
        Ok(cookie)
    }
}

impl Change<AsAccount> {
    /// Ends one session, whoever's: its secret was shown, or it is being replaced.
    pub(crate) async fn end_session<R>(&mut self, session: &SessionHash) -> Result<(), Failure<R>> {
        on!(&mut self.tx, |c| sqlx::query("DELETE FROM sessions WHERE id_hash = $1")
            .bind(&session.0)
            .execute(c)
            .await
            .map(|_| ()))?;
        Ok(())
    }
}
