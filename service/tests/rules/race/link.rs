//! A link is dead from the moment that another takes its place, also to whoever was about to use it (C-25).

use domain::contact::Email;
use domain::partner::PartnerState;
use service::both_engines;
use service::testing::at_once;

use super::{Outcome, outcome, prepared, rounds};

const LEO: &str = "leo@leomakes.example";
const HOME: &str = "leo@home.example";

both_engines! {
    async fn a_link_that_is_replaced_while_an_accept_waits_lets_nobody_in(world: World) {
        let ada = world.ada().await;
        let leo = world.leo().signs_up().await;
        leo.confirms().await;
        leo.adds_and_confirms(HOME).await;
        let partner = ada.invites(LEO).await.partner;
        let admin = ada.admin().await;
        let (mut here, mut there) = (LEO, HOME);
        for round in 0..rounds(60) {
            let offered = world.leo().at(here).opens_the_invitation().await;
            let accepting = leo.clone();
            let accepts = prepared(async move { outcome(accepting.tries_to_accept(&offered).await) });
            let (admin, moves) = (admin.clone(), round % 2 == 0);
            let renews = if moves {
                let address = Email::parse(there).unwrap();
                prepared(async move { outcome(admin.change_address(partner, address.into()).await) })
            } else {
                prepared(async move { outcome(admin.resend(partner).await) })
            };
            let outcomes = at_once([accepts, renews]).await;

            match outcomes.as_slice() {
                [Outcome::Done, Outcome::Told(_)] => {
                    // What tells of it is not the newest mail of the next round.
                    world.sql("DELETE FROM outbox").await;
                    world.sql("UPDATE partners SET state = 'invited', account_id = NULL WHERE contact LIKE 'leo@%'").await;
                    world.sql("UPDATE business_centers SET standards = 0").await;
                }
                [Outcome::NotFound, Outcome::Done] if moves => (here, there) = (there, here),
                [Outcome::NotFound, Outcome::Done] => {}
                other => panic!("round {round}: {other:?}"),
            }
            assert_eq!(ada.partner(here).await.state, PartnerState::Invited);
            world.sql("DELETE FROM attempts").await;
        }
    }
}
