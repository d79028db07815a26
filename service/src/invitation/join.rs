//! What becomes true when an Invitation is accepted: the Member and their seat, the other Invitations closed, the mails.

use chrono::{DateTime, Utc};
use domain::access::AccessLevel;
use domain::contact::Email;
use domain::id::{AccountId, PartnerId};
use domain::invitation::AcceptRefusal;
use uuid::Uuid;

use super::accept::{Held, NotAccepted};
use crate::audit::{Actor, Event};
use crate::change::{AsHolder, Change};
use crate::clock::{at, micros};
use crate::failure::Failure;
use crate::outbox::Mail;

/// What an Account has here, by another row than the Invitation's.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Former {
    Nothing,
    Stands,
    /// Their row is an active one still.
    EndedByTheClock(DateTime<Utc>),
}

impl Change<AsHolder> {
    /// Makes the Member, closes the person's other open Invitations here, and commits.
    pub(super) async fn join(
        mut self,
        partner: PartnerId,
        held: &Held,
        account: AccountId,
        name: &str,
    ) -> Result<String, Failure<NotAccepted>> {
        let slug = self.center().slug.clone();
        let former = self.former_access(account).await?;
        if former == Former::Stands {
            // They are in already, by another address: this invitation must not stay open behind them.
            let closed = self.close_others(account).await?;
            if closed.is_empty() {
                return self.commit_session_only().await;
            }
            self.acts_as(Actor {
                account: Some(account),
                partner: None,
                name: name.to_owned(),
                admin: false,
            });
            self.commit(Event::InvitationsClosed { contact: held.contact.clone(), closed }).await?;
            return Ok(slug);
        }
        let level = AccessLevel::parse(&held.level).ok_or(Failure::NotFound)?;
        self.release_former_row(partner, account).await?;
        if let Former::EndedByTheClock(ended) = former {
            self.lets_go_of_ended(ended);
        }
        self.make_member(partner, account, name).await?;
        // The Invitation's seat becomes the Member's.
        self.take_seat(level);
        // Whoever comes in wants to hear of it.
        self.unblock_mails(&held.contact).await?;
        let closed = self.close_others(account).await?;
        self.tell(partner, held, account).await?;
        self.acts_as(Actor {
            account: Some(account),
            partner: Some(partner),
            name: name.to_owned(),
            admin: level == AccessLevel::Admin,
        });
        let event = Event::InvitationAccepted {
            partner: partner.uuid(),
            contact: held.contact.clone(),
            name: name.to_owned(),
            closed,
        };
        self.commit(event).await?;
        Ok(slug)
    }

    /// The statement that decides: of fifty at once, one finds the Invitation open. The ad account that was linked by this
    /// row stays with whoever linked it: nobody else comes to have it.
    async fn make_member(
        &mut self,
        partner: PartnerId,
        account: AccountId,
        name: &str,
    ) -> Result<(), Failure<NotAccepted>> {
        let key = domain::fold::unaccented(name);
        let made = on!(&mut self.tx, |c| sqlx::query(
            "UPDATE partners
                SET state = 'active', state_at = $1, account_id = $2, name = $3, sort_key = $4,
                    search_key = $4 || ' ' || search_key, asked_at = NULL, asked_words = NULL, seen_at = $1,
                    linked_advertiser_id = CASE WHEN account_id = $2 THEN linked_advertiser_id END,
                    linked_at = CASE WHEN account_id = $2 THEN linked_at END,
                    link_state = CASE WHEN account_id = $2 THEN link_state END,
                    link_state_by = CASE WHEN account_id = $2 THEN link_state_by END,
                    link_state_at = CASE WHEN account_id = $2 THEN link_state_at END
              WHERE id = $5 AND state = 'invited' AND invitation_expires_at > $1",
        )
        .bind(micros(self.now))
        .bind(account.uuid())
        .bind(name)
        .bind(&key)
        .bind(partner.uuid())
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
        if made != 1 {
            return Err(Failure::Refused(AcceptRefusal::AlreadyUsed.into()));
        }
        // Nothing of when they were in before comes back: a session that was ended then, a view that was kept.
        for statement in [
            "DELETE FROM partner_sessions WHERE partner_id = $1",
            "DELETE FROM saved_views WHERE partner_id = $1",
        ] {
            on!(&mut self.tx, |c| sqlx::query(statement).bind(partner.uuid()).execute(c).await.map(|_| ()))?;
        }
        Ok(())
    }

    async fn former_access(&mut self, account: AccountId) -> Result<Former, Failure<NotAccepted>> {
        let center = self.center().id;
        let active = on!(&mut self.tx, |c| sqlx::query_scalar::<_, Option<i64>>(
            "SELECT ends_at FROM partners WHERE center_id = $1 AND account_id = $2 AND state = 'active'",
        )
        .bind(center.uuid())
        .bind(account.uuid())
        .fetch_optional(c)
        .await)?;
        Ok(match active {
            None => Former::Nothing,
            Some(Some(end)) if at(end) <= self.now => Former::EndedByTheClock(at(end)),
            Some(_) => Former::Stands,
        })
    }

    /// Another row of theirs whose access ended keeps its history and lets go of the Account. Where it ended by the clock nobody
    /// has written so yet: an active row without an Account there is none.
    async fn release_former_row(
        &mut self,
        joins_by: PartnerId,
        account: AccountId,
    ) -> Result<(), Failure<NotAccepted>> {
        let center = self.center().id;
        on!(&mut self.tx, |c| sqlx::query(
            "UPDATE partners
                SET account_id = NULL, asked_at = NULL, asked_words = NULL,
                    state_at = CASE WHEN state = 'active' THEN ends_at ELSE state_at END,
                    state = CASE WHEN state = 'active' THEN 'revoked' ELSE state END
              WHERE center_id = $1 AND account_id = $2 AND id <> $4 AND (state <> 'active' OR ends_at <= $3)",
        )
        .bind(center.uuid())
        .bind(account.uuid())
        .bind(micros(self.now))
        .bind(joins_by.uuid())
        .execute(c)
        .await
        .map(|_| ()))?;
        Ok(())
    }

    async fn close_others(&mut self, account: AccountId) -> Result<Vec<Uuid>, Failure<NotAccepted>> {
        let center = self.center().id;
        Ok(on!(&mut self.tx, |c| sqlx::query_scalar::<_, Uuid>(
            "UPDATE partners
                SET state = 'cancelled', state_at = $1
              WHERE center_id = $2 AND state = 'invited'
                AND contact IN (SELECT contact FROM account_contacts
                                 WHERE account_id = $3 AND state = 'verified')
          RETURNING id",
        )
        .bind(micros(self.now))
        .bind(center.uuid())
        .bind(account.uuid())
        .fetch_all(c)
        .await)?)
    }

    /// Tells the sender and the invited address.
    async fn tell(
        &mut self,
        partner: PartnerId,
        held: &Held,
        account: AccountId,
    ) -> Result<(), Failure<NotAccepted>> {
        let center = Some(self.center().id);
        if let Ok(sender) = Email::parse(&held.inviter_contact) {
            self.queue_in(center, Mail::Accepted { partner }, &sender).await?;
        }
        if let Ok(invited) = Email::parse(&held.contact) {
            self.queue_in(center, Mail::Welcome { partner, account }, &invited).await?;
        }
        Ok(())
    }
}
