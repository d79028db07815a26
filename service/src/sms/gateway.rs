//! The way an SMS leaves.

use std::fmt;
use std::sync::Arc;

use domain::contact::{Countries, Phone};
use domain::invitation::SmsRefusal;
use http_body_util::Full;
use hyper::Request;
use hyper::header::{AUTHORIZATION, CONTENT_TYPE};
use uuid::Uuid;

use super::Sms;
use super::format::{self, Format, GatewayError, Post, judge};
use crate::http::{Conversation, Server, Unanswered};
use crate::mail::Undelivered;

/// Hands SMS over to numbers of some countries. Cheap to clone; `Debug` shows no password.
#[derive(Clone)]
pub struct Gateway(Arc<Parts>);

#[derive(Clone)]
struct Parts {
    server: Server,
    format: Format,
    countries: Countries,
}

/// An SMS on its way to one number.
#[derive(Clone, Debug)]
pub(crate) struct Outgoing {
    /// The same at every try.
    pub(crate) id: Uuid,
    pub(crate) to: String,
    pub(crate) sms: Sms,
}

/// An SMS, and a gateway that waits for it.
pub(crate) struct Reached {
    gateway: Gateway,
    conversation: Conversation,
    post: Post,
    sms: Sms,
}

impl Gateway {
    /// The gateway at `https://user:password@host/path`, which is told in JSON, or Twilio's as `twilio://sid:token@from`;
    /// `http://` only on this machine. Certificates are always checked.
    ///
    /// # Errors
    /// When the address can't be read.
    pub fn from_url(sms_url: &str, countries: Countries) -> Result<Self, GatewayError> {
        let read = match sms_url.split_once("://") {
            Some(("twilio", rest)) => format::twilio(rest),
            Some((scheme, rest)) => format::json(scheme, rest),
            None => Err("must begin with https:// or twilio://"),
        };
        let (server, format) = read.map_err(GatewayError)?;
        Ok(Self(Arc::new(Parts { server, format, countries })))
    }

    /// Whose numbers may be written to.
    pub fn countries(&self) -> &Countries {
        &self.0.countries
    }

    pub(crate) fn refuse_unless_allowed(&self, phone: &Phone) -> Result<(), SmsRefusal> {
        if self.0.countries.include(phone) {
            Ok(())
        } else {
            Err(SmsRefusal::OtherCountry { allowed: self.0.countries.to_string() })
        }
    }

    /// Up to where the SMS can be handed over: what takes time, and can be done for many at once.
    pub(crate) async fn reach(&self, outgoing: Outgoing) -> Result<Reached, Undelivered> {
        let Outgoing { id, to, sms } = outgoing;
        let post = self.0.format.post(id, &to, &sms)?;
        let conversation = self.0.server.reach().await.map_err(|error| undelivered(&error))?;
        Ok(Reached { gateway: self.clone(), conversation, post, sms })
    }

    /// Whether an SMS could be handed over; none is.
    ///
    /// # Errors
    /// Why not.
    pub(crate) async fn try_out(&self) -> Result<(), Undelivered> {
        self.0.server.reach().await.map(|_| ()).map_err(|error| undelivered(&error))
    }

    pub(crate) fn host(&self) -> &str {
        &self.0.server.host
    }

    /// Waits for another time than it should for a gateway that is silent.
    #[cfg(feature = "testing")]
    #[must_use]
    pub fn with_patience(mut self, patience: std::time::Duration) -> Self {
        let parts = Arc::make_mut(&mut self.0);
        (parts.server.to_connect, parts.server.to_take) = (patience, patience);
        self
    }
}

impl Reached {
    pub(crate) async fn hand_over(self) -> Result<(), Undelivered> {
        let server = &self.gateway.0.server;
        let Post { path, content_type, authorization, body } = self.post;
        let mut request = server.said_to(Request::post(path)).header(CONTENT_TYPE, content_type);
        if let Some(authorization) = authorization {
            request = request.header(AUTHORIZATION, authorization);
        }
        let request = request.body(Full::from(body)).map_err(Undelivered::later)?;
        let answer = server.ask(self.conversation, request).await.map_err(|error| undelivered(&error))?;
        judge(&answer, &self.sms)
    }
}

fn undelivered(error: &Unanswered) -> Undelivered {
    match error {
        Unanswered::Silent { .. } => Undelivered::later(error),
        Unanswered::HungUp(_) => {
            Undelivered::later(format_args!("The SMS gateway hung up or said nonsense: {error}"))
        }
        Unanswered::NoHost(_) | Unanswered::NoConnection(_) | Unanswered::NoEncryption(_) => {
            Undelivered::later(format_args!("No connection to the SMS gateway: {error}"))
        }
    }
}

impl fmt::Debug for Gateway {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Gateway({})", self.0.server.host)
    }
}
