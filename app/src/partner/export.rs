//! **Export**: the list as it is shown, as CSV, however long it is.

use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, SecondsFormat, Utc};
use domain::partner::{PartnerKind, Start, can_reach};
use service::partner::{ListedPartner, PartnersQuery};

use super::asked::Asked;
use super::server::ssr::query;
use crate::audit::export::inert;
use crate::plain::House;
use crate::request::AnAdmin;

pub(crate) async fn export(
    State(house): State<House>,
    AnAdmin(admin): AnAdmin,
    Query(asked): Query<Vec<(String, String)>>,
) -> Response {
    let asked = Asked::parse(&asked.into_iter().collect());
    let query = PartnersQuery { start: Start::First, ..query(asked) };
    // All at one moment: whoever visits meanwhile moves in a list by last activity, and would be left out or written twice.
    let rows = match admin.partner_rows(&query, usize::MAX).await {
        Ok(rows) => rows,
        Err(failure) => return house.failed(failure),
    };
    let name = format!("attachment; filename=\"partners-{}.csv\"", admin.center().slug);
    let heads = [(header::CONTENT_TYPE, "text/csv; charset=utf-8"), (header::CONTENT_DISPOSITION, &name)];
    (heads, csv(&rows)).into_response()
}

fn csv(rows: &[ListedPartner]) -> Vec<u8> {
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
    let _ = writer.write_record(heads);
    for ListedPartner { partner: row, assets, .. } in rows {
        let _ = writer.write_record([
            inert(row.name.as_deref().unwrap_or_default()),
            inert(&row.contact),
            inert(row.organisation.as_deref().unwrap_or_default()),
            row.kind.map_or("Founder", PartnerKind::label).to_owned(),
            row.level().label().to_owned(),
            can_reach(row.state, row.grant, *assets),
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
