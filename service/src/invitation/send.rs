//! **Send Invite**: the Invitation, the seat it holds and its mail, in one transaction.

use chrono::{DateTime, Utc};
use domain::asset::AssetGrants;
use domain::contact::Contact;
use domain::edit;
use domain::end::EndDate;
use domain::grant::Grant;
use domain::id::{OrganisationId, PartnerId};
use domain::invitation::{InviteRefusal, SmsRefusal, expires_at};
use domain::limit;
use domain::name::OrganisationName;
use domain::note::Note;
use domain::partner::{PartnerKind, PartnerState};
use uuid::Uuid;

use crate::audit::{Access, Event};
use crate::capability::{Admin, Standing};
use crate::change::{AsAdmin, Change, in_task};
use crate::clock::{at, micros};
use crate::column;
use crate::failure::Failure;
use crate::keyholder::Keyholder;
use crate::limit::SmsLimit;
use crate::secret;

/// What an Admin offers to one Contact.
#[derive(Clone, Debug)]
pub struct NewInvitation {
    pub contact: Contact,
    pub kind: PartnerKind,
    pub organisation: Option<OrganisationName>,
    pub grant: Grant,
    /// For Standard access.
    pub assets: AssetGrants,
    /// The last day of all of it, for Standard access.
    pub ends: Option<EndDate>,
    pub note: Option<Note>,
}

impl NewInvitation {
    /// What whoever accepts has.
    pub fn access(&self) -> edit::Access {
        edit::Access::new(Some(self.kind), self.organisation.clone(), self.grant, self.assets.clone())
            .with_end(self.ends)
    }
}

/// The Invitation stands and its mail waits to leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sent {
    pub partner: PartnerId,
}

/// The row that a Contact has here already.
struct Existing {
    id: Uuid,
    version: i64,
    /// It is a Member's whose access ended by the clock then.
    ended_at: Option<DateTime<Utc>>,
}

#[derive(sqlx::FromRow)]
struct RowOf {
    id: Uuid,
    contact: String,
    state: String,
    invitation_version: i64,
    invitation_expires_at: Option<i64>,
    ends_at: Option<i64>,
}

/// Whether anything can be sent to the Contact from here.
pub(super) fn refuse_unless_reachable(keyholder: &Keyholder, contact: &Contact) -> Result<(), SmsRefusal> {
    let Contact::Phone(phone) = contact else { return Ok(()) };
    keyholder.sms().ok_or(SmsRefusal::NoGateway)?.refuse_unless_allowed(phone)
}

impl Admin {
    /// Invites the Contact.
    ///
    /// # Errors
    /// Refused when the Contact has an open Invitation or is a Member, when no seat is free, when the sender's own
    /// address is not confirmed, for a phone number that no SMS goes to, for an Asset that is not here, and for a last day
    /// that is over; too many in an hour or a day.
    pub async fn invite(&self, new: NewInvitation) -> Result<Sent, Failure<InviteRefusal>> {
        refuse_unless_reachable(self.keyholder(), &new.contact)
            .map_err(|sms| Failure::Refused(sms.into()))?;
        if self.member().signed_in().standing() == Standing::Claimed {
            return Err(Failure::Refused(InviteRefusal::SenderNotConfirmed));
        }
        let admin = self.clone();
        in_task(async move {
            let mut change = Change::by_admin(&admin).await?;
            let existing = change.row_of(&new.contact).await?;
            if change.is_blocked(&new.contact).await? {
                return Err(Failure::Refused(InviteRefusal::Blocked));
            }
            change.spend_invitation().await?;
            if let Contact::Phone(phone) = &new.contact {
                change.spend_sms(SmsLimit::Invitations, phone).await?;
            }
            let full = |refusal: Failure<_>| refusal.map(InviteRefusal::SeatsFull);
            change.hold_seat(new.grant.level()).await.map_err(full)?;
            let organisation = match &new.organisation {
                Some(name) => Some(change.organisation(name).await?),
                None => None,
            };
            if let Some(ended) = existing.as_ref().and_then(|row| row.ended_at) {
                change.lets_go_of_ended(ended);
            }
            let had = match &existing {
                Some(row) => change.asset_grants(PartnerId::from_uuid(row.id)).await?,
                None => AssetGrants::NONE,
            };
            let refused = |failure: Failure<_>| failure.map(InviteRefusal::Assets);
            let assets = change.by_their_names(&had, new.access().assets()).await.map_err(refused)?;
            let access = new.access().with_assets(assets);
            let access = access.with_checked_ends(&edit::Access::NOTHING, change.center().zone, change.now);
            let access = access.map_err(|over| Failure::Refused(over.into()))?;
            let partner = change.write_invitation(&new, &access, organisation, existing).await?;
            change.write_asset_grants(partner, &had, access.assets()).await?;
            let event = Event::PartnerInvited {
                partner: partner.uuid(),
                contact: new.contact.as_str().to_owned(),
                after: Access::of(&access),
                note: new.note.as_ref().map(|note| note.as_str().to_owned()),
            };
            change.commit(event).await?;
            Ok(Sent { partner })
        })
        .await
    }
}

impl Change<AsAdmin> {
    /// The row of the Contact, to be renewed in place (DOMAIN 3: one Contact has at most one); refused while it is an
    /// open Invitation or a Member's.
    async fn row_of(&mut self, contact: &Contact) -> Result<Option<Existing>, Failure<InviteRefusal>> {
        let center = self.center().id;
        let rows = on!(&mut self.tx, |c| sqlx::query_as::<_, RowOf>(
            "SELECT id, contact, state, invitation_version, invitation_expires_at, ends_at
               FROM partners
              WHERE center_id = $1
                AND (contact = $2
                     OR (state = 'active' AND account_id IN (SELECT account_id FROM account_contacts
                                                              WHERE contact = $2 AND state <> 'claimed')))",
        )
        .bind(center.uuid())
        .bind(contact.as_str())
        .fetch_all(c)
        .await)?;
        let mut existing = None;
        for row in rows {
            let RowOf { id, contact: of, state, invitation_version: version, invitation_expires_at, ends_at } =
                row;
            let (partner, expires_at) = (PartnerId::from_uuid(id), invitation_expires_at);
            let ended_at = ends_at.map(at).filter(|end| state == "active" && *end <= self.now);
            match PartnerState::parse(&state) {
                Some(PartnerState::Active) if ended_at.is_none() => {
                    return Err(Failure::Refused(InviteRefusal::AlreadyMember { partner }));
                }
                Some(PartnerState::Invited) if expires_at.is_some_and(|end| at(end) > self.now) => {
                    return Err(Failure::Refused(InviteRefusal::AlreadyOpen { partner }));
                }
                _ if of == contact.as_str() => existing = Some(Existing { id, version, ended_at }),
                _ => {}
            }
        }
        Ok(existing)
    }

    /// Counts an Invitation of the Business Center against its limits.
    pub(crate) async fn spend_invitation<R>(&mut self) -> Result<(), Failure<R>> {
        let key = format!("invitation {}", self.center().id);
        let limits = [limit::INVITATIONS_HOUR, limit::INVITATIONS_DAY];
        self.spend(&key, limit::Limited::Invitations, &limits).await
    }

    async fn write_invitation(
        &mut self,
        new: &NewInvitation,
        access: &edit::Access,
        organisation: Option<OrganisationId>,
        existing: Option<Existing>,
    ) -> Result<PartnerId, Failure<InviteRefusal>> {
        let (id, version) = existing.map_or_else(|| (self.new_id(), 1), |row| (row.id, row.version + 1));
        let partner = PartnerId::from_uuid(id);
        let token = self.keyholder.secret().invitation_token(new.contact.kind(), id, version);
        let center = self.center().id;
        let mail = self.queue_invitation(center, (partner, version), &new.contact).await?;
        let organisation_name = new.organisation.as_ref().map_or("", OrganisationName::as_str);
        let search_key = domain::fold::unaccented(&format!("{} {organisation_name}", new.contact.as_str()));
        let sender = self.actor().partner;
        let ends_at = access.ends().map(EndDate::moment);
        on!(&mut self.tx, |c| {
            sqlx::query(
            "INSERT INTO partners (id, center_id, contact_kind, contact, sort_key, search_key, organisation_id, kind,
                                   level, modules, state, state_at, invited_by, invited_at, invitation_expires_at,
                                   invitation_version, token_hash, note, mail_id, ends_at)
             SELECT $1, $2, $16, $3, $3, $4, $5, $6, $7, $8, 'invited', $9, $10, $9, $11, $12, $13, $14, $15, $17
              WHERE true
             ON CONFLICT (id) DO UPDATE SET
                    search_key = partners.sort_key || ' ' || excluded.search_key,
                    organisation_id = excluded.organisation_id,
                    kind = excluded.kind,
                    level = excluded.level,
                    modules = excluded.modules,
                    state = excluded.state,
                    state_at = excluded.state_at,
                    invited_by = excluded.invited_by,
                    invited_at = excluded.invited_at,
                    invitation_expires_at = excluded.invitation_expires_at,
                    invitation_version = excluded.invitation_version,
                    token_hash = excluded.token_hash,
                    copied_token_hash = NULL,
                    link_opened_at = NULL,
                    note = excluded.note,
                    asked_at = NULL,
                    asked_words = NULL,
                    reported_at = NULL,
                    ends_at = excluded.ends_at,
                    mail_id = excluded.mail_id",
        )
        .bind(id)
        .bind(center.uuid())
        .bind(new.contact.as_str())
        .bind(search_key)
        .bind(organisation.map(OrganisationId::uuid))
        .bind(new.kind.as_str())
        .bind(new.grant.level().as_str())
        .bind(column::modules(new.grant))
        .bind(micros(self.now))
        .bind(sender.map(PartnerId::uuid))
        .bind(micros(expires_at(self.now, ends_at)))
        .bind(version)
        .bind(secret::hash(&token))
        .bind(new.note.as_ref().map(Note::as_str))
        .bind(mail.uuid())
        .bind(new.contact.kind().as_str())
        .bind(ends_at.map(micros))
        .execute(c)
        .await
        .map(|_| ())
        })?;
        Ok(partner)
    }
}
