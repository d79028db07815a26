//! What a link opens. However often and by whom it is opened, nothing changes: mail scanners open every link.

use domain::asset::AssetGrants;
use domain::contact::{Contact, ContactKind};
use domain::end::EndDate;
use domain::grant::Grant;
use domain::id::PartnerId;
use domain::invitation::AcceptUntil;
use domain::partner::PartnerKind;
use domain::token::Token;
use domain::zone::Zone;
use uuid::Uuid;

use super::proof::Proof;
use crate::asset::asset_grants;
use crate::capability::Visitor;
use crate::change::{Change, JobWrite};
use crate::clock::{at, micros};
use crate::column;
use crate::failure::{Failure, Fault};
use crate::keyholder::Keyholder;
use crate::secret;
use crate::seen::AT_MOST_EVERY;

/// The page of a link, whatever became of its Invitation.
#[derive(Clone, Debug)]
pub struct InvitationPage {
    pub partner: PartnerId,
    pub center: String,
    pub slug: String,
    pub contact: Contact,
    pub kind: PartnerKind,
    pub grant: Grant,
    /// What is offered of the Assets.
    pub assets: AssetGrants,
    pub inviter: String,
    pub inviter_contact: String,
    pub note: Option<String>,
    /// Of the Business Center.
    pub zone: Zone,
    /// When it ends or ended.
    pub until: AcceptUntil,
    /// The last day of the access that it offers.
    pub access_ends: Option<EndDate>,
    pub stands: Stands,
    /// An Account owns the address: only **Log in and accept** is offered.
    pub known: bool,
    pub proof: Proof,
    /// The address blocked further mails of the Business Center.
    pub blocked: bool,
}

/// How the link answers (DOMAIN 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    Open,
    Expired {
        /// A new link was asked for already.
        asked: bool,
    },
    Accepted,
    Declined,
    /// Cancelled, or its sender is no Admin any more.
    Cancelled,
}

#[derive(sqlx::FromRow)]
#[expect(clippy::struct_excessive_bools, reason = "columns, each of its own")]
struct Row {
    id: Uuid,
    center: String,
    slug: String,
    zone: String,
    contact_kind: String,
    contact: String,
    kind: Option<String>,
    level: String,
    modules: i64,
    inviter: String,
    inviter_contact: String,
    sender_stands: bool,
    note: Option<String>,
    state: String,
    expires_at: i64,
    ends_at: Option<i64>,
    asked: bool,
    known: bool,
    copied: bool,
    blocked: bool,
    link_opened_at: Option<i64>,
}

impl Visitor {
    /// What the link is for.
    ///
    /// # Errors
    /// Not found when no Invitation has it: unknown, or replaced by a newer one.
    pub async fn invitation(&self, token: &Token) -> Result<InvitationPage, Failure> {
        let now = self.keyholder().clock().now();
        let row = read!(self.keyholder().db(), |c| {
            sqlx::query_as::<_, Row>(
            "SELECT p.id, c.name AS center, c.slug, c.time_zone AS zone, p.contact_kind, p.contact, p.kind, p.level,
                    p.modules, coalesce(i.name, i.contact) AS inviter, i.contact AS inviter_contact,
                    i.state = 'active' AND i.level = 'admin' AS sender_stands,
                    p.note, p.state, p.invitation_expires_at AS expires_at, p.ends_at,
                    p.asked_at IS NOT NULL AS asked,
                    EXISTS (SELECT 1 FROM account_contacts k
                             WHERE k.contact = p.contact AND k.state IN ('verified', 'proved')) AS known,
                    coalesce(p.copied_token_hash = $1, false) AS copied,
                    EXISTS (SELECT 1 FROM mail_blocks b
                             WHERE b.center_id = p.center_id AND b.contact = p.contact) AS blocked,
                    p.link_opened_at
               FROM partners p
               JOIN business_centers c ON c.id = p.center_id
               JOIN partners i ON i.id = p.invited_by
              WHERE p.token_hash = $1 OR p.copied_token_hash = $1",
        )
        .bind(secret::hash(token))
        .fetch_optional(c)
        .await
        })?;
        let row = row.ok_or(Failure::NotFound)?;
        let opened = row.link_opened_at.map(at);
        let page = row.page(self.keyholder(), micros(now))?;
        if page.stands != Stands::Open {
            return Ok(page);
        }
        if opened.is_none_or(|last| now - last >= AT_MOST_EVERY) {
            self.keyholder().note_opened(page.partner);
        }
        if page.grant == Grant::Admin {
            return Ok(page);
        }
        let assets = asset_grants(self.keyholder(), page.partner, page.zone).await?.standing(now);
        Ok(InvitationPage { assets, ..page })
    }
}

impl Keyholder {
    /// Notes it beside the request and not in its way.
    fn note_opened(&self, partner: PartnerId) {
        let keyholder = self.clone();
        self.beside().spawn(async move {
            if let Err(failure) = opened(&keyholder, partner).await {
                tracing::warn!(%failure, "that a link was opened was not written");
            }
        });
    }
}

async fn opened(keyholder: &Keyholder, partner: PartnerId) -> Result<(), Failure> {
    let mut change = Change::by_job(keyholder).await?;
    on!(&mut change.tx, |c| sqlx::query(
        "UPDATE partners SET link_opened_at = $1 WHERE id = $2 AND state = 'invited'"
    )
    .bind(micros(change.now))
    .bind(partner.uuid())
    .execute(c)
    .await
    .map(|_| ()))?;
    change.commit(JobWrite::LinkOpened).await
}

impl Row {
    fn page(self, keyholder: &Keyholder, now: i64) -> Result<InvitationPage, Fault> {
        let wrong = |column, holds: &str| Fault::Row {
            table: "partners",
            column,
            row: self.id.to_string(),
            holds: holds.to_owned(),
        };
        let contact = ContactKind::parse(&self.contact_kind)
            .and_then(|kind| Contact::from_normal(kind, &self.contact))
            .ok_or_else(|| wrong("contact", &self.contact))?;
        let proof = Proof::of(keyholder, contact.kind(), self.copied);
        let kind = self.kind.as_deref().and_then(PartnerKind::parse).ok_or_else(|| wrong("kind", ""))?;
        let grant = column::grant(Some(&self.level), Some(self.modules))
            .ok_or_else(|| wrong("level", &self.level))?;
        let zone: Zone = column::zone(&self.zone).unwrap_or_default();
        let access_ends = self.ends_at.map(|ends| EndDate::at(at(ends), zone));
        let stands = match self.state.as_str() {
            "active" | "revoked" => Stands::Accepted,
            "declined" => Stands::Declined,
            "invited" if self.expires_at <= now => Stands::Expired { asked: self.asked },
            "invited" if self.sender_stands => Stands::Open,
            _ => Stands::Cancelled,
        };
        Ok(InvitationPage {
            partner: PartnerId::from_uuid(self.id),
            center: self.center,
            slug: self.slug,
            contact,
            kind,
            grant,
            assets: AssetGrants::NONE,
            zone,
            inviter: self.inviter,
            inviter_contact: self.inviter_contact,
            note: self.note,
            until: AcceptUntil::of(at(self.expires_at), access_ends),
            access_ends,
            stands,
            known: self.known,
            proof,
            blocked: self.blocked,
        })
    }
}
