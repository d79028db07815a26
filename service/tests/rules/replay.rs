//! **Who could reach this on this day?** (DOMAIN 5): the past, replayed from the audit log, is what was recorded then.

mod assets;
mod invitations;
mod stands;
mod walk;

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use domain::asset::{AssetGrants, AssetRole, Particulars};
use domain::grant::Grant;
use domain::id::AssetId;
use domain::past::Span;
use domain::zone::Zone;
use service::asset::TypedOwner;
use service::audit::{Event, Finding, LogQuery, Mark, Past, PastQuery, Reach, Replay, Subject, Until};
use service::both_engines;
use service::demo::Demo;
use service::failure::Failure;
use service::invitation::NewInvitation;
use service::testing::{Insider, Unusual, World, give, offer, role, typed, until};

use self::stands::Stands;
use self::walk::{Dice, Walk};

const MOMENTS: usize = 1_000;
/// Another one walks elsewhere; a failure names it.
const SEED: u64 = 20_261_126;

async fn asked(ada: &Insider, subject: Subject, span: Span) -> Past {
    ada.admin().await.past(Some(PastQuery { subject, span })).await.unwrap()
}

fn moment(at: DateTime<Utc>) -> Span {
    Span { from: at, until: at }
}

fn day(day: &str, now: DateTime<Utc>) -> Span {
    Span::parse(day, "", Zone::UTC, now).unwrap()
}

/// "Mina Okafor: Standard, since 3, until 5"
fn told(past: &Past) -> Vec<String> {
    let line = |stay: &service::audit::Stay| {
        let reach = match &stay.reacher.reach {
            Reach::Admin => "Admin".to_owned(),
            Reach::Standard(modules) => format!("Standard of {}", modules.iter().count()),
            Reach::Asset(of) => {
                let through = of.counts.way.through.as_ref().map_or("itself", |group| group.as_str());
                format!("{} through {through}", of.counts.way.role.label())
            }
        };
        let until = match stay.until {
            None => String::new(),
            Some(Until::Entry(mark)) => format!(", until {}", mark.number),
            Some(Until::Clock(at)) => format!(", until {}", at.format("%H:%M")),
        };
        format!("{}: {reach}, since {}{until}", stay.reacher.name, stay.reacher.made.number)
    };
    past.stays.iter().map(line).collect()
}

/// Entries 1 to 8, an hour apart: founded, an Asset in a group, Mina invited, in, given the group, an Admin, Standard,
/// revoked.
async fn a_day(world: &World) -> (Insider, AssetId) {
    let hour = || world.passes(TimeDelta::hours(1));
    let ada = world.ada().await;
    hour();
    let asset = ada
        .registers(Particulars::Pixel, typed("Web pixel", TypedOwner::ThisBusiness, &["Northlight"]))
        .await;
    hour();
    let (_, mina) = ada.takes_in(&world.mina()).await;
    hour();
    let group = ada.target("Northlight").await;
    ada.edits(mina, |access| give(access, role(group, AssetRole::Operator))).await;
    hour();
    ada.edits(mina, |access| access.grant = Grant::Admin).await;
    hour();
    ada.edits(mina, |access| access.grant = Grant::standard(domain::access::Modules::NONE)).await;
    hour();
    ada.revokes(mina).await;
    (ada, asset)
}

/// The walk, its log and the seed, which every failure names.
async fn replays(world: &World, seed: u64) {
    let mut walk = Walk::begin(world, seed).await;
    while walk.notes.len() < MOMENTS {
        walk.step().await;
    }
    for (deed, least) in [
        ("invites again", 5),
        ("accepts", 15),
        ("edits", 30),
        ("edits an invitation", 10),
        ("revokes", 5),
        ("removes", 5),
        ("changes a group", 10),
        ("is called otherwise", 5),
    ] {
        assert!(walk.done.get(deed) >= Some(&least), "the walk does little: {:?}", walk.done);
    }
    let admin = walk.admin().await;
    let mut entries = admin.admin().await.audit_entries(&LogQuery::default(), usize::MAX).await.unwrap();
    entries.reverse();
    for note in &walk.notes {
        assert_eq!(Stands::replayed(&entries, note.at), note.stands, "at {} of seed {seed}", note.at);
    }
    let mut dice = Dice::new(seed);
    for _ in 0..20 {
        let note = &walk.notes[dice.below(walk.notes.len())];
        let past = asked(&admin, Subject::BusinessCenter, moment(note.at)).await;
        let to_the_end = past.stays.iter().filter(|stay| stay.until.is_none()).map(|stay| &stay.reacher);
        assert_eq!(Stands::of(to_the_end).members, note.stands.members, "at {} of seed {seed}", note.at);
        assert!(past.is_sound() && past.gaps.is_empty());
        let (asset, _) = &past.assets[dice.below(past.assets.len())];
        let past = asked(&admin, Subject::Asset(*asset), moment(note.at)).await;
        let to_the_end = past.stays.iter().filter(|stay| stay.until.is_none()).map(|stay| &stay.reacher);
        let mut noted = note.stands.reach.clone();
        noted.retain(|(of, _), _| of == asset);
        assert_eq!(Stands::reach_of(*asset, to_the_end), noted, "at {} of seed {seed}", note.at);
        // Whoever could at any moment of the day is told for the day.
        let whole = day(&note.at.date_naive().to_string(), world.now());
        let of_the_day = asked(&admin, Subject::Asset(*asset), whole).await;
        let named: BTreeSet<_> = of_the_day.stays.iter().map(|stay| stay.reacher.partner).collect();
        assert!(
            noted.keys().all(|(_, partner)| named.contains(partner)),
            "on the day of {} of seed {seed}",
            note.at
        );
    }
}

both_engines! {
    async fn the_past_replayed_from_the_log_is_what_was_recorded_at_a_thousand_random_moments(world: World) {
        replays(world, SEED).await;
    }

    async fn a_day_tells_whoever_could_at_any_moment_of_it_and_what_made_and_ended_it(world: World) {
        let (ada, asset) = a_day(world).await;
        let today = day("2026-11-24", world.now());
        assert_eq!(told(&asked(&ada, Subject::BusinessCenter, today).await), [
            "Ada Lindqvist: Admin, since 1",
            "Mina Okafor: Standard of 1, since 4, until 6",
            "Mina Okafor: Admin, since 6, until 7",
            "Mina Okafor: Standard of 0, since 7, until 8",
        ]);
        assert_eq!(told(&asked(&ada, Subject::Asset(asset), today).await), [
            "Ada Lindqvist: Admin, since 2",
            "Mina Okafor: Operator through Northlight, since 5, until 6",
            "Mina Okafor: Admin, since 6, until 7",
        ]);
        let at = |time: &str| Span::parse("2026-11-24", time, Zone::UTC, world.now()).unwrap();
        let past = asked(&ada, Subject::Asset(asset), at("12:30")).await;
        assert_eq!(told(&past), ["Ada Lindqvist: Admin, since 2", "Mina Okafor: Operator through Northlight, since 5"]);
        assert_eq!((past.through.map(|mark| mark.number), past.is_sound()), (Some(5), true));
        assert!(matches!(past.finding, Finding::Whole { newest: 8, .. }), "all of the log was looked at");
        assert_eq!(told(&asked(&ada, Subject::Asset(asset), at("09:30")).await), Vec::<String>::new());
        assert_eq!(told(&asked(&ada, Subject::BusinessCenter, at("08:00")).await), Vec::<String>::new());
    }

    async fn an_invitation_opens_nothing_until_it_is_accepted(world: World) {
        let (ada, asset) = a_day(world).await;
        let pixel = role(ada.target("Web pixel").await, AssetRole::Analyst);
        let assets = AssetGrants::new([pixel]).unwrap();
        let contact = world.leo().email().to_owned();
        ada.tries_to_invite(NewInvitation { assets, ..offer(&contact) }).await.unwrap();
        let invited = asked(&ada, Subject::Asset(asset), moment(world.now())).await;
        assert_eq!((told(&invited), invited.through.map(|mark| mark.number)), (vec!["Ada Lindqvist: Admin, since 2".to_owned()], Some(9)));
        world.passes(TimeDelta::hours(1));
        let offered = world.leo().opens_the_invitation().await;
        world.leo().accepts_as_new(&offered).await;
        let accepted = asked(&ada, Subject::Asset(asset), moment(world.now())).await;
        assert_eq!(told(&accepted), ["Ada Lindqvist: Admin, since 2", "Leo Marchetti: Analyst through itself, since 10"]);
    }

    async fn an_end_by_the_clock_counts_in_the_past_too(world: World) {
        let (ada, asset) = a_day(world).await;
        let (_, leo) = ada.takes_in(&world.leo()).await;
        let pixel = ada.target("Web pixel").await;
        let ends = until("2026-11-25", world.now());
        ada.edits(leo, |access| {
            give(access, domain::asset::AssetGrant { ends, ..role(pixel, AssetRole::Analyst) });
        })
        .await;
        world.passes(TimeDelta::days(5));
        let on = |text: &str| day(text, world.now());
        let ada = ada.logs_in_again().await;
        for (text, could) in [("2026-11-24", 1), ("2026-11-25", 1), ("2026-11-26", 0)] {
            let past = asked(&ada, Subject::Asset(asset), on(text)).await;
            let leo = past.stays.iter().filter(|stay| stay.reacher.partner == leo).count();
            assert_eq!(leo, could, "{text}");
        }
    }

    async fn what_is_weaker_and_lasts_longer_is_told_once_the_stronger_ended(world: World) {
        let (ada, asset) = a_day(world).await;
        let (_, leo) = ada.takes_in(&world.leo()).await;
        let (pixel, group) = (ada.target("Web pixel").await, ada.target("Northlight").await);
        let ends = until("2026-11-25", world.now());
        ada.edits(leo, |access| {
            give(access, domain::asset::AssetGrant { ends, ..role(pixel, AssetRole::Operator) });
            give(access, role(group, AssetRole::Analyst));
        })
        .await;
        world.passes(TimeDelta::days(5));
        let ada = ada.logs_in_again().await;
        // A day of a zone in which it ended in the middle.
        let end = ends.unwrap().moment();
        let around = Span { from: end - TimeDelta::hours(9), until: end + TimeDelta::hours(15) };
        assert_eq!(told(&asked(&ada, Subject::Asset(asset), around).await)[1..], [
            "Leo Marchetti: Operator through itself, since 11, until 00:00",
            "Leo Marchetti: Analyst through Northlight, since 11",
        ]);
        // An entry that comes after it, of whomever, makes no difference.
        ada.invites("noor@bright.example").await;
        let longer = Span { until: world.now(), ..around };
        assert_eq!(asked(&ada, Subject::Asset(asset), longer).await.stays.len(), 3);
    }

    async fn an_asset_that_was_removed_is_told_and_reached_until_then(world: World) {
        let (ada, asset) = a_day(world).await;
        world.passes(TimeDelta::hours(1));
        ada.admin().await.remove_asset(asset).await.unwrap();
        let past = asked(&ada, Subject::Asset(asset), day("2026-11-24", world.now())).await;
        assert_eq!(told(&past)[0], "Ada Lindqvist: Admin, since 2, until 9");
        let of_it = past.asset.unwrap();
        assert_eq!((of_it.name.as_str(), of_it.removed.map(|mark| mark.number)), ("Web pixel", Some(9)));
        let listed = ada.admin().await.past(None).await.unwrap();
        assert_eq!(listed.assets.iter().map(|(id, _)| *id).collect::<Vec<_>>(), [asset]);
        assert!(listed.stays.is_empty());
    }

    async fn an_asset_of_others_is_like_none(world: World) {
        let (_, asset) = a_day(world).await;
        let mallory = world.mallory().await;
        let span = day("2026-11-24", world.now());
        for asset in [asset, AssetId::from_uuid(uuid::Uuid::from_u128(7))] {
            let query = PastQuery { subject: Subject::Asset(asset), span };
            let refused = mallory.admin().await.past(Some(query)).await;
            assert!(matches!(refused, Err(Failure::NotFound)));
        }
        assert_eq!(told(&asked(&mallory, Subject::BusinessCenter, span).await), ["Mallory Vane: Admin, since 1"]);
    }

    async fn an_answer_says_when_what_it_stands_on_was_changed(world: World) {
        let (ada, _) = a_day(world).await;
        world.expects(Unusual::BrokenAuditChain);
        world.drops_the_guards_of_the_audit_log().await;
        let at = |time: &str| Span::parse("2026-11-24", time, Zone::UTC, world.now()).unwrap();
        let sound = async |time: &str| asked(&ada, Subject::BusinessCenter, at(time)).await.is_sound();
        world.sql("UPDATE audit SET body = '{' WHERE number = 6").await;
        assert!(sound("11:30").await && !sound("12:30").await && !sound("13:30").await, "5 could have been 6");
        assert_eq!(asked(&ada, Subject::BusinessCenter, at("15:00")).await.finding, Finding::DoesNotFit { number: 6 });
        // Whoever takes out the newest is found by the Business Center's own row.
        world.sql("DELETE FROM audit WHERE number > 5").await;
        assert!(sound("11:30").await && !sound("12:30").await);
        world.sql("DELETE FROM audit").await;
        assert!(!sound("15:00").await);
    }

    async fn a_demo_is_replayed_like_any_house(world: World) {
        let filled = Demo { partners: 120, centers: 2 }.fill(&world.keyholder()).await.unwrap();
        // As of now, and of when some of what ends has ended, and all.
        for days in [0, 10, 300] {
            world.passes(TimeDelta::days(days));
            let ada = world.guest("Ada Lindqvist", &filled.email).typing(&filled.password).logs_in().await;
            for ada in filled.slugs.iter().map(|slug| ada.inside(slug)) {
                let mut entries = ada.admin().await.audit_entries(&LogQuery::default(), usize::MAX).await.unwrap();
                entries.reverse();
                let (stands, _) = Stands::now(&ada.admin().await).await;
                assert!(stands.members.len() > 30 && stands.reach.len() > 30);
                assert_eq!(Stands::replayed(&entries, world.now()), stands, "after {days} days");
                let past = asked(&ada, Subject::BusinessCenter, moment(world.now())).await;
                assert!(past.is_sound() && past.gaps.is_empty());
                let to_the_end = past.stays.iter().filter(|stay| stay.until.is_none()).map(|stay| &stay.reacher);
                assert_eq!(Stands::of(to_the_end).members, stands.members, "after {days} days");
            }
        }
    }

    async fn an_entry_of_the_demo_tells_how_each_stood_and_what_they_linked(world: World) {
        let filled = Demo { partners: 120, centers: 1 }.fill(&world.keyholder()).await.unwrap();
        let ada = world.guest("Ada Lindqvist", &filled.email).typing(&filled.password).logs_in().await;
        let admin = ada.inside(&filled.slugs[0]).admin().await;
        let entries = admin.audit_entries(&LogQuery::default(), usize::MAX).await.unwrap();
        let of_the_demo = entries.into_iter().find_map(|entry| match entry.event {
            Event::DemoFilled { filled, .. } => Some(filled),
            _ => None,
        });
        let mut told: Vec<_> = of_the_demo.unwrap().into_iter().map(|of| {
            let linked = of.linked.map_or_else(String::new, |link| format!("{} {}", link.advertiser, link.state));
            let name = of.name.unwrap_or_default();
            format!("{} {name} {} {linked}", of.contact, of.state)
        }).collect();
        told.sort_unstable();
        let mut rows = world.column(
            "SELECT contact || ' ' || coalesce(name, '') || ' ' || state || ' '
                    || coalesce(linked_advertiser_id || ' ' || link_state, '')
               FROM partners WHERE kind IS NOT NULL",
        ).await;
        rows.sort_unstable();
        assert_eq!(told, rows);
    }

    async fn the_past_takes_one_statement(world: World) {
        let (ada, asset) = a_day(world).await;
        let admin = ada.admin().await;
        let before = world.statements();
        let query = PastQuery { subject: Subject::Asset(asset), span: day("2026-11-24", world.now()) };
        admin.past(Some(query)).await.unwrap();
        assert_eq!(world.statements() - before, 1);
    }
}

#[test]
fn an_entry_that_does_not_tell_enough_is_a_gap_and_no_guess() {
    let at = |number: i64| Mark { number, at: DateTime::from_timestamp(number, 0).unwrap() };
    let mut replay = Replay::default();
    let old = [
        r#"{"event":"BusinessCenterFounded","name":"Halcyon","slug":"halcyon","time_zone":"UTC"}"#,
        r#"{"event":"DemoFilled","partners":120}"#,
        r#"{"event":"InvitationAccepted","partner":"00000000-0000-0000-0000-000000000007","contact":"mina@agency.example",
            "name":"Mina Okafor","closed":[]}"#,
    ];
    for (number, body) in (1..).zip(old) {
        replay.apply(at(number), "Ada Lindqvist", &serde_json::from_str::<Event>(body).unwrap());
    }
    assert_eq!(replay.gaps(), [at(1), at(2), at(3)]);
    assert_eq!(replay.reachers(Subject::BusinessCenter, at(4).at), []);
    // From an entry that tells what they have on, they are known.
    let edited = r#"{"event":"AccessEdited","partner":"00000000-0000-0000-0000-000000000007","contact":"mina@agency.example",
        "before":{"kind":null,"level":"admin","modules":[],"organisation":null},
        "after":{"kind":null,"level":"standard","modules":["analytics"],"organisation":null},"cancelled":[],"kept":[]}"#;
    replay.apply(at(4), "Ada Lindqvist", &serde_json::from_str::<Event>(edited).unwrap());
    let known = replay.reachers(Subject::BusinessCenter, at(5).at);
    assert_eq!(
        known.iter().map(|of| (of.name.as_str(), of.made)).collect::<Vec<_>>(),
        [("mina@agency.example", at(4))]
    );
    assert_eq!(replay.gaps().len(), 3);
}
