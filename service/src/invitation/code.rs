//! The code that whoever came by a copied link confirms: the link may have gone through any hands, so it proves no
//! address (DOMAIN 3). Where no mail server is configured there is none.

use domain::code::Code;
use domain::contact::Email;
use domain::id::PartnerId;
use domain::invitation::AcceptRefusal;
use domain::limit::CODE_TRIES;
use domain::token::Token;

use super::accept::NotAccepted;
use crate::audit::Event;
use crate::capability::Visitor;
use crate::change::{AsHolder, Change, in_task};
use crate::clock::micros;
use crate::failure::Failure;
use crate::keyholder::Keyholder;
use crate::mail::Letter;
use crate::mail::account::CodeMail;
use crate::outbox::Mail;

/// Why a code did not prove the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodeRefusal {
    #[error("Choose Send the code, then type the six digits that we mail to the invited address.")]
    Missing,
    #[error("This code is not right. You can try {left} more times.")]
    Wrong { left: i64 },
    #[error("There is no code that still works. Choose Send the code for a new one.")]
    Dead,
}

/// What a try has shown.
pub(super) enum Tried {
    Right,
    /// The try was counted: that must be kept.
    Counted(CodeRefusal),
    /// Nothing was written.
    Refused(CodeRefusal),
}

impl Visitor {
    /// **Send the code**: a new one, by mail to the invited address; an older one works no more.
    ///
    /// # Errors
    /// Refused when the Invitation is not open or not the one that the page showed; not found when its link is the
    /// mailed one, which needs no code; too many mails to the address.
    pub async fn send_code(&self, token: Token, shown: PartnerId) -> Result<(), Failure<NotAccepted>> {
        let visitor = self.clone();
        in_task(async move {
            let (mut change, held) = Change::holding(&visitor, &token, shown).await?;
            held.refuse_unless_open(&change)?;
            if !change.needs_code(held.copied) {
                return Err(Failure::NotFound);
            }
            let Ok(email) = Email::parse(&held.contact) else { return Err(Failure::NotFound) };
            if change.is_blocked(&email.clone().into()).await? {
                return Err(Failure::Refused(AcceptRefusal::Cancelled.into()));
            }
            change.spend_mail(email.as_str()).await?;
            let sent_at = micros(change.now);
            on!(&mut change.tx, |c| sqlx::query(
                "INSERT INTO codes (partner_id, sent_at, tries)
                 SELECT $1, $2, 0 WHERE true
                 ON CONFLICT (partner_id) DO UPDATE SET sent_at = excluded.sent_at, tries = 0",
            )
            .bind(shown.uuid())
            .bind(sent_at)
            .execute(c)
            .await
            .map(|_| ()))?;
            let center = change.center().id;
            change.queue_in(Some(center), Mail::Code { partner: shown, sent_at }, &email).await?;
            change.commit(Event::CodeSent { partner: shown.uuid(), contact: held.contact }).await
        })
        .await
    }
}

impl Change<AsHolder> {
    /// Where mails leave, only a mailed code proves the address to whoever has the copied link.
    pub(super) fn needs_code(&self, copied: bool) -> bool {
        copied && self.keyholder.mailer().delivers()
    }

    /// Tries the code. The statement that counts the try decides whether there is one left.
    pub(super) async fn try_code(
        &mut self,
        partner: PartnerId,
        code: Option<&Code>,
    ) -> Result<Tried, Failure<NotAccepted>> {
        let Some(code) = code else { return Ok(Tried::Refused(CodeRefusal::Missing)) };
        let counted = on!(&mut self.tx, |c| sqlx::query_as::<_, (i64, i64)>(
            "UPDATE codes
                SET tries = tries + 1
              WHERE partner_id = $1 AND sent_at > $2 AND tries < $3
          RETURNING sent_at, tries",
        )
        .bind(partner.uuid())
        .bind(micros(self.now - CODE_TRIES.within))
        .bind(i64::from(CODE_TRIES.times))
        .fetch_optional(c)
        .await)?;
        let Some((sent_at, tries)) = counted else { return Ok(Tried::Refused(CodeRefusal::Dead)) };
        if self.keyholder.secret().code(partner.uuid(), sent_at) != *code {
            let left = i64::from(CODE_TRIES.times) - tries;
            return Ok(Tried::Counted(if left > 0 {
                CodeRefusal::Wrong { left }
            } else {
                CodeRefusal::Dead
            }));
        }
        on!(&mut self.tx, |c| sqlx::query("DELETE FROM codes WHERE partner_id = $1")
            .bind(partner.uuid())
            .execute(c)
            .await
            .map(|_| ()))?;
        Ok(Tried::Right)
    }
}

/// To the invited address, for whoever came by a copied link. None once a newer code was asked for, or it is too old.
pub(crate) async fn letter(
    keyholder: &Keyholder,
    partner: PartnerId,
    sent_at: i64,
) -> Result<Option<Letter>, Failure> {
    let now = keyholder.clock().now();
    let center = read!(keyholder.db(), |c| sqlx::query_scalar::<_, String>(
        "SELECT c.name
           FROM codes k
           JOIN partners p ON p.id = k.partner_id
           JOIN business_centers c ON c.id = p.center_id
          WHERE k.partner_id = $1 AND k.sent_at = $2 AND k.sent_at > $3",
    )
    .bind(partner.uuid())
    .bind(sent_at)
    .bind(micros(now - CODE_TRIES.within))
    .fetch_optional(c)
    .await)?;
    Ok(center.map(|center| {
        let code = keyholder.secret().code(partner.uuid(), sent_at).reveal();
        let minutes = u32::try_from(CODE_TRIES.within.num_minutes()).unwrap_or_default();
        CodeMail { center, code, minutes }.letter()
    }))
}
