//! **Ask to extend**, and the answer that leaves the end where it is. The other answer is **Edit**, which moves it.

use chrono::{DateTime, Utc};
use domain::contact::Email;
use domain::end::{AskToExtendRefusal, KeepEndRefusal};
use domain::id::PartnerId;
use domain::limit::{Limited, MAILS_PER_RECIPIENT_DAY, MAILS_PER_RECIPIENT_HOUR};
use domain::note::Note;
use uuid::Uuid;

use crate::audit::Event;
use crate::capability::{Admin, Former, Member};
use crate::change::{AsAdmin, Change, InCenter, in_task};
use crate::clock::{at, micros};
use crate::failure::Failure;
use crate::outbox::Mail;

impl Member {
    /// Asks the Admins for more time. Asking again is answered the same and tells nobody.
    ///
    /// # Errors
    /// Refused where nothing ends; too many within an hour or a day.
    pub async fn ask_to_extend(&self, words: Option<Note>) -> Result<(), Failure<AskToExtendRefusal>> {
        let member = self.clone();
        in_task(async move {
            let change = Change::by_member(&member).await?;
            change.ask_to_extend(member.partner(), words).await
        })
        .await
    }
}

impl Former {
    /// As [`Member::ask_to_extend`], once the end has come.
    ///
    /// # Errors
    /// No longer allowed when they are in again, or were revoked; too many within an hour or a day.
    pub async fn ask_to_extend(&self, words: Option<Note>) -> Result<(), Failure<AskToExtendRefusal>> {
        let former = self.clone();
        in_task(async move {
            let change = Change::by_former(&former).await?;
            change.ask_to_extend(former.partner(), words).await
        })
        .await
    }
}

impl<Door: InCenter> Change<Door> {
    async fn ask_to_extend(
        mut self,
        partner: PartnerId,
        words: Option<Note>,
    ) -> Result<(), Failure<AskToExtendRefusal>> {
        let words = words.map(|words| words.as_str().to_owned());
        let asked = on!(&mut self.tx, |c| sqlx::query_scalar::<_, String>(
            "UPDATE partners
                SET asked_at = $1, asked_words = $2
              WHERE id = $3 AND state = 'active' AND level = 'standard' AND asked_at IS NULL
                AND (ends_at IS NOT NULL
                     OR EXISTS (SELECT 1 FROM asset_grants x
                                 WHERE x.partner_id = partners.id AND x.ends_at IS NOT NULL))
          RETURNING contact",
        )
        .bind(micros(self.now))
        .bind(words.as_deref())
        .bind(partner.uuid())
        .fetch_optional(c)
        .await)?;
        let Some(contact) = asked else { return self.already_asked(partner).await };
        let limits = [MAILS_PER_RECIPIENT_HOUR, MAILS_PER_RECIPIENT_DAY];
        self.spend(&format!("ask to extend {partner}"), Limited::Asks, &limits).await?;
        let (center, at) = (self.center().id, micros(self.now));
        self.tell_who_answers(center, partner, &Mail::ExtensionAsked { partner, at }).await?;
        self.commit(Event::ExtensionAskedFor { partner: partner.uuid(), contact, words }).await
    }

    /// Nothing is written.
    async fn already_asked(mut self, partner: PartnerId) -> Result<(), Failure<AskToExtendRefusal>> {
        let asked = on!(&mut self.tx, |c| sqlx::query_scalar::<_, i32>(
            "SELECT 1 FROM partners WHERE id = $1 AND asked_at IS NOT NULL",
        )
        .bind(partner.uuid())
        .fetch_optional(c)
        .await)?;
        asked.map(|_| ()).ok_or(Failure::Refused(AskToExtendRefusal::NothingEnds))
    }
}

/// Whoever asks for more time and waits for an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedForTime {
    pub partner: PartnerId,
    pub name: String,
    pub at: DateTime<Utc>,
    pub words: Option<String>,
    /// Their whole access is over by now.
    pub has_ended: bool,
}

/// As many as are shown at once; the list of partners has them all.
const SHOWN: i64 = 20;

impl Admin {
    /// Who asks for more time, whoever has waited longest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn asked_for_time(&self) -> Result<Vec<AskedForTime>, Failure> {
        let now = micros(self.keyholder().clock().now());
        let rows = read!(self.keyholder().db(), |c| {
            sqlx::query_as::<_, (Uuid, String, i64, Option<String>, Option<i64>)>(
                "SELECT id, coalesce(name, contact), asked_at, asked_words, ends_at
               FROM partners
              WHERE center_id = $1 AND state = 'active' AND asked_at IS NOT NULL
              ORDER BY asked_at, id
              LIMIT $2",
            )
            .bind(self.center().id.uuid())
            .bind(SHOWN)
            .fetch_all(c)
            .await
        })?;
        let asks = |(id, name, asked_at, words, ends): (Uuid, String, i64, Option<String>, Option<i64>)| {
            AskedForTime {
                partner: PartnerId::from_uuid(id),
                name,
                at: at(asked_at),
                words,
                has_ended: ends.is_some_and(|ends| ends <= now),
            }
        };
        Ok(rows.into_iter().map(asks).collect())
    }

    /// Says no to whoever asked for more time; they are told so by mail, in these words.
    ///
    /// # Errors
    /// Not found for a partner of others; refused when nobody waits for an answer.
    pub async fn keep_end(
        &self,
        partner: PartnerId,
        words: Option<Note>,
    ) -> Result<(), Failure<KeepEndRefusal>> {
        let admin = self.clone();
        in_task(async move {
            let mut change = Change::by_admin(&admin).await?;
            let contact = change.settle_request(partner).await?;
            let (center, number) = (change.center().id, change.center().change);
            if let Ok(email) = Email::parse(&contact) {
                change.queue_in(Some(center), Mail::EndKept { partner, number }, &email).await?;
            }
            let words = words.map(|words| words.as_str().to_owned());
            change.commit(Event::EndKept { partner: partner.uuid(), contact, words }).await
        })
        .await
    }
}

impl Change<AsAdmin> {
    /// The statement that decides: of two Admins who answer at once, one does.
    async fn settle_request(&mut self, partner: PartnerId) -> Result<String, Failure<KeepEndRefusal>> {
        let center = self.center().id;
        let settled = on!(&mut self.tx, |c| sqlx::query_scalar::<_, String>(
            "UPDATE partners
                SET asked_at = NULL, asked_words = NULL
              WHERE id = $1 AND center_id = $2 AND state = 'active' AND asked_at IS NOT NULL
          RETURNING contact",
        )
        .bind(partner.uuid())
        .bind(center.uuid())
        .fetch_optional(c)
        .await)?;
        if let Some(contact) = settled {
            return Ok(contact);
        }
        let here = on!(&mut self.tx, |c| sqlx::query_scalar::<_, i32>(
            "SELECT 1 FROM partners WHERE id = $1 AND center_id = $2",
        )
        .bind(partner.uuid())
        .bind(center.uuid())
        .fetch_optional(c)
        .await)?;
        Err(here.map_or(Failure::NotFound, |_| Failure::Refused(KeepEndRefusal::NotAsked)))
    }
}
