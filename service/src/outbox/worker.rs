//! The job that sends what waits. It keeps on trying with growing pauses; at a start whatever waits is tried at once.

use std::pin::pin;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use domain::id::MailId;
use uuid::Uuid;

use super::{MailState, Waits};
use crate::change::{Change, JobWrite};
use crate::clock::{at, micros};
use crate::failure::{Failure, Fault};
use crate::keyholder::Keyholder;
use crate::mail::{self, HandedOver, Undelivered};
use crate::{random, sms};

/// The first pause; each is twice the one before.
const FIRST_PAUSE: TimeDelta = TimeDelta::seconds(5);
const LONGEST_PAUSE: TimeDelta = TimeDelta::hours(1);
/// A mail that no server took for so long is given up; **Resend Invite** starts anew.
const GIVE_UP_AFTER: TimeDelta = TimeDelta::days(3);
/// A mail is somebody else's to try again when this process has not said what became of it: longer than a server may
/// take to answer.
const LEASE: TimeDelta = TimeDelta::minutes(2);
/// How many are claimed at a time.
const AT_ONCE: i64 = 8;

#[derive(sqlx::FromRow)]
struct Waiting {
    id: Uuid,
    recipient: String,
    mail: String,
    tries: i64,
    created_at: i64,
}

/// Sends what is due and waits for more, until it is told to stop. What is under way then is finished, and what became
/// of it noted: otherwise the mail would go out once more after the next start.
pub async fn run(keyholder: Keyholder, stop: impl Future<Output = ()>) {
    let mut stop = pin!(stop);
    if let Err(failure) = try_again_now(&keyholder).await {
        tracing::warn!(%failure, "the outbox could not be looked through at the start");
    }
    loop {
        let pause = match send_due(&keyholder).await {
            Ok(0) => until_next(&keyholder).await,
            Ok(_) => Duration::ZERO,
            Err(failure) => {
                tracing::warn!(%failure, "the outbox could not be read");
                Duration::from_secs(5)
            }
        };
        tokio::select! {
            biased;
            () = &mut stop => return,
            () = keyholder.outbox_filled().notified() => {}
            () = tokio::time::sleep(pause) => {}
        }
    }
}

/// Tries each mail that is due once, and says how many it tried.
///
/// Reaching the server takes time and is done for all of them at once. They are handed over one by one, in order, each
/// noted before the next: of a process that dies in between at most one mail is taken and not noted.
///
/// # Errors
/// When the database can't be read or written.
pub async fn send_due(keyholder: &Keyholder) -> Result<usize, Failure> {
    let due = claim(keyholder).await?;
    let tried = due.len();
    let reach = |waiting: Waiting| {
        let keyholder = keyholder.clone();
        tokio::spawn(async move {
            let reached = reach(&keyholder, &waiting).await;
            (waiting, reached)
        })
    };
    // All are started before the first is waited for.
    let reaching: Vec<_> = due.into_iter().map(reach).collect();
    let mut outcome = Ok(tried);
    for reaching in reaching {
        let (waiting, reached) = reaching.await.map_err(Fault::from)?;
        // One that fails does not cut the others off.
        let done = match reached {
            Ok(reached) => try_once(keyholder, &waiting, reached).await,
            Err(failure) => Err(failure),
        };
        outcome = outcome.and_then(|tried| done.map(|()| tried));
    }
    outcome
}

/// What a try has come to, before anything is handed over.
enum Try {
    /// What it was about does not stand any more.
    Pointless,
    Mail(Box<mail::Reached>),
    Sms(Box<sms::Reached>),
    Failed(Undelivered),
}

/// Takes what is due for this process alone: another one sees it as not due before the lease ends.
async fn claim(keyholder: &Keyholder) -> Result<Vec<Waiting>, Failure> {
    if !any_due(keyholder).await? {
        return Ok(Vec::new());
    }
    let mut change = Change::by_job(keyholder).await?;
    let due = on!(&mut change.tx, |c| sqlx::query_as::<_, Waiting>(
        "UPDATE outbox
            SET next_try_at = $1, tries = tries + 1
          WHERE state = 'queued' AND next_try_at <= $2
            AND id IN (SELECT id FROM outbox
                        WHERE state = 'queued' AND next_try_at <= $2
                        ORDER BY next_try_at, id
                        LIMIT $3)
      RETURNING id, recipient, mail, tries, created_at",
    )
    .bind(micros(change.now + LEASE))
    .bind(micros(change.now))
    .bind(AT_ONCE)
    .fetch_all(c)
    .await)?;
    change.commit(JobWrite::OutboxState).await?;
    Ok(due)
}

/// A look that takes no turn to write: an idle Keyholder writes nothing.
async fn any_due(keyholder: &Keyholder) -> Result<bool, Failure> {
    let now = micros(keyholder.clock().now());
    let due = read!(keyholder.db(), |c| sqlx::query_scalar::<_, i32>(
        "SELECT 1 FROM outbox WHERE state = 'queued' AND next_try_at <= $1 LIMIT 1",
    )
    .bind(now)
    .fetch_optional(c)
    .await)?;
    Ok(due.is_some())
}

async fn reach(keyholder: &Keyholder, waiting: &Waiting) -> Result<Try, Failure> {
    let (id, to) = (waiting.id, waiting.recipient.clone());
    match serde_json::from_str(&waiting.mail)? {
        Waits::Mail(mail) => {
            let Some(letter) = mail.letter(keyholder, &to).await? else { return Ok(Try::Pointless) };
            let outgoing = mail::Outgoing { id, to, letter, date: at(waiting.created_at) };
            let reached = keyholder.mailer().reach(outgoing).await;
            Ok(reached.map_or_else(Try::Failed, |reached| Try::Mail(Box::new(reached))))
        }
        Waits::Sms(kind) => {
            let Some(sms) = kind.sms(keyholder, &to).await? else { return Ok(Try::Pointless) };
            let Some(gateway) = keyholder.sms() else {
                return Ok(Try::Failed(Undelivered::later("No SMS gateway is set up here any more.")));
            };
            let reached = gateway.reach(sms::Outgoing { id, to, sms }).await;
            Ok(reached.map_or_else(Try::Failed, |reached| Try::Sms(Box::new(reached))))
        }
    }
}

async fn try_once(keyholder: &Keyholder, waiting: &Waiting, reached: Try) -> Result<(), Failure> {
    let id = MailId::from_uuid(waiting.id);
    let outcome = match reached {
        Try::Pointless => return settle(keyholder, id, MailState::Dropped, None, None).await,
        Try::Mail(reached) => reached.hand_over().await.map(MailState::from),
        Try::Sms(reached) => reached.hand_over().await.map(|()| MailState::Sent),
        Try::Failed(undelivered) => Err(undelivered),
    };
    match outcome {
        Ok(state) => settle(keyholder, id, state, None, None).await,
        Err(Undelivered::Never { said }) => settle(keyholder, id, MailState::Failed, Some(said), None).await,
        Err(Undelivered::Later { said }) => {
            let now = keyholder.clock().now();
            let next = now + pause_after(waiting.tries);
            let state = if next - at(waiting.created_at) > GIVE_UP_AFTER {
                MailState::Failed
            } else {
                MailState::Queued
            };
            settle(keyholder, id, state, Some(said), Some(next)).await
        }
    }
}

impl From<HandedOver> for MailState {
    fn from(handed_over: HandedOver) -> Self {
        match handed_over {
            HandedOver::ToServer => Self::Sent,
            HandedOver::ToFolder => Self::Kept,
        }
    }
}

async fn settle(
    keyholder: &Keyholder,
    mail: MailId,
    state: MailState,
    said: Option<String>,
    next: Option<DateTime<Utc>>,
) -> Result<(), Failure> {
    let mut change = Change::by_job(keyholder).await?;
    let sent_at = matches!(state, MailState::Sent | MailState::Kept).then(|| micros(change.now));
    if let Some(said) = &said {
        tracing::warn!(%mail, state = state.as_str(), said, "a mail was not delivered");
    }
    on!(&mut change.tx, |c| sqlx::query(
        "UPDATE outbox
            SET state = $1, said = $2, sent_at = $3, next_try_at = coalesce($4, next_try_at)
          WHERE id = $5",
    )
    .bind(state.as_str())
    .bind(said.as_deref())
    .bind(sent_at)
    .bind(next.map(micros))
    .bind(mail.uuid())
    .execute(c)
    .await
    .map(|_| ()))?;
    change.commit(JobWrite::OutboxState).await
}

async fn try_again_now(keyholder: &Keyholder) -> Result<(), Failure> {
    let mut change = Change::by_job(keyholder).await?;
    on!(&mut change.tx, |c| sqlx::query(
        "UPDATE outbox SET next_try_at = $1 WHERE state = 'queued' AND next_try_at > $1",
    )
    .bind(micros(change.now))
    .execute(c)
    .await
    .map(|_| ()))?;
    change.commit(JobWrite::OutboxState).await
}

/// Until the next mail is due, a minute at most: another process may have queued one meanwhile.
async fn until_next(keyholder: &Keyholder) -> Duration {
    let next = read!(keyholder.db(), |c| sqlx::query_scalar::<_, Option<i64>>(
        "SELECT min(next_try_at) FROM outbox WHERE state = 'queued'",
    )
    .fetch_one(c)
    .await);
    let wait = match next {
        Ok(Some(next)) => (at(next) - keyholder.clock().now()).to_std().unwrap_or_default(),
        _ => Duration::from_mins(1),
    };
    wait.clamp(Duration::from_millis(10), Duration::from_mins(1))
}

/// The pause after so many tries: doubling, never above an hour, with a quarter of jitter so that mails that failed
/// together do not come back together.
fn pause_after(tries: i64) -> TimeDelta {
    let doublings = u32::try_from(tries - 1).unwrap_or(0).min(10);
    let pause = (FIRST_PAUSE * 2_i32.pow(doublings)).min(LONGEST_PAUSE);
    let [jitter] = random::bytes::<1>();
    pause + pause * i32::from(jitter) / 1024
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_from_five_seconds_to_an_hour() {
        for (tries, least) in [(1, 5), (2, 10), (3, 20), (10, 2560), (11, 3600), (500, 3600)] {
            let pause = pause_after(tries);
            assert!(pause >= TimeDelta::seconds(least), "{tries}: {pause}");
            assert!(pause <= TimeDelta::seconds(least) * 5 / 4, "{tries}: {pause}");
        }
    }
}
