//! What is known of somebody for whom something does not work, as it came to be (DOMAIN 7).

use chrono::TimeDelta;
use domain::asset::{AdvertiserId, AssetRole};
use domain::decision::Refusal;
use domain::diagnosis::changes;
use domain::diagnosis::log_in::{Facts, Finding, Letter, Standing, diagnose};
use domain::id::PartnerId;
use domain::linked::{Link, LinkState, LinkedAdAccount};
use domain::partner::PartnerState;
use service::both_engines;
use service::failure::Failure;
use service::testing::{Insider, Plan, Unusual, until};

use crate::change_requests::{Cast, opens};

const MINA: &str = "mina@agency.example";

async fn facts(who: &Insider, about: PartnerId) -> Facts {
    who.admin().await.log_in_facts(about).await.unwrap().facts
}

async fn findings(who: &Insider, about: PartnerId) -> Vec<Finding> {
    diagnose(&facts(who, about).await).findings
}

async fn unsaved(cast: &Cast) -> Vec<changes::Finding> {
    let known = cast.ada.admin().await.changes_facts(cast.mina_id).await.unwrap();
    changes::diagnose(&known.facts).findings
}

fn refused(why: Refusal) -> Vec<changes::Finding> {
    vec![changes::Finding::Refused(why)]
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

    async fn a_partner_of_others_has_no_diagnosis(world: World) {
        let ada = world.ada().await;
        let (_, mina) = ada.takes_in(&world.mina()).await;
        let mallory = world.mallory().await;
        let other = mallory.admin().await;
        assert!(matches!(other.log_in_facts(mina).await, Err(Failure::NotFound)));
        assert!(matches!(other.changes_facts(mina).await, Err(Failure::NotFound)));
    }

    async fn a_diagnosis_asks_six_statements_at_most(world: World) {
        let ada = world.ada().await;
        let (_, mina) = ada.takes_in(&world.mina()).await;
        let admin = ada.admin().await;
        let before = world.statements();
        admin.log_in_facts(mina).await.unwrap();
        assert!(world.statements() - before <= 6);
        let before = world.statements();
        admin.changes_facts(mina).await.unwrap();
        assert!(world.statements() - before <= 6);
    }
}
