//! What stands before something is proposed or approved, and what is proposed.

use chrono::{DateTime, TimeDelta, Utc};
use domain::access::Module;
use domain::asset::{AdvertiserId, AssetRole, Currency};
use domain::campaign::request::Answer;
use domain::campaign::{Budget, Campaign, CampaignStatus, Objective, Schedule};
use domain::grant::Grant;
use domain::id::{AssetId, CampaignId, ChangeRequestId, PartnerId};
use domain::linked::{Link, LinkState};
use domain::money::Money;
use domain::name::CampaignName;
use serde::{Deserialize, Serialize};
use service::campaign::Campaigns;
use service::capability::Admin;
use service::testing::{Insider, World, ad_account, give, named, role};

/// The first version of a campaign.
const FIRST: u32 = 1;

/// What it is about: Ada's campaign, and what Mina proposed, once she did.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Proposal {
    campaign: CampaignId,
    request: Option<ChangeRequestId>,
}

impl Proposal {
    /// Mina, who is in already, comes to operate the ad account of a campaign, with an Approved one of her own.
    pub async fn can_be_made(world: &World, ada: &Insider, mina: &Insider, partner: PartnerId) -> Self {
        let account = ada.registers(ad_account("701244980031"), named("Halcyon EU")).await;
        let campaigns = ada.member().await.campaigns().unwrap();
        let campaign = campaigns.create(one("Spring launch", account, world.now())).await.unwrap();
        let target = ada.target("Halcyon EU").await;
        ada.edits(partner, |access| {
            access.grant = Grant::standard([Module::Campaigns].into_iter().collect());
            give(access, role(target, AssetRole::Operator));
        })
        .await;
        let advertiser = AdvertiserId::parse("701244989999").unwrap();
        let link = Link { advertiser: advertiser.clone(), state: LinkState::InReview };
        mina.member().await.link_ad_account(advertiser).await.unwrap();
        ada.admin().await.set_link_state(partner, link, LinkState::Approved).await.unwrap();
        Self { campaign, request: None }
    }

    /// To spend more.
    pub async fn makes(&self, campaigns: &Campaigns) -> Self {
        let stands = campaigns.seen().one(self.campaign).await.unwrap().campaign;
        let wanted = Campaign { budget: daily(400), ..stands };
        let request = campaigns.propose_change(self.campaign, FIRST, wanted, None).await.unwrap();
        Self { request: Some(request), ..*self }
    }

    /// A campaign that is not there yet.
    pub async fn makes_new(&self, campaigns: &Campaigns, now: DateTime<Utc>) -> Self {
        let account = campaigns.seen().one(self.campaign).await.unwrap().account.id;
        let request = campaigns.propose(one("Summer launch", account, now), None).await.unwrap();
        Self { request: Some(request), ..*self }
    }

    pub async fn is_approved(&self, admin: &Admin) {
        let request = self.request.unwrap();
        let campaigns = admin.member().campaigns().unwrap();
        let shown = campaigns.standing_request(request).await.unwrap().shown();
        admin.answer_request(request, shown, Answer::Approve(None)).await.unwrap();
    }
}

fn daily(amount: u16) -> Budget {
    Budget::Daily(Money::whole(amount, Currency::parse("EUR").unwrap()))
}

fn one(name: &str, ad_account: AssetId, now: DateTime<Utc>) -> Campaign {
    Campaign {
        name: CampaignName::parse(name).unwrap(),
        objective: Objective::Traffic,
        ad_account,
        budget: daily(250),
        schedule: Schedule::recorded(now + TimeDelta::days(1), None).unwrap(),
        status: CampaignStatus::Active,
        note: None,
    }
}
