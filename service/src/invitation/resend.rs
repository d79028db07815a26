//! **Resend Invite**, **Cancel Invite** and **Copy link**: what an Admin does with an Invitation that stands.

use chrono::{DateTime, Utc};
use domain::access::AccessLevel;
use domain::contact::{Contact, ContactKind};
use domain::end::EndDate;
use domain::id::PartnerId;
use domain::invitation::{CancelRefusal, LIFE, ResendRefusal};
use domain::partner::PartnerState;

use super::send::refuse_unless_reachable;
use crate::audit::Event;
use crate::capability::Admin;
use crate::center::offers_copy_link;
use crate::change::{AsAdmin, Change, in_task};
use crate::clock::{at, micros};
use crate::failure::Failure;
use crate::limit::SmsLimit;
use crate::secret::{self, LinkPurpose};

/// What became of asking for a new link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Resent {
    Now,
    Already,
}

/// The row as the change found it.
#[derive(sqlx::FromRow)]
pub(super) struct Standing {
    contact_kind: String,
    pub(super) contact: String,
    name: Option<String>,
    level: String,
    state: String,
    invited_at: Option<i64>,
    expires_at: Option<i64>,
    /// Of the access that is offered.
    ends_at: Option<i64>,
    pub(super) version: i64,
}

impl Admin {
    /// Makes a new link, kills the old one and starts 30 new days, with the same Grant and no longer than that lasts. An
    /// expired, declined or cancelled Invitation takes a seat anew.
    ///
    /// # Errors
    /// Not found for a partner of others; refused when they are in already, when the access that is offered is over, or
    /// when no seat is free.
    pub async fn resend(&self, partner: PartnerId) -> Result<(), Failure<ResendRefusal>> {
        self.resend_since(partner, None).await.map(|_| ())
    }

    /// As [`Admin::resend`], unless its link was made at that moment or since: of several that ask for the same, one does
    /// it.
    ///
    /// # Errors
    /// As [`Admin::resend`].
    pub(crate) async fn resend_since(
        &self,
        partner: PartnerId,
        begun: Option<DateTime<Utc>>,
    ) -> Result<Resent, Failure<ResendRefusal>> {
        let admin = self.clone();
        in_task(async move {
            let mut change = Change::by_admin(&admin).await?;
            let row = change.standing(partner).await?;
            if row.is_open(change.now) && begun.is_some_and(|begun| row.was_sent_since(begun)) {
                return Ok(Resent::Already);
            }
            change.refuse_unless_resendable(&row).await?;
            let contact = row.contact()?;
            change.refuse_unless_sendable(&contact).await?;
            match &contact {
                Contact::Email(email) => change.spend_mail(email.as_str()).await?,
                Contact::Phone(phone) => change.spend_sms(SmsLimit::Invitations, phone).await?,
            }
            change.renew(partner, row.version, &contact).await?;
            let event = Event::InvitationResent { partner: partner.uuid(), contact: row.contact };
            change.commit(event).await.map(|()| Resent::Now)
        })
        .await
    }

    /// Cancels an Invitation that was not accepted: its link is dead, its seat free.
    ///
    /// # Errors
    /// Not found for a partner of others; refused when it was accepted meanwhile or is not open.
    pub async fn cancel(&self, partner: PartnerId) -> Result<(), Failure<CancelRefusal>> {
        let admin = self.clone();
        in_task(async move {
            let mut change = Change::by_admin(&admin).await?;
            let row = change.standing(partner).await?;
            match PartnerState::parse(&row.state) {
                Some(PartnerState::Invited) => {}
                Some(PartnerState::Active) => {
                    return Err(Failure::Refused(CancelRefusal::Accepted { by: row.called() }));
                }
                Some(state) => return Err(Failure::Refused(CancelRefusal::NotOpen(state))),
                None => return Err(Failure::NotFound),
            }
            on!(&mut change.tx, |c| sqlx::query(
                "UPDATE partners SET state = 'cancelled', state_at = $1 WHERE id = $2 AND state = 'invited'",
            )
            .bind(micros(change.now))
            .bind(partner.uuid())
            .execute(c)
            .await
            .map(|_| ()))?;
            change.commit(Event::InvitationCancelled { partner: partner.uuid(), contact: row.contact }).await
        })
        .await
    }

    /// The second link, to hand over by hand; written to the audit log. None where the Business Center has no Copy
    /// link, or the Invitation is not open.
    ///
    /// # Errors
    /// Not found for a partner of others.
    pub async fn copy_link(&self, partner: PartnerId) -> Result<Option<String>, Failure> {
        let admin = self.clone();
        in_task(async move {
            let mut change = Change::by_admin(&admin).await?;
            if !offers_copy_link(&change.keyholder, change.center().copy_link) {
                return Ok(None);
            }
            let row = change.standing(partner).await?;
            if !row.is_open(change.now) {
                return Ok(None);
            }
            let token =
                change.keyholder.secret().token(LinkPurpose::CopiedInvitation, partner.uuid(), row.version);
            on!(&mut change.tx, |c| sqlx::query("UPDATE partners SET copied_token_hash = $1 WHERE id = $2")
                .bind(secret::hash(&token))
                .bind(partner.uuid())
                .execute(c)
                .await
                .map(|_| ()))?;
            let link = format!("{}/invite/{}", change.keyholder.settings().url, token.reveal());
            let event = Event::InvitationLinkCopied { partner: partner.uuid(), contact: row.contact };
            change.commit(event).await?;
            Ok(Some(link))
        })
        .await
    }
}

impl Standing {
    fn called(&self) -> String {
        self.name.clone().unwrap_or_else(|| self.contact.clone())
    }

    fn contact<R>(&self) -> Result<Contact, Failure<R>> {
        let kind = ContactKind::parse(&self.contact_kind);
        kind.and_then(|kind| Contact::from_normal(kind, &self.contact)).ok_or(Failure::NotFound)
    }

    fn was_sent_since(&self, moment: DateTime<Utc>) -> bool {
        self.invited_at.is_some_and(|sent| at(sent) >= moment)
    }

    fn is_open(&self, now: DateTime<Utc>) -> bool {
        self.state == "invited" && self.expires_at.is_some_and(|end| at(end) > now)
    }
}

impl Change<AsAdmin> {
    pub(super) async fn standing<R>(&mut self, partner: PartnerId) -> Result<Standing, Failure<R>> {
        let center = self.center().id;
        on!(&mut self.tx, |c| sqlx::query_as::<_, Standing>(
            "SELECT contact_kind, contact, name, level, state, invited_at, invitation_expires_at AS expires_at,
                    ends_at, invitation_version AS version
               FROM partners
              WHERE id = $1 AND center_id = $2 AND kind IS NOT NULL",
        )
        .bind(partner.uuid())
        .bind(center.uuid())
        .fetch_optional(c)
        .await)?
        .ok_or(Failure::NotFound)
    }

    pub(super) async fn refuse_unless_resendable(
        &mut self,
        row: &Standing,
    ) -> Result<(), Failure<ResendRefusal>> {
        let over = row.ends_at.map(at).filter(|end| *end <= self.now);
        match (row.state.as_str(), over) {
            ("active", _) => Err(Failure::Refused(ResendRefusal::Accepted { by: row.called() })),
            ("revoked", _) => Err(Failure::Refused(ResendRefusal::Revoked)),
            (_, Some(end)) => {
                let end = EndDate::at(end, self.center().zone);
                Err(Failure::Refused(ResendRefusal::AccessOver { end }))
            }
            // An open one holds its seat already.
            _ if row.is_open(self.now) => Ok(()),
            _ => {
                let level = AccessLevel::parse(&row.level).ok_or(Failure::NotFound)?;
                self.hold_seat(level).await.map_err(|failure| failure.map(ResendRefusal::SeatsFull))
            }
        }
    }

    pub(super) async fn refuse_unless_sendable(
        &mut self,
        contact: &Contact,
    ) -> Result<(), Failure<ResendRefusal>> {
        refuse_unless_reachable(&self.keyholder, contact).map_err(|sms| Failure::Refused(sms.into()))?;
        if self.is_blocked(contact).await? {
            return Err(Failure::Refused(ResendRefusal::Blocked));
        }
        Ok(())
    }

    /// A new version: another token, so the old links are unknown from now on. It expires as
    /// [`expires_at`](domain::invitation::expires_at) says.
    pub(crate) async fn renew<R>(
        &mut self,
        partner: PartnerId,
        version_before: i64,
        contact: &Contact,
    ) -> Result<(), Failure<R>> {
        let version = version_before + 1;
        let token = self.keyholder.secret().invitation_token(contact.kind(), partner.uuid(), version);
        let (center, sender) = (self.center().id, self.actor().partner);
        let mail = self.queue_invitation(center, (partner, version), contact).await?;
        on!(&mut self.tx, |c| {
            sqlx::query(
                "UPDATE partners
                SET state = 'invited', state_at = $1, invited_by = $2, invited_at = $1,
                    invitation_expires_at = CASE WHEN ends_at < $3 THEN ends_at ELSE $3 END,
                    invitation_version = $4, token_hash = $5, copied_token_hash = NULL, link_opened_at = NULL,
                    asked_at = NULL, mail_id = $6
              WHERE id = $7",
            )
            .bind(micros(self.now))
            .bind(sender.map(PartnerId::uuid))
            .bind(micros(self.now + LIFE))
            .bind(version)
            .bind(secret::hash(&token))
            .bind(mail.uuid())
            .bind(partner.uuid())
            .execute(c)
            .await
            .map(|_| ())
        })?;
        Ok(())
    }
}
