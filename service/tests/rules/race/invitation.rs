//! An Invitation that is edited by two Admins at once, or while somebody accepts it: one of them is second, and is told.

use domain::access::{Module, Modules};
use domain::grant::Grant;
use domain::partner::PartnerState;
use service::both_engines;
use service::capability::Entry;
use service::invitation::NewInvitation;
use service::testing::{at_once, offer};

use super::{Outcome, done, edits, outcome, prepared, reduced, rounds};

const LEO: &str = "leo@leomakes.example";

both_engines! {
    async fn nobody_accepts_what_they_were_not_shown_and_no_edit_is_lost(world: World) {
        let ada = world.ada().await;
        let leo = world.leo().signs_up().await;
        leo.confirms().await;
        let partner = ada.invites(LEO).await.partner;
        let first = world.leo().opens_the_invitation().await;
        let shown = Grant::standard(Modules::NONE.with(Module::Analytics));
        for round in 0..rounds(40) {
            let offered = world.leo().looks_at(first.link.clone()).await.unwrap();
            let accepting = leo.clone();
            let accepts = prepared(async move { outcome(accepting.tries_to_accept(&offered).await) });
            let edit = edits(ada.admin().await, partner, reduced()).await;
            let outcomes = at_once([accepts, edit]).await;

            let row = ada.partner(LEO).await;
            assert_eq!(row.grant, reduced(), "round {round}: {outcomes:?}");
            match outcomes.as_slice() {
                // They had what they were shown, and were edited as a Member.
                [Outcome::Done, Outcome::Done] => assert_eq!(row.state, PartnerState::Active),
                [Outcome::Told(_), Outcome::Done] => {
                    assert_eq!(row.state, PartnerState::Invited);
                    assert!(!matches!(leo.enters(ada.slug()).await, Entry::In(_)));
                }
                other => panic!("round {round}: {other:?}"),
            }
            world.sql("DELETE FROM outbox WHERE state = 'queued'").await;
            world
                .sql(&format!(
                    "UPDATE partners SET state = 'invited', account_id = NULL, name = NULL, modules = {}
                      WHERE contact = '{LEO}'",
                    shown.modules().bits()
                ))
                .await;
            world.sql("UPDATE business_centers SET standards = 0").await;
        }
    }

    async fn of_many_admins_who_edit_one_invitation_at_once_one_does(world: World) {
        let ada = world.ada().await;
        let partner = ada.invites(LEO).await.partner;
        let grants = [Module::Content, Module::Billing, Module::Campaigns, Module::Assets];
        for round in 0..rounds(20) {
            let mut deeds = Vec::new();
            for module in grants {
                let grant = Grant::standard(Modules::NONE.with(module));
                deeds.push(edits(ada.admin().await, partner, grant).await);
            }
            let outcomes = at_once(deeds).await;
            let others = outcomes.iter().filter(|of| matches!(of, Outcome::Told(_))).count();
            assert_eq!((done(&outcomes), others), (1, 3), "round {round}: {outcomes:?}");
            let first = outcomes.iter().position(|of| *of == Outcome::Done).unwrap();
            assert!(ada.partner(LEO).await.grant.modules().contains(grants[first]));
            world.sql(&format!("UPDATE partners SET modules = 0 WHERE contact = '{LEO}'")).await;
        }
    }

    async fn open_invitations_that_become_admins_at_once_take_no_more_seats_than_there_are(world: World) {
        let ada = world.ada().await;
        for number in 0..16 {
            let contact = format!("admin{number}@agency.example");
            ada.tries_to_invite(NewInvitation { grant: Grant::Admin, ..offer(&contact) }).await.unwrap();
        }
        let mut partners = Vec::new();
        for number in 0..8 {
            partners.push(ada.invites(&format!("standard{number}@agency.example")).await.partner);
        }
        for round in 0..rounds(10) {
            let mut deeds = Vec::new();
            for partner in &partners {
                deeds.push(edits(ada.admin().await, *partner, Grant::Admin).await);
            }
            let outcomes = at_once(deeds).await;
            assert_eq!(done(&outcomes), 3, "round {round}: {outcomes:?}");
            let seats = ada.admin().await.seats().await.unwrap();
            assert_eq!((seats.admins.active, seats.admins.invited), (1, 19), "round {round}");
            world.sql("UPDATE partners SET level = 'standard' WHERE contact LIKE 'standard%'").await;
        }
    }
}
