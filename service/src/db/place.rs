//! Where a database is, and a look at one as it stands.

use std::fmt;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use sqlx::Connection;
use sqlx::migrate::Migrator;
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::sqlite::SqliteConnectOptions;

use super::{Db, Engine, OpenError, Tx, WAIT_FOR_WRITER, of_postgres, of_writer};

pub(super) static OF_SQLITE: Migrator = sqlx::migrate!("./migrations/sqlite");
pub(super) static OF_POSTGRES: Migrator = sqlx::migrate!("./migrations/postgres");

/// A server that does not let anybody in for so long has something wrong with it.
const TO_CONNECT: Duration = Duration::from_secs(10);

/// Where a database is or would be. `Debug` shows nothing of it: it may hold a password.
#[derive(Clone)]
pub struct Place(pub(super) Where);

#[derive(Clone)]
pub(super) enum Where {
    Sqlite(SqliteConnectOptions),
    Postgres(PgConnectOptions),
}

/// A step that this executable brings a database through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) version: i64,
    /// Of its text.
    pub(crate) checksum: &'static [u8],
}

impl Place {
    /// # Errors
    /// When the URL names no database that Keyholder knows.
    pub fn of_url(url: &str) -> Result<Self, OpenError> {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            Ok(Self(Where::Postgres(url.parse().map_err(OpenError::Connect)?)))
        } else if url.starts_with("sqlite:") {
            Ok(Self(Where::Sqlite(url.parse().map_err(OpenError::Connect)?)))
        } else {
            Err(OpenError::UnknownEngine)
        }
    }

    /// The SQLite file at a path.
    pub fn file(path: &Path) -> Self {
        Self(Where::Sqlite(SqliteConnectOptions::new().filename(path)))
    }

    /// Of the file, where it is one.
    pub(crate) fn path(&self) -> Option<&Path> {
        match &self.0 {
            Where::Sqlite(options) => Some(options.get_filename()),
            Where::Postgres(_) => None,
        }
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Place(…)")
    }
}

impl Db {
    /// Opens what is there as it stands: nothing is made, nothing is brought up to date. (A write-ahead log that a killed
    /// process left is folded in once nobody has the file open, as by anybody who opens it.)
    pub(crate) async fn visit(place: &Place) -> Result<Self, sqlx::Error> {
        let engine = match &place.0 {
            Where::Sqlite(options) => {
                // One connection that could write: a reader alone would leave its files behind.
                let options = options.clone().create_if_missing(false).busy_timeout(WAIT_FOR_WRITER);
                let connection = of_writer().connect_with(options).await?;
                Engine::Sqlite { read: connection.clone(), write: connection }
            }
            Where::Postgres(options) => {
                let options = with_limits(options.clone());
                // A pool would try again and again, and in the end not say why in vain.
                let connection = tokio::time::timeout(TO_CONNECT, PgConnection::connect_with(&options));
                connection.await.map_err(|_| sqlx::Error::PoolTimedOut)??.close().await?;
                Engine::Postgres(of_postgres(1).connect_with(options).await?)
            }
        };
        Ok(Self { engine, statements: Arc::default() })
    }

    /// What this executable brings such a database through, in order.
    pub(crate) fn steps(&self) -> Vec<Step> {
        let migrator = if self.is_postgres() { &OF_POSTGRES } else { &OF_SQLITE };
        migrator.iter().map(|step| Step { version: step.version, checksum: &step.checksum }).collect()
    }

    /// Whether it can be written: takes the turn to write, changes no row, and gives it back.
    pub(crate) async fn try_writing(&self) -> Result<(), sqlx::Error> {
        let mut tx = self.begin().await?;
        let written = on!(&mut tx, |c| sqlx::query("UPDATE outbox SET tries = tries WHERE 1 = 0")
            .execute(c)
            .await
            .map(|_| ()));
        tx.roll_back().await?;
        written
    }
}

impl Tx {
    async fn roll_back(self) -> Result<(), sqlx::Error> {
        match self {
            Self::Sqlite(transaction, _) => transaction.rollback().await,
            Self::Postgres(transaction, _) => transaction.rollback().await,
        }
    }
}

pub(super) fn with_limits(options: PgConnectOptions) -> PgConnectOptions {
    options.options([
        ("statement_timeout", "10s"),
        ("lock_timeout", "5s"),
        ("idle_in_transaction_session_timeout", "15s"),
    ])
}
