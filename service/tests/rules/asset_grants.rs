//! Access to single Assets and groups (DOMAIN 2 and 5): given by **Edit** and **Add Partners**, reached through several
//! ways, ended by the clock.

use chrono::TimeDelta;
use domain::access::Module;
use domain::asset::{AssetGrant, AssetGrantRefusal, AssetGrants, AssetRole, Particulars};
use domain::edit::EditRefusal;
use domain::grant::Grant;
use domain::invitation::InviteRefusal;
use domain::name::Purpose;
use domain::partner::PartnerState;
use service::asset::{AssetReach, TargetSearch, TypedOwner};
use service::audit::Event;
use service::both_engines;
use service::failure::Failure;
use service::invitation::NewInvitation;
use service::partner::{Edit, Revocation};
use service::testing::{Insider, ad_account, give, named, offer, refusal, role, typed, until};

const MINA: &str = "mina@agency.example";
const DAY: TimeDelta = TimeDelta::days(1);

/// "Halcyon EU: Operator through Northlight, by Ada Lindqvist"
fn told(reach: &AssetReach) -> Vec<String> {
    let line = |of: &domain::asset::Reached<service::asset::AssetWay>| {
        let way = &of.counts.way;
        let through = way.through.as_ref().map_or("itself", |group| group.as_str());
        format!("{}: {} through {through}, of {}", of.counts.name, way.role.label(), 1 + of.others.len())
    };
    reach.reached.iter().map(line).collect()
}

/// An ad account in a group, a pixel in none.
async fn two_assets(ada: &Insider) {
    ada.registers(ad_account("701244980031"), typed("Halcyon EU", TypedOwner::ThisBusiness, &["Northlight"]))
        .await;
    ada.registers(Particulars::Pixel, named("Web pixel")).await;
}

both_engines! {
    async fn whether_anything_is_reached_is_told_as_what_is_reached_is(world: World) {
        let ada = world.ada().await;
        two_assets(&ada).await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        let reaches = async || {
            let member = mina.member().await;
            let any = member.reaches_an_asset().await.unwrap();
            assert_eq!(any, !member.own_assets().await.unwrap().reached.is_empty());
            any
        };
        assert!(!reaches().await);
        let group = ada.target("Northlight (Asset group)").await;
        let last = until(&(world.now() + DAY).format("%Y-%m-%d").to_string(), world.now());
        let ends = AssetGrant { ends: last, ..role(group, AssetRole::Analyst) };
        ada.edits(partner, |access| give(access, ends)).await;
        assert!(reaches().await, "through a group");
        world.passes(DAY * 3);
        assert!(!reaches().await, "its last day is over");
        let pixel = ada.target("Web pixel").await;
        ada.edits(partner, |access| give(access, role(pixel, AssetRole::Analyst))).await;
        assert!(reaches().await, "by itself");
        assert!(ada.member().await.reaches_an_asset().await.unwrap(), "an Admin has every one");
    }

    async fn what_is_given_is_reached_from_the_next_request_and_says_by_whom(world: World) {
        let ada = world.ada().await;
        two_assets(&ada).await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        assert_eq!(told(&mina.member().await.own_assets().await.unwrap()), Vec::<String>::new());
        let (eu, pixel) = (ada.target("Halcyon EU").await, ada.target("Web pixel").await);
        ada.edits(partner, |access| {
            give(access, role(eu.clone(), AssetRole::Operator));
            give(access, role(pixel, AssetRole::Analyst));
        })
        .await;
        let reach = mina.member().await.own_assets().await.unwrap();
        assert_eq!(told(&reach), ["Halcyon EU: Operator through itself, of 1", "Web pixel: Analyst through itself, of 1"]);
        let first = &reach.reached[0].counts;
        assert_eq!((first.by.as_str(), first.at, first.what.as_str()), ("Ada Lindqvist", world.now(), "Ad account 7012 4498 0031"));

        world.passes(DAY);
        let given = world.now();
        ada.edits(partner, |access| give(access, role(eu, AssetRole::Analyst))).await;
        let reach = ada.admin().await.asset_reach(partner).await.unwrap();
        assert_eq!(reach.reached.iter().map(|of| of.counts.at).collect::<Vec<_>>(), [given, given - DAY], "only what changed");
        let holders = ada.admin().await.asset_holders(reach.reached[0].counts.way.asset).await.unwrap();
        let holders: Vec<_> = holders.iter().map(|of| (of.name.as_str(), of.state, of.reached.counts.way.role)).collect();
        assert_eq!(holders, [("Mina Okafor", PartnerState::Active, AssetRole::Analyst)]);
    }

    async fn a_group_gives_what_is_in_it_now_and_later_and_the_strongest_counts(world: World) {
        let ada = world.ada().await;
        two_assets(&ada).await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        let (eu, group) = (ada.target("Halcyon EU").await, ada.target("Northlight").await);
        ada.edits(partner, |access| {
            give(access, role(group, AssetRole::Operator));
            give(access, role(eu, AssetRole::Analyst));
        })
        .await;
        let own = || async { told(&mina.member().await.own_assets().await.unwrap()) };
        assert_eq!(own().await, ["Halcyon EU: Operator through Northlight, of 2"]);
        ada.registers(Particulars::Catalog, typed("Spring", TypedOwner::ThisBusiness, &["Northlight"])).await;
        assert_eq!(own().await, ["Halcyon EU: Operator through Northlight, of 2", "Spring: Operator through Northlight, of 1"]);
    }

    async fn what_somebody_would_reach_is_what_they_reach_once_it_is_given(world: World) {
        let ada = world.ada().await;
        two_assets(&ada).await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        let (eu, group) = (ada.target("Halcyon EU").await, ada.target("Northlight").await);
        let given = [role(group, AssetRole::Operator), role(eu, AssetRole::Analyst)];
        let of = |grants: &[AssetGrant]| NewInvitation {
            assets: AssetGrants::new(grants.iter().cloned()).unwrap(),
            ..offer(MINA)
        }
        .access();
        let would = ada.admin().await.would_reach(&of(&given)).await.unwrap();
        assert_eq!(told(&would), ["Halcyon EU: Operator through Northlight, of 2"]);
        ada.edits(partner, |access| given.map(|grant| give(access, grant)).into_iter().collect()).await;
        assert_eq!(told(&mina.member().await.own_assets().await.unwrap()), told(&would));
        let other = world.omar().signs_up().await.founds("Omar Foods").await;
        let pixel = of(&[role(ada.target("Web pixel").await, AssetRole::Analyst)]);
        assert!(other.admin().await.would_reach(&pixel).await.unwrap().reached.is_empty());
        assert!(ada.admin().await.would_reach(&of(&[])).await.unwrap().reached.is_empty());
    }

    async fn an_end_comes_by_the_clock(world: World) {
        let ada = world.ada().await;
        two_assets(&ada).await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        let (eu, today) = (ada.target("Halcyon EU").await, world.now().date_naive().to_string());
        let ends = until(&today, world.now());
        ada.edits(partner, |access| give(access, AssetGrant { ends, ..role(eu, AssetRole::Operator) })).await;
        let left = ends.unwrap().moment() - world.now();
        world.passes(left - TimeDelta::microseconds(1));
        assert_eq!(mina.member().await.own_assets().await.unwrap().reached.len(), 1);
        world.passes(TimeDelta::microseconds(1));
        let reach = mina.member().await.own_assets().await.unwrap();
        assert_eq!((reach.reached.len(), reach.ended.len()), (0, 1));
        assert_eq!(reach.ended[0].way.ends, ends);
        let holders = ada.admin().await.asset_holders(reach.ended[0].way.asset).await.unwrap();
        assert!(holders.is_empty());
        // What ended stands in the form until somebody takes it away or moves its end.
        let (_, opened) = ada.admin().await.to_edit(partner).await.unwrap();
        assert_eq!(opened.assets().words(), "Halcyon EU as Operator");
    }

    async fn the_mail_and_the_log_say_what_was_given(world: World) {
        let ada = world.ada().await;
        two_assets(&ada).await;
        let (_, partner) = ada.takes_in(&world.mina()).await;
        let eu = ada.target("Halcyon EU").await;
        let ends = until("2100-01-31", world.now());
        let purpose = Purpose::parse("takes over the EU launch").ok();
        ada.edits(partner, |access| give(access, AssetGrant { ends, purpose, ..role(eu, AssetRole::Operator) })).await;
        let mail = world.mail_to(MINA).await.text;
        let told = "Halcyon EU as Operator: see, and propose once the Module Campaigns is granted, until the end of 31 January 2100";
        assert!(mail.contains(told), "{mail}");
        let event = ada.admin().await.partner(partner).await.unwrap().history.remove(0).event;
        let Event::AccessEdited { before, after, .. } = event else { panic!("{event:?}") };
        assert!(before.assets.is_empty() && before.parse().unwrap().assets().is_empty());
        let after = after.parse().unwrap();
        let [given] = after.assets().iter().collect::<Vec<_>>().try_into().unwrap();
        assert_eq!(given.terms(), "Operator until 31 January 2100, for: takes over the EU launch");
        let (_, opened) = ada.admin().await.to_edit(partner).await.unwrap();
        assert!(opened.is_same(&after), "what the log tells is what stands");
    }

    async fn an_asset_of_others_is_refused_like_one_that_there_is_not(world: World) {
        let ada = world.ada().await;
        let (_, partner) = ada.takes_in(&world.mina()).await;
        let other = world.omar().signs_up().await.founds("Omar Foods").await;
        other.registers(Particulars::Pixel, typed("Their pixel", TypedOwner::ThisBusiness, &["Theirs"])).await;
        for name in ["Their pixel", "Theirs"] {
            let theirs = role(other.target(name).await, AssetRole::Operator);
            let tried = ada.tries_to_edit(partner, |access| give(access, theirs.clone())).await;
            let not_here = AssetGrantRefusal::NotHere(name.to_owned());
            assert_eq!(refusal(tried), EditRefusal::Assets(not_here.clone()));
            let assets = AssetGrants::new([theirs]).unwrap();
            let tried = ada.tries_to_invite(NewInvitation { assets, ..offer("leo@leomakes.example") }).await;
            assert_eq!(refusal(tried), InviteRefusal::Assets(not_here));
        }
        assert_eq!(world.number("SELECT count(*) FROM asset_grants").await, 0);
        assert!(matches!(ada.admin().await.find_target("Their pixel").await.unwrap(), TargetSearch::Nothing));
    }

    async fn a_forged_name_is_not_believed(world: World) {
        let ada = world.ada().await;
        two_assets(&ada).await;
        let (_, partner) = ada.takes_in(&world.mina()).await;
        let forged = serde_json::to_string(&ada.target("Web pixel").await).unwrap().replace("Web pixel", "Nothing much");
        let forged = role(serde_json::from_str(&forged).unwrap(), AssetRole::Operator);
        ada.edits(partner, |access| give(access, forged)).await;
        let event = ada.admin().await.partner(partner).await.unwrap().history.remove(0).event;
        let Event::AccessEdited { after, .. } = event else { panic!("{event:?}") };
        assert_eq!(after.parse().unwrap().assets().words(), "Web pixel as Operator");
    }

    async fn an_invitation_offers_assets_and_inviting_again_starts_from_them(world: World) {
        let ada = world.ada().await;
        two_assets(&ada).await;
        let eu = role(ada.target("Halcyon EU").await, AssetRole::Operator);
        let assets = AssetGrants::new([eu]).unwrap();
        let (mina, partner) = ada.takes_in_by(NewInvitation { assets, ..offer(MINA) }, &world.mina()).await;
        assert_eq!(told(&mina.member().await.own_assets().await.unwrap()), ["Halcyon EU: Operator through itself, of 1"]);
        ada.revokes(partner).await;
        let reach = ada.admin().await.asset_reach(partner).await.unwrap();
        assert_eq!(told(&reach), ["Halcyon EU: Operator through itself, of 1"]);
        assert!(ada.admin().await.asset_holders(reach.reached[0].counts.way.asset).await.unwrap().is_empty());
        // Another offer replaces what they had.
        let pixel = AssetGrants::new([role(ada.target("Web pixel").await, AssetRole::Analyst)]).unwrap();
        ada.tries_to_invite(NewInvitation { assets: pixel, ..offer(MINA) }).await.unwrap();
        assert_eq!(told(&ada.admin().await.asset_reach(partner).await.unwrap()), ["Web pixel: Analyst through itself, of 1"]);
    }

    async fn an_admin_is_given_none_and_keeps_none(world: World) {
        let ada = world.ada().await;
        two_assets(&ada).await;
        let (_, partner) = ada.takes_in(&world.mina()).await;
        let eu = ada.target("Halcyon EU").await;
        ada.edits(partner, |access| give(access, role(eu, AssetRole::Operator))).await;
        ada.edits(partner, |access| access.grant = Grant::Admin).await;
        assert_eq!(world.number("SELECT count(*) FROM asset_grants").await, 0);
        ada.edits(partner, |access| access.grant = Grant::standard([Module::Content].into_iter().collect())).await;
        assert!(ada.admin().await.asset_reach(partner).await.unwrap().reached.is_empty());
    }

    async fn another_admins_asset_is_not_overwritten_unseen(world: World) {
        let ada = world.ada().await;
        two_assets(&ada).await;
        let (_, partner) = ada.takes_in(&world.mina()).await;
        let (omar, _) = ada.makes_admin(&world.omar()).await;
        let (eu, pixel) = (ada.target("Halcyon EU").await, ada.target("Web pixel").await);
        let (shown, opened) = ada.admin().await.to_edit(partner).await.unwrap();
        omar.edits(partner, |access| give(access, role(eu.clone(), AssetRole::Analyst))).await;
        let mut wanted = opened.clone();
        give(&mut wanted, role(pixel, AssetRole::Operator));
        let edit = Edit::new(opened.clone(), wanted.clone(), shown.rehearsed);
        let refused = refusal(ada.admin().await.edit(partner, edit).await);
        let EditRefusal::Meanwhile(meanwhile) = refused else { panic!("{refused:?}") };
        let merged = wanted.merged(&opened, &meanwhile.now);
        assert_eq!(merged.assets().words(), "Halcyon EU as Analyst, Web pixel as Operator");
    }

    async fn what_is_taken_off_the_list_is_reached_by_nobody(world: World) {
        let ada = world.ada().await;
        two_assets(&ada).await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        let pixel = ada.target("Web pixel").await;
        ada.edits(partner, |access| give(access, role(pixel, AssetRole::Operator))).await;
        let asset = mina.member().await.own_assets().await.unwrap().reached[0].counts.way.asset;
        ada.admin().await.remove_asset(asset).await.unwrap();
        assert!(mina.member().await.own_assets().await.unwrap().reached.is_empty());
        let event = ada.admin().await.partner(partner).await.unwrap().history.remove(0).event;
        let Event::AssetRemoved { before, given_to, .. } = event else { panic!("{event:?}") };
        assert_eq!((before.name.as_str(), given_to.as_slice()), ("Web pixel", [partner.uuid()].as_slice()));
    }

    async fn an_asset_is_found_by_what_people_type(world: World) {
        let ada = world.ada().await;
        two_assets(&ada).await;
        ada.registers(Particulars::Catalog, named("Web pixel")).await;
        ada.registers(Particulars::Shop, named("Álava 100 %")).await;
        ada.registers(Particulars::Catalog, named("Spring (Pixel)")).await;
        let admin = ada.admin().await;
        for (words, name) in [
            ("halcyon eu", "Halcyon EU"),
            ("7012 4498", "Halcyon EU"),
            ("north", "Northlight"),
            ("Northlight (Asset group)", "Northlight"),
            ("Web pixel (Catalog)", "Web pixel"),
            ("alava", "Álava 100 %"),
            (" 0 % ", "Álava 100 %"),
            // A name that ends like a kind is a name.
            ("Spring (Pixel)", "Spring (Pixel)"),
        ] {
            assert_eq!(ada.target(words).await.name(), name, "{words}");
        }
        let several = admin.find_target("web pixel").await.unwrap();
        let TargetSearch::Several(names) = several else { panic!("{several:?}") };
        assert_eq!(names.len(), 2);
        for words in ["", "  ", "Halcyon EU (Catalog)", "_", "Halcyon US"] {
            assert!(matches!(admin.find_target(words).await.unwrap(), TargetSearch::Nothing), "{words}");
        }
        let suggested = admin.suggested_targets().await.unwrap();
        assert_eq!(
            suggested,
            ["Álava 100 % (Shop)", "Halcyon EU (Ad account)", "Northlight (Asset group)", "Spring (Pixel) (Catalog)", "Web pixel (Catalog)", "Web pixel (Pixel)"]
        );
    }

    async fn an_asset_is_found_among_many_that_hold_its_name(world: World) {
        let ada = world.ada().await;
        for number in 0..210 {
            ada.registers(Particulars::Shop, named(&format!("A EU {number:03}"))).await;
        }
        ada.registers(Particulars::Pixel, named("EU")).await;
        assert_eq!(ada.target("EU (Pixel)").await.name(), "EU");
        assert_eq!(ada.target("eu").await.name(), "EU");
    }

    async fn a_rehearsal_names_the_assets_that_are_theirs(world: World) {
        let ada = world.ada().await;
        let (_, partner) = ada.takes_in(&world.mina()).await;
        let shown = ada.admin().await.rehearse_revoke(partner).await.unwrap();
        assert!(shown.rehearsal.owns.is_empty());
        let owner = TypedOwner::Partner(domain::contact::Contact::parse(MINA).unwrap());
        ada.registers(Particulars::TikTokAccount, typed("@mina", owner, &[])).await;
        let now = ada.admin().await.rehearse_revoke(partner).await.unwrap();
        assert_eq!(now.rehearsal.owns, ["@mina"]);
        let tried = ada.admin().await.revoke(partner, Revocation::of(shown.rehearsed, &[])).await;
        assert!(matches!(tried, Err(Failure::Refused(_))), "it was not shown");
        ada.revokes(partner).await;
        assert_eq!(world.number("SELECT count(*) FROM assets").await, 1);
    }

    async fn an_edit_of_assets_takes_few_statements(world: World) {
        let ada = world.ada().await;
        two_assets(&ada).await;
        let (_, partner) = ada.takes_in(&world.mina()).await;
        let (eu, pixel) = (ada.target("Halcyon EU").await, ada.target("Web pixel").await);
        ada.edits(partner, |access| give(access, role(eu.clone(), AssetRole::Operator))).await;
        let admin = ada.admin().await;
        let (shown, opened) = admin.to_edit(partner).await.unwrap();
        let mut wanted = opened.clone();
        give(&mut wanted, role(eu, AssetRole::Analyst));
        give(&mut wanted, role(pixel, AssetRole::Operator));
        let before = world.statements();
        admin.edit(partner, Edit::new(opened, wanted, shown.rehearsed)).await.unwrap();
        assert_eq!(world.statements() - before, 11);
    }
}
