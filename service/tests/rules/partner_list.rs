//! **Users → Partners**: what the list shows, and what its filters leave out.

use chrono::TimeDelta;
use domain::access::{AccessLevel, Module, Modules};
use domain::grant::Grant;
use domain::partner::{Filter, PartnerKind, PartnerState, Quiet};
use service::both_engines;
use service::invitation::NewInvitation;
use service::partner::PartnersQuery;
use service::testing::{Insider, World, offer};

async fn shown(ada: &Insider, query: PartnersQuery) -> Vec<String> {
    let page = ada.admin().await.partners(&query).await.unwrap();
    page.rows.into_iter().map(|row| row.name.unwrap_or(row.contact)).collect()
}

async fn filtered(ada: &Insider, filter: Filter) -> Vec<String> {
    shown(ada, PartnersQuery { filter, ..PartnersQuery::default() }).await
}

/// Mina of an agency with Analytics, Omar an Admin, Leo who is invited as an influencer with Content.
async fn house(world: &World) -> Insider {
    let ada = world.ada().await;
    ada.takes_in(&world.mina()).await;
    ada.makes_admin(&world.omar()).await;
    let content = Grant::standard(Modules::NONE.with(Module::Content));
    let leo =
        NewInvitation { kind: PartnerKind::Influencer, grant: content, ..offer("leo@leomakes.example") };
    ada.tries_to_invite(leo).await.unwrap();
    ada
}

both_engines! {
    async fn a_filter_shows_those_who_are_all_of_it(world: World) {
        let ada = house(world).await;
        let (mina, omar, leo) = ("Mina Okafor", "Omar Haddad", "leo@leomakes.example");
        assert_eq!(filtered(&ada, Filter::default()).await, [leo, mina, omar]);
        let kinds = |kinds: &[PartnerKind]| Filter { kinds: kinds.to_vec(), ..Filter::default() };
        assert_eq!(filtered(&ada, kinds(&[PartnerKind::Influencer])).await, [leo]);
        assert_eq!(filtered(&ada, kinds(&[PartnerKind::Influencer, PartnerKind::Agency])).await, [leo, mina, omar]);
        assert!(filtered(&ada, kinds(&[PartnerKind::Client])).await.is_empty());
        let level = |level| Filter { level: Some(level), ..Filter::default() };
        assert_eq!(filtered(&ada, level(AccessLevel::Admin)).await, [omar]);
        assert_eq!(filtered(&ada, level(AccessLevel::Standard)).await, [leo, mina]);
        let modules = |modules| Filter { modules, ..Filter::default() };
        let content = Modules::NONE.with(Module::Content);
        assert_eq!(filtered(&ada, modules(content)).await, [leo, omar], "an Admin has every Module");
        assert_eq!(filtered(&ada, modules(content.with(Module::Analytics))).await, [omar]);
        let both = PartnersQuery {
            search: "agency".to_owned(),
            state: Some(PartnerState::Active),
            filter: kinds(&[PartnerKind::Agency]),
            after: None,
        };
        assert_eq!(shown(&ada, both).await, [mina]);
    }

    async fn who_was_not_here_and_who_has_nothing_are_members(world: World) {
        let ada = house(world).await;
        let quiet = |quiet| Filter { quiet: Some(quiet), ..Filter::default() };
        world.passes(TimeDelta::days(30) - TimeDelta::microseconds(1));
        let ada = ada.logs_in_again().await;
        assert!(filtered(&ada, quiet(Quiet::Days30)).await.is_empty());
        world.passes(TimeDelta::microseconds(1));
        assert_eq!(filtered(&ada, quiet(Quiet::Days30)).await, ["Mina Okafor", "Omar Haddad"]);
        assert!(filtered(&ada, quiet(Quiet::Days90)).await.is_empty());

        let nothing = Filter { nothing_granted: true, ..Filter::default() };
        assert!(filtered(&ada, nothing.clone()).await.is_empty());
        let mina = ada.partner("mina@agency.example").await.id;
        ada.edits(mina, |access| access.grant = Grant::standard(Modules::NONE)).await;
        assert_eq!(filtered(&ada, nothing.clone()).await, ["Mina Okafor"]);
        ada.revokes(mina).await;
        assert!(filtered(&ada, nothing).await.is_empty(), "whoever is out has nothing anyway");
    }
}
