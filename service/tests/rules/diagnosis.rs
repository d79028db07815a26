//! What is known of somebody for whom something does not work, as it came to be (DOMAIN 7).

use chrono::{DateTime, TimeDelta, Utc};
use domain::access::{AccessLevel, Module, Modules};
use domain::asset::{AdvertiserId, AssetGrant, AssetGrants, AssetRole, TargetId};
use domain::decision::Refusal;
use domain::diagnosis::assets::TakenBy;
use domain::diagnosis::level::LevelChange;
use domain::diagnosis::log_in::{Facts, Finding, Letter, Standing, diagnose};
use domain::diagnosis::{assets, changes, level};
use domain::grant::Grant;
use domain::id::PartnerId;
use domain::linked::{Link, LinkState, LinkedAdAccount};
use domain::partner::PartnerState;
use service::asset::TypedOwner;
use service::both_engines;
use service::failure::Failure;
use service::outbox::MailState;
use service::testing::{Insider, Plan, Unusual, ad_account, give, named, role, typed, until};

use crate::change_requests::{Cast, opens};

const MINA: &str = "mina@agency.example";

async fn facts(who: &Insider, about: PartnerId) -> Facts {
    who.admin().await.log_in_facts(about).await.unwrap().facts
}

async fn findings(who: &Insider, about: PartnerId) -> Vec<Finding> {
    diagnose(&facts(who, about).await).findings
}

async fn level(who: &Insider, about: PartnerId) -> Vec<level::Finding> {
    level::diagnose(&who.admin().await.level_facts(about).await.unwrap().facts).findings
}

async fn unseen(who: &Insider, about: PartnerId) -> Vec<assets::Finding> {
    let known = who.admin().await.assets_facts(about).await.unwrap();
    assets::diagnose(&known.facts, &known.others).findings
}

/// What was taken from them, and how.
async fn taken(who: &Insider, about: PartnerId) -> Vec<(String, TakenBy)> {
    let taken = |finding| match finding {
        assets::Finding::Taken(taken) => Some((taken.name, taken.how)),
        _ => None,
    };
    unseen(who, about).await.into_iter().filter_map(taken).collect()
}

fn left(group: &str) -> TakenBy {
    TakenBy::LeavingGroup(group.to_owned())
}

async fn unsaved(cast: &Cast) -> Vec<changes::Finding> {
    let known = cast.ada.admin().await.changes_facts(cast.mina_id).await.unwrap();
    changes::diagnose(&known.facts).findings
}

fn refused(why: Refusal) -> Vec<changes::Finding> {
    vec![changes::Finding::Refused(why)]
}

/// When a link of their Invitation was copied.
async fn copied(who: &Insider, about: PartnerId) -> Option<DateTime<Utc>> {
    match facts(who, about).await.standing {
        Standing::Invited { copied, .. } => copied,
        other => panic!("not invited: {other:?}"),
    }
}

async fn id(who: &Insider, contact: &str) -> PartnerId {
    who.partner(contact).await.id
}

both_engines! {
    async fn what_became_of_the_mail_is_a_cause(world: World) {
        let ada = world.ada().await;
        world.mail_server().refuses(MINA, "550 5.1.1 user unknown");
        ada.invites(MINA).await;
        let mina = id(&ada, MINA).await;
        assert!(findings(&ada, mina).await.is_empty(), "it is on its way");
        world.sends_mails().await;
        let [Finding::NotTaken { said, .. }] = &findings(&ada, mina).await[..] else { panic!("taken") };
        assert_eq!(said, "550 5.1.1 user unknown");
        // Mended as the button does it.
        world.mail_server().refuses_no_more(MINA);
        ada.admin().await.resend(mina).await.unwrap();
        world.sends_mails().await;
        let Standing::Invited { letter: Letter::Taken { at }, .. } = facts(&ada, mina).await.standing else {
            panic!("not taken")
        };
        assert_eq!(at, world.now());
    }

    async fn a_mail_that_is_tried_again_says_when(world: World) {
        let ada = world.ada().await;
        world.mail_server().refuses(MINA, "451 4.3.0 try later");
        ada.invites(MINA).await;
        world.sends_mails().await;
        world.expects(Unusual::QueuedMails);
        let mina = id(&ada, MINA).await;
        let [Finding::NotTakenYet { next, .. }] = findings(&ada, mina).await[..] else { panic!("not tried again") };
        assert!(next > world.now());
    }

    async fn without_a_mail_server_the_mail_lies_in_the_folder(world: World = Plan::ordinary().without_mail_server()) {
        let ada = world.ada().await;
        ada.invites(MINA).await;
        world.sends_mails().await;
        let mina = id(&ada, MINA).await;
        assert_eq!(findings(&ada, mina).await, [Finding::Kept { at: world.now() }]);
        assert_eq!(ada.partner(MINA).await.mail.unwrap().state, MailState::Kept);
        assert_eq!(copied(&ada, mina).await, None);
        ada.admin().await.copy_link(mina).await.unwrap().unwrap();
        assert_eq!(copied(&ada, mina).await, Some(world.now()));
        ada.admin().await.resend(mina).await.unwrap();
        assert_eq!(copied(&ada, mina).await, None, "that link is dead");
    }

    async fn an_sms_that_left_is_taken_whatever_became_of_the_gateway(world: World = Plan::ordinary().with_sms()) {
        let ada = world.ada().await;
        ada.invites("+447700900400").await;
        world.sends_mails().await;
        world.restarts_without_sms().await;
        let invited = id(&ada, "+447700900400").await;
        let Standing::Invited { letter, .. } = facts(&ada, invited).await.standing else { panic!("not invited") };
        assert_eq!(letter, Letter::Taken { at: world.now() });
    }

    async fn how_it_ended_and_by_whom_is_told(world: World) {
        let ada = world.ada().await;
        let by = || Some("Ada Lindqvist".to_owned());
        ada.invites("leo@leomakes.example").await;
        let leo = id(&ada, "leo@leomakes.example").await;
        ada.admin().await.cancel(leo).await.unwrap();
        assert_eq!(findings(&ada, leo).await, [Finding::Cancelled { at: world.now(), by: by() }]);

        let (_, mina) = ada.takes_in(&world.mina()).await;
        assert!(findings(&ada, mina).await.is_empty());
        ada.revokes(mina).await;
        assert_eq!(findings(&ada, mina).await, [Finding::Revoked { at: world.now(), by: by() }]);

        let (cleo, about) = ada.takes_in(&world.cleo()).await;
        let member = cleo.member().await;
        let rehearsed = member.rehearse_leave().await.unwrap().rehearsed;
        member.leave(rehearsed).await.unwrap();
        assert_eq!(findings(&ada, about).await, [Finding::Left { at: world.now() }]);
    }

    async fn the_clock_ends_invitations_and_access(world: World) {
        let ada = world.ada().await;
        ada.invites("leo@leomakes.example").await;
        let (_, mina) = ada.takes_in(&world.mina()).await;
        let ends = until("2026-12-01", world.now());
        ada.edits(mina, |access| *access = access.clone().with_end(ends)).await;
        let leo = id(&ada, "leo@leomakes.example").await;
        let since = world.now() + TimeDelta::days(30);
        world.passes(TimeDelta::days(30));
        let ada = ada.logs_in_again().await;
        assert_eq!(findings(&ada, leo).await, [Finding::Expired { since, asked: None }]);
        assert_eq!(findings(&ada, mina).await, [Finding::Ended { at: ends.unwrap().moment() }]);
    }

    async fn what_keeps_a_change_from_being_saved_is_the_decision_that_refuses_it(world: World) {
        let cast = Cast::of(world).await;
        assert!(unsaved(&cast).await.is_empty(), "an Operator with an Approved ad account of their own");
        let request = cast.proposes(400).await;
        let [changes::Finding::Waits(waiting)] = &unsaved(&cast).await[..] else { panic!("nothing waits") };
        assert_eq!((waiting.many, waiting.request, waiting.campaign.as_str()), (1, request, "Spring launch"));
        assert_eq!(waiting.since, world.now());

        opens(&cast.mina).await.withdraw_request(request).await.unwrap();
        cast.operates(cast.mina_id, AssetRole::Analyst).await;
        assert_eq!(unsaved(&cast).await, refused(Refusal::OperatorsOnly));
        cast.operates(cast.mina_id, AssetRole::Operator).await;
        assert!(unsaved(&cast).await.is_empty(), "mended as the button does it");
        let own = Link { advertiser: AdvertiserId::parse("7012 4498 9999").unwrap(), state: LinkState::Approved };
        cast.ada.admin().await.set_link_state(cast.mina_id, own, LinkState::Suspended).await.unwrap();
        let suspended = LinkedAdAccount::Linked(LinkState::Suspended);
        assert_eq!(unsaved(&cast).await, refused(Refusal::AdAccount(suspended)));
        cast.ada.revokes(cast.mina_id).await;
        assert_eq!(unsaved(&cast).await, refused(Refusal::NotIn(PartnerState::Revoked)));
    }

    async fn another_level_than_that_of_the_invitation_is_found_until_it_is_given_back(world: World) {
        let ada = world.ada().await;
        let (_, mina) = ada.takes_in(&world.mina()).await;
        assert_eq!(level(&ada, mina).await, [], "as invited");
        ada.edits(mina, |access| access.grant = Grant::Admin).await;
        let raised = LevelChange {
            from: AccessLevel::Standard,
            to: AccessLevel::Admin,
            by: "Ada Lindqvist".to_owned(),
            at: world.now(),
        };
        assert_eq!(level(&ada, mina).await, [level::Finding::Changed(raised)]);
        ada.edits(mina, |access| access.grant = Grant::standard(Modules::ALL)).await;
        assert_eq!(level(&ada, mina).await, []);
        ada.revokes(mina).await;
        assert_eq!(level(&ada, mina).await, [level::Finding::NotIn(PartnerState::Revoked)]);
    }

    async fn whatever_keeps_an_asset_from_showing_is_found_until_it_is_mended(world: World) {
        let ada = world.ada().await;
        let (_, mina) = ada.takes_in(&world.mina()).await;
        assert_eq!(unseen(&ada, mina).await, [assets::Finding::NothingRegistered]);
        ada.registers(ad_account("701244980031"), named("Halcyon EU")).await;
        assert!(matches!(unseen(&ada, mina).await[..], [assets::Finding::NothingGiven(_)]));
        let eu = ada.target("Halcyon EU").await;
        let ends = until("2026-12-01", world.now());
        let given = AssetGrant { ends, ..role(eu, AssetRole::Analyst) };
        ada.edits(mina, |access| {
            access.grant = Grant::standard(Modules::NONE);
            give(access, given);
        })
        .await;
        let modules = Modules::NONE.with(Module::Campaigns);
        let no_module = assets::Finding::NoModule { modules, assets: vec!["Halcyon EU".to_owned()] };
        assert_eq!(unseen(&ada, mina).await, [no_module]);
        ada.edits(mina, |access| access.grant = Grant::standard(modules)).await;
        assert_eq!(unseen(&ada, mina).await, [], "a Module opens it");
        world.passes(TimeDelta::days(20));
        let ada = ada.logs_in_again().await;
        let over = assets::Finding::Ended(vec![("Halcyon EU".to_owned(), ends.unwrap())]);
        assert_eq!(unseen(&ada, mina).await, [over]);
        ada.edits(mina, |access| *access = access.clone().with_assets(AssetGrants::NONE)).await;
        let [assets::Finding::NothingGiven(_), assets::Finding::Taken(taken)] = &unseen(&ada, mina).await[..] else {
            panic!("not taken")
        };
        assert_eq!((taken.name.as_str(), &taken.how, taken.at), ("Halcyon EU", &TakenBy::Edit, world.now()));
    }

    async fn what_left_a_group_that_somebody_has_is_found_whichever_way_it_left(world: World) {
        let ada = world.ada().await;
        let (_, mina) = ada.takes_in(&world.mina()).await;
        let of = |name: &str, groups: &[&str]| typed(name, TypedOwner::ThisBusiness, groups);
        let eu = ada.registers(ad_account("701244980031"), of("Halcyon EU", &["Web"])).await;
        let us = ada.registers(ad_account("701244980032"), of("Halcyon US", &["Web"])).await;
        let web = ada.target("Web (Asset group)").await;
        let TargetId::Group(group) = web.id() else { panic!("a group") };
        ada.edits(mina, |access| {
            access.grant = Grant::standard(Modules::ALL);
            give(access, role(web, AssetRole::Analyst));
        })
        .await;
        assert_eq!(unseen(&ada, mina).await, []);
        ada.tries_to_edit_asset(eu, of("Halcyon EU", &["Shop"])).await.unwrap();
        assert_eq!(taken(&ada, mina).await, [("Halcyon EU".to_owned(), left("Web"))], "by its own page");
        ada.admin().await.fill_group(group, Vec::new(), vec![us]).await.unwrap();
        let both = [("Halcyon US".to_owned(), left("Web")), ("Halcyon EU".to_owned(), left("Web"))];
        assert_eq!(taken(&ada, mina).await, both, "by the page of the group, the newest first");
        let empty = unseen(&ada, mina).await;
        assert!(matches!(&empty[0], assets::Finding::EmptyGroup(group) if group.name == "Web"), "{empty:?}");
        ada.admin().await.fill_group(group, vec![us, eu], Vec::new()).await.unwrap();
        assert_eq!(unseen(&ada, mina).await, [], "put back");
        ada.admin().await.remove_group(group).await.unwrap();
        assert_eq!(taken(&ada, mina).await[0], ("Web".to_owned(), TakenBy::Removal));
        world.passes(assets::RECENT + TimeDelta::days(1));
        let ada = ada.logs_in_again().await;
        assert_eq!(
            unseen(&ada, mina).await,
            [assets::Finding::NothingGiven(Modules::ALL)],
            "too long ago to be missed"
        );
    }

    async fn a_partner_of_others_has_no_diagnosis(world: World) {
        let ada = world.ada().await;
        let (_, mina) = ada.takes_in(&world.mina()).await;
        let mallory = world.mallory().await;
        let other = mallory.admin().await;
        assert!(matches!(other.log_in_facts(mina).await, Err(Failure::NotFound)));
        assert!(matches!(other.level_facts(mina).await, Err(Failure::NotFound)));
        assert!(matches!(other.assets_facts(mina).await, Err(Failure::NotFound)));
        assert!(matches!(other.changes_facts(mina).await, Err(Failure::NotFound)));
    }

    async fn a_diagnosis_asks_six_statements_at_most(world: World) {
        let ada = world.ada().await;
        let (_, mina) = ada.takes_in(&world.mina()).await;
        let admin = ada.admin().await;
        let before = world.statements();
        admin.log_in_facts(mina).await.unwrap();
        admin.access_requests(mina).await.unwrap();
        assert!(world.statements() - before <= 6);
        let before = world.statements();
        admin.level_facts(mina).await.unwrap();
        admin.access_requests(mina).await.unwrap();
        assert!(world.statements() - before <= 6);
        let before = world.statements();
        admin.assets_facts(mina).await.unwrap();
        admin.access_requests(mina).await.unwrap();
        assert!(world.statements() - before <= 6);
        let before = world.statements();
        admin.changes_facts(mina).await.unwrap();
        admin.access_requests(mina).await.unwrap();
        assert!(world.statements() - before <= 6);
    }
}
