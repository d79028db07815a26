//! `keyholder demo`: what it fills is as true as what people do.

use service::both_engines;
use service::capability::Entry;
use service::demo::{Demo, DemoRefusal, MOST_PARTNERS};
use service::partner::PartnersQuery;
use service::testing::refusal;

both_engines! {
    async fn a_demo_is_a_house_like_any_other(world: World) {
        let filled = Demo { partners: 120, centers: 3 }.fill(&world.keyholder()).await.unwrap();
        assert_eq!(filled.slugs.len(), 3);
        let ada = world.guest("Ada Lindqvist", &filled.email).typing(&filled.password).logs_in().await;
        let Entry::In(member) = ada.enters(&filled.slugs[0]).await else { panic!("Ada is not in") };
        let admin = member.admin().unwrap();
        let seats = admin.seats().await.unwrap();
        let first = admin.partners(&PartnersQuery::default()).await.unwrap();
        assert!(first.next.is_some() && first.rows.len() == 50);
        // Everybody but Ada is invited or was.
        let of_it = "SELECT count(*) FROM partners p JOIN business_centers c ON c.id = p.center_id
                      WHERE p.kind IS NOT NULL AND c.slug = 'halcyon-skincare'";
        assert_eq!(world.number(of_it).await, 120);
        assert_eq!(seats.standards.active + seats.admins.active - 1 + seats.standards.invited + seats.admins.invited, 117);
        assert_eq!(world.number("SELECT count(*) FROM partners WHERE kind IS NOT NULL").await, 200);
        assert!(world.mails().await.is_empty(), "nobody is written to");
    }

    async fn a_demo_is_for_an_empty_database(world: World) {
        world.mina().signs_up().await;
        let refused = Demo { partners: 1, centers: 1 }.fill(&world.keyholder()).await;
        assert_eq!(refusal(refused), DemoRefusal::NotEmpty);
        let refused = Demo { partners: MOST_PARTNERS + 1, centers: 1 }.fill(&world.keyholder()).await;
        assert_eq!(refusal(refused), DemoRefusal::TooMany);
        assert_eq!(world.number("SELECT count(*) FROM partners").await, 0);
    }
}
