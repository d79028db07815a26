//! A Standing approval ends with the access that it stands on.

use domain::access::{Module, Modules};

use crate::change::{Change, InCenter};
use crate::clock::micros;
use crate::failure::Failure;

impl<Door: InCenter> Change<Door> {
    /// Ends what this change took the ground from: whoever gave it is no Admin any more, whoever it is for no Operator until
    /// its last day. Asked of every change, since there are many ways to both, and before it is known that none else does;
    /// none may come back to life when the access does.
    pub(crate) async fn end_lapsed_approvals<R>(&mut self) -> Result<(), Failure<R>> {
        if self.center().standing_approvals == 0 {
            return Ok(());
        }
        let (center, change) = (self.center().id, self.center().change);
        let ended = on!(&mut self.tx, |c| {
            sqlx::query(
            "UPDATE standing_approvals
                SET ended_at = CASE WHEN ends_at < $2 THEN ends_at ELSE $2 END, ended_change = $3
              WHERE center_id = $1 AND ended_at IS NULL
                AND NOT (ends_at > $2
                         AND EXISTS (SELECT 1 FROM partners g
                                      WHERE g.id = giver_id AND g.state = 'active' AND g.level = 'admin')
                         AND EXISTS (SELECT 1
                                       FROM partners o
                                       JOIN asset_grants x ON x.partner_id = o.id
                                      WHERE o.id = operator_id AND o.state = 'active' AND o.level = 'standard'
                                        AND o.modules & $4 = $4
                                        AND (o.ends_at IS NULL OR o.ends_at >= standing_approvals.ends_at)
                                        AND x.role = 'operator'
                                        AND (x.ends_at IS NULL OR x.ends_at >= standing_approvals.ends_at)
                                        AND (x.asset_id = standing_approvals.ad_account_id
                                             OR x.group_id IN (SELECT t.group_id FROM asset_group_assets t
                                                                WHERE t.asset_id = standing_approvals.ad_account_id))))",
        )
        .bind(center.uuid())
        .bind(micros(self.now))
        .bind(change)
        .bind(Modules::NONE.with(Module::Campaigns).bits())
        .execute(c)
        .await
        .map(|done| done.rows_affected())
        })?;
        self.center_mut().standing_approvals -= i64::try_from(ended).unwrap_or_default();
        Ok(())
    }
}
