//! **Who could reach this on this day?**, answered from the log alone, with whether its seals fit.

use chrono::{DateTime, Utc};
use domain::fold::unaccented;
use domain::id::AssetId;
use domain::past::Span;
use futures_util::TryStreamExt;

use super::inquiry::{Inquiry, Stay};
use super::reach::Subject;
use super::replay::{Mark, PastAsset};
use super::verify::{Chain, Row};
use super::{Event, Finding};
use crate::capability::Admin;
use crate::clock::at;
use crate::failure::{Failure, Fault};

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PastQuery {
    pub subject: Subject,
    pub span: Span,
}

/// The answer, and what it stands on.
#[derive(Clone, Debug)]
pub struct Past {
    /// By name; of one person in their order.
    pub stays: Vec<Stay>,
    /// The newest entry that counts; none before the founding.
    pub through: Option<Mark>,
    /// The Asset that is asked about, as it was by then; none when it was not registered yet.
    pub asset: Option<PastAsset>,
    /// Entries among these that do not tell enough.
    pub gaps: Vec<Mark>,
    /// Every Asset that was ever registered, by the name it had last.
    pub assets: Vec<(AssetId, PastAsset)>,
    /// Whether the whole log is as it was written, and up to which entry it is.
    pub finding: Finding,
    pub whole_to: i64,
}

#[derive(sqlx::FromRow)]
struct PastRow {
    #[sqlx(flatten)]
    row: Row,
    newest: Vec<u8>,
}

impl Past {
    /// Nothing that counts was changed, taken out or cut off. The entry after it counts as well: another time in it, and
    /// it would have been among these.
    pub fn is_sound(&self) -> bool {
        let through = self.through.map_or(0, |mark| mark.number);
        matches!(self.finding, Finding::Whole { .. }) || self.whole_to > through
    }
}

impl Admin {
    /// Reads the whole log, in one statement. Without a question it tells the Assets alone.
    ///
    /// # Errors
    /// Not found for an Asset that the log does not name.
    pub async fn past(&self, query: Option<PastQuery>) -> Result<Past, Failure> {
        let (center, nothing) = (self.center().id, DateTime::<Utc>::MIN_UTC);
        let PastQuery { subject, span } = query.unwrap_or(PastQuery {
            subject: Subject::BusinessCenter,
            span: Span { from: nothing, until: nothing },
        });
        let mut inquiry = Inquiry::new(subject, span);
        let mut chain = Chain::new(self.keyholder().secret(), center, None);
        read!(self.keyholder().db(), |c| {
            let mut rows = sqlx::query_as::<_, PastRow>(
                "SELECT a.number, a.at, a.account_id, a.actor, a.client, a.body, a.seal, c.seal AS newest
                   FROM business_centers c
                   JOIN audit a ON a.center_id = c.id
                  WHERE c.id = $1
                  ORDER BY a.number",
            )
            .bind(center.uuid())
            .fetch(c);
            while let Some(PastRow { row, newest }) = rows.try_next().await? {
                let fits = chain.read(&row, &newest);
                match serde_json::from_str::<Event>(&row.body) {
                    Ok(event) => {
                        inquiry.read(Mark { number: row.number, at: at(row.at) }, &row.actor, &event);
                    }
                    // Somebody wrote over it: that is told, and it says nothing any more.
                    Err(_) if !fits => {}
                    Err(error) => return Err(Fault::Json(error).into()),
                }
            }
        });
        let found = inquiry.found();
        if let Subject::Asset(asset) = subject
            && !found.replay.assets.contains_key(&asset)
        {
            return Err(Failure::NotFound);
        }
        let mut stays = found.stays;
        stays.sort_by_cached_key(|stay| (unaccented(&stay.reacher.name), stay.reacher.partner));
        let mut assets: Vec<_> = found.replay.assets().map(|(id, asset)| (id, asset.clone())).collect();
        assets.sort_by_cached_key(|(id, asset)| (unaccented(&asset.name), *id));
        Ok(Past {
            stays,
            through: found.through,
            asset: found.asset,
            gaps: found.gaps,
            assets,
            whole_to: chain.whole_to(),
            finding: chain.finding(),
        })
    }
}
