//! **Create account** (DOMAIN 4; setting `KEYHOLDER_SIGN_UP`).

use chrono::TimeDelta;
use service::account::{LogInRefusal, SignUpRefusal};
use service::both_engines;
use service::capability::Standing;
use service::testing::{Plan, at_once, refusal, too_many_until};

both_engines! {
    async fn an_address_is_a_claim_until_its_mail_is_answered(world: World) {
        let ada = world.guest("Ada Lindqvist", "ada@halcyon.example").signs_up().await;
        assert_eq!(ada.here().await.standing(), Standing::Claimed);
        assert_eq!(world.mail_to("ada@halcyon.example").await.subject, "Confirm your address");
        // Somebody else at the same address can't log in by a claim either, whatever the password.
        assert_eq!(refusal(ada.guest().tries_to_log_in().await), LogInRefusal::NoMatch);

        ada.confirms().await;

        assert_eq!(ada.here().await.standing(), Standing::Verified);
        assert_eq!(ada.addresses().await, ["ada@halcyon.example Verified"]);
        ada.guest().logs_in().await;
    }

    async fn signing_up_with_an_owned_address_looks_the_same_and_mails_its_owner_only(world: World) {
        let ada = world.ada().await;
        let mails = world.mails().await.len();

        let eve = world.guest("Eve", "ada@halcyon.example").typing("seven quiet orchard lamps");
        let eve = eve.signs_up().await;

        assert_eq!(eve.here().await.standing(), Standing::Claimed);
        assert_eq!(eve.addresses().await, ["ada@halcyon.example Claimed"]);
        assert_eq!(world.mails().await.len(), mails + 1);
        let mail = world.mail_to("ada@halcyon.example").await;
        assert_eq!(mail.subject, "You already have an account");
        assert!(!mail.text.contains("/confirm/") && !mail.text.contains("Eve"), "{}", mail.text);
        // Nothing of Ada's changed: not her session, not her password.
        ada.admin().await;
        ada.person().guest().logs_in().await;
        assert_eq!(refusal(eve.guest().tries_to_log_in().await), LogInRefusal::NoMatch);
        // And asking for the mail once more tells nothing either.
        eve.asks_to_confirm_again("ada@halcyon.example").await.unwrap();
        assert_eq!(world.mail_to("ada@halcyon.example").await.subject, "You already have an account");
    }

    async fn sign_up_for_the_first_closes_once_an_address_is_confirmed(
        world: World = Plan::ordinary().with_sign_up_for_the_first()
    ) {
        let eve = world.guest("Eve", "eve@elsewhere.example").signs_up().await;
        assert!(eve.guest().visitor().may_sign_up().await.unwrap());
        let ada = world.guest("Ada Lindqvist", "ada@halcyon.example").signs_up().await;
        ada.confirms().await;

        assert!(!ada.guest().visitor().may_sign_up().await.unwrap());
        let refused = world.mina().tries_to_sign_up().await;
        assert_eq!(refusal(refused), SignUpRefusal::ByInvitationOnly);
        assert!(world.mails_to("mina@agency.example").await.is_empty());
        assert_eq!(world.number("SELECT count(*) FROM accounts").await, 2);
    }

    async fn open_sign_up_stays_open(world: World) {
        world.ada().await;
        let mina = world.mina();
        assert!(mina.visitor().may_sign_up().await.unwrap());
        mina.signs_up().await.confirms().await;
    }

    async fn without_a_mail_server_the_first_account_is_proved_and_invites_at_once(
        world: World = Plan::ordinary().without_mail_server()
    ) {
        let ada = world.guest("Ada Lindqvist", "ada@halcyon.example").signs_up().await;
        assert_eq!(ada.here().await.standing(), Standing::Proved);
        let center = ada.founds("Halcyon Skincare").await;
        center.invites("mina@agency.example").await;
        assert_eq!(world.mails_to("mina@agency.example").await.len(), 1);
        ada.guest().logs_in().await;

        let eve = world.guest("Eve", "eve@elsewhere.example").signs_up().await;
        assert_eq!(eve.here().await.standing(), Standing::Claimed);
        assert_eq!(refusal(eve.guest().tries_to_log_in().await), LogInRefusal::NoMatch);
    }

    async fn without_a_mail_server_sign_up_for_the_first_closes_with_the_first_account(
        world: World = Plan::ordinary().without_mail_server().with_sign_up_for_the_first()
    ) {
        world.guest("Ada Lindqvist", "ada@halcyon.example").signs_up().await;
        let refused = world.mina().tries_to_sign_up().await;
        assert_eq!(refusal(refused), SignUpRefusal::ByInvitationOnly);
    }

    async fn without_a_mail_server_only_one_of_many_at_once_is_the_first(
        world: World = Plan::ordinary().without_mail_server().with_sign_up_for_the_first()
    ) {
        let guests = (0..16).map(|i| world.guest("Ada Lindqvist", &format!("ada{i}@halcyon.example")));
        let outcomes = at_once(guests.map(|guest| async move { guest.tries_to_sign_up().await })).await;
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
        assert_eq!(world.number("SELECT count(*) FROM accounts").await, 1);
    }

    async fn every_spelling_of_an_address_is_one_account(world: World) {
        // C-5: case, white space, full-width letters, an ideographic full stop.
        let ada = world.guest("Ada Lindqvist", " ADA@Halcyon.Example ").signs_up().await;
        let link = world.mail_to("ada@halcyon.example").await.token("/confirm/");
        ada.tries_to_confirm(&link).await.unwrap();

        for spelling in
            ["ada@halcyon.example", "Ada@HALCYON.example\t", "ada@ｈａｌｃｙｏｎ.example", "ada@halcyon。example"]
        {
            let there = ada.guest().at(spelling).logs_in().await;
            assert_eq!(there.here().await.account(), ada.here().await.account(), "{spelling}");
            world.guest("Eve", spelling).signs_up().await;
            assert_eq!(world.mail_to("ada@halcyon.example").await.subject, "You already have an account");
            world.passes(TimeDelta::hours(9));
        }
        // A dot or a tag in the local part is another mailbox to the world's mail servers, so another address here.
        for other in ["a.da@halcyon.example", "ada+x@halcyon.example"] {
            assert_eq!(refusal(ada.guest().at(other).tries_to_log_in().await), LogInRefusal::NoMatch);
        }
    }

    async fn a_name_that_is_an_address_shadows_nobody(world: World) {
        let ada = world.ada().await;
        let eve = world.guest("ada@halcyon.example", "eve@elsewhere.example").signs_up().await;
        eve.confirms().await;
        let found = ada.person().guest().logs_in().await;
        assert_eq!(found.here().await.account(), ada.person().here().await.account());
    }

    async fn an_address_gets_three_confirming_mails_an_hour(world: World) {
        let mina = world.mina();
        for _ in 0..3 {
            mina.signs_up().await;
        }
        assert_eq!(too_many_until(mina.tries_to_sign_up().await), "2026-11-24T10:00:00Z");
        assert_eq!(world.mails_to("mina@agency.example").await.len(), 3);
        assert_eq!(world.number("SELECT count(*) FROM accounts").await, 3);
        world.passes(TimeDelta::hours(1));
        mina.signs_up().await;
    }
}
