//! **Confirm address**: the link in a mail makes a claim the Account's own. Opening it changes nothing.

use domain::password::TypedPassword;
use domain::token::Token;

use crate::audit::AccountEvent;
use crate::capability::Visitor;
use crate::change::{Change, in_task};
use crate::clock::micros;
use crate::failure::Failure;
use crate::secret;
use crate::session::SessionHash;

/// What the page of a living link shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfirmPage {
    pub contact: String,
    /// Asked for outside the session that made the claim.
    pub asks_for_password: bool,
}

/// The address is the Account's own.
#[derive(Debug)]
pub struct Confirmed {
    pub contact: String,
    /// A session, where the password proved whose it is.
    pub cookie: Option<Token>,
}

/// Why an address was not confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConfirmRefusal {
    #[error("The password is not right.")]
    WrongPassword,
    #[error("Another Account confirmed this address first.")]
    Taken,
}

#[derive(sqlx::FromRow)]
struct Link {
    contact: String,
    session_hash: Option<Vec<u8>>,
    password_hash: String,
}

impl Visitor {
    /// What a link would confirm.
    ///
    /// # Errors
    /// Not found when it is unknown, used or past its time.
    pub async fn confirm_page(&self, token: &Token, cookie: Option<&Token>) -> Result<ConfirmPage, Failure> {
        let link = self.living_link(token).await?;
        Ok(ConfirmPage { asks_for_password: !link.was_claimed_by(cookie), contact: link.contact })
    }

    /// Confirms the address. Every other claim of it falls.
    ///
    /// # Errors
    /// Not found when the link is dead; refused when the password is missing or wrong.
    pub async fn confirm(
        &self,
        token: Token,
        cookie: Option<&Token>,
        password: Option<TypedPassword>,
    ) -> Result<Confirmed, Failure<ConfirmRefusal>> {
        let link = self.living_link(&token).await.map_err(Failure::widen)?;
        let needs_session = !link.was_claimed_by(cookie);
        if needs_session && !self.keyholder().passwords().verify(password, Some(link.password_hash)).await? {
            return Err(Failure::Refused(ConfirmRefusal::WrongPassword));
        }
        let visitor = self.clone();
        in_task(async move {
            let mut change = Change::by_visitor(&visitor).await?;
            change.lock_claims(&link.contact).await?;
            let used = change.use_link("confirm", &token).await?.ok_or(Failure::NotFound)?;
            if change.verified_owner(&used.contact).await?.is_some_and(|owner| owner != used.account) {
                return Err(Failure::Refused(ConfirmRefusal::Taken));
            }
            change.verify_contact(used.account, &used.contact).await?;
            let cookie = if needs_session { Some(change.start_session(used.account).await?) } else { None };
            change.door.account = Some(used.account);
            change.commit(AccountEvent::AddressConfirmed { contact: used.contact.clone() }).await?;
            Ok(Confirmed { contact: used.contact, cookie })
        })
        .await
    }

    async fn living_link(&self, token: &Token) -> Result<Link, Failure> {
        let now = self.keyholder().clock().now();
        read!(self.keyholder().db(), |c| sqlx::query_as::<_, Link>(
            "SELECT l.contact, l.session_hash, a.password_hash
               FROM links l
               JOIN accounts a ON a.id = l.account_id
              WHERE l.token_hash = $1 AND l.purpose = 'confirm' AND l.used_at IS NULL AND l.expires_at > $2",
        )
        .bind(secret::hash(token))
        .bind(micros(now))
        .fetch_optional(c)
        .await)?
        .ok_or(Failure::NotFound)
    }
}

impl Link {
    fn was_claimed_by(&self, cookie: Option<&Token>) -> bool {
        cookie.is_some_and(|cookie| self.session_hash.as_ref() == Some(&SessionHash::of(cookie).0))
    }
}
