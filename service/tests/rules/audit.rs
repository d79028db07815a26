//! The audit log is append-only and sealed, so that tampering shows (DOMAIN 5).

use domain::id::BusinessCenterId;
use service::audit::{Finding, Named, verify};
use service::both_engines;
use service::testing::{Insider, Unusual, World};

/// Six entries: the founding and five Invitations.
async fn history(world: &World) -> Insider {
    let ada = world.ada().await;
    for i in 0..5 {
        ada.invites(&format!("partner{i}@agency.example")).await;
    }
    ada
}

async fn newest_seal(ada: &Insider) -> Vec<u8> {
    match ada.verifies().await {
        Finding::Whole { seal, .. } => seal,
        other => panic!("{other:?}"),
    }
}

/// The history in a forger's hands.
async fn unguarded(world: &World) -> Insider {
    let ada = history(world).await;
    world.expects(Unusual::BrokenAuditChain);
    world.drops_the_guards_of_the_audit_log().await;
    ada
}

both_engines! {
    async fn every_change_is_one_entry_and_the_chain_is_whole(world: World) {
        let ada = history(world).await;
        let Finding::Whole { newest, seal } = ada.verifies().await else { panic!("not whole") };
        assert_eq!(newest, 6);
        assert_eq!(ada.member().await.center().change, 6);
        // An older export is part of it still; chains of others are their own.
        ada.invites("mina@agency.example").await;
        assert!(matches!(ada.verifies().await, Finding::Whole { newest: 7, .. }));
        assert!(matches!(ada.holds_against(Some(&seal)).await.named, Some(Named::Fits(mark)) if mark.number == 6));
        let mallory = world.mallory().await;
        assert!(matches!(mallory.verifies().await, Finding::Whole { newest: 1, .. }));
        assert_eq!(mallory.holds_against(Some(&seal)).await.named, Some(Named::Nowhere));
    }

    async fn an_entry_says_who_did_what_when_and_from_where(world: World) {
        let ada = history(world).await;
        let account = ada.person().here().await.account();
        let query = "SELECT actor || ', ' || client || ', ' || CAST(at AS TEXT) FROM audit WHERE number = 2";
        let now = world.now().timestamp_micros();
        assert_eq!(world.column(query).await, [format!("Ada Lindqvist, 192.0.2.10, {now}")]);
        let bodies = world.column("SELECT body FROM audit ORDER BY number").await;
        assert!(bodies[0].contains("BusinessCenterFounded") && bodies[0].contains("halcyon-skincare"));
        assert!(bodies[1].contains("PartnerInvited") && bodies[1].contains("partner0@agency.example"));
        let dump = world.dump().await;
        assert!(dump.contains(&account.to_string()) || dump.contains(&account.uuid().simple().to_string()));
    }

    async fn what_was_refused_leaves_no_entry_and_no_gap(world: World) {
        let ada = history(world).await;
        assert!(ada.tries_to_invite(service::testing::offer("partner0@agency.example")).await.is_err());
        ada.invites("mina@agency.example").await;
        assert!(matches!(ada.verifies().await, Finding::Whole { newest: 7, .. }));
    }

    async fn a_changed_entry_shows_though_all_seals_were_made_anew_without_the_key(world: World) {
        let ada = unguarded(world).await;
        for column in [
            "body = body || ' '",
            "actor = 'Mallory'",
            "client = '198.51.100.7'",
            "at = at + 1",
            "account_id = NULL",
        ] {
            world.sql(&format!("UPDATE audit SET {column} WHERE number = 3")).await;
            assert_eq!(ada.verifies().await, Finding::DoesNotFit { number: 3 }, "{column}");
            world.a_forger_seals_anew(ada.slug()).await;
            assert_eq!(ada.verifies().await, Finding::DoesNotFit { number: 1 }, "{column}");
            // It is the key alone that stands between: with it, nobody could tell.
            world.the_holder_of_the_key_seals_anew(ada.slug()).await;
            assert!(matches!(ada.verifies().await, Finding::Whole { newest: 6, .. }), "{column}");
        }
        world.sql("UPDATE audit SET body = '{}' WHERE number = 3").await;
    }

    async fn an_entry_taken_out_of_the_middle_shows(world: World) {
        let ada = unguarded(world).await;
        assert_eq!(world.sql("DELETE FROM audit WHERE number = 4").await, 1);
        assert_eq!(ada.verifies().await, Finding::Missing { before: 5 });
        // Closing the gap does not help.
        world.sql("UPDATE audit SET number = 4 WHERE number = 5").await;
        world.sql("UPDATE audit SET number = 5 WHERE number = 6").await;
        assert_eq!(ada.verifies().await, Finding::DoesNotFit { number: 4 });
    }

    async fn two_entries_that_changed_places_show(world: World) {
        let ada = unguarded(world).await;
        for (from, to) in [(3, 30), (4, 3), (30, 4)] {
            world.sql(&format!("UPDATE audit SET number = {to} WHERE number = {from}")).await;
        }
        assert_eq!(ada.verifies().await, Finding::DoesNotFit { number: 3 });
    }

    async fn an_entry_of_another_business_center_does_not_fit(world: World) {
        let ada = unguarded(world).await;
        let mallory = world.mallory().await;
        mallory.invites("mina@agency.example").await;
        let from = "SELECT seal FROM audit WHERE number = 2 AND body LIKE '%mina@agency.example%'";
        let body = "SELECT body FROM audit WHERE number = 2 AND body LIKE '%mina@agency.example%'";
        world.sql(&format!("UPDATE audit SET seal = ({from}), body = ({body}) WHERE number = 2")).await;
        assert_eq!(ada.verifies().await, Finding::DoesNotFit { number: 2 });
    }

    async fn a_tail_that_was_cut_off_shows_against_an_export(world: World) {
        let ada = unguarded(world).await;
        let exported = newest_seal(&ada).await;
        assert_eq!(world.sql("DELETE FROM audit WHERE number > 3").await, 3);
        // The Business Center's own row still names the newest.
        assert_eq!(ada.verifies().await, Finding::NewestMissing { found: 3 });
        // A forger who mends that too is found by the export alone.
        let last = "SELECT seal FROM audit WHERE number = 3";
        world.sql(&format!("UPDATE business_centers SET seal = ({last})")).await;
        assert!(matches!(ada.verifies().await, Finding::Whole { newest: 3, .. }));
        assert_eq!(ada.holds_against(Some(&exported)).await.named, Some(Named::Nowhere));
        world.sql("DELETE FROM audit WHERE number > 1").await;
    }

    async fn the_database_itself_refuses_to_change_what_happened(world: World) {
        history(world).await;
        for statement in [
            "UPDATE audit SET actor = 'Mallory'",
            "DELETE FROM audit",
            "UPDATE account_events SET body = ''",
            "DELETE FROM account_events",
        ] {
            let refused = world.tries_sql(statement).await.unwrap_err().to_string();
            assert!(refused.contains("is append-only"), "{statement}: {refused}");
        }
    }

    async fn a_business_center_that_does_not_exist_has_no_chain(world: World) {
        let nobody = BusinessCenterId::from_uuid(uuid::Uuid::nil());
        assert!(verify(&world.keyholder(), nobody, None).await.is_err());
    }
}
