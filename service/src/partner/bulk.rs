//! The same done with many partners: each in a change of its own, by the operation that does it with one. So what is done is
//! done when it stops in between, and the audit log tells each by itself.

use chrono::{DateTime, Utc};
use domain::access::Modules;
use domain::asset::AssetGrants;
use domain::edit::EditRefusal;
use domain::grant::Grant;
use domain::id::PartnerId;
use domain::invitation::ResendRefusal;
use domain::partner::{BulkDeed, LeftOut, Standing};
use domain::revoke::RevokeRefusal;
use sqlx::QueryBuilder;

use super::edit::Edit;
use super::list::{PartnerRow, Row, row_columns};
use super::revoke::Revocation;
use crate::capability::Admin;
use crate::db::push_ids;
use crate::failure::{Failure, Fault};
use crate::invitation::Resent;

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
    Edit(#[from] EditRefusal),
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
            query.push_bind(center).push(" AND (p.kind IS NOT NULL OR p.state <> 'active') AND p.id IN ");
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
            state: row.state,
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
        deed: BulkDeed,
        partner: PartnerId,
        begun: DateTime<Utc>,
    ) -> Result<(), Failure<BulkRefusal>> {
        let row = self.partners_of(&[partner]).await.map_err(Failure::widen)?.pop();
        let row = row.ok_or(Failure::NotFound)?;
        if let Some(left_out) = self.left_out(deed, &row, begun) {
            return Err(Failure::Refused(left_out.into()));
        }
        match deed {
            BulkDeed::Resend => self.resends_once(partner, begun).await,
            BulkDeed::Revoke => {
                self.revokes_unseen(partner).await.map_err(|failure| failure.map(BulkRefusal::Revoke))
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

    /// What it ends was said for all of them at once.
    async fn revokes_unseen(&self, partner: PartnerId) -> Result<(), Failure<RevokeRefusal>> {
        let rehearsed = self.rehearse_revoke(partner).await?.rehearsed;
        let revocation = Revocation { rehearsed, keep: Vec::new(), reason: None, tell_by_mail: true };
        self.revoke(partner, revocation).await
    }

    async fn makes(&self, partner: PartnerId, grant: Grant) -> Result<(), Failure<BulkRefusal>> {
        let refused = |failure: Failure<EditRefusal>| failure.map(BulkRefusal::Edit);
        let (found, opened) = self.to_edit(partner).await.map_err(refused)?;
        // Whoever got the level since they were looked at keeps what came with it.
        if opened.grant.level() == grant.level() {
            return Err(Failure::Refused(LeftOut::LevelAlready(grant.level()).into()));
        }
        // An Admin has no end and no Asset that was given; whoever was one begins with nothing.
        let mut wanted = opened.clone().with_assets(AssetGrants::NONE).with_end(None);
        wanted.grant = grant;
        let edit = Edit { opened, wanted, rehearsed: found.rehearsed, keep: Vec::new() };
        self.edit(partner, edit).await.map(|_| ()).map_err(refused)
    }
}
