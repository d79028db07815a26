//! Whom the only Admin can make a second one (DOMAIN 2).

use chrono::TimeDelta;
use domain::access::Modules;
use domain::edit::EditRefusal;
use domain::grant::Grant;
use service::both_engines;
use service::invitation::NewInvitation;
use service::testing::{Insider, offer, refusal, until};

async fn names(admin: &Insider) -> Option<Vec<String>> {
    let found = admin.admin().await.candidates().await.unwrap();
    found.map(|found| found.into_iter().map(|candidate| candidate.name).collect())
}

both_engines! {
    async fn whoever_was_here_last_comes_first_and_nobody_who_is_not_in(world: World) {
        let ada = world.ada().await;
        assert_eq!(names(&ada).await, Some(Vec::new()), "nobody else is in");
        let (mina, _) = ada.takes_in(&world.mina()).await;
        world.passes(TimeDelta::hours(1));
        ada.takes_in(&world.leo()).await;
        let (_, revoked) = ada.takes_in(&world.guest("Noor Haidari", "noor@bright.example")).await;
        ada.revokes(revoked).await;
        let (_, ended) = ada.takes_in(&world.guest("Emil Ended", "emil@bright.example")).await;
        let end = until(&world.now().date_naive().to_string(), world.now());
        ada.edits(ended, |access| *access = access.clone().with_end(end)).await;
        ada.invites("cleo@brandt.example").await;
        world.passes(TimeDelta::days(1));
        assert_eq!(names(&ada).await.unwrap(), ["Leo Marchetti", "Mina Okafor"]);
        mina.member().await;
        assert_eq!(names(&ada).await.unwrap(), ["Mina Okafor", "Leo Marchetti"]);
        for of in 0..4 {
            ada.takes_in(&world.guest("Gus Lowe", &format!("gus.{of}@bright.example"))).await;
        }
        assert_eq!(names(&ada).await.unwrap().len(), 5);
    }

    async fn an_admin_who_is_invited_is_none_yet_and_with_a_second_one_nobody_is_proposed(world: World) {
        let ada = world.ada().await;
        ada.takes_in(&world.mina()).await;
        ada.tries_to_invite(NewInvitation { grant: Grant::Admin, ..offer(world.omar().email()) }).await.unwrap();
        assert_eq!(names(&ada).await.unwrap(), ["Mina Okafor"]);
        let offered = world.omar().opens_the_invitation().await;
        world.omar().accepts_as_new(&offered).await;
        let (admin, before) = (ada.admin().await, world.statements());
        assert_eq!(admin.candidates().await.unwrap(), None);
        assert_eq!(world.statements(), before, "nothing is asked of the database");
    }

    async fn what_the_only_admin_wants_of_themselves_is_refused_before_it_is_confirmed(world: World) {
        let ada = world.ada().await;
        let (admin, own) = (ada.admin().await, ada.member().await.partner());
        let (_, opened) = admin.to_edit(own).await.unwrap();
        let mut wanted = opened.clone();
        wanted.grant = Grant::standard(Modules::NONE);
        assert_eq!(refusal(admin.look_at_edit(own, &opened, &wanted).await), EditRefusal::LastAdmin);
        let (omar, _) = ada.makes_admin(&world.omar()).await;
        omar.admin().await.look_at_edit(own, &opened, &wanted).await.unwrap();
    }

    async fn an_invitation_as_an_admin_is_reduced_by_the_only_admin(world: World) {
        let ada = world.ada().await;
        let omar = ada.invites(world.omar().email()).await.partner;
        ada.edits(omar, |access| access.grant = Grant::Admin).await;
        let admin = ada.admin().await;
        let (_, opened) = admin.to_edit(omar).await.unwrap();
        let mut wanted = opened.clone();
        wanted.grant = Grant::standard(Modules::NONE);
        admin.look_at_edit(omar, &opened, &wanted).await.unwrap();
    }
}
