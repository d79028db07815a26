//! Seals that left the house, with a mail or an export. A chain alone does not show that somebody who has the key as well
//! wrote all of it anew, or that its end was cut off: the log must still have what others keep.

use domain::id::BusinessCenterId;

use super::LogEntry;
use crate::capability::Admin;
use crate::change::{Change, JobWrite, in_task};
use crate::clock::micros;
use crate::failure::Failure;

/// How a seal left the house.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    Mailed,
    Exported { by: String },
}

impl Admin {
    /// Writes down that an export takes the entry's seal out of the house.
    ///
    /// # Errors
    /// When it could not be written.
    pub async fn keep_exported(&self, newest: &LogEntry) -> Result<(), Failure> {
        let (keyholder, center) = (self.keyholder().clone(), self.center().id);
        let by = self.member().signed_in().name().to_owned();
        let (number, seal) = (newest.number, newest.seal.clone());
        in_task(async move {
            let mut change = Change::by_job(&keyholder).await?;
            change.keep_seal(center, Way::Exported { by }, number, &seal).await?;
            change.commit(JobWrite::KeptSeal).await
        })
        .await
    }
}

impl<Door> Change<Door> {
    /// Once for each seal and way, with when it left last.
    pub(super) async fn keep_seal<R>(
        &mut self,
        center: BusinessCenterId,
        way: Way,
        number: i64,
        seal: &[u8],
    ) -> Result<(), Failure<R>> {
        let (way, by_name) = match way {
            Way::Mailed => ("mail", None),
            Way::Exported { by } => ("export", Some(by)),
        };
        on!(&mut self.tx, |c| sqlx::query(
            "INSERT INTO kept_seals (center_id, way, number, seal, at, by_name)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (center_id, way, number, seal)
             DO UPDATE SET at = excluded.at, by_name = excluded.by_name",
        )
        .bind(center.uuid())
        .bind(way)
        .bind(number)
        .bind(seal)
        .bind(micros(self.now))
        .bind(by_name.as_deref())
        .execute(c)
        .await
        .map(|_| ()))?;
        Ok(())
    }
}
