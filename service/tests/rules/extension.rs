//! **Ask to extend**, and both answers (DOMAIN 1 and 5).

use chrono::{DateTime, TimeDelta};
use domain::asset::{AssetGrant, AssetRole, Particulars};
use domain::end::{AskToExtendRefusal, KeepEndRefusal};
use domain::grant::Grant;
use domain::id::PartnerId;
use domain::note::Note;
use domain::partner::PartnerState;
use service::audit::Event;
use service::both_engines;
use service::capability::{Entry, Former};
use service::center::Extend;
use service::failure::Failure;
use service::testing::{Insider, World, at_once, give, named, refusal, role, too_many_until, until};

const ADA: &str = "ada@halcyon.example";
const MINA: &str = "mina@agency.example";
const MICROSECOND: TimeDelta = TimeDelta::microseconds(1);

/// The tests begin on 24 November 2026.
const LAST_DAY: &str = "2026-12-24";

async fn sets_the_end(ada: &Insider, world: &World, partner: PartnerId, day: &str) {
    let ends = until(day, world.now());
    ada.edits(partner, |access| *access = access.clone().with_end(ends)).await;
}

async fn subjects(world: &World, address: &str, words: &str) -> usize {
    world.mails_to(address).await.iter().filter(|mail| mail.subject.contains(words)).count()
}

fn words(typed: &str) -> Option<Note> {
    Note::parse(typed).unwrap()
}

/// Ada's own session may have ended over all the days: whoever is in stands in her list anyway.
async fn state(ada: &Insider) -> (PartnerState, bool) {
    let row = ada.logs_in_again().await.partner(MINA).await;
    (row.state, row.asked_at.is_some())
}

async fn former(mina: &Insider) -> Former {
    match mina.logs_in_again().await.person().enters(mina.slug()).await {
        Entry::Ended { former: Some(former), .. } => former,
        other => panic!("not ended by the clock: {other:?}"),
    }
}

both_engines! {
    async fn who_asks_for_more_time_is_shown_to_the_admins_until_they_are_answered(world: World) {
        let ada = world.ada().await;
        let asking = || async { ada.logs_in_again().await.admin().await.asked_for_time().await.unwrap() };
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        let (leo, other) = ada.takes_in(&world.leo()).await;
        for partner in [partner, other] {
            sets_the_end(&ada, world, partner, LAST_DAY).await;
        }
        assert!(asking().await.is_empty());
        leo.member().await.ask_to_extend(None).await.unwrap();
        world.passes(MICROSECOND);
        mina.member().await.ask_to_extend(words("Until the launch.")).await.unwrap();
        let waiting = asking().await;
        let told: Vec<_> = waiting.iter().map(|of| (of.partner, of.words.as_deref(), of.has_ended)).collect();
        assert_eq!(told, [(other, None, false), (partner, Some("Until the launch."), false)]);
        assert_eq!((waiting[1].name.as_str(), waiting[1].at), ("Mina Okafor", world.now()));
        assert_eq!(waiting[1].ending.whole, until(LAST_DAY, world.now()));
        ada.admin().await.keep_end(other, None).await.unwrap();
        let end = until(LAST_DAY, world.now()).unwrap().moment();
        world.passes(end - world.now());
        let waiting = asking().await;
        assert_eq!(waiting.iter().map(|of| (of.partner, of.has_ended)).collect::<Vec<_>>(), [(partner, true)]);
        let elsewhere = world.mallory().await.admin().await;
        assert!(elsewhere.asked_for_time().await.unwrap().is_empty());
    }

    async fn whoever_asks_for_more_time_is_seen_once_and_an_edit_that_moves_the_end_settles_it(world: World) {
        let ada = world.ada().await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        let asks = || async { mina.member().await.ask_to_extend(words("Until the launch is over.")).await };
        assert_eq!(refusal(asks().await), AskToExtendRefusal::NothingEnds);
        sets_the_end(&ada, world, partner, LAST_DAY).await;
        asks().await.unwrap();
        let number = mina.member().await.center().change;
        asks().await.unwrap();
        assert_eq!(mina.member().await.center().change, number, "asking again changes nothing");
        assert_eq!(subjects(world, ADA, "asks to extend").await, 1);
        let mail = world.mail_to(ADA).await;
        assert!(mail.text.contains("Until the launch is over.") && mail.text.contains("24 December 2026"), "{}", mail.text);
        assert_eq!(state(&ada).await, (PartnerState::Active, true));
        assert_eq!(mina.member().await.own_ends().await.unwrap().asked_at, Some(world.now()));
        let details = ada.admin().await.partner(partner).await.unwrap();
        assert_eq!(details.asked_words.as_deref(), Some("Until the launch is over."));
        assert!(matches!(&details.history[0].event, Event::ExtensionAskedFor { words: Some(_), .. }));

        ada.edits(partner, |access| access.kind = Some(domain::partner::PartnerKind::Client)).await;
        assert_eq!(state(&ada).await, (PartnerState::Active, true), "that is no answer");
        sets_the_end(&ada, world, partner, "2027-02-01").await;
        assert_eq!(state(&ada).await, (PartnerState::Active, false));
        assert_eq!(ada.admin().await.partner(partner).await.unwrap().asked_words, None);
        asks().await.unwrap();
        assert_eq!(state(&ada).await, (PartnerState::Active, true), "another question");
    }

    async fn one_end_of_a_single_asset_is_reason_enough_to_ask(world: World) {
        let ada = world.ada().await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        ada.registers(Particulars::Pixel, named("Web")).await;
        let web = ada.target("Web").await;
        let one = AssetGrant { ends: until(LAST_DAY, world.now()), ..role(web.clone(), AssetRole::Analyst) };
        ada.edits(partner, |access| give(access, one)).await;
        mina.member().await.ask_to_extend(None).await.unwrap();
        assert!(world.mail_to(ADA).await.text.contains("Web as Analyst: until the end of 24 December 2026"));
        ada.edits(partner, |access| give(access, role(web, AssetRole::Analyst))).await;
        assert_eq!(state(&ada).await, (PartnerState::Active, false));
    }

    async fn an_admin_keeps_the_end_and_they_are_told_why(world: World) {
        let ada = world.ada().await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        sets_the_end(&ada, world, partner, LAST_DAY).await;
        let admin = ada.admin().await;
        assert_eq!(refusal(admin.keep_end(partner, None).await), KeepEndRefusal::NotAsked);
        mina.member().await.ask_to_extend(None).await.unwrap();
        let answers = at_once((0..4).map(|_| {
            let admin = admin.clone();
            async move { admin.keep_end(partner, words("The budget ends, too.")).await }
        })).await;
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
        assert_eq!(subjects(world, MINA, "The end of your access").await, 1);
        let text = world.mail_to(MINA).await.text;
        assert!(text.contains("The budget ends, too.") && text.contains("Ada Lindqvist"), "{text}");
        assert_eq!(state(&ada).await, (PartnerState::Active, false));
        assert!(matches!(&admin.partner(partner).await.unwrap().history[0].event, Event::EndKept { words: Some(_), .. }));
        // Neither made what another Admin has open another than it was.
        let (shown, opened) = admin.to_edit(partner).await.unwrap();
        assert!(shown.contact == MINA && opened.ends() == until(LAST_DAY, world.now()));
    }

    async fn a_partner_of_others_is_answered_like_none(world: World) {
        let (ada, mallory) = (world.ada().await, world.mallory().await);
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        sets_the_end(&ada, world, partner, LAST_DAY).await;
        mina.member().await.ask_to_extend(None).await.unwrap();
        assert!(matches!(mallory.admin().await.keep_end(partner, None).await, Err(Failure::NotFound)));
        assert_eq!(state(&ada).await, (PartnerState::Active, true));
    }

    async fn a_revoke_drops_the_question_and_its_mail(world: World) {
        let ada = world.ada().await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        sets_the_end(&ada, world, partner, LAST_DAY).await;
        mina.member().await.ask_to_extend(words("Until May.")).await.unwrap();
        ada.revokes(partner).await;
        assert_eq!(state(&ada).await, (PartnerState::Revoked, false));
        assert_eq!(subjects(world, ADA, "asks to extend").await, 0);
        assert_eq!(ada.admin().await.partner(partner).await.unwrap().asked_words, None);
        let Entry::Ended { former, .. } = mina.person().enters(ada.slug()).await else { panic!("she is in") };
        assert!(former.is_none(), "whoever was revoked can be invited again, and asks nobody here");
    }

    async fn whoever_ended_by_the_clock_asks_too_and_is_invited_again(world: World) {
        let ada = world.ada().await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        sets_the_end(&ada, world, partner, LAST_DAY).await;
        world.passes(until(LAST_DAY, DateTime::UNIX_EPOCH).unwrap().moment() - world.now() - MICROSECOND);
        let member = mina.logs_in_again().await.member().await;
        world.passes(MICROSECOND);
        assert!(matches!(member.ask_to_extend(None).await, Err(Failure::NoLongerAllowed)));
        let once = former(&mina).await;
        assert!(!once.asked());
        once.ask_to_extend(words("I am back in January.")).await.unwrap();
        once.ask_to_extend(None).await.unwrap();
        assert!(former(&mina).await.asked());
        assert_eq!(state(&ada).await, (PartnerState::Ended, true));
        assert_eq!(subjects(world, ADA, "asks to extend").await, 1);
        let places = mina.logs_in_again().await.person().here().await.places().await.unwrap();
        assert_eq!(places.ended[0].extend, Some(Extend { slug: ada.slug().to_owned(), asked: true }));
        ada.logs_in_again().await.invites(MINA).await;
        assert_eq!(state(&ada).await, (PartnerState::Invited, false));
        assert!(matches!(once.ask_to_extend(None).await, Err(Failure::NoLongerAllowed)));
    }

    async fn an_admin_has_no_end_to_extend(world: World) {
        let ada = world.ada().await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        sets_the_end(&ada, world, partner, LAST_DAY).await;
        mina.member().await.ask_to_extend(None).await.unwrap();
        ada.edits(partner, |access| access.grant = Grant::Admin).await;
        assert_eq!(state(&ada).await, (PartnerState::Active, false));
        assert_eq!(refusal(mina.member().await.ask_to_extend(None).await), AskToExtendRefusal::NothingEnds);
        assert!(mina.member().await.own_ends().await.unwrap().ending.is_nothing());
    }

    async fn three_questions_an_hour_are_enough(world: World) {
        let ada = world.ada().await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        sets_the_end(&ada, world, partner, LAST_DAY).await;
        let asked_first = world.now();
        for _ in 0..3 {
            mina.member().await.ask_to_extend(None).await.unwrap();
            ada.admin().await.keep_end(partner, None).await.unwrap();
            world.passes(TimeDelta::minutes(1));
        }
        let until = too_many_until(mina.member().await.ask_to_extend(None).await);
        assert_eq!(until, domain::zone::Zone::UTC.moment(asked_first + TimeDelta::hours(1)).iso);
        assert_eq!(state(&ada).await, (PartnerState::Active, false), "nothing was written");
    }

    async fn seeing_what_of_ones_own_access_ends_takes_one_statement(world: World) {
        let ada = world.ada().await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        sets_the_end(&ada, world, partner, LAST_DAY).await;
        let member = mina.member().await;
        let before = world.statements();
        assert!(member.own_ends().await.unwrap().ending.whole.is_some());
        assert_eq!(world.statements() - before, 1);
    }
}
