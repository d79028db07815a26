//! Drafts: what somebody typed about a campaign and could not save, since an ad account of their own is missing for it (DOMAIN 6).
//! They are theirs alone, so no Business Center's log has them.

use chrono::{DateTime, Utc};
use domain::id::{CampaignId, ChangeRequestId};

use super::Campaigns;
use crate::audit::AccountEvent;
use crate::change::{Change, in_task};
use crate::clock::{at, micros};
use crate::failure::Failure;

/// As many as one partner keeps; the oldest makes room.
pub const MOST_DRAFTS: i64 = 20;
/// No form that could be saved is longer, in bytes.
const LONGEST: usize = 16_384;

/// What a form of a campaign is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drafted {
    New,
    Campaign(CampaignId),
    Request(ChangeRequestId),
}

/// A form as it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    pub of: Drafted,
    /// The name that was typed.
    pub name: String,
    pub body: String,
    pub kept_at: DateTime<Utc>,
}

impl Drafted {
    fn code(self) -> String {
        match self {
            Self::New => "new".to_owned(),
            Self::Campaign(id) => format!("campaign:{id}"),
            Self::Request(id) => format!("request:{id}"),
        }
    }

    fn parse(code: &str) -> Option<Self> {
        match code.split_once(':') {
            None => (code == "new").then_some(Self::New),
            Some(("campaign", id)) => id.parse().ok().map(Self::Campaign),
            Some(("request", id)) => id.parse().ok().map(Self::Request),
            Some(_) => None,
        }
    }
}

impl Campaigns {
    /// Their own, the newest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn drafts(&self) -> Result<Vec<Draft>, Failure> {
        let rows = read!(self.member().keyholder().db(), |c| {
            sqlx::query_as::<_, (String, String, String, i64)>(
            "SELECT subject, name, body, kept_at FROM campaign_drafts WHERE partner_id = $1 ORDER BY kept_at DESC, subject",
        )
        .bind(self.member().partner().uuid())
        .fetch_all(c)
        .await
        })?;
        let draft = |(subject, name, body, kept_at): (String, String, String, i64)| {
            Some(Draft { of: Drafted::parse(&subject)?, name, body, kept_at: at(kept_at) })
        };
        Ok(rows.into_iter().filter_map(draft).collect())
    }

    /// # Errors
    /// When the database can't be read.
    pub async fn draft(&self, of: Drafted) -> Result<Option<Draft>, Failure> {
        let row = read!(self.member().keyholder().db(), |c| sqlx::query_as::<_, (String, String, i64)>(
            "SELECT name, body, kept_at FROM campaign_drafts WHERE partner_id = $1 AND subject = $2",
        )
        .bind(self.member().partner().uuid())
        .bind(of.code())
        .fetch_optional(c)
        .await)?;
        Ok(row.map(|(name, body, kept_at)| Draft { of, name, body, kept_at: at(kept_at) }))
    }

    /// Keeps what was typed, instead of what was kept of the same. Says whether it did: no more than so much.
    ///
    /// # Errors
    /// When it could not be written.
    pub async fn keep_draft(&self, of: Drafted, name: String, body: String) -> Result<bool, Failure> {
        if name.len() + body.len() > LONGEST {
            return Ok(false);
        }
        let member = self.member().clone();
        in_task(async move {
            let mut change = Change::by_account(member.signed_in()).await?;
            let (partner, now) = (member.partner().uuid(), micros(change.now));
            let written = on!(&mut change.tx, |c| sqlx::query(
                "INSERT INTO campaign_drafts (partner_id, subject, name, body, kept_at)
                 SELECT p.id, $2, $3, $4, $5 FROM partners p WHERE p.id = $1 AND p.state = 'active'
                 ON CONFLICT (partner_id, subject) DO UPDATE SET name = excluded.name, body = excluded.body, kept_at = excluded.kept_at",
            )
            .bind(partner)
            .bind(of.code())
            .bind(&name)
            .bind(&body)
            .bind(now)
            .execute(c)
            .await
            .map(|done| done.rows_affected()))?;
            if written == 0 {
                return Err(Failure::NoLongerAllowed);
            }
            on!(&mut change.tx, |c| sqlx::query(
                "DELETE FROM campaign_drafts
                  WHERE partner_id = $1
                    AND subject NOT IN (SELECT subject FROM campaign_drafts WHERE partner_id = $1 ORDER BY kept_at DESC, subject LIMIT $2)",
            )
            .bind(partner)
            .bind(MOST_DRAFTS)
            .execute(c)
            .await
            .map(|_| ()))?;
            let center = member.center().slug.clone();
            change.commit(AccountEvent::DraftKept { center, name }).await?;
            Ok(true)
        })
        .await
    }

    /// Lets one go; where there is none, it is so already.
    ///
    /// # Errors
    /// When it could not be written.
    pub async fn discard_draft(&self, of: Drafted) -> Result<(), Failure> {
        let member = self.member().clone();
        in_task(async move {
            let mut change = Change::by_account(member.signed_in()).await?;
            on!(&mut change.tx, |c| sqlx::query(
                "DELETE FROM campaign_drafts WHERE partner_id = $1 AND subject = $2",
            )
            .bind(member.partner().uuid())
            .bind(of.code())
            .execute(c)
            .await
            .map(|_| ()))?;
            change.commit(AccountEvent::DraftDiscarded { center: member.center().slug.clone() }).await
        })
        .await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_read_as_it_was_written() {
        let id = uuid::Uuid::from_u128(7);
        let all = [
            Drafted::New,
            Drafted::Campaign(CampaignId::from_uuid(id)),
            Drafted::Request(ChangeRequestId::from_uuid(id)),
        ];
        for of in all {
            assert_eq!(Drafted::parse(&of.code()), Some(of));
        }
        for code in ["", "news", "campaign:", "campaign:7", "asset:00000000-0000-0000-0000-000000000007"] {
            assert_eq!(Drafted::parse(code), None, "{code}");
        }
    }
}
