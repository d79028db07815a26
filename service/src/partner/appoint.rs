//! `keyholder admin`: whoever runs the house makes a Member an Admin, where no Admin is left who could. Past every capability,
//! as who holds the database is, but not past the rules: seats are held, and it stands in the audit log.

use domain::asset::AssetGrants;
use domain::contact::Contact;
use domain::edit::{Access, EditRefusal};
use domain::grant::Grant;
use domain::id::{BusinessCenterId, PartnerId};
use domain::seats::SeatsFull;
use uuid::Uuid;

use super::edit::Edit;
use crate::audit::Actor;
use crate::change::{AsAdmin, Change, in_task};
use crate::clock::micros;
use crate::failure::Failure;
use crate::keyholder::Keyholder;

/// Who was made an Admin, and of what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appointed {
    pub name: String,
    pub business: String,
}

/// Why nobody was; one line for whoever typed the command.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AppointRefusal {
    #[error("There is no Business Center at /b/{0}.")]
    NoSuchBusinessCenter(String),
    #[error("Nobody who is in {0} has this address. Only a Member can be made an Admin.")]
    NotIn(String),
    #[error("{0} is an Admin already.")]
    AlreadyAdmin(String),
    #[error(transparent)]
    SeatsFull(SeatsFull),
    #[error("Somebody changed them meanwhile. Try again.")]
    Meanwhile,
}

impl Keyholder {
    /// Makes the Member with the address an Admin of the Business Center at the slug. They are told by mail.
    ///
    /// # Errors
    /// Refused as [`AppointRefusal`] says.
    pub async fn appoint_admin(
        &self,
        slug: &str,
        contact: &Contact,
    ) -> Result<Appointed, Failure<AppointRefusal>> {
        let (keyholder, slug, contact) = (self.clone(), slug.to_owned(), contact.clone());
        in_task(async move {
            let none = || Failure::Refused(AppointRefusal::NoSuchBusinessCenter(slug.clone()));
            let center = keyholder.center_at(&slug).await?.ok_or_else(none)?;
            let mut change = Change::by_operator(&keyholder, center).await?;
            let business = change.center().name.clone();
            let partner = change.member_with(&contact).await?;
            let partner = partner.ok_or_else(|| Failure::Refused(AppointRefusal::NotIn(business.clone())))?;
            let found = change.look_up(partner).await;
            let found = found.map_err(|failure| failure.map(|_| AppointRefusal::NotIn(business.clone())))?;
            let (name, opened) = (found.to_revoke.name.clone(), found.access());
            if opened.grant == Grant::Admin {
                return Err(Failure::Refused(AppointRefusal::AlreadyAdmin(name)));
            }
            let wanted =
                Access::new(opened.kind, opened.organisation.clone(), Grant::Admin, AssetGrants::NONE);
            let rehearsed = found.to_revoke.rehearsed.clone();
            let edit = Edit { opened, wanted, rehearsed, keep: Vec::new() };
            change.edit(partner, edit).await.map_err(not_appointed)?;
            Ok(Appointed { name, business })
        })
        .await
    }

    async fn center_at<R>(&self, slug: &str) -> Result<Option<BusinessCenterId>, Failure<R>> {
        let id = read!(self.db(), |c| sqlx::query_scalar::<_, Uuid>(
            "SELECT id FROM business_centers WHERE slug = $1",
        )
        .bind(slug)
        .fetch_optional(c)
        .await)?;
        Ok(id.map(BusinessCenterId::from_uuid))
    }
}

fn not_appointed(failure: Failure<EditRefusal>) -> Failure<AppointRefusal> {
    failure.map(|refusal| match refusal {
        EditRefusal::SeatsFull(full) => AppointRefusal::SeatsFull(full),
        _ => AppointRefusal::Meanwhile,
    })
}

impl Change<AsAdmin> {
    /// The house itself, as an Admin whom nobody can revoke.
    async fn by_operator<R>(keyholder: &Keyholder, center: BusinessCenterId) -> Result<Self, Failure<R>> {
        let actor = Actor {
            account: None,
            partner: None,
            name: "Whoever runs this Keyholder".to_owned(),
            admin: true,
        };
        Change::by_house(keyholder, center, actor).await
    }

    /// By any address that they proved.
    async fn member_with<R>(&mut self, contact: &Contact) -> Result<Option<PartnerId>, Failure<R>> {
        let center = self.center().id;
        let id = on!(&mut self.tx, |c| sqlx::query_scalar::<_, Uuid>(
            "SELECT id FROM partners
              WHERE center_id = $1 AND state = 'active' AND (ends_at IS NULL OR ends_at > $3)
                AND (contact = $2 OR account_id IN (SELECT account_id FROM account_contacts
                                                     WHERE contact = $2 AND state <> 'claimed'))",
        )
        .bind(center.uuid())
        .bind(contact.as_str())
        .bind(micros(self.now))
        .fetch_optional(c)
        .await)?;
        Ok(id.map(PartnerId::from_uuid))
    }
}
