//! **Add Partners** posted without a script, **See the mail** (or the SMS) and **View as**.

use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;
use service::capability::Admin;
use service::invitation::NewInvitation;

use super::invite::invite;
use super::mail;
use super::server::{InviteOutcome, Posted};
use crate::notice::Notice;
use crate::partner::view_as::preview;
use crate::path;
use crate::plain::House;
use crate::posted::{Fields, page, refused, saying};
use crate::request::AnAdmin;

/// 303 to the list, or the same page with what was typed.
pub async fn add(
    State(house): State<House>,
    AnAdmin(admin): AnAdmin,
    RawQuery(query): RawQuery,
    parts: Parts,
    Fields(typed): Fields<Posted>,
) -> Response {
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
    Fields(typed): Fields<Posted>,
) -> Response {
    match offered(&house, &admin, typed, "No mail to see yet") {
        Ok(new) => match admin.see_the_mail(&new).await {
            Ok(preview) => mail::page(&house, preview),
            Err(failure) => house.failed(failure),
        },
        Err(window) => window,
    }
}

/// **View as** before anything is sent, like **See the mail**.
pub async fn view_as(
    State(house): State<House>,
    AnAdmin(admin): AnAdmin,
    Fields(typed): Fields<Posted>,
) -> Response {
    match offered(&house, &admin, typed, "Nothing to see yet") {
        Ok(new) => preview::page(&house, &admin, &new).await,
        Err(window) => window,
    }
}

/// What the form would send, or the window that says why it can't be seen.
fn offered(
    house: &House,
    admin: &Admin,
    typed: Posted,
    nothing: &'static str,
) -> Result<NewInvitation, Response> {
    typed.parse(admin).map_err(|form| mail::none_yet(house, &form, nothing))
}
