//! **Create Business Center**.

use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::name::BusinessName;
use domain::zone::Zone;
use serde::Deserialize;
use service::center::NewCenter;
use service::failure::Failure;

use super::page;
use crate::form::{FormField, FormState};
use crate::path;
use crate::plain::House;
use crate::request::Account;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    BusinessName,
    TimeZone,
}

impl FormField for Field {
    fn name(self) -> &'static str {
        match self {
            Self::BusinessName => "business_name",
            Self::TimeZone => "time_zone",
        }
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    business_name: String,
    #[serde(default)]
    time_zone: String,
}

pub(super) async fn submit(
    State(house): State<House>,
    Account(account): Account,
    Form(typed): Form<Typed>,
) -> Response {
    let mut form = FormState::default()
        .typed(Field::BusinessName, &*typed.business_name)
        .typed(Field::TimeZone, &*typed.time_zone);
    let name = form.take(Field::BusinessName, BusinessName::parse(&typed.business_name));
    let zone = match typed.time_zone.trim() {
        "" => Some(Zone::default()),
        wanted => form.take(Field::TimeZone, Zone::parse(wanted)),
    };
    let (Some(name), Some(zone)) = (name, zone) else {
        return page::render(&house, &account, StatusCode::UNPROCESSABLE_ENTITY, None, form).await;
    };
    match account.found(NewCenter { name, zone }).await {
        Ok(founded) => Redirect::to(&path::partners(&founded.slug)).into_response(),
        Err(Failure::Refused(refusal)) => {
            page::render(&house, &account, StatusCode::FORBIDDEN, None, form.with_problem(refusal)).await
        }
        Err(failure) => house.failed(failure),
    }
}
