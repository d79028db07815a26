//! Seats of a Business Center, counted while its row is held: nobody else can take one meanwhile.

use chrono::{DateTime, Utc};
use domain::access::AccessLevel;
use domain::seats::{Seats, SeatsFull, Taken};

use crate::capability::Admin;
use crate::change::{AsAdmin, Change, InCenter};
use crate::clock::micros;
use crate::failure::Failure;

/// Open Invitations of each level, and Members whose access ended by the clock since Members were counted: their seats
/// are free at once (DOMAIN 5).
const OPEN_AND_ENDED: &str = "
    SELECT level, count(*)
      FROM partners
     WHERE center_id = $1 AND state = 'invited' AND invitation_expires_at > $2
     GROUP BY level
     UNION ALL
    SELECT 'ended', count(*)
      FROM partners
     WHERE center_id = $1 AND state = 'active' AND ends_at > $3 AND ends_at <= $2";

impl<Door: InCenter> Change<Door> {
    /// Members, and Invitations that are open now; an expired one has freed its seat without a write.
    pub(crate) async fn seats<R>(&mut self) -> Result<Seats, Failure<R>> {
        let (center, counted_at) = (self.center().id, self.center().counted_at);
        let open = on!(&mut self.tx, |c| sqlx::query_as::<_, (String, i64)>(OPEN_AND_ENDED,)
            .bind(center.uuid())
            .bind(micros(self.now))
            .bind(micros(counted_at))
            .fetch_all(c)
            .await)?;
        Ok(taken(self.center().admins, self.center().standards, &open))
    }

    /// One more Member of the level.
    pub(crate) fn take_seat(&mut self, level: AccessLevel) {
        *self.members(level) += 1;
    }

    /// One Member less of the level.
    pub(crate) fn free_seat(&mut self, level: AccessLevel) {
        *self.members(level) -= 1;
    }

    /// A row whose access ended by the clock becomes another: where it is still counted, it is no more.
    pub(crate) fn lets_go_of_ended(&mut self, ended: DateTime<Utc>) {
        if ended > self.center().counted_at {
            self.free_seat(AccessLevel::Standard);
        }
    }

    fn members(&mut self, level: AccessLevel) -> &mut i64 {
        let center = self.center_mut();
        match level {
            AccessLevel::Admin => &mut center.admins,
            AccessLevel::Standard => &mut center.standards,
        }
    }
}

impl Change<AsAdmin> {
    /// Makes sure of a free seat for one more open Invitation.
    pub(crate) async fn hold_seat(&mut self, level: AccessLevel) -> Result<(), Failure<SeatsFull>> {
        let seats = self.seats().await?;
        seats.refuse_if_full(level).map_err(Failure::Refused)
    }
}

impl Admin {
    /// The seats in use, for the form that asks for one more.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn seats(&self) -> Result<Seats, Failure> {
        let now = micros(self.keyholder().clock().now());
        let open = read!(self.keyholder().db(), |c| sqlx::query_as::<_, (String, i64)>(OPEN_AND_ENDED,)
            .bind(self.center().id.uuid())
            .bind(now)
            .bind(micros(self.center().counted_at))
            .fetch_all(c)
            .await)?;
        Ok(taken(self.center().admins, self.center().standards, &open))
    }
}

fn taken(admins: i64, standards: i64, open: &[(String, i64)]) -> Seats {
    let counted = |what: &str| open.iter().find(|(of, _)| of == what).map_or(0, |(_, count)| *count);
    let invited = |level: AccessLevel| counted(level.as_str());
    let standards = standards - counted("ended");
    let whole = |count: i64| u32::try_from(count).unwrap_or(0);
    let of = |active: i64, level| Taken { active: whole(active), invited: whole(invited(level)) };
    Seats { admins: of(admins, AccessLevel::Admin), standards: of(standards, AccessLevel::Standard) }
}
