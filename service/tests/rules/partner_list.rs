//! **Users → Partners**: what the list shows, and what its filters leave out.

use chrono::TimeDelta;
use domain::access::{AccessLevel, Module, Modules};
use domain::asset::{AssetGrant, AssetGrants, AssetRole, Particulars};
use domain::grant::Grant;
use domain::name::OrganisationName;
use domain::partner::{Chosen, Filter, PartnerKind, PartnerState, Quiet};
use service::asset::{AssetsQuery, TargetSearch, TypedOwner};
use service::audit::LogQuery;
use service::both_engines;
use service::invitation::NewInvitation;
use service::partner::PartnersQuery;
use service::testing::{Insider, World, ad_account, give, named, offer, role, typed, until};

async fn shown(ada: &Insider, query: PartnersQuery) -> Vec<String> {
    let page = ada.admin().await.partners(&query).await.unwrap();
    page.rows.into_iter().map(|row| row.partner.name.unwrap_or(row.partner.contact)).collect()
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
    async fn the_counts_follow_every_change_and_the_clock(world: World) {
        let ada = house(world).await;
        let counts = async |state| {
            let page = ada.admin().await.partners(&PartnersQuery::default()).await.unwrap();
            page.counts.partners(Chosen { state: Some(state), ..Chosen::default() })
        };
        assert_eq!((counts(PartnerState::Active).await, counts(PartnerState::Invited).await), (2, 1));
        let mina = ada.partner("mina@agency.example").await.id;
        ada.revokes(mina).await;
        assert_eq!((counts(PartnerState::Active).await, counts(PartnerState::Revoked).await), (1, 1));
        world.passes(TimeDelta::days(30));
        let ada = ada.logs_in_again().await;
        let page = ada.admin().await.partners(&PartnersQuery::default()).await.unwrap();
        let expired = Chosen { state: Some(PartnerState::Expired), ..Chosen::default() };
        assert_eq!(page.counts.partners(expired), 1);
    }

    async fn whatever_is_typed_is_only_looked_for(world: World) {
        let ada = house(world).await;
        ada.registers(Particulars::Pixel, named("Web pixel")).await;
        for typed in ["\0", "\u{1}\u{7f}", &"%".repeat(60_000), &"_".repeat(60_000), &"ﷺ".repeat(60_000)] {
            let search = typed.to_owned();
            let all = if typed.trim_matches(char::is_control).is_empty() { 3 } else { 0 };
            assert_eq!(shown(&ada, PartnersQuery { search, ..PartnersQuery::default() }).await.len(), all);
            for filter in [
                Filter { organisation: typed.to_owned(), ..Filter::default() },
                Filter { asset: typed.to_owned(), ..Filter::default() },
            ] {
                assert_eq!(filtered(&ada, filter).await.len(), all);
            }
            assert!(matches!(ada.admin().await.find_target(typed).await.unwrap(), TargetSearch::Nothing));
            let search = AssetsQuery { search: typed.to_owned(), ..AssetsQuery::default() };
            assert_eq!(ada.assets(&search).await.len(), usize::from(all > 0));
            let search = LogQuery { search: typed.to_owned(), ..LogQuery::default() };
            ada.admin().await.audit_log(&search).await.unwrap();
        }
    }

    async fn the_people_of_an_organisation_are_found_by_its_name(world: World) {
        let ada = house(world).await;
        let of = |name: &str| Filter { organisation: name.to_owned(), ..Filter::default() };
        let new = NewInvitation {
            organisation: OrganisationName::parse("Bright Agency").ok(),
            ..offer("noor@bright.example")
        };
        ada.tries_to_invite(new).await.unwrap();
        assert_eq!(filtered(&ada, of("  bright AGENCY ")).await, ["noor@bright.example"]);
        assert!(filtered(&ada, of("Bright")).await.is_empty(), "the whole name is meant");
        ada.registers(Particulars::Pixel, named("Web")).await;
        let (organisations, assets) = ada.admin().await.names_to_filter_by().await.unwrap();
        assert_eq!((organisations, assets), (vec!["Bright Agency".to_owned()], vec!["Web (Pixel)".to_owned()]));
    }

    async fn who_was_given_an_asset_is_found_by_it_while_it_reaches_them(world: World) {
        let ada = house(world).await;
        let of = |asset: &str| Filter { asset: asset.to_owned(), ..Filter::default() };
        ada.registers(ad_account("701244980031"), typed("Halcyon EU", TypedOwner::ThisBusiness, &["Europe"])).await;
        ada.registers(Particulars::Pixel, named("Halcyon EU")).await;
        let (eu, group) = (ada.target("Halcyon EU (Ad account)").await, ada.target("Europe").await);
        let mina = ada.partner("mina@agency.example").await.id;
        assert!(filtered(&ada, of("Halcyon EU")).await.is_empty(), "an Admin was given none");
        ada.edits(mina, |access| give(access, role(group.clone(), AssetRole::Analyst))).await;
        assert_eq!(filtered(&ada, of("halcyon eu")).await, ["Mina Okafor"]);
        assert_eq!(filtered(&ada, of("Halcyon EU (Ad account)")).await, ["Mina Okafor"]);
        assert!(filtered(&ada, of("Halcyon EU (Pixel)")).await.is_empty());
        assert!(filtered(&ada, of("Europe")).await.is_empty(), "an Asset is meant, not a group");

        let invited = NewInvitation {
            assets: AssetGrants::new([role(eu.clone(), AssetRole::Operator)]).unwrap(),
            ..offer("noor@bright.example")
        };
        ada.tries_to_invite(invited).await.unwrap();
        assert_eq!(filtered(&ada, of("Halcyon EU")).await, ["Mina Okafor", "noor@bright.example"]);
        let ends = until(&world.now().date_naive().to_string(), world.now());
        ada.edits(mina, |access| {
            *access = access.clone().with_assets(AssetGrants::NONE);
            give(access, AssetGrant { ends, ..role(eu, AssetRole::Operator) });
        })
        .await;
        assert_eq!(filtered(&ada, of("Halcyon EU")).await, ["Mina Okafor", "noor@bright.example"]);
        world.passes(TimeDelta::days(1));
        assert_eq!(filtered(&ada, of("Halcyon EU")).await, ["noor@bright.example"], "its day is over");
        let noor = ada.partner("noor@bright.example").await.id;
        ada.admin().await.cancel(noor).await.unwrap();
        assert!(filtered(&ada, of("Halcyon EU")).await.is_empty(), "whoever is out reaches nothing");
    }

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
            ..PartnersQuery::default()
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
        ada.registers(Particulars::Pixel, typed("Web", TypedOwner::ThisBusiness, &["Spring"])).await;
        for what in ["Web", "Spring"] {
            let given = role(ada.target(what).await, AssetRole::Analyst);
            ada.edits(mina, |access| give(access, given)).await;
            assert!(filtered(&ada, nothing.clone()).await.is_empty(), "{what} is something");
            ada.edits(mina, |access| *access = access.clone().with_assets(AssetGrants::NONE)).await;
        }
        assert_eq!(filtered(&ada, nothing.clone()).await, ["Mina Okafor"]);
        let ends = until("2026-12-31", world.now());
        let given = AssetGrant { ends, ..role(ada.target("Web").await, AssetRole::Analyst) };
        ada.edits(mina, |access| give(access, given)).await;
        assert!(filtered(&ada, nothing.clone()).await.is_empty());
        world.passes(ends.unwrap().moment() - world.now());
        let ada = ada.logs_in_again().await;
        assert_eq!(filtered(&ada, nothing.clone()).await, ["Mina Okafor"], "what is over is nothing");
        ada.revokes(mina).await;
        assert!(filtered(&ada, nothing).await.is_empty(), "whoever is out has nothing anyway");
    }

    async fn whose_access_ends_within_thirty_days_and_whose_invitation_nobody_took(world: World) {
        let ada = house(world).await;
        let soon = Filter { ends_soon: true, ..Filter::default() };
        let mina = ada.partner("mina@agency.example").await.id;
        let ends = until("2026-12-31", world.now());
        ada.edits(mina, |access| *access = access.clone().with_end(ends)).await;
        let ends = ends.unwrap().moment();
        world.passes(ends - TimeDelta::days(30) - TimeDelta::microseconds(1) - world.now());
        let ada = ada.logs_in_again().await;
        assert!(filtered(&ada, soon.clone()).await.is_empty());
        world.passes(TimeDelta::microseconds(1));
        assert_eq!(filtered(&ada, soon.clone()).await, ["Mina Okafor"]);
        world.passes(ends - world.now());
        let ada = ada.logs_in_again().await;
        assert!(filtered(&ada, soon).await.is_empty(), "it is over");

        let failed = Filter { not_delivered: true, ..Filter::default() };
        assert!(filtered(&ada, failed.clone()).await.is_empty());
        world.mail_server().refuses("zoe@zoe.example", "550 5.1.1 no such mailbox");
        ada.invites("zoe@zoe.example").await;
        assert!(filtered(&ada, failed.clone()).await.is_empty(), "it was not tried yet");
        world.sends_mails().await;
        assert_eq!(filtered(&ada, failed.clone()).await, ["zoe@zoe.example"]);
        world.passes(TimeDelta::days(30));
        let ada = ada.logs_in_again().await;
        assert!(filtered(&ada, failed).await.is_empty(), "an expired one is renewed, whatever became of its mail");
    }

    async fn assets_are_counted_once_each_through_whatever_they_are_reached_while_it_counts(world: World) {
        let ada = world.ada().await;
        let (_, mina) = ada.takes_in(&world.mina()).await;
        let counted = || async {
            let page = ada.logs_in_again().await.admin().await.partners(&PartnersQuery::default()).await.unwrap();
            let of = |name: &str| page.rows.iter().find(|row| row.partner.name.as_deref() == Some(name)).map(|row| row.assets);
            of("Mina Okafor").unwrap()
        };
        assert_eq!(counted().await, 0);
        for (name, groups) in
            [("Web", &["Spring", "Summer"][..]), ("Shop", &["Spring"][..]), ("Feed", &[][..]), ("Other", &[][..])]
        {
            ada.registers(Particulars::Pixel, typed(name, TypedOwner::ThisBusiness, groups)).await;
        }
        for what in ["Web", "Spring", "Summer"] {
            let given = role(ada.target(what).await, AssetRole::Analyst);
            ada.edits(mina, |access| give(access, given)).await;
        }
        assert_eq!(counted().await, 2, "Web by itself and through two groups, Shop through one");
        let ends = until("2026-12-31", world.now());
        let given = AssetGrant { ends, ..role(ada.target("Feed").await, AssetRole::Operator) };
        ada.edits(mina, |access| give(access, given)).await;
        assert_eq!(counted().await, 3);
        world.passes(ends.unwrap().moment() - world.now() - TimeDelta::microseconds(1));
        assert_eq!(counted().await, 3);
        world.passes(TimeDelta::microseconds(1));
        assert_eq!(counted().await, 2, "its last day is over");
    }
}
