//! The page **Campaigns**, and one of them.

use domain::campaign::{CampaignSort, CampaignSortBy, CampaignStatus, Objective};
use domain::grant::Grant;
use domain::id::{AssetId, CampaignId};
use uuid::Uuid;

use super::row::{Row, account, row_columns, select_campaigns};
use super::{CampaignAccount, SeenCampaigns, StandingCampaign};
use crate::clock::micros;
use crate::failure::{Failure, Fault};
use crate::partner::like;

/// How many rows stand on a page.
const ROWS: usize = 50;
/// More ad accounts than a form can offer; nobody has them.
const MOST_ACCOUNTS: i64 = 500;

/// Which campaigns are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CampaignsQuery {
    /// In the name or the note.
    pub search: String,
    pub objective: Option<Objective>,
    pub ad_account: Option<AssetId>,
    /// None: all that were not deleted.
    pub status: Option<CampaignStatus>,
    pub sort: CampaignSort,
    /// Those that come after this one.
    pub after: Option<CampaignId>,
}

/// A page of campaigns.
#[derive(Clone, Debug)]
pub struct CampaignsPage {
    pub rows: Vec<StandingCampaign>,
    /// More come after the last row.
    pub more: bool,
    pub counts: StatusCounts,
}

/// How many there are of each status, whichever is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StatusCounts {
    pub active: u32,
    pub paused: u32,
    pub deleted: u32,
}

/// What is searched and filtered for; `$9` is the status, empty for any.
macro_rules! found {
    ($more:expr) => {
        concat!(
            "AND ($5 = '' OR k.sort_key LIKE '%' || $5 || '%' ESCAPE '\\')
             AND ($6 = '' OR k.objective = $6)
             AND ($7 IS NULL OR k.ad_account_id = $7) ",
            $more
        )
    };
}

/// A page in one order. Written out, so that the engines can use an index for it.
macro_rules! page {
    ($column:literal, $beyond:literal, $way:literal) => {
        select_campaigns!(
            row_columns!(),
            found!(concat!(
                "AND (k.status = $8 OR ($8 = '' AND k.status <> 'deleted'))
                 AND ($9 IS NULL OR (k.",
                $column,
                ", k.id) ",
                $beyond,
                " (SELECT b.",
                $column,
                ", b.id FROM campaigns b WHERE b.id = $9 AND b.center_id = $1))
                 ORDER BY k.",
                $column,
                $way,
                ", k.id",
                $way,
                " LIMIT $10"
            ))
        )
    };
}

const fn statement(sort: CampaignSort) -> &'static str {
    match (sort.by, sort.descending) {
        (CampaignSortBy::Saved, true) => page!("saved_at", "<", " DESC"),
        (CampaignSortBy::Saved, false) => page!("saved_at", ">", " ASC"),
        (CampaignSortBy::Name, true) => page!("sort_key", "<", " DESC"),
        (CampaignSortBy::Name, false) => page!("sort_key", ">", " ASC"),
        (CampaignSortBy::Start, true) => page!("starts_at", "<", " DESC"),
        (CampaignSortBy::Start, false) => page!("starts_at", ">", " ASC"),
    }
}

impl SeenCampaigns {
    /// # Errors
    /// When the database can't be read.
    pub async fn list(&self, query: &CampaignsQuery) -> Result<CampaignsPage, Failure> {
        let now = micros(self.keyholder.clock().now());
        let rows = read!(self.keyholder.db(), |c| sqlx::query_as::<_, Row>(statement(query.sort))
            .bind(self.center.uuid())
            .bind(self.sees_all())
            .bind(self.partner.uuid())
            .bind(now)
            .bind(like(&query.search))
            .bind(query.objective.map_or("", Objective::as_str))
            .bind(query.ad_account.map(AssetId::uuid))
            .bind(query.status.map_or("", CampaignStatus::as_str))
            .bind(query.after.map(CampaignId::uuid))
            .bind(i64::try_from(ROWS + 1).unwrap_or(i64::MAX))
            .fetch_all(c)
            .await)?;
        let more = rows.len() > ROWS;
        let rows = rows.into_iter().take(ROWS).map(Row::standing).collect::<Result<_, Fault>>()?;
        Ok(CampaignsPage { rows, more, counts: self.counts(query, now).await? })
    }

    async fn counts(&self, query: &CampaignsQuery, now: i64) -> Result<StatusCounts, Failure> {
        let counted = read!(self.keyholder.db(), |c| sqlx::query_as::<_, (String, i64)>(select_campaigns!(
            "k.status, count(*)",
            found!("GROUP BY k.status")
        ))
        .bind(self.center.uuid())
        .bind(self.sees_all())
        .bind(self.partner.uuid())
        .bind(now)
        .bind(like(&query.search))
        .bind(query.objective.map_or("", Objective::as_str))
        .bind(query.ad_account.map(AssetId::uuid))
        .fetch_all(c)
        .await)?;
        let of = |status: CampaignStatus| {
            let found = counted.iter().find(|(code, _)| code == status.as_str());
            found.map_or(0, |(_, count)| u32::try_from(*count).unwrap_or(u32::MAX))
        };
        Ok(StatusCounts {
            active: of(CampaignStatus::Active),
            paused: of(CampaignStatus::Paused),
            deleted: of(CampaignStatus::Deleted),
        })
    }

    /// # Errors
    /// Not found for one of others, or of an ad account that they do not reach.
    pub async fn one(&self, campaign: CampaignId) -> Result<StandingCampaign, Failure> {
        let now = micros(self.keyholder.clock().now());
        let row = read!(self.keyholder.db(), |c| {
            sqlx::query_as::<_, Row>(select_campaigns!(row_columns!(), "AND k.id = $5"))
                .bind(self.center.uuid())
                .bind(self.sees_all())
                .bind(self.partner.uuid())
                .bind(now)
                .bind(campaign.uuid())
                .fetch_optional(c)
                .await
        })?;
        Ok(row.ok_or(Failure::NotFound)?.standing()?)
    }

    /// The ad accounts whose campaigns they see, by name.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn ad_accounts(&self) -> Result<Vec<CampaignAccount>, Failure> {
        self.accounts_with("").await
    }

    /// Of them those that they have in this role; in any, where it is empty.
    pub(super) async fn accounts_with(&self, role: &str) -> Result<Vec<CampaignAccount>, Failure> {
        let now = micros(self.keyholder.clock().now());
        let rows = read!(self.keyholder.db(), |c| {
            sqlx::query_as::<_, (Uuid, String, Option<String>, Option<i64>)>(
                "SELECT a.id, a.name, a.currency, a.utc_offset
                   FROM assets a
                  WHERE a.center_id = $1 AND a.kind = 'ad_account'
                    AND ($2 = 1 OR a.id IN (SELECT coalesce(x.asset_id, t.asset_id)
                                              FROM asset_grants x
                                              LEFT JOIN asset_group_assets t ON t.group_id = x.group_id
                                             WHERE x.partner_id = $3 AND (x.ends_at IS NULL OR x.ends_at > $4)
                                               AND ($5 = '' OR x.role = $5)))
                  ORDER BY a.sort_key, a.id
                  LIMIT $6",
            )
            .bind(self.center.uuid())
            .bind(self.sees_all())
            .bind(self.partner.uuid())
            .bind(now)
            .bind(role)
            .bind(MOST_ACCOUNTS)
            .fetch_all(c)
            .await
        })?;
        let accounts = rows
            .into_iter()
            .map(|(id, name, currency, offset)| account(id, name, currency.as_deref(), offset));
        Ok(accounts.collect::<Result<_, Fault>>()?)
    }

    /// An Admin has every Asset without one being given.
    fn sees_all(&self) -> i64 {
        i64::from(self.grant == Grant::Admin)
    }
}

impl StatusCounts {
    /// Of one status, or of all that were not deleted.
    pub const fn of(self, status: Option<CampaignStatus>) -> u32 {
        match status {
            None => self.active.saturating_add(self.paused),
            Some(CampaignStatus::Active) => self.active,
            Some(CampaignStatus::Paused) => self.paused,
            Some(CampaignStatus::Deleted) => self.deleted,
        }
    }
}
