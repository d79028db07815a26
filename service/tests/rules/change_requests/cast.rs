//! Who proposes and who decides, for all that tests Change requests.

use chrono::{DateTime, TimeDelta, Utc};
use domain::access::Module;
use domain::asset::{AdvertiserId, AssetRole, Currency};
use domain::campaign::request::{Answer, RequestRefusal, ShownRequest};
use domain::campaign::{Budget, Campaign, CampaignStatus, Objective, Schedule};
use domain::grant::Grant;
use domain::id::{AssetId, CampaignId, ChangeRequestId, PartnerId};
use domain::linked::{Link, LinkState};
use domain::money::Money;
use domain::name::CampaignName;
use domain::note::Note;
use service::campaign::Campaigns;
use service::campaign::request::StandingRequest;
use service::failure::Failure;
use service::testing::{Insider, World, ad_account, give, named, role};

pub const DAY: TimeDelta = TimeDelta::days(1);

pub fn daily(amount: u16) -> Budget {
    Budget::Daily(Money::whole(amount, Currency::parse("EUR").unwrap()))
}

/// 250 euro a day from tomorrow on, without an end.
pub fn campaign(name: &str, ad_account: AssetId, now: DateTime<Utc>) -> Campaign {
    Campaign {
        name: CampaignName::parse(name).unwrap(),
        objective: Objective::Traffic,
        ad_account,
        budget: daily(250),
        schedule: Schedule::recorded(now + DAY, None).unwrap(),
        status: CampaignStatus::Active,
        note: None,
    }
}

pub fn note(words: &str) -> Option<Note> {
    Note::parse(words).unwrap()
}

pub fn reject(words: &str) -> Answer {
    Answer::reject(note(words)).unwrap()
}

pub async fn opens(who: &Insider) -> Campaigns {
    who.member().await.campaigns().unwrap()
}

/// Ada's ad account with a campaign, and Mina who operates it with an Approved ad account of her own.
pub struct Cast {
    pub ada: Insider,
    pub eu: AssetId,
    pub spring: CampaignId,
    pub mina: Insider,
    pub mina_id: PartnerId,
}

impl Cast {
    pub async fn of(world: &World) -> Self {
        let ada = world.ada().await;
        let eu = ada.registers(ad_account("701244980031"), named("Halcyon EU")).await;
        let spring = opens(&ada).await.create(campaign("Spring launch", eu, world.now())).await.unwrap();
        let (mina, mina_id) = ada.takes_in(&world.mina()).await;
        let cast = Self { ada, eu, spring, mina, mina_id };
        cast.operates(mina_id, AssetRole::Operator).await;
        cast.is_approved(&cast.mina, mina_id, "7012 4498 9999").await;
        cast
    }

    pub async fn operates(&self, partner: PartnerId, as_what: AssetRole) {
        let target = self.ada.target("Halcyon EU").await;
        self.ada
            .edits(partner, |access| {
                access.grant = Grant::standard([Module::Campaigns].into_iter().collect());
                give(access, role(target, as_what));
            })
            .await;
    }

    pub async fn is_approved(&self, who: &Insider, partner: PartnerId, advertiser: &str) {
        let link = Link { advertiser: AdvertiserId::parse(advertiser).unwrap(), state: LinkState::InReview };
        who.member().await.link_ad_account(link.advertiser.clone()).await.unwrap();
        self.ada.admin().await.set_link_state(partner, link, LinkState::Approved).await.unwrap();
    }

    pub async fn stands(&self) -> (Campaign, u32) {
        let row = opens(&self.ada).await.seen().one(self.spring).await.unwrap();
        (row.campaign, row.version)
    }

    /// Mina proposes another budget for Spring.
    pub async fn proposes(&self, amount: u16) -> ChangeRequestId {
        let (stands, version) = self.stands().await;
        let wanted = Campaign { budget: daily(amount), ..stands };
        let campaigns = opens(&self.mina).await;
        campaigns.propose_change(self.spring, version, wanted, note("It went well.")).await.unwrap()
    }

    pub async fn request(&self, request: ChangeRequestId) -> StandingRequest {
        opens(&self.ada).await.standing_request(request).await.unwrap()
    }

    pub async fn shown(&self, request: ChangeRequestId) -> ShownRequest {
        self.request(request).await.shown()
    }

    pub async fn answers(
        &self,
        who: &Insider,
        request: ChangeRequestId,
        answer: Answer,
    ) -> Result<(), Failure<RequestRefusal>> {
        let shown = self.shown(request).await;
        who.admin().await.answer_request(request, shown, answer).await
    }

    pub async fn edits(&self, change: impl FnOnce(Campaign) -> Campaign) {
        let (stands, version) = self.stands().await;
        opens(&self.ada).await.edit(self.spring, version, change(stands)).await.unwrap();
    }
}
