//! An Asset as it stands in its row.

use domain::asset::{AdvertiserId, AssetKind, Currency, Owner, Particulars, UtcOffset};
use domain::id::{AssetId, PartnerId};
use domain::name::{AssetGroupName, AssetName, OrganisationName};
use uuid::Uuid;

use super::Asset;
use crate::clock::at;
use crate::failure::Fault;

/// Everything that pages show of an Asset; its groups a line each. `$1` is the Business Center.
macro_rules! select_assets {
    ($conditions:literal) => {
        concat!(
            "SELECT a.id, a.kind, a.name, a.owner, a.owner_partner_id, a.owner_name,
                    p.name AS partner_name, p.contact AS partner_contact,
                    a.advertiser_id, a.currency, a.utc_offset, a.ad_account_id, part_of.name AS ad_account,
                    a.changed_by, a.changed_at,
                    (SELECT string_agg(g.name, '\n' ORDER BY g.name_key)
                       FROM asset_group_assets t
                       JOIN asset_groups g ON g.id = t.group_id
                      WHERE t.asset_id = a.id) AS groups
               FROM assets a
               LEFT JOIN partners p ON p.id = a.owner_partner_id
               LEFT JOIN assets part_of ON part_of.id = a.ad_account_id
              WHERE a.center_id = $1 ",
            $conditions
        )
    };
}
pub(super) use select_assets;

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    id: Uuid,
    kind: String,
    name: String,
    owner: String,
    owner_partner_id: Option<Uuid>,
    owner_name: Option<String>,
    partner_name: Option<String>,
    partner_contact: Option<String>,
    advertiser_id: Option<String>,
    currency: Option<String>,
    utc_offset: Option<i64>,
    ad_account_id: Option<Uuid>,
    ad_account: Option<String>,
    changed_by: String,
    changed_at: i64,
    groups: Option<String>,
}

impl Row {
    pub(super) fn asset(self) -> Result<Asset, Fault> {
        let wrong = |column, holds: &str| Fault::Row {
            table: "assets",
            column,
            row: self.id.to_string(),
            holds: holds.to_owned(),
        };
        let particulars = self.particulars().ok_or_else(|| wrong("kind", &self.kind))?;
        let owner = self.owner().ok_or_else(|| wrong("owner", &self.owner))?;
        let name = AssetName::parse(&self.name).map_err(|_| wrong("name", &self.name))?;
        let (owner_typed, owner_name) = match &owner {
            Owner::ThisBusiness => (None, "This Business Center".to_owned()),
            Owner::Partner(_) => {
                let contact = self.partner_contact.clone().unwrap_or_default();
                (Some(contact.clone()), self.partner_name.clone().unwrap_or(contact))
            }
            Owner::Other(name) => (Some(name.as_str().to_owned()), name.as_str().to_owned()),
        };
        let groups = self.groups.as_deref().unwrap_or_default().lines();
        Ok(Asset {
            id: AssetId::from_uuid(self.id),
            name,
            particulars,
            ad_account: self.ad_account,
            changed_by: self.changed_by,
            changed_at: at(self.changed_at),
            owner,
            owner_typed,
            owner_name,
            groups: groups.filter_map(|name| AssetGroupName::parse(name).ok()).collect(),
        })
    }

    fn particulars(&self) -> Option<Particulars> {
        let part_of = || self.ad_account_id.map(AssetId::from_uuid);
        Some(match AssetKind::parse(&self.kind)? {
            AssetKind::AdAccount => Particulars::AdAccount {
                advertiser: AdvertiserId::parse(self.advertiser_id.as_deref()?).ok()?,
                currency: Currency::parse(self.currency.as_deref()?).ok()?,
                offset: UtcOffset::from_minutes(i16::try_from(self.utc_offset?).ok()?).ok()?,
            },
            AssetKind::TikTokAccount => Particulars::TikTokAccount,
            AssetKind::Pixel => Particulars::Pixel,
            AssetKind::Catalog => Particulars::Catalog,
            AssetKind::Shop => Particulars::Shop,
            AssetKind::LeadForm => Particulars::LeadForm,
            AssetKind::Audience => Particulars::Audience { ad_account: part_of()? },
            AssetKind::Creative => Particulars::Creative { ad_account: part_of()? },
        })
    }

    fn owner(&self) -> Option<Owner> {
        match self.owner.as_str() {
            "this_business" => Some(Owner::ThisBusiness),
            "partner" => self.owner_partner_id.map(PartnerId::from_uuid).map(Owner::Partner),
            "other" => OrganisationName::parse(self.owner_name.as_deref()?).ok().map(Owner::Other),
            _ => None,
        }
    }
}
