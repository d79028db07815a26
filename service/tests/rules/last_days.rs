//! An Asset's own last day may come after the whole access ends: what is said is the day on which nothing is reached any more
//! (DOMAIN 5), and what was typed is kept.

use chrono::DateTime;
use domain::asset::{AssetGrant, AssetGrants, AssetRole, Hold, Particulars};
use domain::end::{EndDate, LastDay};
use domain::id::PartnerId;
use domain::past::Span;
use domain::zone::Zone;
use service::asset::AssetWay;
use service::audit::{Event, PastQuery, Subject};
use service::both_engines;
use service::invitation::NewInvitation;
use service::testing::{Insider, World, give, named, offer, role, until};

const ADA: &str = "ada@halcyon.example";
const MINA: &str = "mina@agency.example";

/// The tests begin on 24 November 2026.
const WHOLE: &str = "2026-12-24";
const OWN: &str = "2027-01-31";
const AT_ITS_END: &str = "until the end of 24 December 2026, when the whole access ends";

fn day(iso: &str) -> Option<EndDate> {
    until(iso, DateTime::UNIX_EPOCH)
}

/// The pixel Web until the later day.
async fn web(ada: &Insider) -> AssetGrant {
    ada.registers(Particulars::Pixel, named("Web")).await;
    AssetGrant { ends: day(OWN), ..role(ada.target("Web").await, AssetRole::Analyst) }
}

/// Mina, whose whole access ends before that of the Asset.
async fn cut_short(ada: &Insider, world: &World) -> (Insider, PartnerId) {
    let web = web(ada).await;
    let (mina, partner) = ada.takes_in(&world.mina()).await;
    ada.edits(partner, |access| {
        *access = access.clone().with_end(day(WHOLE));
        give(access, web);
    })
    .await;
    (mina, partner)
}

async fn way(ada: &Insider, partner: PartnerId) -> AssetWay {
    ada.admin().await.asset_reach(partner).await.unwrap().reached.remove(0).counts
}

both_engines! {
    async fn whoever_is_invited_reads_the_day_that_is_true(world: World) {
        let ada = world.ada().await;
        let assets = AssetGrants::new([web(&ada).await]).unwrap();
        let new = NewInvitation { assets, ends: day(WHOLE), ..offer(MINA) };
        let would = ada.admin().await.would_reach(&new.access()).await.unwrap();
        assert_eq!(would.reached[0].counts.last_day(), day(WHOLE).map(LastDay::Whole), "before it is sent");
        ada.takes_in_by(new, &world.mina()).await;
        let mails = world.mails_to(MINA).await;
        let text = |subject: &str| mails.iter().find(|mail| mail.subject.contains(subject)).unwrap().text.clone();
        for text in [text("invites you"), text("You are in")] {
            assert!(text.contains(&format!("Web as Analyst: see, {AT_ITS_END}")), "{text}");
            assert!(text.contains("Access ends: At the end of 24 December 2026 (UTC)"), "{text}");
            assert!(!text.contains("January"), "{text}");
        }
    }

    async fn what_is_edited_is_told_with_the_day_that_is_true_and_kept_as_typed(world: World) {
        let ada = world.ada().await;
        let (mina, partner) = cut_short(&ada, world).await;
        let text = world.mail_to(MINA).await.text;
        assert!(text.contains(&format!("Web as Analyst: see, {AT_ITS_END}")) && !text.contains("January"), "{text}");
        let whole = day(WHOLE).map(LastDay::Whole);
        assert_eq!(way(&ada, partner).await.last_day(), whole);
        assert_eq!(mina.member().await.own_assets().await.unwrap().reached[0].counts.last_day(), whole);
        let asset = way(&ada, partner).await.way.asset;
        let holders = ada.admin().await.asset_holders(asset).await.unwrap();
        assert_eq!(holders[0].reached.counts.last_day(), whole);
        let ending = mina.member().await.own_ends().await.unwrap().ending;
        assert_eq!((ending.whole, ending.parts), (day(WHOLE), Vec::new()), "it ends with the whole");
        // Once the end of the whole is moved, its own counts again.
        ada.edits(partner, |access| *access = access.clone().with_end(None)).await;
        assert_eq!(way(&ada, partner).await.last_day(), day(OWN).map(LastDay::Own));
        assert_eq!(mina.member().await.own_ends().await.unwrap().ending.parts.len(), 1);
    }

    async fn a_last_day_that_only_moves_after_the_end_of_the_whole_answers_nobody(world: World) {
        let ada = world.ada().await;
        let (mina, partner) = cut_short(&ada, world).await;
        mina.member().await.ask_to_extend(None).await.unwrap();
        let text = world.mail_to(ADA).await.text;
        assert!(text.contains("until the end of 24 December 2026 (UTC)") && !text.contains("January"), "{text}");
        let later = AssetGrant { ends: day("2027-02-28"), ..role(ada.target("Web").await, AssetRole::Analyst) };
        ada.edits(partner, |access| give(access, later)).await;
        assert!(ada.partner(MINA).await.asked_at.is_some(), "nothing lasts longer");
        let text = world.mail_to(MINA).await.text;
        let moved = "Last day of Web: 31 January 2027 → 28 February 2027, after the whole access ends";
        assert!(text.contains(moved) && !text.contains("From now on you can"), "{text}");
        ada.edits(partner, |access| *access = access.clone().with_end(day(OWN))).await;
        assert!(ada.partner(MINA).await.asked_at.is_none());
    }

    async fn the_past_tells_whose_end_it_was(world: World) {
        let ada = world.ada().await;
        let (_, partner) = cut_short(&ada, world).await;
        let asset = way(&ada, partner).await.way.asset;
        let span = Span::parse("2026-11-24", "", Zone::UTC, world.now()).unwrap();
        let asked = PastQuery { subject: Subject::Asset(asset), span };
        let past = ada.admin().await.past(Some(asked)).await.unwrap();
        let stay = past.stays.iter().find(|stay| stay.reacher.partner == partner).unwrap();
        assert_eq!(stay.reacher.ends, day(WHOLE).map(LastDay::Whole));
    }

    async fn what_ended_with_the_whole_did_not_end_later(world: World) {
        let ada = world.ada().await;
        let (_, partner) = cut_short(&ada, world).await;
        let asset = way(&ada, partner).await.way.asset;
        world.passes(day(OWN).unwrap().moment() - world.now());
        let ada = ada.logs_in_again().await;
        let reach = ada.admin().await.asset_reach(partner).await.unwrap();
        assert_eq!(reach.hold(asset, world.now()), Hold::Ended(day(WHOLE).unwrap()));
        assert_eq!(reach.ended[0].last_day(), day(WHOLE).map(LastDay::Whole));
        let Event::AccessEdited { after, .. } = ada.admin().await.partner(partner).await.unwrap().history.remove(0).event
        else { panic!("not edited") };
        assert_eq!(after.parse().unwrap().assets().iter().next().unwrap().ends, day(OWN), "the log keeps what was typed");
    }
}
