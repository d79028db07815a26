//! What waits for somebody in a Business Center: all of it is counted by one statement.

use chrono::{DateTime, TimeDelta, Utc};
use domain::id::PartnerId;
use domain::partner::{ENDS_SOON, Quiet};
use uuid::Uuid;

use crate::campaign::Campaigns;
use crate::campaign::request::not_own;
use crate::capability::Admin;
use crate::clock::{at, micros};
use crate::failure::Failure;

/// An answer is news for so long.
const NEWS: TimeDelta = TimeDelta::days(7);

/// What needs an Admin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needs {
    /// Change requests that they can decide.
    pub to_decide: u32,
    /// Whose has waited longest, and since when.
    pub longest: Option<(String, DateTime<Utc>)>,
    /// Invitations that a mail server or gateway did not take, and whose one of them is.
    pub undelivered: (u32, Option<String>),
    pub expired: (u32, Option<String>),
    /// Whose access ends soon.
    pub ending: u32,
    /// Whose ends first, and when.
    pub first_to_end: Option<(String, DateTime<Utc>)>,
    /// Access requests, and who has waited longest for an answer to one.
    pub asking: u32,
    pub longest_asking: Option<(PartnerId, String)>,
    /// Who was not here for 90 days.
    pub quiet: (u32, Option<String>),
    pub own: OwnProposals,
}

/// What became of what somebody proposed or typed themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OwnProposals {
    pub waiting: u32,
    /// Those of them about which somebody else spoke last.
    pub asked: u32,
    /// Within the last seven days; so are the next ones. What was approved ahead is no news.
    pub approved: u32,
    pub rejected: u32,
    /// What they could not save.
    pub drafts: u32,
}

/// Of partner `$2` of Business Center `$1`.
macro_rules! own_columns {
    (news since $since:literal) => {
        concat!(
            "(SELECT count(*) FROM change_requests r
               WHERE r.center_id = $1 AND r.proposer_id = $2 AND r.state = 'waiting') AS waiting,
             (SELECT count(*) FROM change_requests r
               WHERE r.center_id = $1 AND r.proposer_id = $2 AND r.state = 'waiting'
                 AND (SELECT t.partner_id FROM change_request_comments t
                       WHERE t.request_id = r.id ORDER BY t.said_at DESC, t.id DESC LIMIT 1) <> $2) AS asked,
             (SELECT count(*) FROM change_requests r
               WHERE r.center_id = $1 AND r.proposer_id = $2 AND r.state = 'approved' AND r.standing_approval_id IS NULL
                 AND r.decided_at > ",
            $since,
            ") AS approved,
             (SELECT count(*) FROM change_requests r
               WHERE r.center_id = $1 AND r.proposer_id = $2 AND r.state = 'rejected' AND r.decided_at > ",
            $since,
            ") AS rejected,
             (SELECT count(*) FROM campaign_drafts f WHERE f.partner_id = $2) AS drafts"
        )
    };
}

#[derive(sqlx::FromRow)]
struct NeedsRow {
    to_decide: i64,
    longest_by: Option<String>,
    longest_at: Option<i64>,
    undelivered: i64,
    an_undelivered: Option<String>,
    expired: i64,
    an_expired: Option<String>,
    ending: i64,
    first_name: Option<String>,
    first_at: Option<i64>,
    asking: i64,
    asking_id: Option<Uuid>,
    asking_name: Option<String>,
    quiet: i64,
    a_quiet: Option<String>,
    #[sqlx(flatten)]
    own: OwnRow,
}

#[derive(sqlx::FromRow)]
struct OwnRow {
    waiting: i64,
    asked: i64,
    approved: i64,
    rejected: i64,
    drafts: i64,
}

impl Admin {
    /// # Errors
    /// When the database can't be read.
    pub async fn needs(&self) -> Result<Needs, Failure> {
        let now = self.keyholder().clock().now();
        let row = read!(self.keyholder().db(), |c| {
            sqlx::query_as::<_, NeedsRow>(concat!(
                "WITH waits AS (SELECT r.id, r.edited_at, coalesce(b.name, b.contact) AS proposer
                                  FROM change_requests r
                                  JOIN partners b ON b.id = r.proposer_id
                                 WHERE r.center_id = $1 AND r.state = 'waiting' AND ",
                    not_own!("$2"),
                    "),
                      ends AS (SELECT id, coalesce(name, contact) AS name, ends_at
                                 FROM partners
                                WHERE center_id = $1 AND state = 'active' AND ends_at > $3 AND ends_at <= $4),
                      asks AS (SELECT r.id, r.asked_at, r.partner_id, coalesce(p.name, p.contact) AS name
                                 FROM access_requests r
                                 JOIN partners p ON p.id = r.partner_id
                                WHERE r.center_id = $1 AND r.state = 'waiting' AND r.asked_at >= p.state_at
                                  AND p.state = 'active' AND (p.ends_at IS NULL OR p.ends_at > $3)),
                      counted AS (SELECT p.contact,
                                         CASE WHEN p.state = 'invited' AND p.invitation_expires_at > $3 AND m.state = 'failed' THEN 1 ELSE 0 END
                                           AS undelivered,
                                         CASE WHEN p.state = 'invited' AND p.invitation_expires_at <= $3 THEN 1 ELSE 0 END AS expired,
                                         CASE WHEN p.state = 'active' AND p.kind IS NOT NULL AND (p.ends_at IS NULL OR p.ends_at > $3)
                                                   AND coalesce(p.seen_at, p.state_at) <= $5 THEN 1 ELSE 0 END AS quiet,
                                         coalesce(p.name, p.contact) AS name
                                    FROM partners p
                                    LEFT JOIN outbox m ON m.id = p.mail_id
                                   WHERE p.center_id = $1 AND p.state IN ('invited', 'active'))
                 SELECT (SELECT count(*) FROM waits) AS to_decide,
                        (SELECT proposer FROM waits ORDER BY edited_at, id LIMIT 1) AS longest_by,
                        (SELECT edited_at FROM waits ORDER BY edited_at, id LIMIT 1) AS longest_at,
                        coalesce(sum(undelivered), 0) AS undelivered,
                        min(CASE WHEN undelivered = 1 THEN contact END) AS an_undelivered,
                        coalesce(sum(expired), 0) AS expired,
                        min(CASE WHEN expired = 1 THEN contact END) AS an_expired,
                        (SELECT count(*) FROM ends) AS ending,
                        (SELECT name FROM ends ORDER BY ends_at, id LIMIT 1) AS first_name,
                        (SELECT ends_at FROM ends ORDER BY ends_at, id LIMIT 1) AS first_at,
                        (SELECT count(*) FROM asks) AS asking,
                        (SELECT partner_id FROM asks ORDER BY asked_at, id LIMIT 1) AS asking_id,
                        (SELECT name FROM asks ORDER BY asked_at, id LIMIT 1) AS asking_name,
                        coalesce(sum(quiet), 0) AS quiet,
                        min(CASE WHEN quiet = 1 THEN name END) AS a_quiet, ",
                own_columns!(news since "$6"),
                " FROM counted",
            ))
            .bind(self.center().id.uuid())
            .bind(self.member().partner().uuid())
            .bind(micros(now))
            .bind(micros(now + TimeDelta::days(ENDS_SOON)))
            .bind(micros(now - TimeDelta::days(Quiet::Days90.days())))
            .bind(micros(now - NEWS))
            .fetch_one(c)
            .await
        })?;
        Ok(row.needs())
    }
}

impl NeedsRow {
    fn needs(self) -> Needs {
        Needs {
            to_decide: number(self.to_decide),
            longest: self.longest_by.zip(self.longest_at.map(at)),
            undelivered: (number(self.undelivered), self.an_undelivered),
            expired: (number(self.expired), self.an_expired),
            ending: number(self.ending),
            first_to_end: self.first_name.zip(self.first_at.map(at)),
            asking: number(self.asking),
            longest_asking: self.asking_id.map(PartnerId::from_uuid).zip(self.asking_name),
            quiet: (number(self.quiet), self.a_quiet),
            own: self.own.proposals(),
        }
    }
}

impl OwnRow {
    fn proposals(self) -> OwnProposals {
        OwnProposals {
            waiting: number(self.waiting),
            asked: number(self.asked),
            approved: number(self.approved),
            rejected: number(self.rejected),
            drafts: number(self.drafts),
        }
    }
}

impl Campaigns {
    /// # Errors
    /// When the database can't be read.
    pub async fn own_proposals(&self) -> Result<OwnProposals, Failure> {
        let member = self.member();
        let now = member.keyholder().clock().now();
        let row = read!(member.keyholder().db(), |c| {
            sqlx::query_as::<_, OwnRow>(concat!("SELECT ", own_columns!(news since "$3")))
                .bind(member.center().id.uuid())
                .bind(member.partner().uuid())
                .bind(micros(now - NEWS))
                .fetch_one(c)
                .await
        })?;
        Ok(row.proposals())
    }
}

fn number(count: i64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
