//! **Ask for exactly this**, **Grant exactly this** and **Answer no**: forms that post to an address of their own.

use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;
use domain::access_request::{AccessRequestRefusal, Offer};
use domain::diagnosis::Problem;
use domain::id::{AccessRequestId, PartnerId};
use domain::name::AssetName;
use domain::note::Note;
use serde::Deserialize;
use service::access_request::Shown;
use service::failure::Failure;

use super::{RequestField, RequestForm};
use crate::notice::Notice;
use crate::path;
use crate::plain::House;
use crate::posted;
use crate::request::{AMember, AnAdmin};

#[derive(Debug, Deserialize)]
pub(crate) struct Typed {
    /// Of the form: those of a page are few.
    #[serde(default)]
    number: u64,
    #[serde(default)]
    wish: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    words: String,
}

/// 303 to the same address, where it stands that they asked; or its page with what was typed.
pub(crate) async fn ask(
    State(house): State<House>,
    AMember(member): AMember,
    Path((_, problem)): Path<(String, String)>,
    parts: Parts,
    Form(typed): Form<Typed>,
) -> Response {
    let Some(problem) = Problem::parse(&problem) else { return house.not_found() };
    let number = u128::from(typed.number);
    let (name, words) = (RequestField::Name(number), RequestField::Words(number));
    let mut form = RequestForm::default().typed(name, &typed.name).typed(words, &typed.words);
    let named = Offer::takes_name(&typed.wish).then(|| form.take(name, AssetName::parse(&typed.name)));
    let said = form.take(words, Note::parse(&typed.words));
    let (named, Some(said)) = (named.flatten(), said) else {
        return posted::refused(&house, parts, form).await;
    };
    if form.is_refused() {
        return posted::refused(&house, parts, form).await;
    }
    let (status, problem) = match member.ask_for(problem, &typed.wish, named, said).await {
        Ok(()) => {
            let page = path::own_diagnosis(&member.center().slug, problem);
            return posted::saying(&house, Notice::AccessAskedFor, &page);
        }
        Err(Failure::Refused(refusal)) => (StatusCode::CONFLICT, refusal.to_string()),
        Err(Failure::TooMany(limit)) => (StatusCode::TOO_MANY_REQUESTS, limit.to_string()),
        Err(failure) => return house.failed(failure),
    };
    posted::page(&house, parts, status, form.with_problem(problem)).await
}

#[derive(Debug, Deserialize)]
pub(crate) struct Answer {
    /// What a yes was shown to mean.
    #[serde(default)]
    shown: String,
    #[serde(default)]
    words: String,
    #[serde(rename = "do")]
    deed: Deed,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Deed {
    Grant,
    Decline,
}

/// 303 to their page, or the same page with what was typed.
pub(crate) async fn answer(
    State(house): State<House>,
    AnAdmin(admin): AnAdmin,
    Path((slug, partner, request)): Path<(String, PartnerId, AccessRequestId)>,
    parts: Parts,
    Form(typed): Form<Answer>,
) -> Response {
    let words = RequestField::Words(request.uuid().as_u128());
    let mut form = RequestForm::default().typed(words, &typed.words);
    let (done, notice) = match typed.deed {
        Deed::Grant => {
            let shown = Shown::from_form(typed.shown);
            (admin.grant_request(partner, request, &shown).await, Notice::AccessGranted)
        }
        Deed::Decline => {
            let Some(said) = form.take(words, a_sentence(&typed.words)) else {
                return posted::refused(&house, parts, form).await;
            };
            (admin.decline_request(partner, request, said).await, Notice::AccessDeclined)
        }
    };
    match done {
        Ok(()) => posted::saying(&house, notice, &path::partner(&slug, partner)),
        Err(Failure::Refused(refusal)) => {
            posted::page(&house, parts, StatusCode::CONFLICT, form.with_problem(refusal)).await
        }
        Err(failure) => house.failed(failure),
    }
}

fn a_sentence(typed: &str) -> Result<Note, String> {
    let said = Note::parse(typed).map_err(|refusal| refusal.to_string())?;
    said.ok_or_else(|| AccessRequestRefusal::NoReason.to_string())
}
