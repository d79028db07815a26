//! **Create Business Center**: whoever founds one is its first Admin.

use domain::id::{AccountId, BusinessCenterId, PartnerId};
use domain::name::BusinessName;
use domain::slug::Slug;
use domain::zone::Zone;

use super::LockedCenter;
use crate::account::founds;
use crate::audit::{Actor, Event, FIRST_SEAL};
use crate::capability::SignedIn;
use crate::change::{AsAccount, Change, in_task};
use crate::clock::micros;
use crate::failure::Failure;

/// What is asked for at founding.
#[derive(Clone, Debug)]
pub struct NewCenter {
    pub name: BusinessName,
    pub zone: Zone,
}

/// A Business Center has come to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Founded {
    pub slug: String,
}

/// Why an Account can't found one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FoundRefusal {
    #[error(
        "Only the Account that set this Keyholder up creates Business Centers here. Ask whoever runs it."
    )]
    NotTheFirst,
}

impl SignedIn {
    /// Founds a Business Center with this Account as its first Admin.
    ///
    /// # Errors
    /// Refused where sign-up is not open and another Account came first.
    pub async fn found(&self, new: NewCenter) -> Result<Founded, Failure<FoundRefusal>> {
        let signed_in = self.clone();
        in_task(async move {
            let mut change = Change::begin_as(&signed_in).await?;
            let center = change.insert_center(&signed_in, &new).await?;
            let name = change.take(&signed_in).await?;
            if !founds(&mut change, signed_in.account()).await? {
                return Err(Failure::Refused(FoundRefusal::NotTheFirst));
            }
            let partner = change.insert_founder(signed_in.account(), &name, center.id).await?;
            let event = Event::BusinessCenterFounded {
                name: center.name.clone(),
                slug: center.slug.clone(),
                time_zone: center.zone.name().to_owned(),
                founder: Some(partner.uuid()),
            };
            let founded = Founded { slug: center.slug.clone() };
            let actor =
                Actor { account: Some(signed_in.account()), partner: Some(partner), name, admin: true };
            change.found(center, actor).commit(event).await?;
            Ok(founded)
        })
        .await
    }
}

impl Change<AsAccount> {
    async fn insert_center(
        &mut self,
        signed_in: &SignedIn,
        new: &NewCenter,
    ) -> Result<LockedCenter, Failure<FoundRefusal>> {
        let id = BusinessCenterId::from_uuid(self.new_id());
        let wanted = Slug::from_name(&new.name);
        let mut slug = wanted.clone();
        for number in 2.. {
            let inserted = on!(&mut self.tx, |c| {
                sqlx::query(
                "INSERT INTO business_centers (id, slug, name, time_zone, founded_by, copy_link, change, seal,
                                               admins, standards, counted_at, created_at)
                 SELECT $1, $2, $3, $4, $5, $6, 1, $7, 1, 0, $8, $8 WHERE true
                 ON CONFLICT (slug) DO NOTHING",
            )
            .bind(id.uuid())
            .bind(slug.as_str())
            .bind(new.name.as_str())
            .bind(new.zone.name())
            .bind(signed_in.account().uuid())
            .bind(false)
            .bind(FIRST_SEAL.as_slice())
            .bind(micros(self.now))
            .execute(c)
            .await
            .map(|done| done.rows_affected())
            })?;
            if inserted == 1 {
                break;
            }
            slug = wanted.numbered(number);
        }
        Ok(LockedCenter {
            id,
            slug: slug.as_str().to_owned(),
            name: new.name.as_str().to_owned(),
            zone: new.zone,
            copy_link: false,
            change: 1,
            seal: FIRST_SEAL.to_vec(),
            admins: 1,
            standards: 0,
            counted_at: self.now,
            standing_approvals: 0,
        })
    }

    /// The founder's row: active from the start, of no kind, since nobody invited them.
    async fn insert_founder(
        &mut self,
        account: AccountId,
        name: &str,
        center: BusinessCenterId,
    ) -> Result<PartnerId, Failure<FoundRefusal>> {
        let id = PartnerId::from_uuid(self.new_id());
        let key = domain::fold::unaccented(name);
        on!(&mut self.tx, |c| {
            sqlx::query(
            "INSERT INTO partners (id, center_id, contact_kind, contact, account_id, name, sort_key, search_key,
                                   level, modules, state, state_at, invitation_version)
             SELECT $1, $2, kind, contact, account_id, $3, $4, $4 || ' ' || contact,
                    'admin', 0, 'active', $5, 0
               FROM account_contacts
              WHERE account_id = $6
              ORDER BY state DESC, since
              LIMIT 1",
        )
        .bind(id.uuid())
        .bind(center.uuid())
        .bind(name)
        .bind(&key)
        .bind(micros(self.now))
        .bind(account.uuid())
        .execute(c)
        .await
        .map(|_| ())
        })?;
        Ok(id)
    }
}
