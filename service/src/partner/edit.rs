//! **Edit** (DOMAIN 5): level, Modules, Assets, end, kind and organisation of somebody who is in, or of an Invitation that
//! waits. A form brings back what it was opened with; where something else stands by then, nothing is overwritten unseen.

use chrono::{DateTime, Utc};
use domain::access::AccessLevel;
use domain::contact::Email;
use domain::edit::{Access, EditRefusal, Meanwhile};
use domain::grant::Grant;
use domain::id::{AccessRequestId, OrganisationId, PartnerId};
use domain::partner::PartnerState;
use domain::seats::SeatsFull;
use uuid::Uuid;

use super::changed::{NEWEST_CHANGE, Newest};
use super::look_up::{Found, Rehearsed, ToRevoke};
use crate::audit::{self, Event};
use crate::capability::Admin;
use crate::change::{AsAdmin, Change, in_task};
use crate::clock::{at, micros};
use crate::column;
use crate::failure::Failure;
use crate::outbox::Mail;

/// What an Admin decides.
#[derive(Clone, Debug)]
pub struct Edit {
    /// As it stood when the form was opened.
    pub opened: Access,
    pub wanted: Access,
    /// What was shown of the Invitations that end when an Admin becomes Standard.
    pub rehearsed: Rehearsed,
    /// Those of them that stay, from now on as the acting Admin's own.
    pub keep: Vec<PartnerId>,
    /// The Access request that it was opened to answer.
    pub answers: Option<AccessRequestId>,
}

impl Edit {
    pub const fn new(opened: Access, wanted: Access, rehearsed: Rehearsed) -> Self {
        Self { opened, wanted, rehearsed, keep: Vec::new(), answers: None }
    }
}

/// What was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edited {
    Access,
    /// It was not accepted yet.
    Invitation,
}

impl Admin {
    /// Somebody as **Edit** opens with them.
    ///
    /// # Errors
    /// Not found for a partner of others; refused for whoever is neither in nor invited.
    pub async fn to_edit(&self, partner: PartnerId) -> Result<(ToRevoke, Access), Failure<EditRefusal>> {
        let found = self.member().find(partner).await?.who_can_be_edited()?;
        Ok((found.to_revoke.clone(), found.access()))
    }

    /// What somebody has, or is offered; none of whoever is neither in nor invited.
    pub(crate) async fn access_of(&self, partner: PartnerId) -> Result<Option<Access>, Failure> {
        let found = self.member().find(partner).await?;
        Ok(found.who_can_be_edited().ok().map(|found| found.access()))
    }

    /// What changing them would mean; nothing is changed.
    ///
    /// # Errors
    /// As [`Admin::edit`], seats aside.
    pub async fn look_at_edit(
        &self,
        partner: PartnerId,
        opened: &Access,
        wanted: &Access,
    ) -> Result<ToRevoke, Failure<EditRefusal>> {
        let (found, now) = self.to_edit(partner).await?;
        if now.is_same(wanted) && now.is_same(opened) {
            return Err(Failure::Refused(EditRefusal::Nothing));
        }
        if !now.is_same(opened) {
            let changed = self.newest_change(partner).await?;
            return Err(meanwhile(now, changed));
        }
        let reduced = now.grant == Grant::Admin && wanted.grant != Grant::Admin;
        if reduced && found.state == PartnerState::Active && self.center().has_single_admin() {
            return Err(Failure::Refused(EditRefusal::LastAdmin));
        }
        Ok(found)
    }

    /// Changes what somebody has, which counts from their next request; or what their Invitation offers, whose link stays
    /// good.
    ///
    /// # Errors
    /// Refused when they are neither in nor invited, when nothing would change, when another change came between, for an
    /// Asset that is not here and a last day that is over, when no seat of the level is free, and for the only Admin.
    pub async fn edit(&self, partner: PartnerId, edit: Edit) -> Result<Edited, Failure<EditRefusal>> {
        let admin = self.clone();
        in_task(async move { Change::by_admin(&admin).await?.edit(partner, edit).await }).await
    }

    async fn newest_change<R>(&self, partner: PartnerId) -> Result<Option<Newest>, Failure<R>> {
        Ok(read!(self.keyholder().db(), |c| sqlx::query_as::<_, Newest>(NEWEST_CHANGE)
            .bind(self.center().id.uuid())
            .bind(partner.uuid())
            .fetch_optional(c)
            .await)?)
    }
}

fn meanwhile(now: Access, changed: Option<Newest>) -> Failure<EditRefusal> {
    let (by, at) = changed.map_or_else(
        || ("Somebody".to_owned(), DateTime::<Utc>::UNIX_EPOCH),
        |(by, micros)| (by, at(micros)),
    );
    Failure::Refused(EditRefusal::Meanwhile(Box::new(Meanwhile { now, by, at })))
}

impl Change<AsAdmin> {
    /// What somebody has, and what of theirs an edit would end.
    pub(crate) async fn editable(
        &mut self,
        partner: PartnerId,
    ) -> Result<(Access, Rehearsed), Failure<EditRefusal>> {
        let found = self.find(partner).await?.who_can_be_edited()?;
        Ok((found.access(), found.to_revoke.rehearsed))
    }

    /// **Edit**, committed.
    pub(crate) async fn edit(
        mut self,
        partner: PartnerId,
        mut edit: Edit,
    ) -> Result<Edited, Failure<EditRefusal>> {
        let found = self.find(partner).await?.who_can_be_edited()?;
        let now = found.access();
        if !now.is_same(&edit.opened) {
            let changed = self.newest_change(partner).await?;
            return Err(meanwhile(now, changed));
        }
        // Only who founded the Business Center is of no kind.
        edit.wanted.kind = edit.wanted.kind.or(now.kind);
        if now.is_same(&edit.wanted) {
            return Err(Failure::Refused(EditRefusal::Nothing));
        }
        let refused = |failure: Failure<_>| failure.map(EditRefusal::Assets);
        let assets = self.by_their_names(now.assets(), edit.wanted.assets()).await.map_err(refused)?;
        let wanted = edit.wanted.clone().with_assets(assets);
        let wanted = wanted.with_checked_ends(&now, self.center().zone, self.now);
        let wanted = wanted.map_err(|over| Failure::Refused(EditRefusal::Ends(over)))?;
        if found.to_revoke.state != PartnerState::Active {
            return self.edit_invitation(partner, found, &wanted).await.map(|()| Edited::Invitation);
        }
        let (kept, cancelled) = self.move_seat(partner, &found, &edit).await?;
        let waits = self.write_access(partner, &found, &wanted).await?;
        self.write_asset_grants(partner, now.assets(), wanted.assets()).await?;
        if waits {
            self.grant_what_is_met(partner, (&now, &wanted), edit.answers).await?;
        }
        if let Ok(email) = Email::parse(&found.to_revoke.contact) {
            let (center, number) = (self.center().id, self.center().change);
            self.queue_in(Some(center), Mail::AccessChanged { partner, number }, &email).await?;
        }
        let event = Event::AccessEdited {
            partner: partner.uuid(),
            contact: found.to_revoke.contact,
            before: audit::Access::of(&now),
            after: audit::Access::of(&wanted),
            cancelled,
            kept,
        };
        self.commit(event).await.map(|()| Edited::Access)
    }

    /// From the seat of one level to that of the other. Whoever is no Admin any more sends no Invitation: those that are
    /// open are kept by the acting Admin or end, and both are named (DOMAIN 3).
    async fn move_seat(
        &mut self,
        partner: PartnerId,
        found: &Found,
        edit: &Edit,
    ) -> Result<(Vec<Uuid>, Vec<Uuid>), Failure<EditRefusal>> {
        let (had, wants) = (found.to_revoke.rehearsal.grant.level(), edit.wanted.grant.level());
        if had == wants {
            return Ok((Vec::new(), Vec::new()));
        }
        if had == AccessLevel::Admin && self.center().admins == 1 {
            return Err(Failure::Refused(EditRefusal::LastAdmin));
        }
        let full = |failure: Failure<SeatsFull>| failure.map(EditRefusal::SeatsFull);
        self.hold_seat(wants).await.map_err(full)?;
        self.free_seat(had);
        self.take_seat(wants);
        if found.to_revoke.rehearsal.sent.is_empty() {
            return Ok((Vec::new(), Vec::new()));
        }
        if found.to_revoke.rehearsed != edit.rehearsed {
            return Err(Failure::Refused(EditRefusal::Rehearsal));
        }
        // Whoever reduces themselves can't become the sender of anything.
        let own = self.actor().partner == Some(partner);
        let keep = if own { &[] } else { edit.keep.as_slice() };
        let kept = self.keep_invitations(found, keep).await?;
        let cancelled = self.cancel_sent(partner).await?;
        Ok((kept, cancelled))
    }

    async fn cancel_sent<R>(&mut self, by: PartnerId) -> Result<Vec<Uuid>, Failure<R>> {
        let center = self.center().id;
        Ok(on!(&mut self.tx, |c| sqlx::query_scalar::<_, Uuid>(
            "UPDATE partners
                SET state = 'cancelled', state_at = $1
              WHERE center_id = $2 AND state = 'invited' AND invitation_expires_at > $1 AND invited_by = $3
          RETURNING id",
        )
        .bind(micros(self.now))
        .bind(center.uuid())
        .bind(by.uuid())
        .fetch_all(c)
        .await)?)
    }

    /// Gives whether an Access request of theirs waits.
    pub(super) async fn write_access<R>(
        &mut self,
        partner: PartnerId,
        found: &Found,
        wanted: &Access,
    ) -> Result<bool, Failure<R>> {
        let had = found.access();
        let stays = had.same_organisation(wanted);
        let organisation = match &wanted.organisation {
            Some(name) if !stays => Some(self.organisation(name).await?),
            _ => None,
        };
        let name = wanted.organisation.as_ref().map_or("", |name| name.as_str());
        let searched = domain::fold::unaccented(&format!("{} {name}", found.to_revoke.contact));
        Ok(on!(&mut self.tx, |c| {
            sqlx::query_scalar::<_, bool>(
            "UPDATE partners
                SET kind = $1, level = $2, modules = $3, search_key = sort_key || ' ' || $4,
                    organisation_id = CASE WHEN $5 THEN organisation_id ELSE $6 END,
                    ends_set_at = CASE WHEN ends_at = $8 THEN ends_set_at ELSE $9 END, ends_at = $8,
                    asked_at = CASE WHEN $10 THEN NULL ELSE asked_at END,
                    asked_words = CASE WHEN $10 THEN NULL ELSE asked_words END
              WHERE id = $7
          RETURNING EXISTS (SELECT 1 FROM access_requests r WHERE r.partner_id = partners.id AND r.state = 'waiting')",
        )
        .bind(wanted.kind.map(domain::partner::PartnerKind::as_str))
        .bind(wanted.grant.level().as_str())
        .bind(column::modules(wanted.grant))
        .bind(searched)
        .bind(stays)
        .bind(organisation.map(OrganisationId::uuid))
        .bind(partner.uuid())
        .bind(wanted.ends().map(|end| micros(end.moment())))
        .bind(micros(self.now))
        .bind(found.to_revoke.state == PartnerState::Active && had.moves_an_end(wanted))
        .fetch_one(c)
        .await
        })?)
    }

    async fn newest_change<R>(&mut self, partner: PartnerId) -> Result<Option<Newest>, Failure<R>> {
        let center = self.center().id;
        Ok(on!(&mut self.tx, |c| sqlx::query_as::<_, Newest>(NEWEST_CHANGE)
            .bind(center.uuid())
            .bind(partner.uuid())
            .fetch_optional(c)
            .await)?)
    }
}
