//! **Accept Invite**: the Invitation becomes a Member, once, for the Account that owns the invited address.

use domain::code::Code;
use domain::contact::{Contact, ContactKind, Email};
use domain::end::EndDate;
use domain::id::{AccountId, PartnerId};
use domain::invitation::{AcceptRefusal, AcceptUntil};
use domain::limit::WRONG_ACCOUNT_MAILS;
use domain::name::{BusinessName, PersonName};
use domain::password::{NewPassword, TypedPassword};
use domain::token::Token;
use uuid::Uuid;

use super::offer::Shown;
use crate::account::Began;
use crate::audit::{AccountEvent, Actor, Event};
use crate::capability::{SignedIn, Visitor};
use crate::change::{AsHolder, Change, in_task};
use crate::clock::at;
use crate::code::CodeRefusal;
use crate::failure::Failure;
use crate::outbox::Mail;

/// The Account is in.
#[derive(Debug)]
pub struct Accepted {
    pub slug: String,
    /// The session that began with it.
    pub session: Option<Began>,
}

/// What is asked of somebody who has no Account yet; the address is the invited one.
#[derive(Debug)]
pub struct Newcomer {
    pub name: PersonName,
    pub password: NewPassword,
    /// What was sent to the invited Contact, where the link does not prove it.
    pub code: Option<Code>,
}

/// What somebody types who has an Account.
#[derive(Debug)]
pub struct ByLogIn {
    /// None: the invited one.
    pub contact: Option<Contact>,
    pub password: Option<TypedPassword>,
    /// Makes the invited number theirs, where it is nobody's yet.
    pub code: Option<Code>,
}

/// Why nothing was accepted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAccepted {
    #[error(transparent)]
    Invitation(#[from] AcceptRefusal),
    /// An Account owns the address: a posted password never touches it.
    #[error("An account has this address already. Log in with it to accept.")]
    AddressHasAccount,
    #[error("The address or the password is not right.")]
    WrongPassword,
    #[error(transparent)]
    Code(#[from] CodeRefusal),
}

/// How whoever accepts has shown who they are.
enum ShownBy {
    Session,
    /// A session begins with it.
    LogIn(Option<Code>),
}

/// The Invitation as the change found it.
#[derive(sqlx::FromRow)]
pub(super) struct Held {
    contact_kind: String,
    pub(super) contact: String,
    pub(super) kind: Option<String>,
    pub(super) level: String,
    pub(super) modules: i64,
    pub(super) ends_at: Option<i64>,
    state: String,
    expires_at: i64,
    account_id: Option<Uuid>,
    pub(super) inviter_contact: String,
    sender_stands: bool,
    pub(super) copied: bool,
}

impl Visitor {
    /// **Create account and accept**. The link proves the address, so no second mail is needed; mere claims of it fall.
    ///
    /// # Errors
    /// Refused as [`NotAccepted`] says; then no Account was made either.
    pub async fn create_account_and_accept(
        &self,
        token: Token,
        shown: Shown,
        newcomer: Newcomer,
    ) -> Result<Accepted, Failure<NotAccepted>> {
        let hash = self.keyholder().passwords().hash(newcomer.password.reveal().to_owned()).await?;
        let visitor = self.clone();
        in_task(async move {
            let (mut change, held) = Change::holding(&visitor, &token, shown.partner).await?;
            held.refuse_unless_open(&change)?;
            change.refuse_unless_shown(&held, &shown).await?;
            let contact = held.contact()?;
            change.lock_claims(contact.as_str()).await?;
            if change.has_owner(&contact).await? {
                return Err(Failure::Refused(NotAccepted::AddressHasAccount));
            }
            let (mut change, standing) =
                change.proved_by(shown.partner, &held, newcomer.code.as_ref()).await?;
            let name = newcomer.name.as_str();
            let account = change.insert_account(name, &hash, &contact, standing).await?;
            change.drop_claims(contact.as_str(), account).await?;
            let cookie = change.start_session(account).await?;
            change.record(Some(account), &AccountEvent::SignedUp).await?;
            let slug = change.join(shown.partner, &held, account, name).await?;
            Ok(Accepted { slug, session: Some(Began { cookie }) })
        })
        .await
    }

    /// **Log in and accept**.
    ///
    /// # Errors
    /// Refused as [`NotAccepted`] says; too many when log-ins failed too often.
    pub async fn log_in_and_accept(
        &self,
        token: Token,
        shown: Shown,
        typed: ByLogIn,
    ) -> Result<Accepted, Failure<NotAccepted>> {
        let ByLogIn { contact, password, code } = typed;
        let contact = match contact {
            Some(typed) => typed,
            None => self.invitation(&token).await.map_err(Failure::widen)?.contact,
        };
        let account = self
            .who_is(Some(&contact), password)
            .await
            .map_err(|failure| failure.map(|_| NotAccepted::WrongPassword))?;
        let visitor = self.clone();
        in_task(async move {
            let (change, held) = Change::holding(&visitor, &token, shown.partner).await?;
            change.accept_as(&shown, &held, account, ShownBy::LogIn(code)).await
        })
        .await
    }
}

impl SignedIn {
    /// **Accept Invite**, by whoever is signed in. The same person's second click is answered with success.
    ///
    /// # Errors
    /// Refused as [`NotAccepted`] says.
    pub async fn accept(&self, token: Token, shown: Shown) -> Result<Accepted, Failure<NotAccepted>> {
        let signed_in = self.clone();
        in_task(async move {
            let (mut change, held) = Change::holding(signed_in.visitor(), &token, shown.partner).await?;
            if !change.session_stands(signed_in.session()).await? {
                return Err(Failure::NoLongerAllowed);
            }
            change.accept_as(&shown, &held, signed_in.account(), ShownBy::Session).await
        })
        .await
    }
}

impl Held {
    pub(super) fn contact(&self) -> Result<Contact, Failure<NotAccepted>> {
        ContactKind::parse(&self.contact_kind)
            .and_then(|kind| Contact::from_normal(kind, &self.contact))
            .ok_or(Failure::NotFound)
    }

    pub(super) fn refuse_unless_open(&self, change: &Change<AsHolder>) -> Result<(), Failure<NotAccepted>> {
        let refusal = match self.state.as_str() {
            "invited" if at(self.expires_at) <= change.now => {
                let center = BusinessName::parse(&change.center().name).map_err(|_| Failure::NotFound)?;
                let zone = change.center().zone;
                let access_ends = self.ends_at.map(|ends| EndDate::at(at(ends), zone));
                let until = AcceptUntil::of(at(self.expires_at), access_ends);
                AcceptRefusal::Expired { center, until, zone }
            }
            "invited" if self.sender_stands => return Ok(()),
            "active" | "revoked" => AcceptRefusal::AlreadyUsed,
            "declined" => AcceptRefusal::Declined,
            _ => AcceptRefusal::Cancelled,
        };
        Err(Failure::Refused(refusal.into()))
    }
}

impl Change<AsHolder> {
    /// The Invitation that the link and the page both mean: the form carries the id of the one it showed.
    pub(super) async fn holding(
        visitor: &Visitor,
        token: &Token,
        shown: PartnerId,
    ) -> Result<(Self, Held), Failure<NotAccepted>> {
        let (mut change, partner) = Self::by_holder(visitor, token, Actor::holder()).await?;
        if partner != shown {
            return Err(Failure::Refused(AcceptRefusal::OtherInvitation.into()));
        }
        let held = on!(&mut change.tx, |c| {
            sqlx::query_as::<_, Held>(
                "SELECT p.contact_kind, p.contact, p.kind, p.level, p.modules, p.ends_at, p.state,
                    p.invitation_expires_at AS expires_at, p.account_id,
                    i.contact AS inviter_contact, i.state = 'active' AND i.level = 'admin' AS sender_stands,
                    coalesce(p.copied_token_hash = $2, false) AS copied
               FROM partners p
               JOIN partners i ON i.id = p.invited_by
              WHERE p.id = $1",
            )
            .bind(partner.uuid())
            .bind(crate::secret::hash(token))
            .fetch_optional(c)
            .await
        })?;
        Ok((change, held.ok_or(Failure::NotFound)?))
    }

    /// Accepts for an Account that must own the invited Contact.
    async fn accept_as(
        mut self,
        shown: &Shown,
        held: &Held,
        account: AccountId,
        by: ShownBy,
    ) -> Result<Accepted, Failure<NotAccepted>> {
        // Held until they are in: a new name that is given meanwhile finds their row.
        let name = self.take_account(account).await?.ok_or(Failure::NoLongerAllowed)?;
        let partner = shown.partner;
        let was_theirs = held.state == "active" && held.account_id == Some(account.uuid());
        if !was_theirs {
            held.refuse_unless_open(&self)?;
            self.refuse_unless_shown(held, shown).await?;
            if !self.owns(account, &held.contact()?).await? {
                self = match &by {
                    ShownBy::LogIn(code) => {
                        self.with_number_of(partner, held, account, code.as_ref()).await?
                    }
                    ShownBy::Session => return Err(self.refuse_wrong_account(partner, held).await?),
                };
            }
        }
        let session = match by {
            ShownBy::Session => None,
            ShownBy::LogIn(_) => {
                self.record(Some(account), &AccountEvent::LoggedIn).await?;
                Some(Began { cookie: self.start_session(account).await? })
            }
        };
        let slug = if was_theirs {
            self.commit_session_only().await?
        } else {
            self.join(partner, held, account, &name).await?
        };
        Ok(Accepted { slug, session })
    }

    /// The log and the sender are told, too.
    pub(super) async fn refuse_wrong_account(
        mut self,
        partner: PartnerId,
        held: &Held,
    ) -> Result<Failure<NotAccepted>, Failure<NotAccepted>> {
        let invited = held.contact()?.masked();
        self.tell_sender_of_wrong_account(partner, held).await?;
        self.commit(Event::WrongAccountTried { partner: partner.uuid(), contact: held.contact.clone() })
            .await?;
        Ok(Failure::Refused(AcceptRefusal::WrongAccount { invited }.into()))
    }

    async fn tell_sender_of_wrong_account(
        &mut self,
        partner: PartnerId,
        held: &Held,
    ) -> Result<(), Failure<NotAccepted>> {
        if !self.may_mail(&format!("wrong account {partner}"), WRONG_ACCOUNT_MAILS).await? {
            return Ok(());
        }
        if let Ok(sender) = Email::parse(&held.inviter_contact) {
            let center = self.center().id;
            self.queue_in(Some(center), Mail::WrongAccount { partner }, &sender).await?;
        }
        Ok(())
    }
}
