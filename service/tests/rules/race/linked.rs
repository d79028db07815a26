//! Partners who link while Admins look at what was linked before.

use domain::asset::AdvertiserId;
use domain::linked::{Link, LinkState};
use service::audit::{Event, LinkedState, LogQuery};
use service::both_engines;
use service::failure::Failure;
use service::testing::at_once;

use super::{Outcome, Prepared, done, outcome, prepared, rounds};

fn id(number: usize) -> AdvertiserId {
    AdvertiserId::parse(&format!("70124498{number:04}")).unwrap()
}

both_engines! {
    async fn of_many_who_link_and_approve_at_once_each_approves_what_they_saw(world: World) {
        let ada = world.ada().await;
        let (omar, _) = ada.makes_admin(&world.omar()).await;
        let admins = [ada.admin().await, omar.admin().await];
        for round in 0..rounds(6) {
            // Ten links a day are enough for one.
            let guest = world.guest("Robin Vale", &format!("robin{round}@agency.example"));
            let (robin, partner) = ada.takes_in(&guest).await;
            let member = robin.member().await;
            member.link_ad_account(id(0)).await.unwrap();
            let before = world.number("SELECT max(number) FROM audit").await;
            let links = (1..=32).map(|number| -> Prepared {
                let member = member.clone();
                prepared(async move {
                    match member.link_ad_account(id(number)).await {
                        Err(Failure::TooMany(limit)) => Outcome::Told(limit.to_string()),
                        other => outcome(other),
                    }
                })
            });
            let approvals = (0..32).map(|number| -> Prepared {
                let admin = admins[number % 2].clone();
                let shown = Link { advertiser: id(number % 8), state: LinkState::InReview };
                prepared(async move {
                    outcome(admin.set_link_state(partner, shown, LinkState::Approved).await)
                })
            });
            let outcomes = at_once(links.chain(approvals)).await;

            // Each entry goes on from the one before it, and an approval is of what stood there in review.
            let mut entries = admins[0].audit_entries(&LogQuery::default(), 200).await.unwrap();
            entries.retain(|entry| entry.number > before);
            assert_eq!(entries.len(), done(&outcomes), "round {round}");
            let state = |number, state: &str| LinkedState {
                advertiser: id(number).as_str().to_owned(),
                state: state.to_owned(),
            };
            let mut stands = state(0, "in_review");
            for entry in entries.iter().rev() {
                match &entry.event {
                    Event::AdAccountLinked { before, after, .. } => {
                        assert_eq!(before.as_ref(), Some(&stands), "round {round}");
                        stands = after.clone();
                    }
                    Event::LinkStateSet { before, after, .. } => {
                        assert_eq!(*before, stands, "round {round}");
                        assert_eq!((before.state.as_str(), after.state.as_str()), ("in_review", "approved"));
                        assert_eq!(before.advertiser, after.advertiser);
                        stands = after.clone();
                    }
                    other => panic!("round {round}: {other:?}"),
                }
            }
            let details = admins[0].partner(partner).await.unwrap();
            let standing = details.linked.unwrap();
            assert_eq!(stands.parse(), Some(standing.link.clone()), "round {round}");
            assert_eq!(standing.set.is_some(), standing.link.state == LinkState::Approved, "round {round}");
        }
    }
}
