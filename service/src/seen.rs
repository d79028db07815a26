//! When somebody was last here.

use chrono::{DateTime, TimeDelta, Utc};

use crate::change::{Change, JobWrite};
use crate::clock::micros;
use crate::failure::Failure;
use crate::keyholder::Keyholder;
use crate::session::SessionHash;

/// At most one write in so long for each session: a page is a read.
const AT_MOST_EVERY: TimeDelta = TimeDelta::minutes(1);

impl Keyholder {
    /// Notes that the session was used, beside the request and not in its way.
    pub(crate) fn note_seen(&self, session: &SessionHash, seen: DateTime<Utc>, now: DateTime<Utc>) {
        if now - seen < AT_MOST_EVERY {
            return;
        }
        let (keyholder, session) = (self.clone(), session.clone());
        tokio::spawn(async move {
            if let Err(failure) = write(&keyholder, &session).await {
                tracing::warn!(%failure, "last seen was not written");
            }
        });
    }
}

async fn write(keyholder: &Keyholder, session: &SessionHash) -> Result<(), Failure> {
    let mut change = Change::by_job(keyholder).await?;
    let now = micros(change.now);
    let since = micros(change.now - AT_MOST_EVERY);
    let account = on!(&mut change.tx, |c| sqlx::query_scalar::<_, uuid::Uuid>(
        "UPDATE sessions SET seen_at = $1 WHERE id_hash = $2 AND seen_at <= $3 RETURNING account_id",
    )
    .bind(now)
    .bind(&session.0)
    .bind(since)
    .fetch_optional(c)
    .await)?;
    if let Some(account) = account {
        on!(&mut change.tx, |c| sqlx::query(
            "UPDATE partners SET seen_at = $1 WHERE account_id = $2 AND state = 'active'"
        )
        .bind(now)
        .bind(account)
        .execute(c)
        .await
        .map(|_| ()))?;
    }
    change.commit(JobWrite::LastSeen).await
}
