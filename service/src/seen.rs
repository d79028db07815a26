//! When somebody was last here.

use chrono::{DateTime, TimeDelta, Utc};
use domain::id::PartnerId;
use sqlx::Error;

use crate::change::{AsJob, Change, JobWrite};
use crate::clock::micros;
use crate::failure::Failure;
use crate::keyholder::Keyholder;
use crate::session::SessionHash;

/// At most one write in so long for each session and place: a page is a read.
pub(crate) const AT_MOST_EVERY: TimeDelta = TimeDelta::minutes(1);

/// Where a session was used, and when it was there last.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Used {
    /// On the pages of the Account itself.
    Account { last: DateTime<Utc> },
    /// In a Business Center; other ones do not learn of it.
    In { partner: PartnerId, last: Option<DateTime<Utc>> },
}

impl Used {
    fn last(self) -> Option<DateTime<Utc>> {
        match self {
            Self::Account { last } => Some(last),
            Self::In { last, .. } => last,
        }
    }
}

impl Keyholder {
    /// Notes that the session was used, beside the request and not in its way.
    pub(crate) fn note_seen(&self, session: &SessionHash, used: Used, now: DateTime<Utc>) {
        if used.last().is_some_and(|last| now - last < AT_MOST_EVERY) {
            return;
        }
        let (keyholder, session) = (self.clone(), session.clone());
        self.beside().spawn(async move {
            if let Err(failure) = write(&keyholder, &session, used).await {
                tracing::warn!(%failure, "last seen was not written");
            }
        });
    }
}

async fn write(keyholder: &Keyholder, session: &SessionHash, used: Used) -> Result<(), Failure> {
    let mut change = Change::by_job(keyholder).await?;
    match used {
        Used::Account { .. } => change.seen(session).await?,
        Used::In { partner, .. } => {
            if change.seen_in(session, partner).await? {
                change.seen(session).await?;
                change.partner_seen(partner).await?;
            }
        }
    }
    change.commit(JobWrite::LastSeen).await
}

impl Change<AsJob> {
    async fn seen(&mut self, session: &SessionHash) -> Result<(), Error> {
        on!(&mut self.tx, |c| sqlx::query(
            "UPDATE sessions SET seen_at = $1 WHERE id_hash = $2 AND seen_at <= $3"
        )
        .bind(micros(self.now))
        .bind(&session.0)
        .bind(micros(self.now - AT_MOST_EVERY))
        .execute(c)
        .await
        .map(|_| ()))
    }

    /// Whether nobody wrote it meanwhile; not of a session that was ended, as a whole or here.
    async fn seen_in(&mut self, session: &SessionHash, partner: PartnerId) -> Result<bool, Error> {
        let written = on!(&mut self.tx, |c| sqlx::query(
            "INSERT INTO partner_sessions (session_hash, partner_id, seen_at)
             SELECT id_hash, $2, $3 FROM sessions WHERE id_hash = $1
             ON CONFLICT (session_hash, partner_id) DO UPDATE SET seen_at = excluded.seen_at
              WHERE partner_sessions.seen_at <= $4 AND partner_sessions.ended_at IS NULL",
        )
        .bind(&session.0)
        .bind(partner.uuid())
        .bind(micros(self.now))
        .bind(micros(self.now - AT_MOST_EVERY))
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
        Ok(written == 1)
    }

    async fn partner_seen(&mut self, partner: PartnerId) -> Result<(), Error> {
        on!(&mut self.tx, |c| sqlx::query(
            "UPDATE partners SET seen_at = $1 WHERE id = $2 AND state = 'active'"
        )
        .bind(micros(self.now))
        .bind(partner.uuid())
        .execute(c)
        .await
        .map(|_| ()))
    }
}
