//! Saved views: an Admin's own, by name.

use domain::name::ViewName;
use service::both_engines;
use service::capability::Entry;
use service::partner::{SaveViewRefusal, SavedView};
use service::testing::{Insider, refusal};

fn view(name: &str, query: &str) -> SavedView {
    SavedView { name: ViewName::parse(name).unwrap(), query: query.to_owned() }
}

async fn kept(admin: &Insider) -> Vec<String> {
    let views = admin.admin().await.saved_views().await.unwrap();
    views.iter().map(|view| format!("{}: {}", view.name, view.query)).collect()
}

both_engines! {
    async fn a_view_is_kept_by_name_replaced_and_removed_and_is_ones_own(world: World) {
        let ada = world.ada().await;
        let (omar, _) = ada.makes_admin(&world.omar()).await;
        let (number, admin) = (ada.member().await.center().change, ada.admin().await);
        admin.save_view(view("Quiet agencies", "kind=agency&quiet=90")).await.unwrap();
        admin.save_view(view("Admins", "level=admin")).await.unwrap();
        assert_eq!(kept(&ada).await, ["Admins: level=admin", "Quiet agencies: kind=agency&quiet=90"]);
        assert!(kept(&omar).await.is_empty());
        admin.save_view(view("ADMINS", "level=admin&sort=-last")).await.unwrap();
        omar.admin().await.remove_view(ViewName::parse("Quiet agencies").unwrap()).await.unwrap();
        admin.remove_view(ViewName::parse("quiet agencies").unwrap()).await.unwrap();
        assert_eq!(kept(&ada).await, ["ADMINS: level=admin&sort=-last"]);
        assert_eq!(ada.member().await.center().change, number, "it is no change of the Business Center");
    }

    async fn twenty_views_are_kept_and_no_more(world: World) {
        let ada = world.ada().await;
        let admin = ada.admin().await;
        for number in 0..20 {
            admin.save_view(view(&format!("View {number}"), "")).await.unwrap();
        }
        assert_eq!(refusal(admin.save_view(view("One more", "")).await), SaveViewRefusal::Full);
        admin.save_view(view("view 3", "level=admin")).await.unwrap();
        assert_eq!(kept(&ada).await.len(), 20);
    }

    async fn nothing_of_them_comes_back_with_another_invitation(world: World) {
        let ada = world.ada().await;
        let (omar, partner) = ada.makes_admin(&world.omar()).await;
        let before = omar.admin().await;
        before.save_view(view("Admins", "level=admin")).await.unwrap();
        ada.revokes(partner).await;
        let later = before.save_view(view("Later", "")).await;
        assert!(matches!(later, Err(service::failure::Failure::NoLongerAllowed)));
        ada.tries_to_invite(service::invitation::NewInvitation {
            grant: domain::grant::Grant::Admin,
            ..service::testing::offer(omar.person().email())
        })
        .await
        .unwrap();
        let offered = omar.person().guest().opens_the_invitation().await;
        omar.person().tries_to_accept(&offered).await.unwrap();
        assert!(matches!(omar.person().enters(ada.slug()).await, Entry::In(_)));
        assert!(kept(&omar).await.is_empty());
    }
}
