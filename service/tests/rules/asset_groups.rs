//! Asset groups: renamed, filled and removed, with what that means for whoever has them (DOMAIN 1).

use domain::asset::{AssetRole, GroupRefusal, Particulars};
use domain::id::{AssetGroupId, AssetId, PartnerId};
use domain::name::AssetGroupName;
use service::asset::{AssetsQuery, TypedOwner};
use service::audit::{Event, Finding, LogQuery};
use service::both_engines;
use service::failure::Failure;
use service::testing::{Insider, World, give, refusal, role, typed};

fn name(name: &str) -> AssetGroupName {
    AssetGroupName::parse(name).unwrap()
}

async fn pixel(ada: &Insider, name: &str, groups: &[&str]) -> AssetId {
    ada.registers(Particulars::Pixel, typed(name, TypedOwner::ThisBusiness, groups)).await
}

async fn group(ada: &Insider, of: &str) -> AssetGroupId {
    let groups = ada.admin().await.groups().await.unwrap();
    groups.into_iter().find(|group| group.name.as_str() == of).unwrap().id
}

/// What a Standard Member reaches, by name.
async fn reaches(member: &Insider) -> Vec<String> {
    let reach = member.member().await.own_assets().await.unwrap();
    reach.reached.iter().map(|of| of.counts.name.as_str().to_owned()).collect()
}

/// Mina has the group Spring, in which Web is; Shop is in none.
async fn spring(world: &World) -> (Insider, Insider, PartnerId, AssetId, AssetId) {
    let ada = world.ada().await;
    let (web, shop) = (pixel(&ada, "Web", &["Spring"]).await, pixel(&ada, "Shop", &[]).await);
    let (mina, partner) = ada.takes_in(&world.mina()).await;
    let target = ada.target("Spring").await;
    ada.edits(partner, |access| give(access, role(target, AssetRole::Operator))).await;
    (ada, mina, partner, web, shop)
}

both_engines! {
    async fn what_is_put_in_and_taken_out_counts_at_once_and_stands_in_the_history_of_whoever_has_it(world: World) {
        let (ada, mina, partner, web, shop) = spring(world).await;
        let spring = group(&ada, "Spring").await;
        let admin = ada.admin().await;
        admin.fill_group(spring, vec![shop, shop, web], Vec::new()).await.unwrap();
        assert_eq!(reaches(&mina).await, ["Shop", "Web"]);
        admin.fill_group(spring, Vec::new(), vec![web]).await.unwrap();
        assert_eq!(reaches(&mina).await, ["Shop"]);
        let told = admin.partner(partner).await.unwrap().history;
        let filled = |at: usize| match &told[at].event {
            Event::AssetGroupFilled { put, taken, .. } => {
                [put, taken].map(|of| of.iter().map(|asset| asset.name.clone()).collect::<Vec<_>>().join(","))
            }
            other => panic!("{other:?}"),
        };
        assert_eq!([filled(0), filled(1)], [["", "Web"], ["Shop", ""]], "only what was not so before");
        let nothing = refusal(admin.fill_group(spring, vec![shop], vec![web]).await);
        assert_eq!(nothing, GroupRefusal::Nothing);
    }

    async fn a_group_is_made_with_nothing_in_it_and_once(world: World) {
        let ada = world.ada().await;
        let admin = ada.admin().await;
        let made = admin.make_group(name("Spring")).await.unwrap();
        let page = admin.group(made, "").await.unwrap();
        assert_eq!((page.name.as_str(), page.inside.len(), page.holders.len()), ("Spring", 0, 0));
        let newest = admin.audit_log(&LogQuery::default()).await.unwrap().entries.remove(0);
        assert_eq!(newest.event, Event::AssetGroupMade { group: made.uuid(), name: "Spring".to_owned() });
        let before = world.dump().await;
        let again = refusal(admin.make_group(name("SPRING")).await);
        assert_eq!((again, world.dump().await), (GroupRefusal::NameTaken, before));
        let web = pixel(&ada, "Web", &["spring"]).await;
        assert_eq!(admin.group(made, "").await.unwrap().inside[0].id, web, "it is the one that is meant later");
        assert!(matches!(ada.verifies().await, Finding::Whole { .. }));
    }

    async fn a_group_keeps_who_has_it_under_another_name_and_nothing_is_renamed_unseen(world: World) {
        let (ada, mina, _, _, shop) = spring(world).await;
        let (spring, admin) = (group(&ada, "Spring").await, ada.admin().await);
        admin.rename_group(spring, name("Spring"), name("Summer")).await.unwrap();
        assert_eq!(reaches(&mina).await, ["Web"]);
        let late = refusal(admin.rename_group(spring, name("Spring"), name("Autumn")).await);
        assert_eq!(late, GroupRefusal::Meanwhile("Summer".to_owned()));
        let same = refusal(admin.rename_group(spring, name("Summer"), name("Summer")).await);
        assert_eq!(same, GroupRefusal::Nothing);
        admin.rename_group(spring, name("Summer"), name("SUMMER")).await.unwrap();

        pixel(&ada, "Feed", &["Winter"]).await;
        let taken = refusal(admin.rename_group(spring, name("SUMMER"), name("winter")).await);
        assert_eq!(taken, GroupRefusal::NameTaken);
        admin.fill_group(spring, vec![shop], Vec::new()).await.unwrap();
        let winter = AssetsQuery { group: Some(name("winter")), ..AssetsQuery::default() };
        assert_eq!(ada.assets(&winter).await, ["Feed"]);
    }

    async fn a_removed_group_is_taken_from_all_who_had_it_and_its_assets_stay(world: World) {
        let (ada, mina, partner, ..) = spring(world).await;
        let (spring, admin) = (group(&ada, "Spring").await, ada.admin().await);
        admin.remove_group(spring).await.unwrap();
        assert!(reaches(&mina).await.is_empty());
        assert_eq!(ada.assets(&AssetsQuery::default()).await, ["Shop", "Web"]);
        assert!(admin.groups().await.unwrap().is_empty());
        assert!(matches!(admin.remove_group(spring).await, Err(Failure::NotFound)));
        let told = admin.partner(partner).await.unwrap().history;
        assert!(matches!(&told[0].event, Event::AssetGroupRemoved { name, .. } if name == "Spring"));

        ada.revokes(partner).await;
        assert!(admin.former_assets(partner).await.unwrap().is_empty(), "Invite again does not bring it back");
        pixel(&ada, "Feed", &["Spring"]).await;
        let (mina, _) = ada.takes_in(&world.mina().at("mina@other.example")).await;
        assert!(reaches(&mina).await.is_empty(), "another group of that name is another group");
    }

    async fn groups_and_assets_of_others_are_like_none(world: World) {
        let (ada, _, _, web, _) = spring(world).await;
        let spring = group(&ada, "Spring").await;
        let mallory = world.mallory().await;
        let theirs = pixel(&mallory, "Theirs", &["Own"]).await;
        let (own, admin) = (group(&mallory, "Own").await, mallory.admin().await);
        assert!(matches!(admin.group(spring, "").await, Err(Failure::NotFound)));
        assert!(matches!(admin.rename_group(spring, name("Spring"), name("Mine")).await, Err(Failure::NotFound)));
        assert!(matches!(admin.fill_group(spring, vec![theirs], Vec::new()).await, Err(Failure::NotFound)));
        assert!(matches!(admin.fill_group(own, vec![web], Vec::new()).await, Err(Failure::NotFound)));
        assert!(matches!(admin.fill_group(own, Vec::new(), vec![web]).await, Err(Failure::NotFound)));
        assert!(matches!(admin.remove_group(spring).await, Err(Failure::NotFound)));
        let found = admin.group(own, "").await.unwrap();
        assert_eq!((found.inside.len(), found.outside.len()), (1, 0), "nothing of others is offered");
        assert_eq!(group(&ada, "Spring").await, spring);
    }

    async fn a_group_shows_what_is_in_it_who_has_it_and_what_could_be_put_in(world: World) {
        let (ada, _, partner, ..) = spring(world).await;
        let (spring, admin) = (group(&ada, "Spring").await, ada.admin().await);
        for number in 0..51 {
            pixel(&ada, &format!("Pixel {number:02}"), &[]).await;
        }
        let page = admin.group(spring, "").await.unwrap();
        assert_eq!(page.inside.iter().map(|asset| asset.name.as_str()).collect::<Vec<_>>(), ["Web"]);
        assert_eq!(page.holders.iter().map(|of| (of.partner, of.role)).collect::<Vec<_>>(), [(partner, AssetRole::Operator)]);
        assert_eq!((page.outside.len(), page.more_outside), (50, true));
        let page = admin.group(spring, "SHO").await.unwrap();
        assert_eq!(page.outside.iter().map(|asset| asset.name.as_str()).collect::<Vec<_>>(), ["Shop"]);
        assert!(!page.more_outside);
        let rows = admin.groups().await.unwrap();
        assert_eq!((rows[0].assets, rows[0].partners), (1, 1));
        ada.revokes(partner).await;
        assert_eq!(admin.groups().await.unwrap()[0].partners, 0, "who was revoked has nothing");
    }
}
