//! The account page: what an Account is, and what its owner may change of it.

use chrono::{DateTime, Utc};
use domain::password::{NewPassword, TypedPassword};
use domain::token::Token;
use domain::zone::Zone;

use super::Began;
use crate::audit::AccountEvent;
use crate::capability::{SignedIn, Standing};
use crate::change::{Change, in_task};
use crate::client::Browser;
use crate::clock::{at, micros};
use crate::failure::Failure;
use crate::outbox::Mail;
use crate::session::{IDLE, SessionHash};

/// What the account page shows.
#[derive(Clone, Debug)]
pub struct AccountPage {
    pub contacts: Vec<OwnContact>,
    pub sessions: Vec<OwnSession>,
}

/// An address of one's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnContact {
    pub contact: String,
    pub standing: Standing,
}

/// A session of one's own. The handle names it in a form and opens nothing.
#[derive(Clone, Debug)]
pub struct OwnSession {
    pub handle: String,
    pub here: bool,
    pub began: DateTime<Utc>,
    pub seen: DateTime<Utc>,
    pub client: String,
    pub browser: Browser,
}

/// Why the password stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChangePasswordRefusal {
    #[error("The password is not right.")]
    WrongPassword,
}

impl SignedIn {
    /// Addresses and sessions, in two statements.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn account_page(&self) -> Result<AccountPage, Failure> {
        let now = self.keyholder().clock().now();
        let contacts = read!(self.keyholder().db(), |c| {
            sqlx::query_as::<_, (String, String)>(
            "SELECT contact, state FROM account_contacts WHERE account_id = $1 ORDER BY state DESC, contact",
        )
        .bind(self.account().uuid())
        .fetch_all(c)
        .await
        })?;
        let sessions =
            read!(self.keyholder().db(), |c| sqlx::query_as::<_, (Vec<u8>, i64, i64, String, String)>(
                "SELECT id_hash, created_at, seen_at, client, user_agent
                   FROM sessions
                  WHERE account_id = $1 AND expires_at > $2 AND seen_at > $3
                  ORDER BY seen_at DESC",
            )
            .bind(self.account().uuid())
            .bind(micros(now))
            .bind(micros(now - IDLE))
            .fetch_all(c)
            .await)?;
        Ok(AccountPage {
            contacts: contacts.into_iter().map(own_contact).collect(),
            sessions: sessions
                .into_iter()
                .map(|(hash, began, seen, client, user_agent)| OwnSession {
                    handle: SessionHash(hash.clone()).handle(),
                    here: hash == self.session().0,
                    began: at(began),
                    seen: at(seen),
                    client,
                    browser: Browser::of(&user_agent),
                })
                .collect(),
        })
    }

    /// Ends the session of this browser.
    ///
    /// # Errors
    /// When it could not be written.
    pub async fn log_out(&self) -> Result<(), Failure> {
        let signed_in = self.clone();
        in_task(async move {
            let mut change = Change::by_account(&signed_in).await?;
            change.end_session(signed_in.session()).await?;
            change.commit(AccountEvent::LoggedOut).await
        })
        .await
    }

    /// Ends one session of this Account.
    ///
    /// # Errors
    /// Not found when the handle names none of theirs.
    pub async fn end_one_session(&self, handle: String) -> Result<(), Failure> {
        let signed_in = self.clone();
        in_task(async move {
            let mut change = Change::by_account(&signed_in).await?;
            let own = on!(&mut change.tx, |c| sqlx::query_scalar::<_, Vec<u8>>(
                "SELECT id_hash FROM sessions WHERE account_id = $1",
            )
            .bind(signed_in.account().uuid())
            .fetch_all(c)
            .await)?;
            let mut own = own.into_iter().map(SessionHash);
            let named = own.find(|session| session.handle() == handle).ok_or(Failure::NotFound)?;
            change.end_session(&named).await?;
            change.commit(AccountEvent::SessionEnded).await
        })
        .await
    }

    /// Sets a new password; every other session ends and this one gets a new secret.
    ///
    /// # Errors
    /// Refused when the present password is wrong.
    pub async fn change_password(
        &self,
        present: Option<TypedPassword>,
        new: NewPassword,
    ) -> Result<Began, Failure<ChangePasswordRefusal>> {
        if !self.knows_password(present).await.map_err(Failure::widen)? {
            return Err(Failure::Refused(ChangePasswordRefusal::WrongPassword));
        }
        let hash = self.keyholder().passwords().hash(new.reveal().to_owned()).await?;
        let signed_in = self.clone();
        in_task(async move {
            let mut change = Change::by_account(&signed_in).await?;
            change.set_password(signed_in.account(), &hash).await?;
            let cookie: Token = change.start_session(signed_in.account()).await?;
            let account = signed_in.account();
            change.queue_to_account(account, &Mail::PasswordChanged { account }).await?;
            change.commit(AccountEvent::PasswordChanged).await?;
            Ok(Began { cookie })
        })
        .await
    }

    /// Chooses the zone that times are shown in; none means the Business Center's.
    ///
    /// # Errors
    /// When it could not be written.
    pub async fn choose_zone(&self, zone: Option<Zone>) -> Result<(), Failure> {
        let signed_in = self.clone();
        in_task(async move {
            let mut change = Change::by_account(&signed_in).await?;
            let name = zone.map(|zone| zone.name().to_owned());
            on!(&mut change.tx, |c| sqlx::query("UPDATE accounts SET time_zone = $1 WHERE id = $2")
                .bind(name.as_deref())
                .bind(signed_in.account().uuid())
                .execute(c)
                .await
                .map(|_| ()))?;
            let before = signed_in.zone().map(|zone| zone.name().to_owned());
            change.commit(AccountEvent::TimeZoneChanged { before, after: name }).await
        })
        .await
    }

    /// Whether the password is this Account's.
    pub(crate) async fn knows_password(&self, password: Option<TypedPassword>) -> Result<bool, Failure> {
        let stored = read!(self.keyholder().db(), |c| sqlx::query_scalar::<_, String>(
            "SELECT password_hash FROM accounts WHERE id = $1",
        )
        .bind(self.account().uuid())
        .fetch_optional(c)
        .await)?;
        self.keyholder().passwords().verify(password, stored).await
    }
}

fn own_contact((contact, state): (String, String)) -> OwnContact {
    let standing = match state.as_str() {
        "verified" => Standing::Verified,
        "proved" => Standing::Proved,
        _ => Standing::Claimed,
    };
    OwnContact { contact, standing }
}
