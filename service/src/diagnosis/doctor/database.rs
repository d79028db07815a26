//! The database, as it stands.

use chrono::{DateTime, TimeDelta, Utc};
use domain::diagnosis::doctor::{Database, Engine, Failed, Opened, Outbox, Schema};

use super::storage;
use crate::audit;
use crate::clock::{Clock, at, micros};
use crate::db::{self, Db, Place, Step};
use crate::mail::one_line;
use crate::secret::Secret;

/// What nobody took is told for so long.
const LATELY: TimeDelta = TimeDelta::days(7);

pub(super) struct Seen {
    pub(super) database: Database,
    pub(super) outbox: Option<Outbox>,
}

/// A step that a database was brought through.
#[derive(sqlx::FromRow)]
struct Applied {
    version: i64,
    success: bool,
    checksum: Vec<u8>,
}

#[derive(sqlx::FromRow)]
struct OutboxRow {
    waiting: i64,
    oldest: Option<i64>,
    said: Option<String>,
    failed: i64,
    failed_said: Option<String>,
}

pub(super) async fn look(place: &Place, secret: Option<&Secret>, clock: &Clock) -> Seen {
    if place.path().is_some_and(|file| matches!(file.try_exists(), Ok(false))) {
        return Seen { database: Database::Missing, outbox: None };
    }
    let seen = async {
        let db = Db::visit(place).await?;
        let seen = look_at(&db, place, secret, clock).await;
        db.close().await;
        seen
    };
    seen.await.unwrap_or_else(|error: sqlx::Error| Seen {
        database: Database::Unread { said: said(&error) },
        outbox: None,
    })
}

async fn look_at(
    db: &Db,
    place: &Place,
    secret: Option<&Secret>,
    clock: &Clock,
) -> Result<Seen, sqlx::Error> {
    let damage = damage(db).await?;
    let schema = match schema(db).await {
        Ok(schema) => Some(schema),
        Err(_) if damage.is_some() => None,
        Err(error) => return Err(error),
    };
    let mut opened = Opened {
        engine: if db.is_postgres() { Engine::Postgres } else { Engine::Sqlite },
        version: version(db).await?,
        schema,
        damage,
        unwritable: None,
        newest: None,
        clock: own_clock(db).await?,
        secret_fits: None,
        file: place.path().and_then(storage::database_file),
    };
    let mut waits = None;
    // Of another schema nobody here knows what its tables mean; what is damaged can't be read.
    if let (Some(Schema::Current(_)), None) = (schema, &opened.damage) {
        opened.unwritable = db.try_writing().await.err().as_ref().map(said);
        opened.newest = newest(db).await?;
        if let Some(secret) = secret {
            opened.secret_fits = audit::fits(db, secret).await?;
        }
        waits = Some(outbox(db, clock.now()).await?);
    }
    Ok(Seen { database: Database::Opened(opened), outbox: waits })
}

async fn version(db: &Db) -> Result<String, sqlx::Error> {
    match &db.engine {
        db::Engine::Sqlite { read, .. } => {
            sqlx::query_scalar("SELECT sqlite_version()").fetch_one(read).await
        }
        db::Engine::Postgres(pool) => {
            sqlx::query_scalar("SELECT current_setting('server_version')").fetch_one(pool).await
        }
    }
}

async fn schema(db: &Db) -> Result<Schema, sqlx::Error> {
    let tables: i64 = match &db.engine {
        db::Engine::Sqlite { read, .. } => {
            sqlx::query_scalar("SELECT count(*) FROM sqlite_schema WHERE name = '_sqlx_migrations'")
                .fetch_one(read)
                .await?
        }
        db::Engine::Postgres(pool) => {
            sqlx::query_scalar("SELECT count(to_regclass('_sqlx_migrations'))").fetch_one(pool).await?
        }
    };
    if tables == 0 {
        return Ok(Schema::Nothing);
    }
    let applied = read!(db, |c| sqlx::query_as::<_, Applied>(
        "SELECT version, success, checksum FROM _sqlx_migrations ORDER BY version",
    )
    .fetch_all(c)
    .await)?;
    Ok(compare(&applied, &db.steps()))
}

fn compare(applied: &[Applied], steps: &[Step]) -> Schema {
    let (Some(has), Some(knows)) = (applied.last(), steps.last()) else { return Schema::Nothing };
    let as_here = |applied: &Applied| {
        let step = steps.iter().find(|step| step.version == applied.version);
        applied.success && step.is_none_or(|step| step.checksum == applied.checksum)
    };
    if let Some(other) = applied.iter().find(|applied| !as_here(applied)) {
        return Schema::Other { step: other.version };
    }
    match has.version.cmp(&knows.version) {
        std::cmp::Ordering::Less => Schema::Older { has: has.version, brings: knows.version },
        std::cmp::Ordering::Equal => Schema::Current(has.version),
        std::cmp::Ordering::Greater => Schema::Newer { has: has.version, knows: knows.version },
    }
}

/// Of PostgreSQL nobody outside can tell.
async fn damage(db: &Db) -> Result<Option<String>, sqlx::Error> {
    let db::Engine::Sqlite { read, .. } = &db.engine else { return Ok(None) };
    match sqlx::query_scalar::<_, String>("PRAGMA quick_check(1)").fetch_one(read).await {
        Ok(said) => Ok((said != "ok").then(|| one_line(&said))),
        Err(error) if is_corrupt(&error) => Ok(Some(said(&error))),
        Err(error) => Err(error),
    }
}

/// `SQLITE_CORRUPT`, whichever kind of it.
fn is_corrupt(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code);
    code.and_then(|code| code.parse::<u32>().ok()).is_some_and(|code| code & 0xff == 11)
}

/// In the database's own words, where it has any.
fn said(error: &sqlx::Error) -> String {
    error.as_database_error().map_or_else(|| one_line(&error.to_string()), |said| one_line(said.message()))
}

async fn own_clock(db: &Db) -> Result<Option<DateTime<Utc>>, sqlx::Error> {
    let db::Engine::Postgres(pool) = &db.engine else { return Ok(None) };
    let now = "SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS BIGINT)";
    Ok(Some(at(sqlx::query_scalar(now).fetch_one(pool).await?)))
}

async fn newest(db: &Db) -> Result<Option<DateTime<Utc>>, sqlx::Error> {
    let newest = read!(db, |c| sqlx::query_scalar::<_, Option<i64>>(
        "SELECT max(at)
           FROM (SELECT max(at) AS at FROM audit
                 UNION ALL SELECT max(at) FROM account_events
                 UNION ALL SELECT max(created_at) FROM outbox) written",
    )
    .fetch_one(c)
    .await)?;
    Ok(newest.map(at))
}

async fn outbox(db: &Db, now: DateTime<Utc>) -> Result<Outbox, sqlx::Error> {
    let row = read!(db, |c| sqlx::query_as::<_, OutboxRow>(
        "SELECT count(*) AS waiting, min(created_at) AS oldest,
                (SELECT said FROM outbox
                  WHERE state = 'queued' AND said IS NOT NULL ORDER BY next_try_at DESC LIMIT 1) AS said,
                (SELECT count(*) FROM outbox WHERE state = 'failed' AND created_at > $1) AS failed,
                (SELECT said FROM outbox
                  WHERE state = 'failed' AND created_at > $1 ORDER BY created_at DESC LIMIT 1) AS failed_said
           FROM outbox
          WHERE state = 'queued'",
    )
    .bind(micros(now - LATELY))
    .fetch_one(c)
    .await)?;
    let failed = u32::try_from(row.failed).unwrap_or(u32::MAX);
    Ok(Outbox {
        waiting: u32::try_from(row.waiting).unwrap_or(u32::MAX),
        oldest: row.oldest.map(at),
        said: row.said,
        failed: (failed > 0).then(|| Failed { many: failed, said: row.failed_said.unwrap_or_default() }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const STEPS: [Step; 2] = [Step { version: 1, checksum: b"one" }, Step { version: 2, checksum: b"two" }];

    fn compared(applied: &[(i64, bool, &[u8])]) -> Schema {
        let applied: Vec<_> = applied
            .iter()
            .map(|&(version, success, text)| Applied { version, success, checksum: text.to_vec() })
            .collect();
        compare(&applied, &STEPS)
    }

    #[test]
    fn a_database_is_as_old_as_the_steps_that_it_went_through() {
        assert_eq!(compared(&[]), Schema::Nothing);
        assert_eq!(compared(&[(1, true, b"one")]), Schema::Older { has: 1, brings: 2 });
        assert_eq!(compared(&[(1, true, b"one"), (2, true, b"two")]), Schema::Current(2));
        let newer: [(i64, bool, &[u8]); 3] = [(1, true, b"one"), (2, true, b"two"), (3, true, b"three")];
        assert_eq!(compared(&newer), Schema::Newer { has: 3, knows: 2 });
    }

    #[test]
    fn a_step_that_broke_off_or_was_another_makes_it_another_database() {
        assert_eq!(compared(&[(1, true, b"one"), (2, false, b"two")]), Schema::Other { step: 2 });
        assert_eq!(compared(&[(1, true, b"uno"), (2, true, b"two")]), Schema::Other { step: 1 });
    }
}
