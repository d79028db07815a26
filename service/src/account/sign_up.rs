//! **Create account**, without an Invitation.

use domain::contact::{Contact, Email};
use domain::limit::{self, Limited};
use domain::name::PersonName;
use domain::password::NewPassword;

use super::Began;
use crate::audit::AccountEvent;
use crate::capability::{Standing, Visitor};
use crate::change::{AsAccount, Change, in_task};
use crate::db::Tx;
use crate::failure::Failure;
use crate::keyholder::SignUp;
use crate::link::ClaimedBy;
use crate::outbox::Mail;

/// What is asked for.
#[derive(Debug)]
pub struct NewAccount {
    pub name: PersonName,
    pub email: Email,
    pub password: NewPassword,
}

/// Why nobody can sign up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignUpRefusal {
    #[error("Accounts here come by invitation. Open the link in the invitation that was sent to you.")]
    ByInvitationOnly,
}

impl Visitor {
    /// Whether **Create account** is open to whoever has no Invitation (setting `KEYHOLDER_SIGN_UP`).
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn may_sign_up(&self) -> Result<bool, Failure> {
        if self.keyholder().settings().sign_up == SignUp::Open {
            return Ok(true);
        }
        let confirmed = read!(self.keyholder().db(), |c| sqlx::query_scalar::<_, i32>(
            "SELECT 1 FROM accounts WHERE confirmed_at IS NOT NULL LIMIT 1",
        )
        .fetch_optional(c)
        .await)?;
        Ok(confirmed.is_none())
    }

    /// Makes an Account whose address is a claim until its mail is answered, and begins its session. Whether the
    /// address has an Account already is told to nobody but its owner, by mail.
    ///
    /// # Errors
    /// Refused where Accounts come by invitation; too many when this address was written to too often.
    pub async fn sign_up(&self, new: NewAccount) -> Result<Began, Failure<SignUpRefusal>> {
        let visitor = self.clone();
        let hash = self.keyholder().passwords().hash(new.password.reveal().to_owned()).await?;
        in_task(async move {
            let mut change = Change::by_visitor(&visitor).await?;
            let standing = change.standing_of_a_newcomer().await?;
            let network = visitor.client().network();
            change.spend(&format!("sign-ups from {network}"), Limited::SignUps, &[limit::SIGN_UPS]).await?;
            change.spend_mail(new.email.as_str()).await?;
            let contact = Contact::Email(new.email.clone());
            let owned = change.verified_owner(contact.as_str()).await?.is_some();
            let account = change.insert_account(new.name.as_str(), &hash, &contact, standing).await?;
            let cookie = change.start_session(account).await?;
            if owned {
                change.queue(Mail::AlreadyAccount, &new.email).await?;
            } else {
                let link = change.claim(account, contact.as_str(), ClaimedBy::session(&cookie)).await?;
                change.queue(Mail::Confirm { link }, &new.email).await?;
            }
            change.door.account = Some(account);
            change.commit(AccountEvent::SignedUp).await?;
            Ok(Began { cookie })
        })
        .await
    }
}

impl Change<AsAccount> {
    /// The first Account of a Keyholder without a mail server is the operator's: nothing could confirm its address.
    async fn standing_of_a_newcomer(&mut self) -> Result<Standing, Failure<SignUpRefusal>> {
        if !self.keyholder.mailer().delivers() {
            self.wait_for_other_newcomers().await?;
        }
        let confirmed = on!(&mut self.tx, |c| sqlx::query_scalar::<_, i32>(
            "SELECT 1 FROM accounts WHERE confirmed_at IS NOT NULL LIMIT 1",
        )
        .fetch_optional(c)
        .await)?
        .is_some();
        match (confirmed, self.keyholder.settings().sign_up) {
            (true, SignUp::First) => Err(Failure::Refused(SignUpRefusal::ByInvitationOnly)),
            (false, _) if !self.keyholder.mailer().delivers() => Ok(Standing::Proved),
            _ => Ok(Standing::Claimed),
        }
    }

    /// Of two who sign up at once only one is the first. There is no row yet that could be taken; on SQLite
    /// whoever writes is alone anyway.
    async fn wait_for_other_newcomers(&mut self) -> Result<(), Failure<SignUpRefusal>> {
        if let Tx::Postgres(transaction, _) = &mut self.tx {
            let lock = "LOCK TABLE accounts IN SHARE ROW EXCLUSIVE MODE";
            sqlx::query(lock).execute(&mut **transaction).await?;
        }
        Ok(())
    }
}
