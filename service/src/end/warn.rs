//! The job that has both sides told 7 days and 1 day before access ends. It takes nothing away: an end counts by the
//! clock at each question.

use chrono::{DateTime, Utc};
use domain::contact::Email;
use domain::end::{Warning, due};
use domain::id::{BusinessCenterId, PartnerId};
use domain::zone::Zone;
use uuid::Uuid;

use crate::change::{Change, JobWrite};
use crate::clock::{at, micros};
use crate::column;
use crate::failure::Failure;
use crate::job;
use crate::keyholder::Keyholder;
use crate::outbox::Mail;

/// An end that comes soon.
#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    center_id: Uuid,
    zone: String,
    told_at: Option<i64>,
    ends_at: i64,
    /// When it was set.
    set_at: i64,
    /// They are in since then.
    state_at: i64,
}

/// Somebody who is to be told.
struct ToTell {
    partner: PartnerId,
    center: BusinessCenterId,
    told_at: Option<i64>,
}

/// Looks for what is due until it is told to stop.
pub async fn run(keyholder: Keyholder, stop: impl Future<Output = ()>) {
    job::run(keyholder, stop, warn_due).await;
}

/// Queues the mails that are due, and says of how many partners.
///
/// # Errors
/// When the database can't be read or written.
pub async fn warn_due(keyholder: &Keyholder) -> Result<usize, Failure> {
    let told = job::each(to_tell(keyholder).await?, |of_one| async move {
        tell(keyholder, &of_one).await.inspect_err(|failure| {
            tracing::warn!(%failure, partner = %of_one.partner, "somebody could not be told what ends soon");
        })
    });
    Ok(told.await)
}

/// A look that takes no turn to write: an idle Keyholder writes nothing.
async fn to_tell(keyholder: &Keyholder) -> Result<Vec<ToTell>, Failure> {
    let now = keyholder.clock().now();
    let rows = read!(keyholder.db(), |c| sqlx::query_as::<_, Row>(
        "SELECT p.id, p.center_id, c.time_zone AS zone, p.ends_told_at AS told_at, p.ends_at,
                coalesce(p.ends_set_at, p.state_at) AS set_at, p.state_at
           FROM partners p
           JOIN business_centers c ON c.id = p.center_id
          WHERE p.ends_at > $1 AND p.ends_at <= $2 AND p.state = 'active' AND p.level = 'standard'
          UNION ALL
         SELECT p.id, p.center_id, c.time_zone, p.ends_told_at, x.ends_at, x.granted_at, p.state_at
           FROM asset_grants x
           JOIN partners p ON p.id = x.partner_id
           JOIN business_centers c ON c.id = p.center_id
          WHERE x.ends_at > $1 AND x.ends_at <= $2 AND p.state = 'active' AND p.level = 'standard'
            AND (p.ends_at IS NULL OR p.ends_at > x.ends_at)
          ORDER BY 1",
    )
    .bind(micros(now))
    .bind(micros(now + Warning::EARLIEST))
    .fetch_all(c)
    .await)?;
    let of_each = rows.chunk_by(|one, other| one.id == other.id);
    let due = of_each.filter(|ends| ends.iter().any(|end| end.is_due(now)));
    Ok(due.filter_map(|ends| ends.first()).map(Row::to_tell).collect())
}

impl Row {
    fn is_due(&self, now: DateTime<Utc>) -> bool {
        let zone: Zone = column::zone(&self.zone).unwrap_or_default();
        let told = self.told_at.unwrap_or_default().max(self.set_at).max(self.state_at);
        due(at(self.ends_at), at(told), now, zone).is_some()
    }

    fn to_tell(&self) -> ToTell {
        ToTell {
            partner: PartnerId::from_uuid(self.id),
            center: BusinessCenterId::from_uuid(self.center_id),
            told_at: self.told_at,
        }
    }
}

/// One mail to them and one to each who answers for them. Of several processes that see the same, one tells: the statement
/// that writes finds when they were told last, or finds nobody.
async fn tell(keyholder: &Keyholder, due: &ToTell) -> Result<(), Failure> {
    let mut change = Change::by_job(keyholder).await?;
    let partner = due.partner;
    let contact = on!(&mut change.tx, |c| sqlx::query_scalar::<_, String>(
        "UPDATE partners
            SET ends_told_at = $1
          WHERE id = $2 AND state = 'active' AND coalesce(ends_told_at, 0) = $3
      RETURNING contact",
    )
    .bind(micros(change.now))
    .bind(partner.uuid())
    .bind(due.told_at.unwrap_or_default())
    .fetch_optional(c)
    .await)?;
    let Some(contact) = contact else { return Ok(()) };
    let at = micros(change.now);
    if let Ok(email) = Email::parse(&contact) {
        change.queue_in(Some(due.center), Mail::EndsSoon { partner, at }, &email).await?;
    }
    change.tell_who_answers(due.center, partner, &Mail::PartnerEndsSoon { partner, at }).await?;
    change.commit(JobWrite::EndWarning).await?;
    keyholder.outbox_filled().notify_one();
    Ok(())
}
