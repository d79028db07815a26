//! **Send the code**, where the link alone does not prove the invited Contact (see [`Proof`]).

use domain::code::Code;
use domain::id::PartnerId;
use domain::invitation::AcceptRefusal;
use domain::limit::CODE_TRIES;
use domain::token::Token;

use super::accept::NotAccepted;
use super::proof::Proof;
use crate::audit::Event;
use crate::capability::Visitor;
use crate::change::{Change, in_task};
use crate::code::{self, Purpose};
use crate::failure::Failure;
use crate::keyholder::Keyholder;
use crate::mail::Letter;
use crate::mail::account::CodeMail;
use crate::sms::Sms;

impl Visitor {
    /// **Send the code**: a new one, to the invited Contact; an older one works no more.
    ///
    /// # Errors
    /// Refused when the Invitation is not open or not the one that the page showed; not found when its link is a
    /// mailed one, which needs no code; too many to the Contact.
    pub async fn send_code(&self, token: Token, shown: PartnerId) -> Result<(), Failure<NotAccepted>> {
        let visitor = self.clone();
        in_task(async move {
            let (mut change, held) = Change::holding(&visitor, &token, shown).await?;
            held.refuse_unless_open(&change)?;
            if change.proof_of(&held)? != Proof::Code {
                return Err(Failure::NotFound);
            }
            let contact = held.contact()?;
            if change.is_blocked(&contact).await? {
                return Err(Failure::Refused(AcceptRefusal::Cancelled.into()));
            }
            let purpose = Purpose::invitation(shown, contact.as_str());
            let sent_at = change.renew_code(&purpose, &contact).await?;
            let center = change.center().id;
            change.queue_code(center, (shown, sent_at), &contact).await?;
            change.commit(Event::CodeSent { partner: shown.uuid(), contact: held.contact }).await
        })
        .await
    }
}

/// To the invited address. None once a newer code was asked for, it is too old, or the Invitation went elsewhere since.
pub(crate) async fn letter(
    keyholder: &Keyholder,
    partner: PartnerId,
    sent_at: i64,
    to: &str,
) -> Result<Option<Letter>, Failure> {
    let living = living(keyholder, partner, sent_at, to).await?;
    Ok(living.map(|(center, code)| {
        let minutes = u32::try_from(CODE_TRIES.within.num_minutes()).unwrap_or_default();
        CodeMail { center, code: code.reveal(), minutes }.letter()
    }))
}

/// As [`letter`], to the invited number.
pub(crate) async fn sms(
    keyholder: &Keyholder,
    partner: PartnerId,
    sent_at: i64,
    to: &str,
) -> Result<Option<Sms>, Failure> {
    let living = living(keyholder, partner, sent_at, to).await?;
    Ok(living.map(|(center, code)| Sms::code(&center, CODE_TRIES.within.num_minutes(), &code)))
}

async fn living(
    keyholder: &Keyholder,
    partner: PartnerId,
    sent_at: i64,
    to: &str,
) -> Result<Option<(String, Code)>, Failure> {
    let purpose = Purpose::invitation(partner, to);
    let Some(code) = code::living(keyholder, &purpose, sent_at).await? else { return Ok(None) };
    let center = read!(keyholder.db(), |c| sqlx::query_scalar::<_, String>(
        "SELECT c.name FROM partners p JOIN business_centers c ON c.id = p.center_id
          WHERE p.id = $1 AND p.contact = $2",
    )
    .bind(partner.uuid())
    .bind(to)
    .fetch_optional(c)
    .await)?;
    Ok(center.map(|center| (center, code)))
}
