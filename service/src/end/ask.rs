//! **Ask to extend**, and the answer that leaves the end where it is. The other answer is **Edit**, which moves it.

use chrono::{DateTime, Utc};
use domain::contact::Email;
use domain::end::{AskToExtendRefusal, Ending, KeepEndRefusal};
use domain::id::PartnerId;
use domain::limit::{Limited, MAILS_PER_RECIPIENT_DAY, MAILS_PER_RECIPIENT_HOUR};
use domain::note::Note;
use domain::zone::Zone;
use uuid::Uuid;

use super::standing::ending;
use crate::asset::{GrantRow, grant_columns};
use crate::audit::Event;
use crate::capability::{Admin, Former, Member};
use crate::change::{AsAdmin, Change, InCenter, in_task};
use crate::clock::{at, micros};
use crate::failure::{Failure, Fault};
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
    /// What they ask it for.
    pub ending: Ending,
    /// Their whole access is over by now.
    pub has_ended: bool,
}

/// As many as are shown at once; the list of partners has them all.
const SHOWN: i64 = 20;

/// Each beside what of single Assets and groups ends.
const ASKED: &str = concat!(
    "SELECT p.id, p.name, p.asked_at, p.asked_words, p.ends_at, ",
    grant_columns!(),
    " FROM (SELECT id, coalesce(name, contact) AS name, asked_at, asked_words, ends_at
              FROM partners
             WHERE center_id = $1 AND state = 'active' AND asked_at IS NOT NULL
             ORDER BY asked_at, id
             LIMIT $2) p
      LEFT JOIN asset_grants x ON x.partner_id = p.id AND x.ends_at IS NOT NULL
      LEFT JOIN assets a ON a.id = x.asset_id
      LEFT JOIN asset_groups g ON g.id = x.group_id
     ORDER BY p.asked_at, p.id"
);

#[derive(sqlx::FromRow)]
struct AskedRow {
    id: Uuid,
    name: String,
    asked_at: i64,
    asked_words: Option<String>,
    ends_at: Option<i64>,
    #[sqlx(flatten)]
    grant: GrantRow,
}

fn of_one(rows: &[AskedRow], zone: Zone, now: DateTime<Utc>) -> Result<AskedForTime, Fault> {
    let row = &rows[0];
    let partner = PartnerId::from_uuid(row.id);
    let given = rows.iter().map(|row| row.grant.clone()).collect();
    let ending = ending(row.ends_at, given, partner, zone)?;
    Ok(AskedForTime {
        partner,
        name: row.name.clone(),
        at: at(row.asked_at),
        words: row.asked_words.clone(),
        has_ended: ending.whole.is_some_and(|end| end.is_over(now)),
        ending,
    })
}

impl Admin {
    /// Who asks for more time, whoever has waited longest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn asked_for_time(&self) -> Result<Vec<AskedForTime>, Failure> {
        let (now, zone) = (self.keyholder().clock().now(), self.center().zone);
        let rows = read!(self.keyholder().db(), |c| sqlx::query_as::<_, AskedRow>(ASKED)
            .bind(self.center().id.uuid())
            .bind(SHOWN)
            .fetch_all(c)
            .await)?;
        let asked = rows.chunk_by(|one, next| one.id == next.id);
        Ok(asked.map(|of| of_one(of, zone, now)).collect::<Result<_, Fault>>()?)
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
