//! Seals that left the house, with a mail or an export. A chain alone does not show that somebody who has the key as well
//! wrote all of it anew, or that its end was cut off: the log must still have what others keep.

use chrono::{DateTime, Utc};
use domain::id::BusinessCenterId;

use super::LogEntry;
use crate::capability::Admin;
use crate::change::{Change, JobWrite, in_task};
use crate::clock::{at, micros};
use crate::failure::Failure;
use crate::keyholder::Keyholder;

/// How a seal left the house.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    Mailed,
    Exported { by: String },
}

/// A seal that left the house, and what the log has in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptSeal {
    pub way: Way,
    /// The number of its entry.
    pub number: i64,
    /// When it left.
    pub at: DateTime<Utc>,
    pub place: Place,
}

/// What stands where a seal was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Same,
    Another,
    Nothing,
}

#[derive(sqlx::FromRow)]
struct Row {
    by_name: Option<String>,
    number: i64,
    seal: Vec<u8>,
    at: i64,
    in_log: Option<Vec<u8>>,
}

impl KeptSeal {
    /// The last that was mailed and the last that was exported; instead of it the first that the log has no more.
    pub(super) async fn told(keyholder: &Keyholder, center: BusinessCenterId) -> Result<Vec<Self>, Failure> {
        let rows = read!(keyholder.db(), |c| sqlx::query_as::<_, Row>(
            "SELECT k.by_name, k.number, k.seal, k.at, a.seal AS in_log
               FROM kept_seals k
               LEFT JOIN audit a ON a.center_id = k.center_id AND a.number = k.number
              WHERE k.center_id = $1
              ORDER BY k.way DESC, k.at, k.number",
        )
        .bind(center.uuid())
        .fetch_all(c)
        .await)?;
        let kept: Vec<_> = rows.into_iter().map(Self::of).collect();
        let of_each_way = kept.chunk_by(|one, other| one.is_mailed() == other.is_mailed());
        let told = of_each_way
            .filter_map(|kept| kept.iter().find(|kept| kept.place != Place::Same).or_else(|| kept.last()));
        Ok(told.cloned().collect())
    }

    fn of(row: Row) -> Self {
        Self {
            way: row.by_name.map_or(Way::Mailed, |by| Way::Exported { by }),
            number: row.number,
            at: at(row.at),
            place: match row.in_log {
                None => Place::Nothing,
                Some(seal) if seal == row.seal => Place::Same,
                Some(_) => Place::Another,
            },
        }
    }

    fn is_mailed(&self) -> bool {
        self.way == Way::Mailed
    }
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
