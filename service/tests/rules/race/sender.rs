//! An Invitation is as good as whoever sent it: once they are no Admin, nobody comes in by it (C-27).

use domain::invitation::AcceptRefusal;
use domain::partner::PartnerState;
use service::both_engines;
use service::testing::{Insider, World, at_once, offer, refusal};

use super::{Ends, Outcome, ends, outcome, prepared, rounds};

const LEO: &str = "leo@leomakes.example";

async fn is_admin_again(world: &World) {
    let again =
        "UPDATE partners SET state = 'active', level = 'admin', modules = 0 WHERE contact LIKE 'omar@%'";
    world.sql(again).await;
    world.sql("UPDATE partners SET state = 'invited', account_id = NULL WHERE contact LIKE 'leo@%'").await;
    world.sql("UPDATE business_centers SET admins = 2, standards = 0").await;
}

async fn leos(ada: &Insider) -> PartnerState {
    ada.partner(LEO).await.state
}

both_engines! {
    async fn an_invitation_of_who_is_no_admin_any_more_is_not_accepted(world: World) {
        let ada = world.ada().await;
        let (omar, omar_id) = ada.makes_admin(&world.omar()).await;
        let leo = world.leo().signs_up().await;
        leo.confirms().await;
        omar.tries_to_invite(offer(LEO)).await.unwrap();
        let offered = world.leo().opens_the_invitation().await;
        for how in Ends::ALL {
            assert_eq!(ends(world, &ada, how, omar_id).await.await, Outcome::Done);
            let late = leo.tries_to_accept(&offered).await;
            assert_eq!(refusal(late), AcceptRefusal::Cancelled.into(), "{how:?}");
            assert_eq!(leos(&ada).await, PartnerState::Cancelled, "{how:?}");
            // Nor would they come in where the row was still open.
            world.sql("UPDATE partners SET state = 'invited' WHERE contact LIKE 'leo@%'").await;
            let late = leo.tries_to_accept(&offered).await;
            assert_eq!(refusal(late), AcceptRefusal::Cancelled.into(), "{how:?}");
            is_admin_again(world).await;
        }
        leo.tries_to_accept(&offered).await.unwrap();
    }

    async fn an_accept_and_the_end_of_its_sender_at_once_are_one_after_the_other(world: World) {
        let ada = world.ada().await;
        let (omar, omar_id) = ada.makes_admin(&world.omar()).await;
        let leo = world.leo().signs_up().await;
        leo.confirms().await;
        omar.tries_to_invite(offer(LEO)).await.unwrap();
        let offered = world.leo().opens_the_invitation().await;
        let cancelled = Outcome::Told(AcceptRefusal::Cancelled.to_string());
        for how in Ends::ALL.into_iter().cycle().take(rounds(40)) {
            let (leo, offered) = (leo.clone(), offered.clone());
            let accepts = prepared(async move { outcome(leo.tries_to_accept(&offered).await) });
            let outcomes = at_once([accepts, ends(world, &ada, how, omar_id).await]).await;
            match leos(&ada).await {
                PartnerState::Active => assert_eq!(outcomes[0], Outcome::Done, "{how:?}"),
                PartnerState::Cancelled => assert_eq!(outcomes, [cancelled.clone(), Outcome::Done], "{how:?}"),
                open => panic!("{how:?}: {outcomes:?} left it {open:?}"),
            }
            is_admin_again(world).await;
        }
    }
}
