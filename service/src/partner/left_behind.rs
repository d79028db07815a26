//! What somebody would leave behind: proposals of theirs that wait, and campaigns that they are responsible for.

use domain::fold::unaccented;
use domain::id::{AssetId, CampaignId, ChangeRequestId, PartnerId};
use domain::revoke::{AdAccountCampaigns, LeftBehind, OpenProposal};
use uuid::Uuid;

use crate::audit::CampaignState;
use crate::capability::Member;
use crate::change::{Change, InCenter};
use crate::failure::Failure;

/// How much of it a partner `p` would leave.
macro_rules! left_behind {
    () => {
        "(SELECT count(*) FROM change_requests r
           WHERE r.center_id = p.center_id AND r.proposer_id = p.id AND r.state = 'waiting')
         + (SELECT count(*) FROM campaigns k
             WHERE k.center_id = p.center_id AND k.responsible_id = p.id AND k.responsible_left_at IS NULL AND k.status <> 'deleted')"
    };
}
pub(super) use left_behind;

/// Both, of a partner `$2` of a Business Center `$1`; a proposal once for each other one that waits for the same campaign. A
/// campaign has no proposed body.
const LEFT_BEHIND: &str = "
    SELECT r.id, k.name, r.body, r.campaign_id, r.ad_account_id, a.name AS ad_account, o.proposer_id AS other,
           coalesce((SELECT max(f.until) FROM former_proposers f WHERE f.request_id = r.id), r.proposed_at) AS since
      FROM change_requests r
      JOIN assets a ON a.id = r.ad_account_id
      LEFT JOIN campaigns k ON k.id = r.campaign_id
      LEFT JOIN change_requests o ON o.campaign_id = r.campaign_id AND o.state = 'waiting' AND o.proposer_id <> r.proposer_id
     WHERE r.center_id = $1 AND r.proposer_id = $2 AND r.state = 'waiting'
     UNION ALL
    SELECT k.id, k.name, NULL, k.id, k.ad_account_id, a.name, NULL, v.saved_at
      FROM campaigns k
      JOIN assets a ON a.id = k.ad_account_id
      JOIN campaign_versions v ON v.campaign_id = k.id AND v.version = 1
     WHERE k.center_id = $1 AND k.responsible_id = $2 AND k.responsible_left_at IS NULL AND k.status <> 'deleted'";

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    name: Option<String>,
    body: Option<String>,
    campaign_id: Option<Uuid>,
    ad_account_id: Uuid,
    ad_account: String,
    /// Whoever proposes something else for the same campaign.
    other: Option<Uuid>,
    since: i64,
}

/// What is left behind, and what matters for whoever takes it over.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    pub(super) left: LeftBehind,
    /// Who proposes something for which campaign already.
    pub(super) others: Vec<(PartnerId, CampaignId)>,
    /// When the newest of it came to be theirs.
    pub(super) newest: Option<i64>,
}

impl Member {
    pub(super) async fn left_behind<R>(&self, by: PartnerId) -> Result<Found, Failure<R>> {
        let rows = read!(self.keyholder().db(), |c| sqlx::query_as::<_, Row>(LEFT_BEHIND)
            .bind(self.center().id.uuid())
            .bind(by.uuid())
            .fetch_all(c)
            .await)?;
        found(rows)
    }
}

impl<Door: InCenter> Change<Door> {
    pub(super) async fn left_behind<R>(&mut self, by: PartnerId) -> Result<Found, Failure<R>> {
        let center = self.center().id;
        let rows = on!(&mut self.tx, |c| sqlx::query_as::<_, Row>(LEFT_BEHIND)
            .bind(center.uuid())
            .bind(by.uuid())
            .fetch_all(c)
            .await)?;
        found(rows)
    }
}

fn found<R>(mut rows: Vec<Row>) -> Result<Found, Failure<R>> {
    rows.sort_by_cached_key(|row| (unaccented(&row.ad_account), row.ad_account_id, row.since, row.id));
    let mut found = Found::default();
    for row in rows {
        found.newest = found.newest.max(Some(row.since));
        let campaign = row.campaign_id.map(CampaignId::from_uuid);
        if let Some((other, campaign)) = row.other.zip(campaign) {
            found.others.push((PartnerId::from_uuid(other), campaign));
        }
        match &row.body {
            Some(body) => {
                let name = match row.name {
                    Some(name) => name,
                    None => serde_json::from_str::<CampaignState>(body)?.name,
                };
                let request = ChangeRequestId::from_uuid(row.id);
                // Its rows stand together.
                if found.left.proposals.last().is_none_or(|last| last.request != request) {
                    let ad_account = AssetId::from_uuid(row.ad_account_id);
                    found.left.proposals.push(OpenProposal {
                        request,
                        name,
                        campaign,
                        ad_account,
                        ad_account_name: row.ad_account,
                    });
                }
            }
            None => found.add_campaign(row),
        }
    }
    Ok(found)
}

impl Found {
    fn add_campaign(&mut self, row: Row) {
        let ad_account = AssetId::from_uuid(row.ad_account_id);
        let campaign = (CampaignId::from_uuid(row.id), row.name.unwrap_or_default());
        match self.left.campaigns.last_mut() {
            Some(of) if of.ad_account == ad_account => of.campaigns.push(campaign),
            _ => self.left.campaigns.push(AdAccountCampaigns {
                ad_account,
                ad_account_name: row.ad_account,
                campaigns: vec![campaign],
            }),
        }
    }
}
