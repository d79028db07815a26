//! What is proposed, how much of it waits, and what is taken back.

use chrono::TimeDelta;
use domain::asset::{AssetRefusal, AssetRole};
use domain::campaign::request::{Answer, RequestRefusal, RequestState};
use domain::campaign::{Campaign, CampaignField, CampaignRefusal, FixedRefusal, Objective};
use domain::decision::Refusal;
use domain::linked::LinkedAdAccount;
use service::both_engines;
use service::campaign::request::RequestsQuery;
use service::failure::Failure;
use service::testing::{ad_account, give, named, refusal, role};

use super::{Cast, campaign, daily, listed, opens, reject, waiting};

both_engines! {
    async fn the_form_of_a_proposal_is_checked_like_any_other(world: World) {
        let cast = Cast::of(world).await;
        let (stands, _) = cast.stands().await;
        let campaigns = opens(&cast.mina).await;
        let proposes = |shown, wanted| campaigns.propose_change(cast.spring, shown, wanted, None);
        let fixed = CampaignRefusal::Fixed(CampaignField::Objective, FixedRefusal::Saved(CampaignField::Objective));
        assert_eq!(refusal(proposes(1, Campaign { objective: Objective::Reach, ..stands.clone() }).await), fixed);
        assert_eq!(refusal(proposes(1, stands.clone()).await), CampaignRefusal::Nothing);
        cast.edits(|stands| Campaign { budget: daily(300), ..stands }).await;
        let wanted = Campaign { budget: daily(400), ..stands };
        assert!(matches!(refusal(proposes(1, wanted.clone()).await), CampaignRefusal::Meanwhile { version: 2, .. }));
        let first = proposes(2, wanted.clone()).await.unwrap();
        let again = refusal(proposes(2, Campaign { budget: daily(500), ..wanted }).await);
        assert_eq!(again, CampaignRefusal::AlreadyProposed(first));
        // An Analyst proposes nothing, and of what they don't see there is nothing.
        cast.operates(cast.mina_id, AssetRole::Analyst).await;
        let analyst = CampaignRefusal::NotAllowed(Refusal::OperatorsOnly);
        assert_eq!(refusal(campaigns.propose(campaign("Mine", cast.eu, world.now()), None).await), analyst);
        let uk = cast.ada.registers(ad_account("701255200031"), named("Halcyon UK")).await;
        let unseen = refusal(campaigns.propose(campaign("Mine", uk, world.now()), None).await);
        assert_eq!(unseen, CampaignRefusal::NoSuchAdAccount);
    }

    async fn without_an_approved_ad_account_of_their_own_nothing_is_proposed(world: World) {
        let cast = Cast::of(world).await;
        let (leo, leo_id) = cast.ada.takes_in(&world.leo()).await;
        cast.operates(leo_id, AssetRole::Operator).await;
        let (stands, _) = cast.stands().await;
        let refused = opens(&leo).await.propose_change(cast.spring, 1, Campaign { budget: daily(400), ..stands }, None).await;
        assert_eq!(refusal(refused), CampaignRefusal::NotAllowed(Refusal::AdAccount(LinkedAdAccount::Missing)));
        assert!(listed(&cast.ada, waiting()).await.is_empty());
    }

    async fn what_is_withdrawn_is_not_decided_any_more(world: World) {
        let cast = Cast::of(world).await;
        let request = cast.proposes(400).await;
        let shown = cast.shown(request).await;
        opens(&cast.mina).await.withdraw_request(request).await.unwrap();
        for answer in [Answer::Approve(None), reject("No.")] {
            let refused = cast.ada.admin().await.answer_request(request, shown, answer).await;
            assert_eq!(refusal(refused), RequestRefusal::Over(RequestState::Withdrawn));
        }
        assert_eq!(cast.stands().await.1, 1);
        // And another one can be made.
        cast.proposes(450).await;
        let counts = opens(&cast.mina).await.requests(waiting()).await.unwrap().counts;
        assert_eq!((counts.of(RequestState::Waiting), counts.of(RequestState::Withdrawn)), (1, 1));
    }

    async fn a_hundred_wait_and_no_more(world: World) {
        let cast = Cast::of(world).await;
        let campaigns = opens(&cast.mina).await;
        for number in 0..100 {
            world.passes(TimeDelta::seconds(1));
            campaigns.propose(campaign(&format!("Wave {number:03}"), cast.eu, world.now()), None).await.unwrap();
        }
        let full = refusal(campaigns.propose(campaign("One more", cast.eu, world.now()), None).await);
        assert_eq!(full, CampaignRefusal::TooManyWait);
        // The list comes in pages, whoever has waited longest first.
        let adas = opens(&cast.ada).await;
        let before = world.statements();
        let page = adas.requests(waiting()).await.unwrap();
        assert_eq!(world.statements() - before, 2);
        assert_eq!((page.rows.len(), page.more, page.rows[0].name(), page.counts.of(RequestState::Waiting)), (50, true, "Wave 000", 100));
        let after = page.rows.last().map(|row| row.id);
        let rest = opens(&cast.ada).await.requests(RequestsQuery { after, ..waiting() }).await.unwrap();
        assert_eq!((rest.rows.len(), rest.more, rest.rows[49].name()), (50, false, "Wave 099"));
        let whole = opens(&cast.ada).await.request(page.rows[1].id).await.unwrap();
        assert_eq!((whole.queue.place, whole.queue.waiting, whole.queue.next), (2, 100, Some(page.rows[2].id)));
        assert_eq!(whole.deciders.iter().map(|of| of.name.as_str()).collect::<Vec<_>>(), ["Ada Lindqvist"]);
        assert_eq!(cast.ada.member().await.to_decide(), 100);
        campaigns.withdraw_request(page.rows[0].id).await.unwrap();
        campaigns.propose(campaign("One more", cast.eu, world.now()), None).await.unwrap();
    }

    async fn an_ad_account_stays_on_the_list_while_something_is_proposed_for_it(world: World) {
        let cast = Cast::of(world).await;
        let uk = cast.ada.registers(ad_account("701255200031"), named("Halcyon UK")).await;
        let target = cast.ada.target("Halcyon UK").await;
        cast.ada.edits(cast.mina_id, |access| give(access, role(target, AssetRole::Operator))).await;
        let campaigns = opens(&cast.mina).await;
        let request = campaigns.propose(campaign("Fair in Leeds", uk, world.now()), None).await.unwrap();
        assert_eq!(refusal(cast.ada.admin().await.remove_asset(uk).await), AssetRefusal::HasProposals(1));
        campaigns.withdraw_request(request).await.unwrap();
        cast.ada.admin().await.remove_asset(uk).await.unwrap();
        assert!(matches!(opens(&cast.ada).await.request(request).await, Err(Failure::NotFound)));
    }
}
