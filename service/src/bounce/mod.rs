//! Mails that came back: taken by a mail server, and reported since as not delivered (RFC 3464). Whoever reports is believed
//! only where they name a mail of ours, by the id that its recipient and the servers on its way were told, and its recipient.

mod folder;
mod job;
mod report;
#[cfg(test)]
mod report_tests;
mod token;

use chrono::TimeDelta;
use domain::bounce::{Bounce, BounceRefusal};
use domain::contact::Email;

pub use self::folder::Folder;
pub use self::job::{run, take_due};
pub use self::token::{Token, TokenError};
use crate::change::{Change, JobWrite, in_task};
use crate::clock::at;
use crate::failure::Failure;
use crate::keyholder::Keyholder;
use crate::mail::shortened;
use crate::outbox::MailState;

/// No server tries for so long; what is reported later is not about the mail that an Admin looks at.
const AT_MOST_AFTER: TimeDelta = TimeDelta::days(30);
/// A report holds the mail itself at most, which is a tenth of this.
pub const LARGEST: usize = 1024 * 1024;

impl Keyholder {
    /// Notes that a mail came back, and says whether that changed anything: it does not where the report is about no mail of
    /// ours, names somebody else, comes too late or once more.
    ///
    /// # Errors
    /// Refused is what is no report, and one about a mail that is still being handed over.
    pub async fn takes_back(&self, report: Vec<u8>) -> Result<bool, Failure<BounceRefusal>> {
        let keyholder = self.clone();
        in_task(async move {
            let Some(bounce) = report::read(&report).map_err(Failure::Refused)? else { return Ok(false) };
            take_back(&keyholder, &bounce).await
        })
        .await
    }
}

async fn take_back(keyholder: &Keyholder, bounce: &Bounce) -> Result<bool, Failure<BounceRefusal>> {
    let row = read!(keyholder.db(), |c| sqlx::query_as::<_, (String, String, i64, Option<i64>)>(
        "SELECT recipient, state, tries, sent_at FROM outbox WHERE id = $1",
    )
    .bind(bounce.mail.uuid())
    .fetch_optional(c)
    .await)?;
    let Some((recipient, state, tries, sent_at)) = row else { return Ok(false) };
    let Some(said) = Email::parse(&recipient).ok().and_then(|email| bounce.said_of(&email)) else {
        return Ok(false);
    };
    match (MailState::parse(&state), sent_at) {
        (Some(MailState::Queued), _) if tries > 0 => Err(Failure::Refused(BounceRefusal::NotSentYet)),
        (Some(MailState::Sent), Some(sent)) if keyholder.clock().now() - at(sent) <= AT_MOST_AFTER => {
            note(keyholder, bounce, &recipient, &shortened(said)).await
        }
        _ => Ok(false),
    }
}

/// When it was sent stays: by that it is told from one that nobody took.
async fn note(
    keyholder: &Keyholder,
    bounce: &Bounce,
    recipient: &str,
    said: &str,
) -> Result<bool, Failure<BounceRefusal>> {
    let mut change = Change::by_job(keyholder).await?;
    let noted = on!(&mut change.tx, |c| {
        sqlx::query(
        "UPDATE outbox SET state = 'failed', said = $1 WHERE id = $2 AND recipient = $3 AND state = 'sent'",
    )
    .bind(said)
    .bind(bounce.mail.uuid())
    .bind(recipient)
    .execute(c)
    .await
    .map(|done| done.rows_affected())
    })?;
    change.commit(JobWrite::OutboxState).await?;
    if noted == 1 {
        tracing::warn!(mail = %bounce.mail, said, "a mail came back");
    }
    Ok(noted == 1)
}
