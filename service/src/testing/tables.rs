//! The tables as they are, past every door: to set a scene, to tamper, and to look for what must not be there.

use std::fmt::Write;

use domain::id::BusinessCenterId;
use sqlx::{AssertSqlSafe, SqlSafeStr};
use uuid::Uuid;

use super::database;
use super::plan::Engine;
use super::world::World;
use crate::capability::Member;
use crate::clock::micros;
use crate::db::Engine as Pools;
use crate::seen::AT_MOST_EVERY;

macro_rules! past_the_doors {
    ($world:expr, |$pool:ident| $body:expr) => {{
        let keyholder = $world.keyholder();
        match &keyholder.db().engine {
            Pools::Sqlite { write: $pool, .. } => $body,
            Pools::Postgres($pool) => $body,
        }
    }};
}

impl Member {
    /// Waits until it is written down that they were here: that happens beside the request, not in its way.
    pub(super) async fn is_seen(&self) {
        let since = micros(self.keyholder().clock().now() - AT_MOST_EVERY);
        let written = || async {
            past_the_doors!(self, |pool| {
                sqlx::query_scalar::<_, i64>(
                "SELECT count(*) FROM partner_sessions WHERE session_hash = $1 AND partner_id = $2 AND seen_at > $3",
            )
            .bind(&self.session().0)
            .bind(self.partner().uuid())
            .bind(since)
            .fetch_one(pool)
            .await
            .unwrap()
            })
        };
        while written().await == 0 {
            tokio::task::yield_now().await;
        }
    }
}

impl World {
    /// Executes one statement and says how many rows it changed.
    pub async fn sql(&self, statement: &str) -> u64 {
        self.tries_sql(statement).await.unwrap()
    }

    pub async fn tries_sql(&self, statement: &str) -> Result<u64, sqlx::Error> {
        let statement = AssertSqlSafe(statement.to_owned()).into_sql_str();
        past_the_doors!(self, |pool| sqlx::query(statement)
            .execute(pool)
            .await
            .map(|done| done.rows_affected()))
    }

    /// The connection ends on which this process hears of what others commit.
    pub async fn the_listener_is_cut_off(&self) {
        database::cut_off_the_listener(self.database_url()).await;
    }

    /// A number: a count, say.
    pub async fn number(&self, query: &str) -> i64 {
        let query = AssertSqlSafe(query.to_owned()).into_sql_str();
        past_the_doors!(self, |pool| sqlx::query_scalar(query).fetch_one(pool).await.unwrap())
    }

    /// One column of text.
    pub async fn column(&self, query: &str) -> Vec<String> {
        let query = AssertSqlSafe(query.to_owned()).into_sql_str();
        past_the_doors!(self, |pool| sqlx::query_scalar(query).fetch_all(pool).await.unwrap())
    }

    /// One column of bytes.
    pub async fn bytes(&self, query: &str) -> Vec<Vec<u8>> {
        let query = AssertSqlSafe(query.to_owned()).into_sql_str();
        past_the_doors!(self, |pool| sqlx::query_scalar(query).fetch_all(pool).await.unwrap())
    }

    /// Whether the one connection that writes is between transactions, as the next change must find it.
    pub async fn connection_is_clean(&self) -> bool {
        if let Pools::Sqlite { write, .. } = &self.keyholder().db().engine {
            // One connection for both: between them a change that goes on without its client would have its turn.
            let mut connection = write.acquire().await.unwrap();
            return sqlx::query("BEGIN IMMEDIATE").execute(&mut *connection).await.is_ok()
                && sqlx::query("ROLLBACK").execute(&mut *connection).await.is_ok();
        }
        let process = self.number("SELECT CAST(pg_backend_pid() AS BIGINT)").await;
        // The first row is there before the statement is over; that it is over says the next state.
        loop {
            match database::state_of_connection(process).await.as_str() {
                "active" => tokio::task::yield_now().await,
                state => return state == "idle",
            }
        }
    }

    pub(super) async fn center_ids(&self) -> Vec<BusinessCenterId> {
        let ids: Vec<Uuid> = past_the_doors!(self, |pool| {
            sqlx::query_scalar("SELECT id FROM business_centers ORDER BY id").fetch_all(pool).await.unwrap()
        });
        ids.into_iter().map(BusinessCenterId::from_uuid).collect()
    }

    /// The id of the Business Center at a slug.
    pub async fn center_id(&self, slug: &str) -> BusinessCenterId {
        let id: Uuid = past_the_doors!(self, |pool| {
            let find = "SELECT id FROM business_centers WHERE slug = $1";
            sqlx::query_scalar(find).bind(slug).fetch_one(pool).await.unwrap()
        });
        BusinessCenterId::from_uuid(id)
    }

    /// Lets the audit log be changed, as somebody with the database in their hands could.
    pub async fn drops_the_guards_of_the_audit_log(&self) {
        let of = if self.engine() == Engine::Postgres { " ON audit" } else { "" };
        for guard in ["audit_is_not_changed", "audit_is_not_deleted"] {
            self.sql(&format!("DROP TRIGGER {guard}{of}")).await;
        }
    }

    /// Every row of every table as text, bytes in lower-case hexadecimal digits.
    pub async fn dump(&self) -> String {
        let mut dump = String::new();
        for table in self.tables().await {
            let row = match self.engine() {
                Engine::Postgres => "t::text".to_owned(),
                Engine::Sqlite => {
                    let quoted = "SELECT group_concat('quote(' || name || ')', ' || '' '' || ')";
                    self.column(&format!("{quoted} FROM pragma_table_info('{table}')")).await.concat()
                }
            };
            for row in self.column(&format!("SELECT {row} FROM {table} t")).await {
                writeln!(dump, "{table}: {row}").unwrap();
            }
        }
        // SQLite writes bytes in capitals; nothing else here tells capitals apart in hexadecimal digits.
        match self.engine() {
            Engine::Sqlite => dump.clone() + &dump.to_lowercase(),
            Engine::Postgres => dump,
        }
    }

    /// The names of all tables.
    pub async fn tables(&self) -> Vec<String> {
        self.column(match self.engine() {
            Engine::Sqlite => "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name",
            Engine::Postgres => {
                "SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1"
            }
        })
        .await
    }
}
