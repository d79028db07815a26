//! **Export**: the list as it is shown, as CSV, however long it is.

use axum::body::Body;
use axum::extract::Query;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, SecondsFormat, Utc};
use domain::partner::{PartnerKind, Start};
use futures_util::stream;
use service::partner::{PartnerRow, PartnersQuery};

use super::asked::Asked;
use super::server::ssr::{query, reach};
use crate::audit::export::inert;
use crate::error::PageError;
use crate::request::AnAdmin;

/// How many rows leave at a time.
const PIECE: usize = 1_000;

pub(crate) async fn export(AnAdmin(admin): AnAdmin, Query(asked): Query<Vec<(String, String)>>) -> Response {
    let asked = Asked::parse(&asked.into_iter().collect());
    let begin = Some((PartnersQuery { start: Start::First, ..query(asked) }, true));
    let name = format!("attachment; filename=\"partners-{}.csv\"", admin.center().slug);
    let pieces = stream::try_unfold((admin, begin), |(admin, left)| async move {
        let Some((query, first)) = left else { return Ok(None) };
        let rows = admin.partner_rows(&query, PIECE).await.map_err(PageError::from)?;
        let last = rows.last().filter(|_| rows.len() == PIECE).map(|row| row.id);
        let next = last.map(|id| (PartnersQuery { start: Start::After(id), ..query }, false));
        Ok::<_, PageError>(Some((csv(&rows, first), (admin, next))))
    });
    let heads = [(header::CONTENT_TYPE, "text/csv; charset=utf-8"), (header::CONTENT_DISPOSITION, &name)];
    (heads, Body::from_stream(pieces)).into_response()
}

fn csv(rows: &[PartnerRow], first: bool) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let heads = [
        "name",
        "address",
        "organisation",
        "kind",
        "access level",
        "can reach",
        "state",
        "state since or until",
        "last here",
    ];
    // What is written to memory can't fail.
    if first {
        let _ = writer.write_record(heads);
    }
    for row in rows {
        let _ = writer.write_record([
            inert(row.name.as_deref().unwrap_or_default()),
            inert(&row.contact),
            inert(row.organisation.as_deref().unwrap_or_default()),
            row.kind.map_or("Founder", PartnerKind::label).to_owned(),
            row.level().label().to_owned(),
            reach(row.grant),
            row.state.label().to_owned(),
            moment(row.state_at),
            row.seen_at.map(moment).unwrap_or_default(),
        ]);
    }
    writer.into_inner().unwrap_or_default()
}

fn moment(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}
