//! **Report this invitation** (DOMAIN 3): who is told, and what a block stops.

use domain::contact::Email;
use domain::invitation::{InviteRefusal, ResendRefusal};
use domain::partner::PartnerState;
use domain::zone::Zone;
use service::both_engines;
use service::center::CenterSettings;
use service::failure::Failure;
use service::invitation::{ChangeAddressRefusal, FurtherMails, Stands};
use service::testing::{Plan, offer, refusal};

const MINA: &str = "mina@agency.example";
const OPERATOR: &str = "ops@keys.example";

both_engines! {
    async fn a_report_reaches_every_admin_and_the_operator_once_a_day(world: World = Plan::ordinary().run_by("Ops <ops@keys.example>")) {
        let ada = world.ada().await;
        ada.invites(MINA).await;
        let offered = world.mina().opens_the_invitation().await;
        for _ in 0..2 {
            let visitor = world.mina().visitor();
            visitor.report(offered.link.clone(), offered.shown, FurtherMails::Allowed).await.unwrap();
        }
        for address in [ada.person().email(), OPERATOR] {
            let told = world.mails_to(address).await.into_iter().filter(|mail| mail.subject.contains("reported"));
            assert_eq!(told.count(), 1, "{address}");
        }
        let row = ada.partner(MINA).await;
        assert!(row.reported_at.is_some());
        assert_eq!(row.state, PartnerState::Invited, "a report takes nothing away");
        world.mina().accepts_as_new(&offered).await;
    }

    async fn a_blocked_address_gets_no_mail_of_that_business_center(world: World) {
        let ada = world.ada().await;
        let sent = ada.invites(MINA).await;
        let offered = world.mina().opens_the_invitation().await;
        let visitor = world.mina().visitor();
        visitor.report(offered.link.clone(), offered.shown, FurtherMails::Blocked).await.unwrap();
        assert!(visitor.invitation(&offered.link).await.unwrap().blocked);

        let admin = ada.admin().await;
        assert_eq!(refusal(admin.resend(sent.partner).await), ResendRefusal::Blocked);
        admin.cancel(sent.partner).await.unwrap();
        assert_eq!(refusal(ada.tries_to_invite(offer(MINA)).await), InviteRefusal::Blocked);
        let omar = ada.invites("omar@halcyon.example").await;
        let moved = admin.change_address(omar.partner, Email::parse(MINA).unwrap().into()).await;
        assert!(matches!(refusal(moved), ChangeAddressRefusal::Taken));
        assert_eq!(world.mails_to(MINA).await.len(), 1);

        // Another Business Center is not concerned.
        let mallory = world.mallory().await;
        mallory.invites(MINA).await;
        assert_eq!(world.mails_to(MINA).await.len(), 2);
    }

    async fn a_mail_that_waits_is_not_sent_to_who_blocks_meanwhile(world: World) {
        let ada = world.ada().await;
        let settings = CenterSettings { zone: Zone::UTC, copy_link: true };
        ada.admin().await.change_settings(settings).await.unwrap();
        let sent = ada.invites(MINA).await;
        let link = ada.admin().await.copy_link(sent.partner).await.unwrap().unwrap();
        let offered = world.mina().opens(&link).await;
        let visitor = world.mina().visitor();
        visitor.report(offered.link.clone(), offered.shown, FurtherMails::Blocked).await.unwrap();
        assert!(world.mails_to(MINA).await.is_empty());
    }

    async fn whoever_blocked_can_allow_mails_again(world: World) {
        let ada = world.ada().await;
        let sent = ada.invites(MINA).await;
        let offered = world.mina().opens_the_invitation().await;
        let visitor = world.mina().visitor();
        visitor.report(offered.link.clone(), offered.shown, FurtherMails::Blocked).await.unwrap();
        visitor.allow_mails(offered.link.clone(), offered.shown).await.unwrap();
        assert!(!visitor.invitation(&offered.link).await.unwrap().blocked);
        ada.admin().await.resend(sent.partner).await.unwrap();
        assert_eq!(world.mails_to(MINA).await.len(), 2);
    }

    async fn accepting_ends_a_block(world: World) {
        let ada = world.ada().await;
        ada.invites(MINA).await;
        let offered = world.mina().opens_the_invitation().await;
        let visitor = world.mina().visitor();
        visitor.report(offered.link.clone(), offered.shown, FurtherMails::Blocked).await.unwrap();
        world.mina().accepts_as_new(&offered).await;
        assert_eq!(world.number("SELECT count(*) FROM mail_blocks").await, 0);
        assert_eq!(ada.partner(MINA).await.state, PartnerState::Active);
    }

    async fn a_report_is_about_the_invitation_and_the_address_that_it_went_to(world: World) {
        let ada = world.ada().await;
        let sent = ada.invites(MINA).await;
        let reports = async || {
            let offered = world.mina().opens_the_invitation().await;
            let further = FurtherMails::Allowed;
            world.mina().visitor().report(offered.link, offered.shown, further).await.unwrap();
            assert!(ada.partner(MINA).await.reported_at.is_some());
        };
        reports().await;
        let admin = ada.admin().await;
        admin.cancel(sent.partner).await.unwrap();
        ada.invites(MINA).await;
        assert!(ada.partner(MINA).await.reported_at.is_none(), "invited anew");
        reports().await;
        let home = "mina@home.example";
        admin.change_address(sent.partner, Email::parse(home).unwrap().into()).await.unwrap();
        assert!(ada.partner(home).await.reported_at.is_none(), "sent to another address");
    }

    async fn a_report_with_the_form_of_another_invitation_reports_neither(world: World) {
        let ada = world.ada().await;
        ada.invites(MINA).await;
        ada.invites("leo@leomakes.example").await;
        let offered = world.mina().opens_the_invitation().await;
        let other = world.leo().opens_the_invitation().await;
        let crossed = world.mina().visitor().report(offered.link.clone(), other.shown, FurtherMails::Blocked).await;
        assert!(matches!(crossed, Err(Failure::NotFound)));
        assert!(ada.partners().await.iter().all(|row| row.reported_at.is_none()));
        let page = world.mina().visitor().invitation(&offered.link).await.unwrap();
        assert!(page.stands == Stands::Open && !page.blocked);
    }
}
