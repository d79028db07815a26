//! The sessions in which a partner was in the Business Center. An Admin can end each of them there; their Account and what
//! they have elsewhere are untouched.

use chrono::{DateTime, Utc};
use domain::id::PartnerId;

use crate::audit::Event;
use crate::capability::Admin;
use crate::change::{AsAdmin, Change, in_task};
use crate::client::Browser;
use crate::clock::{at, micros};
use crate::failure::Failure;
use crate::session::{IDLE, SessionHash};

/// An open session of a partner, as an Admin sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartnerSession {
    /// Tells the sessions of one partner apart, and opens nothing.
    pub handle: String,
    pub browser: Browser,
    /// The address it came from when it was begun.
    pub client: String,
    /// In this Business Center.
    pub seen: DateTime<Utc>,
    /// It is the reader's own, the one that asks.
    pub here: bool,
}

type SessionRow = (Vec<u8>, i64, String, String);

impl Admin {
    /// The sessions in which somebody was here and may be again, newest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn open_sessions(&self, partner: PartnerId) -> Result<Vec<PartnerSession>, Failure> {
        let now = self.keyholder().clock().now();
        let rows = read!(self.keyholder().db(), |c| sqlx::query_as::<_, SessionRow>(
            "SELECT s.id_hash, v.seen_at, s.client, s.user_agent
               FROM partner_sessions v
               JOIN partners p ON p.id = v.partner_id
               JOIN sessions s ON s.id_hash = v.session_hash AND s.account_id = p.account_id
              WHERE v.partner_id = $1 AND p.center_id = $2 AND v.ended_at IS NULL
                AND s.expires_at > $3 AND s.seen_at > $4
              ORDER BY v.seen_at DESC, s.id_hash",
        )
        .bind(partner.uuid())
        .bind(self.center().id.uuid())
        .bind(micros(now))
        .bind(micros(now - IDLE))
        .fetch_all(c)
        .await)?;
        let session = |(hash, seen, client, user_agent): SessionRow| {
            let hash = SessionHash(hash);
            PartnerSession {
                handle: hash.handle(),
                browser: Browser::of(&user_agent),
                client,
                seen: at(seen),
                here: hash == *self.member().session(),
            }
        };
        Ok(rows.into_iter().map(session).collect())
    }

    /// Ends one session of a partner in this Business Center, until they log in again.
    ///
    /// # Errors
    /// Not found for a partner of others, and where the handle names no open session of theirs.
    pub async fn end_partner_session(&self, partner: PartnerId, handle: String) -> Result<(), Failure> {
        let admin = self.clone();
        in_task(async move {
            let mut change = Change::by_admin(&admin).await?;
            let (session, contact, browser) = change.session_of(partner, &handle).await?;
            change.end_here(partner, &session).await?;
            change.commit(Event::SessionEnded { partner: partner.uuid(), contact, browser }).await
        })
        .await
    }
}

impl Change<AsAdmin> {
    async fn session_of(
        &mut self,
        partner: PartnerId,
        handle: &str,
    ) -> Result<(SessionHash, String, String), Failure> {
        let center = self.center().id;
        let open = on!(&mut self.tx, |c| sqlx::query_as::<_, (Vec<u8>, String, String)>(
            "SELECT s.id_hash, p.contact, s.user_agent
               FROM partner_sessions v
               JOIN partners p ON p.id = v.partner_id
               JOIN sessions s ON s.id_hash = v.session_hash
              WHERE v.partner_id = $1 AND p.center_id = $2 AND v.ended_at IS NULL",
        )
        .bind(partner.uuid())
        .bind(center.uuid())
        .fetch_all(c)
        .await)?;
        let named = |(hash, contact, user_agent): (Vec<u8>, String, String)| {
            (SessionHash(hash), contact, Browser::of(&user_agent).to_string())
        };
        open.into_iter().map(named).find(|(hash, ..)| hash.handle() == handle).ok_or(Failure::NotFound)
    }

    async fn end_here(&mut self, partner: PartnerId, session: &SessionHash) -> Result<(), Failure> {
        on!(&mut self.tx, |c| sqlx::query(
            "UPDATE partner_sessions SET ended_at = $1 WHERE session_hash = $2 AND partner_id = $3",
        )
        .bind(micros(self.now))
        .bind(&session.0)
        .bind(partner.uuid())
        .execute(c)
        .await
        .map(|_| ()))?;
        Ok(())
    }
}
