//! The seats of a Business Center are never exceeded, whatever 64 people do at once (C-37).

use chrono::TimeDelta;
use domain::access::AccessLevel;
use domain::grant::Grant;
use domain::id::PartnerId;
use domain::partner::BulkDeed;
use service::both_engines;
use service::capability::Admin;
use service::invitation::NewInvitation;
use service::partner::Edit;
use service::testing::{Insider, Offered, Person, World, at_once, offer};

use super::{Outcome, Prepared, does_in_bulk, done, edit, outcome, prepared, reduced, rounds};

/// What the 64 do: 12 accept, 6 change Modules, 2 reduce, and 44 want one of the seats that are free.
const ACCEPT: usize = 12;
const MODULES: usize = 6;
const REDUCE: usize = 2;
const PROMOTE: usize = 12;
const PROMOTE_IN_BULK: usize = 12;
const INVITE: usize = 12;
const RESEND: usize = 8;

/// A Business Center as each round begins: the founder, two Admins and twelve open Invitations hold 15 of 20.
struct House {
    ada: Insider,
    accept: Vec<(Person, Offered)>,
    resend: Vec<PartnerId>,
    modules: Vec<(PartnerId, Edit)>,
    reduce: Vec<(PartnerId, Edit)>,
    promote: Vec<(PartnerId, Edit)>,
    in_bulk: Vec<PartnerId>,
}

async fn takes_in(world: &World, ada: &Insider, who: &str, count: usize) -> Vec<PartnerId> {
    let mut partners = Vec::new();
    for number in 0..count {
        let guest = world.guest("Robin Vale", &format!("{who}{number}@agency.example"));
        partners.push(ada.takes_in(&guest).await.1);
    }
    partners
}

async fn edits(admin: &Admin, partners: Vec<PartnerId>, grant: Grant) -> Vec<(PartnerId, Edit)> {
    let mut edits = Vec::new();
    for partner in partners {
        edits.push((partner, edit(admin, partner, grant).await));
    }
    edits
}

impl House {
    async fn founded(world: &World) -> Self {
        let ada = world.ada().await;
        let (mut accept, mut resend) = (Vec::new(), Vec::new());
        for number in 0..ACCEPT {
            let guest = world.guest("Robin Vale", &format!("accept{number}@agency.example"));
            ada.invites(guest.email()).await;
            let mut offered = guest.opens_the_invitation().await;
            let person = guest.accepts_as_new(&offered).await;
            // As each round begins.
            offered.offer.grant = Grant::Admin;
            accept.push((person, offered));
        }
        for number in 0..RESEND {
            resend.push(ada.invites(&format!("resend{number}@agency.example")).await.partner);
        }
        let modules = takes_in(world, &ada, "modules", MODULES).await;
        let reduce = takes_in(world, &ada, "reduce", REDUCE).await;
        let promote = takes_in(world, &ada, "promote", PROMOTE).await;
        let in_bulk = takes_in(world, &ada, "bulk", PROMOTE_IN_BULK).await;
        begins(world).await;
        let admin = ada.admin().await;
        Self {
            accept,
            resend,
            modules: edits(&admin, modules, reduced()).await,
            reduce: edits(&admin, reduce, reduced()).await,
            promote: edits(&admin, promote, Grant::Admin).await,
            in_bulk,
            ada,
        }
    }

    /// What needs no free seat, and so is done.
    fn sure(&self, admin: &Admin) -> Vec<Prepared> {
        let accepts = self.accept.iter().cloned().map(|(person, offered)| {
            prepared(async move { outcome(person.tries_to_accept(&offered).await) })
        });
        accepts.chain(each(admin, &self.modules)).chain(each(admin, &self.reduce)).collect()
    }

    /// What needs one.
    fn hopeful(&self, admin: &Admin, world: &World) -> Vec<Prepared> {
        let invites = (0..INVITE).map(|number| {
            let new =
                NewInvitation { grant: Grant::Admin, ..offer(&format!("invite{number}@agency.example")) };
            let admin = admin.clone();
            prepared(async move { outcome(admin.invite(new).await) })
        });
        let resends = self.resend.iter().copied().map(|partner| {
            let admin = admin.clone();
            prepared(async move { outcome(admin.resend(partner).await) })
        });
        let in_bulk = self
            .in_bulk
            .iter()
            .map(|partner| does_in_bulk(admin.clone(), BulkDeed::MakeAdmin, *partner, world));
        invites.chain(resends).chain(in_bulk).chain(each(admin, &self.promote)).collect()
    }
}

fn each<'a>(admin: &Admin, edits: &'a [(PartnerId, Edit)]) -> impl Iterator<Item = Prepared> + use<'a> {
    let admin = admin.clone();
    edits.iter().cloned().map(move |(partner, edit)| {
        let admin = admin.clone();
        prepared(async move { outcome(admin.edit(partner, edit).await) })
    })
}

/// Everything as it was before the first round, past the doors, for speed.
async fn begins(world: &World) {
    let now = world.now();
    let (open, over) = (now + TimeDelta::days(30), now - TimeDelta::days(1));
    let was_in = "state = 'active', modules = 1, level =";
    let invited = "state = 'invited', level = 'admin', modules = 0, invitation_expires_at =";
    for change in [
        format!("UPDATE partners SET {invited} {} WHERE contact LIKE 'resend%'", over.timestamp_micros()),
        format!(
            "UPDATE partners SET {invited} {}, account_id = NULL, search_key = contact WHERE contact LIKE 'accept%'",
            open.timestamp_micros()
        ),
        format!("UPDATE partners SET {was_in} 'admin' WHERE contact LIKE 'reduce%'"),
        format!(
            "UPDATE partners SET {was_in} 'standard'
              WHERE contact LIKE 'modules%' OR contact LIKE 'promote%' OR contact LIKE 'bulk%'"
        ),
        "UPDATE partners SET state = 'cancelled' WHERE contact LIKE 'invite%'".to_owned(),
        format!(
            "UPDATE business_centers SET admins = {}, standards = {}",
            1 + REDUCE,
            MODULES + PROMOTE + PROMOTE_IN_BULK
        ),
        "DELETE FROM attempts".to_owned(),
        "DELETE FROM outbox".to_owned(),
    ] {
        world.sql(&change).await;
    }
}

/// Whoever got none is told that all seats are taken.
fn got_one(outcomes: &[Outcome], full: &str) -> usize {
    for outcome in outcomes {
        match outcome {
            Outcome::Done => {}
            Outcome::Told(told) => assert!(told.starts_with(full), "{told}"),
            other => panic!("nobody lost their access: {other:?}"),
        }
    }
    done(outcomes)
}

both_engines! {
    async fn the_admin_limit_holds_when_invitations_accepts_promotions_and_edits_race(world: World) {
        let house = House::founded(world).await;
        for _ in 0..rounds(20) {
            begins(world).await;
            let admin = house.ada.admin().await;
            let (mut deeds, hopeful) = (house.sure(&admin), house.hopeful(&admin, world));
            let sure = deeds.len();
            deeds.extend(hopeful);
            assert_eq!(deeds.len(), 64);
            // Neither stands in front of the other.
            deeds.rotate_left(sure / 2);
            let mut outcomes = at_once(deeds).await;
            outcomes.rotate_right(sure / 2);

            let (sure, hopeful) = outcomes.split_at(sure);
            assert_eq!(done(sure), sure.len(), "{sure:?}");
            let got = got_one(hopeful, "All 20 Admin seats are taken");
            let taken = house.ada.admin().await.seats().await.unwrap().taken(AccessLevel::Admin);
            assert_eq!(taken.total(), u32::try_from(1 + ACCEPT + got).unwrap());
            // Five were free at first, and two more once both were reduced.
            assert!((5..=7).contains(&got), "{got} got one of seven seats");
            let in_rows = "SELECT count(*) FROM partners WHERE level = 'admin'
                            AND (state = 'active' OR (state = 'invited' AND invitation_expires_at > ";
            let in_rows = world.number(&format!("{in_rows}{}))", world.now().timestamp_micros())).await;
            assert_eq!(in_rows, i64::from(taken.total()), "what the counters say is what stands");
        }
    }
}
