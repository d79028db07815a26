//! How many statements a page takes (DESIGN, A page).

use domain::partner::{Filter, Sort};
use service::both_engines;
use service::partner::PartnersQuery;
use service::testing::{Engine, Plan, run};

both_engines! {
    async fn entering_a_business_center_takes_one_statement_and_its_partners_one_more(world: World) {
        let ada = world.ada().await;
        ada.invites("mina@agency.example").await;

        let admin = ada.admin().await;
        let before = world.statements();
        ada.admin().await;
        assert_eq!(world.statements() - before, 1);

        admin.partners(&PartnersQuery::default()).await.unwrap();
        assert_eq!(world.statements() - before, 2);

        let sort = Sort::parse("-last").unwrap();
        let filter = Filter { organisation: "Bright".to_owned(), asset: "Halcyon EU".to_owned(), ..Filter::default() };
        admin.partners(&PartnersQuery { sort, filter, ..PartnersQuery::default() }).await.unwrap();
        assert_eq!(world.statements() - before, 3, "counted, filtered and sorted in one");
    }

    async fn whoever_has_no_cookie_costs_no_statement(world: World) {
        let before = world.statements();
        world.mina().visitor().enter(None, "halcyon-skincare").await.unwrap();
        world.mina().visitor().signed_in(None).await.unwrap();
        assert_eq!(world.statements(), before);
    }

    async fn the_account_page_takes_two_statements_and_the_choice_of_a_place_one(world: World) {
        let ada = world.ada().await;
        let here = ada.person().here().await;
        let before = world.statements();
        here.account_page().await.unwrap();
        assert_eq!(world.statements() - before, 2);
        here.places().await.unwrap();
        assert_eq!(world.statements() - before, 3);
    }
}

/// A part of `.cargo/config.toml`: planned anew for each value, the list of partners would cost a third more.
#[test]
fn sqlite_plans_a_statement_once_whatever_its_values_are() {
    run(Engine::Sqlite, Plan::ordinary(), async |world| {
        let options = world.column("PRAGMA compile_options").await;
        assert!(options.iter().any(|option| option == "ENABLE_QPSG"), "{options:?}");
    });
}
