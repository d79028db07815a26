//! Assets: what access is given to (DOMAIN 1). Each says what it is and who owns it.

mod account;
mod grant;
mod group;
mod reach;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use self::account::{
    AdvertiserId, AdvertiserIdRefusal, Currency, CurrencyRefusal, UtcOffset, UtcOffsetRefusal,
};
pub use self::grant::{AssetGrant, AssetGrantRefusal, AssetGrants, AssetRole, AssetTarget, TargetId};
pub use self::group::{GroupChange, GroupRefusal};
pub use self::reach::{Hold, Reached, Way, reached};
use crate::access::Module;
use crate::id::{AssetId, PartnerId};
use crate::name::{AssetName, OrganisationName};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AssetKind {
    AdAccount,
    TikTokAccount,
    Pixel,
    Catalog,
    Shop,
    LeadForm,
    Audience,
    Creative,
}

/// What an Asset is. An ad account's currency and UTC offset never change (DOMAIN 6), and an audience or creative never
/// changes its ad account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Particulars {
    AdAccount { advertiser: AdvertiserId, currency: Currency, offset: UtcOffset },
    TikTokAccount,
    Pixel,
    Catalog,
    Shop,
    LeadForm,
    Audience { ad_account: AssetId },
    Creative { ad_account: AssetId },
}

/// Whose an Asset is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Owner {
    ThisBusiness,
    Partner(PartnerId),
    /// Somebody else, by name.
    Other(OrganisationName),
}

/// Why an Asset was not registered or changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum AssetRefusal {
    #[error("There is {} of this name here already. Choose another name.", .0.with_article())]
    NameTaken(AssetKind),
    #[error("The ad account with this advertiser ID is registered here already: {0}.")]
    AdvertiserTaken(AssetName),
    #[error("Choose an ad account that is registered here.")]
    NoSuchAdAccount,
    #[error("Nobody here has this address. Invite them first, or choose “Somebody else”.")]
    NoSuchPartner,
    #[error(
        "{by} changed this meanwhile: {changes}. Nothing of yours is lost; save again to have it your way."
    )]
    Meanwhile { by: String, changes: String },
    #[error("{} part of it. Remove {} first.", parts(*.0), if *.0 == 1 { "it" } else { "them" })]
    HasParts(i64),
    /// Those that were deleted go with it.
    #[error("{} on it. Delete {} first.", campaigns(*.0), if *.0 == 1 { "it" } else { "them" })]
    HasCampaigns(i64),
    #[error("{} for it. Decide {} first.", proposals(*.0), if *.0 == 1 { "it" } else { "them" })]
    HasProposals(i64),
    #[error("Nothing is changed yet. Change something, or leave it as it is.")]
    Nothing,
}

fn campaigns(count: i64) -> String {
    if count == 1 { "There is a campaign".to_owned() } else { format!("There are {count} campaigns") }
}

fn proposals(count: i64) -> String {
    if count == 1 { "A proposal waits".to_owned() } else { format!("{count} proposals wait") }
}

fn parts(count: i64) -> String {
    if count == 1 {
        "One audience or creative is".to_owned()
    } else {
        format!("{count} audiences and creatives are")
    }
}

impl AssetKind {
    pub const ALL: [Self; 8] = [
        Self::AdAccount,
        Self::TikTokAccount,
        Self::Pixel,
        Self::Catalog,
        Self::Shop,
        Self::LeadForm,
        Self::Audience,
        Self::Creative,
    ];

    /// The code in rows and addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AdAccount => "ad_account",
            Self::TikTokAccount => "tiktok_account",
            Self::Pixel => "pixel",
            Self::Catalog => "catalog",
            Self::Shop => "shop",
            Self::LeadForm => "lead_form",
            Self::Audience => "audience",
            Self::Creative => "creative",
        }
    }

    pub const fn label(self) -> &'static str {
        match self {
            Self::AdAccount => "Ad account",
            Self::TikTokAccount => "TikTok account",
            Self::Pixel => "Pixel",
            Self::Catalog => "Catalog",
            Self::Shop => "Shop",
            Self::LeadForm => "Lead form",
            Self::Audience => "Audience",
            Self::Creative => "Creative",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == code)
    }

    /// Whether it is part of an ad account (DOMAIN 1).
    pub const fn is_of_an_ad_account(self) -> bool {
        matches!(self, Self::Audience | Self::Creative)
    }

    /// What a role on one lets somebody do (DOMAIN 1).
    pub const fn opens(self, role: AssetRole) -> &'static str {
        match (role, self) {
            (AssetRole::Analyst, _) => "see",
            (AssetRole::Operator, Self::TikTokAccount) => "see and post",
            (AssetRole::Operator, _) => "see and propose",
        }
    }

    /// What an Operator of one can do and an Analyst can't.
    pub const fn operates(self) -> &'static str {
        match self {
            Self::TikTokAccount => "post",
            Self::AdAccount
            | Self::Pixel
            | Self::Catalog
            | Self::Shop
            | Self::LeadForm
            | Self::Audience
            | Self::Creative => "propose",
        }
    }

    /// The Module that an Operator of one needs for what an Analyst can't do.
    pub const fn operated_in(self) -> Module {
        match self {
            Self::AdAccount => Module::Campaigns,
            Self::TikTokAccount => Module::Content,
            Self::Pixel | Self::Catalog | Self::Shop | Self::LeadForm | Self::Audience | Self::Creative => {
                Module::Assets
            }
        }
    }

    /// "an ad account"
    pub const fn with_article(self) -> &'static str {
        match self {
            Self::AdAccount => "an ad account",
            Self::TikTokAccount => "a TikTok account",
            Self::Pixel => "a pixel",
            Self::Catalog => "a catalog",
            Self::Shop => "a shop",
            Self::LeadForm => "a lead form",
            Self::Audience => "an audience",
            Self::Creative => "a creative",
        }
    }
}

impl Particulars {
    pub const fn kind(&self) -> AssetKind {
        match self {
            Self::AdAccount { .. } => AssetKind::AdAccount,
            Self::TikTokAccount => AssetKind::TikTokAccount,
            Self::Pixel => AssetKind::Pixel,
            Self::Catalog => AssetKind::Catalog,
            Self::Shop => AssetKind::Shop,
            Self::LeadForm => AssetKind::LeadForm,
            Self::Audience { .. } => AssetKind::Audience,
            Self::Creative { .. } => AssetKind::Creative,
        }
    }

    /// The ad account that it is part of.
    pub const fn ad_account(&self) -> Option<AssetId> {
        match self {
            Self::Audience { ad_account } | Self::Creative { ad_account } => Some(*ad_account),
            _ => None,
        }
    }
}

/// "Ad account 7012 4498 0031, EUR, UTC+01:00": what it is, for whoever compares it with TikTok.
impl fmt::Display for Particulars {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind().label())?;
        match self {
            Self::AdAccount { advertiser, currency, offset } => {
                write!(f, " {}, {currency}, {offset}", advertiser.spelt())
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    pub(crate) use super::grant::tests::{asset, end, grant, group};

    use super::*;

    #[test]
    fn the_kinds_are_those_of_the_domain() {
        assert_eq!(
            AssetKind::ALL.map(AssetKind::label),
            ["Ad account", "TikTok account", "Pixel", "Catalog", "Shop", "Lead form", "Audience", "Creative"]
        );
        for kind in AssetKind::ALL {
            assert_eq!(AssetKind::parse(kind.as_str()), Some(kind));
            let refusal = AssetRefusal::NameTaken(kind).to_string();
            let words = kind.label().to_lowercase().replace("tiktok", "TikTok");
            assert!(refusal.contains(&format!(" {words} of this name")), "{refusal}");
        }
        assert_eq!(AssetKind::parse("Pixel"), None);
    }

    #[test]
    fn audiences_and_creatives_belong_to_an_ad_account() {
        let ad_account = AssetId::from_uuid(uuid::Uuid::from_u128(7));
        let all = [
            Particulars::AdAccount {
                advertiser: AdvertiserId::parse("701244980031").unwrap(),
                currency: Currency::parse("EUR").unwrap(),
                offset: UtcOffset::from_minutes(60).unwrap(),
            },
            Particulars::TikTokAccount,
            Particulars::Pixel,
            Particulars::Catalog,
            Particulars::Shop,
            Particulars::LeadForm,
            Particulars::Audience { ad_account },
            Particulars::Creative { ad_account },
        ];
        assert_eq!(all.clone().map(|of| of.kind()), AssetKind::ALL);
        for of in &all {
            assert_eq!(of.ad_account().is_some(), of.kind().is_of_an_ad_account(), "{of}");
        }
        assert_eq!(all[0].to_string(), "Ad account 7012 4498 0031, EUR, UTC+01:00");
        assert_eq!(all[7].to_string(), "Creative");
    }

    #[test]
    fn a_refusal_says_how_to_go_on() {
        let name = AssetName::parse("Halcyon EU").unwrap();
        for (refusal, way) in [
            (AssetRefusal::AdvertiserTaken(name), "registered here already: Halcyon EU"),
            (AssetRefusal::NoSuchAdAccount, "Choose an ad account"),
            (AssetRefusal::NoSuchPartner, "Invite them first"),
            (
                AssetRefusal::Meanwhile { by: "Omar".to_owned(), changes: "name A → B".to_owned() },
                "Omar changed this meanwhile: name A → B",
            ),
            (AssetRefusal::Nothing, "Change something"),
            (AssetRefusal::HasParts(1), "One audience or creative is part of it. Remove it first"),
            (AssetRefusal::HasParts(2), "2 audiences and creatives are part of it. Remove them first"),
        ] {
            let sentence = refusal.to_string();
            assert!(sentence.contains(way) && sentence.ends_with('.'), "{sentence}");
        }
    }
}
