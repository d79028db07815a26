//! The page **Change requests**: an Admin's of everybody, anybody else's their own.

use domain::campaign::request::RequestState;
use domain::grant::Grant;
use domain::id::{CampaignId, ChangeRequestId};
use uuid::Uuid;

use super::StandingRequest;
use super::row::{RequestRow, seen, select_requests};
use crate::campaign::Campaigns;
use crate::clock::micros;
use crate::failure::{Failure, Fault};

/// How many rows stand on a page.
const ROWS: usize = 50;

/// Which Change requests are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestsQuery {
    pub state: RequestState,
    /// Those that come after this one.
    pub after: Option<ChangeRequestId>,
}

/// What waits comes first where it has waited longest; what is decided, where it is newest.
#[derive(Clone, Debug)]
pub struct RequestsPage {
    pub rows: Vec<StandingRequest>,
    /// More come after the last row.
    pub more: bool,
    /// What whoever looks proposed before it was handed over: they don't decide it either.
    pub formerly_own: Vec<ChangeRequestId>,
    pub counts: StateCounts,
}

/// How many there are of each state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StateCounts(Vec<(RequestState, u32)>);

macro_rules! page {
    ($beyond:literal, $way:literal) => {
        select_requests!(concat!(
            seen!(),
            "AND r.state = $5
             AND ($6 IS NULL OR (r.edited_at, r.id) ",
            $beyond,
            " (SELECT b.edited_at, b.id FROM change_requests b WHERE b.id = $6 AND b.center_id = $1))
             ORDER BY r.edited_at",
            $way,
            ", r.id",
            $way,
            " LIMIT $7"
        ))
    };
}

const fn statement(state: RequestState) -> &'static str {
    match state {
        RequestState::Waiting => page!(">", " ASC"),
        RequestState::Approved | RequestState::Rejected | RequestState::Withdrawn => page!("<", " DESC"),
    }
}

impl Campaigns {
    /// # Errors
    /// When the database can't be read.
    pub async fn requests(&self, query: RequestsQuery) -> Result<RequestsPage, Failure> {
        let member = self.member();
        let now = micros(member.keyholder().clock().now());
        let rows = read!(member.keyholder().db(), |c| {
            sqlx::query_as::<_, RequestRow>(statement(query.state))
                .bind(member.center().id.uuid())
                .bind(self.decides())
                .bind(member.partner().uuid())
                .bind(now)
                .bind(query.state.as_str())
                .bind(query.after.map(ChangeRequestId::uuid))
                .bind(i64::try_from(ROWS + 1).unwrap_or(i64::MAX))
                .fetch_all(c)
                .await
        })?;
        let more = rows.len() > ROWS;
        let rows: Vec<_> =
            rows.into_iter().take(ROWS).map(RequestRow::standing).collect::<Result<_, Fault>>()?;
        let formerly_own = self.formerly_own(&rows).await?;
        Ok(RequestsPage { rows, more, formerly_own, counts: self.request_counts(now).await? })
    }

    async fn formerly_own(&self, rows: &[StandingRequest]) -> Result<Vec<ChangeRequestId>, Failure> {
        if rows.iter().all(|row| row.former.is_none()) {
            return Ok(Vec::new());
        }
        let found = read!(self.member().keyholder().db(), |c| sqlx::query_scalar::<_, Uuid>(
            "SELECT request_id FROM former_proposers
              WHERE partner_id = $1 OR account_id = (SELECT account_id FROM partners WHERE id = $1)",
        )
        .bind(self.member().partner().uuid())
        .fetch_all(c)
        .await)?;
        Ok(found.into_iter().map(ChangeRequestId::from_uuid).collect())
    }

    async fn request_counts(&self, now: i64) -> Result<StateCounts, Failure> {
        let member = self.member();
        let counted = read!(member.keyholder().db(), |c| sqlx::query_as::<_, (String, i64)>(concat!(
            "SELECT r.state, count(*) FROM change_requests r WHERE r.center_id = $1 ",
            seen!(),
            "GROUP BY r.state"
        ))
        .bind(member.center().id.uuid())
        .bind(self.decides())
        .bind(member.partner().uuid())
        .bind(now)
        .fetch_all(c)
        .await)?;
        Ok(StateCounts::counted(counted))
    }

    /// What waits for a campaign: an Admin's of everybody, anybody else's their own.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn waiting_for(&self, campaign: CampaignId) -> Result<Vec<StandingRequest>, Failure> {
        let member = self.member();
        let now = micros(member.keyholder().clock().now());
        let rows = read!(member.keyholder().db(), |c| {
            sqlx::query_as::<_, RequestRow>(select_requests!(concat!(
                seen!(),
                "AND r.campaign_id = $5 AND r.state = 'waiting' ORDER BY r.edited_at, r.id"
            )))
            .bind(member.center().id.uuid())
            .bind(self.decides())
            .bind(member.partner().uuid())
            .bind(now)
            .bind(campaign.uuid())
            .fetch_all(c)
            .await
        })?;
        Ok(rows.into_iter().map(RequestRow::standing).collect::<Result<_, Fault>>()?)
    }

    /// Whether they see everybody's.
    pub(super) fn decides(&self) -> i64 {
        i64::from(self.member().grant() == Grant::Admin)
    }
}

impl StateCounts {
    pub(super) fn counted(rows: Vec<(String, i64)>) -> Self {
        let known = rows.into_iter().filter_map(|(state, count)| {
            Some((RequestState::parse(&state)?, u32::try_from(count).unwrap_or(u32::MAX)))
        });
        Self(known.collect())
    }

    pub fn of(&self, state: RequestState) -> u32 {
        self.0.iter().find(|(counted, _)| *counted == state).map_or(0, |(_, count)| *count)
    }
}
