//! Organisations: companies that Partners belong to.

use domain::id::OrganisationId;
use domain::name::OrganisationName;
use uuid::Uuid;

use crate::change::{AsAdmin, Change};
use crate::failure::Failure;

impl Change<AsAdmin> {
    /// The Organisation of that name, made if there is none.
    pub(crate) async fn organisation<R>(
        &mut self,
        name: &OrganisationName,
    ) -> Result<OrganisationId, Failure<R>> {
        let (id, center) = (self.new_id(), self.center().id);
        let found = on!(&mut self.tx, |c| sqlx::query_scalar::<_, Uuid>(
            "INSERT INTO organisations (id, center_id, name, name_key)
             SELECT $1, $2, $3, $4 WHERE true
             ON CONFLICT (center_id, name_key) DO UPDATE SET name_key = excluded.name_key
          RETURNING id",
        )
        .bind(id)
        .bind(center.uuid())
        .bind(name.as_str())
        .bind(name.key())
        .fetch_one(c)
        .await)?;
        Ok(OrganisationId::from_uuid(found))
    }
}
