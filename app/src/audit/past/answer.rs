//! What was asked, made into what can't be wrong; and the answer in words.

use std::collections::HashSet;

use domain::access::{AccessLevel, Module};
use domain::past::{Span, SpanRefusal};
use domain::seats::grouped;
use domain::zone::Zone;
use service::audit::{Finding, Past, PastAsset, PastQuery, Reach, Reacher, Stay, Subject, Until};
use service::capability::Admin;

use super::server::{Answer, Asked, PastField, PastForm, PastPage, PastRow};
use crate::asset::why::sentence_of;
use crate::error::PageError;

/// How many rows stand on a page.
const ROWS: usize = 100;

pub(super) async fn page(admin: &Admin, asked: Asked) -> Result<PastPage, PageError> {
    let (zone, now) = (admin.member().zone(), admin.keyholder().clock().now());
    let mut form = PastForm::default()
        .typed(PastField::Asset, &*asked.asset)
        .typed(PastField::Day, asked.day.as_deref().unwrap_or_default())
        .typed(PastField::Time, &*asked.time);
    let subject = match asked.asset.as_str() {
        "" => Subject::BusinessCenter,
        id => Subject::Asset(id.parse().map_err(|_| PageError::NotFound.answer())?),
    };
    let span = asked.day.as_deref().and_then(|day| match Span::parse(day, &asked.time, zone, now) {
        Ok(span) => Some(span),
        Err(refusal) => {
            let field = if refusal.is_of_the_time() { PastField::Time } else { PastField::Day };
            if matches!(refusal, SpanRefusal::NotADay { .. } | SpanRefusal::NotATime { .. }) {
                // Fields of a day and of a time hold nothing else; the sentence quotes it.
                form = form.clone().instead(field, "");
            }
            form.refuse(field, refusal);
            None
        }
    });
    let query = span.map(|span| PastQuery { subject, span });
    let past = admin.past(query).await.map_err(|failure| PageError::from(failure).answer())?;
    let known = |asset| past.assets.iter().any(|(id, _)| *id == asset);
    if matches!(subject, Subject::Asset(asset) if !known(asset)) {
        return Err(PageError::NotFound.answer());
    }
    let assets = past.assets.iter().map(|(id, asset)| (id.to_string(), choice(asset))).collect();
    let answer = query.map(|query| answer(admin, &past, query, &asked));
    Ok(PastPage { form, assets, zone: zone.words(), answer })
}

/// "Halcyon EU (Ad account 7012 4498 0031), removed"
fn choice(asset: &PastAsset) -> String {
    let what = asset.what.split(',').next().unwrap_or_default();
    let removed = if asset.removed.is_some() { ", removed" } else { "" };
    format!("{} ({what}){removed}", asset.name)
}

fn answer(admin: &Admin, past: &Past, query: PastQuery, asked: &Asked) -> Answer {
    let (zone, slug) = (admin.member().zone(), &admin.center().slug);
    let minute = !asked.time.trim().is_empty();
    let start = asked.start.parse().unwrap_or(0_usize).min(past.stays.len());
    let next = start + ROWS;
    let (what, about) = match query.subject {
        Subject::BusinessCenter => (admin.center().name.clone(), None),
        Subject::Asset(_) => of_asset(past, query, zone),
    };
    let from = query.span.from;
    let when = if minute { zone.moment(from).to_string() } else { zone.day(from) };
    Answer {
        title: format!("{what} {} {when}", if minute { "at" } else { "on" }),
        of_an_asset: matches!(query.subject, Subject::Asset(_)),
        about,
        count: count(past),
        rows: past.stays[start..].iter().take(ROWS).map(|stay| row(stay, query.subject, zone)).collect(),
        first: (start > 0).then(|| asked.from(slug, 0)),
        next: (next < past.stays.len()).then(|| asked.from(slug, next)),
        basis: basis(past, zone),
        trouble: trouble(past),
        gaps: past.gaps.iter().map(|gap| unknown(gap.number)).collect(),
    }
}

/// One person can have several rows.
fn count(past: &Past) -> String {
    let people: HashSet<_> = past.stays.iter().map(|stay| stay.reacher.partner).collect();
    match people.len() {
        0 => "Nobody could reach it.".to_owned(),
        1 => "1 person could reach it.".to_owned(),
        several => format!("{} people could reach it.", grouped(u32::try_from(several).unwrap_or(u32::MAX))),
    }
}

/// What it was called by then, and when it was not on the list.
fn of_asset(past: &Past, query: PastQuery, zone: Zone) -> (String, Option<String>) {
    let Some(then) = &past.asset else {
        let later = past.assets.iter().find(|(id, _)| Subject::Asset(*id) == query.subject);
        let name = later.map(|(_, asset)| asset.name.clone()).unwrap_or_default();
        let about = later.map(|(_, asset)| {
            let registered = asset.registered;
            format!(
                "It was not registered yet: that was on {}, entry {}.",
                zone.moment(registered.at),
                registered.number
            )
        });
        return (name, about);
    };
    let about = then.removed.map(|removed| {
        format!("It was taken off the list on {}, entry {}.", zone.moment(removed.at), removed.number)
    });
    (then.name.clone(), about)
}

fn row(stay: &Stay, subject: Subject, zone: Zone) -> PastRow {
    let reacher = &stay.reacher;
    let (role, why) = told(reacher, subject);
    PastRow {
        partner: reacher.partner,
        name: reacher.name.clone(),
        role,
        why,
        since: zone.moment(reacher.made.at),
        entry: reacher.made.number,
        until: stay.until.map(|until| match until {
            Until::Entry(mark) => zone.moment(mark.at),
            Until::Clock(at) => zone.moment(at),
        }),
        ended_by: stay.until.and_then(|until| match until {
            Until::Entry(mark) => Some(mark.number),
            Until::Clock(_) => None,
        }),
    }
}

fn told(reacher: &Reacher, subject: Subject) -> (String, String) {
    match &reacher.reach {
        Reach::Admin => {
            let why = match subject {
                Subject::BusinessCenter => "As an Admin: every Module and Asset",
                Subject::Asset(_) => "As an Admin, who reaches every Asset",
            };
            (AccessLevel::Admin.label().to_owned(), why.to_owned())
        }
        Reach::Standard(modules) => {
            let labels: Vec<_> = modules.iter().map(Module::label).collect();
            let with = if labels.is_empty() {
                "With no Module".to_owned()
            } else {
                format!("With {}", labels.join(", "))
            };
            let until = reacher.ends.map(|last| format!(", until the end of {}", last.end()));
            (AccessLevel::Standard.label().to_owned(), format!("{with}{}", until.unwrap_or_default()))
        }
        Reach::Asset(given) => {
            let others = given.others.iter().map(|other| &other.way);
            let counts = &given.counts;
            let why = sentence_of(&counts.way, others, reacher.ends, counts.purpose.as_ref());
            (counts.way.role.label().to_owned(), why)
        }
    }
}

fn basis(past: &Past, zone: Zone) -> String {
    let Some(through) = past.through else {
        if !past.is_sound() {
            return String::new();
        }
        return "The audit log has no entry from then: the Business Center was founded later.".to_owned();
    };
    let entries = match through.number {
        1 => "entry 1".to_owned(),
        newest => format!("entries 1 to {newest}"),
    };
    let newest = zone.moment(through.at);
    let seals = match (past.is_sound(), &past.finding) {
        (true, Finding::Whole { .. }) => " Their seals fit.",
        (true, _) => " Their seals fit. Later entries were changed: Verify says which.",
        (false, _) => "",
    };
    format!("Answered from {entries} of the audit log; the newest of these is of {newest}.{seals}")
}

fn trouble(past: &Past) -> Option<String> {
    if past.is_sound() {
        return None;
    }
    let what = match past.finding {
        Finding::DoesNotFit { number } => format!("Entry {number} was changed after it was written"),
        Finding::Missing { before } => format!("Entries before {before} were taken out"),
        Finding::NewestMissing { found } => format!("Entries after {found} were cut off"),
        Finding::Whole { .. } => return None,
    };
    Some(format!("{what}, so this answer can’t be trusted. Compare with a backup or an export."))
}

fn unknown(entry: i64) -> String {
    format!(
        "Entry {entry} does not tell enough of what it changed. Whoever it concerns, and no later one names, may be missing \
         here, or stand with what they had before."
    )
}
