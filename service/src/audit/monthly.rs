//! The job that mails the newest seal to every Admin once a month, where it can't be written over: so whoever has the
//! database, and the key as well, can't write the log anew unseen (DOMAIN 5).

use data_encoding::HEXLOWER;
use domain::audit::is_seal_due;
use domain::contact::Email;
use domain::id::{BusinessCenterId, PartnerId};
use domain::seats::grouped;
use uuid::Uuid;

use super::Way;
use crate::change::{Change, JobWrite};
use crate::clock::at;
use crate::column;
use crate::failure::Failure;
use crate::job;
use crate::keyholder::Keyholder;
use crate::mail::Letter;
use crate::mail::seal::NewestSealMail;
use crate::outbox::Mail;

/// A Business Center with entries that no mail told of.
#[derive(sqlx::FromRow)]
struct Unmailed {
    id: Uuid,
    zone: String,
    /// The number of the entry whose seal was mailed last, and when the next one was written.
    mailed_to: i64,
    next_at: i64,
}

/// Looks for what is due until it is told to stop.
pub async fn run(keyholder: Keyholder, stop: impl Future<Output = ()>) {
    job::run(keyholder, stop, mail_seals_due).await;
}

/// Queues the mails that are due, and says of how many Business Centers.
///
/// # Errors
/// When the database can't be read.
pub async fn mail_seals_due(keyholder: &Keyholder) -> Result<usize, Failure> {
    let now = keyholder.clock().now();
    let mut due = unmailed(keyholder).await?;
    due.retain(|center| is_seal_due(at(center.next_at), now, column::zone(&center.zone).unwrap_or_default()));
    let mailed = job::each(due, |center| async move {
        mail_newest(keyholder, &center).await.inspect_err(|failure| {
            tracing::warn!(%failure, center = %center.id, "the newest seal could not be mailed");
        })
    });
    Ok(mailed.await)
}

/// A look that takes no turn to write. Where no Admin can be mailed, the entries wait for one who can.
async fn unmailed(keyholder: &Keyholder) -> Result<Vec<Unmailed>, Failure> {
    Ok(read!(keyholder.db(), |c| sqlx::query_as::<_, Unmailed>(
        "SELECT c.id, c.time_zone AS zone, c.mailed_to, a.at AS next_at
           FROM business_centers c
           JOIN audit a ON a.center_id = c.id AND a.number = c.mailed_to + 1
          WHERE EXISTS (SELECT 1
                          FROM partners p
                          JOIN account_contacts k ON k.account_id = p.account_id
                         WHERE p.center_id = c.id AND p.state = 'active' AND p.level = 'admin'
                           AND k.kind = 'email' AND k.state <> 'claimed')
          ORDER BY c.id",
    )
    .fetch_all(c)
    .await)?)
}

/// Of several processes that see the same, one mails: the statement that writes finds what was mailed last, or nothing.
async fn mail_newest(keyholder: &Keyholder, of: &Unmailed) -> Result<(), Failure> {
    let mut change = Change::by_job(keyholder).await?;
    let newest = on!(&mut change.tx, |c| sqlx::query_as::<_, (i64, Vec<u8>)>(
        "UPDATE business_centers
            SET mailed_to = change
          WHERE id = $1 AND mailed_to = $2
      RETURNING change, seal",
    )
    .bind(of.id)
    .bind(of.mailed_to)
    .fetch_optional(c)
    .await)?;
    let Some((number, seal)) = newest else { return Ok(()) };
    let center = BusinessCenterId::from_uuid(of.id);
    change.keep_seal(center, Way::Mailed, number, &seal).await?;
    for (admin, address) in change.admins_with_addresses(center).await? {
        change.queue_in(Some(center), Mail::NewestSeal { admin, number }, &address).await?;
    }
    change.commit(JobWrite::KeptSeal).await?;
    keyholder.outbox_filled().notify_one();
    Ok(())
}

impl<Door> Change<Door> {
    /// Every Admin by one address that is proved to be theirs: the one they are here by, else another.
    pub(crate) async fn admins_with_addresses<R>(
        &mut self,
        center: BusinessCenterId,
    ) -> Result<Vec<(PartnerId, Email)>, Failure<R>> {
        let mut addresses = on!(&mut self.tx, |c| {
            sqlx::query_as::<_, (Uuid, String)>(
            "SELECT p.id, k.contact
               FROM partners p
               JOIN account_contacts k ON k.account_id = p.account_id AND k.kind = 'email' AND k.state <> 'claimed'
              WHERE p.center_id = $1 AND p.state = 'active' AND p.level = 'admin'
              ORDER BY p.id, CASE WHEN k.contact = p.contact THEN 0 ELSE 1 END, k.contact",
        )
        .bind(center.uuid())
        .fetch_all(c)
        .await
        })?;
        addresses.dedup_by_key(|(admin, _)| *admin);
        let reached = addresses
            .into_iter()
            .filter_map(|(admin, address)| Some((PartnerId::from_uuid(admin), Email::parse(&address).ok()?)));
        Ok(reached.collect())
    }
}

/// None to whoever is no Admin any more when it leaves.
pub(crate) async fn newest_seal_letter(
    keyholder: &Keyholder,
    admin: PartnerId,
    number: i64,
) -> Result<Option<Letter>, Failure> {
    let row = read!(keyholder.db(), |c| sqlx::query_as::<_, (String, String, String, i64, Vec<u8>)>(
        "SELECT c.name, c.slug, c.time_zone, a.at, k.seal
           FROM partners p
           JOIN business_centers c ON c.id = p.center_id
           JOIN audit a ON a.center_id = c.id AND a.number = $2
           JOIN kept_seals k ON k.center_id = c.id AND k.number = a.number AND k.way = 'mail'
          WHERE p.id = $1 AND p.state = 'active' AND p.level = 'admin'
          ORDER BY k.at DESC",
    )
    .bind(admin.uuid())
    .bind(number)
    .fetch_optional(c)
    .await)?;
    Ok(row.map(|(center, slug, zone, written, seal)| {
        let zone = column::zone(&zone).unwrap_or_default();
        let mail = NewestSealMail {
            center,
            entry: grouped(u32::try_from(number).unwrap_or(u32::MAX)),
            written: zone.moment(at(written)).to_string(),
            seal: HEXLOWER.encode(&seal),
            url: format!("{}/b/{slug}/audit", keyholder.settings().url),
        };
        mail.letter()
    }))
}
