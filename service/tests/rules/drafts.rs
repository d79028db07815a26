//! Drafts of campaigns: what could not be saved for want of an ad account of one's own waits for whoever typed it (DOMAIN 6).

use chrono::TimeDelta;
use service::both_engines;
use service::campaign::{Draft, Drafted, MOST_DRAFTS};
use service::testing::Insider;

use crate::change_requests::{Cast, opens};

async fn keeps(who: &Insider, of: Drafted, name: &str, body: &str) -> bool {
    opens(who).await.keep_draft(of, name.to_owned(), body.to_owned()).await.unwrap()
}

async fn names(who: &Insider) -> Vec<String> {
    opens(who).await.drafts().await.unwrap().into_iter().map(|draft| draft.name).collect()
}

both_engines! {
    async fn what_was_typed_waits_for_whoever_typed_it(world: World) {
        let cast = Cast::of(world).await;
        let (one, new) = (Drafted::Campaign(cast.spring), Drafted::New);
        assert!(keeps(&cast.mina, one, "Spring launch", "{}").await);
        world.passes(TimeDelta::minutes(1));
        assert!(keeps(&cast.mina, new, "Summer", "{}").await);
        assert_eq!(names(&cast.mina).await, ["Summer", "Spring launch"]);
        // Of the same, the newer takes the place of the other.
        world.passes(TimeDelta::minutes(1));
        assert!(keeps(&cast.mina, one, "Spring, dearer", "{\"budget\":\"400\"}").await);
        let draft = Draft { of: one, name: "Spring, dearer".to_owned(), body: "{\"budget\":\"400\"}".to_owned(), kept_at: world.now() };
        let campaigns = opens(&cast.mina).await;
        assert_eq!(campaigns.draft(one).await.unwrap(), Some(draft));
        assert_eq!(campaigns.own_proposals().await.unwrap().drafts, 2);
        // Nobody else has it.
        assert!(names(&cast.ada).await.is_empty());
        assert_eq!(opens(&cast.ada).await.draft(one).await.unwrap(), None);
        opens(&cast.ada).await.discard_draft(one).await.unwrap();
        campaigns.discard_draft(new).await.unwrap();
        campaigns.discard_draft(new).await.unwrap();
        assert_eq!(names(&cast.mina).await, ["Spring, dearer"]);
    }

    async fn the_oldest_makes_room_and_what_is_no_form_is_not_kept(world: World) {
        let cast = Cast::of(world).await;
        for number in 0..=MOST_DRAFTS {
            world.passes(TimeDelta::seconds(1));
            let id = domain::id::CampaignId::from_uuid(uuid::Uuid::from_u128(u128::try_from(number).unwrap()));
            assert!(keeps(&cast.mina, Drafted::Campaign(id), &format!("Wave {number}"), "{}").await);
        }
        let kept = names(&cast.mina).await;
        assert_eq!((kept.len(), kept.last().map(String::as_str)), (20, Some("Wave 1")));
        assert!(!keeps(&cast.mina, Drafted::New, "Long", &"x".repeat(16_381)).await);
        assert!(keeps(&cast.mina, Drafted::New, "Long", &"x".repeat(16_380)).await);
    }

    async fn whoever_was_revoked_keeps_nothing_any_more(world: World) {
        let cast = Cast::of(world).await;
        let campaigns = opens(&cast.mina).await;
        keeps(&cast.mina, Drafted::New, "Summer", "{}").await;
        cast.ada.revokes(cast.mina_id).await;
        assert!(campaigns.keep_draft(Drafted::New, "Autumn".to_owned(), "{}".to_owned()).await.is_err());
        assert_eq!(world.column("SELECT name FROM campaign_drafts").await, ["Summer"]);
    }
}
