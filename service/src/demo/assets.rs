//! The Assets of the demo: what a business has at TikTok, whose each is, and which belong together. They are registered as
//! everybody does, one by one: there are few, and the log tells of each.

use domain::asset::{AdvertiserId, AssetTarget, Currency, Particulars, UtcOffset};
use domain::contact::Contact;
use domain::id::AssetId;
use domain::name::{AssetGroupName, AssetName, OrganisationName};

use super::DemoRefusal;
use crate::asset::{AssetEdit, TypedOwner};
use crate::capability::Admin;
use crate::failure::Failure;

/// In names `{brand}` is the first word of the business, and `{handle}` the same in small letters.
struct DemoAsset {
    name: &'static str,
    what: What,
    /// The agency whose it is; none of the business itself.
    agency: Option<&'static str>,
    groups: &'static [&'static str],
}

#[derive(Clone, Copy)]
enum What {
    /// Advertiser id, currency, and minutes east of UTC.
    AdAccount(&'static str, &'static str, i16),
    TikTokAccount,
    Pixel,
    Catalog,
    Shop,
    LeadForm,
    /// Both of the ad account of that name.
    Audience(&'static str),
    Creative(&'static str),
}

const EUROPE: &str = "Europe";
const CREATORS: &str = "Creators";
const OVERSEAS: &str = "Overseas";

pub(super) const EU: &str = "{brand} EU";
pub(super) const UK: &str = "{brand} UK";
pub(super) const US: &str = "{brand} US";
pub(super) const JAPAN: &str = "{brand} Japan";

/// Of every Business Center.
const EVERYWHERE: [DemoAsset; 4] = [
    ours(EU, What::AdAccount("7083245510296813570", "EUR", 60), &[EUROPE]),
    ours("@{handle}", What::TikTokAccount, &[EUROPE, CREATORS]),
    ours("{brand} web pixel", What::Pixel, &[EUROPE]),
    ours("New here, 15 s", What::Creative(EU), &[CREATORS]),
];

/// Of the first one beside those: it sells skin care.
const OF_THE_FIRST: [DemoAsset; 13] = [
    ours(UK, What::AdAccount("7083251170448123905", "GBP", 0), &[EUROPE]),
    ours(US, What::AdAccount("7091660233417875458", "USD", -300), &[OVERSEAS]),
    of("Sora Lab", JAPAN, What::AdAccount("7102938846150025217", "JPY", 540), &[OVERSEAS]),
    ours("@{handle}.us", What::TikTokAccount, &[OVERSEAS, CREATORS]),
    of("Northlight Media", "Checkout pixel", What::Pixel, &[EUROPE]),
    ours("Skin care, all products", What::Catalog, &[EUROPE, OVERSEAS]),
    ours("Gift sets", What::Catalog, &[]),
    ours("{brand} Shop UK", What::Shop, &[EUROPE]),
    ours("Skin type quiz", What::LeadForm, &[]),
    ours("Bought twice in 180 days", What::Audience(EU), &[EUROPE]),
    of("Northlight Media", "Left the basket, 14 days", What::Audience(UK), &[]),
    ours("Morning routine, 30 s", What::Creative(EU), &[CREATORS]),
    of("Studio Kite", "Sun cream explained", What::Creative(US), &[OVERSEAS]),
];

const fn ours(name: &'static str, what: What, groups: &'static [&'static str]) -> DemoAsset {
    DemoAsset { name, what, agency: None, groups }
}

const fn of(
    agency: &'static str,
    name: &'static str,
    what: What,
    groups: &'static [&'static str],
) -> DemoAsset {
    DemoAsset { name, what, agency: Some(agency), groups }
}

/// Registers what the business and its agencies have; with the groups these are all that can be given.
pub(super) async fn register(
    admin: &Admin,
    business: &str,
    first: bool,
) -> Result<Vec<AssetTarget>, Failure<DemoRefusal>> {
    let brand = brand(business);
    let more = if first { OF_THE_FIRST.as_slice() } else { &[] };
    let mut assets = Vec::new();
    for asset in EVERYWHERE.iter().chain(more) {
        let registered = asset.register(admin, brand, &assets).await?;
        assets.push(registered);
    }
    let groups = admin.groups().await.map_err(Failure::widen)?;
    assets.extend(groups.into_iter().map(|group| AssetTarget::Group { id: group.id, name: group.name }));
    Ok(assets)
}

/// As its Assets are called.
pub(super) fn brand(business: &str) -> &str {
    business.split(' ').next().unwrap_or(business)
}

/// An influencer's own, which comes into a group that was given before.
pub(super) async fn register_of_influencer(admin: &Admin, contact: &str) -> Result<(), Failure<DemoRefusal>> {
    let owner = Contact::parse(contact).map(TypedOwner::Partner).map_err(|_| Failure::NotFound)?;
    let asset = AssetEdit { name: asset_name("@sakura.glow")?, owner, groups: groups(&[CREATORS])? };
    registered(admin, Particulars::TikTokAccount, asset).await.map(|_| ())
}

impl DemoAsset {
    async fn register(
        &self,
        admin: &Admin,
        brand: &str,
        others: &[AssetTarget],
    ) -> Result<AssetTarget, Failure<DemoRefusal>> {
        let named =
            |of: &str| asset_name(&of.replace("{brand}", brand).replace("{handle}", &brand.to_lowercase()));
        let (name, particulars) = (named(self.name)?, self.what.particulars(others, named)?);
        let kind = particulars.kind();
        let owner = match self.agency {
            None => TypedOwner::ThisBusiness,
            Some(name) => TypedOwner::Other(OrganisationName::parse(name).map_err(|_| Failure::NotFound)?),
        };
        let asset = AssetEdit { name: name.clone(), owner, groups: groups(self.groups)? };
        let id = registered(admin, particulars, asset).await?;
        Ok(AssetTarget::Asset { id, kind, name })
    }
}

impl What {
    /// Of an audience or a creative the ad account is among the others.
    fn particulars(
        self,
        others: &[AssetTarget],
        named: impl Fn(&str) -> Result<AssetName, Failure<DemoRefusal>>,
    ) -> Result<Particulars, Failure<DemoRefusal>> {
        let ad_account = |name: &str| {
            let name = named(name)?;
            let of_that_name = |of: &AssetTarget| match of {
                AssetTarget::Asset { id, name: other, .. } => (*other == name).then_some(*id),
                AssetTarget::Group { .. } => None,
            };
            others.iter().find_map(of_that_name).ok_or(Failure::NotFound)
        };
        Ok(match self {
            Self::AdAccount(advertiser, currency, offset) => Particulars::AdAccount {
                advertiser: AdvertiserId::parse(advertiser).map_err(|_| Failure::NotFound)?,
                currency: Currency::parse(currency).map_err(|_| Failure::NotFound)?,
                offset: UtcOffset::from_minutes(offset).map_err(|_| Failure::NotFound)?,
            },
            Self::TikTokAccount => Particulars::TikTokAccount,
            Self::Pixel => Particulars::Pixel,
            Self::Catalog => Particulars::Catalog,
            Self::Shop => Particulars::Shop,
            Self::LeadForm => Particulars::LeadForm,
            Self::Audience(of) => Particulars::Audience { ad_account: ad_account(of)? },
            Self::Creative(of) => Particulars::Creative { ad_account: ad_account(of)? },
        })
    }
}

async fn registered(
    admin: &Admin,
    particulars: Particulars,
    asset: AssetEdit,
) -> Result<AssetId, Failure<DemoRefusal>> {
    let registered = admin.register_asset(particulars, asset).await;
    // What is refused is what is there already.
    registered.map_err(|failure| failure.map(|_| DemoRefusal::NotEmpty))
}

fn asset_name(name: &str) -> Result<AssetName, Failure<DemoRefusal>> {
    AssetName::parse(name).map_err(|_| Failure::NotFound)
}

fn groups(names: &[&str]) -> Result<Vec<AssetGroupName>, Failure<DemoRefusal>> {
    names.iter().map(|name| AssetGroupName::parse(name).map_err(|_| Failure::NotFound)).collect()
}
