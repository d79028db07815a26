//! A token stands in its mail and nowhere else (attacks C-2, C-25 and C-40).

use std::collections::HashSet;

use chrono::TimeDelta;
use domain::token::Token;
use service::both_engines;
use service::testing::{PASSWORD, Plan, World, hex};

/// The ways a token could be written down.
fn spellings(token: &Token) -> [String; 2] {
    [token.reveal(), hex(token.bytes())]
}

async fn appears(world: &World, token: &Token) -> bool {
    let everything = world.dump().await + &world.log();
    spellings(token).iter().any(|spelling| everything.contains(spelling))
}

both_engines! {
    async fn a_token_is_in_its_mail_and_in_no_table_and_no_log(world: World) {
        let ada = world.ada().await;
        ada.invites("mina@agency.example").await;
        ada.person().guest().forgets_the_password().await;
        ada.person().adds("ada@private.example").await;
        let mails = [("mina@agency.example", "/invite/"), ("ada@private.example", "/confirm/")];
        let mut tokens = Vec::new();
        for (to, page) in mails {
            tokens.push(world.mail_to(to).await.token(page));
        }
        let reset = world.mails_to("ada@halcyon.example").await;
        let reset = reset.iter().find(|mail| mail.text.contains("/reset/")).unwrap().token("/reset/");
        tokens.push(reset);
        tokens.push(ada.person().cookie().clone());
        for token in &tokens {
            assert!(!appears(world, token).await);
        }
        let everything = world.dump().await + &world.log();
        assert!(!everything.contains(PASSWORD));

        // That they would have been found: what is in a table is in the dump, as text and as bytes.
        let hash = &world.bytes("SELECT token_hash FROM partners WHERE token_hash IS NOT NULL").await[0];
        let hash = Token::from_bytes(hash.clone().try_into().unwrap());
        assert!(appears(world, &hash).await);
        world.sql(&format!("UPDATE partners SET note = '{}'", tokens[0].reveal())).await;
        assert!(appears(world, &tokens[0]).await);
    }

    async fn a_queued_mail_holds_no_token(world: World) {
        let ada = world.ada().await;
        world.mail_server().cut_off();
        ada.invites("mina@agency.example").await;
        world.sends_mails().await;
        let queued = world.column("SELECT mail FROM outbox WHERE state = 'queued'").await;
        assert_eq!(queued.len(), 1);
        world.mail_server().comes_back().await;
        world.passes(TimeDelta::hours(1));
        let token = world.mail_to("mina@agency.example").await.token("/invite/");
        assert!(!spellings(&token).iter().any(|spelling| queued[0].contains(spelling)));
    }

    async fn links_never_repeat(world: World = Plan::ordinary().without_mail_server()) {
        // One Invitation, renewed again and again: the row and its id stay, so only the version tells links apart.
        let ada = world.ada().await;
        let mut hashes = HashSet::new();
        for _ in 0..60 {
            ada.logs_in_again().await.invites("mina@agency.example").await;
            let hash = world.bytes("SELECT token_hash FROM partners WHERE kind IS NOT NULL").await;
            assert!(hashes.insert(hash), "a link came again");
            world.passes(TimeDelta::days(30));
        }
    }
}

#[test]
fn ten_thousand_links_are_ten_thousand_links() {
    let folder = tempfile::tempdir().unwrap();
    let secret = service::Secret::open(&folder.path().join("secret.key")).unwrap();
    let mut seen = HashSet::new();
    for link in service::testing::links(&secret, 100, 100) {
        assert!(seen.insert(link.bytes().to_vec()));
    }
    assert_eq!(seen.len(), 10_000);
}
