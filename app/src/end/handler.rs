//! **Ask to extend** and **Keep the end**: forms that post to an address of their own.

use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use domain::id::PartnerId;
use domain::note::Note;
use serde::Deserialize;
use service::capability::{Entry, Former, Member};
use service::failure::Failure;

use super::{ExtendField, ExtendForm};
use crate::account::log_in_again;
use crate::notice::Notice;
use crate::path;
use crate::plain::House;
use crate::posted;
use crate::request::{AnAdmin, Asking};
use crate::start;

#[derive(Debug, Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    words: String,
}

impl Typed {
    /// What was said, or the form with what is wrong with it.
    fn words(&self) -> Result<Option<Note>, ExtendForm> {
        let mut form = self.form();
        form.take(ExtendField::Words, Note::parse(&self.words)).ok_or(form)
    }

    fn form(&self) -> ExtendForm {
        ExtendForm::default().typed(ExtendField::Words, &self.words)
    }
}

/// Of a Member, and of whoever's access ended by the clock: no page below `/b/{slug}` is open to the latter, so this is not
/// entered like one.
pub(crate) async fn ask(
    State(house): State<House>,
    Path(slug): Path<String>,
    asking: Asking,
    mut parts: Parts,
    Form(typed): Form<Typed>,
) -> Response {
    match asking.visitor.enter(asking.cookie.as_ref(), &slug).await {
        Ok(Entry::In(member)) => {
            parts.extensions.insert(member.clone());
            ask_as_member(&house, &member, parts, &typed).await
        }
        Ok(Entry::Ended { former: Some(former), center, .. }) => {
            ask_as_former(&house, &former, &center, &typed).await
        }
        Ok(Entry::Ended { signed_in, center, former: None }) => {
            start::access_ended(&house, &signed_in, &center, None)
        }
        Ok(Entry::SignedOut) => Redirect::to(&path::log_in_then(&path::extend(&slug))).into_response(),
        Ok(Entry::LogInAgain) => log_in_again(&house, &asking, &path::extend(&slug)).await,
        Ok(Entry::NotFound) => house.not_found(),
        Err(failure) => house.failed(failure),
    }
}

/// 303 to the start page, where it stands that they asked.
async fn ask_as_member(house: &House, member: &Member, parts: Parts, typed: &Typed) -> Response {
    let words = match typed.words() {
        Ok(words) => words,
        Err(form) => return posted::refused(house, parts, form).await,
    };
    match member.ask_to_extend(words).await {
        Ok(()) => Redirect::to(&path::center(&member.center().slug)).into_response(),
        Err(Failure::Refused(refusal)) => {
            let form = typed.form().with_problem(refusal);
            posted::page(house, parts, StatusCode::CONFLICT, form).await
        }
        Err(failure) => house.failed(failure),
    }
}

async fn ask_as_former(house: &House, former: &Former, center: &str, typed: &Typed) -> Response {
    let words = match typed.words() {
        Ok(words) => words,
        Err(form) => return start::not_asked(house, former, center, form),
    };
    match former.ask_to_extend(words).await {
        Ok(()) => Redirect::to(&path::center(former.slug())).into_response(),
        Err(Failure::Refused(_)) => house.not_found(),
        Err(failure) => house.failed(failure),
    }
}

/// 303 to their page, or the same page with what was typed.
pub(crate) async fn keep(
    State(house): State<House>,
    AnAdmin(admin): AnAdmin,
    Path((slug, id)): Path<(String, PartnerId)>,
    parts: Parts,
    Form(typed): Form<Typed>,
) -> Response {
    let words = match typed.words() {
        Ok(words) => words,
        Err(form) => return posted::refused(&house, parts, form).await,
    };
    let page = path::partner(&slug, id);
    match admin.keep_end(id, words).await {
        Ok(()) => posted::saying(&house, Notice::EndKept, &page),
        Err(Failure::Refused(refusal)) => {
            let on = Some((page.as_str(), "Go back"));
            house.message(StatusCode::CONFLICT, "Nothing was changed", &refusal.to_string(), on)
        }
        Err(failure) => house.failed(failure),
    }
}
