//! The form of a campaign posted without a script.

use std::collections::HashMap;

use axum::extract::{Path, State};
use axum::http::request::Parts;
use axum::response::Response;

use super::save::save;
use super::server::{Posted, Subject};
use crate::error::PageError;
use crate::plain::House;
use crate::posted::{Fields, refused, saying};
use crate::request::AMember;

/// 303 to the campaign or the proposal, or the same page with what was typed.
pub(crate) async fn campaign(
    State(house): State<House>,
    AMember(member): AMember,
    Path(path): Path<HashMap<String, String>>,
    parts: Parts,
    Fields(posted): Fields<Posted>,
) -> Response {
    let Some(subject) = subject(&path) else { return house.error(&PageError::NotFound) };
    let campaigns = match member.campaigns() {
        Ok(campaigns) => campaigns,
        Err(why) => return house.error(&PageError::refused(why, &member.center().slug)),
    };
    match save(&campaigns, subject, posted).await.map(|outcome| outcome.done(&member.center().slug)) {
        Ok(Ok((said, to))) => saying(&house, said, &to),
        Ok(Err(form)) => refused(&house, parts, form).await,
        Err(error) => house.error(&error),
    }
}

/// None: the address holds no id.
fn subject(path: &HashMap<String, String>) -> Option<Subject> {
    match (path.get("campaign"), path.get("request")) {
        (None, None) => Some(Subject::New),
        (Some(campaign), _) => campaign.parse().ok().map(Subject::Campaign),
        (None, Some(request)) => request.parse().ok().map(Subject::Request),
    }
}
