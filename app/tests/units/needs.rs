//! What needs whoever asked for something.

use app::access_request::{ASKED_FOR, answers, waiting};
use app::path;
use chrono::{DateTime, TimeDelta};
use domain::access::Module;
use domain::access_request::{AccessRequestState, Ask, Wish};
use domain::asset::AssetRole;
use domain::diagnosis::Problem;
use domain::name::AssetName;
use service::access_request::{Answered, OwnRequest};

fn named(name: AssetName) -> Ask {
    Ask::Named { name, role: AssetRole::Analyst }
}

/// Answered so many days after the beginning.
fn granted(ask: Ask, day: i64) -> OwnRequest {
    let at = DateTime::UNIX_EPOCH + TimeDelta::days(day);
    let (state, by) = (AccessRequestState::Granted, "Ada".to_owned());
    OwnRequest { ask, at, answered: Some(Answered { state, at, by, words: None }) }
}

#[test]
fn an_answer_stands_a_week_and_the_newest_is_told_first() {
    let all = [
        granted(named(AssetName::parse("Halcyon EU").unwrap()), 0),
        granted(named(AssetName::parse("Web pixel").unwrap()), 2),
    ];
    let told = |days: i64| answers("halcyon", &all, DateTime::UNIX_EPOCH + TimeDelta::days(days));
    let both = told(6).unwrap();
    assert_eq!((both.many, both.label.as_str()), (2, "See them"));
    assert!(both.more.find("Web pixel") < both.more.find("Halcyon EU"), "{}", both.more);
    let one = told(7).unwrap();
    assert_eq!((one.many, one.label.as_str()), (1, "See it"));
    assert_eq!(told(9), None);
}

#[test]
fn three_are_told_in_words_and_the_rest_counted() {
    let waits = |of: i64| OwnRequest {
        answered: None,
        ..granted(named(AssetName::parse(&format!("Pixel {of}")).unwrap()), 0)
    };
    let told =
        |many: i64| waiting("halcyon", &(0..many).map(waits).collect::<Vec<_>>()).map(|need| need.more);
    assert!(told(3).unwrap().ends_with("“Pixel 2” as Analyst."), "{:?}", told(3));
    assert!(told(5).unwrap().ends_with("“Pixel 2” as Analyst. And 2 more."), "{:?}", told(5));
    assert_eq!(told(0), None);
}

#[test]
fn each_leads_to_where_it_was_asked() {
    let leads =
        |ask: Ask| waiting("halcyon", &[OwnRequest { answered: None, ..granted(ask, 0) }]).unwrap().href;
    let level = path::own_diagnosis("halcyon", Problem::Level);
    assert_eq!(leads(Ask::For(Wish::Module(Module::Billing))), format!("{level}#{ASKED_FOR}"));
    let assets = path::own_diagnosis("halcyon", Problem::Assets);
    assert_eq!(leads(named(AssetName::parse("Halcyon EU").unwrap())), format!("{assets}#{ASKED_FOR}"));
}
