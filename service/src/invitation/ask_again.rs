//! **I was invited but can’t get in**: whoever was invited asks for their link by the address alone. The answer is the same
//! whatever the address is, and comes before anything is looked for: it tells nobody who is invited (DOMAIN 7).

use domain::contact::{ContactKind, Email};
use domain::id::PartnerId;
use domain::limit::{self, Limit, Limited};
use domain::token::Token;
use uuid::Uuid;

use crate::audit::{AccountEvent, Actor, Event};
use crate::capability::Visitor;
use crate::change::{AsHolder, Change, in_task};
use crate::clock::micros;
use crate::failure::Failure;

const LIMITS: [Limit; 2] = [limit::MAILS_PER_RECIPIENT_HOUR, limit::MAILS_PER_RECIPIENT_DAY];

/// An Invitation that waits at the address, and what its link is made of.
#[derive(sqlx::FromRow)]
struct Waiting {
    id: Uuid,
    invitation_version: i64,
    expires_at: i64,
}

impl Visitor {
    /// Mails the link of each open Invitation to the address once more: the same link, for as long as it works, and where
    /// mails leave. Of an expired one the Admins are told.
    ///
    /// # Errors
    /// Too many when this address was written to too often, whatever it is.
    pub async fn ask_for_link_again(&self, email: Email) -> Result<(), Failure> {
        let (visitor, asked) = (self.clone(), email.clone());
        in_task(async move {
            let mut change = Change::by_visitor(&visitor).await?;
            // A count of its own: that of other mails would tell to whom some went.
            let key = format!("link again {}", change.keyholder.secret().address(asked.as_str()));
            change.spend(&key, Limited::Mails, &LIMITS).await?;
            change.commit(AccountEvent::LinkAskedForAgain).await
        })
        .await?;
        let visitor = self.clone();
        self.keyholder().beside().spawn(async move {
            if let Err(failure) = visitor.mail_links_again(&email).await {
                tracing::warn!(%failure, "a link that was asked for again was not mailed");
            }
        });
        Ok(())
    }

    async fn mail_links_again(&self, email: &Email) -> Result<(), Failure> {
        let now = micros(self.keyholder().clock().now());
        for waiting in self.waiting_at(email).await? {
            let kind = ContactKind::Email;
            let token =
                self.keyholder().secret().invitation_token(kind, waiting.id, waiting.invitation_version);
            let done = if waiting.expires_at > now {
                if !self.keyholder().mailer().delivers() {
                    continue;
                }
                self.mail_link_again(&token, waiting.invitation_version, email).await
            } else {
                self.ask_for_new_link(token).await
            };
            match done {
                // What became of it meanwhile is no fault.
                Ok(()) | Err(Failure::NotFound) => {}
                Err(failure) => return Err(failure),
            }
        }
        Ok(())
    }

    /// Not where the address wants no more mails, nor what somebody sent who is no Admin any more.
    async fn waiting_at(&self, email: &Email) -> Result<Vec<Waiting>, Failure> {
        Ok(read!(self.keyholder().db(), |c| {
            sqlx::query_as::<_, Waiting>(
            "SELECT p.id, p.invitation_version, p.invitation_expires_at AS expires_at
               FROM business_centers c
               JOIN partners p ON p.center_id = c.id AND p.contact = $1
               JOIN partners i ON i.id = p.invited_by
              WHERE p.state = 'invited' AND i.state = 'active' AND i.level = 'admin'
                AND NOT EXISTS (SELECT 1 FROM mail_blocks b WHERE b.center_id = c.id AND b.contact = p.contact)
              ORDER BY p.id",
        )
        .bind(email.as_str())
        .fetch_all(c)
        .await
        })?)
    }

    async fn mail_link_again(&self, token: &Token, version: i64, email: &Email) -> Result<(), Failure> {
        let (mut change, partner) = Change::by_holder(self, token, Actor::at_log_in()).await?;
        change.queue_link_again(partner, version, email).await?;
        let contact = email.as_str().to_owned();
        change.commit(Event::LinkMailedAgain { partner: partner.uuid(), contact }).await
    }
}

impl Change<AsHolder> {
    async fn queue_link_again(
        &mut self,
        partner: PartnerId,
        version: i64,
        email: &Email,
    ) -> Result<(), Failure> {
        let center = self.center().id;
        let mail = self.queue_invitation(center, (partner, version), &email.clone().into()).await?;
        let noted = on!(&mut self.tx, |c| sqlx::query(
            "UPDATE partners SET mail_id = $1
              WHERE id = $2 AND state = 'invited' AND invitation_expires_at > $3",
        )
        .bind(mail.uuid())
        .bind(partner.uuid())
        .bind(micros(self.now))
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
        if noted == 1 { Ok(()) } else { Err(Failure::NotFound) }
    }
}
