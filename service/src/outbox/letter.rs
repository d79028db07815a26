//! Which letter a queued mail becomes, and which text an SMS, from what stands when it leaves; none when it stands no
//! more.

use domain::id::{AccountId, LinkId};

use super::{Mail, SmsKind};
use crate::access_request;
use crate::account;
use crate::audit;
use crate::campaign;
use crate::clock::{at, micros};
use crate::column;
use crate::end;
use crate::failure::Failure;
use crate::invitation;
use crate::keyholder::Keyholder;
use crate::linked;
use crate::mail::Letter;
use crate::mail::account::{
    AddressAddedMail, AddressRemovedMail, AlreadyAccountMail, ConfirmMail, NoAccountMail,
    PasswordChangedMail, ResetMail,
};
use crate::secret::LinkPurpose;
use crate::sms::Sms;

impl Mail {
    pub(crate) async fn letter(
        &self,
        keyholder: &Keyholder,
        recipient: &str,
    ) -> Result<Option<Letter>, Failure> {
        let url = &keyholder.settings().url;
        let (log_in, forgotten) = (format!("{url}/login"), format!("{url}/forgotten"));
        Ok(match self {
            Self::Confirm { link } => confirm(keyholder, *link).await?,
            Self::Reset { link } => reset(keyholder, *link).await?,
            Self::AlreadyAccount => {
                Some(AlreadyAccountMail { contact: recipient.to_owned(), log_in, forgotten }.letter())
            }
            Self::NoAccount => Some(NoAccountMail { contact: recipient.to_owned() }.letter()),
            Self::PasswordChanged { account } => person(keyholder, *account)
                .await?
                .map(|person| PasswordChangedMail { name: person.name, at: person.now, forgotten }.letter()),
            Self::AddressAdded { account, added } => person(keyholder, *account).await?.map(|person| {
                AddressAddedMail { name: person.name, added: added.clone(), at: person.now }.letter()
            }),
            Self::AddressRemoved { account, removed } => person(keyholder, *account).await?.map(|person| {
                AddressRemovedMail { name: person.name, removed: removed.clone(), at: person.now }.letter()
            }),
            Self::Invitation { partner, version } => {
                invitation::letter(keyholder, *partner, *version).await?
            }
            Self::Accepted { partner } => invitation::accepted(keyholder, *partner).await?,
            Self::Welcome { partner, account } => invitation::welcome(keyholder, *partner, *account).await?,
            Self::Declined { partner } => invitation::declined(keyholder, *partner).await?,
            Self::NewLinkAsked { partner } => invitation::asked(keyholder, *partner).await?,
            Self::WrongAccount { partner } => invitation::wrong_account(keyholder, *partner).await?,
            Self::Reported { partner, blocked } => {
                invitation::reported(keyholder, *partner, *blocked).await?
            }
            Self::AccessChanged { partner, number } => {
                crate::partner::changed_letter(keyholder, *partner, *number).await?
            }
            Self::Appointed { partner, number } => {
                crate::partner::appointed_letter(keyholder, *partner, *number).await?
            }
            Self::AccessRevoked { partner, at } => {
                crate::partner::revoked_letter(keyholder, *partner, *at).await?
            }
            Self::MemberLeft { partner, at } => crate::partner::left_letter(keyholder, *partner, *at).await?,
            Self::EndsSoon { partner, at } => end::ends_soon_letter(keyholder, *partner, *at).await?,
            Self::PartnerEndsSoon { partner, at } => {
                end::partner_ends_soon_letter(keyholder, *partner, *at).await?
            }
            Self::ExtensionAsked { partner, at } => end::asked_letter(keyholder, *partner, *at).await?,
            Self::EndKept { partner, number } => end::kept_letter(keyholder, *partner, *number).await?,
            Self::AccessAskedFor { request } => access_request::asked_letter(keyholder, *request).await?,
            Self::AccessDeclined { request } => access_request::declined_letter(keyholder, *request).await?,
            Self::AdAccountLinked { partner, at } => linked::linked_letter(keyholder, *partner, *at).await?,
            Self::LinkStateSet { partner, number } => {
                linked::state_set_letter(keyholder, *partner, *number).await?
            }
            Self::ChangeProposed { request } => {
                campaign::request::proposed_letter(keyholder, *request).await?
            }
            Self::ChangeDecided { request } => campaign::request::decided_letter(keyholder, *request).await?,
            Self::ChangeCommented { request, comment } => {
                campaign::request::commented_letter(keyholder, *request, *comment).await?
            }
            Self::ApprovedAhead { approval } => {
                campaign::standing::approved_ahead_letter(keyholder, *approval).await?
            }
            Self::ProposalsHandedOver { partner, from, at } => {
                crate::partner::handed_over_letter(keyholder, *partner, *from, *at).await?
            }
            Self::NewestSeal { admin, number } => {
                audit::newest_seal_letter(keyholder, *admin, *number).await?
            }
            Self::Code { partner, sent_at } => {
                invitation::code(keyholder, *partner, *sent_at, recipient).await?
            }
        })
    }
}

impl SmsKind {
    pub(crate) async fn sms(&self, keyholder: &Keyholder, recipient: &str) -> Result<Option<Sms>, Failure> {
        match self {
            Self::Code { partner, sent_at } => {
                invitation::code_sms(keyholder, *partner, *sent_at, recipient).await
            }
            Self::PasswordCode { sent_at } => account::password_code(keyholder, *sent_at, recipient).await,
            Self::Invitation { partner, version } => invitation::sms(keyholder, *partner, *version).await,
        }
    }
}

async fn confirm(keyholder: &Keyholder, link: LinkId) -> Result<Option<Letter>, Failure> {
    Ok(living(keyholder, link).await?.map(|living| {
        let token = keyholder.secret().token(LinkPurpose::Confirm, link.uuid(), 0);
        ConfirmMail {
            link: format!("{}/confirm/{}", keyholder.settings().url, token.reveal()),
            name: living.name,
            contact: living.contact,
            until: living.until,
        }
        .letter()
    }))
}

async fn reset(keyholder: &Keyholder, link: LinkId) -> Result<Option<Letter>, Failure> {
    Ok(living(keyholder, link).await?.map(|living| {
        let token = keyholder.secret().token(LinkPurpose::Reset, link.uuid(), 0);
        ResetMail {
            link: format!("{}/reset/{}", keyholder.settings().url, token.reveal()),
            name: living.name,
            until: living.until,
        }
        .letter()
    }))
}

struct Living {
    name: String,
    contact: String,
    until: String,
}

/// A link that still does what its mail would say.
async fn living(keyholder: &Keyholder, link: LinkId) -> Result<Option<Living>, Failure> {
    let now = keyholder.clock().now();
    let row = read!(keyholder.db(), |c| sqlx::query_as::<_, (String, String, i64, Option<String>)>(
        "SELECT a.name, l.contact, l.expires_at, a.time_zone
           FROM links l
           JOIN accounts a ON a.id = l.account_id
          WHERE l.id = $1 AND l.used_at IS NULL AND l.expires_at > $2",
    )
    .bind(link.uuid())
    .bind(micros(now))
    .fetch_optional(c)
    .await)?;
    Ok(row.map(|(name, contact, expires_at, zone)| Living {
        name,
        contact,
        until: in_zone(zone.as_deref(), expires_at),
    }))
}

struct Person {
    name: String,
    now: String,
}

async fn person(keyholder: &Keyholder, account: AccountId) -> Result<Option<Person>, Failure> {
    let row = read!(keyholder.db(), |c| sqlx::query_as::<_, (String, Option<String>)>(
        "SELECT name, time_zone FROM accounts WHERE id = $1",
    )
    .bind(account.uuid())
    .fetch_optional(c)
    .await)?;
    let now = micros(keyholder.clock().now());
    Ok(row.map(|(name, zone)| Person { name, now: in_zone(zone.as_deref(), now) }))
}

fn in_zone(zone: Option<&str>, micros: i64) -> String {
    let zone = zone.and_then(column::zone).unwrap_or_default();
    zone.moment(at(micros)).to_string()
}
