//! **Save settings** posted without a script.

use axum::Form;
use axum::extract::State;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};

use super::server::SettingsOutcome;
use super::server::ssr::{Typed, save};
use crate::path;
use crate::plain::House;
use crate::posted::refused;
use crate::request::AnAdmin;

pub(crate) async fn save_settings(
    State(house): State<House>,
    AnAdmin(admin): AnAdmin,
    parts: Parts,
    Form(typed): Form<Typed>,
) -> Response {
    match save(&admin, typed).await {
        Ok(SettingsOutcome::Saved) => Redirect::to(&path::settings(&admin.center().slug)).into_response(),
        Ok(SettingsOutcome::Refused(form)) => refused(&house, parts, form).await,
        Err(error) => house.error(&error),
    }
}
