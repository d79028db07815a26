//! Many at once (attacks C-36 and C-37). Each race is run often, since one round proves little: how often when all tests
//! run stands beside each, and `KEYHOLDER_RACE_ROUNDS=1000` asks for more.

mod invitation;
mod last_admin;
mod limits;
mod link;
mod linked;
mod name;
mod revoked;
mod sender;

use std::fmt::{Debug, Display};
use std::pin::Pin;

use domain::access::{Module, Modules};
use domain::grant::Grant;
use domain::id::PartnerId;
use domain::partner::BulkDeed;
use service::capability::Admin;
use service::failure::Failure;
use service::partner::{BulkChange, Edit, Revocation};
use service::testing::{Guest, Insider, World};

/// Something that is about to be done, with all that was read for it before.
type Prepared = Pin<Box<dyn Future<Output = Outcome> + Send>>;

#[derive(Clone, Debug, PartialEq, Eq)]
enum Outcome {
    Done,
    /// Refused, in the words of the page.
    Told(String),
    /// Whoever wanted it may not any more.
    NoLongerAllowed,
    /// There is no such thing, or not any more.
    NotFound,
}

/// What an Admin does to end what another one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ends {
    Revokes,
    Reduces,
    RevokesInBulk,
    ReducesInBulk,
}

impl Ends {
    const ALL: [Self; 4] = [Self::Revokes, Self::Reduces, Self::RevokesInBulk, Self::ReducesInBulk];
}

fn rounds(ordinary: usize) -> usize {
    std::env::var("KEYHOLDER_RACE_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(ordinary)
}

fn outcome<T, R: Debug + Display>(outcome: Result<T, Failure<R>>) -> Outcome {
    match outcome {
        Ok(_) => Outcome::Done,
        Err(Failure::Refused(refusal)) => Outcome::Told(refusal.to_string()),
        Err(Failure::NoLongerAllowed) => Outcome::NoLongerAllowed,
        Err(Failure::NotFound) => Outcome::NotFound,
        Err(fault) => panic!("neither done nor refused but {fault:?}"),
    }
}

fn done(outcomes: &[Outcome]) -> usize {
    outcomes.iter().filter(|outcome| **outcome == Outcome::Done).count()
}

fn prepared(deed: impl Future<Output = Outcome> + Send + 'static) -> Prepared {
    Box::pin(deed)
}

fn reduced() -> Grant {
    Grant::standard(Modules::NONE.with(Module::Content))
}

/// **Edit**, opened and filled in.
async fn edit(admin: &Admin, partner: PartnerId, grant: Grant) -> Edit {
    let (shown, opened) = admin.to_edit(partner).await.unwrap();
    let mut wanted = opened.clone();
    wanted.grant = grant;
    Edit::new(opened, wanted, shown.rehearsed)
}

async fn edits(admin: Admin, partner: PartnerId, grant: Grant) -> Prepared {
    let edit = edit(&admin, partner, grant).await;
    prepared(async move { outcome(admin.edit(partner, edit).await) })
}

fn does_in_bulk(admin: Admin, deed: BulkDeed, partner: PartnerId, world: &World) -> Prepared {
    let begun = world.now();
    prepared(async move { outcome(admin.does_in_bulk(&BulkChange::new(deed, begun), partner).await) })
}

async fn ends(world: &World, who: &Insider, how: Ends, whom: PartnerId) -> Prepared {
    let admin = who.admin().await;
    match how {
        Ends::Revokes => {
            let shown = admin.rehearse_revoke(whom).await.unwrap().rehearsed;
            prepared(async move { outcome(admin.revoke(whom, Revocation::of(shown, &[])).await) })
        }
        Ends::Reduces => edits(admin, whom, reduced()).await,
        Ends::RevokesInBulk => does_in_bulk(admin, BulkDeed::Revoke, whom, world),
        Ends::ReducesInBulk => does_in_bulk(admin, BulkDeed::MakeStandard, whom, world),
    }
}

/// So many Admins who all came by an Invitation, in a Business Center that its founder has left.
async fn admins<const N: usize>(world: &World, guests: [Guest; N]) -> [(Insider, PartnerId); N] {
    let ada = world.ada().await;
    let mut admins = Vec::new();
    for guest in guests {
        admins.push(ada.makes_admin(&guest).await);
    }
    ada.tries_to_leave().await.unwrap();
    admins.try_into().unwrap()
}

/// All who came by an Invitation are Admins again.
async fn all_are_admins_again(world: &World) {
    world
        .sql("UPDATE partners SET state = 'active', level = 'admin', modules = 0 WHERE kind IS NOT NULL")
        .await;
    world
        .sql(
            "UPDATE business_centers
                SET standards = 0,
                    admins = (SELECT count(*) FROM partners WHERE state = 'active' AND level = 'admin')",
        )
        .await;
}
