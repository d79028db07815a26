//! With whom a link stays.

use super::*;

both_engines! {
    async fn a_link_stays_when_access_ends_and_comes_back_with_whoever_made_it(world: World) {
        let ada = world.ada().await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        links(&mina, ONE).await.unwrap();
        approves(&ada, partner).await;
        ada.revokes(partner).await;
        assert_eq!(seen(&ada, partner).await, Some(format!("{ONE} · Approved")));
        let approved = link(ONE, LinkState::Approved);
        assert_eq!(refusal(sets(&ada, partner, approved, LinkState::Disabled).await), LinkRefusal::NotIn);
        ada.invites(MINA).await;
        let before = LinkedAdAccount::Linked(LinkState::Approved);
        assert_eq!(ada.admin().await.linked_before(MINA).await.unwrap(), before);
        let offered = world.mina().opens_the_invitation().await;
        mina.person().tries_to_accept(&offered).await.unwrap();
        assert_eq!(own(&mina).await, (Some(format!("{ONE} · Approved")), Some("Ada Lindqvist".to_owned())));
    }

    async fn what_one_person_linked_does_not_come_to_another_who_is_invited_in_their_row(world: World) {
        let ada = world.ada().await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        links(&mina, ONE).await.unwrap();
        approves(&ada, partner).await;
        ada.revokes(partner).await;
        ada.invites(MINA).await;
        let leo = world.leo();
        let address = domain::contact::Contact::parse(leo.email()).unwrap();
        ada.admin().await.change_address(partner, address).await.unwrap();
        let offered = leo.opens_the_invitation().await;
        let leo = leo.accepts_as_new(&offered).await.inside(ada.slug());
        assert_eq!(leo.member().await.partner(), partner, "the same row");
        assert_eq!((own(&leo).await, seen(&ada, partner).await), ((None, None), None));
    }

    async fn whoever_declines_or_whose_invitation_is_cancelled_has_none(world: World) {
        let ada = world.ada().await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        links(&mina, ONE).await.unwrap();
        ada.revokes(partner).await;
        ada.invites(MINA).await;
        assert_eq!(seen(&ada, partner).await, Some(format!("{ONE} · In review")));
        assert!(ada.admin().await.links_in_review().await.unwrap().is_empty(), "nobody waits for it");
        ada.admin().await.cancel(partner).await.unwrap();
        assert_eq!(seen(&ada, partner).await, None);
    }
}
