//! Somebody who has the database and the source code in their hands, and wants another history.

use sqlx::{AssertSqlSafe, SqlSafeStr};
use uuid::Uuid;

use super::plan::Engine;
use super::world::World;
use crate::audit::FIRST_SEAL;
use crate::db::Engine as Pools;
use crate::secret::Secret;
use crate::testing::hex;

#[derive(sqlx::FromRow)]
struct Row {
    number: i64,
    at: i64,
    account_id: Option<Uuid>,
    actor: String,
    client: String,
    body: String,
}

impl World {
    /// Seals the whole chain anew with a key of the forger's own, the newest seal in the Business Center's row too.
    pub async fn a_forger_seals_anew(&self, slug: &str) {
        self.seal_anew(slug, &Secret::derive([0; 32])).await;
    }

    /// The same with the key of the house: what a forger would need.
    pub async fn the_holder_of_the_key_seals_anew(&self, slug: &str) {
        let secret = self.secret().clone();
        self.seal_anew(slug, &secret).await;
    }

    async fn seal_anew(&self, slug: &str, secret: &Secret) {
        let center = self.center_id(slug).await.uuid();
        let mut before = FIRST_SEAL.to_vec();
        for row in self.chain(center).await {
            let account = row.account_id;
            let fields: [&[u8]; 8] = [
                &before,
                center.as_bytes(),
                &row.number.to_be_bytes(),
                &row.at.to_be_bytes(),
                account.as_ref().map_or(&[], |id| id.as_bytes().as_slice()),
                row.actor.as_bytes(),
                row.client.as_bytes(),
                row.body.as_bytes(),
            ];
            before = secret.audit_seal(&fields).to_vec();
            let seal = self.literal(&before);
            let center = self.literal_id(center);
            let number = row.number;
            self.sql(&format!(
                "UPDATE audit SET seal = {seal} WHERE center_id = {center} AND number = {number}"
            ))
            .await;
        }
        let newest = self.literal(&before);
        self.sql(&format!("UPDATE business_centers SET seal = {newest} WHERE slug = '{slug}'")).await;
    }

    async fn chain(&self, center: Uuid) -> Vec<Row> {
        let query = AssertSqlSafe(format!(
            "SELECT number, at, account_id, actor, client, body FROM audit WHERE center_id = {} ORDER BY number",
            self.literal_id(center)
        ))
        .into_sql_str();
        let keyholder = self.keyholder();
        match &keyholder.db().engine {
            Pools::Sqlite { write, .. } => sqlx::query_as(query).fetch_all(write).await.unwrap(),
            Pools::Postgres(pool) => sqlx::query_as(query).fetch_all(pool).await.unwrap(),
        }
    }

    fn literal(&self, bytes: &[u8]) -> String {
        let hex = hex(bytes);
        match self.engine() {
            Engine::Sqlite => format!("x'{hex}'"),
            Engine::Postgres => format!("'\\x{hex}'::bytea"),
        }
    }

    fn literal_id(&self, id: Uuid) -> String {
        match self.engine() {
            Engine::Sqlite => self.literal(id.as_bytes()),
            Engine::Postgres => format!("'{id}'::uuid"),
        }
    }
}
