//! A second process in the same house, to be ended in the middle of what it does.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::clock::{Clock, at};
use crate::db::Db;
use crate::keyholder::{Keyholder, Settings, SignUp};
use crate::mail::Mailer;
use crate::password::{Cost, Passwords};
use crate::secret::Secret;

/// Where everything of a house is, for a process that comes to it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct House {
    pub(super) database: String,
    pub(super) secret: PathBuf,
    pub(super) mail_server: String,
    /// In microseconds.
    pub(super) now: i64,
}

impl House {
    pub async fn opens(&self) -> Keyholder {
        let mailer = Mailer::from_url(&self.mail_server, "Keyholder <no-reply@keys.example>").unwrap();
        let settings =
            Settings { url: "https://keys.example".to_owned(), sign_up: SignUp::Open, operator: None };
        Keyholder::new(
            Db::open_with(&self.database, 2).await.unwrap(),
            Clock::stopped_at(at(self.now)),
            Secret::open(&self.secret).unwrap(),
            Passwords::new(Cost::Lowest).unwrap(),
            mailer,
            None,
            settings,
        )
    }
}
