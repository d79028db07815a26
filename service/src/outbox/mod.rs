//! Mails and SMS that wait to be sent. Each is queued in the transaction of its change and written when it leaves, from
//! what then still stands: an Invitation cancelled meanwhile is not mailed, and no row holds a token.

mod letter;
mod worker;

use domain::contact::{Contact, Email, Phone};
use domain::id::{
    AccessRequestId, AccountId, BusinessCenterId, ChangeRequestId, LinkId, MailId, PartnerId,
    StandingApprovalId,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
pub use worker::{run, send_due};

use crate::change::Change;
use crate::clock::micros;
use crate::failure::Failure;

/// What a row of the outbox holds: its field `mail` or `sms` says which.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
enum Waits {
    Mail(Mail),
    Sms(SmsKind),
}

/// Which SMS, and the facts that are in no other row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "sms")]
pub(crate) enum SmsKind {
    Invitation {
        partner: PartnerId,
        version: i64,
    },
    /// The code is derived from when it was asked for.
    Code {
        partner: PartnerId,
        sent_at: i64,
    },
    /// As [`SmsKind::Code`], to set a new password.
    PasswordCode {
        sent_at: i64,
    },
}

/// Which mail, and the facts that are in no other row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "mail")]
pub(crate) enum Mail {
    Confirm {
        link: LinkId,
    },
    AlreadyAccount,
    Reset {
        link: LinkId,
    },
    NoAccount,
    PasswordChanged {
        account: AccountId,
    },
    AddressAdded {
        account: AccountId,
        added: String,
    },
    AddressRemoved {
        account: AccountId,
        removed: String,
    },
    Invitation {
        partner: PartnerId,
        version: i64,
    },
    Accepted {
        partner: PartnerId,
    },
    Welcome {
        partner: PartnerId,
        account: AccountId,
    },
    Declined {
        partner: PartnerId,
    },
    NewLinkAsked {
        partner: PartnerId,
    },
    WrongAccount {
        partner: PartnerId,
    },
    Reported {
        partner: PartnerId,
        blocked: bool,
    },
    /// What the entry of that number in the audit log tells.
    AccessChanged {
        partner: PartnerId,
        number: i64,
    },
    /// To the other Admins: whoever runs the house made them one, as the entry of that number tells.
    Appointed {
        partner: PartnerId,
        number: i64,
    },
    /// To whoever was revoked; of another time when they came back and were revoked again.
    AccessRevoked {
        partner: PartnerId,
        at: i64,
    },
    /// To who answers for whoever left; as above.
    MemberLeft {
        partner: PartnerId,
        at: i64,
    },
    /// To whoever has access that ends soon, as that was found at `at`.
    EndsSoon {
        partner: PartnerId,
        at: i64,
    },
    /// The same, to who answers for them.
    PartnerEndsSoon {
        partner: PartnerId,
        at: i64,
    },
    /// They asked for more time then; another time is another request.
    ExtensionAsked {
        partner: PartnerId,
        at: i64,
    },
    /// What the entry of that number in the audit log tells.
    EndKept {
        partner: PartnerId,
        number: i64,
    },
    /// To who answers for whoever asks.
    AccessAskedFor {
        request: AccessRequestId,
    },
    /// To whoever asked.
    AccessDeclined {
        request: AccessRequestId,
    },
    /// They linked an ad account then; another time is another one.
    AdAccountLinked {
        partner: PartnerId,
        at: i64,
    },
    /// What the entry of that number in the audit log tells.
    LinkStateSet {
        partner: PartnerId,
        number: i64,
    },
    /// To the Admins who may decide it.
    ChangeProposed {
        request: ChangeRequestId,
    },
    /// To whoever proposed it.
    ChangeDecided {
        request: ChangeRequestId,
    },
    /// To whoever proposed it, or the Admins who spoke before.
    ChangeCommented {
        request: ChangeRequestId,
        comment: Uuid,
    },
    /// To the Operator whose changes it lets through.
    ApprovedAhead {
        approval: StandingApprovalId,
    },
    /// To whoever took over what `from` proposed, when their access was ended then.
    ProposalsHandedOver {
        partner: PartnerId,
        from: PartnerId,
        at: i64,
    },
    /// The seal of the entry of that number, to an Admin.
    NewestSeal {
        admin: PartnerId,
        number: i64,
    },
    /// The code is derived from when it was asked for.
    Code {
        partner: PartnerId,
        sent_at: i64,
    },
}

/// What became of a mail or an SMS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MailState {
    Queued,
    Sent,
    /// There was no mail server: it lies in a folder.
    Kept,
    /// The server will not take it, or did not for too long.
    Failed,
    /// What it was about did not stand any more.
    Dropped,
}

impl MailState {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sent => "sent",
            Self::Kept => "kept",
            Self::Failed => "failed",
            Self::Dropped => "dropped",
        }
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        [Self::Queued, Self::Sent, Self::Kept, Self::Failed, Self::Dropped]
            .into_iter()
            .find(|state| state.as_str() == text)
    }
}

impl<Door> Change<Door> {
    /// Queues a mail to whoever it is about; it leaves once the change is committed.
    pub(crate) async fn queue<R>(&mut self, mail: Mail, to: &Email) -> Result<MailId, Failure<R>> {
        self.queue_in(None, mail, to).await
    }

    /// Queues a mail of a Business Center.
    pub(crate) async fn queue_in<R>(
        &mut self,
        center: Option<BusinessCenterId>,
        mail: Mail,
        to: &Email,
    ) -> Result<MailId, Failure<R>> {
        self.wait_in(center, &Waits::Mail(mail), to.as_str()).await
    }

    /// Queues an SMS; of a Business Center, if it is one's.
    pub(crate) async fn queue_sms<R>(
        &mut self,
        center: Option<BusinessCenterId>,
        sms: SmsKind,
        to: &Phone,
    ) -> Result<MailId, Failure<R>> {
        self.wait_in(center, &Waits::Sms(sms), to.as_str()).await
    }

    /// Queues the Invitation the way that reaches its Contact.
    pub(crate) async fn queue_invitation<R>(
        &mut self,
        center: BusinessCenterId,
        (partner, version): (PartnerId, i64),
        to: &Contact,
    ) -> Result<MailId, Failure<R>> {
        match to {
            Contact::Email(email) => {
                self.queue_in(Some(center), Mail::Invitation { partner, version }, email).await
            }
            Contact::Phone(phone) => {
                self.queue_sms(Some(center), SmsKind::Invitation { partner, version }, phone).await
            }
        }
    }

    /// Queues the one-time code the way that reaches the Contact.
    pub(crate) async fn queue_code<R>(
        &mut self,
        center: BusinessCenterId,
        (partner, sent_at): (PartnerId, i64),
        to: &Contact,
    ) -> Result<MailId, Failure<R>> {
        match to {
            Contact::Email(email) => {
                self.queue_in(Some(center), Mail::Code { partner, sent_at }, email).await
            }
            Contact::Phone(phone) => {
                self.queue_sms(Some(center), SmsKind::Code { partner, sent_at }, phone).await
            }
        }
    }

    async fn wait_in<R>(
        &mut self,
        center: Option<BusinessCenterId>,
        what: &Waits,
        to: &str,
    ) -> Result<MailId, Failure<R>> {
        let id = self.new_id();
        on!(&mut self.tx, |c| sqlx::query(
            "INSERT INTO outbox (id, center_id, recipient, mail, state, tries, created_at, next_try_at)
             VALUES ($1, $2, $3, $4, 'queued', 0, $5, $5)",
        )
        .bind(id)
        .bind(center.map(BusinessCenterId::uuid))
        .bind(to)
        .bind(serde_json::to_string(what)?)
        .bind(micros(self.now))
        .execute(c)
        .await
        .map(|_| ()))?;
        Ok(MailId::from_uuid(id))
    }
}
