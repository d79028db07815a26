//! What whoever acts may do with an Asset, as they stand inside the transaction.

use domain::asset::{AssetRole, Hold, Way};
use domain::decision::{AssetAction, Decision, Question, Subject, decide};
use domain::end::EndDate;
use domain::grant::Grant;
use domain::id::AssetId;
use domain::linked::{LinkState, LinkedAdAccount};
use domain::partner::PartnerState;

use super::{AsMember, Change};
use crate::clock::at;
use crate::column;
use crate::failure::Failure;

/// Whoever acts, once for each way to the Asset.
#[derive(sqlx::FromRow)]
struct WayRow {
    level: String,
    modules: i64,
    invited: bool,
    link_state: Option<String>,
    role: Option<String>,
    ends_at: Option<i64>,
}

impl WayRow {
    fn ad_account(&self) -> LinkedAdAccount {
        match self.link_state.as_deref().and_then(LinkState::parse) {
            _ if !self.invited => LinkedAdAccount::NotNeeded,
            Some(state) => LinkedAdAccount::Linked(state),
            None => LinkedAdAccount::Missing,
        }
    }
}

impl Change<AsMember> {
    pub(crate) async fn decide<R>(
        &mut self,
        action: AssetAction,
        asset: AssetId,
    ) -> Result<Decision, Failure<R>> {
        let partner = self.actor().partner.ok_or(Failure::NotFound)?;
        let rows = on!(&mut self.tx, |c| {
            sqlx::query_as::<_, WayRow>(
            "SELECT p.level, p.modules, p.invited_at IS NOT NULL AS invited, p.link_state, x.role, x.ends_at
               FROM partners p
               LEFT JOIN asset_grants x
                 ON x.partner_id = p.id
                AND (x.asset_id = $2 OR x.group_id IN (SELECT group_id FROM asset_group_assets WHERE asset_id = $2))
              WHERE p.id = $1",
        )
        .bind(partner.uuid())
        .bind(asset.uuid())
        .fetch_all(c)
        .await
        })?;
        let who = rows.first().ok_or(Failure::NotFound)?;
        let grant: Grant = column::grant(Some(&who.level), Some(who.modules)).ok_or(Failure::NotFound)?;
        // The door let in nobody whose access has ended.
        let who = Subject { state: PartnerState::Active, grant, ad_account: who.ad_account() };
        let zone = self.center().zone;
        let ways: Vec<_> = rows
            .iter()
            .filter_map(|row| {
                let role = AssetRole::parse(row.role.as_deref()?)?;
                let ends = row.ends_at.map(|end| EndDate::at(at(end), zone));
                Some(Way { asset, through: None, role, ends })
            })
            .collect();
        Ok(decide(who, Question::With(action, Hold::of(&ways, self.now))))
    }
}
