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
        let mut change = Self::begin(
            signed_in.keyholder(),
            signed_in.client(),
            AsAccount { account: Some(signed_in.account()) },
        )
        .await?;
        on!(&mut change.tx, |c| sqlx::query("UPDATE accounts SET name = name WHERE id = $1")
            .bind(signed_in.account().uuid())
            .execute(c)
            .await
            .map(|_| ()))?;
        let alive = on!(&mut change.tx, |c| sqlx::query_scalar::<_, i32>(
            "SELECT 1 FROM sessions WHERE id_hash = $1 AND expires_at > $2 AND seen_at > $3",
        )
        .bind(&signed_in.session().0)
        .bind(micros(change.now))
        .bind(micros(change.now - IDLE))
        .fetch_optional(c)
        .await)?;
        alive.map(|_| change).ok_or(Failure::NoLongerAllowed)
    }

    /// From here on the change is of the Business Center that it founds.
    pub(crate) fn found(self, center: LockedCenter, actor: Actor) -> Change<AsAdmin> {
        Change {
            tx: self.tx,
            now: self.now,
            keyholder: self.keyholder,
            client: self.client,
            door: AsAdmin(Inside { center, actor }),
        }
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
