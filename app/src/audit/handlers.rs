//! **Verify**, and the exports.

use axum::Router;
use axum::extract::{Form, FromRef, Query, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;
use axum::routing::{get, post};
use domain::audit::Seal;
use serde::Deserialize;
use service::audit::LogQuery;
use service::capability::{Admin, AdminAction, Member};

use super::export::{Format, export};
use super::server::ssr::query;
use super::server::{Asked, SealField, SealForm};
use super::verdict::verdict;
use crate::error::PageError;
use crate::plain::House;
use crate::posted;
use crate::request::AMember;

/// Below `/b/{slug}/audit`.
pub(crate) fn routes<S>() -> Router<S>
where
    S: Clone + Send + Sync + 'static,
    House: FromRef<S>,
{
    Router::new()
        .route("/b/{slug}/audit", post(verify))
        .route("/b/{slug}/audit/export.csv", get(csv))
        .route("/b/{slug}/audit/export.jsonl", get(json_lines))
}

#[derive(Debug, Deserialize)]
struct Typed {
    #[serde(default)]
    seal: String,
}

/// The same page, with what was found.
async fn verify(
    State(house): State<House>,
    AMember(member): AMember,
    parts: Parts,
    Form(typed): Form<Typed>,
) -> Response {
    let admin = match reader(&member) {
        Ok(admin) => admin,
        Err(error) => return house.error(&error),
    };
    let mut form = SealForm::default().typed(SealField::Seal, &*typed.seal);
    let named = match typed.seal.trim() {
        "" => None,
        seal => match form.take(SealField::Seal, Seal::parse(seal)) {
            Some(seal) => Some(seal),
            None => return posted::refused(&house, parts, form).await,
        },
    };
    match admin.verify_audit_log(named.as_ref()).await {
        Ok(found) => {
            let verified = verdict(found, typed.seal, admin.member().zone());
            posted::page(&house, parts, StatusCode::OK, verified).await
        }
        Err(failure) => house.failed(failure),
    }
}

async fn csv(State(house): State<House>, AMember(member): AMember, Query(asked): Query<Asked>) -> Response {
    answer(&house, &member, &asked, Format::Csv)
}

async fn json_lines(
    State(house): State<House>,
    AMember(member): AMember,
    Query(asked): Query<Asked>,
) -> Response {
    answer(&house, &member, &asked, Format::JsonLines)
}

/// All that the address asks for, from its newest entry on.
fn answer(house: &House, member: &Member, asked: &Asked, format: Format) -> Response {
    match reader(member) {
        Ok(admin) => export(admin, LogQuery { before: None, ..query(asked).0 }, format),
        Err(error) => house.error(&error),
    }
}

fn reader(member: &Member) -> Result<Admin, PageError> {
    member.admin_to(AdminAction::SeeAuditLog).map_err(|why| PageError::refused(why, &member.center().slug))
}
