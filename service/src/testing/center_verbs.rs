//! What people do in and about Business Centers.

use std::time::Duration;

use domain::contact::Contact;
use domain::name::BusinessName;
use domain::zone::Zone;

use super::cast::{Insider, Person, offer};
use crate::audit::{Finding, Verification, verify};
use crate::capability::{Admin, Entry, Member};
use crate::center::{FoundRefusal, NewCenter};
use crate::failure::Failure;
use crate::invitation::{NewInvitation, Sent};
use crate::live::{Heard, Watching};
use crate::partner::{Edit, PartnerRow, PartnersQuery, Rehearsed, Revocation};
use domain::audit::Seal;
use domain::edit::{Access, EditRefusal};
use domain::id::PartnerId;
use domain::invitation::InviteRefusal;
use domain::revoke::{Chosen, LeaveRefusal, RevokeRefusal};

impl Revocation {
    /// As the form stands when it opens: no reason, nobody takes over but whoever acts, and they are told.
    pub fn of(rehearsed: Rehearsed, keep: &[PartnerId]) -> Self {
        let (keep, successors) = (keep.to_vec(), Chosen::default());
        Self { rehearsed, keep, successors, reason: None, tell_by_mail: true }
    }
}

impl Person {
    /// In the Business Center that this one is in already.
    pub fn inside(&self, slug: &str) -> Insider {
        Insider { person: self.clone(), slug: slug.to_owned() }
    }

    pub async fn founds(&self, business: &str) -> Insider {
        self.tries_to_found(business).await.unwrap()
    }

    pub async fn tries_to_found(&self, business: &str) -> Result<Insider, Failure<FoundRefusal>> {
        let new = NewCenter { name: BusinessName::parse(business).unwrap(), zone: Zone::UTC };
        let founded = self.here().await.found(new).await?;
        Ok(Insider { person: self.clone(), slug: founded.slug })
    }

    /// What `/b/{slug}` is to them. That they were there is written down by then.
    pub async fn enters(&self, slug: &str) -> Entry {
        let entry = self.guest.visitor().enter(Some(&self.cookie), slug).await.unwrap();
        if let Entry::In(member) = &entry {
            member.is_seen().await;
        }
        entry
    }
}

impl Insider {
    pub async fn member(&self) -> Member {
        match self.person.enters(&self.slug).await {
            Entry::In(member) => member,
            other => panic!("not in {}: {other:?}", self.slug),
        }
    }

    /// Has a page open that hears of changes, and never looks by itself.
    pub async fn opens_a_page(&self) -> Watching {
        let mut page = self.member().await.watch().unwrap().looking_every(Duration::MAX);
        assert!(
            matches!(page.next().await, Some(Heard::Change { .. })),
            "the first thing heard is the present number"
        );
        page
    }

    pub async fn admin(&self) -> Admin {
        self.member().await.admin().unwrap()
    }

    /// Standard access for an agency, the note left out: see [`offer`].
    pub async fn invites(&self, contact: &str) -> Sent {
        self.tries_to_invite(offer(contact)).await.unwrap()
    }

    pub async fn tries_to_invite(&self, new: NewInvitation) -> Result<Sent, Failure<InviteRefusal>> {
        self.admin().await.invite(new).await
    }

    /// Shows what revoking them ends, and does it; nothing is kept, and they are told.
    pub async fn revokes(&self, partner: PartnerId) {
        self.tries_to_revoke(partner, &[]).await.unwrap();
    }

    pub async fn tries_to_revoke(
        &self,
        partner: PartnerId,
        keep: &[PartnerId],
    ) -> Result<(), Failure<RevokeRefusal>> {
        let admin = self.admin().await;
        let shown = admin.rehearse_revoke(partner).await?.rehearsed;
        admin.revoke(partner, Revocation::of(shown, keep)).await
    }

    /// Opens **Edit**, changes what stands there, and confirms; no Invitation is kept.
    pub async fn edits(&self, partner: PartnerId, change: impl FnOnce(&mut Access)) {
        self.tries_to_edit(partner, change).await.unwrap();
    }

    pub async fn tries_to_edit(
        &self,
        partner: PartnerId,
        change: impl FnOnce(&mut Access),
    ) -> Result<(), Failure<EditRefusal>> {
        let admin = self.admin().await;
        let (shown, opened) = admin.to_edit(partner).await?;
        let mut wanted = opened.clone();
        change(&mut wanted);
        let edit = Edit::new(opened, wanted, shown.rehearsed);
        admin.edit(partner, edit).await.map(|_| ())
    }

    pub async fn tries_to_leave(&self) -> Result<(), Failure<LeaveRefusal>> {
        let member = self.member().await;
        let shown = member.rehearse_leave().await?.rehearsed;
        member.leave(shown).await
    }

    /// The page Users → Partners, from its first row.
    pub async fn partners(&self) -> Vec<PartnerRow> {
        let page = self.admin().await.partners(&PartnersQuery::default()).await.unwrap();
        page.rows.into_iter().map(|row| row.partner).collect()
    }

    /// The row of a Contact on that page.
    pub async fn partner(&self, contact: &str) -> PartnerRow {
        let contact = Contact::parse(contact).unwrap();
        let rows = self.partners().await;
        let row = rows.into_iter().find(|row| row.contact == contact.as_str());
        row.unwrap_or_else(|| panic!("no row of {contact:?}"))
    }

    /// What **Verify** finds in the chain.
    pub async fn verifies(&self) -> Finding {
        self.holds_against(None).await.finding
    }

    /// What **Verify** finds, given a seal that was kept.
    pub async fn holds_against(&self, kept: Option<&[u8]>) -> Verification {
        let world = &self.person.guest.world;
        let center = world.center_id(&self.slug).await;
        let named = kept.map(|seal| Seal::parse(&super::hex(seal)).unwrap());
        verify(&world.keyholder(), center, named.as_ref()).await.unwrap()
    }
}
