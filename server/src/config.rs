//! Settings: each from the environment or the same as a flag. A wrong one stops the start with a line that names it.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use domain::contact::{Countries, CountriesRefusal};
use service::bounce::{Folder, Token, TokenError};
use service::sms::{Gateway, GatewayError};
use service::{Settings, SignUp};

#[derive(Debug, Parser)]
#[command(
    name = "keyholder",
    version,
    about = "A self-hosted Business Center: access without a shared password"
)]
pub(crate) struct Config {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    #[command(flatten)]
    pub(crate) settings: Options,
}

const DOCTOR: &str = "\
Look over settings, database, disk, clock, mail server, SMS gateway and where links in mails lead, and say what is wrong, what \
mends it, what is fine and what can't be seen from here. It works while Keyholder runs and while it does not, changes nothing \
and sends nothing. Give it the settings that Keyholder runs with, and run it as the same user.

It ends with 1 where something is wrong for certain or almost certainly, otherwise with 0.";

#[derive(Clone, Debug, Subcommand)]
pub(crate) enum Command {
    /// Serve (what happens without a command)
    Serve,
    /// Make a Member an Admin, where no Admin is left who could: the Admins who are there get a mail, and it stands in the
    /// audit log
    Admin {
        /// What follows /b/ in the address of the Business Center
        center: String,
        /// An address of the Member
        address: String,
        /// Also where an Admin is there who was here within 90 days
        #[arg(long)]
        beside: bool,
    },
    #[command(about = "Look over settings, database, disk, clock, mail server and where links lead; change and send nothing", long_about = DOCTOR)]
    Doctor,
    /// Fill an empty database with believable people and Assets, and say how to log in
    Demo {
        /// Partners of the first Business Center
        #[arg(long, default_value_t = 40)]
        partners: u32,
        /// Business Centers; each but the first has 40 partners at most
        #[arg(long, default_value_t = 1)]
        centers: u32,
    },
}

#[derive(Clone, Debug, Args)]
pub(crate) struct Options {
    /// Address to serve
    #[arg(long, env = "KEYHOLDER_LISTEN", default_value = "127.0.0.1:3000", global = true)]
    listen: String,

    /// How people reach it; must be given where the address to serve is not loopback
    #[arg(long, env = "KEYHOLDER_URL", global = true)]
    url: Option<String>,

    /// Folder of the SQLite database, the secret and kept mails
    #[arg(long, env = "KEYHOLDER_DATA", default_value = "./data", global = true)]
    pub(crate) data: PathBuf,

    /// sqlite://… or postgres://…; default is a file in the data folder
    #[arg(long, env = "DATABASE_URL", hide_env_values = true, global = true)]
    pub(crate) database_url: Option<String>,

    /// Key that link tokens and audit seals are derived from; made at the first start
    #[arg(long, env = "KEYHOLDER_SECRET_FILE", global = true)]
    secret_file: Option<PathBuf>,

    /// Who may create an account without an invitation: first (until one is confirmed) or open
    #[arg(long, env = "KEYHOLDER_SIGN_UP", default_value = "first", global = true)]
    sign_up: String,

    #[arg(
        long,
        env = "SMTP_URL",
        hide_env_values = true,
        global = true,
        help = "Mail server: smtp://host:port (?tls=required insists on encryption) or smtps://user:password@host; \
                without it mails are kept in a folder"
    )]
    pub(crate) smtp_url: Option<String>,

    /// Sender of mails
    #[arg(long, env = "KEYHOLDER_MAIL_FROM", global = true)]
    mail_from: Option<String>,

    #[arg(
        long,
        env = "SMS_URL",
        hide_env_values = true,
        global = true,
        help = "SMS gateway: https://user:password@host/path is told in JSON, twilio://sid:token@from in Twilio's \
                format; without it invitations go by mail only"
    )]
    sms_url: Option<String>,

    #[arg(
        long,
        env = "KEYHOLDER_SMS_COUNTRIES",
        global = true,
        help = "Countries whose numbers SMS may go to, like GB,JP; must be given with SMS_URL"
    )]
    sms_countries: Option<String>,

    /// Who runs this Keyholder, with an address, shown in Help
    #[arg(long, env = "KEYHOLDER_OPERATOR", global = true)]
    pub(crate) operator: Option<String>,

    /// Folder that the mail server puts mails into that came back: a Maildir, or one of .eml files
    #[arg(long, env = "KEYHOLDER_BOUNCES", global = true)]
    bounces: Option<PathBuf>,

    /// What a mail server shows that posts mails that came back to /bounces; without it there is no such address
    #[arg(long, env = "KEYHOLDER_BOUNCES_TOKEN", hide_env_values = true, global = true)]
    bounces_token: Option<String>,

    /// Addresses of proxies whose forwarded headers are believed
    #[arg(
        long,
        env = "KEYHOLDER_TRUSTED_PROXIES",
        default_value = "",
        hide_default_value = true,
        global = true
    )]
    trusted_proxies: String,
}

/// A setting that can't be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Wrong {
    #[error("KEYHOLDER_LISTEN: “{0}” is no address with a port, like 127.0.0.1:3000")]
    Listen(String),
    #[error("KEYHOLDER_SIGN_UP: “{0}” is neither first nor open")]
    SignUp(String),
    #[error("SMS_URL: {0}")]
    Sms(#[from] GatewayError),
    #[error("KEYHOLDER_SMS_COUNTRIES: {0}")]
    SmsCountries(#[from] CountriesRefusal),
    #[error(
        "KEYHOLDER_SMS_COUNTRIES: must be given with SMS_URL, like GB,JP: SMS go to numbers of these only"
    )]
    SmsCountriesMissing,
    #[error("KEYHOLDER_BOUNCES: “{}”: {said}; it must be a folder that Keyholder may read and write", .path.display())]
    Bounces { path: PathBuf, said: io::Error },
    #[error("KEYHOLDER_BOUNCES_TOKEN: {0}")]
    BouncesToken(#[from] TokenError),
    #[error("KEYHOLDER_TRUSTED_PROXIES: “{0}” is no IP address")]
    TrustedProxy(String),
    #[error("KEYHOLDER_URL: must be given when KEYHOLDER_LISTEN ({0}) is not a loopback address")]
    UrlMissing(SocketAddr),
    #[error("KEYHOLDER_URL: {0} must begin with http:// or https:// and end with its host, without a path")]
    Url(String),
}

impl Options {
    pub(crate) fn listen(&self) -> Result<SocketAddr, Wrong> {
        self.listen.parse().map_err(|_| Wrong::Listen(self.listen.clone()))
    }

    pub(crate) fn trusted_proxies(&self) -> Result<Vec<IpAddr>, Wrong> {
        let named = self.trusted_proxies.split(',').map(str::trim).filter(|proxy| !proxy.is_empty());
        named.map(|proxy| proxy.parse().map_err(|_| Wrong::TrustedProxy(proxy.to_owned()))).collect()
    }

    /// How people reach it, without a slash at the end.
    pub(crate) fn url(&self) -> Result<String, Wrong> {
        let Some(url) = &self.url else {
            let listen = self.listen()?;
            return if listen.ip().is_loopback() {
                Ok(format!("http://{listen}"))
            } else {
                Err(Wrong::UrlMissing(listen))
            };
        };
        let wrong = || Wrong::Url(url.clone());
        let uri: axum::http::Uri = url.parse().map_err(|_| wrong())?;
        match (uri.scheme_str(), uri.authority(), uri.path()) {
            (Some(scheme @ ("http" | "https")), Some(authority), "/" | "")
                if !authority.as_str().contains('@') && uri.query().is_none() =>
            {
                Ok(format!("{scheme}://{authority}"))
            }
            _ => Err(wrong()),
        }
    }

    /// Where no `DATABASE_URL` says otherwise.
    pub(crate) fn database_file(&self) -> PathBuf {
        self.data.join("keyholder.db")
    }

    pub(crate) fn mail_folder(&self) -> PathBuf {
        self.data.join("mail")
    }

    pub(crate) fn secret_file(&self) -> PathBuf {
        self.secret_file.clone().unwrap_or_else(|| self.data.join("secret.key"))
    }

    pub(crate) fn mail_from(&self, url: &str) -> String {
        self.mail_from.clone().unwrap_or_else(|| {
            let host = url.split("://").nth(1).unwrap_or(url);
            let host = host.rsplit_once(':').map_or(host, |(host, _)| host);
            format!("Keyholder <no-reply@{host}>")
        })
    }

    /// None without `SMS_URL`.
    pub(crate) fn sms(&self) -> Result<Option<Gateway>, Wrong> {
        let Some(url) = &self.sms_url else { return Ok(None) };
        let countries = self.sms_countries.as_deref().ok_or(Wrong::SmsCountriesMissing)?;
        Ok(Some(Gateway::from_url(url, Countries::parse(countries)?)?))
    }

    /// None without `KEYHOLDER_BOUNCES`.
    pub(crate) fn bounces(&self) -> Result<Option<Folder>, Wrong> {
        let Some(path) = &self.bounces else { return Ok(None) };
        let wrong = |said| Wrong::Bounces { path: path.clone(), said };
        Folder::open(path.clone()).map(Some).map_err(wrong)
    }

    /// None without `KEYHOLDER_BOUNCES_TOKEN`.
    pub(crate) fn bounces_token(&self) -> Result<Option<Token>, Wrong> {
        Ok(self.bounces_token.as_deref().map(Token::parse).transpose()?)
    }

    pub(crate) fn settings(&self, url: String) -> Result<Settings, Wrong> {
        let sign_up = match self.sign_up.as_str() {
            "first" => SignUp::First,
            "open" => SignUp::Open,
            other => return Err(Wrong::SignUp(other.to_owned())),
        };
        Ok(Settings { url, sign_up, operator: self.operator.clone() })
    }
}

#[cfg(test)]
mod tests;
