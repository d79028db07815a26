//! The house of a test, given to `doctor` to look over.

use std::path::{Path, PathBuf};

use super::world::World;
use crate::clock::Clock;
use crate::db::Place;
use crate::diagnosis::doctor::{CheckUp, MailWay};
use crate::mail::Mailer;

impl World {
    /// With its own settings, but for where it serves: it serves nowhere.
    pub fn check_up(&self) -> CheckUp {
        let house = self.house();
        let mailer = Mailer::from_url(&house.mail_server, "Keyholder <no-reply@keys.example>").unwrap();
        CheckUp {
            clock: Clock::stopped_at(self.now()),
            database: Some(Place::of_url(self.database_url()).unwrap()),
            mail: Some(MailWay::Server(mailer)),
            operator: Some("Ops team <ops@keys.example>".to_owned()),
            ..CheckUp::of_folder(&self.data())
        }
    }

    /// Where its secret is, and its database if that is a file.
    pub fn data(&self) -> PathBuf {
        self.house().secret.parent().unwrap().to_owned()
    }
}

impl CheckUp {
    /// Of what is kept there, without anything that it sends by.
    pub fn of_folder(data: &Path) -> Self {
        Self {
            clock: Clock::system(),
            wrong: Vec::new(),
            unknown: Vec::new(),
            data: data.to_owned(),
            secret_file: data.join("secret.key"),
            database: Some(Place::file(&data.join("keyholder.db"))),
            mail: None,
            gateway: None,
            operator: None,
            listen: None,
            url: None,
            trusts_proxies: false,
        }
    }
}
