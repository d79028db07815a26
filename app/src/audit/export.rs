//! The log to take away, as CSV or as JSON Lines, with every seal whole. It leaves piece by piece, however long it is.
//! Its newest seal must be in the log from then on, so it is written down.

use axum::body::Body;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use data_encoding::HEXLOWER;
use futures_util::stream;
use service::audit::{LogEntry, LogQuery};
use service::capability::Admin;

use super::words::told;
use crate::error::PageError;

/// How many entries leave at a time.
const PIECE: usize = 1_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Csv,
    JsonLines,
}

/// The entries that the query asks for, newest first.
pub(super) fn export(admin: Admin, query: LogQuery, format: Format) -> Response {
    let slug = admin.center().slug.clone();
    let begin = Some((query, true));
    let pieces = stream::try_unfold((admin, begin), move |(admin, left)| async move {
        let Some((query, first)) = left else { return Ok(None) };
        let entries = admin.audit_entries(&query, PIECE).await.map_err(PageError::from)?;
        if let Some(newest) = entries.first().filter(|_| first) {
            admin.keep_exported(newest).await.map_err(PageError::from)?;
        }
        let last = entries.last().filter(|_| entries.len() == PIECE).map(|entry| entry.number);
        let next = last.map(|number| (LogQuery { before: Some(number), ..query }, false));
        let piece = match format {
            Format::Csv => csv(&entries, first),
            Format::JsonLines => json_lines(&entries),
        };
        Ok::<_, PageError>(Some((piece, (admin, next))))
    });
    let (kind, ending) = match format {
        Format::Csv => ("text/csv; charset=utf-8", "csv"),
        Format::JsonLines => ("application/jsonl; charset=utf-8", "jsonl"),
    };
    let name = format!("attachment; filename=\"audit-log-{slug}.{ending}\"");
    ([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, &name)], Body::from_stream(pieces))
        .into_response()
}

fn csv(entries: &[LogEntry], first: bool) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let heads = ["entry", "when", "who", "what", "about", "before", "after", "from where", "seal"];
    // What is written to memory can't fail.
    if first {
        let _ = writer.write_record(heads);
    }
    for entry in entries {
        let told = told(&entry.event);
        let was = told.was.unwrap_or_default();
        let _ = writer.write_record([
            entry.number.to_string(),
            entry.at.to_rfc3339_opts(chrono::SecondsFormat::Micros, true),
            inert(&entry.actor),
            inert(&told.what),
            inert(&told.about),
            inert(&was),
            inert(&told.now),
            inert(&entry.client),
            HEXLOWER.encode(&entry.seal),
        ]);
    }
    writer.into_inner().unwrap_or_default()
}

/// A spreadsheet must not run what somebody is called (attack: formulas in exports).
pub fn inert(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

/// With each body as it was sealed, so that the chain can be verified elsewhere.
fn json_lines(entries: &[LogEntry]) -> Vec<u8> {
    let line = |entry: &LogEntry| {
        let line = serde_json::json!({
            "entry": entry.number,
            "at": entry.at.timestamp_micros(),
            "account": entry.account.map(|account| account.to_string()),
            "actor": entry.actor,
            "client": entry.client,
            "body": entry.body,
            "seal": HEXLOWER.encode(&entry.seal),
        });
        format!("{line}\n")
    };
    entries.iter().map(line).collect::<String>().into_bytes()
}
