//! How a test wants its house.

use std::time::Duration;

use super::gateway::SmsFormat;
use crate::keyholder::SignUp;

/// Which database a test runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// Ordinary is: sign-up open, a mail server that takes everything.
#[derive(Clone, Debug)]
pub struct Plan {
    pub(super) sign_up: SignUp,
    pub(super) mail_server: bool,
    /// The countries that may be written to.
    pub(super) sms: Option<(SmsFormat, &'static str)>,
    pub(super) patience: Option<Duration>,
    pub(super) connections: u32,
    pub(super) operator: Option<String>,
}

impl Plan {
    pub fn ordinary() -> Self {
        Self {
            sign_up: SignUp::Open,
            mail_server: true,
            sms: None,
            patience: None,
            connections: 8,
            operator: None,
        }
    }

    /// `KEYHOLDER_SIGN_UP=first`.
    #[must_use]
    pub fn with_sign_up_for_the_first(self) -> Self {
        Self { sign_up: SignUp::First, ..self }
    }

    /// `KEYHOLDER_OPERATOR`.
    #[must_use]
    pub fn run_by(self, operator: &str) -> Self {
        Self { operator: Some(operator.to_owned()), ..self }
    }

    /// Mails go to a folder.
    #[must_use]
    pub fn without_mail_server(self) -> Self {
        Self { mail_server: false, ..self }
    }

    /// An SMS gateway for British and Japanese numbers.
    #[must_use]
    pub fn with_sms(self) -> Self {
        self.with_sms_in(SmsFormat::Json)
    }

    #[must_use]
    pub fn with_sms_in(self, format: SmsFormat) -> Self {
        Self { sms: Some((format, "GB,JP")), ..self }
    }

    /// Gives a silent mail server or gateway up after one second.
    #[must_use]
    pub fn impatient(self) -> Self {
        Self { patience: Some(Duration::from_secs(1)), ..self }
    }

    /// One connection to PostgreSQL. (SQLite has one that writes, always.)
    #[must_use]
    pub fn with_one_connection(self) -> Self {
        Self { connections: 1, ..self }
    }
}
