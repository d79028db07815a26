//! **Edit** of an Invitation that waits: its seat moves, and its link stays good, though no longer than the access it offers.

use chrono::{DateTime, Utc};
use domain::edit::{Access, EditRefusal};
use domain::end::EndDate;
use domain::id::PartnerId;
use domain::invitation::expires_at;
use domain::partner::PartnerState;

use super::look_up::Found;
use crate::audit::{self, Event};
use crate::change::{AsAdmin, Change};
use crate::clock::micros;
use crate::failure::Failure;

impl Change<AsAdmin> {
    /// Nobody is told: what it offers stands on the page of its link, whenever that is opened.
    pub(super) async fn edit_invitation(
        mut self,
        partner: PartnerId,
        found: Found,
        wanted: &Access,
    ) -> Result<(), Failure<EditRefusal>> {
        let (now, level) = (found.access(), wanted.grant.level());
        // An expired one holds no seat; Resend Invite takes one anew.
        let open = found.to_revoke.state == PartnerState::Invited;
        if open && now.grant.level() != level {
            self.hold_seat(level).await.map_err(|full| full.map(EditRefusal::SeatsFull))?;
        }
        self.write_access(partner, &found, wanted).await?;
        self.write_asset_grants(partner, now.assets(), wanted.assets()).await?;
        if let Some(invited_at) = found.to_revoke.invited_at.filter(|_| open) {
            self.end_link_with(partner, expires_at(invited_at, wanted.ends().map(EndDate::moment))).await?;
        }
        let event = Event::InvitationEdited {
            partner: partner.uuid(),
            contact: found.to_revoke.contact,
            before: audit::Access::of(&now),
            after: audit::Access::of(wanted),
        };
        self.commit(event).await
    }

    async fn end_link_with<R>(
        &mut self,
        partner: PartnerId,
        expires_at: DateTime<Utc>,
    ) -> Result<(), Failure<R>> {
        on!(&mut self.tx, |c| sqlx::query("UPDATE partners SET invitation_expires_at = $1 WHERE id = $2")
            .bind(micros(expires_at))
            .bind(partner.uuid())
            .execute(c)
            .await
            .map(|_| ()))?;
        Ok(())
    }
}
