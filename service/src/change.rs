//! Every change goes through one of these doors. Each opens the writing transaction, takes the row of the Business
//! Center it is about, and reads **inside** it who acts: somebody revoked while their change waited changes nothing.
//!
//! A change is committed with its event or not at all: [`Change::commit`] takes one, and nothing else commits. Work of
//! jobs is no event; the few writes of that kind are listed in [`JobWrite`].

mod account;
mod center;
mod decide;
mod everywhere;

use chrono::{DateTime, Utc};
use domain::id::{AccountId, BusinessCenterId, PartnerId};
use domain::token::Token;
use uuid::Uuid;

pub(crate) use self::account::AsAccount;
pub(crate) use self::center::InCenter;
use self::center::Inside;
pub(crate) use self::decide::{WayRow, decided};
pub(crate) use self::everywhere::AsEverywhere;
use crate::audit::Actor;
use crate::capability::{Admin, Former, Member, SignedIn, Visitor};
use crate::client::Client;
use crate::clock::micros;
use crate::db::Tx;
use crate::failure::{Failure, Fault};
use crate::keyholder::Keyholder;
use crate::session::IDLE;
use crate::{random, secret};

/// A transaction that writes, on behalf of whoever its door let in.
#[derive(Debug)]
pub(crate) struct Change<Door> {
    pub(crate) tx: Tx,
    /// One time for all that the change writes.
    pub(crate) now: DateTime<Utc>,
    pub(crate) keyholder: Keyholder,
    pub(crate) client: Client,
    pub(crate) door: Door,
}

/// An Admin of the Business Center, as they stand inside the transaction.
#[derive(Debug)]
pub(crate) struct AsAdmin(Inside);

/// A Member of the Business Center, as they stand inside the transaction: what they change of their own.
#[derive(Debug)]
pub(crate) struct AsMember(Inside);

/// Whoever's access ended by the clock, as they stand inside the transaction.
#[derive(Debug)]
pub(crate) struct AsFormer(Inside);

/// Whoever holds the link of an Invitation.
#[derive(Debug)]
pub(crate) struct AsHolder(Inside);

/// The house itself.
#[derive(Debug)]
pub(crate) struct AsJob;

/// How the clock has it with somebody who was not revoked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    In,
    Ended,
}

impl Standing {
    const fn of(stands: bool) -> Self {
        if stands { Self::In } else { Self::Ended }
    }
}

/// Writes of jobs that are no event.
#[derive(Clone, Copy, Debug)]
pub(crate) enum JobWrite {
    /// Whether a mail was sent, and what the server said.
    OutboxState,
    /// At most once a minute for each session.
    LastSeen,
    /// That somebody was told what ends soon.
    EndWarning,
    /// That a seal of the audit log left the house.
    KeptSeal,
    /// What was typed at log-in and is nearly an invited address.
    NearMiss,
    /// That the link of an open Invitation was opened: it changes nothing.
    LinkOpened,
    /// What was kept long enough went.
    Forgotten,
}

/// Runs a change to its end even if the client goes away meanwhile: axum drops a request whose client left, and a
/// transaction whose `begin` is dropped leaks into the pool.
pub(crate) async fn in_task<T, R>(
    change: impl Future<Output = Result<T, Failure<R>>> + Send + 'static,
) -> Result<T, Failure<R>>
where
    T: Send + 'static,
    R: Send + 'static,
{
    tokio::spawn(change).await.unwrap_or_else(|error| Err(Fault::from(error).into()))
}

impl Change<AsAdmin> {
    /// A change of an Admin, who must still be one.
    pub(crate) async fn by_admin<R>(admin: &Admin) -> Result<Self, Failure<R>> {
        let member = admin.member();
        let (change, inside) = Change::enter(member.signed_in(), member.center().id, Standing::In).await?;
        if !inside.actor.admin {
            return Err(Failure::NoLongerAllowed);
        }
        Ok(change.through(AsAdmin(inside)))
    }
}

impl Change<AsAdmin> {
    /// A change of the house itself, in the name of the actor.
    pub(crate) async fn by_house<R>(
        keyholder: &Keyholder,
        center: BusinessCenterId,
        actor: Actor,
    ) -> Result<Self, Failure<R>> {
        let mut change = Change::begin(keyholder, &Client::house(), AsJob).await?;
        let center = change.lock(center).await?;
        Ok(change.through(AsAdmin(Inside { center, actor })))
    }
}

impl Change<AsMember> {
    /// A change of a Member, who must still be one.
    pub(crate) async fn by_member<R>(member: &Member) -> Result<Self, Failure<R>> {
        let (change, inside) = Change::enter(member.signed_in(), member.center().id, Standing::In).await?;
        Ok(change.through(AsMember(inside)))
    }
}

impl Change<AsFormer> {
    /// A change of whoever's access ended by the clock, and was neither given again nor revoked since.
    pub(crate) async fn by_former<R>(former: &Former) -> Result<Self, Failure<R>> {
        let (change, inside) = Change::enter(former.signed_in(), former.center(), Standing::Ended).await?;
        Ok(change.through(AsFormer(inside)))
    }
}

impl Change<AsHolder> {
    /// A change of whoever holds the link: the Business Center's row first, then its Invitation.
    pub(crate) async fn by_holder<R>(
        visitor: &Visitor,
        token: &Token,
        actor: Actor,
    ) -> Result<(Self, PartnerId), Failure<R>> {
        let mut change = Change::begin(visitor.keyholder(), visitor.client(), AsJob).await?;
        let hash = secret::hash(token);
        let (_, center) = change.invitation_of(&hash).await?;
        let center = change.lock(center).await?;
        // Asked again: another link may have taken its place while this waited for the row.
        let (partner, _) = change.invitation_of(&hash).await?;
        Ok((change.through(AsHolder(Inside { center, actor })), partner))
    }
}

impl Change<AsJob> {
    /// Work of the house.
    pub(crate) async fn by_job<R>(keyholder: &Keyholder) -> Result<Self, Failure<R>> {
        Self::begin(keyholder, &Client::house(), AsJob).await
    }

    /// Commits what is no event.
    pub(crate) async fn commit<R>(self, write: JobWrite) -> Result<(), Failure<R>> {
        tracing::trace!(?write, "written");
        Ok(self.tx.commit().await?)
    }

    /// The Invitation that has the link, and its Business Center.
    async fn invitation_of<R>(&mut self, hash: &[u8]) -> Result<(PartnerId, BusinessCenterId), Failure<R>> {
        let found = on!(&mut self.tx, |c| sqlx::query_as::<_, (Uuid, Uuid)>(
            "SELECT id, center_id FROM partners WHERE token_hash = $1 OR copied_token_hash = $1",
        )
        .bind(hash)
        .fetch_optional(c)
        .await)?;
        let (partner, center) = found.ok_or(Failure::NotFound)?;
        Ok((PartnerId::from_uuid(partner), BusinessCenterId::from_uuid(center)))
    }

    /// Takes the Business Center's row, then reads their session and Grant.
    async fn enter<R>(
        signed_in: &SignedIn,
        center: BusinessCenterId,
        standing: Standing,
    ) -> Result<(Self, Inside), Failure<R>> {
        let mut change = Self::begin(signed_in.keyholder(), signed_in.client(), AsJob).await?;
        let center = change.lock(center).await?;
        let row = on!(&mut change.tx, |c| {
            sqlx::query_as::<_, (Uuid, Uuid, String, String, Option<i64>)>(
            "SELECT a.id, p.id, a.name, p.level, p.ends_at
               FROM sessions s
               JOIN accounts a ON a.id = s.account_id
               JOIN partners p ON p.account_id = a.id
              WHERE s.id_hash = $1 AND s.expires_at > $2 AND s.seen_at > $3
                AND p.center_id = $4 AND p.state = 'active'
                AND NOT EXISTS (SELECT 1 FROM partner_sessions v
                                 WHERE v.session_hash = s.id_hash AND v.partner_id = p.id AND v.ended_at IS NOT NULL)",
        )
        .bind(&signed_in.session().0)
        .bind(micros(change.now))
        .bind(micros(change.now - IDLE))
        .bind(center.id.uuid())
        .fetch_optional(c)
        .await
        })?;
        let now = micros(change.now);
        let row = row.filter(|(.., ends)| standing == Standing::of(ends.is_none_or(|end| end > now)));
        let (account, partner, name, level, _) = row.ok_or(Failure::NoLongerAllowed)?;
        let actor = Actor {
            account: Some(AccountId::from_uuid(account)),
            partner: Some(PartnerId::from_uuid(partner)),
            name,
            admin: level == "admin",
        };
        Ok((change, Inside { center, actor }))
    }
}

impl<Door> Change<Door> {
    async fn begin<R>(keyholder: &Keyholder, client: &Client, door: Door) -> Result<Self, Failure<R>> {
        let tx = keyholder.db().begin().await?;
        Ok(Self {
            tx,
            // Read after the wait for the turn to write: an Invitation may have expired meanwhile.
            now: keyholder.clock().now(),
            keyholder: keyholder.clone(),
            client: client.clone(),
            door,
        })
    }

    fn through<Other>(self, door: Other) -> Change<Other> {
        Change { tx: self.tx, now: self.now, keyholder: self.keyholder, client: self.client, door }
    }

    async fn finish<R>(self) -> Result<(), Failure<R>> {
        self.tx.commit().await?;
        self.keyholder.outbox_filled().notify_one();
        Ok(())
    }

    pub(crate) fn new_id(&self) -> Uuid {
        random::id(self.now)
    }
}
