//! Pages that are open follow every change by themselves, and end with the access (DOMAIN 5).

use std::future::pending;
use std::time::Duration;

use chrono::TimeDelta;
use domain::access::{Module, Modules};
use domain::grant::Grant;
use service::capability::Entry;
use service::live::{Heard, Watching, listen};
use service::testing::{Engine, Insider, Plan, World, offer, run};
use service::{Keyholder, both_engines};

/// What a page of theirs is told when it is behind.
async fn present(insider: &Insider) -> Option<Heard> {
    let member = insider.member().await;
    let name = member.signed_in().name().to_owned();
    Some(Heard::Change { number: member.center().change, grant: member.grant(), name, to_decide: 0 })
}

/// Ada's request comes to another process.
async fn invites_at(other: &Keyholder, ada: &Insider, contact: &str) {
    let visitor = ada.person().guest().visitor_of(other.clone());
    let Ok(Entry::In(member)) = visitor.enter(Some(ada.person().cookie()), ada.slug()).await else {
        panic!("she is in");
    };
    member.admin().unwrap().invite(offer(contact)).await.unwrap();
}

both_engines! {
    async fn whoever_is_edited_hears_of_it(world: World) {
        let ada = world.ada().await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        let mut page = mina.opens_a_page().await;
        let grant = Grant::standard(Modules::NONE.with(Module::Content));
        ada.edits(partner, |access| access.grant = grant).await;
        let number = ada.member().await.center().change;
        assert_eq!(page.next().await, Some(Heard::Change { number, grant, name: "Mina Okafor".to_owned(), to_decide: 0 }));
    }

    async fn whoever_is_revoked_hears_that_it_ended_and_nothing_after(world: World) {
        let ada = world.ada().await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        let mut page = mina.opens_a_page().await;
        ada.revokes(partner).await;
        assert_eq!(page.next().await, Some(Heard::Ended));
        assert_eq!(page.next().await, None);
        assert!(!matches!(mina.person().enters(ada.slug()).await, Entry::In(_)));
    }

    async fn whoever_logs_out_hears_so_on_their_other_pages(world: World) {
        let ada = world.ada().await;
        let mut page = ada.opens_a_page().await;
        let mut elsewhere = ada.logs_in_again().await.opens_a_page().await;
        ada.person().logs_out().await;
        assert_eq!(page.next().await, Some(Heard::SignedOut));
        ada.logs_in_again().await.invites("mina@agency.example").await;
        assert!(matches!(elsewhere.next().await, Some(Heard::Change { .. })), "their other session stands");
    }

    async fn a_new_password_ends_the_pages_of_every_session(world: World) {
        let ada = world.ada().await;
        let mut page = ada.opens_a_page().await;
        let guest = ada.person().guest().typing("a new one entirely 9");
        guest.forgets_the_password().await;
        guest.tries_to_reset(&world.mail_to(guest.email()).await.token("/reset/")).await.unwrap();
        assert_eq!(page.next().await, Some(Heard::SignedOut));
    }

    async fn changes_elsewhere_are_not_heard(world: World) {
        let (ada, mallory) = (world.ada().await, world.mallory().await);
        let mut page = ada.opens_a_page().await;
        mallory.invites("mina@agency.example").await;
        ada.invites("leo@leomakes.example").await;
        assert_eq!(page.next().await, present(&ada).await);
    }

    async fn what_changed_while_nothing_was_asked_is_told_once(world: World) {
        let ada = world.ada().await;
        let mut page = ada.opens_a_page().await;
        for contact in ["mina@agency.example", "leo@leomakes.example", "cleo@brandt.example"] {
            ada.invites(contact).await;
        }
        assert_eq!(page.next().await, present(&ada).await);
    }

    async fn a_change_that_no_notice_told_of_is_found_by_looking(world: World) {
        let ada = world.ada().await;
        let mut page = ada.opens_a_page().await.looking_every(Duration::from_millis(1));
        let other = world.second_process().await;
        invites_at(&other, &ada, "mina@agency.example").await;
        assert_eq!(page.next().await, present(&ada).await);
        other.db().close().await;
    }

    async fn what_others_do_puts_no_look_off(world: World) {
        let ada = world.ada().await;
        let mallory = world.mallory().await;
        let mut page = ada.opens_a_page().await.looking_every(Duration::from_millis(300));
        let other = world.second_process().await;
        invites_at(&other, &ada, "mina@agency.example").await;
        tokio::select! {
            heard = page.next() => assert_eq!(heard, present(&ada).await),
            () = async { loop { drop(mallory.logs_in_again().await); } } => {}
        }
        other.db().close().await;
    }

    async fn an_end_date_that_comes_ends_an_open_page(world: World) {
        let ada = world.ada().await;
        let (mina, _) = ada.takes_in(&world.mina()).await;
        let mut page = mina.opens_a_page().await.looking_every(Duration::from_millis(1));
        let end = (world.now() + TimeDelta::days(1)).timestamp_micros();
        world.sql(&format!("UPDATE partners SET ends_at = {end} WHERE contact = 'mina@agency.example'")).await;
        world.passes(TimeDelta::days(1));
        assert_eq!(page.next().await, Some(Heard::Ended));
    }

    async fn a_page_left_open_is_nobodys_activity(world: World) {
        let ada = world.ada().await;
        let page = ada.opens_a_page().await;
        let newest = "SELECT max(seen_at) FROM sessions";
        let before = world.number(newest).await;
        world.passes(TimeDelta::days(1));
        // It looks, for a change that only it can hear of.
        world.sql("UPDATE business_centers SET change = change + 1").await;
        page.looking_every(Duration::from_millis(1)).next().await.unwrap();
        world.sql("UPDATE business_centers SET change = change - 1").await;
        assert_eq!(world.number(newest).await, before);
    }

    async fn a_house_that_stops_ends_every_stream_and_begins_none(world: World) {
        let ada = world.ada().await;
        let mut page = ada.opens_a_page().await;
        listen(world.keyholder(), async {}).await;
        assert_eq!(page.next().await, None);
        assert!(ada.member().await.watch().is_none());
    }

    async fn looking_takes_one_statement(world: World) {
        let ada = world.ada().await;
        let mut page = ada.member().await.watch().unwrap();
        let before = world.statements();
        page.next().await.unwrap();
        assert_eq!(world.statements() - before, 1);
    }
}

/// Ada has a page open in a process that listens; the story is told of her, the page and another process.
fn across_processes(story: impl AsyncFnOnce(&World, &Insider, Watching, &Keyholder)) {
    run(Engine::Postgres, Plan::ordinary(), async |world: &World| {
        let ada = world.ada().await;
        let page = ada.opens_a_page().await;
        let listening = tokio::spawn(listen(world.keyholder(), pending()));
        let other = world.second_process().await;
        story(world, &ada, page, &other).await;
        listening.abort();
        let _ = listening.await;
        other.db().close().await;
    });
}

#[test]
fn a_change_by_another_process_is_heard() {
    across_processes(async |_, ada, mut page, other| {
        invites_at(other, ada, "mina@agency.example").await;
        assert_eq!(page.next().await, present(ada).await);
    });
}

#[test]
fn what_was_committed_while_the_listener_was_cut_off_is_heard_when_it_is_back() {
    across_processes(async |world, ada, mut page, other| {
        invites_at(other, ada, "mina@agency.example").await;
        page.next().await.unwrap();
        world.the_listener_is_cut_off().await;
        invites_at(other, ada, "leo@leomakes.example").await;
        assert_eq!(page.next().await, present(ada).await);
    });
}
