//! Whom an Admin means by a name or an address.

use domain::partner::PartnerState;
use service::both_engines;
use service::partner::Called;
use service::testing::Insider;

async fn so(admin: &Insider, typed: &str) -> (Vec<String>, bool) {
    match admin.admin().await.called(typed).await.unwrap() {
        Called::So { people, more } => {
            (people.into_iter().map(|one| one.name.unwrap_or(one.contact)).collect(), more)
        }
        Called::Nearly(people) => panic!("{typed} is nobody's name, and nearly {people:?}"),
    }
}

async fn nearly(admin: &Insider, typed: &str) -> Vec<String> {
    match admin.admin().await.called(typed).await.unwrap() {
        Called::Nearly(people) => people.into_iter().map(|one| one.name.unwrap_or(one.contact)).collect(),
        Called::So { people, .. } => panic!("{typed} is in the name of {people:?}"),
    }
}

both_engines! {
    async fn everybody_is_meant_whatever_their_state_and_whoever_founded_it_too(world: World) {
        let ada = world.ada().await;
        let (_, mina) = ada.takes_in(&world.mina()).await;
        ada.revokes(mina).await;
        ada.invites("leo@leomakes.example").await;
        assert_eq!(so(&ada, "lindqv").await, (vec!["Ada Lindqvist".to_owned()], false));
        assert_eq!(so(&ada, "MINA@agency").await.0, ["Mina Okafor"]);
        assert_eq!(so(&ada, "example").await.0, ["Ada Lindqvist", "leo@leomakes.example", "Mina Okafor"]);
        let Called::So { people, .. } = ada.admin().await.called("mina").await.unwrap() else { panic!("she is here") };
        assert_eq!((people[0].id, people[0].state), (mina, PartnerState::Revoked));
    }

    async fn of_a_slip_whoever_is_nearly_called_so_is_told_and_nobody_of_elsewhere(world: World) {
        let (ada, mallory) = (world.ada().await, world.mallory().await);
        ada.takes_in(&world.mina()).await;
        ada.invites("leo@leomakes.example").await;
        assert_eq!(nearly(&ada, "Mina Okafro").await, ["Mina Okafor"]);
        assert_eq!(nearly(&ada, "leo@leomake.example").await, ["leo@leomakes.example"]);
        assert_eq!(nearly(&ada, "Lindqwist").await, ["Ada Lindqvist"]);
        assert_eq!(nearly(&ada, "zeppelin").await, [""; 0]);
        assert_eq!(nearly(&mallory, "Mina Okafor").await, [""; 0]);
    }

    async fn no_more_are_shown_than_one_can_choose_from(world: World) {
        let ada = world.ada().await;
        for of in 0..10 {
            ada.invites(&format!("gus.{of}@bright.example")).await;
        }
        let (found, more) = so(&ada, "gus").await;
        assert_eq!((found.len(), more), (10, false));
        ada.invites("gus.10@bright.example").await;
        let (found, more) = so(&ada, "gus").await;
        assert_eq!((found.len(), more), (10, true));
    }
}
