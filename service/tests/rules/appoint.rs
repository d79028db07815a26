//! `keyholder admin`: whoever runs the house names an Admin where none is left who could.

use domain::access::AccessLevel;
use domain::contact::Contact;
use domain::grant::Grant;
use service::audit::LogQuery;
use service::both_engines;
use service::partner::AppointRefusal;
use service::testing::{World, refusal};

async fn appoints(world: &World, slug: &str, address: &str) -> Result<String, AppointRefusal> {
    let appointed = world.keyholder().appoint_admin(slug, &Contact::parse(address).unwrap()).await;
    match appointed {
        Ok(appointed) => Ok(format!("{} of {}", appointed.name, appointed.business)),
        failed => Err(refusal(failed)),
    }
}

both_engines! {
    async fn a_member_becomes_an_admin_is_told_and_it_stands_in_the_log_and_holds_their_seat(world: World) {
        let ada = world.ada().await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        let address = mina.person().email().to_owned();
        let done = appoints(world, ada.slug(), &address.to_uppercase()).await;
        assert_eq!(done.unwrap(), "Mina Okafor of Halcyon Skincare");
        assert_eq!(mina.member().await.grant(), Grant::Admin, "from the next request");
        let center = mina.member().await.center().clone();
        assert_eq!((center.admins, center.standards), (2, 0));
        let newest = &mina.admin().await.audit_log(&LogQuery::default()).await.unwrap().entries[0];
        assert_eq!(newest.actor, "Whoever runs this Keyholder");
        assert!(matches!(mina.verifies().await, service::audit::Finding::Whole { .. }));
        assert!(world.mails_to(&address).await.iter().any(|mail| mail.subject.contains("access")));
        assert_eq!(ada.partner(&address).await.grant.level(), AccessLevel::Admin);
        assert_eq!(mina.admin().await.partner(partner).await.unwrap().history.len(), 3);
    }

    async fn whoever_is_not_in_is_not_made_an_admin_and_nothing_is_written(world: World) {
        let ada = world.ada().await;
        ada.invites("leo@leomakes.example").await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        ada.revokes(partner).await;
        let (before, slug) = (world.dump().await, ada.slug());
        let not_in = AppointRefusal::NotIn("Halcyon Skincare".to_owned());
        for address in ["nobody@nowhere.example", "leo@leomakes.example", mina.person().email()] {
            assert_eq!(appoints(world, slug, address).await, Err(not_in.clone()), "{address}");
        }
        let nowhere = appoints(world, "nowhere", ada.person().email()).await;
        assert_eq!(nowhere, Err(AppointRefusal::NoSuchBusinessCenter("nowhere".to_owned())));
        let already = appoints(world, slug, ada.person().email()).await;
        assert_eq!(already, Err(AppointRefusal::AlreadyAdmin("Ada Lindqvist".to_owned())));
        assert_eq!(world.dump().await, before);
    }

    async fn a_claimed_address_makes_nobody_an_admin(world: World) {
        let ada = world.ada().await;
        let (mina, _) = ada.takes_in(&world.mina()).await;
        mina.person().adds("boss@halcyon.example").await;
        let claimed = appoints(world, ada.slug(), "boss@halcyon.example").await;
        assert_eq!(claimed, Err(AppointRefusal::NotIn("Halcyon Skincare".to_owned())));
    }

    async fn the_limit_of_admins_holds_for_the_operator_too(world: World) {
        let ada = world.ada().await;
        let (mina, _) = ada.takes_in(&world.mina()).await;
        world.sql("UPDATE business_centers SET admins = 20").await;
        let full = appoints(world, ada.slug(), mina.person().email()).await;
        assert!(matches!(full, Err(AppointRefusal::SeatsFull(_))), "{full:?}");
        world.sql("UPDATE business_centers SET admins = 1").await;
    }
}
