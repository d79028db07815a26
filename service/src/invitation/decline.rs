//! **Decline**, and **Ask for a new link**: what whoever holds the link may do without an Account.

use chrono::TimeDelta;
use domain::contact::Email;
use domain::id::PartnerId;
use domain::token::Token;

use crate::audit::{Actor, Event};
use crate::capability::Visitor;
use crate::change::{AsHolder, Change, in_task};
use crate::clock::micros;
use crate::failure::Failure;
use crate::outbox::Mail;

/// A new link can be asked for once in so long.
const ASK_AGAIN_AFTER: TimeDelta = TimeDelta::days(1);

impl Visitor {
    /// Declines the Invitation. Its seat is free at once.
    ///
    /// # Errors
    /// Not found when it is not open any more, or not the one that the page showed.
    pub async fn decline(&self, token: Token, shown: PartnerId) -> Result<(), Failure> {
        let visitor = self.clone();
        in_task(async move {
            let (mut change, partner) = Change::by_holder(&visitor, &token, Actor::holder()).await?;
            if partner != shown {
                return Err(Failure::NotFound);
            }
            let declined = on!(&mut change.tx, |c| sqlx::query_scalar::<_, String>(
                "UPDATE partners
                    SET state = 'declined', state_at = $1
                  WHERE id = $2 AND state = 'invited' AND invitation_expires_at > $1
              RETURNING contact",
            )
            .bind(micros(change.now))
            .bind(partner.uuid())
            .fetch_optional(c)
            .await)?;
            let contact = declined.ok_or(Failure::NotFound)?;
            change.tell_sender(partner, Mail::Declined { partner }).await?;
            change.commit(Event::InvitationDeclined { partner: partner.uuid(), contact }).await
        })
        .await
    }

    /// Tells the Admins that the holder of an expired link wants a new one. Asking again within a day is answered the
    /// same and tells nobody.
    ///
    /// # Errors
    /// Not found when the link is not an expired one.
    pub async fn ask_for_new_link(&self, token: Token) -> Result<(), Failure> {
        let visitor = self.clone();
        in_task(async move {
            let (mut change, partner) = Change::by_holder(&visitor, &token, Actor::holder()).await?;
            let expired = on!(&mut change.tx, |c| sqlx::query_as::<_, (String, Option<i64>)>(
                "SELECT contact, asked_at FROM partners
                  WHERE id = $1 AND state = 'invited' AND invitation_expires_at <= $2",
            )
            .bind(partner.uuid())
            .bind(micros(change.now))
            .fetch_optional(c)
            .await)?;
            let (contact, asked_at) = expired.ok_or(Failure::NotFound)?;
            if asked_at.is_some_and(|asked| asked > micros(change.now - ASK_AGAIN_AFTER)) {
                return Ok(());
            }
            on!(&mut change.tx, |c| sqlx::query("UPDATE partners SET asked_at = $1 WHERE id = $2")
                .bind(micros(change.now))
                .bind(partner.uuid())
                .execute(c)
                .await
                .map(|_| ()))?;
            change.tell_sender(partner, Mail::NewLinkAsked { partner }).await?;
            change.commit(Event::NewLinkAskedFor { partner: partner.uuid(), contact }).await
        })
        .await
    }
}

impl Change<AsHolder> {
    async fn tell_sender(&mut self, partner: PartnerId, mail: Mail) -> Result<(), Failure> {
        let center = self.center().id;
        let sender = on!(&mut self.tx, |c| sqlx::query_scalar::<_, String>(
            "SELECT i.contact FROM partners p JOIN partners i ON i.id = p.invited_by
              WHERE p.id = $1 AND i.state = 'active'",
        )
        .bind(partner.uuid())
        .fetch_optional(c)
        .await)?;
        if let Some(sender) = sender.and_then(|sender| Email::parse(&sender).ok()) {
            self.queue_in(Some(center), mail, &sender).await?;
        }
        Ok(())
    }
}
