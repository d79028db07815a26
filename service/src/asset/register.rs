//! **Register Asset**.

use domain::asset::{AssetRefusal, Owner, Particulars};
use domain::contact::Contact;
use domain::fold::unaccented;
use domain::id::{AssetId, PartnerId};
use domain::name::{AssetGroupName, AssetName, OrganisationName};
use uuid::Uuid;

use super::{AssetEdit, TypedOwner};
use crate::audit::{AssetState, Event};
use crate::capability::Admin;
use crate::change::{AsAdmin, Change, in_task};
use crate::clock::micros;
use crate::failure::Failure;

impl Admin {
    /// # Errors
    /// Refused when the name or the advertiser id is taken, and for an ad account or owner that is not here.
    pub async fn register_asset(
        &self,
        particulars: Particulars,
        new: AssetEdit,
    ) -> Result<AssetId, Failure<AssetRefusal>> {
        let admin = self.clone();
        in_task(async move {
            let mut change = Change::by_admin(&admin).await?;
            let owner = change.owner(&new.owner).await?;
            let asset = change.insert_asset(&particulars, &new.name, &owner).await?;
            change.put_into_groups(asset, &new.groups).await?;
            let after = AssetState::new(&particulars, &new.name, &owner, new.owner.typed(), &new.groups);
            change.commit(Event::AssetRegistered { asset: asset.uuid(), after }).await?;
            Ok(asset)
        })
        .await
    }
}

impl TypedOwner {
    pub(super) fn typed(&self) -> Option<&str> {
        match self {
            Self::ThisBusiness => None,
            Self::Partner(contact) => Some(contact.as_str()),
            Self::Other(name) => Some(name.as_str()),
        }
    }
}

/// The three columns of an owner.
pub(super) fn owner_columns(owner: &Owner) -> (&'static str, Option<Uuid>, Option<&str>) {
    match owner {
        Owner::ThisBusiness => ("this_business", None, None),
        Owner::Partner(partner) => ("partner", Some(partner.uuid()), None),
        Owner::Other(name) => ("other", None, Some(name.as_str())),
    }
}

impl Change<AsAdmin> {
    pub(super) async fn owner(&mut self, typed: &TypedOwner) -> Result<Owner, Failure<AssetRefusal>> {
        match typed {
            TypedOwner::ThisBusiness => Ok(Owner::ThisBusiness),
            TypedOwner::Other(name) => Ok(Owner::Other(OrganisationName::clone(name))),
            TypedOwner::Partner(contact) => self.partner_at(contact).await.map(Owner::Partner),
        }
    }

    async fn partner_at(&mut self, contact: &Contact) -> Result<PartnerId, Failure<AssetRefusal>> {
        let center = self.center().id;
        let found = on!(&mut self.tx, |c| sqlx::query_scalar::<_, Uuid>(
            "SELECT id FROM partners WHERE center_id = $1 AND contact = $2",
        )
        .bind(center.uuid())
        .bind(contact.as_str())
        .fetch_optional(c)
        .await)?;
        found.map(PartnerId::from_uuid).ok_or(Failure::Refused(AssetRefusal::NoSuchPartner))
    }

    async fn insert_asset(
        &mut self,
        particulars: &Particulars,
        name: &AssetName,
        owner: &Owner,
    ) -> Result<AssetId, Failure<AssetRefusal>> {
        let (id, center, now) = (self.new_id(), self.center().id, micros(self.now));
        let actor = self.actor().name.clone();
        let (owner, owner_partner, owner_name) = owner_columns(owner);
        let (advertiser, currency, offset) = match particulars {
            Particulars::AdAccount { advertiser, currency, offset } => {
                (Some(advertiser.as_str()), Some(currency.code()), Some(i64::from(offset.minutes())))
            }
            _ => (None, None, None),
        };
        let inserted = on!(&mut self.tx, |c| {
            sqlx::query_scalar::<_, Uuid>(
            "INSERT INTO assets (id, center_id, kind, name, name_key, sort_key, owner, owner_partner_id, owner_name,
                                 advertiser_id, currency, utc_offset, ad_account_id, changed_by, changed_at)
             SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15
              WHERE $13 IS NULL
                 OR EXISTS (SELECT 1 FROM assets WHERE id = $13 AND center_id = $2 AND kind = 'ad_account')
             ON CONFLICT DO NOTHING
          RETURNING id",
        )
        .bind(id)
        .bind(center.uuid())
        .bind(particulars.kind().as_str())
        .bind(name.as_str())
        .bind(name.key())
        .bind(unaccented(name.as_str()))
        .bind(owner)
        .bind(owner_partner)
        .bind(owner_name)
        .bind(advertiser)
        .bind(currency)
        .bind(offset)
        .bind(particulars.ad_account().map(AssetId::uuid))
        .bind(actor)
        .bind(now)
        .fetch_optional(c)
        .await
        })?;
        match inserted {
            Some(id) => Ok(AssetId::from_uuid(id)),
            None => Err(self.why_not_registered(particulars, name).await?),
        }
    }

    async fn why_not_registered(
        &mut self,
        particulars: &Particulars,
        name: &AssetName,
    ) -> Result<Failure<AssetRefusal>, Failure<AssetRefusal>> {
        let center = self.center().id;
        let (kind, key) = (particulars.kind(), name.key());
        let taken = on!(&mut self.tx, |c| sqlx::query_scalar::<_, i32>(
            "SELECT 1 FROM assets WHERE center_id = $1 AND kind = $2 AND name_key = $3",
        )
        .bind(center.uuid())
        .bind(kind.as_str())
        .bind(key)
        .fetch_optional(c)
        .await)?;
        if taken.is_some() {
            return Ok(Failure::Refused(AssetRefusal::NameTaken(kind)));
        }
        let Particulars::AdAccount { advertiser, .. } = particulars else {
            return Ok(Failure::Refused(AssetRefusal::NoSuchAdAccount));
        };
        let holder = on!(&mut self.tx, |c| sqlx::query_scalar::<_, String>(
            "SELECT name FROM assets WHERE center_id = $1 AND advertiser_id = $2",
        )
        .bind(center.uuid())
        .bind(advertiser.as_str())
        .fetch_optional(c)
        .await)?;
        let holder = holder.and_then(|name| AssetName::parse(&name).ok());
        Ok(holder.map_or(Failure::NotFound, |name| Failure::Refused(AssetRefusal::AdvertiserTaken(name))))
    }

    /// Into these and no others.
    pub(super) async fn put_into_groups(
        &mut self,
        asset: AssetId,
        groups: &[AssetGroupName],
    ) -> Result<(), Failure<AssetRefusal>> {
        let center = self.center().id;
        on!(&mut self.tx, |c| sqlx::query("DELETE FROM asset_group_assets WHERE asset_id = $1")
            .bind(asset.uuid())
            .execute(c)
            .await
            .map(|_| ()))?;
        for group in groups {
            let id = self.new_id();
            let group = on!(&mut self.tx, |c| sqlx::query_scalar::<_, Uuid>(
                "INSERT INTO asset_groups (id, center_id, name, name_key)
                 SELECT $1, $2, $3, $4 WHERE true
                 ON CONFLICT (center_id, name_key) DO UPDATE SET name_key = excluded.name_key
              RETURNING id",
            )
            .bind(id)
            .bind(center.uuid())
            .bind(group.as_str())
            .bind(group.key())
            .fetch_one(c)
            .await)?;
            on!(&mut self.tx, |c| sqlx::query(
                "INSERT INTO asset_group_assets (center_id, group_id, asset_id)
                 SELECT $1, $2, $3 WHERE true
                 ON CONFLICT (group_id, asset_id) DO NOTHING",
            )
            .bind(center.uuid())
            .bind(group)
            .bind(asset.uuid())
            .execute(c)
            .await
            .map(|_| ()))?;
        }
        Ok(())
    }
}
