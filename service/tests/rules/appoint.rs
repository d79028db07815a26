//! `keyholder admin`: whoever runs the house names an Admin where none is left who could.

use chrono::TimeDelta;
use domain::access::AccessLevel;
use domain::contact::Contact;
use domain::grant::Grant;
use service::audit::LogQuery;
use service::both_engines;
use service::partner::{AppointRefusal, Appointed, Beside};
use service::testing::{World, refusal, until};

async fn command(
    world: &World,
    slug: &str,
    address: &str,
    beside: Beside,
) -> Result<Appointed, AppointRefusal> {
    let appointed = world.keyholder().appoint_admin(slug, &Contact::parse(address).unwrap(), beside).await;
    appointed.map_err(|failure| refusal(Err::<(), _>(failure)))
}

async fn appoints(world: &World, slug: &str, address: &str) -> Result<String, AppointRefusal> {
    let appointed = command(world, slug, address, Beside::Others).await?;
    Ok(format!("{} of {}", appointed.name, appointed.business))
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
        let told = world.mails_to(&address).await.pop().unwrap();
        assert!(told.text.contains("Whoever runs this Keyholder made you an Admin"), "{}", told.text);
        assert_eq!(ada.partner(&address).await.grant.level(), AccessLevel::Admin);
        assert_eq!(mina.admin().await.partner(partner).await.unwrap().history.len(), 3);
    }

    async fn an_admin_who_was_here_lately_is_not_passed_over_unless_that_is_meant(world: World) {
        let ada = world.ada().await;
        let (mina, _) = ada.takes_in(&world.mina()).await;
        let address = mina.person().email().to_owned();
        world.passes(TimeDelta::days(3));
        let before = world.dump().await;
        let refused = command(world, ada.slug(), &address, Beside::Nobody).await.unwrap_err();
        let AppointRefusal::AdminsThere { business, name, admins } = &refused else { panic!("{refused:?}") };
        assert_eq!((business.as_str(), name.as_str()), ("Halcyon Skincare", "Mina Okafor"));
        let names: Vec<_> = admins.iter().map(|admin| (admin.name.as_str(), admin.last.as_str())).collect();
        assert_eq!(names, [("Ada Lindqvist", "3 days ago")]);
        assert!(refused.to_string().contains("Ada Lindqvist (ada@halcyon.example), last here 3 days ago"), "{refused}");
        assert_eq!(world.dump().await, before);
        let done = command(world, ada.slug(), &address, Beside::Others).await.unwrap();
        assert_eq!(done.admins, *admins);
        let told = world.mails_to(ada.person().email()).await.pop().unwrap();
        assert_eq!(told.subject, "Mina Okafor was made an Admin of Halcyon Skincare");
        assert!(told.text.contains("Whoever runs this Keyholder did it"), "{}", told.text);
        let own = world.mails_to(&address).await;
        assert!(own.iter().all(|mail| mail.subject != told.subject), "they are told of their own access alone");
    }

    async fn where_no_admin_was_here_for_90_days_nothing_more_is_asked_for(world: World) {
        let ada = world.ada().await;
        let (mina, _) = ada.takes_in(&world.mina()).await;
        let address = mina.person().email().to_owned();
        world.passes(TimeDelta::days(90) - TimeDelta::hours(1));
        let early = command(world, ada.slug(), &address, Beside::Nobody).await;
        assert!(matches!(early, Err(AppointRefusal::AdminsThere { .. })), "{early:?}");
        world.passes(TimeDelta::hours(1));
        let done = command(world, ada.slug(), &address, Beside::Nobody).await.unwrap();
        assert_eq!(done.admins[0].name, "Ada Lindqvist");
    }

    async fn the_end_of_their_access_goes_and_that_is_said(world: World) {
        let ada = world.ada().await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        let end = until("2027-06-30", world.now());
        ada.edits(partner, |access| *access = access.clone().with_end(end)).await;
        let done = command(world, ada.slug(), mina.person().email(), Beside::Others).await.unwrap();
        assert_eq!((done.dropped_end, end.is_some()), (end, true));
        assert_eq!(ada.partner(mina.person().email()).await.ends_at, None);
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
