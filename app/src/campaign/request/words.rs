//! Change requests in words.

use chrono::{DateTime, Utc};
use domain::campaign::CampaignField;
use domain::campaign::request::{RequestState, created};
use domain::grant::Grant;
use domain::id::ChangeRequestId;
use domain::zone::ago;
use service::campaign::request::{Changed, RequestsQuery, StandingRequest, Track, WholeRequest};
use service::campaign::{CampaignAccount, Campaigns};
use service::failure::Failure;

use super::server::{
    Asked, Can, CommentItem, Decided, Difference, Queue, RequestItem, RequestsPage, ShownRequest,
};
use crate::campaign::decides::who_decides;
use crate::campaign::standing::server::OperatedBy;
use crate::error::PageError;

fn answer(failure: Failure) -> PageError {
    PageError::from(failure).answer()
}

/// Whether whoever looks decides it: an Admin who never proposed it.
fn decides(campaigns: &Campaigns, request: &StandingRequest, formerly_own: bool) -> bool {
    let member = campaigns.member();
    member.grant() == Grant::Admin
        && request.proposer.id != member.partner()
        && !formerly_own
        && request.state == RequestState::Waiting
}

pub(super) async fn list(campaigns: &Campaigns, asked: Asked) -> Result<RequestsPage, PageError> {
    let query = RequestsQuery { state: asked.state, after: asked.after };
    let page = campaigns.requests(query).await.map_err(answer)?;
    let now = campaigns.member().keyholder().clock().now();
    Ok(RequestsPage {
        more_after: if page.more { page.rows.last().map(|last| last.id) } else { None },
        counts: RequestState::ALL.map(|state| (state, page.counts.of(state))).to_vec(),
        rows: page
            .rows
            .iter()
            .map(|row| item(campaigns, row, page.formerly_own.contains(&row.id), now))
            .collect(),
    })
}

fn item(campaigns: &Campaigns, row: &StandingRequest, formerly_own: bool, now: DateTime<Utc>) -> RequestItem {
    let when = match &row.decided {
        None => ago(row.edited_at, now),
        Some(decided) => match &decided.by {
            Some(by) => format!("{} by {by}", ago(decided.at, now)),
            None => ago(decided.at, now),
        },
    };
    RequestItem {
        id: row.id,
        campaign: row.name().to_owned(),
        ad_account: row.account.name.clone(),
        proposer: row.proposer.name.clone(),
        changes: short(row),
        state: row.state,
        when,
        pick: decides(campaigns, row, formerly_own).then(|| spelt(row)),
        stale: row.state == RequestState::Waiting && row.changes.as_ref().is_some_and(Changed::is_stale),
    }
}

/// Of a new one a line is enough.
fn short(row: &StandingRequest) -> Vec<String> {
    match row.changes {
        None => vec![format!("New: {}", row.proposed.words_in_one(row.account.offset))],
        Some(_) => row.changes_in_words().iter().map(|(field, words)| format!("{field} {words}")).collect(),
    }
}

/// What a box of the list brings back: the id, and what was seen.
fn spelt(row: &StandingRequest) -> String {
    let shown = row.shown();
    let version = shown.version.map(|version| version.to_string()).unwrap_or_default();
    format!("{}.{}.{version}", row.id, shown.content)
}

pub(super) async fn one(campaigns: &Campaigns, request: ChangeRequestId) -> Result<ShownRequest, PageError> {
    let WholeRequest { request, comments, track, deciders, queue } =
        campaigns.request(request).await.map_err(answer)?;
    let (member, zone) = (campaigns.member(), campaigns.member().zone());
    let now = member.keyholder().clock().now();
    let formerly_own = deciders.iter().all(|decider| decider.id != member.partner());
    let decides = decides(campaigns, &request, formerly_own);
    let own = request.proposer.id == member.partner();
    let admin = member.grant() == Grant::Admin;
    let can = match request.state {
        RequestState::Waiting if own => Can::Edit { admin },
        RequestState::Waiting if decides => {
            let shown = request.shown();
            let over = request.changes.as_ref().filter(|of| of.is_stale()).map(|of| of.version);
            Can::Decide { content: shown.content, version: shown.version, over }
        }
        _ => Can::Nothing,
    };
    let others = if own { "You want".to_owned() } else { format!("{} wants", request.proposer.name) };
    let organisation = request.proposer.organisation.as_ref().map(|of| format!(", {of}")).unwrap_or_default();
    let edited = if request.edited_at == request.proposed_at {
        String::new()
    } else {
        format!(", changed {}", ago(request.edited_at, now))
    };
    Ok(ShownRequest {
        id: request.id,
        title: format!("{others} {} {}", request.wants(), request.name()),
        campaign_name: request.name().to_owned(),
        campaign: request.changes.as_ref().map(|of| of.campaign).or(request.created),
        state: request.state,
        proposer: request.proposer.name.clone(),
        proposer_page: admin.then_some(request.proposer.id),
        proposed: format!("{}{edited}", ago(request.proposed_at, now)),
        of_whom: format!("{organisation}, for {}.{}", spelt_out(&request.account), taken_over(&request)),
        reason: request.reason.clone(),
        difference: difference(&request),
        stays: stays(&request),
        decided: request.decided.as_ref().map(|decided| Decided {
            by: decided.by.clone(),
            at: zone.moment(decided.at),
            answer: decided.answer.clone(),
            ahead: decided.ahead,
        }),
        comments: comments
            .into_iter()
            .map(|of| CommentItem { by: of.by, words: of.words, at: zone.moment(of.at) })
            .collect(),
        track: told(&track),
        deciders: who_decides(&deciders),
        hindrance: hindrance(&request, now).filter(|_| decides),
        approve_ahead: (decides && !request.approved_ahead && request.changes_only_the_budget())
            .then(|| OperatedBy(request.proposer.id, request.account.id).spelt()),
        queue: (queue.waiting > 0).then_some(Queue {
            waiting: queue.waiting,
            place: decides.then_some(queue.place),
            next: queue.next,
        }),
        can,
    })
}

fn difference(request: &StandingRequest) -> Difference {
    let Some(changed) = &request.changes else { return Difference::New(request.changes_in_words()) };
    let (name, offset) = (&request.account.name, request.account.offset);
    let mut three = changed.three(&request.proposed);
    if request.state == RequestState::Waiting && changed.is_stale() {
        return Difference::Three {
            base: changed.base_version,
            version: changed.version,
            by: changed.saved_by.clone(),
            rows: three.compared(name, offset),
        };
    }
    // What came after it was decided is no matter of this.
    three.is = three.was.clone();
    let rows = three.compared(name, offset);
    Difference::Two { version: changed.base_version, rows, of: CampaignField::ALL.len() }
}

fn stays(request: &StandingRequest) -> Vec<(String, String)> {
    let Some(of) = &request.changes else { return Vec::new() };
    let (name, offset) = (&request.account.name, request.account.offset);
    let different = of.was.difference(&request.proposed, name, offset);
    let shown = of.was.shown(name, offset);
    let stays = shown.fields().filter(|(field, _)| !different.iter().any(|change| change.field == *field));
    stays.map(|(field, words)| (field.label().to_owned(), words.to_owned())).collect()
}

/// What stands against it, before anybody tries.
fn hindrance(request: &StandingRequest, now: DateTime<Utc>) -> Option<String> {
    let approved = match &request.changes {
        None => created(&request.proposed, now),
        Some(changed) => changed.three(&request.proposed).approved(now),
    };
    approved.err().map(|refusal| refusal.to_string())
}

/// "Halcyon EU (EUR, UTC+01:00)": what its money and times are in.
fn spelt_out(account: &CampaignAccount) -> String {
    format!("{} ({}, {})", account.name, account.currency.code(), account.offset)
}

/// " Taken over from Renée Østergård."
fn taken_over(request: &StandingRequest) -> String {
    request.former.as_ref().map(|former| format!(" Taken over from {former}.")).unwrap_or_default()
}

fn told(track: &Track) -> Option<String> {
    let of = |state: RequestState| format!("{} {}", state.label().to_lowercase(), track.of(state));
    let ended = [RequestState::Approved, RequestState::Rejected, RequestState::Withdrawn];
    if ended.iter().all(|state| track.of(*state) == 0) {
        return None;
    }
    let ended = ended.map(of);
    let [first, rest @ ..] = ended;
    let mut words = first;
    if let Some(letter) = words.get_mut(..1) {
        letter.make_ascii_uppercase();
    }
    Some(format!("{words}, {}.", rest.join(", ")))
}
