//! **Link ad account**, **Unlink**, and the state that an Admin sets: forms that post to an address of their own.

use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;
use domain::asset::AdvertiserId;
use domain::id::PartnerId;
use domain::linked::{Link, LinkState};
use serde::Deserialize;
use service::failure::Failure;

use super::{LinkField, LinkForm};
use crate::notice::Notice;
use crate::path;
use crate::plain::House;
use crate::posted;
use crate::request::{AMember, AnAdmin};

#[derive(Debug, Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    advertiser: String,
    #[serde(default, rename = "do")]
    deed: Deed,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Deed {
    #[default]
    Link,
    Unlink,
}

/// What an Admin saw, and what it is to be.
#[derive(Debug, Deserialize)]
pub(crate) struct Wanted {
    #[serde(default)]
    advertiser: String,
    #[serde(default)]
    shown: String,
    #[serde(default)]
    state: String,
}

impl Wanted {
    /// None for what no page of ours sends.
    fn parse(&self) -> Option<(Link, LinkState)> {
        let advertiser = AdvertiserId::parse(&self.advertiser).ok()?;
        let shown = Link { advertiser, state: LinkState::parse(&self.shown)? };
        Some((shown, LinkState::parse(&self.state)?))
    }
}

/// **Link ad account** and **Unlink**: 303 to the same address, or its page with what was typed.
pub(crate) async fn own(
    State(house): State<House>,
    AMember(member): AMember,
    parts: Parts,
    Form(typed): Form<Typed>,
) -> Response {
    let (mut form, parsed) = (LinkForm::default(), AdvertiserId::parse(&typed.advertiser));
    if let Deed::Link = typed.deed {
        form = form.typed(LinkField::Advertiser, &typed.advertiser);
    }
    let Some(advertiser) = form.take(LinkField::Advertiser, parsed) else {
        return posted::refused(&house, parts, form).await;
    };
    let (done, notice) = match typed.deed {
        Deed::Link => (member.link_ad_account(advertiser).await, Notice::AdAccountLinked),
        Deed::Unlink => (member.unlink_ad_account(advertiser).await, Notice::AdAccountUnlinked),
    };
    let (status, problem) = match done {
        Ok(()) => return posted::saying(&house, notice, &path::ad_account(&member.center().slug)),
        Err(Failure::Refused(refusal)) => (StatusCode::CONFLICT, refusal.to_string()),
        Err(Failure::TooMany(limit)) => (StatusCode::TOO_MANY_REQUESTS, limit.to_string()),
        Err(failure) => return house.failed(failure),
    };
    posted::page(&house, parts, status, form.with_problem(problem)).await
}

/// 303 to the page of the partner.
pub(crate) async fn set(
    State(house): State<House>,
    AnAdmin(admin): AnAdmin,
    Path((slug, id)): Path<(String, PartnerId)>,
    Form(wanted): Form<Wanted>,
) -> Response {
    let page = path::partner(&slug, id);
    let refused = |status, words: &str| {
        house.message(status, "Nothing was changed", words, Some((page.as_str(), "Go back")))
    };
    let Some((shown, state)) = wanted.parse() else {
        return refused(
            StatusCode::UNPROCESSABLE_ENTITY,
            "The form was not whole. Choose the state once more.",
        );
    };
    match admin.set_link_state(id, shown, state).await {
        Ok(()) => posted::saying(&house, Notice::LinkStateSet, &page),
        Err(Failure::Refused(refusal)) => refused(StatusCode::CONFLICT, &refusal.to_string()),
        Err(failure) => house.failed(failure),
    }
}
