//! The form of a campaign posted without a script.

use std::collections::HashMap;

use axum::extract::{Path, State};
use axum::http::request::Parts;
use axum::response::Response;
use domain::id::CampaignId;

use super::save::save;
use super::server::{CampaignOutcome, Posted};
use crate::error::PageError;
use crate::notice::Notice;
use crate::path;
use crate::plain::House;
use crate::posted::{Fields, refused, saying};
use crate::request::AMember;

/// 303 to the campaign, or the same page with what was typed.
pub(crate) async fn campaign(
    State(house): State<House>,
    AMember(member): AMember,
    Path(path): Path<HashMap<String, String>>,
    parts: Parts,
    Fields(posted): Fields<Posted>,
) -> Response {
    let campaign = match path.get("campaign").map(|id| id.parse::<CampaignId>()) {
        None => None,
        Some(Ok(campaign)) => Some(campaign),
        Some(Err(_)) => return house.error(&PageError::NotFound),
    };
    let campaigns = match member.campaigns() {
        Ok(campaigns) => campaigns,
        Err(refusal) => return house.error(&PageError::Forbidden(refusal.to_string())),
    };
    let slug = &member.center().slug;
    match (save(&campaigns, campaign, posted).await, campaign) {
        (Ok(CampaignOutcome::Created(id)), _) => {
            saying(&house, Notice::CampaignCreated, &path::campaign(slug, id))
        }
        (Ok(CampaignOutcome::Saved), Some(id)) => {
            saying(&house, Notice::CampaignSaved, &path::campaign(slug, id))
        }
        (Ok(CampaignOutcome::Saved), None) => house.error(&PageError::NotFound),
        (Ok(CampaignOutcome::Refused(form)), _) => refused(&house, parts, form).await,
        (Err(error), _) => house.error(&error),
    }
}
