//! Who may do what is decided by types that only the house can make (attack C-17).

use domain::decision::{AdminAction, Refusal};
use service::both_engines;
use service::capability::Entry;

both_engines! {
    async fn nothing_makes_an_admin_but_the_grant(world: World) {
        let ada = world.ada().await;
        ada.admin().await;
        world.sql("UPDATE partners SET level = 'standard', modules = 31").await;
        // Every Module is not the level.
        assert_eq!(ada.member().await.admin().unwrap_err(), Refusal::AdminsOnly(AdminAction::ManagePartner));
        for ended in
            ["state = 'revoked'", "state = 'active', ends_at = 0", "ends_at = NULL, state = 'cancelled'"]
        {
            world.sql(&format!("UPDATE partners SET {ended}")).await;
            assert!(matches!(ada.person().enters(ada.slug()).await, Entry::Ended { .. }), "{ended}");
        }
        world.sql("UPDATE partners SET state = 'active', level = 'admin', modules = 0").await;
        ada.admin().await;
    }
}
