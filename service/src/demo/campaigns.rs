//! The campaigns of the demo: what runs on its ad accounts, ran or will run. They are created as everybody does, and some of
//! them changed since.

use chrono::{DateTime, TimeDelta, Utc};
use domain::campaign::CampaignStatus::{Active, Deleted, Paused};
use domain::campaign::Objective::{
    AppPromotion, CommunityInteraction, LeadGeneration, ProductSales, Reach, Traffic, VideoViews,
    WebsiteConversions,
};
use domain::campaign::{Budget, Campaign, CampaignStatus, Objective, Schedule};
use domain::id::CampaignId;
use domain::money::Money;
use domain::name::CampaignName;
use domain::note::Note;

use self::Spends::{Daily, Lifetime, NoLimit};
use super::DemoRefusal;
use super::assets::{EU, JAPAN, UK, US};
use crate::campaign::{CampaignAccount, Campaigns};
use crate::capability::Admin;
use crate::failure::Failure;

struct DemoCampaign {
    name: &'static str,
    /// The name of its ad account, as the demo's Assets spell it.
    on: &'static str,
    objective: Objective,
    spends: Spends,
    /// In days from now.
    starts: i64,
    /// In days from its start.
    lasts: Option<i64>,
    status: CampaignStatus,
    /// What it spent at first, and was called for in a note.
    at_first: Option<(Spends, &'static str)>,
}

/// In whole units of the ad account's currency.
#[derive(Clone, Copy)]
enum Spends {
    Daily(u16),
    Lifetime(u16),
    NoLimit,
}

/// Those of ad accounts that a Business Center has not are left out.
const CAMPAIGNS: [DemoCampaign; 12] = [
    one("Glow Serum · EU launch", EU, WebsiteConversions, Daily(250), (-21, None), Active)
        .changed_from(Daily(200), "Raised after the first weekend."),
    one("Retargeting, Q4", EU, ProductSales, Daily(180), (-40, Some(75)), Active),
    one("Advent calendar", EU, VideoViews, Lifetime(12_000), (4, Some(24)), Active),
    one("Skin type quiz", EU, LeadGeneration, Daily(90), (-60, None), Paused)
        .changed_from(Daily(120), "Paused until the quiz is translated."),
    one("Winter · UK TikTok Shop", UK, ProductSales, Daily(300), (-12, Some(60)), Active),
    one("Gift sets, last orders", UK, Traffic, Lifetime(4_500), (10, Some(9)), Paused),
    one("Creators of the month", UK, CommunityInteraction, NoLimit, (-90, None), Active),
    one("Sun cream explained", US, VideoViews, Daily(400), (-7, Some(30)), Active)
        .changed_from(Daily(350), "Two states more."),
    one("Routine app", US, AppPromotion, Daily(220), (-33, None), Paused),
    one("Spring teaser", US, Reach, Lifetime(25_000), (70, Some(20)), Active),
    one("Autumn sale", US, Traffic, Lifetime(9_000), (-80, Some(25)), Deleted)
        .changed_from(Lifetime(8_000), "One week longer."),
    one("Sakura, first light", JAPAN, Reach, Daily(25_000), (-3, Some(28)), Active),
];

const fn one(
    name: &'static str,
    on: &'static str,
    objective: Objective,
    spends: Spends,
    (starts, lasts): (i64, Option<i64>),
    status: CampaignStatus,
) -> DemoCampaign {
    DemoCampaign { name, on, objective, spends, starts, lasts, status, at_first: None }
}

/// Creates those of the ad accounts that are there.
pub(super) async fn create(admin: &Admin, brand: &str) -> Result<(), Failure<DemoRefusal>> {
    let campaigns = admin.member().campaigns().map_err(|_| Failure::NoLongerAllowed)?;
    let accounts = campaigns.seen().ad_accounts().await.map_err(Failure::widen)?;
    let now = admin.keyholder().clock().now();
    for campaign in &CAMPAIGNS {
        let name = campaign.on.replace("{brand}", brand);
        if let Some(account) = accounts.iter().find(|account| account.name == name) {
            campaign.create(&campaigns, account, now).await?;
        }
    }
    Ok(())
}

impl DemoCampaign {
    const fn changed_from(self, spent: Spends, note: &'static str) -> Self {
        Self { at_first: Some((spent, note)), ..self }
    }

    async fn create(
        &self,
        campaigns: &Campaigns,
        account: &CampaignAccount,
        now: DateTime<Utc>,
    ) -> Result<(), Failure<DemoRefusal>> {
        let stands = self.campaign(account, now)?;
        let Some((spent, note)) = self.at_first else {
            return created(campaigns, stands).await.map(|_| ());
        };
        let at_first =
            Campaign { budget: spent.budget(account), status: Active, note: None, ..stands.clone() };
        let id = created(campaigns, at_first).await?;
        let note = Note::parse(note).map_err(|_| Failure::NotFound)?;
        let edited = campaigns.edit(id, 1, Campaign { note, ..stands }).await;
        edited.map_err(|failure| failure.map(|_| DemoRefusal::NotEmpty))
    }

    fn campaign(
        &self,
        account: &CampaignAccount,
        now: DateTime<Utc>,
    ) -> Result<Campaign, Failure<DemoRefusal>> {
        // On the hour, as people choose it.
        let hour = now - TimeDelta::seconds(now.timestamp().rem_euclid(3_600));
        let hour = hour - TimeDelta::nanoseconds(i64::from(hour.timestamp_subsec_nanos()));
        let start = hour + TimeDelta::days(self.starts);
        let end = self.lasts.map(|days| start + TimeDelta::days(days));
        Ok(Campaign {
            name: CampaignName::parse(self.name).map_err(|_| Failure::NotFound)?,
            objective: self.objective,
            ad_account: account.id,
            budget: self.spends.budget(account),
            schedule: Schedule::recorded(start, end).ok_or(Failure::NotFound)?,
            status: self.status,
            note: None,
        })
    }
}

async fn created(campaigns: &Campaigns, campaign: Campaign) -> Result<CampaignId, Failure<DemoRefusal>> {
    campaigns.create(campaign).await.map_err(|failure| failure.map(|_| DemoRefusal::NotEmpty))
}

impl Spends {
    fn budget(self, account: &CampaignAccount) -> Budget {
        match self {
            Self::Daily(amount) => Budget::Daily(Money::whole(amount, account.currency)),
            Self::Lifetime(amount) => Budget::Lifetime(Money::whole(amount, account.currency)),
            Self::NoLimit => Budget::NoLimit,
        }
    }
}
