//! What a bulk change asks of the server: who it would be about, and a piece of it after the other.

use domain::id::PartnerId;
use domain::partner::{BulkDeed, PartnerState};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::PageError;

/// Whom a bulk change is about, and what became of it so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkPage {
    /// None while nobody is chosen.
    pub deed: Option<BulkDeed>,
    pub items: Vec<BulkItem>,
    pub left_out: Vec<LeftOutItem>,
    /// The list has more than are changed at once.
    pub more: bool,
    /// When it began: what was done since is not done again.
    pub begun: String,
    /// The list that they were chosen in.
    pub back: String,
}

/// One of those with whom it is done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkItem {
    pub id: PartnerId,
    pub name: String,
    pub under: String,
    pub state: PartnerState,
    pub outcome: Option<BulkOutcome>,
}

/// One of those with whom it is not, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOutItem {
    pub name: String,
    pub why: String,
}

/// What became of it with one of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkOutcome {
    pub done: bool,
    pub words: String,
}

/// Does it with so many of them; the page then asks for the next.
#[server(endpoint = "partners/bulk")]
pub async fn do_in_bulk(
    slug: String,
    deed: String,
    begun: String,
    #[server(default)] partners: Vec<PartnerId>,
) -> Result<Vec<(PartnerId, BulkOutcome)>, PageError> {
    let admin = crate::request::admin(&slug, service::capability::AdminAction::ManagePartner).await?;
    match BulkDeed::parse(&deed) {
        Some(deed) if partners.len() <= ssr::PIECE => ssr::run(&admin, deed, &begun, &partners).await,
        _ => Err(PageError::NotUnderstood.answer()),
    }
}

#[cfg(feature = "ssr")]
pub(super) mod ssr {
    use chrono::{DateTime, Utc};
    use domain::id::PartnerId;
    use domain::partner::{BulkDeed, MOST, Start};
    use serde::Deserialize;
    use service::capability::Admin;
    use service::failure::Failure;
    use service::partner::{BulkRefusal, PartnerRow, PartnersQuery};

    use super::{BulkItem, BulkOutcome, BulkPage, LeftOutItem};
    use crate::error::PageError;
    use crate::partner::asked::Asked;
    use crate::partner::server::ssr::query;
    use crate::path;

    /// As many as are done in one request.
    pub(super) const PIECE: usize = 100;

    /// The form of the list, or that of the bulk change.
    #[derive(Debug, Default, Deserialize)]
    #[serde(default)]
    pub(in crate::partner::bulk) struct Posted {
        #[serde(rename = "do")]
        deed: String,
        /// Those that were ticked.
        id: Vec<PartnerId>,
        /// All that the list shows, instead.
        all: String,
        /// What the list was asked for.
        asked: String,
        begun: String,
        /// It was seen whom it is about.
        seen: String,
    }

    /// Says whom it is about; once that was seen, does a piece of it first.
    pub(in crate::partner::bulk) async fn step(admin: &Admin, posted: Posted) -> Result<BulkPage, PageError> {
        let Some(deed) = BulkDeed::parse(&posted.deed) else { return Err(PageError::NotUnderstood) };
        let asked = Asked::of_query(&posted.asked);
        if posted.seen != "yes" {
            let now = admin.keyholder().clock().now();
            return rehearse(admin, deed, &posted, asked, &now.to_rfc3339()).await;
        }
        let now = posted.id.iter().take(PIECE).copied().collect::<Vec<_>>();
        let before = admin.partners_of(&now).await.map_err(PageError::from)?;
        let outcomes = run(admin, deed, &posted.begun, &now).await?;
        let done = before.into_iter().filter_map(|row| {
            let outcome = outcomes.iter().find(|(id, _)| *id == row.id)?.1.clone();
            Some(BulkItem { outcome: Some(outcome), ..item(row) })
        });
        let done = done.collect::<Vec<_>>();
        let left = Posted { id: posted.id.into_iter().skip(PIECE).collect(), ..posted };
        let mut page = rehearse(admin, deed, &left, asked, &left.begun).await?;
        page.items.splice(0..0, done);
        Ok(page)
    }

    async fn rehearse(
        admin: &Admin,
        deed: BulkDeed,
        posted: &Posted,
        asked: Asked,
        begun: &str,
    ) -> Result<BulkPage, PageError> {
        let back = asked.address(&path::partners(&admin.center().slug));
        let mut rows = if posted.all == "yes" && posted.seen != "yes" {
            let all = PartnersQuery { start: Start::First, ..query(asked) };
            admin.partner_rows(&all, MOST + 1).await
        } else {
            admin.partners_of(&posted.id[..posted.id.len().min(MOST)]).await
        }
        .map_err(PageError::from)?;
        let more = rows.len().max(posted.id.len()) > MOST;
        rows.truncate(MOST);
        let since = moment(begun, admin);
        let (mut items, mut left_out) = (Vec::new(), Vec::new());
        for row in rows {
            match admin.left_out(deed, &row, since) {
                None => items.push(item(row)),
                Some(why) => {
                    left_out.push(LeftOutItem { name: item(row).name, why: why.to_string() });
                }
            }
        }
        Ok(BulkPage { deed: Some(deed), items, left_out, more, begun: begun.to_owned(), back })
    }

    /// Each in a change of its own; what stands in the way of one is said beside it.
    pub(super) async fn run(
        admin: &Admin,
        deed: BulkDeed,
        begun: &str,
        partners: &[PartnerId],
    ) -> Result<Vec<(PartnerId, BulkOutcome)>, PageError> {
        let since = moment(begun, admin);
        let mut outcomes: Vec<(PartnerId, BulkOutcome)> = Vec::with_capacity(partners.len());
        for partner in partners {
            if outcomes.iter().all(|(done, _)| done != partner) {
                let done = admin.does_in_bulk(deed, *partner, since).await;
                outcomes.push((*partner, outcome(deed, done)?));
            }
        }
        Ok(outcomes)
    }

    fn outcome(deed: BulkDeed, done: Result<(), Failure<BulkRefusal>>) -> Result<BulkOutcome, PageError> {
        let refused = |words: String| BulkOutcome { done: false, words };
        Ok(match done {
            Ok(()) => BulkOutcome { done: true, words: said(deed).to_owned() },
            Err(Failure::Refused(BulkRefusal::LeftOut(left_out))) => {
                BulkOutcome { done: left_out.is_done(), words: left_out.to_string() }
            }
            Err(Failure::Refused(refusal)) => refused(refusal.to_string()),
            // Whoever may do it no longer does none of the rest.
            Err(failure @ Failure::NoLongerAllowed) => {
                return Err(PageError::without_refusal(failure).answer());
            }
            Err(failure) => refused(PageError::without_refusal(failure).to_string()),
        })
    }

    const fn said(deed: BulkDeed) -> &'static str {
        match deed {
            BulkDeed::Resend => "New link sent",
            BulkDeed::Revoke => "Access revoked",
            BulkDeed::MakeStandard => "Standard now",
            BulkDeed::MakeAdmin => "Admin now",
        }
    }

    /// As the page brought it back; a moment that is none began now.
    fn moment(begun: &str, admin: &Admin) -> DateTime<Utc> {
        begun.parse().unwrap_or_else(|_| admin.keyholder().clock().now())
    }

    fn item(row: PartnerRow) -> BulkItem {
        let under = [row.name.is_some().then(|| row.contact.clone()), row.organisation];
        BulkItem {
            id: row.id,
            under: under.into_iter().flatten().collect::<Vec<_>>().join(", "),
            name: row.name.unwrap_or(row.contact),
            state: row.state,
            outcome: None,
        }
    }
}
