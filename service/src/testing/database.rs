//! A schema for each test in the one PostgreSQL of the run.

use sqlx::{AssertSqlSafe, Connection, PgConnection};

fn postgres() -> String {
    std::env::var("KEYHOLDER_TEST_POSTGRES").expect(
        "KEYHOLDER_TEST_POSTGRES names no database: run the tests with `make test`, which starts a PostgreSQL for them",
    )
}

/// An empty schema, as the address of a database that has nothing else.
pub(super) async fn schema_of_its_own() -> String {
    let url = postgres();
    let schema = format!("test_{}", uuid::Uuid::from_bytes(crate::random::bytes()).simple());
    let mut connection = PgConnection::connect(&url).await.unwrap();
    let create = AssertSqlSafe(format!("CREATE SCHEMA {schema}"));
    sqlx::raw_sql(create).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    let separator = if url.contains('?') { '&' } else { '?' };
    format!("{url}{separator}application_name={schema}&options=-csearch_path%3D{schema}")
}

/// `idle`, `idle in transaction`, …
pub(super) async fn state_of_connection(process: i64) -> String {
    let mut connection = PgConnection::connect(&postgres()).await.unwrap();
    let query = "SELECT state FROM pg_stat_activity WHERE pid = $1";
    let state = sqlx::query_scalar(query).bind(process).fetch_one(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    state
}

/// Ends the connection on which a process hears of what others commit.
pub(super) async fn cut_off_the_listener(url: &str) {
    let schema = &url[url.rfind("%3D").unwrap() + 3..];
    let mut connection = PgConnection::connect(&postgres()).await.unwrap();
    let query = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                  WHERE application_name = $1 AND query LIKE 'LISTEN%'";
    let ended: i64 = sqlx::query_scalar(query).bind(schema).fetch_one(&mut connection).await.unwrap();
    assert_eq!(ended, 1, "nobody listens");
    connection.close().await.unwrap();
}

pub(super) async fn drop_schema(url: &str) {
    let schema = &url[url.rfind("%3D").unwrap() + 3..];
    let mut connection = PgConnection::connect(&postgres()).await.unwrap();
    let drop = AssertSqlSafe(format!("DROP SCHEMA {schema} CASCADE"));
    sqlx::raw_sql(drop).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}
