//! A change of an Account that every Business Center which it is in shows, and tells in its own log.

use domain::id::{AccountId, BusinessCenterId, PartnerId};
use uuid::Uuid;

use super::account::AsAccount;
use super::center::Inside;
use super::{AsMember, Change};
use crate::audit::{AccountEvent, Actor, Event};
use crate::capability::SignedIn;
use crate::failure::Failure;

/// An Account, with the rows of all Business Centers that it is in.
#[derive(Debug)]
pub(crate) struct AsEverywhere {
    account: AccountId,
    /// As it stood when the change began.
    name: String,
    memberships: Vec<(Membership, Inside)>,
}

/// What an Account is in one Business Center. Where access ended by the clock it still counts: they may ask for more time.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct Membership {
    center_id: Uuid,
    partner_id: Uuid,
    pub(crate) contact: String,
    pub(crate) organisation: Option<String>,
    level: String,
}

impl Membership {
    pub(crate) fn partner(&self) -> PartnerId {
        PartnerId::from_uuid(self.partner_id)
    }
}

impl Change<AsAccount> {
    async fn memberships<R>(&mut self, account: AccountId) -> Result<Vec<Membership>, Failure<R>> {
        Ok(on!(&mut self.tx, |c| sqlx::query_as::<_, Membership>(
            "SELECT p.center_id, p.id AS partner_id, p.contact, o.name AS organisation, p.level
               FROM partners p
               LEFT JOIN organisations o ON o.id = p.organisation_id
              WHERE p.account_id = $1 AND p.state = 'active'
              ORDER BY p.center_id",
        )
        .bind(account.uuid())
        .fetch_all(c)
        .await)?)
    }
}

impl Change<AsEverywhere> {
    /// A change of a signed-in Account. The rows of Business Centers are taken first, in the order of their ids, then the
    /// Account's: whoever joins takes them in that order, too. Where the Account came in while this waited, it begins anew.
    pub(crate) async fn everywhere<R>(signed_in: &SignedIn) -> Result<Self, Failure<R>> {
        let account = signed_in.account();
        loop {
            let mut change = Change::begin_as(signed_in).await?;
            let found = change.memberships(account).await?;
            let mut centers = Vec::new();
            for membership in &found {
                centers.push(change.lock(BusinessCenterId::from_uuid(membership.center_id)).await?);
            }
            let name = change.take(signed_in).await?;
            let memberships = change.memberships(account).await?;
            if !memberships.iter().map(|of| of.center_id).eq(found.iter().map(|of| of.center_id)) {
                continue;
            }
            let inside = memberships.into_iter().zip(centers).map(|(membership, center)| {
                let actor = Actor {
                    account: Some(account),
                    partner: Some(membership.partner()),
                    name: name.clone(),
                    admin: membership.level == "admin",
                };
                (membership, Inside { center, actor })
            });
            let memberships = inside.collect();
            return Ok(change.through(AsEverywhere { account, name, memberships }));
        }
    }

    pub(crate) fn name(&self) -> &str {
        &self.door.name
    }

    pub(crate) fn in_each(&self) -> Vec<Membership> {
        self.door.memberships.iter().map(|(membership, _)| membership.clone()).collect()
    }

    /// Commits with an event of the Account and one for each Business Center.
    pub(crate) async fn commit<R>(
        mut self,
        event: AccountEvent,
        told: impl Fn(&Membership) -> Event,
    ) -> Result<(), Failure<R>> {
        let account = Some(self.door.account);
        let memberships = std::mem::take(&mut self.door.memberships);
        let mut change = self.through(AsAccount { account });
        let mut changed = Vec::new();
        for (membership, inside) in memberships {
            changed.push((inside.center.id, inside.center.change));
            let mut within = change.through(AsMember(inside));
            within.append(&told(&membership)).await?;
            change = within.through(AsAccount { account });
        }
        let keyholder = change.keyholder.clone();
        change.commit(event).await?;
        for (center, number) in changed {
            keyholder.live().changed(center, number);
        }
        Ok(())
    }
}
