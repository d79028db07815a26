//! What is done with Invitations on the walk.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use domain::asset::AssetGrants;
use domain::edit::Access;
use domain::end::EndDate;
use domain::partner::PartnerState;
use domain::zone::Zone;
use service::invitation::NewInvitation;
use service::testing::{give, offer, until};

use super::walk::Walk;

impl Walk<'_> {
    pub fn any_end(&mut self) -> Option<EndDate> {
        let day = self.world.now().date_naive() + TimeDelta::days(i64::try_from(self.dice.below(6)).unwrap());
        if self.dice.below(3) == 0 { until(&day.to_string(), self.world.now()) } else { None }
    }

    pub async fn invites(&mut self) -> Option<()> {
        let admin = self.admin().await.admin().await;
        let who = 1 + self.dice.below(self.actors.len() - 1);
        let mut assets = BTreeMap::new();
        for target in self.targets(&admin).await {
            if self.dice.below(3) == 0 {
                assets.insert(target.id(), self.any_role(target));
            }
        }
        let assets = AssetGrants::new(assets.into_values()).unwrap();
        let ends = self.any_end();
        let new =
            NewInvitation { grant: self.any_grant(), assets, ends, ..offer(self.actors[who].guest.email()) };
        let partner = admin.invite(new).await.ok()?.partner;
        self.actors[who].partner = Some(partner);
        self.again.remove(&partner);
        Some(())
    }

    /// As **Add Partners** starts from the former Grant.
    pub async fn invites_again(&mut self) -> Option<()> {
        let admin = self.admin().await.admin().await;
        let who = 1 + self.dice.below(self.actors.len() - 1);
        let partner = self.actors[who].partner?;
        let had = self.had.get(&partner)?.clone();
        let row = admin.partner(partner).await.unwrap().row;
        if !matches!(row.state, PartnerState::Revoked | PartnerState::Ended) {
            return None;
        }
        let former = admin.former_assets(partner).await.unwrap();
        let ends = row.ends_at.map(|ends| EndDate::at(ends, Zone::UTC));
        let ends = ends.filter(|end| !end.is_over(self.world.now()));
        let new =
            NewInvitation { grant: row.grant, assets: former, ends, ..offer(self.actors[who].guest.email()) };
        admin.invite(new).await.ok()?;
        self.again.insert(partner, had);
        Some(())
    }

    pub async fn accepts(&mut self) -> Option<()> {
        let who = 1 + self.dice.below(self.actors.len() - 1);
        let guest = self.actors[who].guest.clone();
        let mails = self.world.mails_to(guest.email()).await;
        let link = mails.iter().rev().find(|mail| mail.text.contains("/invite/"))?.token("/invite/");
        let offered = guest.looks_at(link).await.ok()?;
        let shown = offered.shown;
        if self.actors[who].session.is_some() {
            let person = guest.logs_in().await;
            let before = self.notes.last().is_some_and(|note| note.stands.members.contains_key(&shown));
            person.tries_to_accept(&offered).await.ok()?;
            self.actors[who].session = Some(person);
            if before {
                return None;
            }
        } else {
            self.actors[who].session = Some(guest.tries_to_accept_as_new(&offered).await.ok()?);
        }
        if let Some(had) = self.again.remove(&shown) {
            let now = self.admin().await.admin().await.to_edit(shown).await.unwrap().1;
            assert_eq!(now.grant, had.grant, "another level or other Modules (seed {})", self.seed);
            for given in now.assets() {
                let before = had.assets().get(given.target.id());
                let was_given = before.is_some_and(|before| before.is_same(given));
                assert!(was_given, "{given} was not given before (seed {})", self.seed);
            }
        }
        Some(())
    }

    /// Whatever it offers, nobody is in by it.
    pub async fn edits_an_invitation(&mut self) -> Option<()> {
        let admin = self.admin().await;
        let waiting = admin.partners().await.into_iter();
        let waiting =
            waiting.filter(|row| matches!(row.state, PartnerState::Invited | PartnerState::Expired));
        let partner = self.dice.one(&waiting.map(|row| row.id).collect::<Vec<_>>()).copied()?;
        let targets = self.targets(&admin.admin().await).await;
        let target = self.dice.one(&targets).cloned();
        let given = target.map(|target| self.any_role(target));
        let (what, grant, ends) = (self.dice.below(4), self.any_grant(), self.any_end());
        let edit = |access: &mut Access| match (what, given) {
            (0, _) => access.grant = grant,
            (1, _) => *access = access.clone().with_end(ends),
            (_, Some(given)) => give(access, given),
            (_, None) => {}
        };
        admin.tries_to_edit(partner, edit).await.ok()?;
        self.again.remove(&partner);
        Some(())
    }
}
