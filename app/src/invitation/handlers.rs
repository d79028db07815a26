//! **Add Partners** posted without a script, **See the mail** (or the SMS) and **View as**.

use axum::extract::{RawForm, RawQuery, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};

use super::mail;
use super::server::ssr::invite;
use super::server::{InviteOutcome, Posted};
use crate::notice::Notice;
use crate::partner::view_as::preview;
use crate::path;
use crate::plain::House;
use crate::posted::{page, refused, saying};
use crate::request::AnAdmin;

/// 303 to the list, or the same page with what was typed.
pub async fn add(
    State(house): State<House>,
    AnAdmin(admin): AnAdmin,
    RawQuery(query): RawQuery,
    parts: Parts,
    RawForm(body): RawForm,
) -> Response {
    let Ok(typed) = serde_html_form::from_bytes::<Posted>(&body) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let list = path::with_list_query(path::partners(&admin.center().slug), query.as_deref());
    match invite(&admin, typed).await {
        Ok(InviteOutcome::Sent) => saying(&house, Notice::Invited, &list),
        Ok(InviteOutcome::SentBySms) => saying(&house, Notice::InvitedBySms, &list),
        Ok(InviteOutcome::Added(form)) => page(&house, parts, StatusCode::OK, form).await,
        Ok(InviteOutcome::Refused(form)) => refused(&house, parts, form).await,
        Err(error) => house.error(&error),
    }
}

/// **See the mail**: in a window of its own; nothing is sent. What can't be sent can't be seen either: that window says
/// why, and the form stands where it is.
pub async fn see_the_mail(
    State(house): State<House>,
    AnAdmin(admin): AnAdmin,
    RawForm(body): RawForm,
) -> Response {
    let Ok(typed) = serde_html_form::from_bytes::<Posted>(&body) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    match typed.parse(&admin) {
        Ok(new) => match admin.see_the_mail(&new).await {
            Ok(preview) => mail::page(&house, preview),
            Err(failure) => house.failed(failure),
        },
        Err(form) => mail::none_yet(&house, &form, "No mail to see yet"),
    }
}

/// **View as** before anything is sent, like **See the mail**.
pub async fn view_as(
    State(house): State<House>,
    AnAdmin(admin): AnAdmin,
    RawForm(body): RawForm,
) -> Response {
    let Ok(typed) = serde_html_form::from_bytes::<Posted>(&body) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    match typed.parse(&admin) {
        Ok(new) => preview::page(&house, &admin, &new).await,
        Err(form) => mail::none_yet(&house, &form, "Nothing to see yet"),
    }
}
