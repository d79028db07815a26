//! The name of an Account can be changed: it is new at once wherever somebody looks, and what was said of before stays.

use chrono::TimeDelta;
use domain::grant::Grant;
use domain::partner::PartnerState;
use domain::past::Span;
use service::audit::{Event, Finding, LogQuery, PastQuery, Subject};
use service::both_engines;
use service::failure::Failure;
use service::live::Heard;
use service::partner::PartnersQuery;
use service::testing::{Insider, Person, World, too_many_until};

const MINA: &str = "mina@agency.example";
const OLD: &str = "Mina Okafor";
const NEW: &str = "Émine Adeyemi";

async fn found(admin: &Insider, search: &str) -> Vec<String> {
    let query = PartnersQuery { search: search.to_owned(), ..PartnersQuery::default() };
    let page = admin.admin().await.partners(&query).await.unwrap();
    page.rows.into_iter().filter_map(|row| row.partner.name).collect()
}

/// "Mina Okafor: …", newest first.
async fn log(admin: &Insider) -> Vec<(String, Event)> {
    let entries = admin.admin().await.audit_entries(&LogQuery::default(), usize::MAX).await.unwrap();
    entries.into_iter().map(|entry| (entry.actor, entry.event)).collect()
}

/// In Ada's Business Center and in Mallory's.
async fn mina_of_both(world: &World) -> (Insider, Insider, Person) {
    let (ada, mallory) = (world.ada().await, world.mallory().await);
    let mina = ada.takes_in(&world.mina()).await.0.person().clone();
    mallory.invites(MINA).await;
    let offered = world.mina().opens_the_invitation().await;
    mina.tries_to_accept(&offered).await.unwrap();
    (ada, mallory, mina)
}

both_engines! {
    async fn a_new_name_is_told_and_found_at_once_in_every_business_center(world: World) {
        let (ada, mallory, mina) = mina_of_both(world).await;
        ada.takes_in(&world.cleo()).await;
        assert_eq!(found(&ada, "").await, ["Cleo Brandt", OLD]);

        mina.is_called(NEW).await;

        assert_eq!(mina.here().await.name(), NEW);
        for admin in [&ada, &mallory] {
            assert_eq!(admin.partner(MINA).await.name.as_deref(), Some(NEW));
            for search in ["emine", "ADEYEMI", "mina@agency"] {
                assert_eq!(found(admin, search).await, [NEW], "{search}");
            }
            assert!(found(admin, "okafor").await.is_empty());
            let members = admin.member().await.members(None).await.unwrap();
            assert!(members.rows.iter().any(|row| row.name == NEW));
        }
        assert_eq!(found(&ada, "").await, ["Cleo Brandt", NEW], "the order is that of the names");
        mina.is_called("Ana Adeyemi").await;
        assert_eq!(found(&ada, "").await, ["Ana Adeyemi", "Cleo Brandt"]);
    }

    async fn each_log_tells_it_and_what_it_said_before_stays(world: World) {
        let (ada, mallory, mina) = mina_of_both(world).await;
        mina.is_called(NEW).await;
        let new_and_old = |partner, event| matches!(event, Event::MemberRenamed { partner: of, contact, before, after }
            if of == partner && contact == MINA && before == OLD && after == NEW);
        for admin in [&ada, &mallory] {
            let partner = admin.partner(MINA).await.id.uuid();
            let mut log = log(admin).await.into_iter();
            let (actor, event) = log.next().unwrap();
            assert!(actor == OLD && new_and_old(partner, event), "she did it as who she was");
            let (actor, event) = log.next().unwrap();
            assert!(actor == OLD && matches!(event, Event::InvitationAccepted { name, .. } if name == OLD));
            assert!(matches!(admin.verifies().await, Finding::Whole { .. }));
            // What stands there is found by either name.
            for search in ["ÓKAFOR", "adeyemi"] {
                let query = LogQuery { search: search.to_owned(), ..LogQuery::default() };
                let found = admin.admin().await.audit_entries(&query, usize::MAX).await.unwrap();
                assert!(found.iter().filter(|entry| entry.actor == OLD).count() >= 2, "{search}");
            }
        }
        let of_the_account = "SELECT body FROM account_events WHERE body LIKE '%NameChanged%'";
        assert_eq!(world.column(of_the_account).await, [
            format!(r#"{{"event":"NameChanged","before":"{OLD}","after":"{NEW}"}}"#)
        ]);
    }

    async fn whoever_was_revoked_stays_who_they_were_there(world: World) {
        let (ada, mallory, mina) = mina_of_both(world).await;
        ada.revokes(ada.partner(MINA).await.id).await;
        let before = log(&ada).await.len();
        mina.is_called(NEW).await;
        assert_eq!(ada.partner(MINA).await.name.as_deref(), Some(OLD));
        assert_eq!(log(&ada).await.len(), before, "it is nobody's business there");
        assert_eq!(mallory.partner(MINA).await.name.as_deref(), Some(NEW));
        // Invited again they come as who they are.
        ada.invites(MINA).await;
        let offered = world.mina().opens_the_invitation().await;
        mina.tries_to_accept(&offered).await.unwrap();
        let row = ada.partner(MINA).await;
        assert_eq!((row.name.as_deref(), row.state), (Some(NEW), PartnerState::Active));
    }

    async fn open_pages_hear_it_and_what_their_reader_is_called(world: World) {
        let (ada, _, mina) = mina_of_both(world).await;
        let (mut hers, mut adas) = (mina.inside(ada.slug()).opens_a_page().await, ada.opens_a_page().await);
        mina.is_called(NEW).await;
        let number = ada.member().await.center().change;
        let grant = mina.inside(ada.slug()).member().await.grant();
        assert_eq!(hers.next().await, Some(Heard::Change { number, grant, name: NEW.to_owned(), to_decide: 0 }));
        let name = "Ada Lindqvist".to_owned();
        assert_eq!(adas.next().await, Some(Heard::Change { number, grant: Grant::Admin, name, to_decide: 0 }));
    }

    async fn the_past_calls_them_what_they_were_called_then(world: World) {
        let ada = world.ada().await;
        let (mina, _) = ada.takes_in(&world.mina()).await;
        let earlier = world.now();
        world.passes(TimeDelta::hours(1));
        mina.person().is_called(NEW).await;
        let told = async |from, until| {
            let query = PastQuery { subject: Subject::BusinessCenter, span: Span { from, until } };
            let past = ada.admin().await.past(Some(query)).await.unwrap();
            assert!(past.gaps.is_empty());
            past.stays.into_iter().map(|stay| (stay.reacher.name, stay.until.is_none())).collect::<Vec<_>>()
        };
        let ada = ("Ada Lindqvist".to_owned(), true);
        assert_eq!(told(earlier, earlier).await, [ada.clone(), (OLD.to_owned(), true)]);
        // It ended nothing that they had.
        assert_eq!(told(earlier, world.now()).await, [ada, (NEW.to_owned(), true)]);
    }

    async fn the_same_name_is_no_change_and_ten_a_day_are_enough(world: World) {
        let (ada, _, mina) = mina_of_both(world).await;
        let before = log(&ada).await.len();
        for _ in 0..12 {
            mina.is_called(OLD).await;
        }
        assert_eq!(log(&ada).await.len(), before);
        for round in 0..10 {
            mina.is_called(&format!("Mina {round}")).await;
        }
        assert_eq!(too_many_until(mina.tries_to_be_called(NEW).await), "2026-11-25T09:00:00Z");
        assert_eq!(ada.partner(MINA).await.name.as_deref(), Some("Mina 9"));
    }

    async fn whoever_is_logged_out_meanwhile_keeps_their_name(world: World) {
        let (ada, _, mina) = mina_of_both(world).await;
        let here = mina.here().await;
        mina.logs_out().await;
        let refused = here.rename(domain::name::PersonName::parse(NEW).unwrap()).await;
        assert!(matches!(refused, Err(Failure::NoLongerAllowed)), "{refused:?}");
        assert_eq!(ada.partner(MINA).await.name.as_deref(), Some(OLD));
    }
}
