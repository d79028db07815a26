//! An Admin answers: with just what is asked for, or with a no and a sentence.

use domain::access_request::{AccessRequestRefusal, Ask, Wish};
use domain::asset::Hold;
use domain::contact::Email;
use domain::edit::{Access, EditRefusal};
use domain::id::{AccessRequestId, PartnerId};
use domain::note::Note;
use uuid::Uuid;

use super::Shown;
use crate::audit::Event;
use crate::capability::Admin;
use crate::change::{AsAdmin, Change, in_task};
use crate::clock::micros;
use crate::failure::Failure;
use crate::outbox::Mail;
use crate::partner::Edit;

type Refused = Failure<AccessRequestRefusal>;

const NOT_WAITING: Refused = Failure::Refused(AccessRequestRefusal::NotWaiting);
const SHOWN_ANOTHER: Refused = Failure::Refused(AccessRequestRefusal::ShownAnother);

impl Admin {
    /// Gives the smallest grant that allows what is asked for, if that is still what was `shown`.
    ///
    /// # Errors
    /// Refused when it waits no more, when something else was shown, for the level Admin, and as [`Admin::edit`].
    pub async fn grant_request(
        &self,
        partner: PartnerId,
        request: AccessRequestId,
        shown: &Shown,
    ) -> Result<(), Refused> {
        let waiting = self.access_requests(partner).await.map_err(Failure::widen)?;
        let waiting = waiting.into_iter().find(|of| of.id == request).ok_or(NOT_WAITING)?;
        let here = self.here(std::iter::once(&waiting.ask)).await.map_err(Failure::widen)?;
        let wish =
            self.wish(&waiting.ask, &here).await.map_err(Failure::widen)?.map_err(|_| SHOWN_ANOTHER)?;
        if wish == Wish::Admin {
            return Err(Failure::Refused(AccessRequestRefusal::ByEdit));
        }
        let reach = self.asset_reach(partner).await.map_err(Failure::widen)?;
        let hold = self.hold(&wish, &reach);
        let (admin, shown) = (self.clone(), shown.clone());
        in_task(async move {
            let mut change = Change::by_admin(&admin).await?;
            let asked = change.answer(partner, request, None).await?;
            change.give(partner, asked, (&wish, hold), &shown).await
        })
        .await
    }

    /// Says no; they are told so by mail, in these words.
    ///
    /// # Errors
    /// Refused when it waits no more; not found for what is of others.
    pub async fn decline_request(
        &self,
        partner: PartnerId,
        request: AccessRequestId,
        words: Note,
    ) -> Result<(), Refused> {
        let admin = self.clone();
        in_task(async move {
            let mut change = Change::by_admin(&admin).await?;
            let (contact, ask) = change.answer(partner, request, Some(&words)).await?;
            let center = change.center().id;
            if let Ok(email) = Email::parse(&contact) {
                change.queue_in(Some(center), Mail::AccessDeclined { request }, &email).await?;
            }
            let words = words.as_str().to_owned();
            change.commit(Event::AccessDeclined { partner: partner.uuid(), contact, ask, words }).await
        })
        .await
    }
}

impl Change<AsAdmin> {
    /// The statement that decides: of two Admins who answer at once, one does. Gives their address, and what they asked for.
    async fn answer(
        &mut self,
        partner: PartnerId,
        request: AccessRequestId,
        declined: Option<&Note>,
    ) -> Result<(String, String), Refused> {
        let (center, by) = (self.center().id, self.actor().partner.map(PartnerId::uuid));
        let answered = on!(&mut self.tx, |c| sqlx::query_as::<_, (String, String)>(
            "UPDATE access_requests
                SET state = CASE WHEN $1 IS NULL THEN 'granted' ELSE 'declined' END,
                    answer = $1, answered_by = $2, answered_at = $3
              WHERE id = $4 AND partner_id = $5 AND center_id = $6 AND state = 'waiting'
                AND asked_at >= (SELECT p.state_at FROM partners p
                                  WHERE p.id = access_requests.partner_id AND p.state = 'active'
                                    AND (p.ends_at IS NULL OR p.ends_at > $3))
          RETURNING ask, (SELECT p.contact FROM partners p WHERE p.id = access_requests.partner_id)",
        )
        .bind(declined.map(Note::as_str))
        .bind(by)
        .bind(micros(self.now))
        .bind(request.uuid())
        .bind(partner.uuid())
        .bind(center.uuid())
        .fetch_optional(c)
        .await)?;
        let (ask, contact) = answered.ok_or(NOT_WAITING)?;
        Ok((contact, serde_json::from_str::<Ask>(&ask)?.to_string()))
    }

    /// Committed as an **Edit** that adds just that; what they have by another way is only said yes to.
    async fn give(
        mut self,
        partner: PartnerId,
        (contact, ask): (String, String),
        (wish, hold): (&Wish, Hold),
        shown: &Shown,
    ) -> Result<(), Refused> {
        let (opened, rehearsed) = self.editable(partner).await.map_err(edit)?;
        let wanted = wish.smallest(&opened, hold, self.now);
        let wanted = wanted.map_err(|refusal| Failure::Refused(EditRefusal::Assets(refusal).into()))?;
        if Shown::of(&opened, &wanted)? != *shown {
            return Err(SHOWN_ANOTHER);
        }
        if wanted.is_same(&opened) {
            return self.commit(Event::AccessGranted { partner: partner.uuid(), contact, ask }).await;
        }
        let edited = Edit::new(opened, wanted, rehearsed);
        self.edit(partner, edited).await.map(|_| ()).map_err(edit)
    }

    /// What somebody asked for is granted once they have it, whichever way they got it; a name is, by the Edit that `answers` it.
    pub(crate) async fn grant_what_is_met<R>(
        &mut self,
        partner: PartnerId,
        (had, has): (&Access, &Access),
        answers: Option<AccessRequestId>,
    ) -> Result<(), Failure<R>> {
        let waiting = on!(&mut self.tx, |c| sqlx::query_as::<_, (Uuid, String)>(
            "SELECT id, ask FROM access_requests WHERE partner_id = $1 AND state = 'waiting'",
        )
        .bind(partner.uuid())
        .fetch_all(c)
        .await)?;
        for (id, ask) in waiting {
            let ask: Ask = serde_json::from_str(&ask)?;
            let answers = answers.is_some_and(|answered| answered.uuid() == id);
            if ask.is_met_by(has, self.now) || (answers && ask.is_answered_by(had, has, self.now)) {
                self.grant_met(id).await?;
            }
        }
        Ok(())
    }

    async fn grant_met<R>(&mut self, id: Uuid) -> Result<(), Failure<R>> {
        let by = self.actor().partner.map(PartnerId::uuid);
        on!(&mut self.tx, |c| sqlx::query(
            "UPDATE access_requests SET state = 'granted', answered_by = $1, answered_at = $2 WHERE id = $3",
        )
        .bind(by)
        .bind(micros(self.now))
        .bind(id)
        .execute(c)
        .await
        .map(|_| ()))?;
        Ok(())
    }
}

fn edit(failure: Failure<EditRefusal>) -> Refused {
    failure.map(AccessRequestRefusal::Edit)
}
