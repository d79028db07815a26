//! One-time codes (DOMAIN 3): six digits that are sent to a Contact, and show that whoever types them reads what is sent
//! there. A row counts the tries of the newest; the code itself is derived, and stands nowhere.

use domain::code::Code;
use domain::contact::Contact;
use domain::id::PartnerId;
use domain::limit::CODE_TRIES;

use crate::change::Change;
use crate::clock::micros;
use crate::failure::Failure;
use crate::keyholder::Keyholder;
use crate::limit::SmsLimit;

/// What a code is for. It names the Contact, so a code is good for nothing but what it was sent to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Purpose(String);

impl Purpose {
    pub(crate) fn invitation(partner: PartnerId, contact: &str) -> Self {
        Self(format!("invitation {partner} {contact}"))
    }

    pub(crate) fn password(contact: &str) -> Self {
        Self(format!("password {contact}"))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Why a code did not prove the Contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodeRefusal {
    #[error("Choose Send the code, then type the six digits that we send you.")]
    Missing,
    #[error("This code is not right. You can try {left} more times.")]
    Wrong { left: i64 },
    #[error("There is no code that still works. Choose Send the code for a new one.")]
    Dead,
}

/// What a try has shown.
pub(crate) enum Tried {
    Right,
    /// The try was counted: that must be kept.
    Counted(CodeRefusal),
    /// Nothing was written.
    Refused(CodeRefusal),
}

impl<Door> Change<Door> {
    /// A new code, as of now; an older one works no more. Of several within a moment the last one counts.
    pub(crate) async fn renew_code<R>(&mut self, purpose: &Purpose, to: &Contact) -> Result<i64, Failure<R>> {
        match to {
            Contact::Email(email) => self.spend_mail(email.as_str()).await?,
            Contact::Phone(phone) => self.spend_sms(SmsLimit::Codes, phone).await?,
        }
        let sent_at = micros(self.now);
        on!(&mut self.tx, |c| sqlx::query(
            "INSERT INTO codes (purpose, sent_at, tries)
             SELECT $1, $2, 0 WHERE true
             ON CONFLICT (purpose) DO UPDATE SET sent_at = excluded.sent_at, tries = 0",
        )
        .bind(purpose.as_str())
        .bind(sent_at)
        .execute(c)
        .await
        .map(|_| ()))?;
        Ok(sent_at)
    }

    /// Tries the code. The statement that counts the try decides whether there is one left.
    pub(crate) async fn try_code<R>(
        &mut self,
        purpose: &Purpose,
        code: Option<&Code>,
    ) -> Result<Tried, Failure<R>> {
        let Some(code) = code else { return Ok(Tried::Refused(CodeRefusal::Missing)) };
        let counted = on!(&mut self.tx, |c| sqlx::query_as::<_, (i64, i64)>(
            "UPDATE codes
                SET tries = tries + 1
              WHERE purpose = $1 AND sent_at > $2 AND tries < $3
          RETURNING sent_at, tries",
        )
        .bind(purpose.as_str())
        .bind(micros(self.now - CODE_TRIES.within))
        .bind(i64::from(CODE_TRIES.times))
        .fetch_optional(c)
        .await)?;
        let Some((sent_at, tries)) = counted else { return Ok(Tried::Refused(CodeRefusal::Dead)) };
        if self.keyholder.secret().code(purpose, sent_at) != *code {
            let left = i64::from(CODE_TRIES.times) - tries;
            return Ok(Tried::Counted(if left > 0 {
                CodeRefusal::Wrong { left }
            } else {
                CodeRefusal::Dead
            }));
        }
        on!(&mut self.tx, |c| sqlx::query("DELETE FROM codes WHERE purpose = $1")
            .bind(purpose.as_str())
            .execute(c)
            .await
            .map(|_| ()))?;
        Ok(Tried::Right)
    }
}

/// The code that was asked for then. None once a newer one was, or it is too old.
pub(crate) async fn living(
    keyholder: &Keyholder,
    purpose: &Purpose,
    sent_at: i64,
) -> Result<Option<Code>, Failure> {
    let since = micros(keyholder.clock().now() - CODE_TRIES.within);
    let found = read!(keyholder.db(), |c| sqlx::query_scalar::<_, i32>(
        "SELECT 1 FROM codes WHERE purpose = $1 AND sent_at = $2 AND sent_at > $3",
    )
    .bind(purpose.as_str())
    .bind(sent_at)
    .bind(since)
    .fetch_optional(c)
    .await)?;
    Ok(found.map(|_| keyholder.secret().code(purpose, sent_at)))
}
