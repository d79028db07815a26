//! Assets are registered, say whose they are, and stand in groups (DOMAIN 1).

use domain::asset::{AssetKind, AssetRefusal, Particulars};
use domain::contact::Contact;
use domain::decision::{AdminAction, Refusal};
use domain::id::AssetId;
use domain::name::{AssetGroupName, OrganisationName};
use service::asset::{AssetsQuery, TypedOwner};
use service::audit::Event;
use service::both_engines;
use service::failure::Failure;
use service::testing::{ad_account, at_once, named, refusal, typed};

fn partner(contact: &str) -> TypedOwner {
    TypedOwner::Partner(Contact::parse(contact).unwrap())
}

fn group(name: &str) -> AssetGroupName {
    AssetGroupName::parse(name).unwrap()
}

both_engines! {
    async fn every_kind_is_registered_and_shown_as_it_is(world: World) {
        let ada = world.ada().await;
        let eu = ada.registers(ad_account("701244980031"), named("Halcyon EU")).await;
        let others = [
            Particulars::TikTokAccount,
            Particulars::Pixel,
            Particulars::Catalog,
            Particulars::Shop,
            Particulars::LeadForm,
            Particulars::Audience { ad_account: eu },
            Particulars::Creative { ad_account: eu },
        ];
        for particulars in others {
            let id = ada.registers(particulars.clone(), named(particulars.kind().label())).await;
            let found = ada.admin().await.asset(id).await.unwrap();
            assert_eq!(found.particulars, particulars);
            assert_eq!(found.ad_account.is_some(), particulars.kind().is_of_an_ad_account());
            assert_eq!((found.changed_by.as_str(), found.changed_at), ("Ada Lindqvist", world.now()));
        }
        let found = ada.admin().await.asset(eu).await.unwrap();
        assert_eq!((found.particulars, found.owner_name.as_str()), (ad_account("701244980031"), "This Business Center"));
        let kinds = |kind| AssetsQuery { kind: Some(kind), ..AssetsQuery::default() };
        for kind in AssetKind::ALL {
            assert_eq!(ada.assets(&kinds(kind)).await.len(), 1, "{kind:?}");
        }
        let ad_accounts = ada.admin().await.ad_accounts().await.unwrap();
        assert_eq!(ad_accounts.iter().map(|of| (of.id, of.name.as_str())).collect::<Vec<_>>(), [(eu, "Halcyon EU")]);
    }

    async fn assets_are_found_by_name_id_and_group(world: World) {
        let ada = world.ada().await;
        ada.registers(ad_account("701244980031"), typed("Halcyon EU", TypedOwner::ThisBusiness, &["Northlight accounts"])).await;
        ada.registers(ad_account("701255200031"), named("Álava 100 %")).await;
        ada.registers(Particulars::Pixel, typed("Web pixel", TypedOwner::ThisBusiness, &["NORTHLIGHT  accounts", "Web"])).await;
        let search = |search: &str| AssetsQuery { search: search.to_owned(), ..AssetsQuery::default() };
        assert_eq!(ada.assets(&search("")).await, ["Álava 100 %", "Halcyon EU", "Web pixel"]);
        assert_eq!(ada.assets(&search("alava")).await, ["Álava 100 %"]);
        assert_eq!(ada.assets(&search("7012 4498")).await, ["Halcyon EU"]);
        assert_eq!(ada.assets(&search("0 %")).await, ["Álava 100 %"]);
        assert_eq!(ada.assets(&search("_")).await, Vec::<String>::new());
        let of = |name: &str| AssetsQuery { group: Some(group(name)), ..AssetsQuery::default() };
        assert_eq!(ada.assets(&of("northlight accounts")).await, ["Halcyon EU", "Web pixel"]);
        assert_eq!(ada.assets(&of("Nobody’s")).await, Vec::<String>::new());
        let groups = ada.admin().await.asset_groups().await.unwrap();
        assert_eq!(groups, [group("Northlight accounts"), group("Web")]);
    }

    async fn a_long_list_comes_in_pages(world: World) {
        let ada = world.ada().await;
        for number in 0..51 {
            ada.registers(Particulars::Pixel, named(&format!("Pixel {number:02}"))).await;
        }
        let admin = ada.admin().await;
        let before = world.statements();
        let first = admin.assets(&AssetsQuery::default()).await.unwrap();
        assert_eq!(world.statements() - before, 1);
        assert_eq!((first.rows.len(), first.more), (50, true));
        let after = first.rows.last().map(|last| last.id);
        assert_eq!(ada.assets(&AssetsQuery { after, ..AssetsQuery::default() }).await, ["Pixel 50"]);
    }

    async fn a_name_is_taken_once_for_each_kind_and_an_advertiser_id_once(world: World) {
        let ada = world.ada().await;
        ada.registers(ad_account("701244980031"), named("Halcyon EU")).await;
        ada.registers(Particulars::Shop, named("Halcyon EU")).await;
        let again = ada.tries_to_register(ad_account("701244980032"), named("halcyon  eu")).await;
        assert_eq!(refusal(again), AssetRefusal::NameTaken(AssetKind::AdAccount));
        let again = ada.tries_to_register(ad_account("701244980031"), named("Halcyon Europe")).await;
        assert_eq!(refusal(again).to_string(), "The ad account with this advertiser ID is registered here already: Halcyon EU.");
        // Others register what is theirs, or what they work on, too.
        world.mallory().await.registers(ad_account("701244980031"), named("Halcyon EU")).await;
        assert_eq!(ada.assets(&AssetsQuery::default()).await.len(), 2);
    }

    async fn of_many_who_register_one_name_at_once_one_does(world: World) {
        let ada = world.ada().await;
        let deeds = (0..16).map(|number| {
            let ada = ada.clone();
            async move { ada.tries_to_register(ad_account(&format!("70124498{number:04}")), named("Halcyon EU")).await.is_ok() }
        });
        let done = at_once(deeds).await;
        assert_eq!(done.iter().filter(|done| **done).count(), 1);
    }

    async fn an_audience_is_part_of_an_ad_account_of_the_same_business_center(world: World) {
        let (ada, mallory) = (world.ada().await, world.mallory().await);
        let theirs = mallory.registers(ad_account("701244980031"), named("Vane")).await;
        let pixel = ada.registers(Particulars::Pixel, named("Web pixel")).await;
        for none in [theirs, pixel, AssetId::from_uuid(uuid())] {
            let refused = ada.tries_to_register(Particulars::Audience { ad_account: none }, named("Lookalike")).await;
            assert_eq!(refusal(refused), AssetRefusal::NoSuchAdAccount);
        }
    }

    async fn an_owner_is_this_business_a_partner_or_somebody_else(world: World) {
        let ada = world.ada().await;
        ada.invites("mina@agency.example").await;
        let (mina, _) = ada.takes_in(&world.omar()).await;
        let of_omar = ada.registers(Particulars::Pixel, typed("Omar’s", partner("omar@halcyon.example"), &[])).await;
        let of_mina = ada.registers(Particulars::Pixel, typed("Mina’s", partner("MINA@agency.example"), &[])).await;
        let other = TypedOwner::Other(OrganisationName::parse("Halcyon Holding").unwrap());
        let of_others = ada.registers(Particulars::Pixel, typed("Holding’s", other, &[])).await;
        let admin = ada.admin().await;
        for (id, owner) in [(of_omar, "Omar Haddad"), (of_mina, "mina@agency.example"), (of_others, "Halcyon Holding")] {
            assert_eq!(admin.asset(id).await.unwrap().owner_name, owner);
        }
        let nobody = ada.tries_to_register(Particulars::Pixel, typed("Cleo’s", partner("cleo@brandt.example"), &[])).await;
        assert_eq!(refusal(nobody), AssetRefusal::NoSuchPartner);
        let mallory = world.mallory().await;
        let of_others = mallory.tries_to_register(Particulars::Pixel, typed("Mina’s", partner("mina@agency.example"), &[])).await;
        assert_eq!(refusal(of_others), AssetRefusal::NoSuchPartner);
        assert!(mina.member().await.admin_to(AdminAction::ManageAssets).is_err());
    }

    async fn an_edit_is_written_down_with_before_and_after(world: World) {
        let ada = world.ada().await;
        let id = ada.registers(ad_account("701244980031"), typed("Halcyon EU", TypedOwner::ThisBusiness, &["Spring"])).await;
        let other = TypedOwner::Other(OrganisationName::parse("Holding").unwrap());
        ada.tries_to_edit_asset(id, typed("Halcyon Europe", other, &["Summer", "Autumn", "summer"])).await.unwrap();
        let found = ada.admin().await.asset(id).await.unwrap();
        assert_eq!((found.name.as_str(), found.owner_name.as_str()), ("Halcyon Europe", "Holding"));
        assert_eq!(found.groups, [group("Autumn"), group("Summer")]);
        let log = ada.admin().await.audit_log(&service::audit::LogQuery::default()).await.unwrap();
        let Event::AssetEdited { before, after, .. } = &log.entries[0].event else { panic!("{:?}", log.entries[0]) };
        assert_eq!(
            before.changes(after),
            ["name Halcyon EU → Halcyon Europe", "owner This Business Center → Holding (somebody else)", "groups Spring → Autumn, Summer"]
        );
        let same = ada.tries_to_edit_asset(id, typed("Halcyon Europe", TypedOwner::Other(OrganisationName::parse("Holding").unwrap()), &["Autumn", "Summer"])).await;
        assert_eq!(refusal(same), AssetRefusal::Nothing);
    }

    async fn the_second_of_two_admins_overwrites_nothing_unseen(world: World) {
        let ada = world.ada().await;
        let (omar, _) = ada.makes_admin(&world.omar()).await;
        let id = ada.registers(Particulars::Pixel, named("Web pixel")).await;
        let opened = omar.admin().await.asset(id).await.unwrap().state();
        ada.tries_to_edit_asset(id, typed("Shop pixel", TypedOwner::ThisBusiness, &["Web"])).await.unwrap();
        let refused = refusal(omar.admin().await.edit_asset(id, opened, named("Pixel of the web")).await);
        assert_eq!(
            refused.to_string(),
            "Ada Lindqvist changed this meanwhile: name Web pixel → Shop pixel, groups none → Web. Nothing of yours is \
             lost; save again to have it your way."
        );
        assert_eq!(ada.assets(&AssetsQuery::default()).await, ["Shop pixel"]);
        // Having seen it, they have it their way.
        omar.tries_to_edit_asset(id, named("Pixel of the web")).await.unwrap();
        assert_eq!(ada.assets(&AssetsQuery::default()).await, ["Pixel of the web"]);
        let taken = ada.registers(Particulars::Pixel, named("Other")).await;
        let taken = ada.tries_to_edit_asset(taken, named("pixel of the WEB")).await;
        assert_eq!(refusal(taken), AssetRefusal::NameTaken(AssetKind::Pixel));
    }

    async fn what_others_are_part_of_is_not_removed_and_what_is_removed_is_gone(world: World) {
        let ada = world.ada().await;
        let eu = ada.registers(ad_account("701244980031"), typed("Halcyon EU", TypedOwner::ThisBusiness, &["Spring"])).await;
        let audience = ada.registers(Particulars::Audience { ad_account: eu }, named("Lookalike")).await;
        assert_eq!(refusal(ada.admin().await.remove_asset(eu).await), AssetRefusal::HasParts(1));
        for asset in [audience, eu] {
            ada.admin().await.remove_asset(asset).await.unwrap();
            assert!(matches!(ada.admin().await.remove_asset(asset).await, Err(Failure::NotFound)));
        }
        assert_eq!(ada.assets(&AssetsQuery::default()).await, Vec::<String>::new());
        ada.registers(ad_account("701244980031"), named("Halcyon EU")).await;
    }

    async fn an_asset_of_others_is_like_none(world: World) {
        let (ada, mallory) = (world.ada().await, world.mallory().await);
        let id = ada.registers(Particulars::Pixel, named("Web pixel")).await;
        let opened = ada.admin().await.asset(id).await.unwrap().state();
        let admin = mallory.admin().await;
        assert!(matches!(admin.asset(id).await, Err(Failure::NotFound)));
        assert!(matches!(admin.remove_asset(id).await, Err(Failure::NotFound)));
        assert!(matches!(admin.edit_asset(id, opened, named("Mine")).await, Err(Failure::NotFound)));
        assert_eq!(mallory.assets(&AssetsQuery { after: Some(id), ..AssetsQuery::default() }).await, Vec::<String>::new());
        assert!(mallory.admin().await.asset_groups().await.unwrap().is_empty());
    }

    async fn only_admins_manage_assets(world: World) {
        let ada = world.ada().await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        let refused = mina.member().await.admin_to(AdminAction::ManageAssets).unwrap_err();
        assert_eq!(refused, Refusal::AdminsOnly(AdminAction::ManageAssets));
        let (omar, _) = ada.makes_admin(&world.omar()).await;
        let from_before = omar.admin().await;
        ada.revokes(omar.member().await.partner()).await;
        let refused = from_before.register_asset(Particulars::Pixel, named("Web pixel")).await;
        assert!(matches!(refused, Err(Failure::NoLongerAllowed)));
        // Whoever owned an Asset and is revoked stays its owner: the row outlives the access.
        ada.registers(Particulars::Pixel, typed("Mina’s", self::partner("mina@agency.example"), &[])).await;
        ada.revokes(partner).await;
        assert_eq!(ada.assets(&AssetsQuery::default()).await, ["Mina’s"]);
    }
}

fn uuid() -> uuid::Uuid {
    uuid::Uuid::from_u128(1)
}
