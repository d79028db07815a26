//! Whoever comes back, and whoever comes after: nothing of a former access returns (attack C-21).

use chrono::TimeDelta;
use domain::access::{Module, Modules};
use domain::asset::{AssetGrant, AssetRole, Particulars};
use domain::grant::Grant;
use domain::note::Note;
use domain::partner::PartnerState;
use service::both_engines;
use service::capability::Entry;
use service::failure::Failure;
use service::invitation::{NewInvitation, NotAccepted};
use service::live::Heard;
use service::testing::{give, named, offer, refusal, role, until};

const MINA: &str = "mina@agency.example";
const HOME: &str = "mina@home.example";
const LEO: &str = "leo@leomakes.example";

fn content() -> Grant {
    Grant::standard(Modules::NONE.with(Module::Content))
}

both_engines! {
    async fn whoever_comes_back_has_what_is_offered_now_and_nothing_of_before(world: World) {
        let ada = world.ada().await;
        ada.registers(Particulars::Pixel, named("Web pixel")).await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        let (pixel, ends) = (ada.target("Web pixel").await, until("2100-01-31", world.now()));
        ada.edits(partner, |access| {
            give(access, AssetGrant { ends, ..role(pixel, AssetRole::Operator) });
            *access = access.clone().with_end(ends);
        })
        .await;
        mina.member().await.ask_to_extend(Note::parse("A week more.").unwrap()).await.unwrap();
        let mut page = mina.opens_a_page().await;
        ada.revokes(partner).await;
        assert_eq!(page.next().await, Some(Heard::Ended));

        ada.tries_to_invite(NewInvitation { grant: content(), ..offer(MINA) }).await.unwrap();
        let offered = world.mina().opens_the_invitation().await;
        mina.person().tries_to_accept(&offered).await.unwrap();

        let member = mina.member().await;
        assert_eq!((member.partner(), member.grant()), (partner, content()));
        let reach = member.own_assets().await.unwrap();
        assert!(reach.reached.is_empty() && reach.ended.is_empty(), "{reach:?}");
        assert_eq!(member.own_ends().await.unwrap().asked_at, None);
        let row = ada.partner(MINA).await;
        assert_eq!((row.state, row.ends_at, row.asked_at), (PartnerState::Active, None, None));
        // A page that was open before does not come to life again.
        assert_eq!(page.next().await, None);
    }

    async fn an_admin_who_comes_back_as_standard_has_nothing_of_an_admin(world: World) {
        let ada = world.ada().await;
        let (omar, partner) = ada.makes_admin(&world.omar()).await;
        let leo = omar.invites(LEO).await.partner;
        let old = world.leo().opens_the_invitation().await;
        let from_before = omar.admin().await;
        ada.revokes(partner).await;

        ada.tries_to_invite(offer(omar.person().email())).await.unwrap();
        let offered = world.omar().opens_the_invitation().await;
        omar.person().tries_to_accept(&offered).await.unwrap();

        assert!(omar.member().await.admin().is_err());
        assert!(matches!(from_before.cancel(leo).await, Err(Failure::NoLongerAllowed)));
        assert!(matches!(from_before.invite(offer(MINA)).await, Err(Failure::NoLongerAllowed)));
        assert_eq!(ada.partner(LEO).await.state, PartnerState::Cancelled, "what they sent is not open again");
        let refused = world.leo().tries_to_accept_as_new(&old).await;
        assert!(matches!(refusal(refused), NotAccepted::Invitation(_)));
    }

    async fn an_address_that_changed_hands_takes_no_access_with_it(world: World) {
        let ada = world.ada().await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        mina.person().adds_and_confirms(HOME).await;
        mina.person().removes(MINA).await;
        let eve = world.guest("Eve Short", MINA).signs_up().await;
        eve.confirms().await;

        assert!(matches!(eve.enters(ada.slug()).await, Entry::NotFound), "the address is theirs now, the access is not");
        assert_eq!(mina.member().await.partner(), partner);
        ada.revokes(partner).await;
        assert!(matches!(eve.enters(ada.slug()).await, Entry::NotFound));

        // Invited in the row of who had the address before, they come in and nobody else does.
        world.passes(TimeDelta::hours(1));
        ada.tries_to_invite(NewInvitation { grant: content(), ..offer(MINA) }).await.unwrap();
        let offered = world.guest("Eve Short", MINA).opens_the_invitation().await;
        let not_theirs = mina.person().tries_to_accept(&offered).await;
        assert!(matches!(refusal(not_theirs), NotAccepted::Invitation(_)));
        assert!(!matches!(mina.person().enters(ada.slug()).await, Entry::In(_)));
        eve.tries_to_accept(&offered).await.unwrap();
        assert_eq!(eve.inside(ada.slug()).member().await.grant(), content());
        assert!(!matches!(mina.person().enters(ada.slug()).await, Entry::In(_)));
    }
}
