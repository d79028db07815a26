//! Whoever comes in somewhere, or founds something, while their name changes has one name everywhere.

use domain::name::PersonName;
use service::both_engines;
use service::testing::at_once;

use super::{Outcome, outcome, prepared, rounds};

const MINA: &str = "mina@agency.example";

both_engines! {
    async fn whoever_joins_and_founds_while_their_name_changes_has_one_name_everywhere(world: World) {
        let (ada, mallory) = (world.ada().await, world.mallory().await);
        let mina = ada.takes_in(&world.mina()).await.0.person().clone();
        for round in 0..rounds(30) {
            mallory.invites(MINA).await;
            let offered = world.mina().opens_the_invitation().await;
            let (accepting, founding, here) = (mina.clone(), mina.clone(), mina.here().await);
            let name = PersonName::parse(&format!("Mina {round}")).unwrap();
            let outcomes = at_once([
                prepared(async move { outcome(accepting.tries_to_accept(&offered).await) }),
                prepared(async move { outcome(here.rename(name).await) }),
                prepared(async move { outcome(founding.tries_to_found("Okafor and Daughters").await) }),
            ])
            .await;

            assert!(outcomes.iter().all(|outcome| *outcome == Outcome::Done), "round {round}: {outcomes:?}");
            let rows = "SELECT DISTINCT name FROM partners WHERE contact = 'mina@agency.example'";
            assert_eq!(world.column(rows).await, [format!("Mina {round}")], "round {round}");
            mallory.revokes(mallory.partner(MINA).await.id).await;
            // What tells of it is not the newest mail of the next round.
            world.sql("DELETE FROM outbox").await;
            world.sql("DELETE FROM attempts").await;
        }
    }
}
