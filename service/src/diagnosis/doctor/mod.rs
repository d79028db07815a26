//! **`keyholder doctor`**: what is known of a Keyholder, whether it runs or not. Nothing is changed, made or sent.

mod address;
mod database;
mod storage;

use std::net::SocketAddr;
use std::path::PathBuf;

use domain::diagnosis::doctor::{
    Address, Facts, Gateway as GatewayFact, Mail, Operator, Sending, Settings, Storage, Url,
};

use crate::clock::Clock;
use crate::db::Place;
use crate::keyholder::address_in;
use crate::mail::Mailer;
use crate::secret::Secret;
use crate::server_url::{host_and_port, is_loopback};
use crate::sms::Gateway;

/// What is looked over: the settings, each as far as it can be used.
#[derive(Clone, Debug)]
pub struct CheckUp {
    pub clock: Clock,
    /// Why each that can't be used can't, and what is no setting at all.
    pub wrong: Vec<String>,
    pub unknown: Vec<String>,
    pub data: PathBuf,
    pub secret_file: PathBuf,
    pub database: Option<Place>,
    pub mail: Option<MailWay>,
    pub gateway: Option<Gateway>,
    pub operator: Option<String>,
    pub listen: Option<SocketAddr>,
    /// How people reach it, without a slash at the end.
    pub url: Option<String>,
    pub trusts_proxies: bool,
}

/// How mails leave.
#[derive(Clone, Debug)]
pub enum MailWay {
    /// The folder is not made for a look.
    Folder(PathBuf),
    Server(Mailer),
}

impl CheckUp {
    pub async fn facts(self) -> Facts {
        let secret = Secret::read(&self.secret_file);
        // Each is large; together they would be a burden to whoever waits for them.
        let (database, mail, gateway, address) = tokio::join!(
            Box::pin(self.database(secret.as_ref().ok())),
            Box::pin(self.mail()),
            Box::pin(self.gateway()),
            Box::pin(self.address(secret.as_ref().ok())),
        );
        let (database, outbox) = database.map_or((None, None), |seen| (Some(seen.database), seen.outbox));
        let beside = self.database.as_ref().and_then(Place::path).unwrap_or(&self.data);
        Facts {
            now: self.clock.now(),
            storage: Storage {
                folder: storage::folder(&self.data),
                secret: storage::secret(&self.secret_file, &secret),
                database,
                free: storage::free(beside),
            },
            sending: Sending { mail, gateway, outbox },
            address,
            settings: Settings {
                operator: operator(self.operator.as_deref()),
                wrong: self.wrong,
                unknown: self.unknown,
            },
        }
    }

    async fn database(&self, secret: Option<&Secret>) -> Option<database::Seen> {
        Some(database::look(self.database.as_ref()?, secret, &self.clock).await)
    }

    async fn mail(&self) -> Option<Mail> {
        Some(match self.mail.as_ref()? {
            MailWay::Folder(folder) => Mail::Kept { folder: folder.display().to_string() },
            MailWay::Server(mailer) => {
                mailer.try_out(self.operator.as_deref().and_then(address_in).as_ref()).await
            }
        })
    }

    async fn gateway(&self) -> Option<GatewayFact> {
        let gateway = self.gateway.as_ref()?;
        let unreached = gateway.try_out().await.err().map(|undelivered| undelivered.to_string());
        Some(GatewayFact { host: gateway.host().to_owned(), unreached })
    }

    async fn address(&self, secret: Option<&Secret>) -> Address {
        let served_at = self.listen.map(address::reached_from_here);
        let (at_listen, at_url) = tokio::join!(
            address::who_answers(served_at.as_deref(), secret),
            address::who_answers(self.url.as_deref().filter(|_| secret.is_some()), secret),
        );
        Address {
            listen: self.listen.map(|listen| listen.to_string()),
            url: self.url.as_deref().map(url),
            trusts_proxies: self.trusts_proxies,
            at_listen,
            at_url,
        }
    }
}

fn operator(words: Option<&str>) -> Operator {
    match words.map(address_in) {
        None => Operator::Nobody,
        Some(None) => Operator::WithoutAddress,
        Some(Some(_)) => Operator::WithAddress,
    }
}

fn url(text: &str) -> Url {
    let place = text.split_once("://").map_or(text, |(_, place)| place);
    let this_machine = host_and_port(place).is_ok_and(|(host, _)| is_loopback(host));
    Url { text: text.to_owned(), https: text.starts_with("https://"), this_machine }
}
