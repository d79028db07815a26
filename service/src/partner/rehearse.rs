//! What revoking many would end, asked for all of them at once.

use std::collections::HashMap;

use domain::id::PartnerId;
use domain::partner::PartnerState;
use domain::revoke::{GoesWith, LeftBehind, OpenInvitation, Rehearsal, StandingApprovals};
use uuid::Uuid;

use super::list::PartnerRow;
use crate::capability::Admin;
use crate::clock::micros;
use crate::failure::Failure;

/// Open Invitations with whoever sent them and whoever owns their address, Assets with whoever owns them, how many were given
/// to whom, and how many proposals, campaigns and standing approvals are whose: of the whole Business Center, since so many ids in a statement cost more than its rows.
const GOES_WITH_THEM: &str = "
    SELECT 'sent', i.invited_by, i.id, i.contact
      FROM partners i
     WHERE i.center_id = $1 AND i.state = 'invited' AND i.invitation_expires_at > $2 AND i.invited_by IS NOT NULL
     UNION ALL
    SELECT 'to_them', p.id, i.id, i.contact
      FROM partners i
      JOIN account_contacts k ON k.contact = i.contact AND k.state = 'verified'
      JOIN partners p ON p.account_id = k.account_id AND p.center_id = $1
     WHERE i.center_id = $1 AND i.state = 'invited' AND i.invitation_expires_at > $2
     UNION ALL
    SELECT 'owns', owner_partner_id, id, name
      FROM assets
     WHERE center_id = $1 AND owner_partner_id IS NOT NULL
     UNION ALL
    SELECT 'given', partner_id, partner_id, CAST(count(*) AS TEXT)
      FROM asset_grants
     WHERE center_id = $1 AND (ends_at IS NULL OR ends_at > $2)
     GROUP BY partner_id
     UNION ALL
    SELECT 'proposals', proposer_id, proposer_id, CAST(count(*) AS TEXT)
      FROM change_requests
     WHERE center_id = $1 AND state = 'waiting'
     GROUP BY proposer_id
     UNION ALL
    SELECT 'campaigns', responsible_id, responsible_id, CAST(count(*) AS TEXT)
      FROM campaigns
     WHERE center_id = $1 AND responsible_left_at IS NULL AND status <> 'deleted'
     GROUP BY responsible_id
     UNION ALL
    SELECT 'approvals', b.partner_id, b.partner_id, CAST(count(*) AS TEXT)
      FROM (SELECT operator_id AS partner_id FROM standing_approvals
             WHERE center_id = $1 AND ended_at IS NULL AND ends_at > $2
             UNION ALL
            SELECT giver_id FROM standing_approvals WHERE center_id = $1 AND ended_at IS NULL AND ends_at > $2) b
     GROUP BY b.partner_id
     ORDER BY 4, 3";

/// What revoking one of many would end.
#[derive(Clone, Debug)]
pub struct OneOfMany {
    pub rehearsal: Rehearsal,
    pub with: GoesWith,
}

impl Admin {
    /// What revoking each of those who are in would end.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn rehearse_revokes(
        &self,
        rows: &[PartnerRow],
    ) -> Result<HashMap<PartnerId, OneOfMany>, Failure> {
        let nothing = |row: &PartnerRow| Rehearsal {
            grant: row.grant,
            owns: vec![],
            sent: vec![],
            to_them: vec![],
            left: LeftBehind::default(),
            approvals: StandingApprovals::default(),
        };
        let active = rows.iter().filter(|row| row.state == PartnerState::Active);
        let mut rehearsals: HashMap<_, _> = active
            .map(|row| (row.id, OneOfMany { rehearsal: nothing(row), with: GoesWith::default() }))
            .collect();
        if rehearsals.is_empty() {
            return Ok(rehearsals);
        }
        let (center, now) = (self.center().id, self.keyholder().clock().now());
        let found = read!(self.keyholder().db(), |c| sqlx::query_as::<_, (String, Uuid, Uuid, String)>(
            GOES_WITH_THEM
        )
        .bind(center.uuid())
        .bind(micros(now))
        .fetch_all(c)
        .await)?;
        for (how, whose, id, name) in found {
            let Some(one) = rehearsals.get_mut(&PartnerId::from_uuid(whose)) else { continue };
            let rehearsal = &mut one.rehearsal;
            let open = |contact| OpenInvitation { partner: PartnerId::from_uuid(id), contact };
            match how.as_str() {
                "sent" => rehearsal.sent.push(open(name)),
                "to_them" => rehearsal.to_them.push(open(name)),
                "given" => one.with.given = name.parse().unwrap_or_default(),
                "proposals" => one.with.proposals = name.parse().unwrap_or_default(),
                "approvals" => one.with.approvals = name.parse().unwrap_or_default(),
                "campaigns" => one.with.campaigns = name.parse().unwrap_or_default(),
                _ => rehearsal.owns.push(name),
            }
        }
        // One that they sent to an address of theirs ends as one to them.
        for OneOfMany { rehearsal: Rehearsal { sent, to_them, .. }, .. } in rehearsals.values_mut() {
            sent.retain(|open| !to_them.contains(open));
        }
        Ok(rehearsals)
    }
}
