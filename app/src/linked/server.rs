//! What pages about linked ad accounts ask of the server.

use domain::linked::LinkState;
use domain::zone::Moment;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::PageError;

/// A linked ad account, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Linked {
    /// As forms bring it back: "701244980031".
    pub advertiser: String,
    /// "7012 4498 0031"
    pub spelt: String,
    pub state: LinkState,
    pub at: Moment,
    /// The Admin who set the state, and when.
    pub set: Option<(String, Moment)>,
}

/// What somebody sees of their own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OwnLinked {
    /// They founded the Business Center.
    NotNeeded,
    Needed(Option<Box<Linked>>),
}

/// The same, as an Admin sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    pub linked: Linked,
    /// Who linked the same one: "Mina Okafor, Leo Marchetti and 3 others".
    pub also: Option<String>,
    /// The Asset here that has the same advertiser id.
    pub registered_as: Option<String>,
}

/// Whether whoever looks can set its state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Setting {
    Can,
    /// It is their own.
    Own,
    /// Whoever linked it is not in.
    NotIn,
}

/// The ad account of a partner, on their page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdAccount {
    /// None: they linked none.
    pub shown: Option<Shown>,
    pub setting: Setting,
    /// Their access would let them save changes, had they one.
    pub needed: bool,
}

/// Somebody whose link an Admin has to look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InReviewItem {
    pub name: String,
    /// The address of their page.
    pub page: String,
    pub shown: Shown,
}

impl OwnLinked {
    pub fn ad_account(&self) -> domain::linked::LinkedAdAccount {
        use domain::linked::LinkedAdAccount;

        match self {
            Self::NotNeeded => LinkedAdAccount::NotNeeded,
            Self::Needed(None) => LinkedAdAccount::Missing,
            Self::Needed(Some(linked)) => LinkedAdAccount::Linked(linked.state),
        }
    }
}

#[server(output = crate::json::Json, endpoint = "ad-account/own")]
pub async fn own_ad_account(slug: String) -> Result<OwnLinked, PageError> {
    let member = crate::request::member(&slug).await?;
    let own = member.own_ad_account().await.map_err(|failure| PageError::from(failure).answer())?;
    Ok(ssr::own(own, member.zone()))
}

#[server(output = crate::json::Json, endpoint = "ad-account/in-review")]
pub async fn links_in_review(slug: String) -> Result<Vec<InReviewItem>, PageError> {
    let admin = crate::request::admin(&slug, service::capability::AdminAction::ManagePartner).await?;
    let zone = admin.member().zone();
    let waiting = admin.links_in_review().await.map_err(|failure| PageError::from(failure).answer())?;
    let item = |of: service::linked::LinkInReview| InReviewItem {
        page: crate::path::partner(&slug, of.partner),
        name: of.name,
        shown: ssr::shown(of.standing, zone),
    };
    Ok(waiting.into_iter().map(item).collect())
}

#[cfg(feature = "ssr")]
pub(crate) mod ssr {
    use domain::linked::{LinkedAdAccount, Linking, in_short};
    use domain::partner::PartnerState;
    use domain::zone::Zone;
    use service::linked::{OwnAdAccount, StandingLink};
    use service::partner::PartnerDetails;

    use super::{AdAccount, Linked, OwnLinked, Setting, Shown};

    pub(crate) fn own(own: OwnAdAccount, zone: Zone) -> OwnLinked {
        match own {
            OwnAdAccount::NotNeeded => OwnLinked::NotNeeded,
            OwnAdAccount::Needed(standing) => {
                OwnLinked::Needed(standing.map(|of| Box::new(linked(of, zone))))
            }
        }
    }

    /// None: whoever founded it needs none, and whoever never came in has none.
    pub(crate) fn ad_account_of(partner: &PartnerDetails, zone: Zone) -> Option<AdAccount> {
        let row = &partner.row;
        let setting = match row.state {
            PartnerState::Active if partner.own => Setting::Own,
            PartnerState::Active => Setting::Can,
            PartnerState::Declined | PartnerState::Cancelled => return None,
            PartnerState::Invited | PartnerState::Expired | PartnerState::Revoked | PartnerState::Ended => {
                Setting::NotIn
            }
        };
        (partner.linking() != Linking::NotNeeded).then(|| AdAccount {
            shown: partner.linked.clone().map(|standing| shown(standing, zone)),
            setting,
            needed: row.grant.held_up_by(LinkedAdAccount::Missing).is_some(),
        })
    }

    pub(crate) fn shown(standing: StandingLink, zone: Zone) -> Shown {
        Shown {
            also: in_short(&standing.also),
            registered_as: standing.registered_as.clone(),
            linked: linked(standing, zone),
        }
    }

    pub(crate) fn linked(standing: StandingLink, zone: Zone) -> Linked {
        Linked {
            advertiser: standing.link.advertiser.as_str().to_owned(),
            spelt: standing.link.advertiser.spelt(),
            state: standing.link.state,
            at: zone.moment(standing.linked_at),
            set: standing.set.map(|set| (set.name, zone.moment(set.at))),
        }
    }
}
