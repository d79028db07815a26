//! A partner asks: for what a diagnosis of their own found missing, and nothing else.

use domain::access_request::{AccessRequestRefusal, Ask, MOST_WAITING, Offer};
use domain::asset::AssetRole;
use domain::diagnosis::Problem;
use domain::id::AccessRequestId;
use domain::limit::{Limited, MAILS_PER_RECIPIENT_DAY};
use domain::name::AssetName;
use domain::note::Note;
use uuid::Uuid;

use crate::audit::Event;
use crate::capability::Member;
use crate::change::{AsMember, Change, in_task};
use crate::clock::micros;
use crate::failure::Failure;
use crate::outbox::Mail;

impl Member {
    /// Asks the Admins for something that is missing to them: what stands under `key` of what the problem offers them now,
    /// and the `name` where they are to type one. Asking for it again is answered the same and tells nobody.
    ///
    /// # Errors
    /// Refused for what is not missing, or not theirs to know of; when too many wait; too many within a day.
    pub async fn ask_for(
        &self,
        problem: Problem,
        key: &str,
        name: Option<AssetName>,
        words: Option<Note>,
    ) -> Result<(), Failure<AccessRequestRefusal>> {
        let offers = self.offers(problem).await.map_err(Failure::widen)?;
        let not_missing = || Failure::Refused(AccessRequestRefusal::NotMissing);
        let offer = offers.into_iter().find(|offer| offer.key() == key).ok_or_else(not_missing)?;
        let ask = match offer {
            Offer::For(wish) => Ask::For(wish),
            Offer::ByName(role) => named(name, role).ok_or_else(not_missing)?,
        };
        let member = self.clone();
        in_task(async move { Change::by_member(&member).await?.ask_for(&member, &ask, words).await }).await
    }
}

fn named(name: Option<AssetName>, role: AssetRole) -> Option<Ask> {
    name.map(|name| Ask::Named { name, role })
}

impl Change<AsMember> {
    async fn ask_for(
        mut self,
        member: &Member,
        ask: &Ask,
        words: Option<Note>,
    ) -> Result<(), Failure<AccessRequestRefusal>> {
        let partner = member.partner();
        let (center, words) = (self.center().id, words.map(|words| words.as_str().to_owned()));
        let (contact, waiting) = self.asker(member).await?;
        let id = self.new_id();
        // One from before they were let in anew is nobody's any more, and its place is free.
        let asked = on!(&mut self.tx, |c| {
            sqlx::query_scalar::<_, Uuid>(
            "INSERT INTO access_requests (id, center_id, partner_id, ask, ask_key, words, state, asked_at)
             VALUES ($1, $2, $3, $4, $5, $6, 'waiting', $7)
             ON CONFLICT (partner_id, ask_key) WHERE state = 'waiting'
             DO UPDATE SET ask = excluded.ask, words = excluded.words, asked_at = excluded.asked_at
              WHERE access_requests.asked_at < (SELECT p.state_at FROM partners p WHERE p.id = $3)
          RETURNING id",
        )
        .bind(id)
        .bind(center.uuid())
        .bind(partner.uuid())
        .bind(serde_json::to_string(ask)?)
        .bind(ask.key())
        .bind(words.as_deref())
        .bind(micros(self.now))
        .fetch_optional(c)
        .await
        })?;
        let Some(request) = asked.map(AccessRequestId::from_uuid) else { return Ok(()) };
        if waiting >= MOST_WAITING {
            return Err(Failure::Refused(AccessRequestRefusal::TooManyWait));
        }
        self.spend(&format!("ask for access {partner}"), Limited::Asks, &[MAILS_PER_RECIPIENT_DAY]).await?;
        self.tell_who_answers(center, partner, &Mail::AccessAskedFor { request }).await?;
        self.commit(Event::AccessAskedFor { partner: partner.uuid(), contact, ask: ask.to_string(), words })
            .await
    }

    /// Their address, and how many requests of theirs wait.
    async fn asker(&mut self, member: &Member) -> Result<(String, usize), Failure<AccessRequestRefusal>> {
        let row = on!(&mut self.tx, |c| sqlx::query_as::<_, (String, i64)>(
            "SELECT p.contact,
                    (SELECT count(*) FROM access_requests r
                      WHERE r.partner_id = p.id AND r.state = 'waiting' AND r.asked_at >= p.state_at)
               FROM partners p
              WHERE p.id = $1",
        )
        .bind(member.partner().uuid())
        .fetch_one(c)
        .await)?;
        Ok((row.0, usize::try_from(row.1).unwrap_or(usize::MAX)))
    }
}
