//! **I was invited but can’t get in**, asked by the address alone (DOMAIN 7).

use chrono::TimeDelta;
use domain::contact::Email;
use service::both_engines;
use service::testing::{Plan, World, too_many_until};

const MINA: &str = "mina@agency.example";

async fn asks(world: &World, address: &str) {
    world.leo().visitor().ask_for_link_again(Email::parse(address).unwrap()).await.unwrap();
    world.settles().await;
    world.sends_mails().await;
}

both_engines! {
    async fn the_same_link_is_mailed_again_and_lives_no_longer(world: World) {
        let ada = world.ada().await;
        ada.invites(MINA).await;
        let first = world.mail_to(MINA).await.token("/invite/");
        let until = ada.partner(MINA).await.state_at;
        world.passes(TimeDelta::days(3));
        asks(world, MINA).await;
        let mails = world.mails_to(MINA).await;
        assert_eq!(mails.len(), 2);
        assert_eq!(mails[1].token("/invite/").reveal(), first.reveal());
        let ada = ada.logs_in_again().await;
        assert_eq!(ada.partner(MINA).await.state_at, until);
        let entry = world.column("SELECT body FROM audit ORDER BY number DESC LIMIT 1").await;
        assert!(entry[0].contains("LinkMailedAgain"), "{entry:?}");
        world.mina().opens_the_invitation().await;
    }

    async fn without_a_mail_server_no_link_is_said_to_be_mailed(world: World = Plan::ordinary().without_mail_server()) {
        let ada = world.ada().await;
        ada.invites(MINA).await;
        world.sends_mails().await;
        let (mails, entries) = (world.column("SELECT mail FROM outbox").await, world.column("SELECT body FROM audit").await);
        asks(world, MINA).await;
        assert_eq!(world.column("SELECT mail FROM outbox").await.len(), mails.len());
        assert_eq!(world.column("SELECT body FROM audit").await, entries);
    }

    async fn of_an_expired_one_the_sender_is_told_and_no_link_leaves(world: World) {
        let ada = world.ada().await;
        ada.invites(MINA).await;
        world.sends_mails().await;
        world.passes(TimeDelta::days(30));
        asks(world, MINA).await;
        assert_eq!(world.mails_to(MINA).await.len(), 1);
        let ada = ada.logs_in_again().await;
        assert_eq!(ada.partner(MINA).await.asked_at, Some(world.now()));
    }

    async fn nothing_leaves_for_whoever_is_not_invited_wants_no_mails_or_was_cancelled(world: World) {
        let ada = world.ada().await;
        ada.invites(MINA).await;
        ada.invites("leo@leomakes.example").await;
        world.sends_mails().await;
        let (before, entries) = (world.mails().await.len(), world.column("SELECT body FROM audit").await.len());
        asks(world, "nobody@nowhere.example").await;
        assert!(!world.dump().await.contains("nobody@nowhere.example"), "it is known by its hash");
        let leo = ada.partner("leo@leomakes.example").await.id;
        ada.admin().await.cancel(leo).await.unwrap();
        asks(world, "leo@leomakes.example").await;
        world.sql("INSERT INTO mail_blocks (center_id, contact, since) SELECT id, 'mina@agency.example', 0 FROM business_centers").await;
        asks(world, MINA).await;
        assert_eq!(world.mails().await.len(), before);
        assert_eq!(world.column("SELECT body FROM audit").await.len(), entries + 1, "the one that cancelled");
    }

    async fn an_invitation_of_who_is_no_admin_any_more_is_not_mailed(world: World) {
        let ada = world.ada().await;
        ada.invites(MINA).await;
        world.sends_mails().await;
        world.sql("UPDATE partners SET invited_by = (SELECT o.id FROM partners o WHERE o.contact = 'mina@agency.example') WHERE contact = 'mina@agency.example'").await;
        asks(world, MINA).await;
        assert_eq!(world.mails_to(MINA).await.len(), 1);
    }

    async fn the_count_is_the_same_for_whoever_is_invited_and_whoever_is_not(world: World) {
        let ada = world.ada().await;
        ada.invites(MINA).await;
        let mina = ada.partner(MINA).await.id;
        // What an Admin sends is no part of it: it would show through.
        for _ in 0..3 {
            ada.admin().await.resend(mina).await.unwrap();
        }
        world.sends_mails().await;
        for address in [MINA, "nobody@nowhere.example"] {
            for _ in 0..3 {
                asks(world, address).await;
            }
            let asked = world.leo().visitor().ask_for_link_again(Email::parse(address).unwrap()).await;
            assert_eq!(too_many_until(asked), "2026-11-24T10:00:00Z", "{address}");
        }
    }

    async fn an_answer_costs_the_same_whoever_is_invited(world: World) {
        let ada = world.ada().await;
        ada.invites(MINA).await;
        world.sends_mails().await;
        let cost = async |address: &str| {
            let before = world.statements();
            let visitor = world.leo().visitor();
            visitor.ask_for_link_again(Email::parse(address).unwrap()).await.unwrap();
            let answered = world.statements() - before;
            world.settles().await;
            answered
        };
        // What is looked for afterwards may have begun when the answer came, and is one statement then.
        let (nobody, mina) = (cost("nobody@nowhere.example").await, cost(MINA).await);
        assert!(nobody.abs_diff(mina) <= 1, "{nobody} {mina}");
        world.sends_mails().await;
    }
}
