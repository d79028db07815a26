//! What somebody asked for, as they are told it.

use chrono::{DateTime, Utc};
use domain::access_request::{AccessRequestState, Ask};

use crate::capability::Member;
use crate::clock::at;
use crate::failure::{Failure, Fault};

/// As many as are told of at once, the newest first.
const SHOWN: i64 = 50;

/// What they asked for, since they are in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnRequest {
    pub ask: Ask,
    pub at: DateTime<Utc>,
    /// None: it waits.
    pub answered: Option<Answered>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    pub state: AccessRequestState,
    pub at: DateTime<Utc>,
    /// The Admin who did.
    pub by: String,
    /// Of a no.
    pub words: Option<String>,
}

#[derive(sqlx::FromRow)]
struct Row {
    ask: String,
    asked_at: i64,
    state: String,
    answered_at: Option<i64>,
    by: Option<String>,
    answer: Option<String>,
}

impl Member {
    /// # Errors
    /// When the database can't be read.
    pub async fn own_access_requests(&self) -> Result<Vec<OwnRequest>, Failure> {
        let rows = read!(self.keyholder().db(), |c| {
            sqlx::query_as::<_, Row>(
                "SELECT r.ask, r.asked_at, r.state, r.answered_at, a.name AS by, r.answer
               FROM access_requests r
               JOIN partners p ON p.id = r.partner_id
               LEFT JOIN partners a ON a.id = r.answered_by
              WHERE r.partner_id = $1 AND r.asked_at >= p.state_at
              ORDER BY r.asked_at DESC, r.id DESC
              LIMIT $2",
            )
            .bind(self.partner().uuid())
            .bind(SHOWN)
            .fetch_all(c)
            .await
        })?;
        Ok(rows.into_iter().map(Row::request).collect::<Result<_, _>>()?)
    }
}

/// As many of those who can answer are named.
const NAMED: i64 = 3;

impl Member {
    /// Names of Admins, any of whom may answer; not all where there are many.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn some_admins(&self) -> Result<Vec<String>, Failure> {
        Ok(read!(self.keyholder().db(), |c| sqlx::query_scalar::<_, String>(
            "SELECT name FROM partners
              WHERE center_id = $1 AND state = 'active' AND level = 'admin' AND name IS NOT NULL
              ORDER BY sort_key, id
              LIMIT $2",
        )
        .bind(self.center().id.uuid())
        .bind(NAMED)
        .fetch_all(c)
        .await)?)
    }
}

impl Row {
    fn request(self) -> Result<OwnRequest, Fault> {
        let state = AccessRequestState::parse(&self.state).unwrap_or(AccessRequestState::Waiting);
        let answered = self.answered_at.map(|then| Answered {
            state,
            at: at(then),
            by: self.by.unwrap_or_else(|| "Whoever runs this Keyholder".to_owned()),
            words: self.answer,
        });
        Ok(OwnRequest { ask: serde_json::from_str(&self.ask)?, at: at(self.asked_at), answered })
    }
}
