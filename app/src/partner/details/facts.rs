//! Who a partner is, and where they are logged in.

use chrono::{DateTime, Utc};
use domain::end::EndDate;
use domain::invitation::AcceptUntil;
use domain::partner::{PartnerKind, PartnerState};
use domain::zone::ago;
use service::capability::Admin;
use service::failure::Failure;
use service::partner::PartnerDetails;

use super::server::Session;

pub(super) fn facts(partner: &PartnerDetails, admin: &Admin, now: DateTime<Utc>) -> Vec<(String, String)> {
    let (row, zone) = (&partner.row, admin.member().zone());
    // The same day for everybody, whatever zone they read in.
    let center = admin.center().zone;
    let last_day = |ends: DateTime<Utc>| EndDate::at(ends, center).to_string();
    let accept_until = || {
        AcceptUntil::of(row.state_at, row.ends_at.map(|ends| EndDate::at(ends, center))).words(zone, center)
    };
    let mut facts = vec![("Address", row.contact.clone())];
    let (since, ends) = (zone.day(partner.since), row.ends_at.map(last_day));
    let ends = ends.unwrap_or_else(|| "No end date".to_owned());
    match row.state {
        PartnerState::Active => {
            facts.push(("Member since", since));
            facts.push(("Access ends", ends));
            facts.push(("Last here", row.seen_at.map_or("Never".to_owned(), |seen| ago(seen, now))));
        }
        PartnerState::Invited => {
            facts.push(("Accept until", accept_until()));
            facts.push(("Access ends", ends));
        }
        PartnerState::Expired => {
            facts.push(("Expired", accept_until()));
            facts.push(("Access ends", ends));
        }
        PartnerState::Declined => facts.push(("Declined", since)),
        PartnerState::Cancelled => facts.push(("Cancelled", since)),
        PartnerState::Revoked => facts.push(("Revoked", since)),
        PartnerState::Ended => facts.push(("Ended", last_day(row.state_at))),
    }
    facts.push(("Kind", row.kind.map_or("Founder", PartnerKind::label).to_owned()));
    facts.into_iter().map(|(what, says)| (what.to_owned(), says)).collect()
}

pub(super) async fn sessions(
    partner: &PartnerDetails,
    admin: &Admin,
    now: DateTime<Utc>,
) -> Result<Vec<Session>, Failure> {
    if partner.row.state != PartnerState::Active {
        return Ok(Vec::new());
    }
    let open = admin.open_sessions(partner.row.id).await?;
    Ok(open
        .into_iter()
        .map(|session| Session {
            handle: session.handle,
            is_phone: session.browser.is_phone,
            browser: session.browser.to_string(),
            used: format!("{} · {}", session.client, ago(session.seen, now)),
            here: session.here,
        })
        .collect())
}
