//! The mail server, and one conversation with it for each mail.
//!
//! Not lettre's pooled transport: a conversation that is given up half way would go back to its pool out of step, and
//! the next mail would take an answer to this one for its own. And its errors don't tell whether the server refused
//! this mail or us.

use std::future::Future;
use std::time::Duration;

use lettre::address::Envelope;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::extension::ClientId;

use super::undelivered::Undelivered;
use crate::server_url::{Wrong, host_and_port, is_loopback, user_and_password};

/// A server that answers slower than this is asked again later.
const TO_CONNECT: Duration = Duration::from_secs(10);
/// Longer, since many servers look through a mail before they take it, and one that is given up meanwhile may arrive
/// twice.
const TO_TAKE: Duration = Duration::from_secs(30);
/// The mail is delivered by then; leaving politely is worth little.
pub(super) const TO_PART: Duration = Duration::from_secs(1);

/// Where mails are handed over. Holds a password, so it has no `Debug`.
#[derive(Clone)]
pub(super) struct Server {
    pub(super) host: String,
    pub(super) port: u16,
    encryption: Encryption,
    tls: TlsParameters,
    log_in: Option<Credentials>,
    pub(super) to_connect: Duration,
    pub(super) to_take: Duration,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Encryption {
    WhereOffered,
    Required,
    FromTheStart,
}

impl Server {
    /// Reads `smtp://host:port`, `smtp://host:port?tls=required` or `smtps://user:password@host`.
    pub(super) fn from_url(url: &str) -> Result<Self, Wrong> {
        let (scheme, rest) = url.split_once("://").ok_or("must begin with smtp:// or smtps://")?;
        let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (log_in, place) = match rest.rsplit_once('@') {
            Some((log_in, place)) => (Some(credentials(log_in)?), place),
            None => (None, rest),
        };
        let (host, port) = host_and_port(place.strip_suffix('/').unwrap_or(place))?;
        let encryption = match (scheme, query) {
            ("smtps", "" | "tls=required") => Encryption::FromTheStart,
            ("smtp", "tls=required") => Encryption::Required,
            // A password does not travel in clear because somebody on the way hid the offer of encryption.
            ("smtp", "") if log_in.is_some() && !is_loopback(host) => Encryption::Required,
            ("smtp", "") => Encryption::WhereOffered,
            ("smtp" | "smtps", _) => return Err("may be followed by ?tls=required and nothing else"),
            _ => return Err("must begin with smtp:// or smtps://"),
        };
        let default_port = if encryption == Encryption::FromTheStart { 465 } else { 587 };
        Ok(Self {
            host: host.to_owned(),
            port: port.unwrap_or(default_port),
            encryption,
            tls: TlsParameters::new(host.to_owned())
                .map_err(|_| "names a host that no certificate can be for")?,
            log_in,
            to_connect: TO_CONNECT,
            to_take: TO_TAKE,
        })
    }

    /// A conversation up to where the server waits for a mail.
    pub(super) async fn greet(&self) -> Result<AsyncSmtpConnection, Undelivered> {
        self.within(self.to_connect, self.connect())
            .await?
            .map_err(|error| Undelivered::before_the_mail(&error))
    }

    pub(super) async fn deliver(
        &self,
        mut connection: AsyncSmtpConnection,
        envelope: &Envelope,
        mail: &[u8],
    ) -> Result<(), Undelivered> {
        self.within(self.to_take, connection.send(envelope, mail))
            .await?
            .map_err(|error| Undelivered::about_the_mail(&error))?;
        // The server has taken the mail. Whatever happens now, it must not be sent again.
        let _ = tokio::time::timeout(TO_PART, connection.quit()).await;
        Ok(())
    }

    /// Up to where a mail can be handed over: encrypted as far as it must be, logged in.
    pub(super) async fn connect(&self) -> Result<AsyncSmtpConnection, Error> {
        let us = ClientId::default();
        let from_the_start = (self.encryption == Encryption::FromTheStart).then(|| self.tls.clone());
        let server = (self.host.as_str(), self.port);
        let mut connection =
            AsyncSmtpConnection::connect_tokio1(server, None, &us, from_the_start, None).await?;
        let upgrade = match self.encryption {
            Encryption::WhereOffered => connection.can_starttls(),
            // Not offered is an error then.
            Encryption::Required => true,
            Encryption::FromTheStart => false,
        };
        if upgrade {
            connection.starttls(self.tls.clone(), &us).await?;
        }
        if let Some(log_in) = &self.log_in {
            connection.auth(DEFAULT_MECHANISMS, log_in).await?;
        }
        Ok(connection)
    }

    pub(super) async fn within<T>(
        &self,
        patience: Duration,
        step: impl Future<Output = T>,
    ) -> Result<T, Undelivered> {
        tokio::time::timeout(patience, step).await.map_err(|_| {
            Undelivered::later(format_args!("{} did not answer within {} s", self.host, patience.as_secs()))
        })
    }
}

fn credentials(log_in: &str) -> Result<Credentials, Wrong> {
    let (user, password) = user_and_password(log_in)?;
    Ok(Credentials::new(user, password))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(url: &str) -> Result<(String, u16, Encryption, Option<Credentials>), Wrong> {
        Server::from_url(url).map(|server| (server.host, server.port, server.encryption, server.log_in))
    }

    #[test]
    fn an_address_says_where_and_how_safely() {
        let host = || "mail.example".to_owned();
        let mina = || Some(Credentials::new("mi:na@x".to_owned(), "p%w:@/?".to_owned()));
        for (url, expected) in [
            ("smtp://mail.example:2525", (host(), 2525, Encryption::WhereOffered, None)),
            ("smtp://mail.example/", (host(), 587, Encryption::WhereOffered, None)),
            ("smtp://mail.example:25?tls=required", (host(), 25, Encryption::Required, None)),
            (
                "smtps://mi%3ana%40x:p%25w:@%2F%3F@mail.example",
                (host(), 465, Encryption::FromTheStart, mina()),
            ),
            ("smtp://[::1]:2525", ("::1".to_owned(), 2525, Encryption::WhereOffered, None)),
            ("smtp://127.0.0.1", ("127.0.0.1".to_owned(), 587, Encryption::WhereOffered, None)),
        ] {
            assert_eq!(read(url), Ok(expected), "{url}");
        }
    }

    #[test]
    fn a_password_leaves_the_machine_encrypted_only() {
        assert_eq!(read("smtp://a:b@mail.example").unwrap().2, Encryption::Required);
        assert_eq!(read("smtp://a:b@localhost").unwrap().2, Encryption::WhereOffered);
        assert_eq!(read("smtp://a:b@[::1]").unwrap().2, Encryption::WhereOffered);
    }

    #[test]
    fn a_wrong_address_is_refused_without_repeating_it() {
        for url in [
            "mail.example",
            "http://mail.example",
            "smtp://",
            "smtp://:25",
            "smtp://mail example",
            "smtp://mail.example:0",
            "smtp://mail.example:70000",
            "smtp://mail.example:",
            "smtp://[::1",
            "smtp://[::1]25",
            "smtp://[evil]",
            "smtp://mail.example?tls=none",
            "smtp://user@mail.example",
            "smtps://user:se%zzcret@mail.example",
            "smtps://user:secret@mail.example?tls=opportunistic",
        ] {
            let wrong = read(url).unwrap_err();
            assert!(!wrong.contains("secret") && !wrong.contains("mail.example"), "{url}: {wrong}");
        }
    }
}
