//! The database: one SQL text, two native drivers (`ARCHITECTURE.md`, Storage).
//!
//! A statement is written once and compiled for each engine: `read!` for a page, `on!` inside a change.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

pub use place::Place;
pub(crate) use place::Step;
use place::{OF_POSTGRES, OF_SQLITE, Where, with_limits};
use sqlx::migrate::MigrateError;
use sqlx::pool::PoolOptions;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Database, Encode, PgPool, Postgres, QueryBuilder, Sqlite, SqlitePool, Transaction, Type};
use uuid::Uuid;

/// How long a change waits for its turn to write before the person is told that the house is busy.
const WAIT_FOR_WRITER: Duration = Duration::from_secs(5);
/// Of one process.
const POSTGRES_CONNECTIONS: u32 = 16;

/// Both pools of SQLite, or the one of PostgreSQL. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Db {
    pub(crate) engine: Engine,
    statements: Arc<AtomicU64>,
}

#[derive(Clone, Debug)]
pub(crate) enum Engine {
    /// Many readers, and the one writer that the file allows.
    Sqlite {
        read: SqlitePool,
        write: SqlitePool,
    },
    Postgres(PgPool),
}

/// A transaction that writes. Only `change.rs` begins one.
#[derive(Debug)]
pub(crate) enum Tx {
    Sqlite(Transaction<'static, Sqlite>, Arc<AtomicU64>),
    Postgres(Transaction<'static, Postgres>, Arc<AtomicU64>),
}

/// One statement inside a change, compiled for each engine.
macro_rules! on {
    ($tx:expr, |$c:ident| $body:expr) => {{
        fail_point!("before");
        let outcome = match $tx {
            $crate::db::Tx::Sqlite(transaction, statements) => {
                statements.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                let $c = &mut **transaction;
                $body
            }
            $crate::db::Tx::Postgres(transaction, statements) => {
                statements.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                let $c = &mut **transaction;
                $body
            }
        };
        fail_point!("after");
        outcome
    }};
}

/// One statement that only reads, compiled for each engine.
macro_rules! read {
    ($db:expr, |$c:ident| $body:expr) => {{
        let db: &$crate::db::Db = $db;
        db.count_statement();
        fail_point!("before");
        match &db.engine {
            $crate::db::Engine::Sqlite { read, .. } => {
                let $c = read;
                $body
            }
            $crate::db::Engine::Postgres(pool) => {
                let $c = pool;
                $body
            }
        }
    }};
}

mod place;

/// Adds `(…)` with all of them, for an `IN`. There must be one.
pub(crate) fn push_ids<'a, DB>(query: &mut QueryBuilder<DB>, ids: impl IntoIterator<Item = Uuid>)
where
    DB: Database,
    Uuid: Encode<'a, DB> + Type<DB>,
{
    query.push("(");
    let mut list = query.separated(", ");
    for id in ids {
        list.push_bind(id);
    }
    query.push(")");
}

/// Why the database can't be used; each is one line for the operator.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("DATABASE_URL: starts with neither sqlite:// nor postgres://")]
    UnknownEngine,
    #[error("DATABASE_URL: {0}")]
    Connect(#[source] sqlx::Error),
    #[error("DATABASE_URL: SQLite {0} can lose committed data; Keyholder needs 3.51.3 or newer")]
    OldSqlite(String),
    #[error("DATABASE_URL: this database was written by a newer Keyholder (migration {0}); start that one")]
    Newer(i64),
    #[error("DATABASE_URL: the database could not be brought up to date and is as it was: {0}")]
    Migrate(#[source] MigrateError),
}

impl Db {
    /// Opens the database that the URL names, makes it if it is a SQLite file that does not exist, and brings it
    /// up to date.
    ///
    /// # Errors
    /// When it can't be reached, opened, written or migrated.
    pub async fn open(url: &str) -> Result<Self, OpenError> {
        Self::open_with(url, POSTGRES_CONNECTIONS).await
    }

    /// Opens it with at most so many connections to PostgreSQL.
    ///
    /// # Errors
    /// As [`Db::open`].
    pub async fn open_with(url: &str, connections: u32) -> Result<Self, OpenError> {
        Self::open_at(Place::of_url(url)?, connections).await
    }

    /// The SQLite file at a path.
    ///
    /// # Errors
    /// As [`Db::open`].
    pub async fn open_file(path: &Path) -> Result<Self, OpenError> {
        Self::open_at(Place::file(path), POSTGRES_CONNECTIONS).await
    }

    async fn open_at(Place(place): Place, connections: u32) -> Result<Self, OpenError> {
        let engine = match place {
            Where::Sqlite(options) => Engine::open_sqlite(options).await?,
            Where::Postgres(options) => Engine::open_postgres(options, connections).await?,
        };
        Ok(Self { engine, statements: Arc::default() })
    }

    /// Where an engine needs words of its own.
    pub(crate) fn is_postgres(&self) -> bool {
        matches!(self.engine, Engine::Postgres(_))
    }

    /// Statements issued since the start: tests hold pages to their number.
    pub fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    pub(crate) fn count_statement(&self) {
        self.statements.fetch_add(1, Ordering::Relaxed);
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&self) -> Result<(), sqlx::Error> {
        read!(self, |c| sqlx::query("SELECT 1").execute(c).await.map(|_| ()))
    }

    /// Waits for every connection to end; the write-ahead log is then folded into the file.
    pub async fn close(&self) {
        match &self.engine {
            Engine::Sqlite { read, write } => {
                read.close().await;
                write.close().await;
            }
            Engine::Postgres(pool) => pool.close().await,
        }
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "the one place where a transaction begins; called by change.rs, and to try whether one can"
    )]
    pub(crate) async fn begin(&self) -> Result<Tx, sqlx::Error> {
        let statements = Arc::clone(&self.statements);
        Ok(match &self.engine {
            // IMMEDIATE: a transaction that only later wants to write would fail at once, without waiting.
            Engine::Sqlite { write, .. } => {
                Tx::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?, statements)
            }
            Engine::Postgres(pool) => Tx::Postgres(pool.begin().await?, statements),
        })
    }
}

impl Tx {
    pub(crate) async fn commit(self) -> Result<(), sqlx::Error> {
        fail_point!("before the commit");
        let committed = match self {
            Self::Sqlite(transaction, _) => transaction.commit().await,
            Self::Postgres(transaction, _) => transaction.commit().await,
        };
        fail_point!("after the commit");
        committed
    }
}

impl Engine {
    async fn open_sqlite(options: SqliteConnectOptions) -> Result<Self, OpenError> {
        let options = options
            .create_if_missing(true)
            .foreign_keys(true)
            .journal_mode(SqliteJournalMode::Wal)
            // NORMAL may forget an acknowledged revoke when the power fails.
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(WAIT_FOR_WRITER)
            .row_buffer_size(256);
        let write = of_writer().connect_with(options.clone()).await.map_err(OpenError::Connect)?;
        let version: String = sqlx::query_scalar("SELECT sqlite_version()")
            .fetch_one(&write)
            .await
            .map_err(OpenError::Connect)?;
        if !keeps_what_it_committed(&version) {
            return Err(OpenError::OldSqlite(version));
        }
        OF_SQLITE.run(&write).await.map_err(not_migrated)?;
        let read = of_readers().connect_with(options.read_only(true)).await.map_err(OpenError::Connect)?;
        Ok(Self::Sqlite { read, write })
    }

    async fn open_postgres(options: PgConnectOptions, connections: u32) -> Result<Self, OpenError> {
        let options = with_limits(options);
        let pool = of_postgres(connections).connect_with(options).await.map_err(OpenError::Connect)?;
        OF_POSTGRES.run(&pool).await.map_err(not_migrated)?;
        Ok(Self::Postgres(pool))
    }
}

// A file has no other side that could have hung up: its connections are not tested.

fn of_writer() -> SqlitePoolOptions {
    kept(SqlitePoolOptions::new())
        .max_connections(1)
        .test_before_acquire(false)
        .acquire_timeout(WAIT_FOR_WRITER)
}

fn of_readers() -> SqlitePoolOptions {
    kept(SqlitePoolOptions::new()).max_connections(4).test_before_acquire(false)
}

fn of_postgres(connections: u32) -> PgPoolOptions {
    kept(PgPoolOptions::new()).max_connections(connections).acquire_timeout(WAIT_FOR_WRITER)
}

/// A connection, once opened, stays. A pool that ends idle or old ones has a task that counts the idle, whose number
/// passes below zero for a moment where one is taken while it is being given back (sqlx 0.9): a task that reads it just
/// then counts without end, and who waits for a connection is never woken.
fn kept<DB: Database>(pool: PoolOptions<DB>) -> PoolOptions<DB> {
    pool.idle_timeout(None).max_lifetime(None)
}

fn not_migrated(error: MigrateError) -> OpenError {
    match error {
        MigrateError::VersionMissing(version) => OpenError::Newer(version),
        other => OpenError::Migrate(other),
    }
}

/// From 3.51.3 on: earlier ones have the WAL-reset race.
fn keeps_what_it_committed(version: &str) -> bool {
    let mut parts = version.split('.').map(|part| part.parse::<u32>().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    (next(), next(), next()) >= (3, 51, 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_pool_has_a_task_that_counts_its_idle_connections() {
        fn counts<DB: Database>(pool: &PoolOptions<DB>) -> bool {
            pool.get_idle_timeout().is_some()
                || pool.get_max_lifetime().is_some()
                || pool.get_min_connections() > 0
        }
        assert!(counts(&SqlitePoolOptions::new()), "as the library has it");
        assert!(!counts(&of_writer()));
        assert!(!counts(&of_readers()));
        assert!(!counts(&of_postgres(POSTGRES_CONNECTIONS)));
    }

    #[test]
    fn sqlite_before_3_51_3_is_refused() {
        assert!(!keeps_what_it_committed("3.46.0"));
        assert!(!keeps_what_it_committed("3.51.2"));
        assert!(keeps_what_it_committed("3.51.3"));
        assert!(keeps_what_it_committed("4.0"));
    }
}
