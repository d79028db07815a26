//! What is not handed over, and then nothing is.

use domain::asset::AssetRole;
use domain::campaign::request::RequestState;
use domain::grant::Grant;
use domain::partner::PartnerState;
use domain::revoke::{Chosen, LeftItem, NotHandedOver, RevokeRefusal, SuccessorRefusal};
use service::both_engines;
use service::partner::Revocation;
use service::testing::{at_once, refusal};

use super::{
    WAITS_OF_NOBODY, campaigns, comes_of_minas, house, names, not_handed_over, proposals, proposes_new,
    revokes, shown,
};
use crate::change_requests::{Cast, campaign, opens, reject};

both_engines! {
    async fn whoever_is_none_takes_nothing_over_and_nothing_is_half_done(world: World) {
        let (cast, _, leo_id) = house(world).await;
        comes_of_minas(world, &cast, "Autumn launch").await;
        let request = cast.proposes(400).await;
        let mallory = world.mallory().await.member().await.partner();
        let (_, cleo) = cast.ada.takes_in(&world.cleo()).await;
        let invited = cast.ada.invites("noor@bright.example").await.partner;
        let rehearsed = shown(&cast, cast.mina_id).await;
        assert_eq!(names(&rehearsed.successors), ["Ada Lindqvist", "Leo Marchetti"]);
        // Leo was among them when it was shown.
        cast.ada.revokes(leo_id).await;
        cast.operates(cleo, AssetRole::Analyst).await;
        for nobody in [mallory, cleo, invited, leo_id, cast.mina_id] {
            let before = world.dump().await;
            let chosen = Chosen { campaigns: campaigns(&[(cast.eu, nobody)]).campaigns, ..proposals(&[(request, nobody)]) };
            let successors = chosen.clone();
            let revocation = Revocation { successors, ..Revocation::of(rehearsed.rehearsed.clone(), &[]) };
            let refused = not_handed_over(cast.ada.admin().await.revoke(cast.mina_id, revocation).await);
            let items: Vec<_> = refused.iter().map(|of| (of.item, of.why.clone())).collect();
            assert_eq!(items, [
                (LeftItem::Proposal(request), SuccessorRefusal::NotOne),
                (LeftItem::Campaigns(cast.eu), SuccessorRefusal::NotOne),
            ]);
            assert_eq!(world.dump().await, before);
        }
        // An Operator of it, the Module Campaigns taken: none either.
        cast.operates(cleo, AssetRole::Operator).await;
        cast.ada.edits(cleo, |access| access.grant = Grant::standard([].into_iter().collect())).await;
        assert_eq!(names(&shown(&cast, cast.mina_id).await.successors), ["Ada Lindqvist"]);
    }

    async fn whoever_proposes_something_for_the_same_campaign_does_not_take_over(world: World) {
        let (cast, leo, leo_id) = house(world).await;
        cast.is_approved(&leo, leo_id, "7012 4498 8888").await;
        let request = cast.proposes(400).await;
        let (stands, version) = cast.stands().await;
        let wanted = domain::campaign::Campaign { status: domain::campaign::CampaignStatus::Paused, ..stands };
        opens(&leo).await.propose_change(cast.spring, version, wanted, None).await.unwrap();
        let said = shown(&cast, cast.mina_id).await;
        let proposal = &said.rehearsal.left.proposals[0];
        let waits = SuccessorRefusal::WaitsAlready("Leo Marchetti".to_owned());
        let leos = said.successors.iter().find(|one| one.partner == leo_id).unwrap();
        assert_eq!(leos.takes(proposal, 0), Err(waits.clone()), "it is no choice of the page");
        let refused = not_handed_over(revokes(&cast, cast.mina_id, proposals(&[(request, leo_id)])).await);
        assert_eq!(refused, [NotHandedOver { item: LeftItem::Proposal(request), why: waits }]);
        cast.ada.revokes(cast.mina_id).await;
    }

    async fn what_came_while_one_looked_is_not_handed_over_unseen(world: World) {
        let (cast, _, leo_id) = house(world).await;
        let request = cast.proposes(400).await;
        let said = shown(&cast, cast.mina_id).await;
        proposes_new(world, &cast, "Summer launch").await;
        let chosen = |rehearsed| Revocation { successors: proposals(&[(request, leo_id)]), ..Revocation::of(rehearsed, &[]) };
        let admin = cast.ada.admin().await;
        assert_eq!(refusal(admin.revoke(cast.mina_id, chosen(said.rehearsed)).await), RevokeRefusal::Changed);
        let said = shown(&cast, cast.mina_id).await;
        comes_of_minas(world, &cast, "Autumn launch").await;
        assert_eq!(refusal(admin.revoke(cast.mina_id, chosen(said.rehearsed)).await), RevokeRefusal::Changed);
        let said = shown(&cast, cast.mina_id).await;
        cast.answers(&cast.ada, request, reject("No.")).await.unwrap();
        assert_eq!(refusal(admin.revoke(cast.mina_id, chosen(said.rehearsed)).await), RevokeRefusal::Changed);
        assert_eq!(cast.ada.partner("mina@agency.example").await.state, PartnerState::Active);
    }

    async fn a_proposal_made_while_its_author_is_revoked_is_not_left_waiting(world: World) {
        let cast = Cast::of(world).await;
        let request = cast.proposes(400).await;
        for round in 0..8 {
            let rehearsed = shown(&cast, cast.mina_id).await.rehearsed;
            let (admin, hers) = (cast.ada.admin().await, opens(&cast.mina).await);
            let (mina, new) = (cast.mina_id, campaign(&format!("Wave {round}"), cast.eu, world.now()));
            let deeds: Vec<std::pin::Pin<Box<dyn Future<Output = bool> + Send>>> = vec![
                Box::pin(async move { admin.revoke(mina, Revocation::of(rehearsed, &[])).await.is_ok() }),
                Box::pin(async move { hers.propose(new, None).await.is_ok() }),
            ];
            let done = at_once(deeds).await;
            assert_ne!(done[0], done[1], "whichever came first");
            assert_eq!(world.number(WAITS_OF_NOBODY).await, 0);
            if done[0] {
                assert_eq!(cast.request(request).await.state, RequestState::Withdrawn);
                return;
            }
        }
        cast.ada.revokes(cast.mina_id).await;
        assert_eq!(world.number(WAITS_OF_NOBODY).await, 0);
    }
}
