//! Saved views: lists of partners that an Admin keeps by name. They are theirs alone, so no Business Center's log has them.

use domain::id::PartnerId;
use domain::name::ViewName;

use crate::audit::AccountEvent;
use crate::capability::Admin;
use crate::change::{AsAccount, Change, in_task};
use crate::failure::Failure;

/// As many as one Admin keeps.
pub const MOST_VIEWS: i64 = 20;

/// A list kept by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedView {
    pub name: ViewName,
    /// What stands behind the `?` of its address.
    pub query: String,
}

/// Why a view is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SaveViewRefusal {
    #[error("You keep {MOST_VIEWS} views already. Remove one first.")]
    Full,
}

impl Admin {
    /// One's own, by name.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn saved_views(&self) -> Result<Vec<SavedView>, Failure> {
        let rows = read!(self.keyholder().db(), |c| sqlx::query_as::<_, (String, String)>(
            "SELECT name, query FROM saved_views WHERE partner_id = $1 ORDER BY name_key",
        )
        .bind(self.member().partner().uuid())
        .fetch_all(c)
        .await)?;
        let view =
            |(name, query): (String, String)| Some(SavedView { name: ViewName::parse(&name).ok()?, query });
        Ok(rows.into_iter().filter_map(view).collect())
    }

    /// Keeps a list by a name, instead of what was kept by that name.
    ///
    /// # Errors
    /// Refused when there are too many.
    pub async fn save_view(&self, view: SavedView) -> Result<(), Failure<SaveViewRefusal>> {
        let admin = self.clone();
        in_task(async move {
            let member = admin.member();
            let mut change = Change::by_account(member.signed_in()).await?;
            let saved = on!(&mut change.tx, |c| sqlx::query(
                "INSERT INTO saved_views (partner_id, name, name_key, query)
                 SELECT p.id, $2, $3, $4
                   FROM partners p
                  WHERE p.id = $1 AND p.state = 'active' AND p.level = 'admin'
                    AND (SELECT count(*) FROM saved_views v WHERE v.partner_id = p.id AND v.name_key <> $3) < $5
                 ON CONFLICT (partner_id, name_key) DO UPDATE SET name = excluded.name, query = excluded.query",
            )
            .bind(member.partner().uuid())
            .bind(view.name.as_str())
            .bind(view.name.key())
            .bind(&view.query)
            .bind(MOST_VIEWS)
            .execute(c)
            .await
            .map(|done| done.rows_affected()))?;
            if saved == 0 {
                return Err(change.not_saved(member.partner()).await);
            }
            let name = view.name.as_str().to_owned();
            change.commit(AccountEvent::ViewSaved { center: member.center().slug.clone(), name }).await
        })
        .await
    }

    /// Forgets a view; where there is none of the name, it is so already.
    ///
    /// # Errors
    /// When it could not be written.
    pub async fn remove_view(&self, name: ViewName) -> Result<(), Failure> {
        let admin = self.clone();
        in_task(async move {
            let member = admin.member();
            let mut change = Change::by_account(member.signed_in()).await?;
            on!(&mut change.tx, |c| sqlx::query(
                "DELETE FROM saved_views WHERE partner_id = $1 AND name_key = $2",
            )
            .bind(member.partner().uuid())
            .bind(name.key())
            .execute(c)
            .await
            .map(|_| ()))?;
            let (center, name) = (member.center().slug.clone(), name.as_str().to_owned());
            change.commit(AccountEvent::ViewRemoved { center, name }).await
        })
        .await
    }
}

impl Change<AsAccount> {
    /// Whoever is an Admin still has too many.
    async fn not_saved(&mut self, partner: PartnerId) -> Failure<SaveViewRefusal> {
        let admin = on!(&mut self.tx, |c| sqlx::query_scalar::<_, i32>(
            "SELECT 1 FROM partners WHERE id = $1 AND state = 'active' AND level = 'admin'",
        )
        .bind(partner.uuid())
        .fetch_optional(c)
        .await);
        match admin {
            Ok(Some(_)) => Failure::Refused(SaveViewRefusal::Full),
            Ok(None) => Failure::NoLongerAllowed,
            Err(error) => error.into(),
        }
    }
}
