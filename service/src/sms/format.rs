//! What a gateway is told, and what its answer means: the two formats.
//!
//! **JSON** (`https://…`): a POST to that address of `{"id": …, "to": "+447700900318", "text": …}`. `id` is the same at
//! every try, so that a gateway can see that it has the SMS already.
//!
//! **Twilio** (`twilio://sid:token@from`): its message API.
//!
//! Any 2xx says that it is taken.

use data_encoding::BASE64;
use hyper::StatusCode;
use hyper::header::HeaderValue;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Sms;
use crate::http::{Answer, Server};
use crate::mail::Undelivered;
use crate::server_url::{Wrong, host_and_port, is_loopback, user_and_password};

const TWILIO: &str = "https://api.twilio.com";

/// Settings that no SMS can be sent with. The message never repeats the address: it holds a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the address of the SMS gateway {0}")]
pub struct GatewayError(pub(super) Wrong);

#[derive(Clone)]
pub(super) enum Format {
    Json {
        path: String,
        authorization: Option<HeaderValue>,
    },
    Twilio {
        account: String,
        authorization: HeaderValue,
        /// A number of theirs, a name, or the id of one of their messaging services.
        from: String,
    },
}

/// What is posted.
pub(super) struct Post {
    pub(super) path: String,
    pub(super) content_type: &'static str,
    pub(super) authorization: Option<HeaderValue>,
    pub(super) body: String,
}

/// Reads `https://user:password@host:port/path?query`.
pub(super) fn json(scheme: &str, rest: &str) -> Result<(Server, Format), Wrong> {
    let place = rest.split(['/', '?']).next().unwrap_or_default();
    let path = &rest[place.len()..];
    let (log_in, authority) = match place.rsplit_once('@') {
        Some((log_in, authority)) => (Some(log_in), authority),
        None => (None, place),
    };
    let path = if path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
    if path.parse::<hyper::Uri>().is_err() || path.contains('#') {
        return Err("has a path that no request can have");
    }
    let authorization = log_in.map(user_and_password).transpose()?;
    let authorization = authorization.map(|(user, password)| basic(&user, &password)).transpose()?;
    Ok((server(scheme, authority)?, Format::Json { path, authorization }))
}

/// Reads `sid:token@from`, and `?api=https://…` for another of their places.
pub(super) fn twilio(rest: &str) -> Result<(Server, Format), Wrong> {
    let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
    let api = match query {
        "" => TWILIO,
        query => query.strip_prefix("api=").ok_or("may be followed by ?api=https://… and nothing else")?,
    };
    let (scheme, place) = api.split_once("://").ok_or("has an api that does not begin with https://")?;
    let (log_in, from) = rest.rsplit_once('@').ok_or("must be twilio://sid:token@from")?;
    let (account, token) = user_and_password(log_in)?;
    if account.is_empty() || !account.bytes().all(|sign| sign.is_ascii_alphanumeric()) {
        return Err("has an account SID that is none");
    }
    if from.is_empty() {
        return Err("names no sender after the @");
    }
    let (authorization, from) = (basic(&account, &token)?, from.to_owned());
    let server = server(scheme, place.strip_suffix('/').unwrap_or(place))?;
    Ok((server, Format::Twilio { account, authorization, from }))
}

/// In clear on this machine only, where nobody listens in.
fn server(scheme: &str, authority: &str) -> Result<Server, Wrong> {
    let (host, _) = host_and_port(authority)?;
    match scheme {
        "http" if !is_loopback(host) => {
            Err("must begin with https:// where the gateway is on another machine")
        }
        "http" | "https" => Server::at(scheme, authority),
        _ => Err("must begin with https:// or twilio://"),
    }
}

fn basic(user: &str, password: &str) -> Result<HeaderValue, Wrong> {
    let mut value =
        HeaderValue::from_str(&format!("Basic {}", BASE64.encode(format!("{user}:{password}").as_bytes())))
            .map_err(|_| "has a password that no request can have")?;
    value.set_sensitive(true);
    Ok(value)
}

#[derive(Serialize)]
struct JsonBody<'a> {
    id: Uuid,
    to: &'a str,
    text: &'a str,
}

impl Format {
    pub(super) fn post(&self, id: Uuid, to: &str, sms: &Sms) -> Result<Post, Undelivered> {
        Ok(match self {
            Self::Json { path, authorization } => Post {
                path: path.clone(),
                content_type: "application/json",
                authorization: authorization.clone(),
                body: serde_json::to_string(&JsonBody { id, to, text: sms.text() })
                    .map_err(Undelivered::never)?,
            },
            Self::Twilio { account, authorization, from } => {
                let sender = if from.starts_with("MG") { "MessagingServiceSid" } else { "From" };
                let body = serde_html_form::to_string([("To", to), (sender, from), ("Body", sms.text())]);
                Post {
                    path: format!("/2010-04-01/Accounts/{account}/Messages.json"),
                    content_type: "application/x-www-form-urlencoded",
                    authorization: Some(authorization.clone()),
                    body: body.map_err(Undelivered::never)?,
                }
            }
        })
    }
}

/// What a gateway says when it does not take an SMS: Twilio's `code` and `message`, and what others use.
#[derive(Deserialize)]
struct Reason {
    code: Option<i64>,
    #[serde(alias = "error", alias = "detail")]
    message: Option<String>,
}

/// Whether the SMS is taken. Words of the gateway that repeat its link or code are not passed on: they would stand
/// in a row and in the log.
pub(super) fn judge(answer: &Answer, sms: &Sms) -> Result<(), Undelivered> {
    let status = answer.status;
    if status.is_success() {
        return Ok(());
    }
    let words = words(&answer.body).filter(|words| !sms.is_repeated_in(words));
    let words = words.unwrap_or_else(|| status.canonical_reason().unwrap_or_default().to_owned());
    let said = format!("{} {words}", status.as_str());
    Err(if is_about_the_sms(status) { Undelivered::never(said) } else { Undelivered::later(said) })
}

/// What a gateway says of us (a wrong password, too much at once) is no reason to give an SMS up.
fn is_about_the_sms(status: StatusCode) -> bool {
    status.is_client_error() && !matches!(status.as_u16(), 401 | 403 | 407 | 408 | 425 | 429)
}

/// A page in HTML says nothing to whoever reads the list of partners.
fn words(body: &str) -> Option<String> {
    let body = body.trim();
    match serde_json::from_str::<Reason>(body) {
        Ok(Reason { code: Some(code), message: Some(message) }) => Some(format!("{code} {message}")),
        Ok(reason) => reason.message,
        Err(_) => (!body.is_empty() && !body.starts_with(['<', '{', '['])).then(|| body.to_owned()),
    }
}
