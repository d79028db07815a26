//! A change inside a Business Center, whose row it holds.

use domain::id::BusinessCenterId;
use uuid::Uuid;

use super::{AsAdmin, AsFormer, AsHolder, AsMember, Change};
use crate::audit::{Actor, Event};
use crate::center::LockedCenter;
use crate::clock::at;
use crate::column;
use crate::failure::Failure;

/// The Business Center whose row the change holds, and who acts in it.
#[derive(Debug)]
pub(crate) struct Inside {
    pub(crate) center: LockedCenter,
    pub(crate) actor: Actor,
}

/// A change inside a Business Center.
pub(crate) trait InCenter {
    fn inside(&self) -> &Inside;
    fn inside_mut(&mut self) -> &mut Inside;
}

macro_rules! in_center {
    ($($door:ty),+) => {$(
        impl InCenter for $door {
            fn inside(&self) -> &Inside { &self.0 }
            fn inside_mut(&mut self) -> &mut Inside { &mut self.0 }
        }
    )+};
}
in_center!(AsAdmin, AsMember, AsFormer, AsHolder);

impl<Door: InCenter> Change<Door> {
    pub(crate) fn center(&self) -> &LockedCenter {
        &self.door.inside().center
    }

    pub(crate) fn actor(&self) -> &Actor {
        &self.door.inside().actor
    }

    pub(crate) fn center_mut(&mut self) -> &mut LockedCenter {
        &mut self.door.inside_mut().center
    }

    /// Who acts, once the Account is known or made.
    pub(crate) fn acts_as(&mut self, actor: Actor) {
        self.door.inside_mut().actor = actor;
    }

    /// Commits what concerns the Account alone: they were in already, so nothing of the Business Center changes.
    pub(crate) async fn commit_session_only<R>(mut self) -> Result<String, Failure<R>> {
        let (center, slug) = (self.center().id, self.center().slug.clone());
        // The number that the lock raised has no audit entry: it is given back.
        on!(&mut self.tx, |c| sqlx::query("UPDATE business_centers SET change = change - 1 WHERE id = $1")
            .bind(center.uuid())
            .execute(c)
            .await
            .map(|_| ()))?;
        self.finish().await?;
        Ok(slug)
    }

    /// Seals the event into the Business Center's chain and commits: the only way a change becomes true.
    pub(crate) async fn commit<R>(mut self, event: Event) -> Result<(), Failure<R>> {
        self.end_lapsed_approvals().await?;
        self.append(&event).await?;
        let (keyholder, center, number) = (self.keyholder.clone(), self.center().id, self.center().change);
        self.finish().await?;
        keyholder.live().changed(center, number);
        Ok(())
    }
}

impl<Door> Change<Door> {
    /// Takes the Business Center's row and raises its change number, so that its writers queue on both engines.
    pub(super) async fn lock<R>(&mut self, center: BusinessCenterId) -> Result<LockedCenter, Failure<R>> {
        let row = on!(&mut self.tx, |c| {
            sqlx::query_as::<_, LockedRow>(
            "UPDATE business_centers
                SET change = change + 1
              WHERE id = $1
          RETURNING id, slug, name, time_zone, copy_link, change, seal, admins, standards, counted_at, standing_approvals",
        )
        .bind(center.uuid())
        .fetch_optional(c)
        .await
        })?;
        let center = LockedCenter::from(row.ok_or(Failure::NotFound)?);
        // Whoever waited for the row may have looked at the clock before whoever had it.
        self.now = self.now.max(center.counted_at);
        Ok(center)
    }
}

#[derive(sqlx::FromRow)]
struct LockedRow {
    id: Uuid,
    slug: String,
    name: String,
    time_zone: String,
    copy_link: bool,
    change: i64,
    seal: Vec<u8>,
    admins: i64,
    standards: i64,
    counted_at: i64,
    standing_approvals: i64,
}

impl From<LockedRow> for LockedCenter {
    fn from(row: LockedRow) -> Self {
        Self {
            id: BusinessCenterId::from_uuid(row.id),
            slug: row.slug,
            name: row.name,
            zone: column::zone(&row.time_zone).unwrap_or_default(),
            copy_link: row.copy_link,
            change: row.change,
            seal: row.seal,
            admins: row.admins,
            standards: row.standards,
            counted_at: at(row.counted_at),
            standing_approvals: row.standing_approvals,
        }
    }
}
