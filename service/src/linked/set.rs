//! The state of a link, which an Admin sets, and what the Admins have to look at.

use chrono::{DateTime, Utc};
use domain::contact::Email;
use domain::id::PartnerId;
use domain::invitation::{Recorded, partner_state};
use domain::linked::{Link, LinkRefusal, LinkState, LinkedAdAccount, Linking, Whose};
use uuid::Uuid;

use super::row::{LinkRow, StandingLink, also_linked, link, link_columns, registered_as};
use crate::audit::{Event, LinkedState};
use crate::capability::Admin;
use crate::change::{AsAdmin, Change, in_task};
use crate::clock::{at, micros};
use crate::failure::Failure;
use crate::outbox::Mail;

/// Somebody whose link an Admin has to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkInReview {
    pub partner: PartnerId,
    pub name: String,
    pub standing: StandingLink,
}

/// As many as are shown at once; the page of each partner has theirs.
const SHOWN: i64 = 20;

#[derive(sqlx::FromRow)]
struct InReviewRow {
    id: Uuid,
    name: String,
    #[sqlx(flatten)]
    link: LinkRow,
}

#[derive(sqlx::FromRow)]
struct SetRow {
    contact: String,
    state: String,
    state_at: i64,
    ends_at: Option<i64>,
    invited_at: Option<i64>,
    linked_advertiser_id: Option<String>,
    link_state: Option<String>,
}

impl Admin {
    /// Sets the state of what a partner linked, as it was shown; they are told by mail.
    ///
    /// # Errors
    /// Not found for a partner of others; refused for one's own, for whoever is not in, and for what is not as it was shown.
    pub async fn set_link_state(
        &self,
        partner: PartnerId,
        shown: Link,
        state: LinkState,
    ) -> Result<(), Failure<LinkRefusal>> {
        let admin = self.clone();
        in_task(async move {
            let mut change = Change::by_admin(&admin).await?;
            let row = change.linked_by(partner).await?;
            let whose = change.whose(partner, &row)?;
            let linked = row.linked_advertiser_id.as_deref().zip(row.link_state.as_deref());
            let linked = linked.map(|(advertiser, state)| link(partner, advertiser, state)).transpose()?;
            let linking = Linking::of(row.invited_at.is_some(), linked);
            let after = linking.set(whose, &shown, state).map_err(Failure::Refused)?;
            change.write_state(partner, &after).await?;
            let (center, number) = (change.center().id, change.center().change);
            if let Ok(email) = Email::parse(&row.contact) {
                change.queue_in(Some(center), Mail::LinkStateSet { partner, number }, &email).await?;
            }
            // What is not as it was shown is refused.
            let event = Event::LinkStateSet {
                partner: partner.uuid(),
                contact: row.contact,
                before: LinkedState::of(&shown),
                after: LinkedState::of(&after),
            };
            change.commit(event).await
        })
        .await
    }

    /// What somebody with this Contact has linked already: they were in before.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn linked_before(&self, contact: &str) -> Result<LinkedAdAccount, Failure> {
        let state = read!(self.keyholder().db(), |c| sqlx::query_scalar::<_, Option<String>>(
            "SELECT link_state FROM partners WHERE center_id = $1 AND contact = $2",
        )
        .bind(self.center().id.uuid())
        .bind(contact)
        .fetch_optional(c)
        .await)?;
        let state = state.flatten().and_then(|state| LinkState::parse(&state));
        Ok(state.map_or(LinkedAdAccount::Missing, LinkedAdAccount::Linked))
    }

    /// What waits for an Admin to look at it, whoever has waited longest first. One's own waits for another.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn links_in_review(&self) -> Result<Vec<LinkInReview>, Failure> {
        let now = self.keyholder().clock().now();
        let rows = read!(self.keyholder().db(), |c| {
            sqlx::query_as::<_, InReviewRow>(concat!(
                "SELECT p.id, coalesce(p.name, p.contact) AS name, ",
                link_columns!(),
                ", ",
                also_linked!(),
                ", ",
                registered_as!(),
                " FROM partners p
                  LEFT JOIN partners l ON l.id = p.link_state_by
                 WHERE p.center_id = $1 AND p.link_state = 'in_review' AND p.state = 'active' AND p.id <> $2
                   AND (p.ends_at IS NULL OR p.ends_at > $3)
                 ORDER BY p.linked_at, p.id
                 LIMIT $4",
            ))
            .bind(self.center().id.uuid())
            .bind(self.member().partner().uuid())
            .bind(micros(now))
            .bind(SHOWN)
            .fetch_all(c)
            .await
        })?;
        let mut waiting = Vec::with_capacity(rows.len());
        for row in rows {
            let partner = PartnerId::from_uuid(row.id);
            if let Some(standing) = row.link.link(partner)? {
                waiting.push(LinkInReview { partner, name: row.name, standing });
            }
        }
        Ok(waiting)
    }
}

impl Change<AsAdmin> {
    async fn linked_by(&mut self, partner: PartnerId) -> Result<SetRow, Failure<LinkRefusal>> {
        let center = self.center().id;
        let row = on!(&mut self.tx, |c| sqlx::query_as::<_, SetRow>(
            "SELECT contact, state, state_at, ends_at, invited_at, linked_advertiser_id, link_state
               FROM partners
              WHERE id = $1 AND center_id = $2",
        )
        .bind(partner.uuid())
        .bind(center.uuid())
        .fetch_optional(c)
        .await)?;
        row.ok_or(Failure::NotFound)
    }

    fn whose(&self, partner: PartnerId, row: &SetRow) -> Result<Whose, Failure<LinkRefusal>> {
        if self.actor().partner == Some(partner) {
            return Ok(Whose::Own);
        }
        let since: DateTime<Utc> = at(row.state_at);
        let recorded = Recorded::from_row(&row.state, since).ok_or(Failure::NotFound)?;
        // Whether an Invitation has expired does not matter: whoever has not accepted it is not in.
        Ok(Whose::Theirs(partner_state(recorded, since, row.ends_at.map(at), self.now)))
    }

    async fn write_state(&mut self, partner: PartnerId, link: &Link) -> Result<(), Failure<LinkRefusal>> {
        let by = self.actor().partner.map(PartnerId::uuid);
        on!(&mut self.tx, |c| sqlx::query(
            "UPDATE partners SET link_state = $1, link_state_by = $2, link_state_at = $3 WHERE id = $4",
        )
        .bind(link.state.as_str())
        .bind(by)
        .bind(micros(self.now))
        .bind(partner.uuid())
        .execute(c)
        .await
        .map(|_| ()))?;
        Ok(())
    }
}
