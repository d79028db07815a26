//! What waits for somebody, as the first page of a Business Center counts it.

use chrono::TimeDelta;
use domain::campaign::request::Answer;
use domain::note::Note;
use service::both_engines;
use service::center::{Needs, OwnProposals};
use service::testing::{Insider, until};

use crate::change_requests::{Cast, opens};

async fn needs(who: &Insider) -> Needs {
    who.admin().await.needs().await.unwrap()
}

async fn own(who: &Insider) -> OwnProposals {
    opens(who).await.own_proposals().await.unwrap()
}

both_engines! {
    async fn an_admin_is_told_of_all_that_waits_by_one_statement(world: World) {
        let ada = world.ada().await;
        let nothing = Needs {
            to_decide: 0, longest: None, undelivered: (0, None), expired: (0, None), ending: 0, first_to_end: None, asking: 0, longest_asking: None, quiet: (0, None),
            own: OwnProposals::default(),
        };
        assert_eq!(needs(&ada).await, nothing);
        let (_, mina) = ada.takes_in(&world.mina()).await;
        ada.takes_in(&world.cleo()).await;
        ada.invites("leo@leomakes.example").await;
        world.passes(TimeDelta::days(31));
        let ada = ada.logs_in_again().await;
        ada.invites("omar@halcyon.example").await;
        world.sends_mails().await;
        world.sql("UPDATE outbox SET state = 'failed' WHERE recipient = 'omar@halcyon.example'").await;
        let last = until(&(world.now() + TimeDelta::days(20)).format("%Y-%m-%d").to_string(), world.now());
        ada.edits(mina, |access| *access = access.clone().with_end(last)).await;
        let admin = ada.admin().await;
        let before = world.statements();
        let told = admin.needs().await.unwrap();
        assert_eq!(world.statements() - before, 1);
        assert_eq!(told.expired, (1, Some("leo@leomakes.example".to_owned())));
        assert_eq!(told.undelivered, (1, Some("omar@halcyon.example".to_owned())));
        assert_eq!((told.ending, told.first_to_end), (1, Some(("Mina Okafor".to_owned(), last.unwrap().moment()))));
        assert_eq!(told.quiet, (0, None));
        world.passes(TimeDelta::days(60));
        let ada = ada.logs_in_again().await;
        let later = needs(&ada).await;
        assert_eq!((later.ending, later.first_to_end, later.expired.0, later.undelivered.0), (0, None, 2, 0));
        assert_eq!(later.quiet, (1, Some("Cleo Brandt".to_owned())), "whose access ended is not missed");
        // Another Business Center has nothing of it.
        assert_eq!(needs(&world.mallory().await).await, nothing);
    }

    async fn proposals_wait_for_whoever_decides_and_answers_for_whoever_proposed(world: World) {
        let cast = Cast::of(world).await;
        assert_eq!(own(&cast.mina).await, OwnProposals::default());
        let since = world.now();
        let request = cast.proposes(400).await;
        let told = needs(&cast.ada).await;
        assert_eq!((told.to_decide, told.longest), (1, Some(("Mina Okafor".to_owned(), since))));
        assert_eq!(own(&cast.mina).await, OwnProposals { waiting: 1, ..OwnProposals::default() });
        let says = async |who: &Insider| {
            let words = Note::parse("Why so much?").unwrap().unwrap();
            opens(who).await.comment(request, words).await.unwrap();
            world.passes(TimeDelta::seconds(1));
        };
        says(&cast.ada).await;
        assert_eq!(own(&cast.mina).await, OwnProposals { waiting: 1, asked: 1, ..OwnProposals::default() });
        says(&cast.mina).await;
        assert_eq!(own(&cast.mina).await, OwnProposals { waiting: 1, ..OwnProposals::default() }, "they answered");
        cast.answers(&cast.ada, request, Answer::Approve(None)).await.unwrap();
        let second = cast.proposes(450).await;
        let words = Answer::reject(Note::parse("Enough.").unwrap()).unwrap();
        cast.answers(&cast.ada, second, words).await.unwrap();
        assert_eq!(needs(&cast.ada).await.to_decide, 0);
        assert_eq!(own(&cast.mina).await, OwnProposals { approved: 1, rejected: 1, ..OwnProposals::default() });
        assert_eq!(own(&cast.ada).await, OwnProposals::default());
        world.passes(TimeDelta::days(7));
        assert_eq!(own(&cast.mina.logs_in_again().await).await, OwnProposals::default(), "it is no news any more");
    }
}
