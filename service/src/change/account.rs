//! A change of an Account's own affairs, outside every Business Center.

use domain::id::AccountId;

use super::center::Inside;
use super::{AsAdmin, Change};
use crate::audit::{AccountEvent, Actor};
use crate::capability::{SignedIn, Visitor};
use crate::center::LockedCenter;
use crate::clock::micros;
use crate::failure::Failure;
use crate::session::IDLE;

/// An Account's own affairs: sign-up, password, Contacts, founding.
#[derive(Debug)]
pub(crate) struct AsAccount {
    /// None until it has signed up or logged in.
    pub(crate) account: Option<AccountId>,
}

impl Change<AsAccount> {
    /// A change of whoever stands outside: sign-up, log-in, forgotten password.
    pub(crate) async fn by_visitor<R>(visitor: &Visitor) -> Result<Self, Failure<R>> {
        Self::begin(visitor.keyholder(), visitor.client(), AsAccount { account: None }).await
    }

    /// A change of a signed-in Account, whose session still stands. It takes the Account's row, so that its writers
    /// queue on both engines, and reads the session after that.
    pub(crate) async fn by_account<R>(signed_in: &SignedIn) -> Result<Self, Failure<R>> {
        let mut change = Self::begin_as(signed_in).await?;
        change.take(signed_in).await?;
        Ok(change)
    }

    /// The same before it takes the Account's row: where a Business Center's is wanted, too, that one comes first.
    pub(crate) async fn begin_as<R>(signed_in: &SignedIn) -> Result<Self, Failure<R>> {
        let door = AsAccount { account: Some(signed_in.account()) };
        Self::begin(signed_in.keyholder(), signed_in.client(), door).await
    }

    /// From here on the change is of the Business Center that it founds.
    pub(crate) fn found(self, center: LockedCenter, actor: Actor) -> Change<AsAdmin> {
        self.through(AsAdmin(Inside { center, actor }))
    }

    pub(crate) async fn commit<R>(mut self, event: AccountEvent) -> Result<(), Failure<R>> {
        let account = self.door.account;
        self.record(account, &event).await?;
        let keyholder = self.keyholder.clone();
        self.finish().await?;
        if let Some(account) = account {
            keyholder.live().account_changed(account);
        }
        Ok(())
    }
}

impl<Door> Change<Door> {
    /// Takes the Account's row, which its session must still open; gives its name.
    pub(crate) async fn take<R>(&mut self, signed_in: &SignedIn) -> Result<String, Failure<R>> {
        let name = self.take_account(signed_in.account()).await?;
        let alive = on!(&mut self.tx, |c| sqlx::query_scalar::<_, i32>(
            "SELECT 1 FROM sessions WHERE id_hash = $1 AND expires_at > $2 AND seen_at > $3",
        )
        .bind(&signed_in.session().0)
        .bind(micros(self.now))
        .bind(micros(self.now - IDLE))
        .fetch_optional(c)
        .await)?;
        alive.and(name).ok_or(Failure::NoLongerAllowed)
    }

    /// Takes the Account's row, after those of Business Centers that are wanted, too; gives its name, which nobody else
    /// changes meanwhile. None when there is no such Account any more.
    pub(crate) async fn take_account<R>(&mut self, account: AccountId) -> Result<Option<String>, Failure<R>> {
        Ok(on!(&mut self.tx, |c| sqlx::query_scalar::<_, String>(
            "UPDATE accounts SET name = name WHERE id = $1 RETURNING name",
        )
        .bind(account.uuid())
        .fetch_optional(c)
        .await)?)
    }
}
