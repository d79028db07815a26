//! Many partners at once (DOMAIN 5): each in a change of its own, by what does it with one.

use chrono::{DateTime, TimeDelta, Utc};
use domain::access::{AccessLevel, Module, Modules};
use domain::grant::Grant;
use domain::note::Note;
use domain::partner::{BulkDeed, LeftOut, PartnerState};
use service::both_engines;
use service::failure::Failure;
use service::partner::{BulkChange, BulkDone, BulkRefusal};
use service::testing::{Insider, World, refusal};

const MINA: &str = "mina@agency.example";
const OMAR: &str = "omar@halcyon.example";

/// Mina, a Standard Member; Omar, an Admin; Leo and Noor, who are invited.
async fn house(world: &World) -> Insider {
    let ada = world.ada().await;
    ada.takes_in(&world.mina()).await;
    ada.makes_admin(&world.omar()).await;
    ada.invites("leo@leomakes.example").await;
    ada.invites("noor@bright.example").await;
    ada
}

async fn does(
    admin: &Insider,
    deed: BulkDeed,
    contact: &str,
    begun: DateTime<Utc>,
) -> Result<BulkDone, Failure<BulkRefusal>> {
    let id = admin.partner(contact).await.id;
    admin.admin().await.does_in_bulk(&BulkChange::new(deed, begun), id).await
}

both_engines! {
    async fn each_deed_is_done_and_told_as_with_one(world: World) {
        let ada = house(world).await;
        let entries = world.number("SELECT count(*) FROM audit").await;
        for contact in ["leo@leomakes.example", "noor@bright.example"] {
            does(&ada, BulkDeed::Resend, contact, world.now()).await.unwrap_err();
        }
        world.passes(TimeDelta::minutes(1));
        let begun = world.now();
        for contact in ["leo@leomakes.example", "noor@bright.example"] {
            assert_eq!(does(&ada, BulkDeed::Resend, contact, begun).await.unwrap(), BulkDone::LinkSent);
        }
        let admin = does(&ada, BulkDeed::MakeAdmin, MINA, begun).await.unwrap();
        assert_eq!((admin, ada.partner(MINA).await.grant), (BulkDone::Level(AccessLevel::Admin), Grant::Admin));
        let standard = does(&ada, BulkDeed::MakeStandard, MINA, begun).await.unwrap();
        assert_eq!(standard, BulkDone::Level(AccessLevel::Standard));
        assert_eq!(ada.partner(MINA).await.grant, Grant::standard(Modules::NONE), "they begin with nothing");
        assert_eq!(does(&ada, BulkDeed::Revoke, MINA, begun).await.unwrap(), BulkDone::Revoked);
        assert_eq!(ada.partner(MINA).await.state, PartnerState::Revoked);
        assert_eq!(world.number("SELECT count(*) FROM audit").await, entries + 5, "an entry for each");
        assert!(world.mails_to(MINA).await.iter().any(|mail| mail.subject.contains("ended")), "they are told");
    }

    async fn a_level_is_changed_and_modules_stay_where_nothing_else_is_meant(world: World) {
        let ada = house(world).await;
        let mina = ada.partner(MINA).await;
        assert_eq!(mina.grant, Grant::standard(Modules::NONE.with(Module::Analytics)));
        let refused = does(&ada, BulkDeed::MakeStandard, MINA, world.now()).await;
        assert_eq!(refusal(refused), LeftOut::LevelAlready(AccessLevel::Standard).into());
        assert_eq!(ada.partner(MINA).await.grant, mina.grant);
    }

    async fn who_is_done_already_says_so_when_it_runs_again(world: World) {
        let ada = house(world).await;
        world.passes(TimeDelta::minutes(1));
        let begun = world.now();
        does(&ada, BulkDeed::Resend, "leo@leomakes.example", begun).await.unwrap();
        let again = does(&ada, BulkDeed::Resend, "leo@leomakes.example", begun).await;
        assert_eq!(refusal(again), LeftOut::SentAlready.into());
        does(&ada, BulkDeed::Revoke, MINA, begun).await.unwrap();
        let again = does(&ada, BulkDeed::Revoke, MINA, begun).await;
        assert_eq!(refusal(again), LeftOut::RevokedAlready.into());
    }

    async fn why_access_was_revoked_stands_in_the_history_of_each(world: World) {
        let ada = house(world).await;
        let change = BulkChange {
            reason: Note::parse("The campaign is over.").unwrap(),
            ..BulkChange::new(BulkDeed::Revoke, world.now())
        };
        for contact in [MINA, OMAR] {
            let partner = ada.partner(contact).await.id;
            ada.admin().await.does_in_bulk(&change, partner).await.unwrap();
            let entry = world.column("SELECT body FROM audit ORDER BY number DESC").await.remove(0);
            assert!(entry.contains("The campaign is over."), "{entry}");
            let mail = world.mail_to(contact).await;
            assert!(!mail.text.contains("campaign"), "{}", mail.text);
        }
    }

    async fn nobody_is_changed_by_themselves_and_the_last_admin_stays(world: World) {
        let ada = house(world).await;
        let omar = world.omar().logs_in().await.inside(ada.slug());
        for deed in [BulkDeed::Revoke, BulkDeed::MakeStandard] {
            let refused = does(&omar, deed, OMAR, world.now()).await;
            assert_eq!(refusal(refused), LeftOut::Yourself.into());
        }
        let before = omar.admin().await;
        does(&ada, BulkDeed::MakeStandard, OMAR, world.now()).await.unwrap();
        let mina = ada.partner(MINA).await.id;
        let late = before.does_in_bulk(&BulkChange::new(BulkDeed::Revoke, world.now()), mina).await;
        assert!(matches!(late, Err(Failure::NoLongerAllowed)), "{late:?}");
        assert_eq!(world.number("SELECT admins FROM business_centers").await, 1);
    }

    async fn those_of_others_are_not_among_them(world: World) {
        let ada = house(world).await;
        let founder = ada.admin().await.member().partner();
        let elsewhere = world.mallory().await.admin().await.member().partner();
        assert!(ada.admin().await.partners_of(&[elsewhere]).await.unwrap().is_empty());
        assert!(ada.admin().await.partners_of(&[]).await.unwrap().is_empty());
        let (mina, omar) = (ada.partner(MINA).await.id, ada.partner(OMAR).await.id);
        let rows = ada.admin().await.partners_of(&[omar, elsewhere, founder, mina]).await.unwrap();
        assert_eq!(rows.iter().map(|row| row.id).collect::<Vec<_>>(), [founder, mina, omar], "by name");
        let late = ada.admin().await.does_in_bulk(&BulkChange::new(BulkDeed::Revoke, world.now()), elsewhere).await;
        assert!(matches!(late, Err(Failure::NotFound)), "{late:?}");
    }

    async fn one_that_runs_twice_at_once_sends_one_link(world: World) {
        let ada = house(world).await;
        world.passes(TimeDelta::minutes(1));
        let (begun, leo) = (world.now(), ada.partner("leo@leomakes.example").await.id);
        let before = world.number("SELECT count(*) FROM outbox").await;
        let admin = ada.admin().await;
        let runs = (0..8).map(|_| {
            let admin = admin.clone();
            tokio::spawn(async move { admin.does_in_bulk(&BulkChange::new(BulkDeed::Resend, begun), leo).await })
        });
        let mut sent = 0;
        for run in runs.collect::<Vec<_>>() {
            match run.await.unwrap() {
                Ok(_) => sent += 1,
                Err(failure) => assert_eq!(refusal(Err::<(), _>(failure)), LeftOut::SentAlready.into()),
            }
        }
        assert_eq!((sent, world.number("SELECT count(*) FROM outbox").await), (1, before + 1));
    }

    async fn what_was_given_since_is_not_taken_away_unseen(world: World) {
        let ada = house(world).await;
        let omar = ada.partner(OMAR).await.id;
        // While others have their turn, somebody makes Omar Standard, with a Module.
        let with = Grant::standard(Modules::NONE.with(Module::Analytics));
        ada.edits(omar, |access| access.grant = with).await;
        let late = does(&ada, BulkDeed::MakeStandard, OMAR, world.now()).await;
        assert_eq!(refusal(late), LeftOut::LevelAlready(AccessLevel::Standard).into());
        assert_eq!(ada.partner(OMAR).await.grant, with);
    }

    async fn whoever_left_meanwhile_is_refused_as_one_is(world: World) {
        let ada = house(world).await;
        ada.revokes(ada.partner(MINA).await.id).await;
        for deed in [BulkDeed::MakeAdmin, BulkDeed::MakeStandard] {
            let late = does(&ada, deed, MINA, world.now()).await;
            assert_eq!(refusal(late), LeftOut::NotIn(PartnerState::Revoked).into());
        }
    }
}
