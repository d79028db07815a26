//! What somebody leaves is handed over, with the change that ends their access.

use std::collections::BTreeMap;

use domain::id::{AssetId, ChangeRequestId, PartnerId};
use domain::revoke::{Chosen, HandOver, LeftBehind, RevokeRefusal, Successor};
use sqlx::QueryBuilder;
use uuid::Uuid;

use super::left_behind::Found;
use crate::audit::{CampaignState, HandedCampaigns, HandedOver, HandedProposal, Taker};
use crate::change::{AsAdmin, Change, InCenter};
use crate::clock::{at, micros};
use crate::column;
use crate::db::push_ids;
use crate::failure::Failure;
use crate::keyholder::Keyholder;
use crate::mail::Letter;
use crate::mail::successor::ProposalsHandedOverMail;
use crate::outbox::Mail;

/// Who takes over what, and what they are called.
#[derive(Debug, Default)]
pub(super) struct Plan {
    left: LeftBehind,
    to: HandOver,
    takers: Vec<Taker>,
}

impl Change<AsAdmin> {
    /// Nobody is looked up where nobody but whoever acts was chosen.
    pub(super) async fn planned(
        &mut self,
        partner: PartnerId,
        found: &Found,
        chosen: &Chosen,
        acting: PartnerId,
    ) -> Result<Plan, Failure<RevokeRefusal>> {
        if found.left.is_empty() {
            return Ok(Plan::default());
        }
        let successors = if chosen.names_somebody(acting) {
            self.successors_of(partner, found, acting).await?
        } else {
            Vec::new()
        };
        let refused = |refused| Failure::Refused(RevokeRefusal::NotHandedOver(refused));
        let to = found.left.handed_over(chosen, &successors, acting).map_err(refused)?;
        let you = Taker { partner: acting.uuid(), name: self.actor().name.clone() };
        let others = successors.into_iter().filter(|one| one.partner != acting);
        let takers = std::iter::once(you)
            .chain(others.map(|Successor { partner, name, .. }| Taker { partner: partner.uuid(), name }));
        Ok(Plan { left: found.left.clone(), to, takers: takers.collect() })
    }

    /// Hands over what a partner leaves, and tells whoever got a proposal by it, but for whoever acts.
    pub(super) async fn hand_over<R>(
        &mut self,
        partner: PartnerId,
        plan: &Plan,
        acting: PartnerId,
    ) -> Result<HandedOver, Failure<R>> {
        let handed_over = self.carry_out(partner, plan).await?;
        let at = micros(self.now);
        for taker in by_taker(&plan.to.proposals).into_keys().flatten() {
            if taker != acting {
                self.tell_partner(taker, &Mail::ProposalsHandedOver { partner: taker, from: partner, at })
                    .await?;
            }
        }
        Ok(handed_over)
    }
}

impl<Door: InCenter> Change<Door> {
    /// Whoever leaves hands nothing over.
    pub(super) async fn leave_behind<R>(
        &mut self,
        partner: PartnerId,
        found: &Found,
    ) -> Result<HandedOver, Failure<R>> {
        let to = found.left.left_to_nobody();
        self.carry_out(partner, &Plan { left: found.left.clone(), to, takers: Vec::new() }).await
    }

    async fn carry_out<R>(&mut self, partner: PartnerId, plan: &Plan) -> Result<HandedOver, Failure<R>> {
        for (taker, requests) in by_taker(&plan.to.proposals) {
            let requests: Vec<_> = requests.into_iter().map(ChangeRequestId::uuid).collect();
            match taker {
                Some(taker) => self.hand_proposals(partner, taker, &requests).await?,
                None => self.withdraw_proposals(&requests).await?,
            }
        }
        for (taker, accounts) in by_taker(&plan.to.campaigns) {
            self.hand_campaigns(partner, taker, accounts).await?;
        }
        Ok(plan.told())
    }

    async fn hand_proposals<R>(
        &mut self,
        partner: PartnerId,
        taker: PartnerId,
        requests: &[Uuid],
    ) -> Result<(), Failure<R>> {
        let now = micros(self.now);
        on!(&mut self.tx, |c| {
            let mut query = QueryBuilder::new(
                "INSERT INTO former_proposers (request_id, partner_id, account_id, until)
                 SELECT r.id, r.proposer_id, r.proposer_account_id, ",
            );
            query.push_bind(now);
            query.push(" FROM change_requests r WHERE r.id IN ");
            push_ids(&mut query, requests.iter().copied());
            query.push(" ON CONFLICT (request_id, partner_id) DO UPDATE SET account_id = excluded.account_id, until = excluded.until");
            query.build().execute(c).await.map(|_| ())
        })?;
        on!(&mut self.tx, |c| {
            let mut query = QueryBuilder::new("UPDATE change_requests SET proposer_id = ");
            query.push_bind(taker.uuid());
            query.push(", proposer_account_id = (SELECT account_id FROM partners WHERE id = ");
            query.push_bind(taker.uuid()).push(") WHERE proposer_id = ").push_bind(partner.uuid());
            query.push(" AND id IN ");
            push_ids(&mut query, requests.iter().copied());
            query.build().execute(c).await.map(|_| ())
        })?;
        Ok(())
    }

    async fn withdraw_proposals<R>(&mut self, requests: &[Uuid]) -> Result<(), Failure<R>> {
        let now = micros(self.now);
        on!(&mut self.tx, |c| {
            let mut query =
                QueryBuilder::new("UPDATE change_requests SET state = 'withdrawn', decided_at = ");
            query.push_bind(now).push(" WHERE state = 'waiting' AND id IN ");
            push_ids(&mut query, requests.iter().copied());
            query.build().execute(c).await.map(|_| ())
        })?;
        Ok(())
    }

    /// To nobody: since now nobody is responsible.
    async fn hand_campaigns<R>(
        &mut self,
        partner: PartnerId,
        taker: Option<PartnerId>,
        accounts: Vec<AssetId>,
    ) -> Result<(), Failure<R>> {
        let (center, left_at) = (self.center().id, taker.is_none().then(|| micros(self.now)));
        on!(&mut self.tx, |c| {
            let mut query = QueryBuilder::new("UPDATE campaigns SET responsible_id = ");
            query.push_bind(taker.unwrap_or(partner).uuid());
            query.push(", responsible_left_at = ").push_bind(left_at);
            query.push(" WHERE center_id = ").push_bind(center.uuid());
            query.push(" AND responsible_id = ").push_bind(partner.uuid());
            query.push(" AND responsible_left_at IS NULL AND status <> 'deleted' AND ad_account_id IN ");
            push_ids(&mut query, accounts.iter().map(|account| account.uuid()));
            query.build().execute(c).await.map(|_| ())
        })?;
        Ok(())
    }
}

fn by_taker<T: Copy>(of: &[(T, Option<PartnerId>)]) -> BTreeMap<Option<PartnerId>, Vec<T>> {
    let mut by_taker = BTreeMap::<_, Vec<T>>::new();
    for (what, taker) in of {
        by_taker.entry(*taker).or_default().push(*what);
    }
    by_taker
}

impl Plan {
    /// As the audit log tells it.
    fn told(&self) -> HandedOver {
        let taker = |to: Option<PartnerId>| {
            self.takers.iter().find(|taker| Some(taker.partner) == to.map(PartnerId::uuid)).cloned()
        };
        let proposals = self.left.proposals.iter().zip(&self.to.proposals);
        let campaigns = self.left.campaigns.iter().zip(&self.to.campaigns);
        HandedOver {
            proposals: proposals
                .map(|(of, (request, to))| HandedProposal {
                    request: request.uuid(),
                    name: of.name.clone(),
                    to: taker(*to),
                })
                .collect(),
            campaigns: campaigns
                .map(|(of, (ad_account, to))| HandedCampaigns {
                    ad_account: ad_account.uuid(),
                    ad_account_name: of.ad_account_name.clone(),
                    campaigns: of.campaigns.iter().map(|(id, _)| id.uuid()).collect(),
                    to: taker(*to),
                })
                .collect(),
        }
    }
}

#[derive(sqlx::FromRow)]
struct HandedRow {
    center: String,
    slug: String,
    time_zone: String,
    partner: String,
    request: Uuid,
    name: Option<String>,
    body: String,
    ad_account: String,
}

/// To whoever took over what `from` had proposed until then. None once nothing of it waits, or is theirs.
pub(crate) async fn handed_over_letter(
    keyholder: &Keyholder,
    partner: PartnerId,
    from: PartnerId,
    until: i64,
) -> Result<Option<Letter>, Failure> {
    let rows = read!(keyholder.db(), |c| {
        sqlx::query_as::<_, HandedRow>(
        "SELECT c.name AS center, c.slug, c.time_zone, coalesce(p.name, p.contact) AS partner, r.id AS request, k.name, r.body,
                a.name AS ad_account
           FROM former_proposers f
           JOIN change_requests r ON r.id = f.request_id AND r.proposer_id = $1 AND r.state = 'waiting'
           JOIN assets a ON a.id = r.ad_account_id
           JOIN business_centers c ON c.id = r.center_id
           JOIN partners p ON p.id = f.partner_id
           LEFT JOIN campaigns k ON k.id = r.campaign_id
          WHERE f.partner_id = $2 AND f.until = $3
          ORDER BY r.proposed_at, r.id",
    )
    .bind(partner.uuid())
    .bind(from.uuid())
    .bind(until)
    .fetch_all(c)
    .await
    })?;
    let Some(first) = rows.first() else { return Ok(None) };
    let list = format!("{}/b/{}/campaigns/requests", keyholder.settings().url, first.slug);
    let named = |row: &HandedRow| -> Result<(String, String), Failure> {
        let name = match &row.name {
            Some(name) => name.clone(),
            None => serde_json::from_str::<CampaignState>(&row.body)?.name,
        };
        Ok((name, row.ad_account.clone()))
    };
    let mail = ProposalsHandedOverMail {
        center: first.center.clone(),
        partner: first.partner.clone(),
        proposals: rows.iter().map(named).collect::<Result<_, _>>()?,
        at: column::zone(&first.time_zone).unwrap_or_default().moment(at(until)).to_string(),
        url: if rows.len() == 1 { format!("{list}/{}", first.request) } else { list },
    };
    Ok(Some(mail.letter()))
}
