//! A campaign is created or changed. Whether whoever saves may is decided inside the transaction; and where another
//! version stands than the one they saw, nothing is overwritten unseen.

use domain::campaign::{Campaign, CampaignRefusal};
use domain::decision::{AssetAction, Decision, Refusal};
use domain::fold::unaccented;
use domain::id::{AssetId, CampaignId, ChangeRequestId};
use domain::money::Money;
use domain::note::Note;
use uuid::Uuid;

use super::row::{Row, account, row_columns};
use super::{CampaignAccount, Campaigns, StandingCampaign};
use crate::audit::{CampaignState, Event};
use crate::change::{AsMember, Change, InCenter, in_task};
use crate::clock::micros;
use crate::failure::Failure;

pub(super) const FIRST: u32 = 1;

/// What the decision must say of whoever saves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    AtOnce,
    /// It becomes a Change request.
    ByApproval,
}

impl Campaigns {
    /// # Errors
    /// Refused as the decision about the ad account says, and for one that they do not reach.
    pub async fn create(&self, campaign: Campaign) -> Result<CampaignId, Failure<CampaignRefusal>> {
        let member = self.member().clone();
        in_task(async move {
            let mut change = Change::by_member(&member).await?;
            let account = change.creatable(&campaign, Way::AtOnce).await?;
            let id = CampaignId::from_uuid(change.new_id());
            change.insert_campaign(id, &campaign, member.partner().uuid()).await?;
            let after = CampaignState::of(&campaign, &account);
            change.insert_version(id, FIRST, &after, None).await?;
            change.commit(Event::CampaignCreated { campaign: id.uuid(), after }).await?;
            Ok(id)
        })
        .await
    }

    /// `shown` is the version that they saw.
    ///
    /// # Errors
    /// Not found for one of others; refused as the decision says, for a field that is fixed, where another version stands
    /// by now, and where nothing would change.
    pub async fn edit(
        &self,
        campaign: CampaignId,
        shown: u32,
        wanted: Campaign,
    ) -> Result<(), Failure<CampaignRefusal>> {
        let member = self.member().clone();
        in_task(async move {
            let mut change = Change::by_member(&member).await?;
            let stands = change.changeable(campaign, shown, &wanted, Way::AtOnce).await?;
            let before = CampaignState::of(&stands.campaign, &stands.account);
            let version = stands.version + 1;
            change.write_campaign(campaign, &wanted, version).await?;
            let after = CampaignState::of(&wanted, &stands.account);
            change.insert_version(campaign, version, &after, None).await?;
            change.commit(Event::CampaignEdited { campaign: campaign.uuid(), before, after }).await
        })
        .await
    }
}

/// To whom an ad account is not given, or no more, its campaigns do not exist.
const fn is_unseen(refusal: Refusal) -> bool {
    matches!(refusal, Refusal::AssetNotGiven | Refusal::AssetEnded(_) | Refusal::ModuleNotGranted(_))
}

impl Change<AsMember> {
    /// The ad account that a new campaign is for, which whoever acts may create.
    pub(super) async fn creatable(
        &mut self,
        new: &Campaign,
        way: Way,
    ) -> Result<CampaignAccount, Failure<CampaignRefusal>> {
        let account = self.ad_account(new).await?;
        let unseen = Failure::Refused(CampaignRefusal::NoSuchAdAccount);
        self.refuse_unless_allowed(way, account.id, unseen).await?;
        Ok(account)
    }

    /// The campaign as it stands, of which whoever acts saw the version `shown` and may make what they want.
    pub(super) async fn changeable(
        &mut self,
        campaign: CampaignId,
        shown: u32,
        wanted: &Campaign,
        way: Way,
    ) -> Result<StandingCampaign, Failure<CampaignRefusal>> {
        let stands = self.campaign(campaign).await?;
        self.refuse_unless_allowed(way, stands.account.id, Failure::NotFound).await?;
        if stands.version != shown {
            return Err(self.meanwhile(&stands, shown).await?);
        }
        if let Some((field, refusal)) = stands.campaign.refused(wanted, self.now).into_iter().next() {
            return Err(Failure::Refused(CampaignRefusal::Fixed(field, refusal)));
        }
        if stands.campaign == *wanted {
            return Err(Failure::Refused(CampaignRefusal::Nothing));
        }
        Ok(stands)
    }

    /// As the decision says; `unseen` where the ad account is not theirs to see.
    async fn refuse_unless_allowed(
        &mut self,
        way: Way,
        account: AssetId,
        unseen: Failure<CampaignRefusal>,
    ) -> Result<(), Failure<CampaignRefusal>> {
        match self.decide(AssetAction::ChangeCampaigns, account).await? {
            Decision::Allowed => Ok(()),
            Decision::Refused(Refusal::NeedsApproval) if way == Way::ByApproval => Ok(()),
            Decision::Refused(refusal) if is_unseen(refusal) => Err(unseen),
            Decision::Refused(refusal) => Err(Failure::Refused(CampaignRefusal::NotAllowed(refusal))),
        }
    }

    /// The ad account that a campaign is for.
    async fn ad_account(&mut self, campaign: &Campaign) -> Result<CampaignAccount, Failure<CampaignRefusal>> {
        let center = self.center().id;
        let row = on!(&mut self.tx, |c| sqlx::query_as::<_, (Uuid, String, Option<String>, Option<i64>)>(
            "SELECT id, name, currency, utc_offset FROM assets
              WHERE id = $1 AND center_id = $2 AND kind = 'ad_account'",
        )
        .bind(campaign.ad_account.uuid())
        .bind(center.uuid())
        .fetch_optional(c)
        .await)?;
        let none = || Failure::Refused(CampaignRefusal::NoSuchAdAccount);
        let (id, name, currency, offset) = row.ok_or_else(none)?;
        let account = account(id, name, currency.as_deref(), offset)?;
        let of_it = campaign.budget.amount().is_none_or(|amount| amount.currency() == account.currency);
        if of_it { Ok(account) } else { Err(none()) }
    }

    async fn campaign(&mut self, campaign: CampaignId) -> Result<StandingCampaign, Failure<CampaignRefusal>> {
        let center = self.center().id;
        let row = on!(&mut self.tx, |c| {
            sqlx::query_as::<_, Row>(concat!(
            "SELECT ",
            row_columns!(),
            " FROM campaigns k JOIN assets a ON a.id = k.ad_account_id WHERE k.id = $1 AND k.center_id = $2"
        ))
        .bind(campaign.uuid())
        .bind(center.uuid())
        .fetch_optional(c)
        .await
        })?;
        Ok(row.ok_or(Failure::NotFound)?.standing()?)
    }

    /// What became different since the version that was shown.
    async fn meanwhile(
        &mut self,
        stands: &StandingCampaign,
        shown: u32,
    ) -> Result<Failure<CampaignRefusal>, Failure<CampaignRefusal>> {
        let body = on!(&mut self.tx, |c| sqlx::query_scalar::<_, String>(
            "SELECT body FROM campaign_versions WHERE campaign_id = $1 AND version = $2",
        )
        .bind(stands.id.uuid())
        .bind(i64::from(shown))
        .fetch_optional(c)
        .await)?;
        let Some(body) = body else { return Ok(Failure::NotFound) };
        let shown: CampaignState = serde_json::from_str(&body)?;
        let now = CampaignState::of(&stands.campaign, &stands.account);
        Ok(Failure::Refused(CampaignRefusal::Meanwhile {
            by: stands.saved_by.clone(),
            version: stands.version,
            changes: shown.changes(&now),
        }))
    }
}

impl<Door: InCenter> Change<Door> {
    pub(super) async fn insert_campaign<R>(
        &mut self,
        id: CampaignId,
        campaign: &Campaign,
        responsible: Uuid,
    ) -> Result<(), Failure<R>> {
        let (center, by, now) = (self.center().id, self.actor().name.clone(), micros(self.now));
        on!(&mut self.tx, |c| {
            sqlx::query(
            "INSERT INTO campaigns (id, center_id, ad_account_id, name, sort_key, objective, budget_kind, budget, starts_at, ends_at,
                                    status, note, version, responsible_id, saved_by, saved_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        )
        .bind(id.uuid())
        .bind(center.uuid())
        .bind(campaign.ad_account.uuid())
        .bind(campaign.name.as_str())
        .bind(unaccented(campaign.name.as_str()))
        .bind(campaign.objective.as_str())
        .bind(campaign.budget.kind().as_str())
        .bind(campaign.budget.amount().map(Money::units))
        .bind(micros(campaign.schedule.start()))
        .bind(campaign.schedule.end().map(micros))
        .bind(campaign.status.as_str())
        .bind(campaign.note.as_ref().map(Note::as_str))
        .bind(i64::from(FIRST))
        .bind(responsible)
        .bind(by)
        .bind(now)
        .execute(c)
        .await
        .map(|_| ())
        })?;
        Ok(())
    }

    pub(super) async fn write_campaign<R>(
        &mut self,
        id: CampaignId,
        campaign: &Campaign,
        version: u32,
    ) -> Result<(), Failure<R>> {
        let (by, now) = (self.actor().name.clone(), micros(self.now));
        on!(&mut self.tx, |c| {
            sqlx::query(
            "UPDATE campaigns
                SET name = $2, sort_key = $3, budget = $4, starts_at = $5, ends_at = $6, status = $7, note = $8, version = $9,
                    saved_by = $10, saved_at = $11
              WHERE id = $1",
        )
        .bind(id.uuid())
        .bind(campaign.name.as_str())
        .bind(unaccented(campaign.name.as_str()))
        .bind(campaign.budget.amount().map(Money::units))
        .bind(micros(campaign.schedule.start()))
        .bind(campaign.schedule.end().map(micros))
        .bind(campaign.status.as_str())
        .bind(campaign.note.as_ref().map(Note::as_str))
        .bind(i64::from(version))
        .bind(by)
        .bind(now)
        .execute(c)
        .await
        .map(|_| ())
        })?;
        Ok(())
    }

    /// `request`: the Change request that it came of.
    pub(super) async fn insert_version<R>(
        &mut self,
        id: CampaignId,
        version: u32,
        state: &CampaignState,
        request: Option<ChangeRequestId>,
    ) -> Result<(), Failure<R>> {
        let (by, now, body) = (self.actor().name.clone(), micros(self.now), serde_json::to_string(state)?);
        on!(&mut self.tx, |c| {
            sqlx::query(
            "INSERT INTO campaign_versions (campaign_id, version, body, saved_by, saved_at, change_request_id)
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(id.uuid())
        .bind(i64::from(version))
        .bind(body)
        .bind(by)
        .bind(now)
        .bind(request.map(ChangeRequestId::uuid))
        .execute(c)
        .await
        .map(|_| ())
        })?;
        Ok(())
    }
}
