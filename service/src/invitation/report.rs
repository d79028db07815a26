//! **Report this invitation**: the Admins and whoever runs this Keyholder are told, and the receiver may block further
//! mails of the Business Center to their address (DOMAIN 3).

use domain::contact::{Contact, Email};
use domain::id::PartnerId;
use domain::limit::{Limited, REPORT_MAILS};
use domain::token::Token;

use crate::audit::{Actor, Event};
use crate::capability::Visitor;
use crate::change::{AsHolder, Change, InCenter, in_task};
use crate::clock::micros;
use crate::failure::Failure;
use crate::outbox::Mail;

/// Whether whoever reports wants further mails of the Business Center.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FurtherMails {
    Allowed,
    Blocked,
}

impl Visitor {
    /// Reports the Invitation, which stays as it is. Reporting it again within a day tells nobody anew.
    ///
    /// # Errors
    /// Not found when it is not open any more, or not the one that the page showed.
    pub async fn report(&self, token: Token, shown: PartnerId, further: FurtherMails) -> Result<(), Failure> {
        let visitor = self.clone();
        in_task(async move {
            let (mut change, contact) = Change::reporting(&visitor, &token, shown).await?;
            let blocked = further == FurtherMails::Blocked;
            if blocked {
                change.block_mails(&contact).await?;
            }
            on!(&mut change.tx, |c| sqlx::query("UPDATE partners SET reported_at = $1 WHERE id = $2")
                .bind(micros(change.now))
                .bind(shown.uuid())
                .execute(c)
                .await
                .map(|_| ()))?;
            if change.may_mail(&format!("report {shown}"), REPORT_MAILS).await? {
                change.tell_admins_and_operator(&Mail::Reported { partner: shown, blocked }).await?;
            }
            change.commit(Event::InvitationReported { partner: shown.uuid(), contact, blocked }).await
        })
        .await
    }

    /// Takes a block back.
    ///
    /// # Errors
    /// As [`Visitor::report`].
    pub async fn allow_mails(&self, token: Token, shown: PartnerId) -> Result<(), Failure> {
        let visitor = self.clone();
        in_task(async move {
            let (mut change, contact) = Change::reporting(&visitor, &token, shown).await?;
            change.unblock_mails(&contact).await?;
            change.commit(Event::MailsAllowed { partner: shown.uuid(), contact }).await
        })
        .await
    }
}

impl Change<AsHolder> {
    /// The open Invitation that link and page both mean, with its address.
    async fn reporting(
        visitor: &Visitor,
        token: &Token,
        shown: PartnerId,
    ) -> Result<(Self, String), Failure> {
        let (mut change, partner) = Self::by_holder(visitor, token, Actor::holder()).await?;
        let open = on!(&mut change.tx, |c| {
            sqlx::query_scalar::<_, String>(
            "SELECT contact FROM partners WHERE id = $1 AND state = 'invited' AND invitation_expires_at > $2",
        )
        .bind(partner.uuid())
        .bind(micros(change.now))
        .fetch_optional(c)
        .await
        })?;
        let contact = open.filter(|_| partner == shown).ok_or(Failure::NotFound)?;
        Ok((change, contact))
    }

    async fn block_mails(&mut self, contact: &str) -> Result<(), Failure> {
        let center = self.center().id;
        on!(&mut self.tx, |c| sqlx::query(
            "INSERT INTO mail_blocks (center_id, contact, since)
             SELECT $1, $2, $3 WHERE true
             ON CONFLICT (center_id, contact) DO NOTHING",
        )
        .bind(center.uuid())
        .bind(contact)
        .bind(micros(self.now))
        .execute(c)
        .await
        .map(|_| ()))?;
        Ok(())
    }

    pub(super) async fn unblock_mails<R>(&mut self, contact: &str) -> Result<(), Failure<R>> {
        let center = self.center().id;
        on!(&mut self.tx, |c| sqlx::query("DELETE FROM mail_blocks WHERE center_id = $1 AND contact = $2")
            .bind(center.uuid())
            .bind(contact)
            .execute(c)
            .await
            .map(|_| ()))?;
        Ok(())
    }

    async fn tell_admins_and_operator(&mut self, mail: &Mail) -> Result<(), Failure> {
        let center = self.center().id;
        let admins = on!(&mut self.tx, |c| sqlx::query_scalar::<_, String>(
            "SELECT contact FROM partners
              WHERE center_id = $1 AND state = 'active' AND level = 'admin' AND contact_kind = 'email'
              ORDER BY contact",
        )
        .bind(center.uuid())
        .fetch_all(c)
        .await)?;
        let operator = self.keyholder.settings().operator_address();
        let addresses = admins.iter().filter_map(|admin| Email::parse(admin).ok());
        for address in addresses.chain(operator) {
            self.queue_in(Some(center), mail.clone(), &address).await?;
        }
        Ok(())
    }
}

impl<Door: InCenter> Change<Door> {
    /// Whether the Business Center may not write to the Contact.
    pub(super) async fn is_blocked<R>(&mut self, contact: &Contact) -> Result<bool, Failure<R>> {
        let center = self.center().id;
        let found = on!(&mut self.tx, |c| sqlx::query_scalar::<_, i32>(
            "SELECT 1 FROM mail_blocks WHERE center_id = $1 AND contact = $2",
        )
        .bind(center.uuid())
        .bind(contact.as_str())
        .fetch_optional(c)
        .await)?;
        Ok(found.is_some())
    }

    /// Counts one more notice of what the key names, and says whether it may still be sent.
    pub(super) async fn may_mail<R>(
        &mut self,
        key: &str,
        limit: domain::limit::Limit,
    ) -> Result<bool, Failure<R>> {
        match self.spend(key, Limited::Mails, &[limit]).await {
            Ok(()) => Ok(true),
            Err(Failure::TooMany(_)) => Ok(false),
            Err(failure) => Err(failure),
        }
    }
}
