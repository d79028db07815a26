//! A bulk change on the server: whom it would be about, and a piece of it.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use domain::id::{OrganisationId, PartnerId};
use domain::note::Note;
use domain::partner::{BulkDeed, MOST, PartnerState, Start};
use serde::Deserialize;
use service::capability::Admin;
use service::failure::Failure;
use service::partner::{BulkChange, BulkDone, BulkRefusal, PartnerRow, PartnersQuery};

use super::server::{
    BulkField, BulkForm, BulkItem, BulkOutcome, BulkPage, LeftOutItem, NOBODY_TICKED, WholeOrganisation,
};
use crate::error::PageError;
use crate::partner::asked::Asked;
use crate::partner::server::ssr::query;
use crate::path;

/// As many as are done in one request.
pub(super) const PIECE: usize = 100;
/// As many of an Organisation as one form has room for, which names each of them twice: as shown, and as ticked.
const MOST_OF_ONE: usize = 2_000;

/// The form of the list, or that of the bulk change.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Posted {
    #[serde(rename = "do")]
    deed: String,
    /// Those that are ticked.
    id: Vec<PartnerId>,
    /// All that the list shows, instead.
    all: String,
    /// What the list was asked for.
    asked: String,
    begun: String,
    reason: String,
    /// It was seen whom it is about.
    seen: String,
    /// Everybody of the Organisation who was.
    shown: Vec<PartnerId>,
    /// Those of the list with whom it is not done.
    left_out: Vec<PartnerId>,
}

/// Says whom it is about; once that was seen, does a piece of it first.
pub(super) async fn step(admin: &Admin, posted: Posted) -> Result<BulkPage, PageError> {
    let Some(deed) = BulkDeed::parse(&posted.deed) else { return Err(PageError::NotUnderstood) };
    if posted.seen != "yes" {
        let now = admin.keyholder().clock().now();
        return rehearse(admin, deed, &posted, &now.to_rfc3339()).await;
    }
    let (form, done) = piece(admin, deed, &posted).await?;
    let left = Posted { id: posted.id.into_iter().skip(taken(&form)).collect(), ..posted };
    let mut page = rehearse(admin, deed, &left, &left.begun).await?;
    page.items.splice(0..0, done);
    Ok(BulkPage { form, ..page })
}

/// How many had their turn in one request.
fn taken(form: &BulkForm) -> usize {
    if form.is_refused() { 0 } else { PIECE }
}

/// All of an Organisation; where it was posted what was seen, a piece of it is done first.
pub(super) async fn organisation(
    admin: &Admin,
    id: OrganisationId,
    posted: Option<Posted>,
) -> Result<BulkPage, PageError> {
    let deed = BulkDeed::Revoke;
    let (begun, (form, mut done)) = match &posted {
        None => (admin.keyholder().clock().now().to_rfc3339(), (BulkForm::default(), Vec::new())),
        Some(posted) => (posted.begun.clone(), piece(admin, deed, posted).await?),
    };
    let (name, mut rows) = admin.organisation_rows(id, MOST_OF_ONE + 1).await.map_err(PageError::from)?;
    let more = rows.len() > MOST_OF_ONE;
    rows.truncate(MOST_OF_ONE);
    rows.retain(|row| done.iter().all(|item| item.id != row.id));
    let back = path::partners_of(&admin.center().slug, &name);
    let of = Some(WholeOrganisation { id, name });
    let page = divided(admin, deed, rows, &begun).await?;
    let mut page = BulkPage { of, more, back, ..page };
    if let Some(posted) = posted {
        page = page.with_who_came(&posted.shown.iter().copied().collect());
        let left: HashSet<_> = posted.id.iter().skip(taken(&form)).collect();
        page.items.iter_mut().for_each(|item| item.ticked = left.contains(&item.id));
        page.problem = posted.id.is_empty().then(|| NOBODY_TICKED.to_owned());
    }
    done.append(&mut page.items);
    Ok(BulkPage { items: done, form, ..page })
}

async fn rehearse(
    admin: &Admin,
    deed: BulkDeed,
    posted: &Posted,
    begun: &str,
) -> Result<BulkPage, PageError> {
    let asked = Asked::of_query(&posted.asked);
    let back = asked.address(&path::partners(&admin.center().slug));
    let mut rows = if posted.all == "yes" && posted.seen != "yes" {
        let all = PartnersQuery { start: Start::First, ..query(asked) };
        admin.partner_rows(&all, MOST + 1).await.map(|rows| rows.into_iter().map(|row| row.partner).collect())
    } else {
        let chosen: Vec<_> = posted.id.iter().chain(&posted.left_out).copied().take(MOST).collect();
        admin.partners_of(&chosen).await
    }
    .map_err(PageError::from)?;
    let more = rows.len().max(posted.id.len()) > MOST;
    rows.truncate(MOST);
    let mut page = divided(admin, deed, rows, begun).await?;
    // Whoever was left out when it was shown stays so, however they stand by now.
    let left_out: HashSet<_> = posted.left_out.iter().collect();
    page.items.retain(|item| !left_out.contains(&item.id));
    Ok(BulkPage { more, back, ..page })
}

/// With whom it is done, and with whom not.
async fn divided(
    admin: &Admin,
    deed: BulkDeed,
    rows: Vec<PartnerRow>,
    begun: &str,
) -> Result<BulkPage, PageError> {
    let since = moment(begun, admin);
    let (mut with, mut left_out) = (Vec::new(), Vec::new());
    for row in rows {
        match admin.left_out(deed, &row, since) {
            None => with.push(row),
            Some(why) => {
                let (id, name) = (row.id, row.name.unwrap_or(row.contact));
                left_out.push(LeftOutItem { id, name, why: why.to_string() });
            }
        }
    }
    let items = items(admin, deed, with).await?;
    Ok(BulkPage { deed: Some(deed), items, left_out, begun: begun.to_owned(), ..BulkPage::default() })
}

/// The first of those who are ticked, and what became of it with them; with none of them for what is no reason.
async fn piece(
    admin: &Admin,
    deed: BulkDeed,
    posted: &Posted,
) -> Result<(BulkForm, Vec<BulkItem>), PageError> {
    let mut form = BulkForm::default().typed(BulkField::Reason, &*posted.reason);
    let Some(reason) = form.take(BulkField::Reason, Note::parse(&posted.reason)) else {
        return Ok((form, Vec::new()));
    };
    let now = &posted.id[..posted.id.len().min(PIECE)];
    let before = admin.partners_of(now).await.map_err(PageError::from)?;
    let before = items(admin, deed, before).await?;
    let outcomes = run(admin, &change(admin, deed, &posted.begun, reason), now).await?;
    let done = before.into_iter().filter_map(|item| {
        let outcome = outcomes.iter().find(|(id, _)| *id == item.id)?.1.clone();
        Some(BulkItem { outcome: Some(outcome), ..item })
    });
    Ok((form, done.collect()))
}

pub(super) fn change(admin: &Admin, deed: BulkDeed, begun: &str, reason: Option<Note>) -> BulkChange {
    BulkChange { reason, ..BulkChange::new(deed, moment(begun, admin)) }
}

/// Each in a change of its own; what stands in the way of one is said beside it.
pub(super) async fn run(
    admin: &Admin,
    change: &BulkChange,
    partners: &[PartnerId],
) -> Result<Vec<(PartnerId, BulkOutcome)>, PageError> {
    let mut outcomes: Vec<(PartnerId, (bool, String))> = Vec::with_capacity(partners.len());
    for partner in partners {
        if outcomes.iter().all(|(done, _)| done != partner) {
            let done = admin.does_in_bulk(change, *partner).await;
            outcomes.push((*partner, told(done)?));
        }
    }
    let now = admin.partners_of(partners).await.map_err(PageError::from)?;
    let states: HashMap<_, _> = now.into_iter().map(|row| (row.id, row.state)).collect();
    // Those of others have no row here.
    let outcome = |(partner, (done, words))| {
        let state = *states.get(&partner)?;
        Some((partner, BulkOutcome { done, words, state }))
    };
    Ok(outcomes.into_iter().filter_map(outcome).collect())
}

/// Whether it is done with them, and in which words.
fn told(done: Result<BulkDone, Failure<BulkRefusal>>) -> Result<(bool, String), PageError> {
    Ok(match done {
        Ok(done) => (true, said(done)),
        Err(Failure::Refused(BulkRefusal::LeftOut(left_out))) => (left_out.is_done(), left_out.to_string()),
        Err(Failure::Refused(refusal)) => (false, refusal.to_string()),
        // Whoever may do it no longer does none of the rest.
        Err(failure @ Failure::NoLongerAllowed) => {
            return Err(PageError::without_refusal(failure).answer());
        }
        Err(failure) => (false, PageError::without_refusal(failure).to_string()),
    })
}

fn said(done: BulkDone) -> String {
    match done {
        BulkDone::LinkSent => "New link sent".to_owned(),
        BulkDone::Revoked => "Access revoked".to_owned(),
        BulkDone::Cancelled => "Invitation cancelled".to_owned(),
        BulkDone::Level(level) => format!("{} now", level.label()),
    }
}

/// As the page brought it back; a moment that is none began now.
fn moment(begun: &str, admin: &Admin) -> DateTime<Utc> {
    begun.parse().unwrap_or_else(|_| admin.keyholder().clock().now())
}

async fn items(admin: &Admin, deed: BulkDeed, rows: Vec<PartnerRow>) -> Result<Vec<BulkItem>, PageError> {
    let ending = if deed == BulkDeed::Revoke { rows.as_slice() } else { &[] };
    let rehearsals = admin.rehearse_revokes(ending).await.map_err(PageError::from)?;
    let item = |row: PartnerRow| {
        let ends = match (deed, rehearsals.get(&row.id)) {
            (BulkDeed::Revoke, Some(one)) => one.rehearsal.beside_a_name(one.with),
            (BulkDeed::Revoke, None) if row.state == PartnerState::Invited => {
                vec![format!("The invitation, as {}", row.level().label())]
            }
            _ => Vec::new(),
        };
        let under = [row.name.is_some().then(|| row.contact.clone()), row.organisation];
        BulkItem {
            id: row.id,
            under: under.into_iter().flatten().collect::<Vec<_>>().join(", "),
            name: row.name.unwrap_or(row.contact),
            state: row.state,
            ends,
            ticked: true,
            outcome: None,
        }
    };
    Ok(rows.into_iter().map(item).collect())
}
