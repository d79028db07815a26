//! The page of one Change request.

use domain::campaign::request::RequestState;
use domain::id::{ChangeRequestId, PartnerId};
use uuid::Uuid;

use super::comment::{Comment, CommentRow};
use super::row::{RequestRow, seen, select_requests};
use super::{StandingRequest, StateCounts, not_own};
use crate::campaign::Campaigns;
use crate::clock::micros;
use crate::failure::Failure;

/// A Change request with all that hangs on it.
#[derive(Clone, Debug)]
pub struct WholeRequest {
    pub request: StandingRequest,
    /// The oldest first.
    pub comments: Vec<Comment>,
    /// What became of everything that the same partner proposed.
    pub track: Track,
    /// Who can decide it.
    pub deciders: Vec<Decider>,
    pub queue: Queue,
}

/// How many of somebody's proposals became what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Track(StateCounts);

/// An Admin who did not propose it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decider {
    pub id: PartnerId,
    pub name: String,
}

/// What waits for whoever looks, an Admin, in the order of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Queue {
    pub waiting: u32,
    /// Up to and with this one.
    pub place: u32,
    /// The one after it, or the first.
    pub next: Option<ChangeRequestId>,
}

impl Campaigns {
    /// # Errors
    /// Not found for one of others.
    pub async fn request(&self, request: ChangeRequestId) -> Result<WholeRequest, Failure> {
        let request = self.standing_request(request).await?;
        Ok(WholeRequest {
            comments: self.comments(request.id).await?,
            track: self.track(request.proposer.id).await?,
            deciders: self.deciders_of(&request).await?,
            queue: if self.decides() == 1 { self.queue(&request).await? } else { Queue::default() },
            request,
        })
    }

    /// # Errors
    /// Not found for one of others.
    pub async fn standing_request(&self, request: ChangeRequestId) -> Result<StandingRequest, Failure> {
        let member = self.member();
        let now = micros(member.keyholder().clock().now());
        let row = read!(member.keyholder().db(), |c| {
            sqlx::query_as::<_, RequestRow>(select_requests!(concat!(seen!(), "AND r.id = $5")))
                .bind(member.center().id.uuid())
                .bind(self.decides())
                .bind(member.partner().uuid())
                .bind(now)
                .bind(request.uuid())
                .fetch_optional(c)
                .await
        })?;
        Ok(row.ok_or(Failure::NotFound)?.standing()?)
    }

    async fn comments(&self, request: ChangeRequestId) -> Result<Vec<Comment>, Failure> {
        let rows = read!(self.member().keyholder().db(), |c| sqlx::query_as::<_, CommentRow>(
            "SELECT coalesce(p.name, p.contact) AS by_name, t.words, t.said_at
               FROM change_request_comments t
               JOIN partners p ON p.id = t.partner_id
              WHERE t.request_id = $1
              ORDER BY t.said_at, t.id",
        )
        .bind(request.uuid())
        .fetch_all(c)
        .await)?;
        Ok(rows.into_iter().map(CommentRow::comment).collect())
    }

    async fn track(&self, proposer: PartnerId) -> Result<Track, Failure> {
        let counted = read!(self.member().keyholder().db(), |c| {
            sqlx::query_as::<_, (String, i64)>(
            "SELECT state, count(*) FROM change_requests WHERE center_id = $1 AND proposer_id = $2 GROUP BY state",
        )
        .bind(self.member().center().id.uuid())
        .bind(proposer.uuid())
        .fetch_all(c)
        .await
        })?;
        Ok(Track(StateCounts::counted(counted)))
    }

    /// Who can decide what somebody proposes, by name.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn deciders(&self, proposer: PartnerId) -> Result<Vec<Decider>, Failure> {
        let found = read!(self.member().keyholder().db(), |c| sqlx::query_as::<_, (Uuid, String)>(
            "SELECT id, coalesce(name, contact) FROM partners
              WHERE center_id = $1 AND state = 'active' AND level = 'admin' AND id <> $2
              ORDER BY sort_key, id",
        )
        .bind(self.member().center().id.uuid())
        .bind(proposer.uuid())
        .fetch_all(c)
        .await)?;
        Ok(found.into_iter().map(|(id, name)| Decider { id: PartnerId::from_uuid(id), name }).collect())
    }

    /// Nobody who ever proposed it.
    async fn deciders_of(&self, request: &StandingRequest) -> Result<Vec<Decider>, Failure> {
        let deciders = self.deciders(request.proposer.id).await?;
        if request.former.is_none() {
            return Ok(deciders);
        }
        let former = read!(self.member().keyholder().db(), |c| sqlx::query_scalar::<_, Uuid>(
            "SELECT p.id
               FROM partners p
               JOIN former_proposers f ON f.partner_id = p.id OR f.account_id = p.account_id
              WHERE f.request_id = $1 AND p.center_id = $2",
        )
        .bind(request.id.uuid())
        .bind(self.member().center().id.uuid())
        .fetch_all(c)
        .await)?;
        Ok(deciders.into_iter().filter(|of| !former.contains(&of.id.uuid())).collect())
    }

    async fn queue(&self, request: &StandingRequest) -> Result<Queue, Failure> {
        let member = self.member();
        let (waiting, place, next, first) = read!(member.keyholder().db(), |c| {
            sqlx::query_as::<_, (i64, i64, Option<Uuid>, Option<Uuid>)>(concat!(
                "WITH q AS (SELECT r.id, r.edited_at FROM change_requests r
                                 WHERE r.center_id = $1 AND r.state = 'waiting' AND ",
                not_own!("$2"),
                ")
                 SELECT (SELECT count(*) FROM q),
                        (SELECT count(*) FROM q WHERE (edited_at, id) <= ($3, $4)),
                        (SELECT id FROM q WHERE (edited_at, id) > ($3, $4) ORDER BY edited_at, id LIMIT 1),
                        (SELECT id FROM q WHERE id <> $4 ORDER BY edited_at, id LIMIT 1)"
            ))
            .bind(member.center().id.uuid())
            .bind(member.partner().uuid())
            .bind(micros(request.edited_at))
            .bind(request.id.uuid())
            .fetch_one(c)
            .await
        })?;
        let number = |count| u32::try_from(count).unwrap_or(u32::MAX);
        Ok(Queue {
            waiting: number(waiting),
            place: number(place),
            next: next.or(first).map(ChangeRequestId::from_uuid),
        })
    }
}

impl Track {
    pub fn of(&self, state: RequestState) -> u32 {
        self.0.of(state)
    }
}
