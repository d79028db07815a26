//! The same done with many partners: each in a change of its own, by the operation that does it with one. So what is done is
//! done when it stops in between, and the audit log tells each by itself.

use chrono::{DateTime, Utc};
use domain::access::{AccessLevel, Modules};
use domain::asset::AssetGrants;
use domain::edit::EditRefusal;
use domain::grant::Grant;
use domain::id::PartnerId;
use domain::invitation::{CancelRefusal, ResendRefusal};
use domain::note::Note;
use domain::partner::{BulkDeed, LeftOut, PartnerState, Standing};
use domain::revoke::{Chosen, RevokeRefusal};
use sqlx::QueryBuilder;

use super::edit::Edit;
use super::list::{PartnerRow, Row, row_columns};
use super::revoke::Revocation;
use crate::capability::Admin;
use crate::db::push_ids;
use crate::failure::{Failure, Fault};
use crate::invitation::Resent;

/// What is done with each of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BulkChange {
    pub deed: BulkDeed,
    /// What was done since is not done again.
    pub begun: DateTime<Utc>,
    /// Why access is revoked; the history keeps it.
    pub reason: Option<Note>,
}

impl BulkChange {
    pub const fn new(deed: BulkDeed, begun: DateTime<Utc>) -> Self {
        Self { deed, begun, reason: None }
    }
}

/// Why it was not done with one of them.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BulkRefusal {
    #[error(transparent)]
    LeftOut(#[from] LeftOut),
    #[error(transparent)]
    Resend(#[from] ResendRefusal),
    #[error(transparent)]
    Revoke(#[from] RevokeRefusal),
    #[error(transparent)]
    Cancel(#[from] CancelRefusal),
    #[error(transparent)]
    Edit(#[from] EditRefusal),
}

/// What was done with one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BulkDone {
    LinkSent,
    Revoked,
    /// The Invitation of whoever is not in.
    Cancelled,
    Level(AccessLevel),
}

impl Admin {
    /// These partners, in the order of their names; those of others are not among them.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn partners_of(&self, chosen: &[PartnerId]) -> Result<Vec<PartnerRow>, Failure> {
        if chosen.is_empty() {
            return Ok(Vec::new());
        }
        let (center, now) = (self.center().id.uuid(), self.keyholder().clock().now());
        let rows = read!(self.keyholder().db(), |c| {
            let mut query = QueryBuilder::new(concat!(
                "SELECT ",
                row_columns!(),
                " FROM partners p
                  LEFT JOIN organisations o ON o.id = p.organisation_id
                  LEFT JOIN outbox m ON m.id = p.mail_id
                 WHERE p.center_id = "
            ));
            query.push_bind(center).push(" AND p.id IN ");
            push_ids(&mut query, chosen.iter().map(|partner| partner.uuid()));
            query.push(" ORDER BY p.sort_key, p.id");
            query.build_query_as::<Row>().fetch_all(c).await
        })?;
        Ok(rows.into_iter().map(|row| row.partner(now)).collect::<Result<_, Fault>>()?)
    }

    /// Why a bulk change that began then leaves them out; none where it doesn't.
    pub fn left_out(&self, deed: BulkDeed, row: &PartnerRow, begun: DateTime<Utc>) -> Option<LeftOut> {
        let standing = Standing {
            own: self.member().partner() == row.id,
            only_admin: self.center().has_single_admin(),
            state: row.state,
            since: row.state_at,
            level: row.level(),
            sent_at: row.invited_at,
        };
        deed.leaves_out(&standing, begun)
    }

    /// Does it with one of them, as they stand when their turn comes.
    ///
    /// # Errors
    /// Refused as the operation on one partner is, and for whoever is left out.
    pub async fn does_in_bulk(
        &self,
        change: &BulkChange,
        partner: PartnerId,
    ) -> Result<BulkDone, Failure<BulkRefusal>> {
        let BulkChange { deed, begun, ref reason } = *change;
        let row = self.partners_of(&[partner]).await.map_err(Failure::widen)?.pop();
        let row = row.ok_or(Failure::NotFound)?;
        if let Some(left_out) = self.left_out(deed, &row, begun) {
            return Err(Failure::Refused(left_out.into()));
        }
        match deed {
            BulkDeed::Resend => self.resends_once(partner, begun).await.map(|()| BulkDone::LinkSent),
            BulkDeed::Revoke if row.state == PartnerState::Invited => {
                let cancelled = self.cancel(partner).await.map(|()| BulkDone::Cancelled);
                cancelled.map_err(|failure| failure.map(BulkRefusal::Cancel))
            }
            BulkDeed::Revoke => {
                let revoked =
                    self.revokes_as_shown(partner, begun, reason.clone()).await.map(|()| BulkDone::Revoked);
                revoked.map_err(|failure| failure.map(BulkRefusal::Revoke))
            }
            BulkDeed::MakeStandard => self.makes(partner, Grant::standard(Modules::NONE)).await,
            BulkDeed::MakeAdmin => self.makes(partner, Grant::Admin).await,
        }
    }

    /// The same bulk change may run twice at once: one link each.
    async fn resends_once(
        &self,
        partner: PartnerId,
        begun: DateTime<Utc>,
    ) -> Result<(), Failure<BulkRefusal>> {
        match self.resend_since(partner, Some(begun)).await {
            Ok(Resent::Now) => Ok(()),
            Ok(Resent::Already) => Err(Failure::Refused(LeftOut::SentAlready.into())),
            Err(failure) => Err(failure.map(BulkRefusal::Resend)),
        }
    }

    /// Nothing that was not there to be shown when it began: an Invitation, a proposal or a campaign may have gone meanwhile, by
    /// another's turn, and none may have come.
    async fn revokes_as_shown(
        &self,
        partner: PartnerId,
        begun: DateTime<Utc>,
        reason: Option<Note>,
    ) -> Result<(), Failure<RevokeRefusal>> {
        let found = self.member().look_up(partner).await?.to_revoke;
        if found.newest.is_some_and(|newest| newest > begun) {
            return Err(Failure::Refused(RevokeRefusal::Changed));
        }
        let rehearsed = found.rehearsed;
        // What they propose is withdrawn, and their campaigns go to whoever acts.
        let successors = Chosen::default();
        let revocation = Revocation { rehearsed, keep: Vec::new(), successors, reason, tell_by_mail: true };
        self.revoke(partner, revocation).await
    }

    async fn makes(&self, partner: PartnerId, grant: Grant) -> Result<BulkDone, Failure<BulkRefusal>> {
        let refused = |failure: Failure<EditRefusal>| failure.map(BulkRefusal::Edit);
        let (found, opened) = self.to_edit(partner).await.map_err(refused)?;
        // Whoever got the level since they were looked at keeps what came with it.
        if opened.grant.level() == grant.level() {
            return Err(Failure::Refused(LeftOut::LevelAlready(grant.level()).into()));
        }
        // An Admin has no end and no Asset that was given; whoever was one begins with nothing.
        let mut wanted = opened.clone().with_assets(AssetGrants::NONE).with_end(None);
        wanted.grant = grant;
        let edit = Edit::new(opened, wanted, found.rehearsed);
        self.edit(partner, edit).await.map_err(refused)?;
        Ok(BulkDone::Level(grant.level()))
    }
}
