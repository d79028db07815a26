//! Who decides a proposal that was handed over: nobody whose it ever was.

use chrono::TimeDelta;
use domain::campaign::request::{Answer, RequestRefusal, RequestState};
use domain::grant::Grant;
use service::both_engines;
use service::campaign::request::RequestsQuery;
use service::invitation::NewInvitation;
use service::testing::{offer, refusal, until};

use super::{house, proposals, revokes};
use crate::change_requests::{Cast, opens, reject};

both_engines! {
    async fn nobody_decides_what_they_proposed_before_it_was_handed_over(world: World) {
        let cast = Cast::of(world).await;
        let (omar, omar_id) = cast.ada.makes_admin(&world.omar()).await;
        let hers = cast.mina.person().clone();
        hers.adds("mina@home.example").await;
        let link = world.mail_to("mina@home.example").await.token("/confirm/");
        hers.tries_to_confirm(&link).await.unwrap();
        let request = cast.proposes(400).await;
        revokes(&cast, cast.mina_id, proposals(&[(request, omar_id)])).await.unwrap();

        // Mina comes back as an Admin, by another address: it is another row, and the same Account.
        let again = NewInvitation { grant: Grant::Admin, ..offer("mina@home.example") };
        cast.ada.tries_to_invite(again).await.unwrap();
        let offered = world.guest("Mina Okafor", "mina@home.example").opens_the_invitation().await;
        hers.tries_to_accept(&offered).await.unwrap();
        let back = hers.inside(cast.ada.slug());
        for own in [&omar, &back] {
            for answer in [Answer::Approve(None), reject("Mine.")] {
                assert_eq!(refusal(cast.answers(own, request, answer).await), RequestRefusal::Own);
            }
        }
        let waits = [omar.member().await.to_decide(), back.member().await.to_decide(), cast.ada.member().await.to_decide()];
        assert_eq!(waits, [0, 0, 1]);
        let deciders = opens(&back).await.request(request).await.unwrap().deciders;
        assert_eq!(deciders.iter().map(|of| of.name.as_str()).collect::<Vec<_>>(), ["Ada Lindqvist"]);
        assert_eq!(cast.stands().await.1, 1);
        // What Omar took over he can take back, and nobody else; Ada decides it, once he may propose it.
        cast.is_approved(&omar, omar_id, "7012 4498 7777").await;
        assert_eq!(refusal(opens(&back).await.withdraw_request(request).await), RequestRefusal::NotYours);
        cast.answers(&cast.ada, request, Answer::Approve(None)).await.unwrap();
        assert_eq!(cast.stands().await.1, 2);
    }

    async fn nobody_decides_what_they_propose_still_by_another_row_of_theirs(world: World) {
        let cast = Cast::of(world).await;
        let hers = cast.mina.person().clone();
        hers.adds("mina@home.example").await;
        let link = world.mail_to("mina@home.example").await.token("/confirm/");
        hers.tries_to_confirm(&link).await.unwrap();
        let request = cast.proposes(400).await;
        let last = until("2026-12-24", world.now());
        cast.ada.edits(cast.mina_id, |access| *access = access.clone().with_end(last)).await;
        world.passes(TimeDelta::days(40));
        // Her access ended by the clock, so what she proposed waits as hers; the row that it names loses her Account.
        let ada = cast.ada.logs_in_again().await;
        ada.tries_to_invite(NewInvitation { grant: Grant::Admin, ..offer("mina@home.example") }).await.unwrap();
        let offered = world.guest("Mina Okafor", "mina@home.example").opens_the_invitation().await;
        let hers = hers.guest().logs_in().await;
        hers.tries_to_accept(&offered).await.unwrap();
        let back = hers.inside(ada.slug());
        let shown = opens(&ada).await.standing_request(request).await.unwrap().shown();
        for answer in [Answer::Approve(None), reject("Mine.")] {
            let refused = back.admin().await.answer_request(request, shown, answer).await;
            assert_eq!(refusal(refused), RequestRefusal::Own);
        }
        assert_eq!((back.member().await.to_decide(), ada.member().await.to_decide()), (0, 1));
    }

    async fn whoever_came_back_by_invite_again_neither_decides_nor_is_asked_to(world: World) {
        let (cast, leo, leo_id) = house(world).await;
        let request = cast.proposes(400).await;
        revokes(&cast, cast.mina_id, proposals(&[(request, leo_id)])).await.unwrap();
        cast.ada.tries_to_invite(NewInvitation { grant: Grant::Admin, ..offer("mina@agency.example") }).await.unwrap();
        let offered = world.mina().opens_the_invitation().await;
        cast.mina.person().tries_to_accept(&offered).await.unwrap();

        assert_eq!(refusal(cast.answers(&cast.mina, request, Answer::Approve(None)).await), RequestRefusal::Own);
        assert_eq!((cast.mina.member().await.to_decide(), cast.ada.member().await.to_decide()), (0, 1));
        assert_eq!(cast.mina.admin().await.needs().await.unwrap().to_decide, 0);
        let hers = opens(&cast.mina).await;
        let waiting = RequestsQuery { state: RequestState::Waiting, after: None };
        assert_eq!(hers.requests(waiting).await.unwrap().formerly_own, [request]);
        let page = hers.request(request).await.unwrap();
        assert_eq!(page.deciders.iter().map(|of| of.name.as_str()).collect::<Vec<_>>(), ["Ada Lindqvist"]);
        assert_eq!(page.queue.waiting, 0);
        // Handed over once more, it stays hers and Leo's.
        world.passes(TimeDelta::seconds(1));
        revokes(&cast, leo_id, proposals(&[(request, cast.ada.member().await.partner())])).await.unwrap();
        assert_eq!(cast.request(request).await.former.as_deref(), Some("Mina Okafor, Leo Marchetti"));
        assert_eq!(refusal(cast.answers(&cast.mina, request, reject("No.")).await), RequestRefusal::Own);
        assert_eq!(refusal(cast.answers(&cast.ada, request, Answer::Approve(None)).await), RequestRefusal::Own);
        drop(leo);
    }

    async fn whoever_took_over_must_be_allowed_to_propose_it_when_it_is_approved(world: World) {
        let (cast, leo, leo_id) = house(world).await;
        let request = cast.proposes(400).await;
        revokes(&cast, cast.mina_id, proposals(&[(request, leo_id)])).await.unwrap();
        let refused = refusal(cast.answers(&cast.ada, request, Answer::Approve(None)).await);
        assert!(matches!(&refused, RequestRefusal::Proposer(words) if words.contains("Leo")), "{refused}");
        cast.is_approved(&leo, leo_id, "7012 4498 8888").await;
        cast.answers(&cast.ada, request, Answer::Approve(None)).await.unwrap();
    }
}
