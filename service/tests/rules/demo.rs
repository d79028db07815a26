//! `keyholder demo`: what it fills is as true as what people do.

use std::collections::{BTreeSet, HashSet};

use domain::asset::{AssetKind, Owner};
use domain::campaign::request::RequestState;
use domain::campaign::{BudgetKind, Objective};
use domain::end::{EndDate, is_soon};
use domain::linked::LinkState;
use domain::partner::{Chosen, PartnerState, Quiet};
use service::asset::AssetsQuery;
use service::both_engines;
use service::campaign::CampaignsQuery;
use service::campaign::request::{Changed, RequestsQuery};
use service::capability::{Admin, Entry};
use service::demo::{Demo, DemoRefusal, Filled, MOST_PARTNERS};
use service::end::warn_due;
use service::partner::PartnersQuery;
use service::testing::{World, refusal};

/// A demo of so many, and Ada in each of its Business Centers.
async fn filled(world: &World, partners: u32, centers: u32) -> (Filled, Vec<Admin>) {
    let filled = Demo { partners, centers }.fill(&world.keyholder()).await.unwrap();
    let ada = world.guest("Ada Lindqvist", &filled.email).typing(&filled.password).logs_in().await;
    let mut admins = Vec::new();
    for slug in &filled.slugs {
        admins.push(ada.inside(slug).admin().await);
    }
    (filled, admins)
}

/// A house of few partners is whole: as many are in or invited as the seats say, and what they are given is there.
async fn is_whole(world: &World, partners: u32, seats: u32) {
    let (_, admins) = filled(world, partners, 2).await;
    for admin in admins {
        let page = admin.partners(&PartnersQuery::default()).await.unwrap();
        assert_eq!(page.rows.len(), usize::try_from(partners).unwrap());
        let taken = admin.seats().await.unwrap();
        assert_eq!(taken.standards.total() + taken.admins.total() - 1, seats);
        assert!(!admin.assets(&AssetsQuery::default()).await.unwrap().rows.is_empty());
    }
}

both_engines! {
    async fn operators_of_a_demo_have_proposed_something(world: World) {
        let (_, admins) = filled(world, 60, 1).await;
        let campaigns = admins[0].member().campaigns().unwrap();
        let page = campaigns.requests(RequestsQuery { state: RequestState::Waiting, after: None }).await.unwrap();
        let counts = RequestState::ALL.map(|state| page.counts.of(state));
        assert!(counts[0] >= 2 && counts[1] == 1 && counts[2] == 1, "{counts:?}");
        assert!(page.rows.iter().any(|row| row.changes.as_ref().is_some_and(Changed::is_stale)));
        assert_eq!(admins[0].member().to_decide(), i64::from(counts[0]));
        world.sends_mails().await;
        assert!(world.mails().await.is_empty(), "nobody is written to");
    }

    async fn a_demo_is_a_house_like_any_other(world: World) {
        let (filled, admins) = filled(world, 120, 3).await;
        assert_eq!(filled.slugs.len(), 3);
        let seats = admins[0].seats().await.unwrap();
        let first = admins[0].partners(&PartnersQuery::default()).await.unwrap();
        assert!(first.next.is_some() && first.rows.len() == 50);
        // Everybody but Ada is invited or was.
        let of_it = "SELECT count(*) FROM partners p JOIN business_centers c ON c.id = p.center_id
                      WHERE p.kind IS NOT NULL AND c.slug = 'halcyon-skincare'";
        assert_eq!(world.number(of_it).await, 120);
        assert_eq!(seats.standards.active + seats.admins.active - 1 + seats.standards.invited + seats.admins.invited, 113);
        assert_eq!(world.number("SELECT count(*) FROM partners WHERE kind IS NOT NULL").await, 200);
        // Nor when the demo is started: whose access ends soon knows of it.
        assert_eq!(warn_due(&world.keyholder()).await.unwrap(), 0);
        world.sends_mails().await;
        assert!(world.mails().await.is_empty(), "nobody is written to");
    }

    async fn a_demo_of_one_partner_is_whole(world: World) {
        Box::pin(is_whole(world, 1, 1)).await;
    }

    async fn a_demo_of_two_partners_is_whole(world: World) {
        Box::pin(is_whole(world, 2, 2)).await;
    }

    async fn a_demo_of_ten_partners_is_whole(world: World) {
        Box::pin(is_whole(world, 10, 10)).await;
    }

    async fn forty_partners_of_a_demo_are_in_every_state(world: World) {
        let (_, admins) = filled(world, 40, 2).await;
        for admin in admins {
            let page = admin.partners(&PartnersQuery::default()).await.unwrap();
            let count = |chosen: Chosen| page.counts.partners(chosen);
            for state in PartnerState::ALL {
                assert!(count(Chosen { state: Some(state), ..Chosen::default() }) > 0, "{state:?}");
            }
            let active = count(Chosen { state: Some(PartnerState::Active), ..Chosen::default() });
            assert!(active > 30, "most are in, and not {active}");
            let quiet = |quiet| count(Chosen { quiet: Some(quiet), ..Chosen::default() });
            assert!(quiet(Quiet::Days90) > 0 && quiet(Quiet::Days30) > quiet(Quiet::Days90));
            assert!(quiet(Quiet::Days30) < active / 4, "most were here of late");
            assert!(count(Chosen { nothing_granted: true, ..Chosen::default() }) > 0);
            let (now, zone) = (world.now(), admin.center().zone);
            let of_those_in = page.rows.iter().filter(|row| row.partner.state == PartnerState::Active);
            let ends: Vec<_> = of_those_in.filter_map(|row| row.partner.ends_at).collect();
            let soon = ends.iter().filter(|end| is_soon(**end, now, zone)).count();
            assert!(soon > 0 && soon < ends.len(), "of {ends:?}");
            let waiting = admin.links_in_review().await.unwrap();
            assert_eq!(waiting.len(), 1);
            assert_eq!(waiting[0].standing.link.state, LinkState::InReview);
        }
        let approved = "SELECT count(*) FROM partners WHERE link_state = 'approved' AND state = 'active'";
        assert_eq!(world.number(approved).await, 2 * 3);
        let time_runs_backwards = "SELECT count(*) FROM partners
                                    WHERE (seen_at < state_at AND state = 'active') OR state_at < invited_at
                                       OR linked_at < state_at OR link_state_at < linked_at OR ends_at < seen_at";
        assert_eq!(world.number(time_runs_backwards).await, 0);
    }

    async fn whose_access_is_over_in_a_demo_is_told_so(world: World) {
        let (filled, _) = filled(world, 40, 1).await;
        for over in ["state = 'revoked'", "state = 'active' AND ends_at IS NOT NULL ORDER BY ends_at"] {
            let contacts = world.column(&format!("SELECT contact FROM partners WHERE {over}")).await;
            let guest = world.guest("Somebody", &contacts[0]).typing(&filled.password).logs_in().await;
            assert!(matches!(guest.enters(&filled.slugs[0]).await, Entry::Ended { .. }), "{over}");
        }
    }

    async fn the_campaigns_of_a_demo_are_of_every_objective_budget_and_status(world: World) {
        let (_, admins) = filled(world, 10, 2).await;
        let campaigns = admins[0].member().campaigns().unwrap();
        let page = campaigns.seen().list(&CampaignsQuery::default()).await.unwrap();
        assert_eq!((page.counts.active, page.counts.paused, page.counts.deleted), (8, 3, 1));
        let objectives: HashSet<_> = page.rows.iter().map(|row| row.campaign.objective).collect();
        assert_eq!(objectives.len(), Objective::ALL.len());
        let kinds: HashSet<_> = page.rows.iter().map(|row| row.campaign.budget.kind()).collect();
        assert_eq!(kinds.len(), BudgetKind::ALL.len());
        assert!(page.rows.iter().any(|row| row.version == 2) && page.rows.iter().any(|row| row.version == 1));
        let elsewhere = admins[1].member().campaigns().unwrap();
        let page = elsewhere.seen().list(&CampaignsQuery::default()).await.unwrap();
        assert_eq!(page.rows.len(), 4, "it has one ad account");
    }

    async fn the_assets_of_a_demo_are_of_every_kind_and_owner_and_reached_by_somebody(world: World) {
        let (_, admins) = filled(world, 120, 2).await;
        let assets = admins[0].assets(&AssetsQuery::default()).await.unwrap().rows;
        assert_eq!((assets.len(), admins[0].groups().await.unwrap().len()), (18, 3));
        let kinds: BTreeSet<_> = assets.iter().map(|asset| asset.particulars.kind()).collect();
        assert_eq!(kinds, BTreeSet::from(AssetKind::ALL));
        let owned = |by: fn(&Owner) -> bool| assets.iter().filter(|asset| by(&asset.owner)).count();
        assert!(owned(|by| *by == Owner::ThisBusiness) > owned(|by| matches!(by, Owner::Other(_))));
        assert_eq!((owned(|by| matches!(by, Owner::Other(_))), owned(|by| matches!(by, Owner::Partner(_)))), (4, 1));
        let (now, zone) = (world.now(), admins[0].center().zone);
        let mut ways = Vec::new();
        for asset in &assets {
            let holders = admins[0].asset_holders(asset.id).await.unwrap();
            let there = holders.iter().filter(|holder| holder.state == PartnerState::Active);
            assert!((1..60).contains(&there.count()), "{}", asset.name);
            ways.extend(holders.into_iter().flat_map(|holder| {
                std::iter::once(holder.reached.counts).chain(holder.reached.others)
            }));
        }
        assert!(ways.iter().any(|way| way.way.through.is_some()) && ways.iter().any(|way| way.purpose.is_some()));
        let ends: Vec<_> = ways.iter().filter_map(|way| way.way.ends).map(EndDate::moment).collect();
        let soon = ends.iter().filter(|end| is_soon(**end, now, zone)).count();
        assert!(soon == 1 && ends.len() > 5, "{ends:?}");
        // Each other one has few, which are reached as well.
        let few = admins[1].assets(&AssetsQuery::default()).await.unwrap().rows;
        assert_eq!(few.len(), 4);
        for asset in few {
            assert!(!admins[1].asset_holders(asset.id).await.unwrap().is_empty(), "{}", asset.name);
        }
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
