//! One Keyholder, its database, its clock, its mail and its SMS.

use std::collections::BTreeSet;
use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::sync::{Arc, Mutex};

use chrono::{DateTime, TimeDelta, Utc};
use domain::contact::Countries;
use tempfile::TempDir;

use super::cast::{Guest, Insider};
use super::database;
use super::gateway::{Sms, SmsGateway};
use super::log::Log;
use super::mail::Mail;
use super::plan::{Engine, Plan};
use super::smtp::MailServer;
use crate::clock::Clock;
use crate::db::Db;
use crate::keyholder::{Keyholder, Settings};
use crate::mail::Mailer;
use crate::outbox;
use crate::password::{Cost, Passwords};
use crate::secret::Secret;
use crate::sms::Gateway;

/// What a test leaves behind on purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unusual {
    QueuedMails,
    BrokenAuditChain,
    LoggedErrors,
}

/// The house of one test.
#[derive(Clone, Debug)]
pub struct World(Arc<House>);

#[derive(Debug)]
struct House {
    engine: Engine,
    plan: Plan,
    url: String,
    clock: Clock,
    mail: MailServer,
    gateway: Option<SmsGateway>,
    secret: Secret,
    folder: TempDir,
    /// From the mail folder, in the order they came to be there.
    kept: Mutex<Vec<(String, Mail)>>,
    keyholder: Mutex<Keyholder>,
    expected: Mutex<BTreeSet<Unusual>>,
    log: Log,
}

impl World {
    pub(super) async fn open(engine: Engine, plan: Plan, log: Log) -> Self {
        // Nobody else's, as the executable makes it.
        let mode = Permissions::from_mode(0o700);
        let folder = tempfile::Builder::new().permissions(mode).tempdir().unwrap();
        let secret = Secret::open(&folder.path().join("secret.key")).unwrap();
        let url = match engine {
            Engine::Sqlite => format!("sqlite://{}", folder.path().join("keyholder.sqlite").display()),
            Engine::Postgres => database::schema_of_its_own().await,
        };
        let (clock, mail) = (Clock::stopped_at(the_beginning()), MailServer::start().await);
        let kept = folder.path().join("mail");
        let gateway = match plan.sms {
            Some((format, _)) => Some(SmsGateway::start(format).await),
            None => None,
        };
        let keyholder = start(&plan, &url, &clock, (&mail, gateway.as_ref()), &secret, &kept).await;
        Self(Arc::new(House {
            engine,
            plan,
            url,
            clock,
            mail,
            gateway,
            secret,
            folder,
            kept: Mutex::default(),
            keyholder: Mutex::new(keyholder),
            expected: Mutex::default(),
            log,
        }))
    }

    pub fn engine(&self) -> Engine {
        self.0.engine
    }

    /// The address of its database.
    pub fn database_url(&self) -> &str {
        &self.0.url
    }

    /// What another process needs to serve the same house.
    pub fn house(&self) -> super::crash::House {
        super::crash::House {
            database: self.0.url.clone(),
            secret: self.0.folder.path().join("secret.key"),
            mail_server: self.0.mail.url(),
            now: crate::clock::micros(self.now()),
        }
    }

    pub fn keyholder(&self) -> Keyholder {
        self.0.keyholder.lock().unwrap().clone()
    }

    pub fn mail_server(&self) -> &MailServer {
        &self.0.mail
    }

    pub fn gateway(&self) -> &SmsGateway {
        self.0.gateway.as_ref().expect("the plan has a gateway")
    }

    /// Every SMS that left so far to a number, after sending what is due, oldest first.
    pub async fn sms_to(&self, number: &str) -> Vec<Sms> {
        self.sends_mails().await;
        self.gateway().taken().into_iter().filter(|sms| sms.to == number).collect()
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.0.clock.now()
    }

    pub fn passes(&self, time: TimeDelta) {
        self.0.clock.advance(time);
    }

    /// The Keyholder stops and another starts on what it left.
    pub async fn restarts(&self) {
        self.keyholder().db().close().await;
        let house = &self.0;
        let kept = house.folder.path().join("mail");
        let again = house.starts(&house.plan, &kept).await;
        *house.keyholder.lock().unwrap() = again;
    }

    /// It starts again without `SMS_URL`.
    pub async fn restarts_without_sms(&self) {
        self.keyholder().db().close().await;
        let house = &self.0;
        let plan = Plan { sms: None, ..house.plan.clone() };
        let again = house.starts(&plan, &house.folder.path().join("mail")).await;
        *house.keyholder.lock().unwrap() = again;
    }

    /// A second process on the same database and secret.
    pub async fn second_process(&self) -> Keyholder {
        let house = &self.0;
        let kept = house.folder.path().join("mail");
        house.starts(&house.plan, &kept).await
    }

    /// Waits for what is written beside requests.
    pub async fn settles(&self) {
        self.keyholder().settled().await;
    }

    /// Sends what is due, as the job does.
    pub async fn sends_mails(&self) {
        while outbox::send_due(&self.keyholder()).await.unwrap() > 0 {}
    }

    /// Every mail that left so far, after sending what is due.
    pub async fn mails(&self) -> Vec<Mail> {
        self.sends_mails().await;
        let folder = self.0.folder.path().join("mail");
        let Ok(files) = std::fs::read_dir(folder) else { return self.0.mail.taken() };
        let mut kept = self.0.kept.lock().unwrap();
        for file in files {
            let path = file.unwrap().path();
            let name = path.display().to_string();
            if !kept.iter().any(|(known, _)| *known == name) {
                kept.push((name, Mail::parse(&std::fs::read_to_string(&path).unwrap())));
            }
        }
        kept.iter().map(|(_, mail)| mail.clone()).collect()
    }

    /// The mails to one address, oldest first.
    pub async fn mails_to(&self, address: &str) -> Vec<Mail> {
        let mails = self.mails().await;
        mails.into_iter().filter(|mail| mail.to == address).collect()
    }

    /// The newest mail to an address.
    pub async fn mail_to(&self, address: &str) -> Mail {
        let mut mails = self.mails_to(address).await;
        mails.pop().unwrap_or_else(|| panic!("no mail went to {address}"))
    }

    /// Statements issued so far.
    pub fn statements(&self) -> u64 {
        self.keyholder().db().statements()
    }

    /// Password hashes computed so far.
    pub fn hashes(&self) -> u64 {
        self.keyholder().passwords().computed()
    }

    /// All that was logged so far, of every level.
    pub fn log(&self) -> String {
        self.0.log.text()
    }

    pub(super) fn logged_errors(&self) -> Vec<String> {
        self.0.log.errors()
    }

    pub(super) fn expected(&self) -> BTreeSet<Unusual> {
        self.0.expected.lock().unwrap().clone()
    }

    pub(super) fn secret(&self) -> &Secret {
        &self.0.secret
    }

    /// Names what the test leaves behind on purpose; that it does so is checked as well.
    pub fn expects(&self, unusual: Unusual) {
        self.0.expected.lock().unwrap().insert(unusual);
    }

    /// Whoever is called so, with a browser and no session.
    pub fn guest(&self, name: &str, email: &str) -> Guest {
        Guest::new(self, name, email)
    }

    /// Founder and Admin of Halcyon Skincare, her address confirmed by the mail.
    pub async fn ada(&self) -> Insider {
        self.founder("Ada Lindqvist", "ada@halcyon.example", "Halcyon Skincare").await
    }

    /// Founder of a Business Center that is nobody else's affair.
    pub async fn mallory(&self) -> Insider {
        self.founder("Mallory Vane", "mallory@vane.example", "Vane Media").await
    }

    async fn founder(&self, name: &str, email: &str, business: &str) -> Insider {
        let person = self.guest(name, email).signs_up().await;
        person.confirms().await;
        person.founds(business).await
    }

    /// Of Ada's own business.
    pub fn omar(&self) -> Guest {
        self.guest("Omar Haddad", "omar@halcyon.example")
    }

    /// Of an agency.
    pub fn mina(&self) -> Guest {
        self.guest("Mina Okafor", "mina@agency.example")
    }

    /// An influencer.
    pub fn leo(&self) -> Guest {
        self.guest("Leo Marchetti", "leo@leomakes.example")
    }

    /// A client who only looks.
    pub fn cleo(&self) -> Guest {
        self.guest("Cleo Brandt", "cleo@brandt.example")
    }
}

impl House {
    async fn starts(&self, plan: &Plan, kept: &std::path::Path) -> Keyholder {
        let ways = (&self.mail, self.gateway.as_ref());
        start(plan, &self.url, &self.clock, ways, &self.secret, kept).await
    }
}

/// When every test begins: 24 November 2026, 09:00 UTC, and a few microseconds that must not get lost.
fn the_beginning() -> DateTime<Utc> {
    DateTime::from_timestamp_micros(1_795_510_800_000_123).unwrap()
}

async fn start(
    plan: &Plan,
    url: &str,
    clock: &Clock,
    (mail, gateway): (&MailServer, Option<&SmsGateway>),
    secret: &Secret,
    kept: &std::path::Path,
) -> Keyholder {
    const FROM: &str = "Keyholder <no-reply@keys.example>";
    let db = Db::open_with(url, plan.connections).await.unwrap();
    let mailer =
        if plan.mail_server { Mailer::from_url(&mail.url(), FROM) } else { Mailer::folder(kept, FROM) };
    let mailer = match plan.patience {
        Some(patience) => mailer.unwrap().with_patience(patience),
        None => mailer.unwrap(),
    };
    let sms = plan.sms.zip(gateway).map(|((_, countries), gateway)| {
        let countries = Countries::parse(countries).unwrap();
        let sms = Gateway::from_url(&gateway.url(), countries).unwrap();
        plan.patience.map_or(sms.clone(), |patience| sms.with_patience(patience))
    });
    let settings = Settings {
        url: "https://keys.example".to_owned(),
        sign_up: plan.sign_up,
        operator: plan.operator.clone(),
    };
    let passwords = Passwords::new(Cost::Lowest).unwrap();
    Keyholder::new(db, clock.clone(), secret.clone(), passwords, mailer, sms, settings)
}
