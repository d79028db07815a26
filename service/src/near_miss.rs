//! What is typed at log-in and is nearly an invited address: whoever was invited at a mistyped one tries the right one there
//! (DOMAIN 7). Whether somebody was let in is not noted, and of an address that is near none nothing is kept in clear.

use chrono::TimeDelta;
use domain::contact::{Contact, ContactKind, Email};
use uuid::Uuid;

use crate::change::{AsJob, Change, JobWrite};
use crate::clock::micros;
use crate::failure::Failure;
use crate::job;
use crate::keyholder::Keyholder;
use crate::partner::escaped;

/// Log-ins that failed are kept so long, and what was nearly an invited address.
pub(crate) const KEPT: TimeDelta = TimeDelta::days(30);
/// Of one Invitation: whoever types more is nobody who slipped.
const MOST: i64 = 20;
/// What a look of the job takes away of each kind.
const AT_ONCE: i64 = 10_000;

/// Open Invitations whose address has nearly as many signs, or the same domain; of no Business Center where whoever has the
/// typed one stands already.
const CANDIDATES: &str = r"
    SELECT p.id, p.contact
      FROM partners p
     WHERE p.state = 'invited' AND p.invitation_expires_at > $1 AND p.contact_kind = 'email'
       AND (length(p.contact) BETWEEN $2 - 2 AND $2 + 2 OR p.contact LIKE '%@' || $3 ESCAPE '\')
       AND NOT EXISTS (SELECT 1 FROM partners o WHERE o.center_id = p.center_id AND o.contact = $4)";

impl Keyholder {
    /// Notes what was typed, beside the request and not in its way. It costs the same whatever that is.
    pub(crate) fn note_tried(&self, typed: &str) {
        let (keyholder, typed) = (self.clone(), typed.to_owned());
        self.beside().spawn(async move {
            if let Err(failure) = note(&keyholder, &typed).await {
                tracing::warn!(%failure, "what is nearly an invited address was not written");
            }
        });
    }
}

async fn note(keyholder: &Keyholder, typed: &str) -> Result<(), Failure> {
    let near = near(keyholder, typed).await?;
    if near.is_empty() {
        return Ok(());
    }
    let mut change = Change::by_job(keyholder).await?;
    for partner in near {
        change.nearly(partner, typed).await?;
    }
    change.commit(JobWrite::NearMiss).await
}

async fn near(keyholder: &Keyholder, typed: &str) -> Result<Vec<Uuid>, Failure> {
    let domain = typed.rsplit('@').next().unwrap_or_default();
    let rows = read!(keyholder.db(), |c| sqlx::query_as::<_, (Uuid, String)>(CANDIDATES)
        .bind(micros(keyholder.clock().now()))
        .bind(i64::try_from(typed.len()).unwrap_or(i64::MAX))
        .bind(escaped(domain))
        .bind(typed)
        .fetch_all(c)
        .await)?;
    let Some(Contact::Email(typed)) = Contact::from_normal(ContactKind::Email, typed) else {
        return Ok(Vec::new());
    };
    let is_near =
        |contact: &str| Email::parse(contact).is_ok_and(|invited| invited.slip_of(&typed).is_some());
    Ok(rows.into_iter().filter(|(_, contact)| is_near(contact)).map(|(partner, _)| partner).collect())
}

impl Change<AsJob> {
    async fn nearly(&mut self, partner: Uuid, address: &str) -> Result<(), Failure> {
        on!(&mut self.tx, |c| sqlx::query(
            "INSERT INTO near_misses (partner_id, address, times, last_at)
             SELECT p.id, $2, 1, $3 FROM partners p
              WHERE p.id = $1 AND p.state = 'invited'
                AND (SELECT count(*) FROM near_misses n WHERE n.partner_id = $1 AND n.address <> $2) < $4
             ON CONFLICT (partner_id, address)
                DO UPDATE SET times = near_misses.times + 1, last_at = excluded.last_at",
        )
        .bind(partner)
        .bind(address)
        .bind(micros(self.now))
        .bind(MOST)
        .execute(c)
        .await
        .map(|_| ()))?;
        Ok(())
    }

    async fn forget(&mut self) -> Result<(), Failure> {
        let past = micros(self.now - KEPT);
        for statement in [
            "DELETE FROM attempts WHERE id IN (SELECT id FROM attempts WHERE at <= $1 LIMIT $2)",
            "DELETE FROM near_misses
              WHERE (partner_id, address) IN
                    (SELECT n.partner_id, n.address
                       FROM near_misses n JOIN partners p ON p.id = n.partner_id
                      WHERE n.last_at <= $1 OR p.state <> 'invited' LIMIT $2)",
        ] {
            on!(&mut self.tx, |c| sqlx::query(statement)
                .bind(past)
                .bind(AT_ONCE)
                .execute(c)
                .await
                .map(|_| ()))?;
        }
        Ok(())
    }
}

/// Forgets what was kept long enough, until it is told to stop.
pub async fn run(keyholder: Keyholder, stop: impl Future<Output = ()>) {
    job::run(keyholder, stop, forget_due).await;
}

/// Forgets what was kept long enough, and what was near an Invitation that waits no more; one that is idle writes nothing.
///
/// # Errors
/// When the database can't be read or written.
pub async fn forget_due(keyholder: &Keyholder) -> Result<usize, Failure> {
    let past = micros(keyholder.clock().now() - KEPT);
    let due = read!(keyholder.db(), |c| sqlx::query_scalar::<_, bool>(
        "SELECT EXISTS (SELECT 1 FROM attempts WHERE at <= $1)
             OR EXISTS (SELECT 1 FROM near_misses n JOIN partners p ON p.id = n.partner_id
                         WHERE n.last_at <= $1 OR p.state <> 'invited')",
    )
    .bind(past)
    .fetch_one(c)
    .await)?;
    if due {
        let mut change = Change::by_job(keyholder).await?;
        change.forget().await?;
        change.commit(JobWrite::Forgotten).await?;
    }
    Ok(usize::from(due))
}
