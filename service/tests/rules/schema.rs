//! The tables on both engines, and what happens when they are not what this Keyholder knows.

use service::testing::{Engine, Plan, World, run};
use service::{Db, OpenError, both_engines};

/// `partners.note text null`, one for each column.
async fn columns(world: &World) -> Vec<String> {
    let mut columns = world
        .column(match world.engine() {
            Engine::Sqlite => {
                "SELECT t.name || '.' || c.name || ' ' || lower(c.type) ||
                        CASE WHEN c.\"notnull\" = 1 OR c.pk > 0 THEN '' ELSE ' null' END
                   FROM sqlite_schema t, pragma_table_info(t.name) c
                  WHERE t.type = 'table' AND t.name NOT LIKE '\\_sqlx%' ESCAPE '\\'"
            }
            Engine::Postgres => {
                "SELECT table_name || '.' || column_name || ' ' || data_type ||
                        CASE WHEN is_nullable = 'YES' THEN ' null' ELSE '' END
                   FROM information_schema.columns
                  WHERE table_schema = current_schema() AND table_name NOT LIKE '\\_sqlx%'"
            }
        })
        .await;
    // A UUID is 16 bytes and a boolean a number on SQLite: there one type stands for two.
    for column in &mut columns {
        for (of_postgres, of_sqlite) in
            [(" uuid", " blob"), (" bytea", " blob"), (" bigint", " integer"), (" boolean", " integer")]
        {
            *column = column.replace(of_postgres, of_sqlite);
        }
    }
    columns.sort();
    columns
}

/// `partners: partners_level`, one for each CHECK that has a name.
async fn checks(world: &World) -> Vec<String> {
    let mut checks = match world.engine() {
        Engine::Sqlite => {
            let tables =
                world.column("SELECT name || ' ' || sql FROM sqlite_schema WHERE type = 'table'").await;
            let named = tables.iter().flat_map(|table| {
                let name = table.split(' ').next().unwrap();
                let checks = table.split("CONSTRAINT ").skip(1);
                checks.map(move |check| format!("{name}: {}", check.split(' ').next().unwrap()))
            });
            named.collect::<Vec<_>>()
        }
        Engine::Postgres => {
            world
                .column(
                    "SELECT CAST(t.relname || ': ' || c.conname AS TEXT)
                       FROM pg_constraint c
                       JOIN pg_class t ON t.oid = c.conrelid
                      WHERE c.contype = 'c' AND t.relnamespace = CAST(current_schema() AS regnamespace)",
                )
                .await
        }
    };
    checks.sort();
    checks
}

/// `partners: partners_by_token unique (token_hash)`, one for each index that has a name of ours.
async fn indexes(world: &World) -> Vec<String> {
    let texts = world
        .column(match world.engine() {
            Engine::Sqlite => "SELECT sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL",
            Engine::Postgres => {
                "SELECT CAST(indexdef AS TEXT) FROM pg_indexes
                  WHERE schemaname = current_schema() AND indexname NOT LIKE '%\\_pkey'"
            }
        })
        .await;
    let mut indexes: Vec<_> = texts.iter().map(|text| plain(text)).collect();
    indexes.sort();
    indexes
}

/// PostgreSQL writes a definition with more words: the schema, the method, types and brackets.
fn plain(definition: &str) -> String {
    let mut plain = definition.to_lowercase();
    for more in [" using btree", "::text", "(", ")", ","] {
        plain = plain.replace(more, " ");
    }
    let words = plain.split_whitespace().map(|word| word.rsplit('.').next().unwrap_or(word));
    words.collect::<Vec<_>>().join(" ")
}

async fn foreign_keys(world: &World) -> Vec<String> {
    let mut keys = world
        .column(match world.engine() {
            Engine::Sqlite => {
                "SELECT t.name || '.' || k.\"from\" || ' ' || k.\"table\" || ' ' || lower(k.on_delete)
                   FROM sqlite_schema t, pragma_foreign_key_list(t.name) k WHERE t.type = 'table'"
            }
            Engine::Postgres => {
                "SELECT CAST(t.relname || '.' || a.attname || ' ' || r.relname || ' ' ||
                        CASE c.confdeltype WHEN 'c' THEN 'cascade' WHEN 'a' THEN 'no action' END AS TEXT)
                   FROM pg_constraint c
                   JOIN pg_class t ON t.oid = c.conrelid
                   JOIN pg_class r ON r.oid = c.confrelid
                   JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = ANY (c.conkey)
                  WHERE c.contype = 'f' AND t.relnamespace = CAST(current_schema() AS regnamespace)"
            }
        })
        .await;
    keys.sort();
    keys
}

async fn facts(world: &World) -> [Vec<String>; 4] {
    [columns(world).await, checks(world).await, indexes(world).await, foreign_keys(world).await]
}

#[test]
fn both_engines_have_the_same_tables_columns_and_checks() {
    let (of_sqlite, of_postgres) = (std::sync::Mutex::default(), std::sync::Mutex::default());
    for (engine, facts_of) in [(Engine::Sqlite, &of_sqlite), (Engine::Postgres, &of_postgres)] {
        run(engine, Plan::ordinary(), async |world: &World| {
            let facts = facts(world).await;
            *facts_of.lock().unwrap() = facts;
        });
    }
    let (of_sqlite, of_postgres): ([Vec<String>; 4], [Vec<String>; 4]) =
        (of_sqlite.into_inner().unwrap(), of_postgres.into_inner().unwrap());
    // That there is something to compare.
    assert!(of_sqlite.iter().all(|facts| !facts.is_empty()), "{of_sqlite:?}");
    for (sqlite, postgres) in of_sqlite.iter().zip(&of_postgres) {
        assert_eq!(sqlite, postgres);
    }
}

both_engines! {
    async fn a_database_of_a_newer_keyholder_is_refused_and_left_alone(world: World) {
        world.ada().await;
        world
            .sql("INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
                  SELECT 9999, 'from the future', success, checksum, 0 FROM _sqlx_migrations WHERE version = 1")
            .await;
        let before = world.dump().await;
        let refused = Db::open(world.database_url()).await;
        assert!(matches!(refused, Err(OpenError::Newer(9999))), "{refused:?}");
        assert!(refused.unwrap_err().to_string().contains("newer Keyholder"));
        assert_eq!(world.dump().await, before);
    }

    async fn a_database_is_brought_up_to_date_once(world: World) {
        world.ada().await;
        let before = world.dump().await;
        world.restarts().await;
        assert_eq!(world.dump().await, before);
    }

    async fn a_migration_that_fails_leaves_the_database_as_it_was(world: World) {
        world.ada().await;
        // As after an older version: the newest migration is to come, and something of the operator's is in its way.
        world.sql("DELETE FROM _sqlx_migrations WHERE version = 4").await;
        let before = world.dump().await;
        let failed = Db::open(world.database_url()).await;
        assert!(matches!(failed, Err(OpenError::Migrate(_))), "{failed:?}");
        assert!(failed.unwrap_err().to_string().contains("is as it was"));
        assert_eq!(world.dump().await, before);
    }
}

#[tokio::test]
async fn an_address_of_no_engine_is_refused() {
    let refused = Db::open("mysql://localhost/keyholder").await;
    assert!(matches!(refused, Err(OpenError::UnknownEngine)));
}
