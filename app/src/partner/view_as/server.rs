//! What **View as** asks of the server.

use domain::decision::Refusal;
use domain::grant::Grant;
use domain::id::PartnerId;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::asset::server::SharedAsset;
use crate::campaign::server::CampaignItem;
use crate::end::server::Ends;
use crate::error::PageError;
use crate::linked::server::OwnLinked;
use crate::member::server::MembersPage;

/// The pages that every Member has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tab {
    #[default]
    Start,
    Members,
    Assets,
    Campaigns,
    AdAccount,
}

/// A page of theirs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Seen {
    Start(Grant),
    Members(MembersPage),
    Assets(Vec<SharedAsset>),
    /// Of an Admin.
    EveryAsset,
    /// The newest, and how many there are.
    Campaigns(Vec<CampaignItem>, u32),
    /// Why the page is not open to them, said to them.
    Refused(Refusal),
    AdAccount(OwnLinked),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Viewed {
    pub id: PartnerId,
    pub name: String,
    /// Why they see none of it now.
    pub not_in: Option<String>,
    /// What of their access ends, where they are told so.
    pub ends: Ends,
    /// What an ad account of theirs holds up, where they are told so.
    pub held_up: Option<Refusal>,
    pub seen: Seen,
}

impl Tab {
    pub const ALL: [Self; 5] = [Self::Start, Self::Members, Self::Assets, Self::Campaigns, Self::AdAccount];

    /// The code in the address.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Members => "members",
            Self::Assets => "assets",
            Self::Campaigns => "campaigns",
            Self::AdAccount => "ad-account",
        }
    }

    pub const fn label(self) -> &'static str {
        match self {
            Self::Start => "Start",
            Self::Members => "Members",
            Self::Assets => "Assets",
            Self::Campaigns => "Campaigns",
            Self::AdAccount => "Your ad account",
        }
    }

    /// The start page for whatever is none of them.
    pub fn parse(code: &str) -> Self {
        Self::ALL.into_iter().find(|tab| tab.as_str() == code).unwrap_or_default()
    }
}

/// None: the address holds no id.
#[server(output = crate::json::Json, endpoint = "partners/view-as")]
pub async fn view_as(
    slug: String,
    id: Option<PartnerId>,
    tab: Tab,
    // Of the Members.
    after: Option<PartnerId>,
) -> Result<Viewed, PageError> {
    let admin = crate::request::admin(&slug, service::capability::AdminAction::ManagePartner).await?;
    let Some(id) = id else { return Err(PageError::NotFound.answer()) };
    ssr::viewed(&admin, id, tab, after).await.map_err(|failure| PageError::from(failure).answer())
}

#[cfg(feature = "ssr")]
mod ssr {
    use domain::decision::{Refusal, Speaking};
    use domain::grant::Grant;
    use domain::id::PartnerId;
    use domain::linked::Linking;
    use domain::partner::PartnerState;
    use service::capability::Admin;
    use service::end::OwnEnds;
    use service::failure::Failure;

    use super::{OwnLinked, Seen, Tab, Viewed};
    use crate::asset::save::shared_with;
    use crate::campaign::words::newest;
    use crate::end::server::in_words;
    use crate::linked::server::ssr::linked as ad_account;
    use crate::member::server::members;

    pub(super) async fn viewed(
        admin: &Admin,
        id: PartnerId,
        tab: Tab,
        after: Option<PartnerId>,
    ) -> Result<Viewed, Failure> {
        let partner = admin.partner(id).await?;
        let linking = partner.linking();
        let (row, linked) = (partner.row, partner.linked);
        let (ends, held_up) = match tab {
            Tab::Start | Tab::Assets => {
                (admin.ends_of(&row).await?, row.grant.held_up_by(linking.ad_account()))
            }
            Tab::Campaigns => (OwnEnds::default(), row.grant.held_up_by(linking.ad_account())),
            Tab::Members | Tab::AdAccount => (OwnEnds::default(), None),
        };
        let now = admin.keyholder().clock().now();
        let ends = in_words(ends, admin.member().zone(), now);
        let name = row.name.unwrap_or(row.contact);
        let not_in = (row.state != PartnerState::Active)
            .then(|| Refusal::NotIn(row.state).sentence(Speaking::About { name: &name, state: row.state }));
        let seen = match (tab, row.grant) {
            (Tab::Start, grant) => Seen::Start(grant),
            (Tab::Members, _) => Seen::Members(members(admin.member(), after).await?),
            (Tab::AdAccount, _) => Seen::AdAccount(match linking {
                Linking::NotNeeded => OwnLinked::NotNeeded,
                Linking::Needed(_) => {
                    OwnLinked::Needed(linked.map(|of| Box::new(ad_account(of, admin.member().zone()))))
                }
            }),
            (Tab::Campaigns, grant) => match admin.campaigns_seen_by(id, grant) {
                Ok(seen) => {
                    let (campaigns, many) = newest(&seen, now).await?;
                    Seen::Campaigns(campaigns, many)
                }
                Err(refusal) => Seen::Refused(refusal),
            },
            (Tab::Assets, Grant::Admin) => Seen::EveryAsset,
            (Tab::Assets, grant @ Grant::Standard { .. }) => {
                Seen::Assets(shared_with(grant, &admin.asset_reach(id).await?, now))
            }
        };
        Ok(Viewed { id, name, not_in, ends, held_up, seen })
    }
}
