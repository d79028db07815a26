//! What of somebody's access ends, as it stands.

use chrono::{DateTime, Utc};
use domain::end::{EndDate, Ending};
use domain::grant::Grant;
use domain::id::PartnerId;
use domain::partner::PartnerState;
use domain::zone::Zone;

use crate::asset::{GrantRow, asset_grants, grant_columns, grants};
use crate::capability::{Admin, Member};
use crate::clock::at;
use crate::column;
use crate::failure::{Failure, Fault};
use crate::keyholder::Keyholder;
use crate::partner::PartnerRow;

/// What a Member is told of their own access.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnEnds {
    pub ending: Ending,
    /// They wait for an answer to **Ask to extend** since then.
    pub asked_at: Option<DateTime<Utc>>,
}

/// Somebody with Standard access that was not revoked; it may have ended by the clock.
pub(super) struct Ends {
    pub(super) center: String,
    pub(super) slug: String,
    pub(super) zone: Zone,
    pub(super) name: String,
    pub(super) contact: String,
    pub(super) asked_at: Option<DateTime<Utc>>,
    pub(super) asked_words: Option<String>,
    pub(super) ending: Ending,
}

#[derive(sqlx::FromRow)]
struct Row {
    center: String,
    slug: String,
    zone: String,
    name: String,
    contact: String,
    ends_at: Option<i64>,
    asked_at: Option<i64>,
    asked_words: Option<String>,
    #[sqlx(flatten)]
    grant: GrantRow,
}

impl Ends {
    /// None for an Admin, and for whoever was revoked or is not in yet.
    pub(super) async fn read(keyholder: &Keyholder, partner: PartnerId) -> Result<Option<Self>, Failure> {
        let rows = read!(keyholder.db(), |c| {
            sqlx::query_as::<_, Row>(concat!(
            "SELECT c.name AS center, c.slug, c.time_zone AS zone, coalesce(p.name, p.contact) AS name, p.contact,
                    p.ends_at, p.asked_at, p.asked_words, ",
            grant_columns!(),
            " FROM partners p
              JOIN business_centers c ON c.id = p.center_id
              LEFT JOIN asset_grants x ON x.partner_id = p.id AND x.ends_at IS NOT NULL
              LEFT JOIN assets a ON a.id = x.asset_id
              LEFT JOIN asset_groups g ON g.id = x.group_id
             WHERE p.id = $1 AND p.state = 'active' AND p.level = 'standard'",
        ))
        .bind(partner.uuid())
        .fetch_all(c)
        .await
        })?;
        Ok(ends(rows, partner)?)
    }
}

/// From the columns of somebody and of what they were given, or of nothing beside them.
pub(super) fn ending(
    ends_at: Option<i64>,
    mut given: Vec<GrantRow>,
    partner: PartnerId,
    zone: Zone,
) -> Result<Ending, Fault> {
    given.retain(GrantRow::is_one);
    let whole = ends_at.map(|ends| EndDate::at(at(ends), zone));
    Ok(Ending::of(whole, &grants(&given, partner, zone)?))
}

fn ends(rows: Vec<Row>, partner: PartnerId) -> Result<Option<Ends>, Fault> {
    let given: Vec<_> = rows.iter().map(|row| row.grant.clone()).collect();
    let Some(row) = rows.into_iter().next() else { return Ok(None) };
    let zone = column::zone(&row.zone).unwrap_or_default();
    Ok(Some(Ends {
        ending: ending(row.ends_at, given, partner, zone)?,
        center: row.center,
        slug: row.slug,
        zone,
        name: row.name,
        contact: row.contact,
        asked_at: row.asked_at.map(at),
        asked_words: row.asked_words,
    }))
}

impl Member {
    /// What of their own access ends. An Admin's does not.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn own_ends(&self) -> Result<OwnEnds, Failure> {
        if self.grant() == Grant::Admin {
            return Ok(OwnEnds::default());
        }
        let ends = Ends::read(self.keyholder(), self.partner()).await?;
        Ok(ends.map(|ends| OwnEnds { ending: ends.ending, asked_at: ends.asked_at }).unwrap_or_default())
    }
}

impl Admin {
    /// What of a partner's access ends, as they are told it, or will be once they accept.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn ends_of(&self, row: &PartnerRow) -> Result<OwnEnds, Failure> {
        if row.grant == Grant::Admin {
            return Ok(OwnEnds::default());
        }
        let zone = self.center().zone;
        let given = asset_grants(self.keyholder(), row.id, zone).await?;
        let now = self.keyholder().clock().now();
        let whole = row.ends_at.map(|ends| EndDate::at(ends, zone)).filter(|end| !end.is_over(now));
        let asked_at = row.asked_at.filter(|_| row.state == PartnerState::Active);
        Ok(OwnEnds { ending: Ending::of(whole, &given), asked_at })
    }
}
