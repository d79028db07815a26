//! The way an SMS leaves.

use std::fmt;
use std::sync::Arc;

use domain::contact::{Countries, Phone};
use domain::invitation::SmsRefusal;
use uuid::Uuid;

use super::Sms;
use super::format::{self, Format, GatewayError, judge};
use super::http::{Conversation, Post, Server};
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
        let conversation = self.0.server.reach().await?;
        Ok(Reached { gateway: self.clone(), conversation, post, sms })
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
        let answer = self.gateway.0.server.post(self.conversation, self.post).await?;
        judge(&answer, &self.sms)
    }
}

impl fmt::Debug for Gateway {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Gateway({})", self.0.server.host)
    }
}
