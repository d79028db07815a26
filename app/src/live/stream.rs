//! `/b/{slug}/live`: what an open page is told, as it happens.

use axum::Error;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use domain::name::initials;
use futures_util::stream::{self, Stream};
use service::capability::Entry;
use service::live::{Heard, Watching};

use super::Told;
use crate::plain::House;
use crate::request::Asking;

/// Told to intermediaries that would collect an answer before they pass it on.
const UNBUFFERED: (&str, &str) = ("x-accel-buffering", "no");

/// The stream of whoever is in. To anybody else it says why there is none and ends: a browser can't read the status of
/// a stream that was refused.
pub async fn stream(State(house): State<House>, Path(slug): Path<String>, asking: Asking) -> Response {
    match asking.visitor.enter(asking.cookie.as_ref(), &slug).await {
        Ok(Entry::In(member)) => match member.watch() {
            Some(watching) => as_answer(following(watching, house.options.site_pkg_dir.to_string())),
            None => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        },
        Ok(Entry::Ended { .. }) => as_answer(stream::iter([event(&Told::Ended)])),
        Ok(Entry::SignedOut | Entry::LogInAgain) => as_answer(stream::iter([event(&Told::SignedOut)])),
        Ok(Entry::NotFound) => house.not_found(),
        Err(failure) => house.failed(failure),
    }
}

fn following(watching: Watching, build: String) -> impl Stream<Item = Result<Event, Error>> {
    stream::unfold((watching, build), |(mut watching, build)| async {
        let told = match watching.next().await? {
            Heard::Change { number, grant, name, to_decide } => {
                let initials = initials(&name);
                Told::Change { number, grant, person: name, initials, to_decide, build: build.clone() }
            }
            Heard::Ended => Told::Ended,
            Heard::SignedOut => Told::SignedOut,
        };
        Some((event(&told), (watching, build)))
    })
}

fn event(told: &Told) -> Result<Event, Error> {
    Event::default().json_data(told)
}

fn as_answer(events: impl Stream<Item = Result<Event, Error>> + Send + 'static) -> Response {
    let headers = [UNBUFFERED, (header::CACHE_CONTROL.as_str(), "no-store")];
    (headers, Sse::new(events).keep_alive(KeepAlive::default())).into_response()
}
