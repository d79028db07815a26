//! **Log in**. An unknown address and a wrong password are one answer, and cost the same: the same hashes, statements
//! and mails.

use domain::contact::Contact;
use domain::id::AccountId;
use domain::password::TypedPassword;
use domain::token::Token;
use uuid::Uuid;

use super::Began;
use crate::audit::AccountEvent;
use crate::capability::Visitor;
use crate::change::{Change, in_task};
use crate::failure::Failure;
use crate::limit::Failures;
use crate::session::SessionHash;

/// What is typed.
#[derive(Debug)]
pub struct LogIn {
    /// None: what was typed is no address, and so nobody's.
    pub contact: Option<Contact>,
    /// None: longer than any password, and so nobody's.
    pub password: Option<TypedPassword>,
    /// The session the browser had before; a new one takes its place.
    pub replaces: Option<Token>,
}

/// One answer for an unknown address and a wrong password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LogInRefusal {
    #[error("The address or the password is not right.")]
    NoMatch,
}

/// The Account that a Contact logs in, and its stored hash.
pub(crate) type Found = Option<(Uuid, String)>;

impl Visitor {
    /// Begins a session of the Account that the address and the password belong to.
    ///
    /// # Errors
    /// Refused when they fit no Account; too many when that happened too often.
    pub async fn log_in(&self, log_in: LogIn) -> Result<Began, Failure<LogInRefusal>> {
        let account = self.who_is(log_in.contact.as_ref(), log_in.password).await?;
        let visitor = self.clone();
        let replaces = log_in.replaces;
        in_task(async move {
            let mut change = Change::by_visitor(&visitor).await?;
            if let Some(replaced) = &replaces {
                change.end_session(&SessionHash::of(replaced)).await?;
            }
            let cookie = change.start_session(account).await?;
            change.door.account = Some(account);
            change.commit(AccountEvent::LoggedIn).await?;
            Ok(Began { cookie })
        })
        .await
    }

    /// Whose address and password these are. Failures are counted for the address and the client together, so nobody
    /// can lock somebody else out.
    pub(crate) async fn who_is(
        &self,
        contact: Option<&Contact>,
        password: Option<TypedPassword>,
    ) -> Result<AccountId, Failure<LogInRefusal>> {
        let typed = contact.map_or("", Contact::as_str).to_owned();
        let failures = Failures::of(self.keyholder(), &typed, self.client());
        failures.refuse_if_too_many(self.keyholder()).await.map_err(Failure::widen)?;
        self.keyholder().note_tried(&typed);
        let found = self.found_by(&typed).await?;
        let stored = found.as_ref().map(|(_, hash)| hash.clone());
        if self.keyholder().passwords().verify(password, stored).await?
            && let Some((account, _)) = found
        {
            return Ok(AccountId::from_uuid(account));
        }
        let visitor = self.clone();
        let account = found.map(|(account, _)| AccountId::from_uuid(account));
        in_task(async move {
            let mut change = Change::by_visitor(&visitor).await?;
            failures.count(&mut change).await?;
            change.door.account = account;
            change.commit(AccountEvent::LogInFailed).await?;
            Err(Failure::Refused(LogInRefusal::NoMatch))
        })
        .await
    }

    /// By a verified address first, else by one that was proved to a Business Center; never by a mere claim.
    async fn found_by(&self, contact: &str) -> Result<Found, Failure<LogInRefusal>> {
        Ok(read!(self.keyholder().db(), |c| sqlx::query_as::<_, (Uuid, String)>(
            "SELECT a.id, a.password_hash
               FROM account_contacts k
               JOIN accounts a ON a.id = k.account_id
              WHERE k.contact = $1 AND k.state IN ('verified', 'proved')
              ORDER BY k.state DESC
              LIMIT 1",
        )
        .bind(contact)
        .fetch_optional(c)
        .await)?)
    }
}
