//! What waits for the answer of an Admin, and what a yes would newly allow.

use chrono::{DateTime, Utc};
use data_encoding::HEXLOWER;
use domain::access::Modules;
use domain::access_request::{Ask, MOST_WAITING, Wish};
use domain::asset::{AssetTarget, Hold, TargetId};
use domain::edit::Access;
use domain::id::{AccessRequestId, PartnerId};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::asset::{AssetReach, TargetSearch};
use crate::capability::Admin;
use crate::clock::{at, micros};
use crate::failure::{Failure, Fault};

/// Somebody asks for something, and has no answer yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingRequest {
    pub id: AccessRequestId,
    pub partner: PartnerId,
    pub name: String,
    pub ask: Ask,
    pub words: Option<String>,
    pub at: DateTime<Utc>,
}

/// One of them beside what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToAnswer {
    pub request: WaitingRequest,
    pub meant: Meant,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meant {
    This {
        wish: Wish,
        /// What they could do then and can't do now, a line each.
        gains: Vec<String>,
        /// Modules of which one would open it, where they have none.
        unopened: Modules,
        shown: Shown,
    },
    /// They have it by now, whichever way it came.
    Has(Wish, Shown),
    /// Of what they typed: which of these is for the Admin to say.
    OneOf(Vec<String>),
    /// No Asset here is called so; these nearly are, and were not given to them.
    Nothing(Vec<String>),
    /// It was registered here once.
    Gone,
    /// They have as many Assets and groups as can be given by themselves.
    TooMany,
}

/// Stands for what was shown, so that a form can bring it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown(String);

impl Shown {
    pub fn from_form(text: String) -> Self {
        Self(text)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What they have, and what they would have.
    pub(super) fn of(has: &Access, more: &Access) -> Result<Self, Fault> {
        Ok(Self(HEXLOWER.encode(&Sha256::digest(serde_json::to_vec(&(has, more))?))))
    }
}

fn unopened(wish: &Wish, more: &Access) -> Modules {
    let Wish::Asset { target: AssetTarget::Asset { kind, .. }, role } = wish else { return Modules::NONE };
    let abilities = more.grant.abilities(*kind, Hold::Role(*role));
    if abilities.is_only_seen() { abilities.missing_modules().with_page_or_all() } else { Modules::NONE }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    partner_id: Uuid,
    name: String,
    ask: String,
    words: Option<String>,
    asked_at: i64,
}

impl Row {
    fn request(self) -> Result<WaitingRequest, Fault> {
        Ok(WaitingRequest {
            id: AccessRequestId::from_uuid(self.id),
            partner: PartnerId::from_uuid(self.partner_id),
            name: self.name,
            ask: serde_json::from_str(&self.ask)?,
            words: self.words,
            at: at(self.asked_at),
        })
    }
}

impl Admin {
    /// Of a partner who is in; whoever waits longest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn access_requests(&self, of: PartnerId) -> Result<Vec<WaitingRequest>, Failure> {
        let now = self.keyholder().clock().now();
        let rows = read!(self.keyholder().db(), |c| sqlx::query_as::<_, Row>(
            "SELECT r.id, r.partner_id, coalesce(p.name, p.contact) AS name, r.ask, r.words, r.asked_at
               FROM access_requests r
               JOIN partners p ON p.id = r.partner_id
              WHERE r.center_id = $1 AND r.state = 'waiting' AND r.asked_at >= p.state_at
                AND p.state = 'active' AND (p.ends_at IS NULL OR p.ends_at > $2)
                AND r.partner_id = $3
              ORDER BY r.asked_at, r.id
              LIMIT $4",
        )
        .bind(self.center().id.uuid())
        .bind(micros(now))
        .bind(of.uuid())
        .bind(i64::try_from(MOST_WAITING).unwrap_or(i64::MAX))
        .fetch_all(c)
        .await)?;
        Ok(rows.into_iter().map(Row::request).collect::<Result<_, _>>()?)
    }

    /// Those of one partner, with what each would newly allow.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn access_requests_to_answer(&self, of: PartnerId) -> Result<Vec<ToAnswer>, Failure> {
        let waiting = self.access_requests(of).await?;
        if waiting.is_empty() {
            return Ok(Vec::new());
        }
        let Some(has) = self.access_of(of).await? else { return Ok(Vec::new()) };
        let reach = self.asset_reach(of).await?;
        let here = self.here(waiting.iter().map(|request| &request.ask)).await?;
        let mut all = Vec::new();
        for request in waiting {
            let meant = self.meant(&request.ask, &has, (&here, &reach)).await?;
            all.push(ToAnswer { request, meant });
        }
        Ok(all)
    }

    /// The Assets and groups that are asked for, as they are called now: another may have the name of one since.
    pub(super) async fn here(&self, asks: impl Iterator<Item = &Ask>) -> Result<Vec<AssetTarget>, Failure> {
        let of = |ask: &Ask| match ask {
            Ask::For(wish) => wish.asset(),
            Ask::Named { .. } => None,
        };
        let ids: Vec<_> = asks.filter_map(of).collect();
        self.member().registered(&ids).await
    }

    async fn meant(
        &self,
        ask: &Ask,
        has: &Access,
        (here, reach): (&[AssetTarget], &AssetReach),
    ) -> Result<Meant, Failure> {
        let wish = match (self.wish(ask, here).await?, ask) {
            (Ok(wish), _) => wish,
            (Err(Meant::Nothing(_)), Ask::Named { name, .. }) => {
                let near = self.nearly_called(name.as_str()).await?.into_iter();
                let near = near.filter(|target| has.assets().get(target.id()).is_none());
                return Ok(Meant::Nothing(near.map(|target| target.spelt()).collect()));
            }
            (Err(meant), _) => return Ok(meant),
        };
        let now = self.keyholder().clock().now();
        let Ok(more) = wish.smallest(has, self.hold(&wish, reach), now) else {
            return Ok(Meant::TooMany);
        };
        let shown = Shown::of(has, &more)?;
        if more.is_same(has) {
            return Ok(Meant::Has(wish, shown));
        }
        let unopened = unopened(&wish, &more);
        Ok(Meant::This { gains: has.difference(&more).gains, wish, unopened, shown })
    }

    /// What is asked for, or why that is not known; what is nearly called so is looked for where it is told.
    pub(super) async fn wish(&self, ask: &Ask, here: &[AssetTarget]) -> Result<Result<Wish, Meant>, Failure> {
        let (name, role) = match ask {
            Ask::For(Wish::Asset { target, role }) => {
                let now = here.iter().find(|here| here.id() == target.id());
                let wish = now.map(|target| Wish::Asset { target: target.clone(), role: *role });
                return Ok(wish.ok_or(Meant::Gone));
            }
            Ask::For(wish @ (Wish::Admin | Wish::Module(_))) => return Ok(Ok(wish.clone())),
            Ask::Named { name, role } => (name, *role),
        };
        Ok(match self.find_target(name.as_str()).await? {
            TargetSearch::One(target) => Ok(Wish::Asset { target, role }),
            TargetSearch::Several(names) => Err(Meant::OneOf(names)),
            TargetSearch::Nothing => Err(Meant::Nothing(Vec::new())),
        })
    }

    /// What they have of the Asset, by every way.
    pub(super) fn hold(&self, wish: &Wish, reach: &AssetReach) -> Hold {
        match wish.asset() {
            Some(TargetId::Asset(asset)) => reach.hold(asset, self.keyholder().clock().now()),
            Some(TargetId::Group(_)) | None => Hold::Nothing,
        }
    }
}
