//! Who is told of a change request, and who sees it.

use chrono::TimeDelta;
use domain::asset::{AssetGrants, AssetRole};
use domain::campaign::request::{Answer, RequestRefusal, RequestState};
use domain::edit::Access;
use service::both_engines;
use service::campaign::request::CommentRefusal;
use service::failure::Failure;
use service::live::Heard;
use service::testing::{Mail, World, refusal};

use super::{Cast, campaign, listed, note, opens, waiting};

/// What was mailed since the last time that this was asked.
struct Post(usize);

impl Post {
    async fn of(world: &World) -> Self {
        Self(world.mails().await.len())
    }

    async fn brings(&mut self, world: &World) -> Vec<Mail> {
        let mut mails = world.mails().await;
        let new = mails.split_off(self.0);
        self.0 += new.len();
        new
    }
}

both_engines! {
    async fn whoever_proposed_it_sees_it_and_admins_do_and_nobody_else(world: World) {
        let cast = Cast::of(world).await;
        let request = cast.proposes(400).await;
        let (leo, leo_id) = cast.ada.takes_in(&world.leo()).await;
        cast.operates(leo_id, AssetRole::Operator).await;
        cast.is_approved(&leo, leo_id, "7012 4498 8888").await;
        let mallory = world.mallory().await;
        assert_eq!((listed(&cast.ada, waiting()).await, listed(&cast.mina, waiting()).await), (vec![request], vec![request]));
        for other in [&leo, &mallory] {
            let campaigns = opens(other).await;
            assert!(listed(other, waiting()).await.is_empty());
            assert_eq!(campaigns.requests(waiting()).await.unwrap().counts.of(RequestState::Waiting), 0);
            assert!(matches!(campaigns.request(request).await, Err(Failure::NotFound)));
            assert!(matches!(campaigns.withdraw_request(request).await, Err(Failure::NotFound)));
            assert!(matches!(campaigns.comment(request, note("Hm.").unwrap()).await, Err(Failure::NotFound)));
            let wanted = campaign("Mine", cast.eu, world.now());
            let seen = cast.shown(request).await;
            assert!(matches!(campaigns.edit_request(request, seen.content, Some(1), wanted, None).await, Err(Failure::NotFound)));
        }
        // An Admin of another Business Center has the id, and what was seen.
        let shown = cast.shown(request).await;
        let foreign = mallory.admin().await.answer_request(request, shown, Answer::Approve(None)).await;
        assert!(matches!(foreign, Err(Failure::NotFound)));
        // An Admin here decides it, and does not edit or withdraw it.
        let adas = opens(&cast.ada).await;
        assert_eq!(refusal(adas.withdraw_request(request).await), RequestRefusal::NotYours);
        // Without the ad account it is not there for her any more, either.
        let nothing = |access: &mut Access| *access = Access::new(access.kind, access.organisation.clone(), access.grant, AssetGrants::NONE);
        cast.ada.edits(cast.mina_id, nothing).await;
        assert!(matches!(opens(&cast.mina).await.request(request).await, Err(Failure::NotFound)));
        assert_eq!(cast.request(request).await.state, RequestState::Waiting);
    }

    async fn everybody_concerned_is_told_by_mail(world: World) {
        let cast = Cast::of(world).await;
        cast.ada.makes_admin(&world.omar()).await;
        let mut post = Post::of(world).await;
        let request = cast.proposes(400).await;
        let mails = post.brings(world).await;
        let told: Vec<_> = mails.iter().filter(|mail| mail.subject == "Mina Okafor wants to change Spring launch").collect();
        assert_eq!(told.len(), 2, "every Admin: {mails:?}");
        assert!(told[0].text.contains("Budget: €250.00 a day → €400.00 a day (€150.00 more, 60 %)"), "{}", told[0].text);
        assert!(told[0].text.contains("> It went well."), "{}", told[0].text);

        opens(&cast.ada).await.comment(request, note("Why not from Friday on?").unwrap()).await.unwrap();
        let mails = post.brings(world).await;
        assert_eq!(mails.iter().map(|mail| mail.subject.as_str()).collect::<Vec<_>>(), ["Ada Lindqvist about Spring launch"]);
        world.passes(TimeDelta::minutes(1));
        opens(&cast.mina).await.comment(request, note("Then it is too late.").unwrap()).await.unwrap();
        let mails = post.brings(world).await;
        assert_eq!(mails.len(), 1, "only who spoke before: {mails:?}");
        assert!(mails[0].text.contains("> Then it is too late."), "{}", mails[0].text);

        cast.answers(&cast.ada, request, Answer::Approve(note("Go on."))).await.unwrap();
        let mails = post.brings(world).await;
        assert_eq!(mails.iter().map(|mail| mail.subject.as_str()).collect::<Vec<_>>(), ["Approved: your proposal to change Spring launch"]);
        assert!(mails[0].text.contains("> Go on."), "{}", mails[0].text);
        let whole = opens(&cast.mina).await.request(request).await.unwrap();
        let said: Vec<_> = whole.comments.iter().map(|of| (of.by.as_str(), of.words.as_str())).collect();
        assert_eq!(said, [("Ada Lindqvist", "Why not from Friday on?"), ("Mina Okafor", "Then it is too late.")]);
        assert_eq!(whole.track.of(RequestState::Approved), 1);
    }

    async fn what_was_withdrawn_before_the_mail_left_is_not_announced(world: World) {
        let cast = Cast::of(world).await;
        let mut post = Post::of(world).await;
        let request = cast.proposes(400).await;
        opens(&cast.mina).await.withdraw_request(request).await.unwrap();
        assert!(post.brings(world).await.is_empty());
    }

    async fn a_hundred_comments_are_enough(world: World) {
        let cast = Cast::of(world).await;
        let request = cast.proposes(400).await;
        let campaigns = opens(&cast.mina).await;
        for _ in 0..100 {
            campaigns.comment(request, note("And?").unwrap()).await.unwrap();
        }
        assert_eq!(refusal(campaigns.comment(request, note("And?").unwrap()).await), CommentRefusal::TooMany);
    }

    async fn an_open_page_is_told_how_many_wait(world: World) {
        let cast = Cast::of(world).await;
        let mut page = cast.ada.opens_a_page().await;
        let request = cast.proposes(400).await;
        let heard = loop {
            match page.next().await.unwrap() {
                Heard::Change { to_decide: 0, .. } => {}
                heard => break heard,
            }
        };
        assert!(matches!(heard, Heard::Change { to_decide: 1, .. }), "{heard:?}");
        opens(&cast.mina).await.withdraw_request(request).await.unwrap();
        assert!(matches!(page.next().await, Some(Heard::Change { to_decide: 0, .. })));
    }
}
