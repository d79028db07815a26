//! What somebody may do with an Asset, as they stand inside the transaction.

use chrono::{DateTime, Utc};
use domain::asset::{AssetRole, Hold, Way};
use domain::decision::{AssetAction, Decision, Question, Subject, decide};
use domain::end::EndDate;
use domain::grant::Grant;
use domain::id::{AssetId, PartnerId};
use domain::invitation::{Recorded, partner_state};
use domain::linked::{LinkState, LinkedAdAccount};
use domain::partner::PartnerState;
use domain::zone::Zone;

use super::{AsMember, Change, InCenter};
use crate::clock::at;
use crate::column;
use crate::failure::Failure;

/// Somebody, once for each way to the Asset.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct WayRow {
    state: String,
    state_at: i64,
    access_ends_at: Option<i64>,
    pub(crate) level: String,
    modules: i64,
    invited: bool,
    link_state: Option<String>,
    role: Option<String>,
    ends_at: Option<i64>,
}

impl WayRow {
    fn standing(&self, now: DateTime<Utc>) -> Option<PartnerState> {
        let since = at(self.state_at);
        let recorded = Recorded::from_row(&self.state, since)?;
        // Whether an Invitation has expired does not matter: whoever has not accepted it is not in.
        Some(partner_state(recorded, since, self.access_ends_at.map(at), now))
    }

    fn ad_account(&self) -> LinkedAdAccount {
        match self.link_state.as_deref().and_then(LinkState::parse) {
            _ if !self.invited => LinkedAdAccount::NotNeeded,
            Some(state) => LinkedAdAccount::Linked(state),
            None => LinkedAdAccount::Missing,
        }
    }
}

impl Change<AsMember> {
    /// Of whoever acts.
    pub(crate) async fn decide<R>(
        &mut self,
        action: AssetAction,
        asset: AssetId,
    ) -> Result<Decision, Failure<R>> {
        let partner = self.actor().partner.ok_or(Failure::NotFound)?;
        Ok(self.decide_about(partner, action, asset).await?.1)
    }
}

impl<Door: InCenter> Change<Door> {
    /// Of a partner of the Business Center, and how they stand in it.
    pub(crate) async fn decide_about<R>(
        &mut self,
        partner: PartnerId,
        action: AssetAction,
        asset: AssetId,
    ) -> Result<(PartnerState, Decision), Failure<R>> {
        let center = self.center().id;
        let rows = on!(&mut self.tx, |c| {
            sqlx::query_as::<_, WayRow>(
            "SELECT p.state, p.state_at, p.ends_at AS access_ends_at, p.level, p.modules, p.invited_at IS NOT NULL AS invited,
                    p.link_state, x.role, x.ends_at
               FROM partners p
               LEFT JOIN asset_grants x
                 ON x.partner_id = p.id
                AND (x.asset_id = $3 OR x.group_id IN (SELECT group_id FROM asset_group_assets WHERE asset_id = $3))
              WHERE p.id = $1 AND p.center_id = $2",
        )
        .bind(partner.uuid())
        .bind(center.uuid())
        .bind(asset.uuid())
        .fetch_all(c)
        .await
        })?;
        decided(rows.iter(), action, asset, (self.center().zone, self.now)).ok_or(Failure::NotFound)
    }
}

/// How somebody stands who has these ways to an Asset, and what the decision says of them; none without a row of theirs.
pub(crate) fn decided<'a>(
    rows: impl Iterator<Item = &'a WayRow> + Clone,
    action: AssetAction,
    asset: AssetId,
    (zone, now): (Zone, DateTime<Utc>),
) -> Option<(PartnerState, Decision)> {
    let row = rows.clone().next()?;
    let grant: Grant = column::grant(Some(&row.level), Some(row.modules))?;
    let who = Subject { state: row.standing(now)?, grant, ad_account: row.ad_account() };
    let ways: Vec<_> = rows
        .filter_map(|row| {
            let role = AssetRole::parse(row.role.as_deref()?)?;
            let ends = row.ends_at.map(|end| EndDate::at(at(end), zone));
            Some(Way { asset, through: None, role, ends })
        })
        .collect();
    Some((who.state, decide(who, Question::With(action, Hold::of(&ways, now)))))
}
