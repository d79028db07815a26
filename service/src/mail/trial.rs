//! A conversation with the mail server up to where a mail would be handed over, and no mail.

use domain::contact::Email;
use domain::diagnosis::doctor::{Mail as Way, Trial};
use lettre::Address;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::commands::{Mail, Rcpt, Rset};

use super::mailer::{self, Mailer};
use super::smtp::{Server, TO_PART};
use super::undelivered::Undelivered;
use crate::server_url::is_loopback;

/// The server wants a log-in first (RFC 4954): that is about us, whichever command it says so to.
const WANTS_LOG_IN: u16 = 530;

impl Mailer {
    /// Asks whether a mail to whoever runs this Keyholder, or else to the sender, would be taken. None is sent.
    pub(crate) async fn try_out(&self, operator: Option<&Email>) -> Way {
        let server = match self.way() {
            mailer::Way::Folder(path) => return Way::Kept { folder: path.display().to_string() },
            mailer::Way::Smtp(server) => server,
        };
        let sender = &self.from().email;
        let asked = operator.and_then(|email| mailer::recipient(email.as_str()).ok());
        let trial = server.try_out(sender, asked.as_ref().unwrap_or(sender), asked.is_some()).await;
        let place = format!("{}:{}", server.host, server.port);
        Way::Server { place, this_machine: is_loopback(&server.host), trial }
    }
}

impl Server {
    async fn try_out(&self, sender: &Address, recipient: &Address, operator: bool) -> Trial {
        let mut connection = match self.within(self.to_connect, self.connect()).await {
            Ok(Ok(connection)) => connection,
            Ok(Err(error)) if error.status().is_some() => return Trial::Refused { said: said(&error) },
            Ok(Err(error)) => return Trial::Unreached { said: said(&error) },
            Err(silent) => return Trial::Unreached { said: silent.to_string() },
        };
        let encrypted = connection.is_encrypted();
        let trial = match self.envelope(&mut connection, sender, recipient).await {
            Ok(()) => Trial::Accepted { encrypted, recipient: recipient.to_string() },
            Err(Refused::Us(said)) => Trial::Refused { said },
            Err(Refused::Sender(said)) => Trial::SenderRefused { sender: sender.to_string(), said },
            Err(Refused::Recipient(said)) => {
                Trial::RecipientRefused { recipient: recipient.to_string(), operator, said }
            }
        };
        let parts = async {
            let _ = connection.command(Rset).await;
            let _ = connection.quit().await;
        };
        let _ = tokio::time::timeout(TO_PART, parts).await;
        trial
    }

    async fn envelope(
        &self,
        connection: &mut AsyncSmtpConnection,
        sender: &Address,
        recipient: &Address,
    ) -> Result<(), Refused> {
        let mail = connection.command(Mail::new(Some(sender.clone()), Vec::new()));
        let answer = self.within(self.to_take, mail).await;
        answer.map_err(silent)?.map_err(|error| refused(&error, Refused::Sender))?;
        let rcpt = connection.command(Rcpt::new(recipient.clone(), Vec::new()));
        let answer = self.within(self.to_take, rcpt).await;
        answer.map_err(silent)?.map_err(|error| refused(&error, Refused::Recipient))?;
        Ok(())
    }
}

/// What was refused, and in which words.
enum Refused {
    Us(String),
    Sender(String),
    Recipient(String),
}

fn silent(undelivered: Undelivered) -> Refused {
    Refused::Us(undelivered.to_string())
}

fn refused(error: &Error, about: fn(String) -> Refused) -> Refused {
    match error.status() {
        Some(code) if u16::from(code) != WANTS_LOG_IN => about(said(error)),
        _ => Refused::Us(said(error)),
    }
}

fn said(error: &Error) -> String {
    Undelivered::before_the_mail(error).to_string()
}
