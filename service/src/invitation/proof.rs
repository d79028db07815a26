//! What shows that whoever holds a link may take its Contact for their own.

use domain::code::Code;
use domain::contact::{Contact, ContactKind};
use domain::id::{AccountId, PartnerId};

use super::accept::{Held, NotAccepted};
use crate::audit::{AccountEvent, Event};
use crate::capability::Standing;
use crate::change::{AsHolder, Change};
use crate::code::{Purpose, Tried};
use crate::failure::Failure;
use crate::keyholder::Keyholder;
use crate::outbox::Mail;

/// What shows that whoever comes by the link reads what is sent to the invited Contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// The link itself: it was mailed.
    Link,
    /// A code that is sent there: a copied link may have gone through any hands, and an SMS shows on a phone that lies
    /// about.
    Code,
    /// Nothing, where nothing that is sent would reach anybody.
    None,
}

impl Proof {
    pub(super) fn of(keyholder: &Keyholder, kind: ContactKind, copied: bool) -> Self {
        match (kind, copied, keyholder.reaches(kind)) {
            (ContactKind::Email, false, _) => Self::Link,
            (_, _, true) => Self::Code,
            (_, _, false) => Self::None,
        }
    }
}

impl Change<AsHolder> {
    pub(super) fn proof_of(&self, held: &Held) -> Result<Proof, Failure<NotAccepted>> {
        Ok(Proof::of(&self.keyholder, held.contact()?.kind(), held.copied))
    }

    /// How well link and code prove the Contact: a mailed link does; where nothing could be sent, only to this Business
    /// Center.
    pub(super) async fn proved_by(
        self,
        partner: PartnerId,
        held: &Held,
        code: Option<&Code>,
    ) -> Result<(Self, Standing), Failure<NotAccepted>> {
        match self.proof_of(held)? {
            Proof::Link => Ok((self, Standing::Verified)),
            Proof::None => Ok((self, Standing::Proved)),
            Proof::Code => Ok((self.with_right_code(partner, held, code).await?, Standing::Verified)),
        }
    }

    /// A number that nobody owns becomes, by the code, one more Contact of an Account that is known by another.
    pub(super) async fn with_number_of(
        mut self,
        partner: PartnerId,
        held: &Held,
        account: AccountId,
        code: Option<&Code>,
    ) -> Result<Self, Failure<NotAccepted>> {
        let contact = held.contact()?;
        self.lock_claims(contact.as_str()).await?;
        let is_free = contact.kind() == ContactKind::Phone && !self.has_owner(&contact).await?;
        if !is_free || self.proof_of(held)? != Proof::Code {
            return Err(self.refuse_wrong_account(partner, held).await?);
        }
        let mut change = self.with_right_code(partner, held, code).await?;
        change.add_verified(account, &contact).await?;
        Ok(change)
    }

    /// A wrong try is kept, and nothing else of the change.
    async fn with_right_code(
        mut self,
        partner: PartnerId,
        held: &Held,
        code: Option<&Code>,
    ) -> Result<Self, Failure<NotAccepted>> {
        match self.try_code(&Purpose::invitation(partner, &held.contact), code).await? {
            Tried::Right => Ok(self),
            Tried::Refused(refusal) => Err(Failure::Refused(refusal.into())),
            Tried::Counted(refusal) => {
                let contact = held.contact.clone();
                self.commit(Event::CodeRefused { partner: partner.uuid(), contact }).await?;
                Err(Failure::Refused(refusal.into()))
            }
        }
    }

    async fn add_verified(
        &mut self,
        account: AccountId,
        contact: &Contact,
    ) -> Result<(), Failure<NotAccepted>> {
        let added = contact.as_str().to_owned();
        self.queue_to_account(account, &Mail::AddressAdded { account, added: added.clone() }).await?;
        self.insert_contact(account, contact, Standing::Verified).await?;
        self.drop_claims(contact.as_str(), account).await?;
        self.record(Some(account), &AccountEvent::AddressConfirmed { contact: added }).await
    }
}
