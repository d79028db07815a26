//! Change requests: who proposes, who decides, and what stands meanwhile (DOMAIN 2 and 6; attack C-38).

mod cast;
mod proposing;
mod told;

use std::pin::Pin;

use chrono::TimeDelta;
use domain::asset::{AdvertiserId, AssetRole};
use domain::campaign::request::{Answer, RequestRefusal, RequestState};
use domain::campaign::{Campaign, CampaignRefusal, CampaignStatus, FixedRefusal, Schedule};
use domain::decision::{Refusal, Speaking};
use domain::grant::Grant;
use domain::id::ChangeRequestId;
use domain::linked::{Link, LinkState, LinkedAdAccount};
use domain::partner::PartnerState;
use service::audit::{Event, LogQuery};
use service::both_engines;
use service::campaign::request::RequestsQuery;
use service::testing::{Insider, at_once, refusal, until};

pub use cast::{Cast, DAY, campaign, daily, note, opens, reject};

type Deed = Pin<Box<dyn Future<Output = bool> + Send>>;

fn deed(deed: impl Future<Output = bool> + Send + 'static) -> Deed {
    Box::pin(deed)
}

fn waiting() -> RequestsQuery {
    RequestsQuery { state: RequestState::Waiting, after: None }
}

async fn listed(who: &Insider, query: RequestsQuery) -> Vec<ChangeRequestId> {
    opens(who).await.requests(query).await.unwrap().rows.iter().map(|row| row.id).collect()
}

both_engines! {
    async fn what_an_operator_proposes_stands_once_an_admin_approves_it(world: World) {
        let cast = Cast::of(world).await;
        let (before, _) = cast.stands().await;
        let request = cast.proposes(400).await;
        assert_eq!(cast.stands().await, (before.clone(), 1), "nothing has changed yet");
        let stood = cast.request(request).await;
        assert_eq!((stood.proposer.name.as_str(), stood.reason.as_deref(), stood.state), ("Mina Okafor", Some("It went well."), RequestState::Waiting));
        assert_eq!(stood.changes_in_words(), [("Budget".to_owned(), "€250.00 a day → €400.00 a day (€150.00 more, 60 %)".to_owned())]);
        world.passes(TimeDelta::hours(1));
        cast.answers(&cast.ada, request, Answer::Approve(note("Go on."))).await.unwrap();

        let (after, version) = cast.stands().await;
        assert_eq!((after, version), (Campaign { budget: daily(400), ..before }, 2));
        let seen = opens(&cast.mina).await;
        let stood = seen.standing_request(request).await.unwrap();
        let decided = stood.decided.unwrap();
        assert_eq!((stood.state, decided.by.as_deref(), decided.answer.as_deref(), decided.at), (RequestState::Approved, Some("Ada Lindqvist"), Some("Go on."), world.now()));
        let versions = seen.seen().versions(&seen.seen().one(cast.spring).await.unwrap()).await.unwrap();
        let proposed = versions[0].request.clone().unwrap();
        assert_eq!((proposed.request, proposed.by.as_str(), versions[0].saved_by.as_str()), (request, "Mina Okafor", "Ada Lindqvist"));
        assert_eq!(versions[1].request, None);
        let log = cast.ada.admin().await.audit_log(&LogQuery::default()).await.unwrap();
        let Event::ChangeApproved { partner, before: Some(before), after, comment, .. } = &log.entries[0].event else { panic!("{:?}", log.entries[0]) };
        assert_eq!((*partner, comment.as_deref()), (cast.mina_id.uuid(), Some("Go on.")));
        assert_eq!(before.changes(after).len(), 1);
    }

    async fn a_new_campaign_is_proposed_and_created_for_whoever_proposed_it(world: World) {
        let cast = Cast::of(world).await;
        let new = campaign("Summer launch", cast.eu, world.now());
        let request = opens(&cast.mina).await.propose(new.clone(), None).await.unwrap();
        let stood = cast.request(request).await;
        assert!(stood.changes.is_none() && stood.created.is_none());
        assert_eq!(stood.wants(), "to create");
        cast.answers(&cast.ada, request, Answer::Approve(None)).await.unwrap();
        let created = cast.request(request).await.created.unwrap();
        let row = opens(&cast.ada).await.seen().one(created).await.unwrap();
        assert_eq!((row.campaign, row.version), (new, 1));
        let owner = world.column("SELECT name FROM partners WHERE id IN (SELECT responsible_id FROM campaigns WHERE name = 'Summer launch')").await;
        assert_eq!(owner, ["Mina Okafor"]);
    }

    async fn a_rejection_changes_nothing_and_says_why(world: World) {
        let cast = Cast::of(world).await;
        let request = cast.proposes(400).await;
        let before = cast.stands().await;
        cast.answers(&cast.ada, request, reject("Not before the fair.")).await.unwrap();
        assert_eq!(cast.stands().await, before);
        let stood = cast.request(request).await;
        assert_eq!((stood.state, stood.decided.unwrap().answer.as_deref()), (RequestState::Rejected, Some("Not before the fair.")));
        // What is decided stays decided.
        let again = refusal(cast.answers(&cast.ada, request, Answer::Approve(None)).await);
        assert_eq!(again, RequestRefusal::Over(RequestState::Rejected));
        let late = refusal(opens(&cast.mina).await.withdraw_request(request).await);
        assert_eq!(late, RequestRefusal::Over(RequestState::Rejected));
    }

    async fn nobody_decides_their_own_even_as_an_admin(world: World) {
        let cast = Cast::of(world).await;
        let request = cast.proposes(400).await;
        cast.ada.edits(cast.mina_id, |access| access.grant = Grant::Admin).await;
        for answer in [Answer::Approve(None), reject("Mine.")] {
            assert_eq!(refusal(cast.answers(&cast.mina, request, answer).await), RequestRefusal::Own);
        }
        // In another session, too; and it waits for another Admin, not for her.
        let elsewhere = cast.mina.logs_in_again().await;
        let shown = cast.shown(request).await;
        let refused = elsewhere.admin().await.answer_request(request, shown, Answer::Approve(None)).await;
        assert_eq!(refusal(refused), RequestRefusal::Own);
        assert_eq!((cast.mina.member().await.to_decide(), cast.ada.member().await.to_decide()), (0, 1));
        assert_eq!(cast.stands().await.1, 1);
        // Of two Admins the other one does.
        cast.answers(&cast.ada, request, Answer::Approve(None)).await.unwrap();
        assert_eq!(cast.ada.member().await.to_decide(), 0);
    }

    async fn what_was_edited_meanwhile_is_looked_at_again(world: World) {
        let cast = Cast::of(world).await;
        let request = cast.proposes(400).await;
        let seen = cast.shown(request).await;
        let (stands, version) = cast.stands().await;
        let dearer = Campaign { budget: daily(9_000), ..stands };
        let campaigns = opens(&cast.mina).await;
        campaigns.edit_request(request, seen.content, Some(version), dearer.clone(), None).await.unwrap();
        for answer in [Answer::Approve(None), reject("No.")] {
            let refused = cast.ada.admin().await.answer_request(request, seen, answer).await;
            assert_eq!(refusal(refused), RequestRefusal::Edited);
        }
        assert_eq!(cast.stands().await.1, 1);
        // What stood before the edit is no ground for another one.
        let refused = campaigns.edit_request(request, seen.content, Some(version), dearer.clone(), None).await;
        assert_eq!(refusal(refused), CampaignRefusal::Request(RequestRefusal::EditedElsewhere));
        let now = cast.shown(request).await;
        assert_eq!(refusal(campaigns.edit_request(request, now.content, Some(version), dearer, None).await), CampaignRefusal::Nothing);
        cast.answers(&cast.ada, request, Answer::Approve(None)).await.unwrap();
        assert_eq!(cast.stands().await.0.budget, daily(9_000));
    }

    async fn what_changed_meanwhile_is_seen_before_it_is_approved_over(world: World) {
        let cast = Cast::of(world).await;
        let request = cast.proposes(400).await;
        let seen = cast.shown(request).await;
        let noted = note("Until the fair.");
        cast.edits(|stands| Campaign { budget: daily(300), note: noted.clone(), ..stands }).await;
        let refused = cast.ada.admin().await.answer_request(request, seen, Answer::Approve(None)).await;
        assert_eq!(refusal(refused), RequestRefusal::CampaignChanged);
        let stood = cast.request(request).await;
        let changed = stood.changes.clone().unwrap();
        assert!(changed.is_stale());
        assert_eq!((changed.base_version, changed.version, changed.saved_by.as_str()), (1, 2, "Ada Lindqvist"));
        cast.answers(&cast.ada, request, Answer::Approve(None)).await.unwrap();
        let (after, version) = cast.stands().await;
        assert_eq!((after.budget, after.note, version), (daily(400), noted, 3), "what was proposed, and the other change");
    }

    async fn whoever_proposed_it_must_still_be_allowed_to(world: World) {
        let cast = Cast::of(world).await;
        let request = cast.proposes(400).await;
        let approve = || cast.answers(&cast.ada, request, Answer::Approve(None));
        let refused = |why: Refusal| {
            let speaking = Speaking::About { name: "Mina Okafor", state: PartnerState::Active };
            RequestRefusal::Proposer(why.sentence(speaking))
        };
        cast.operates(cast.mina_id, AssetRole::Analyst).await;
        assert_eq!(refusal(approve().await), refused(Refusal::OperatorsOnly));
        cast.operates(cast.mina_id, AssetRole::Operator).await;
        let link = Link { advertiser: AdvertiserId::parse("7012 4498 9999").unwrap(), state: LinkState::Approved };
        cast.ada.admin().await.set_link_state(cast.mina_id, link.clone(), LinkState::Suspended).await.unwrap();
        let suspended = refusal(approve().await);
        assert_eq!(suspended, refused(Refusal::AdAccount(LinkedAdAccount::Linked(LinkState::Suspended))));
        assert!(suspended.to_string().contains("Suspended"), "{suspended}");
        let link = Link { state: LinkState::Suspended, ..link };
        cast.ada.admin().await.set_link_state(cast.mina_id, link, LinkState::Approved).await.unwrap();
        // By the clock nothing is withdrawn, as it is by a revoke.
        let ends = until(&world.now().date_naive().to_string(), world.now());
        cast.ada.edits(cast.mina_id, |access| *access = access.clone().with_end(ends)).await;
        world.passes(ends.unwrap().moment() - world.now());
        let gone = refusal(approve().await);
        assert!(matches!(&gone, RequestRefusal::Proposer(words) if words.contains("has ended")), "{gone:?}");
        assert_eq!(cast.stands().await.1, 1);
        // A rejection tidies it away.
        cast.answers(&cast.ada, request, reject("She left.")).await.unwrap();
    }

    async fn what_the_campaign_does_not_let_happen_any_more_is_not_approved(world: World) {
        let cast = Cast::of(world).await;
        let (stands, _) = cast.stands().await;
        let later = Schedule::recorded(world.now() + DAY * 3, None).unwrap();
        let campaigns = opens(&cast.mina).await;
        let moved = campaigns.propose_change(cast.spring, 1, Campaign { schedule: later, ..stands }, None).await.unwrap();
        let new = campaigns.propose(campaign("Summer launch", cast.eu, world.now()), None).await.unwrap();
        world.passes(DAY);
        let started = refusal(cast.answers(&cast.ada, moved, Answer::Approve(None)).await);
        assert_eq!(started, RequestRefusal::Fixed(FixedRefusal::Started));
        assert_eq!(refusal(cast.answers(&cast.ada, new, Answer::Approve(None)).await), RequestRefusal::StartOver);
        cast.edits(|stands| Campaign { status: CampaignStatus::Deleted, ..stands }).await;
        let deleted = refusal(cast.answers(&cast.ada, moved, Answer::Approve(None)).await);
        assert_eq!(deleted, RequestRefusal::Fixed(FixedRefusal::Deleted));
        assert_eq!(cast.stands().await.1, 2);
    }

    async fn of_all_that_is_done_with_one_at_once_one_thing_happens(world: World) {
        let cast = Cast::of(world).await;
        let (omar, _) = cast.ada.makes_admin(&world.omar()).await;
        for round in 0..8_u16 {
            let request = cast.proposes(400 + round).await;
            let shown = cast.shown(request).await;
            let (_, version) = cast.stands().await;
            let (approve, rejects) = (cast.ada.admin().await, omar.admin().await);
            let (edits, withdraws) = (opens(&cast.mina).await, opens(&cast.mina).await);
            let wanted = Campaign { budget: daily(900 + round), ..cast.stands().await.0 };
            let approves = async move { approve.answer_request(request, shown, Answer::Approve(None)).await.is_ok() };
            let rejects = async move { rejects.answer_request(request, shown, reject("No.")).await.is_ok() };
            let withdraws = async move { withdraws.withdraw_request(request).await.is_ok() };
            let edits = async move { edits.edit_request(request, shown.content, Some(version), wanted, None).await.is_ok() };
            let happened = at_once([deed(approves), deed(rejects), deed(withdraws), deed(edits)]).await;
            let stood = cast.request(request).await;
            let (_, now) = cast.stands().await;
            let [approved, rejected, withdrawn, edited] = happened[..] else { panic!() };
            assert_eq!(usize::from(approved) + usize::from(rejected) + usize::from(withdrawn), usize::from(stood.state != RequestState::Waiting));
            assert_eq!(now, version + u32::from(approved), "{happened:?}");
            assert!(!edited || !(approved || rejected), "what was edited was decided as it was before: {happened:?}");
            if stood.state == RequestState::Waiting {
                opens(&cast.mina).await.withdraw_request(request).await.unwrap();
            }
        }
    }
}
