//! The addresses of an Account. Changing them asks for the password and is told to both addresses.

use domain::contact::{Contact, Email};
use domain::id::AccountId;
use domain::password::TypedPassword;

use crate::audit::AccountEvent;
use crate::capability::{SignedIn, Standing};
use crate::change::{AsAccount, Change, in_task};
use crate::clock::micros;
use crate::failure::Failure;
use crate::link::ClaimedBy;
use crate::outbox::Mail;

/// Why an address was not added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddContactRefusal {
    #[error("The password is not right.")]
    WrongPassword,
    #[error("This address is yours already.")]
    Yours,
}

/// Why an address was not removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RemoveContactRefusal {
    #[error("The password is not right.")]
    WrongPassword,
    #[error("This is your last confirmed address: without one you could not log in. Add another first.")]
    Last,
}

impl SignedIn {
    /// Whether an Invitation to the Contact is this Account's to accept. One that was only proved counts where nothing that
    /// is sent could have verified it.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn owns(&self, contact: &Contact) -> Result<bool, Failure> {
        let enough = if self.keyholder().reaches(contact.kind()) { "verified" } else { "proved" };
        let owned = read!(self.keyholder().db(), |c| {
            sqlx::query_scalar::<_, i32>(
            "SELECT 1 FROM account_contacts WHERE account_id = $1 AND contact = $2 AND state IN ('verified', $3)",
        )
        .bind(self.account().uuid())
        .bind(contact.as_str())
        .bind(enough)
        .fetch_optional(c)
        .await
        })?;
        Ok(owned.is_some())
    }

    /// Claims one more address and mails a link that confirms it.
    ///
    /// # Errors
    /// Refused when the password is wrong or the address is theirs already; too many mails to the address.
    pub async fn add_contact(
        &self,
        email: Email,
        password: Option<TypedPassword>,
    ) -> Result<(), Failure<AddContactRefusal>> {
        if !self.knows_password(password).await.map_err(Failure::widen)? {
            return Err(Failure::Refused(AddContactRefusal::WrongPassword));
        }
        let signed_in = self.clone();
        in_task(async move {
            let mut change = Change::by_account(&signed_in).await?;
            change.spend_mail(email.as_str()).await?;
            let added = change.insert_claim(&signed_in, &email).await?;
            if !added {
                return Err(Failure::Refused(AddContactRefusal::Yours));
            }
            if change.verified_owner(email.as_str()).await?.is_some() {
                change.queue(Mail::AlreadyAccount, &email).await?;
            } else {
                let by = ClaimedBy::session_hash(signed_in.session());
                let link = change.claim(signed_in.account(), email.as_str(), by).await?;
                change.queue(Mail::Confirm { link }, &email).await?;
            }
            let notice =
                Mail::AddressAdded { account: signed_in.account(), added: email.as_str().to_owned() };
            change.queue_to_account(signed_in.account(), &notice).await?;
            change.commit(AccountEvent::AddressClaimed { contact: email.as_str().to_owned() }).await
        })
        .await
    }

    /// Mails the confirming link of an unconfirmed address once more.
    ///
    /// # Errors
    /// Not found when it is not a claim of this Account; too many mails to the address.
    pub async fn send_confirmation(&self, contact: Contact) -> Result<(), Failure> {
        let Contact::Email(email) = contact else { return Err(Failure::NotFound) };
        let signed_in = self.clone();
        in_task(async move {
            let mut change = Change::by_account(&signed_in).await?;
            change.spend_mail(email.as_str()).await?;
            let claimed = on!(&mut change.tx, |c| sqlx::query_scalar::<_, i32>(
                "SELECT 1 FROM account_contacts WHERE account_id = $1 AND contact = $2 AND state <> 'verified'",
            )
            .bind(signed_in.account().uuid())
            .bind(email.as_str())
            .fetch_optional(c)
            .await)?;
            claimed.ok_or(Failure::NotFound)?;
            if change.verified_owner(email.as_str()).await?.is_some() {
                change.queue(Mail::AlreadyAccount, &email).await?;
            } else {
                let by = ClaimedBy::session_hash(signed_in.session());
                let link = change.claim(signed_in.account(), email.as_str(), by).await?;
                change.queue(Mail::Confirm { link }, &email).await?;
            }
            change.commit(AccountEvent::ConfirmationSent { contact: email.as_str().to_owned() }).await
        })
        .await
    }

    /// Removes an address: it stops matching Invitations and logging in at once.
    ///
    /// # Errors
    /// Refused when the password is wrong or it is the last that is known to be theirs.
    pub async fn remove_contact(
        &self,
        contact: Contact,
        password: Option<TypedPassword>,
    ) -> Result<(), Failure<RemoveContactRefusal>> {
        if !self.knows_password(password).await.map_err(Failure::widen)? {
            return Err(Failure::Refused(RemoveContactRefusal::WrongPassword));
        }
        let signed_in = self.clone();
        in_task(async move {
            let mut change = Change::by_account(&signed_in).await?;
            let notice =
                Mail::AddressRemoved { account: signed_in.account(), removed: contact.as_str().to_owned() };
            change.queue_to_account(signed_in.account(), &notice).await?;
            let removed = on!(&mut change.tx, |c| sqlx::query(
                "DELETE FROM account_contacts
                  WHERE account_id = $1 AND contact = $2
                    AND (state = 'claimed' OR (SELECT count(*) FROM account_contacts
                                                WHERE account_id = $1 AND state <> 'claimed') > 1)
                    AND (SELECT count(*) FROM account_contacts WHERE account_id = $1) > 1",
            )
            .bind(signed_in.account().uuid())
            .bind(contact.as_str())
            .execute(c)
            .await
            .map(|done| done.rows_affected()))?;
            if removed == 0 {
                return Err(Failure::Refused(RemoveContactRefusal::Last));
            }
            change.kill_links_to(signed_in.account(), contact.as_str()).await?;
            change.commit(AccountEvent::AddressRemoved { contact: contact.as_str().to_owned() }).await
        })
        .await
    }
}

impl Change<AsAccount> {
    async fn insert_claim<R>(&mut self, signed_in: &SignedIn, email: &Email) -> Result<bool, Failure<R>> {
        Ok(on!(&mut self.tx, |c| sqlx::query(
            "INSERT INTO account_contacts (account_id, kind, contact, state, since)
             SELECT $1, 'email', $2, $3, $4 WHERE true
             ON CONFLICT (account_id, contact) DO NOTHING",
        )
        .bind(signed_in.account().uuid())
        .bind(email.as_str())
        .bind(super::standing_column(Standing::Claimed))
        .bind(micros(self.now))
        .execute(c)
        .await
        .map(|done| done.rows_affected() == 1))?)
    }
}

impl<Door> Change<Door> {
    /// Tells every address that is known to be the Account's.
    pub(crate) async fn queue_to_account<R>(
        &mut self,
        account: AccountId,
        mail: &Mail,
    ) -> Result<(), Failure<R>> {
        let known = on!(&mut self.tx, |c| sqlx::query_scalar::<_, String>(
            "SELECT contact FROM account_contacts
              WHERE account_id = $1 AND kind = 'email' AND state <> 'claimed'
              ORDER BY contact",
        )
        .bind(account.uuid())
        .fetch_all(c)
        .await)?;
        for email in known.iter().filter_map(|contact| Email::parse(contact).ok()) {
            self.queue(mail.clone(), &email).await?;
        }
        Ok(())
    }
}
