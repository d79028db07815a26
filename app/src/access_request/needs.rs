//! What needs whoever asked for something, on the first page of a Business Center.

use std::cmp::Reverse;

use chrono::{DateTime, TimeDelta, Utc};
use domain::access_request::{Ask, Wish};
use domain::diagnosis::Problem;
use service::access_request::{Answered, OwnRequest};
use service::capability::Member;
use service::failure::Failure;

use super::ASKED_FOR;
use crate::center::{Need, Urgency, one_or_many};
use crate::path;

const ANSWERS_STAND: TimeDelta = TimeDelta::days(7);
/// As many are told in words.
const TOLD: usize = 3;

/// Of a Standard Member: answers to what they asked for, what waits for one, and where to ask while nothing is shared.
pub(crate) async fn needs(member: &Member) -> Result<Vec<Need>, Failure> {
    let slug = &member.center().slug;
    let requests = member.own_access_requests().await?;
    let waiting = waiting(slug, &requests);
    let no_asset = (waiting.is_none() && !member.reaches_an_asset().await?).then(|| no_asset(slug));
    let answers = answers(slug, &requests, member.keyholder().clock().now());
    Ok(answers.into_iter().chain(waiting).chain(no_asset).collect())
}

/// What became of what they asked for, for a week; the newest first.
pub fn answers(slug: &str, requests: &[OwnRequest], now: DateTime<Utc>) -> Option<Need> {
    let answered = requests.iter().filter_map(|of| Some((&of.ask, of.answered.as_ref()?)));
    let mut answered: Vec<_> = answered.filter(|(_, answer)| now - answer.at < ANSWERS_STAND).collect();
    answered.sort_by_key(|(_, answer)| Reverse(answer.at));
    let (newest, _) = answered.first()?;
    let words = answered.iter().take(TOLD).map(|(ask, Answered { by, words, .. })| match words {
        Some(words) => format!("{by} answered no to {ask}: “{words}”"),
        None => format!("{by} granted {ask}."),
    });
    let many = number(answered.len());
    Some(Need {
        many,
        urgency: Urgency::Waits,
        what: one_or_many(many, "Answer to what you asked for", "Answers to what you asked for"),
        more: told(words.collect(), answered.len()),
        label: one_or_many(many, "See it", "See them"),
        href: asked_for(slug, newest),
    })
}

/// What they asked for and has no answer yet.
pub fn waiting(slug: &str, requests: &[OwnRequest]) -> Option<Need> {
    let asks: Vec<_> = requests.iter().filter(|of| of.answered.is_none()).map(|of| &of.ask).collect();
    let many = number(asks.len());
    Some(Need {
        many,
        urgency: Urgency::Waits,
        what: one_or_many(many, "Request of yours waits for an Admin", "Requests of yours wait for an Admin"),
        more: told(asks.iter().take(TOLD).map(|ask| format!("You asked for {ask}.")).collect(), asks.len()),
        label: one_or_many(many, "Look at it", "Look at them"),
        href: asked_for(slug, asks.first()?),
    })
}

fn told(words: Vec<String>, all: usize) -> String {
    let more = all.saturating_sub(words.len());
    let more = (more > 0).then(|| format!("And {more} more."));
    words.into_iter().chain(more).collect::<Vec<_>>().join(" ")
}

/// Where it stands beside what else is missing.
fn asked_for(slug: &str, ask: &Ask) -> String {
    let problem = match ask {
        Ask::For(Wish::Admin | Wish::Module(_)) => Problem::Level,
        Ask::For(Wish::Asset { .. }) | Ask::Named { .. } => Problem::Assets,
    };
    format!("{}#{ASKED_FOR}", path::own_diagnosis(slug, problem))
}

fn number(many: usize) -> u32 {
    u32::try_from(many).unwrap_or(u32::MAX)
}

/// Without one there is nothing to do here but to ask.
fn no_asset(slug: &str) -> Need {
    Need {
        many: 0,
        urgency: Urgency::Care,
        what: "Assets are shared with you".to_owned(),
        more: "Ask an Admin for the one you work on.".to_owned(),
        label: "Ask for it".to_owned(),
        href: path::own_diagnosis(slug, Problem::Assets),
    }
}
