//! The way a mail leaves: to a mail server, or into a folder where there is none.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use chrono::{DateTime, Utc};
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::{Address, Message};
use uuid::Uuid;

use super::folder;
use super::letter::{Letter, one_line};
use super::smtp::Server;
use super::undelivered::Undelivered;

/// Sends mails from one sender, one way. Cheap to clone; `Debug` shows no password.
#[derive(Clone)]
pub struct Mailer {
    from: Mailbox,
    way: Way,
}

#[derive(Clone)]
pub(super) enum Way {
    Smtp(Arc<Server>),
    Folder(Arc<Path>),
}

/// A letter on its way to one address.
#[derive(Clone, Debug)]
pub struct Outgoing {
    /// The same at every try: a receiver that gets the mail twice can see that it is one.
    pub id: Uuid,
    pub to: String,
    pub letter: Letter,
    /// When it was written, not when it is tried.
    pub date: DateTime<Utc>,
}

/// A mail, and a server that waits for it.
pub(crate) struct Reached {
    message: Message,
    way: ReachedWay,
}

enum ReachedWay {
    Server(Arc<Server>, Box<AsyncSmtpConnection>),
    Folder(Arc<Path>, Uuid),
}

/// Who has a mail now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandedOver {
    ToServer,
    ToFolder,
}

impl Reached {
    pub(crate) async fn hand_over(self) -> Result<HandedOver, Undelivered> {
        let Self { message, way } = self;
        match way {
            ReachedWay::Server(server, connection) => {
                server.deliver(*connection, message.envelope(), &message.formatted()).await?;
                Ok(HandedOver::ToServer)
            }
            ReachedWay::Folder(path, id) => {
                let kept = folder::keep(&path, id, &message.formatted())
                    .await
                    .map_err(|error| Undelivered::later(format_args!("The mail folder: {error}")))?;
                tracing::info!(file = %kept.display(), "there is no mail server: a mail is kept in a file");
                Ok(HandedOver::ToFolder)
            }
        }
    }
}

/// Settings that no mail can be sent with.
#[derive(Debug, thiserror::Error)]
pub enum MailerError {
    #[error("the address of the mail server {0}")]
    Server(&'static str),
    #[error("“{0}” is no sender; write one like Keyholder <no-reply@keys.example>")]
    Sender(String),
    #[error("the mail folder {}: {source}", path.display())]
    Folder { path: PathBuf, source: io::Error },
}

impl Mailer {
    /// Hands mails to the server at `smtp://host:port` (encrypted where it offers that; `?tls=required` insists) or
    /// `smtps://user:password@host` (encrypted from the start). Certificates are always checked.
    ///
    /// # Errors
    /// When the address can't be read (the message never repeats it: it may hold a password), or `from` is no sender.
    pub fn from_url(smtp_url: &str, from: &str) -> Result<Self, MailerError> {
        let server = Server::from_url(smtp_url).map_err(MailerError::Server)?;
        Ok(Self { from: sender(from)?, way: Way::Smtp(Arc::new(server)) })
    }

    /// Keeps mails as `.eml` files in a folder that only the Keyholder's own user can read.
    ///
    /// # Errors
    /// When the folder can't be made or closed to others, or `from` is no sender.
    pub fn folder(path: &Path, from: &str) -> Result<Self, MailerError> {
        let from = sender(from)?;
        folder::open(path).map_err(|source| MailerError::Folder { path: path.to_owned(), source })?;
        Ok(Self { from, way: Way::Folder(path.into()) })
    }

    /// Whether mails can come from it.
    ///
    /// # Errors
    /// When it is no sender.
    pub fn check_sender(from: &str) -> Result<(), MailerError> {
        sender(from).map(|_| ())
    }

    pub(super) fn from(&self) -> &Mailbox {
        &self.from
    }

    pub(super) fn way(&self) -> &Way {
        &self.way
    }

    /// Whether mails reach people, and so prove addresses; the folder reaches nobody.
    pub fn delivers(&self) -> bool {
        matches!(self.way, Way::Smtp(_))
    }

    /// Whom mails come from, as receivers see it.
    pub fn sender(&self) -> String {
        self.from.to_string()
    }

    pub fn folder_path(&self) -> Option<&Path> {
        match &self.way {
            Way::Smtp(_) => None,
            Way::Folder(path) => Some(path),
        }
    }

    /// Tries once to hand the mail over, for less than a minute.
    ///
    /// # Errors
    /// [`Undelivered`] says whether trying again helps, and what the server said.
    pub async fn send(&self, mail: Outgoing) -> Result<HandedOver, Undelivered> {
        self.reach(mail).await?.hand_over().await
    }

    /// Up to where the mail can be handed over: what takes time, and can be done for many at once.
    pub(crate) async fn reach(&self, mail: Outgoing) -> Result<Reached, Undelivered> {
        let message = self.message(&mail)?;
        let way = match &self.way {
            Way::Smtp(server) => ReachedWay::Server(Arc::clone(server), Box::new(server.greet().await?)),
            Way::Folder(path) => ReachedWay::Folder(Arc::clone(path), mail.id),
        };
        Ok(Reached { message, way })
    }

    fn message(&self, mail: &Outgoing) -> Result<Message, Undelivered> {
        let to = recipient(&mail.to)?;
        let automatic = HeaderName::new_from_ascii_str("Auto-Submitted");
        Message::builder()
            .message_id(Some(format!("<{}@{}>", mail.id, self.from.email.domain())))
            .date(SystemTime::from(mail.date))
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(subject(&mail.letter.subject))
            // RFC 3834: no out-of-office reply comes back, and none of ours answers another machine.
            .raw_header(HeaderValue::new(automatic, "auto-generated".to_owned()))
            .multipart(MultiPart::alternative_plain_html(mail.letter.text(), mail.letter.html()))
            .map_err(Undelivered::never)
    }

    /// Waits for another time than it should for a server that is silent.
    #[cfg(feature = "testing")]
    #[must_use]
    pub fn with_patience(mut self, patience: std::time::Duration) -> Self {
        if let Way::Smtp(server) = &mut self.way {
            let server = Arc::make_mut(server);
            (server.to_connect, server.to_take) = (patience, patience);
        }
        self
    }
}

impl fmt::Debug for Mailer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.way {
            Way::Smtp(server) => write!(f, "Mailer({}:{})", server.host, server.port),
            Way::Folder(path) => write!(f, "Mailer({})", path.display()),
        }
    }
}

fn sender(from: &str) -> Result<Mailbox, MailerError> {
    from.parse().map_err(|_| MailerError::Sender(from.to_owned()))
}

/// The address alone, without a name that a person chose.
///
/// No white space, quotes or brackets, which an address may hold by the letter of the standard: nobody has such a
/// mailbox, and whoever wants to slip in a command needs them (C-32).
pub(super) fn recipient(to: &str) -> Result<Address, Undelivered> {
    let odd = |sign: char| sign.is_whitespace() || sign.is_control() || "\"<>()[]\\,;:".contains(sign);
    let address = if to.starts_with('-') || to.contains(odd) { None } else { to.parse().ok() };
    address.ok_or_else(|| Undelivered::never("No mail can be addressed to this."))
}

/// A subject of one line that says what it says: `=?` would begin a word in another encoding, which a person could
/// have typed into a name.
fn subject(text: &str) -> String {
    one_line(text).replace("=?", "= ?")
}

#[cfg(test)]
mod tests {
    use super::*;

    const FROM: &str = "Keyholder <no-reply@keys.example>";

    #[test]
    fn debug_shows_no_password() {
        let mailer = Mailer::from_url("smtps://user:secret@mail.example", FROM).unwrap();
        assert_eq!(format!("{mailer:?}"), "Mailer(mail.example:465)");
        assert!(mailer.delivers());
        assert_eq!(mailer.folder_path(), None);
    }

    #[test]
    fn wrong_settings_are_named_without_a_secret() {
        let said = |url, from| Mailer::from_url(url, from).unwrap_err().to_string();
        assert_eq!(said("smtps://user:secret@", FROM), "the address of the mail server names no host");
        assert!(said("smtp://mail.example", "Keyholder").starts_with("“Keyholder” is no sender"));
        assert!(said("smtp://mail.example", "a@b.example\r\nBcc: c@d.example").contains("is no sender"));
    }

    #[test]
    fn an_address_that_could_carry_a_command_gets_no_mail() {
        for to in [
            "mina@halcyon.example\r\nRCPT TO:<evil@evil.example>",
            "mina@halcyon.example\0",
            "\"a b\"@halcyon.example",
            "mina@halcyon.example> SIZE=1",
            "a@b.example, c@d.example",
            "-oQ/tmp@halcyon.example",
            "mina",
            "",
        ] {
            assert!(matches!(recipient(to), Err(Undelivered::Never { .. })), "{to:?}");
        }
        for to in ["o'brien@halcyon.example", "mina+keys@xn--bcher-kva.example", "用户@halcyon.example"] {
            assert!(recipient(to).is_ok(), "{to}");
        }
    }
}
