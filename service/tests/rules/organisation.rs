//! An Organisation revoked as a whole (DOMAIN 5): its people and its open Invitations, each by what does it with one.

use chrono::{DateTime, TimeDelta, Utc};
use domain::asset::{AssetRole, Particulars};
use domain::contact::Contact;
use domain::grant::Grant;
use domain::id::{OrganisationId, PartnerId};
use domain::invitation::{CancelRefusal, LIFE};
use domain::name::OrganisationName;
use domain::partner::{BulkDeed, LeftOut, PartnerState};
use domain::revoke::{Rehearsal, RevokeRefusal};
use service::asset::TypedOwner;
use service::both_engines;
use service::capability::Admin;
use service::failure::Failure;
use service::invitation::NewInvitation;
use service::partner::{BulkChange, BulkDone, BulkRefusal, Organisation, PartnerRow};
use service::testing::{Guest, Insider, Offered, World, at_once, give, offer, refusal, role, typed, until};

const NORTHLIGHT: &str = "Northlight Media";
const MINA: &str = "mina@agency.example";
const OMAR: &str = "omar@halcyon.example";
const LEO: &str = "leo@leomakes.example";
const NOOR: &str = "noor@bright.example";

fn of_northlight(contact: &str) -> NewInvitation {
    NewInvitation { organisation: OrganisationName::parse(NORTHLIGHT).ok(), ..offer(contact) }
}

/// Of Northlight: Mina, a Standard Member, Omar, an Admin, and Leo, who is invited. Noor is invited, and of none.
async fn house(world: &World) -> (Insider, Insider) {
    let ada = world.ada().await;
    ada.takes_in_by(of_northlight(MINA), &world.mina()).await;
    let admin = NewInvitation { grant: Grant::Admin, ..of_northlight(OMAR) };
    let (omar, _) = ada.takes_in_by(admin, &world.omar()).await;
    ada.tries_to_invite(of_northlight(LEO)).await.unwrap();
    ada.invites(NOOR).await;
    world.passes(TimeDelta::minutes(1));
    (ada, omar)
}

fn revoked(begun: DateTime<Utc>) -> BulkChange {
    BulkChange::new(BulkDeed::Revoke, begun)
}

async fn northlight(admin: &Insider) -> Organisation {
    admin.admin().await.organisation("northlight media").await.unwrap().unwrap()
}

async fn rows(admin: &Insider) -> Vec<PartnerRow> {
    let id = northlight(admin).await.id;
    admin.admin().await.organisation_rows(id, 100).await.unwrap().1
}

async fn contacts(admin: &Insider) -> Vec<String> {
    rows(admin).await.into_iter().map(|row| row.contact).collect()
}

async fn id(admin: &Insider, contact: &str) -> PartnerId {
    admin.partner(contact).await.id
}

async fn state(admin: &Insider, contact: &str) -> PartnerState {
    admin.partner(contact).await.state
}

both_engines! {
    async fn its_people_who_are_in_and_its_open_invitations_are_all_of_it(world: World) {
        let (ada, omar) = house(world).await;
        // By name, and by address where nobody knows a name yet.
        assert_eq!(contacts(&ada).await, [LEO, MINA, OMAR]);
        let all = northlight(&ada).await;
        assert_eq!((all.name.as_str(), all.people, all.invitations), (NORTHLIGHT, 2, 1));
        let mina = id(&ada, MINA).await;
        let others = ada.admin().await.organisation_of(mina).await.unwrap().unwrap();
        assert_eq!((others.id, others.people, others.invitations), (all.id, 1, 1), "beside her");
        assert_eq!(ada.admin().await.organisation_of(id(&ada, NOOR).await).await.unwrap(), None);
        assert_eq!(ada.admin().await.organisation("bright").await.unwrap(), None);

        // Whoever founded the Business Center stands in no list of partners, but belongs to it all the same.
        let own = ada.member().await.partner();
        omar.edits(own, |access| access.organisation = OrganisationName::parse(NORTHLIGHT).ok()).await;
        assert_eq!(contacts(&omar).await, ["ada@halcyon.example", LEO, MINA, OMAR]);

        let end = until(&(world.now() + TimeDelta::days(3)).date_naive().to_string(), world.now());
        ada.edits(mina, |access| *access = access.clone().with_end(end)).await;
        world.passes(LIFE);
        let ada = ada.logs_in_again().await;
        assert_eq!(contacts(&ada).await, ["ada@halcyon.example", OMAR], "neither who ended nor what expired");
    }

    async fn an_organisation_of_others_is_like_none(world: World) {
        let (ada, _) = house(world).await;
        let northlight = northlight(&ada).await.id;
        let mallory = world.mallory().await.admin().await;
        let none = OrganisationId::from_uuid(uuid::Uuid::nil());
        for id in [northlight, none] {
            assert!(matches!(mallory.organisation_rows(id, 100).await, Err(Failure::NotFound)));
        }
        assert_eq!(mallory.organisation("northlight media").await.unwrap(), None);
        assert_eq!(mallory.organisation_of(id(&ada, MINA).await).await.unwrap(), None);
    }

    async fn access_is_revoked_and_an_invitation_cancelled_as_each_is_alone(world: World) {
        let (ada, _) = house(world).await;
        let (begun, admin) = (world.now(), ada.admin().await);
        let mails = world.mails_to(LEO).await.len();
        let entries = world.number("SELECT max(number) FROM audit").await;
        let mut done = Vec::new();
        for row in rows(&ada).await {
            assert_eq!(admin.left_out(BulkDeed::Revoke, &row, begun), None);
            done.push(admin.does_in_bulk(&revoked(begun), row.id).await.unwrap());
        }
        assert_eq!(done, [BulkDone::Cancelled, BulkDone::Revoked, BulkDone::Revoked]);
        assert_eq!(state(&ada, LEO).await, PartnerState::Cancelled);
        for contact in [MINA, OMAR] {
            assert_eq!(state(&ada, contact).await, PartnerState::Revoked);
            assert!(world.mail_to(contact).await.subject.contains("has ended"));
        }
        assert_eq!(world.mails_to(LEO).await.len(), mails, "nobody writes of an invitation that is cancelled");
        assert_eq!(state(&ada, NOOR).await, PartnerState::Invited);
        let told = "SELECT substr(body, 1, 30) FROM audit WHERE number > ";
        let told = world.column(&format!("{told}{entries} ORDER BY number")).await;
        for (entry, event) in told.iter().zip(["InvitationCancelled", "AccessRevoked", "AccessRevoked"]) {
            assert!(entry.contains(event), "{told:?}");
        }
        assert_eq!(told.len(), 3);
    }

    async fn what_is_told_of_many_is_what_each_rehearsal_tells(world: World) {
        let (ada, omar) = house(world).await;
        let mina = id(&ada, MINA).await;
        omar.invites("cleo@brandt.example").await;
        omar.invites("ben@brandt.example").await;
        // Claimed while the Invitation was sent, confirmed after it: hers, and sent by Omar.
        let hers = world.mina().logs_in().await;
        hers.adds("mina@home.example").await;
        let link = world.mail_to("mina@home.example").await.token("/confirm/");
        omar.invites("mina@home.example").await;
        hers.tries_to_confirm(&link).await.unwrap();
        let owner = TypedOwner::Partner(Contact::parse(MINA).unwrap());
        ada.registers(Particulars::Pixel, typed("Northlight pixel", owner, &[])).await;

        let pixel = ada.target("Northlight pixel").await;
        ada.edits(mina, |access| give(access, role(pixel, AssetRole::Analyst))).await;

        let admin = ada.admin().await;
        let told = admin.rehearse_revokes(&rows(&ada).await).await.unwrap();
        assert_eq!(told.len(), 2, "nothing ends with an invitation but the invitation");
        for (partner, of_many) in told {
            let of_one = admin.rehearse_revoke(partner).await.unwrap();
            assert_eq!((&of_many.rehearsal, of_many.with.given as usize), (&of_one.rehearsal, of_one.given.len()));
            let (sent, hers) = if partner == mina { (0, 1) } else { (3, 0) };
            let Rehearsal { sent: they_sent, to_them, owns, .. } = of_many.rehearsal;
            assert_eq!((they_sent.len(), to_them.len(), owns.len(), of_one.given.len()), (sent, hers, hers, hers));
        }
    }

    async fn whoever_accepts_meanwhile_is_in_and_not_revoked_unseen(world: World) {
        let (ada, _) = house(world).await;
        let begun = world.now();
        world.passes(TimeDelta::seconds(1));
        let offered = world.leo().opens_the_invitation().await;
        world.leo().accepts_as_new(&offered).await;
        let late = ada.admin().await.does_in_bulk(&revoked(begun), id(&ada, LEO).await).await;
        assert_eq!(refusal(late), LeftOut::JoinedSince.into());
        assert_eq!(state(&ada, LEO).await, PartnerState::Active);
    }

    async fn of_an_accept_and_the_end_of_its_invitation_at_once_one_happens(world: World) {
        let (ada, _) = house(world).await;
        for round in 0..12 {
            let guest = world.guest("Gus Lowe", &format!("gus.{round}@northlight.example"));
            let gus = ada.tries_to_invite(of_northlight(guest.email())).await.unwrap().partner;
            let offered = guest.opens_the_invitation().await;
            world.passes(TimeDelta::minutes(1));
            let (admin, begun) = (ada.admin().await, world.now());
            world.passes(TimeDelta::seconds(1));
            let turns = [Turn::Ends(admin, begun), Turn::Accepts(guest.clone(), offered)];
            let outcomes = at_once(turns.map(|turn| Box::pin(turn.happens(gus)))).await;
            let accepted = state(&ada, guest.email()).await == PartnerState::Active;
            assert_eq!(outcomes, [!accepted, accepted], "the page says what is true");
        }
    }

    async fn nothing_ends_that_came_after_it_was_shown_and_what_is_gone_already_hinders_nobody(world: World) {
        let (ada, omar) = house(world).await;
        let (omar_id, leo) = (id(&ada, OMAR).await, id(&ada, LEO).await);
        let shown = world.now();
        world.passes(TimeDelta::seconds(1));
        omar.invites("cleo@brandt.example").await;
        let late = ada.admin().await.does_in_bulk(&revoked(shown), omar_id).await;
        assert_eq!(refusal(late), RevokeRefusal::Changed.into());
        assert_eq!(state(&ada, OMAR).await, PartnerState::Active);

        // Leo's becomes one of Omar's, and both are shown.
        omar.admin().await.resend(leo).await.unwrap();
        let late = ada.admin().await.does_in_bulk(&revoked(shown), leo).await;
        assert_eq!(refusal(late), LeftOut::InvitedSince.into());
        let shown = world.now();
        world.passes(TimeDelta::seconds(1));
        let admin = ada.admin().await;
        assert_eq!(admin.does_in_bulk(&revoked(shown), leo).await.unwrap(), BulkDone::Cancelled);
        assert_eq!(admin.does_in_bulk(&revoked(shown), omar_id).await.unwrap(), BulkDone::Revoked);
        assert_eq!(state(&ada, "cleo@brandt.example").await, PartnerState::Cancelled);
    }

    async fn an_invitation_that_went_with_its_sender_is_done_already(world: World) {
        let (ada, omar) = house(world).await;
        omar.admin().await.resend(id(&ada, LEO).await).await.unwrap();
        let (admin, shown) = (ada.admin().await, world.now());
        admin.does_in_bulk(&revoked(shown), id(&ada, OMAR).await).await.unwrap();
        let leo = admin.does_in_bulk(&revoked(shown), id(&ada, LEO).await).await;
        assert_eq!(refusal(leo), LeftOut::CancelledAlready.into());
    }

    async fn the_only_admin_in_it_stays_and_another_can_end_the_founder(world: World) {
        let (ada, omar) = house(world).await;
        let own = ada.member().await.partner();
        ada.edits(own, |access| access.organisation = OrganisationName::parse(NORTHLIGHT).ok()).await;
        let why = async |who: &Insider, whom: PartnerId| {
            let admin = who.admin().await;
            let row = rows(who).await.into_iter().find(|row| row.id == whom).unwrap();
            let shown = admin.left_out(BulkDeed::Revoke, &row, world.now());
            let done = refusal(admin.does_in_bulk(&revoked(world.now()), whom).await);
            assert_eq!(shown.map(BulkRefusal::from), Some(done), "what was shown is what happens");
            shown.unwrap()
        };
        assert_eq!(why(&ada, own).await, LeftOut::Yourself);
        let omar_id = id(&ada, OMAR).await;
        let done = omar.admin().await.does_in_bulk(&revoked(world.now()), own).await;
        assert_eq!(done.unwrap(), BulkDone::Revoked);
        assert_eq!(why(&omar, omar_id).await, LeftOut::OnlyAdmin);
        assert_eq!(world.number("SELECT admins FROM business_centers").await, 1);
    }

    async fn it_goes_on_where_it_stopped_and_does_nothing_twice(world: World) {
        let (ada, _) = house(world).await;
        let (shown, all) = (world.now(), rows(&ada).await);
        ada.admin().await.does_in_bulk(&revoked(shown), all[0].id).await.unwrap();
        ada.admin().await.does_in_bulk(&revoked(shown), all[1].id).await.unwrap();
        world.restarts().await;
        assert_eq!(contacts(&ada).await, [OMAR], "what is left");
        let admin = ada.admin().await;
        let runs = (0..2).flat_map(|_| all.iter().map(|row| row.id)).map(|partner| {
            let admin = admin.clone();
            async move { admin.does_in_bulk(&revoked(shown), partner).await }
        });
        let outcomes = at_once(runs).await;
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1, "{outcomes:?}");
        let told = |event: &str| format!("SELECT count(*) FROM audit WHERE body LIKE '%{event}%'");
        assert_eq!(world.number(&told("AccessRevoked")).await, 2);
        assert_eq!(world.number(&told("InvitationCancelled")).await, 1);
        for contact in [MINA, OMAR] {
            let ended = world.mails_to(contact).await.into_iter().filter(|mail| mail.subject.contains("has ended"));
            assert_eq!(ended.count(), 1, "{contact} is told once");
        }
    }
}

/// What two do at once about one Invitation.
enum Turn {
    Ends(Admin, DateTime<Utc>),
    Accepts(Guest, Offered),
}

impl Turn {
    /// Says whether it was done.
    async fn happens(self, invited: PartnerId) -> bool {
        match self {
            Self::Ends(admin, begun) => match admin.does_in_bulk(&revoked(begun), invited).await {
                Ok(done) => done == BulkDone::Cancelled,
                Err(Failure::Refused(why)) => {
                    let joined = BulkRefusal::from(LeftOut::JoinedSince);
                    assert!(
                        why == joined || matches!(why, BulkRefusal::Cancel(CancelRefusal::Accepted { .. })),
                        "{why}"
                    );
                    false
                }
                Err(fault) => panic!("{fault:?}"),
            },
            Self::Accepts(guest, offered) => guest.tries_to_accept_as_new(&offered).await.is_ok(),
        }
    }
}
