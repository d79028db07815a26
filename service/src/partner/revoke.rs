//! **Revoke Access**, and **Leave**, which is revoking oneself (DOMAIN 5). What it ends is shown before it happens; what
//! was shown comes back with the form, and when something else would happen by then, nothing does.

use domain::contact::{Contact, ContactKind, Email};
use domain::grant::Grant;
use domain::id::PartnerId;
use domain::note::Note;
use domain::revoke::{Chosen, LeaveRefusal, RevokeRefusal};
use uuid::Uuid;

use super::look_up::{Found, Rehearsed, ToRevoke};
use crate::audit::{self, Event};
use crate::capability::{Admin, Member};
use crate::change::{AsAdmin, Change, InCenter, in_task};
use crate::clock::{at, micros};
use crate::column;
use crate::failure::Failure;
use crate::keyholder::Keyholder;
use crate::mail::Letter;
use crate::mail::revoke::{LeftMail, RevokedMail};
use crate::outbox::Mail;

/// What an Admin decides beside it.
#[derive(Clone, Debug)]
pub struct Revocation {
    pub rehearsed: Rehearsed,
    /// Invitations of theirs that stay, from now on as the Admin's own.
    pub keep: Vec<PartnerId>,
    /// Who takes over what they leave.
    pub successors: Chosen,
    /// For Admins alone.
    pub reason: Option<Note>,
    pub tell_by_mail: bool,
}

impl Admin {
    /// What revoking somebody would end.
    ///
    /// # Errors
    /// Not found for a partner of others; refused for whoever is not in, and for oneself.
    pub async fn rehearse_revoke(&self, partner: PartnerId) -> Result<ToRevoke, Failure<RevokeRefusal>> {
        if self.member().partner() == partner {
            return Err(Failure::Refused(RevokeRefusal::Yourself));
        }
        let found = self.member().look_up(partner).await?;
        if found.left.left.is_empty() {
            return Ok(found.to_revoke);
        }
        let successors = self.successors_of(partner, &found.left).await?;
        Ok(ToRevoke { successors, ..found.to_revoke })
    }

    /// Ends somebody's access: from now on nothing here can be reached by any session of theirs.
    ///
    /// # Errors
    /// As [`Admin::rehearse_revoke`], and refused when something else would happen than was shown, and where somebody can't
    /// take over what they were chosen for.
    pub async fn revoke(
        &self,
        partner: PartnerId,
        revocation: Revocation,
    ) -> Result<(), Failure<RevokeRefusal>> {
        if self.member().partner() == partner {
            return Err(Failure::Refused(RevokeRefusal::Yourself));
        }
        let admin = self.clone();
        in_task(async move {
            let mut change = Change::by_admin(&admin).await?;
            let found = change.look_up(partner).await?;
            if found.to_revoke.rehearsed != revocation.rehearsed {
                return Err(Failure::Refused(RevokeRefusal::Changed));
            }
            let acting = admin.member().partner();
            let plan = change.planned(partner, &found.left, &revocation.successors, acting).await?;
            let handed_over = change.hand_over(partner, &plan, acting).await?;
            let kept = change.keep_invitations(&found, &revocation.keep).await?;
            let cancelled = change.end_access(partner, &found).await?;
            if revocation.tell_by_mail
                && let Ok(email) = Email::parse(&found.to_revoke.contact)
            {
                let (center, at) = (change.center().id, micros(change.now));
                change.queue_in(Some(center), Mail::AccessRevoked { partner, at }, &email).await?;
            }
            let event = Event::AccessRevoked {
                partner: partner.uuid(),
                before: audit::Access::of(&found.access()),
                contact: found.to_revoke.contact,
                reason: revocation.reason.map(|reason| reason.as_str().to_owned()),
                cancelled,
                kept,
                handed_over,
            };
            change.commit(event).await
        })
        .await
    }
}

impl Member {
    /// What leaving would end.
    ///
    /// # Errors
    /// Refused for the only Admin.
    pub async fn rehearse_leave(&self) -> Result<ToRevoke, Failure<LeaveRefusal>> {
        if self.grant() == Grant::Admin && self.center().has_single_admin() {
            return Err(Failure::Refused(LeaveRefusal::LastAdmin));
        }
        Ok(self.look_up(self.partner()).await.map_err(changed)?.to_revoke)
    }

    /// Ends one's own access.
    ///
    /// # Errors
    /// Refused for the only Admin, and when something else would happen than was shown.
    pub async fn leave(&self, rehearsed: Rehearsed) -> Result<(), Failure<LeaveRefusal>> {
        let member = self.clone();
        in_task(async move {
            let mut change = Change::by_member(&member).await?;
            if change.actor().admin && change.center().admins == 1 {
                return Err(Failure::Refused(LeaveRefusal::LastAdmin));
            }
            let partner = member.partner();
            let found = change.look_up(partner).await.map_err(changed)?;
            if found.to_revoke.rehearsed != rehearsed {
                return Err(Failure::Refused(LeaveRefusal::Changed));
            }
            let handed_over = change.leave_behind(partner, &found.left).await?;
            let cancelled = change.end_access(partner, &found).await?;
            let (center, at) = (change.center().id, micros(change.now));
            change.tell_who_answers(center, partner, &Mail::MemberLeft { partner, at }).await?;
            let event = Event::MemberLeft {
                partner: partner.uuid(),
                before: audit::Access::of(&found.access()),
                contact: found.to_revoke.contact,
                cancelled,
                handed_over,
            };
            change.commit(event).await
        })
        .await
    }
}

/// Whoever leaves was in when they came through the door.
fn changed(failure: Failure<RevokeRefusal>) -> Failure<LeaveRefusal> {
    failure.map(|_| LeaveRefusal::Changed)
}

impl<Door: InCenter> Change<Door> {
    /// Ends the access and every open Invitation that was shown, save those that are kept. Says which it cancelled.
    async fn end_access<R>(&mut self, partner: PartnerId, found: &Found) -> Result<Vec<Uuid>, Failure<R>> {
        on!(&mut self.tx, |c| sqlx::query(
            "UPDATE partners
                SET state = 'revoked', state_at = $1, asked_at = NULL, asked_words = NULL
              WHERE id = $2 AND state = 'active'",
        )
        .bind(micros(self.now))
        .bind(partner.uuid())
        .execute(c)
        .await
        .map(|_| ()))?;
        let rehearsal = &found.to_revoke.rehearsal;
        self.free_seat(rehearsal.grant.level());
        if rehearsal.sent.is_empty() && rehearsal.to_them.is_empty() {
            return Ok(Vec::new());
        }
        let center = self.center().id;
        // Those that are kept have another sender by now.
        Ok(on!(&mut self.tx, |c| sqlx::query_scalar::<_, Uuid>(
            "UPDATE partners
                SET state = 'cancelled', state_at = $1
              WHERE center_id = $2 AND state = 'invited' AND invitation_expires_at > $1
                AND (invited_by = $3
                     OR contact IN (SELECT k.contact
                                      FROM account_contacts k
                                      JOIN partners p ON p.account_id = k.account_id
                                     WHERE p.id = $3 AND k.state = 'verified'))
          RETURNING id",
        )
        .bind(micros(self.now))
        .bind(center.uuid())
        .bind(partner.uuid())
        .fetch_all(c)
        .await)?)
    }
}

impl Change<AsAdmin> {
    /// Their Invitations that stay become the acting Admin's: a new link goes out, the old one is dead (DOMAIN 3).
    pub(super) async fn keep_invitations<R>(
        &mut self,
        found: &Found,
        keep: &[PartnerId],
    ) -> Result<Vec<Uuid>, Failure<R>> {
        let mut kept = Vec::new();
        for (open, version) in found.to_revoke.rehearsal.sent.iter().zip(&found.versions) {
            let kind = ContactKind::of_normal(&open.contact);
            let contact = Contact::from_normal(kind, &open.contact);
            if let (true, Some(contact)) = (keep.contains(&open.partner), contact) {
                self.renew(open.partner, *version, &contact).await?;
                kept.push(open.partner.uuid());
            }
        }
        Ok(kept)
    }
}

/// Somebody who was out as of a moment.
#[derive(sqlx::FromRow)]
struct Out {
    center: String,
    slug: String,
    time_zone: String,
    contact: String,
    name: Option<String>,
}

impl Out {
    /// None once they are in again, or went another time.
    async fn read(keyholder: &Keyholder, partner: PartnerId, since: i64) -> Result<Option<Self>, Failure> {
        Ok(read!(keyholder.db(), |c| sqlx::query_as::<_, Self>(
            "SELECT c.name AS center, c.slug, c.time_zone, p.contact, p.name
               FROM partners p
               JOIN business_centers c ON c.id = p.center_id
              WHERE p.id = $1 AND p.state = 'revoked' AND p.state_at = $2",
        )
        .bind(partner.uuid())
        .bind(since)
        .fetch_optional(c)
        .await)?)
    }

    fn moment(&self, since: i64) -> String {
        column::zone(&self.time_zone).unwrap_or_default().moment(at(since)).to_string()
    }
}

/// To who answers for them: they left.
pub(crate) async fn left_letter(
    keyholder: &Keyholder,
    partner: PartnerId,
    left_at: i64,
) -> Result<Option<Letter>, Failure> {
    Ok(Out::read(keyholder, partner, left_at).await?.map(|out| {
        let mail = LeftMail {
            at: out.moment(left_at),
            url: format!("{}/b/{}/partners/{partner}", keyholder.settings().url, out.slug),
            center: out.center,
            partner: out.name.unwrap_or_else(|| out.contact.clone()),
            contact: out.contact,
        };
        mail.letter()
    }))
}

pub(crate) async fn revoked_letter(
    keyholder: &Keyholder,
    partner: PartnerId,
    revoked_at: i64,
) -> Result<Option<Letter>, Failure> {
    let out = Out::read(keyholder, partner, revoked_at).await?;
    Ok(out.map(|out| {
        RevokedMail { at: out.moment(revoked_at), center: out.center, contact: out.contact }.letter()
    }))
}
