//! Short comments on a Change request, by whoever proposed it and by Admins.

use chrono::{DateTime, Utc};
use domain::contact::Email;
use domain::id::ChangeRequestId;
use domain::note::Note;

use crate::audit::Event;
use crate::campaign::Campaigns;
use crate::change::{AsMember, Change, in_task};
use crate::clock::{at, micros};
use crate::failure::Failure;
use crate::outbox::Mail;

/// So many hang on one; whoever has more to say meets.
const MOST: i64 = 100;

/// What somebody said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    pub by: String,
    pub words: String,
    pub at: DateTime<Utc>,
}

/// Why it was not said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CommentRefusal {
    #[error("{MOST} comments are here already. Talk to each other, and decide.")]
    TooMany,
}

#[derive(sqlx::FromRow)]
pub(super) struct CommentRow {
    by_name: String,
    words: String,
    said_at: i64,
}

impl CommentRow {
    pub(super) fn comment(self) -> Comment {
        Comment { by: self.by_name, words: self.words, at: at(self.said_at) }
    }
}

impl Campaigns {
    /// Says something about a Change request that they see. Whoever proposed it is told by mail of what an Admin says; of what
    /// they say themselves, every Admin who spoke before.
    ///
    /// # Errors
    /// Not found for one of others; refused where too much was said already.
    pub async fn comment(
        &self,
        request: ChangeRequestId,
        words: Note,
    ) -> Result<(), Failure<CommentRefusal>> {
        let member = self.member().clone();
        in_task(async move {
            let mut change = Change::by_member(&member).await?;
            let stood = change.request_seen(request).await?.standing()?;
            if change.comments_on(request).await? >= MOST {
                return Err(Failure::Refused(CommentRefusal::TooMany));
            }
            let partner = change.actor().partner.ok_or(Failure::NotFound)?;
            let comment = change.new_id();
            let now = micros(change.now);
            on!(&mut change.tx, |c| {
                sqlx::query(
                    "INSERT INTO change_request_comments (id, request_id, partner_id, words, said_at) VALUES ($1, $2, $3, $4, $5)",
                )
                .bind(comment)
                .bind(request.uuid())
                .bind(partner.uuid())
                .bind(words.as_str())
                .bind(now)
                .execute(c)
                .await
                .map(|_| ())
            })?;
            let mail = Mail::ChangeCommented { request, comment };
            if stood.proposer.id == partner {
                change.tell_who_spoke(request, &mail).await?;
            } else {
                change.tell_partner(stood.proposer.id, &mail).await?;
            }
            let event = Event::ChangeRequestCommented {
                request: request.uuid(),
                partner: stood.proposer.id.uuid(),
                name: stood.name().to_owned(),
                words: words.as_str().to_owned(),
            };
            change.commit(event).await
        })
        .await
    }
}

impl Change<AsMember> {
    async fn comments_on<R>(&mut self, request: ChangeRequestId) -> Result<i64, Failure<R>> {
        Ok(on!(&mut self.tx, |c| sqlx::query_scalar::<_, i64>(
            "SELECT count(*) FROM change_request_comments WHERE request_id = $1",
        )
        .bind(request.uuid())
        .fetch_one(c)
        .await)?)
    }

    /// The Admins who said something about it.
    async fn tell_who_spoke<R>(&mut self, request: ChangeRequestId, mail: &Mail) -> Result<(), Failure<R>> {
        let center = self.center().id;
        let contacts = on!(&mut self.tx, |c| sqlx::query_scalar::<_, String>(
            "SELECT DISTINCT p.contact
               FROM change_request_comments t
               JOIN change_requests r ON r.id = t.request_id
               JOIN partners p ON p.id = t.partner_id
              WHERE t.request_id = $1 AND p.id <> r.proposer_id AND p.state = 'active' AND p.level = 'admin'
                AND p.contact_kind = 'email'
              ORDER BY p.contact",
        )
        .bind(request.uuid())
        .fetch_all(c)
        .await)?;
        for email in contacts.iter().filter_map(|contact| Email::parse(contact).ok()) {
            self.queue_in(Some(center), mail.clone(), &email).await?;
        }
        Ok(())
    }
}
