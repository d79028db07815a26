//! The page of one partner: what they have, and how it came to this.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use domain::access::Modules;
use domain::asset::Reached;
use domain::decision::Subject;
use domain::edit::Access;
use domain::grant::Grant;
use domain::id::PartnerId;
use domain::linked::Linking;
use domain::partner::PartnerState;
use uuid::Uuid;

use super::list::{PartnerRow, Row, row_columns};
use crate::asset::{AssetWay, asset_reach};
use crate::audit::Event;
use crate::capability::{Admin, Member};
use crate::clock::{at, micros};
use crate::column;
use crate::failure::{Failure, Fault};
use crate::linked::{LinkRow, StandingLink, also_linked, link_columns, registered_as};
use crate::member::MemberRow;

/// How many entries of the log stand on the page.
const ENTRIES: i64 = 50;

/// A partner as an Admin sees them.
#[derive(Clone, Debug)]
pub struct PartnerDetails {
    pub row: PartnerRow,
    pub note: Option<String>,
    /// What they said when they asked to extend their access; the row says when that was.
    pub asked_words: Option<String>,
    /// Who invited them, and when: why they have what they have. None for the founder.
    pub invited: Option<Invited>,
    /// The ad account of their own that they linked.
    pub linked: Option<StandingLink>,
    /// They are in since then.
    pub since: DateTime<Utc>,
    /// When the link of the newest Invitation was opened last, by whomever.
    pub link_opened_at: Option<DateTime<Utc>>,
    /// It is the reader's own page.
    pub own: bool,
    /// Newest first, as many as stand on the page.
    pub history: Vec<Entry>,
    /// Each edit since they were invited last, newest first: one of them gave what the invitation did not, however long
    /// ago.
    pub edits: Vec<PastEdit>,
}

/// An edit of what somebody has or is offered.
#[derive(Clone, Debug)]
pub struct PastEdit {
    pub at: DateTime<Utc>,
    pub by: String,
    pub before: Access,
    pub after: Access,
}

/// Who invited somebody, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invited {
    pub by: String,
    pub at: DateTime<Utc>,
}

impl PartnerDetails {
    pub fn linking(&self) -> Linking {
        let link = self.linked.as_ref().map(|standing| standing.link.clone());
        Linking::of(self.row.invited_at.is_some(), link)
    }

    /// Who a decision is about.
    pub fn subject(&self) -> Subject {
        let (state, grant) = (self.row.state, self.row.grant);
        Subject { state, grant, ad_account: self.linking().ad_account() }
    }
}

/// An entry of the audit log that tells of them.
#[derive(Clone, Debug)]
pub struct Entry {
    pub at: DateTime<Utc>,
    pub actor: String,
    pub event: Event,
}

impl Entry {
    /// Of its columns: when, who, and what.
    pub(crate) fn read((micros, actor, body): (i64, String, String)) -> Result<Self, Fault> {
        Ok(Self { at: at(micros), actor, event: serde_json::from_str(&body)? })
    }
}

#[derive(sqlx::FromRow)]
struct DetailsRow {
    #[sqlx(flatten)]
    partner: Row,
    note: Option<String>,
    asked_words: Option<String>,
    link_opened_at: Option<i64>,
    inviter: Option<String>,
    #[sqlx(flatten)]
    link: LinkRow,
    entry_at: Option<i64>,
    actor: Option<String>,
    body: Option<String>,
}

impl Admin {
    /// One partner with what the log tells of them, in one statement.
    ///
    /// # Errors
    /// Not found for a partner of others.
    pub async fn partner(&self, id: PartnerId) -> Result<PartnerDetails, Failure> {
        details_of(self.member(), id).await
    }
}

/// Of any partner: whoever shows it must be an Admin, or shows somebody what is theirs to know.
pub(crate) async fn details_of(reader: &Member, id: PartnerId) -> Result<PartnerDetails, Failure> {
    let (keyholder, center) = (reader.keyholder(), reader.center().id);
    let now = keyholder.clock().now();
    let rows = read!(keyholder.db(), |c| {
        sqlx::query_as::<_, DetailsRow>(concat!(
            "SELECT ",
            row_columns!(),
            ", p.note, p.asked_words, p.link_opened_at, coalesce(i.name, i.contact) AS inviter, a.at AS entry_at, a.actor, a.body, ",
            link_columns!(),
            ", ",
            also_linked!(),
            ", ",
            registered_as!(),
            " FROM partners p
               LEFT JOIN organisations o ON o.id = p.organisation_id
               LEFT JOIN outbox m ON m.id = p.mail_id
               LEFT JOIN partners i ON i.id = p.invited_by
               LEFT JOIN partners l ON l.id = p.link_state_by
               LEFT JOIN audit_about t ON t.center_id = p.center_id AND t.partner_id = p.id
               LEFT JOIN audit a ON a.center_id = t.center_id AND a.number = t.number
              WHERE p.id = $1 AND p.center_id = $2
              ORDER BY a.number DESC
              LIMIT $3",
        ))
        .bind(id.uuid())
        .bind(center.uuid())
        .bind(ENTRIES)
        .fetch_all(c)
        .await
    })?;
    let own = reader.partner() == id;
    let mut partner = details(rows, own, now)?.ok_or(Failure::NotFound)?;
    let all = i64::try_from(partner.history.len()).is_ok_and(|entries| entries < ENTRIES);
    partner.edits = if all { edits(&partner.history, id) } else { edits_of(reader, id).await? };
    Ok(partner)
}

/// Where the history on the page does not go back to the invitation.
async fn edits_of(reader: &Member, id: PartnerId) -> Result<Vec<PastEdit>, Failure> {
    let rows = read!(reader.keyholder().db(), |c| sqlx::query_as::<_, (i64, String, String)>(EDITS)
        .bind(reader.center().id.uuid())
        .bind(id.uuid())
        .fetch_all(c)
        .await)?;
    Ok(edits(&rows.into_iter().map(Entry::read).collect::<Result<Vec<_>, _>>()?, id))
}

const EDITS: &str = r#"
    SELECT a.at, a.actor, a.body
      FROM audit_about t
      JOIN audit a ON a.center_id = t.center_id AND a.number = t.number
     WHERE t.center_id = $1 AND t.partner_id = $2
       AND (a.body LIKE '{"event":"AccessEdited"%' OR a.body LIKE '{"event":"InvitationEdited"%'
            OR a.body LIKE '{"event":"PartnerInvited"%')
     ORDER BY t.number DESC"#;

/// From entries that go back to the invitation at least, newest first.
fn edits(entries: &[Entry], of: PartnerId) -> Vec<PastEdit> {
    let since = entries.iter().take_while(|entry| !matches!(entry.event, Event::PartnerInvited { .. }));
    let edit = |entry: &Entry| match &entry.event {
        Event::AccessEdited { partner, before, after, .. }
        | Event::InvitationEdited { partner, before, after, .. }
            if *partner == of.uuid() =>
        {
            let (before, after) = (before.parse()?, after.parse()?);
            Some(PastEdit { at: entry.at, by: entry.actor.clone(), before, after })
        }
        _ => None,
    };
    since.filter_map(edit).collect()
}

fn details(rows: Vec<DetailsRow>, own: bool, now: DateTime<Utc>) -> Result<Option<PartnerDetails>, Fault> {
    let mut partner = None;
    let mut history = Vec::with_capacity(rows.len());
    for row in rows {
        if let (Some(entry_at), Some(actor), Some(body)) = (row.entry_at, row.actor, row.body) {
            history.push(Entry::read((entry_at, actor, body))?);
        }
        if partner.is_none() {
            let since = row.partner.since();
            let partner_row = row.partner.partner(now)?;
            let invited = row.inviter.zip(partner_row.invited_at);
            // Whoever declined, or whose invitation was cancelled, has none, whatever they linked when they were in before.
            let stands = !matches!(partner_row.state, PartnerState::Declined | PartnerState::Cancelled);
            partner = Some(PartnerDetails {
                linked: row.link.link(partner_row.id)?.filter(|_| stands),
                row: partner_row,
                note: row.note,
                asked_words: row.asked_words,
                invited: invited.map(|(by, at)| Invited { by, at }),
                link_opened_at: row.link_opened_at.map(at),
                since,
                own,
                history: Vec::new(),
                edits: Vec::new(),
            });
        }
    }
    Ok(partner.map(|partner| PartnerDetails { history, ..partner }))
}

/// A Member as every other Member may know them (DOMAIN 5).
#[derive(Clone, Debug)]
pub struct Colleague {
    pub member: MemberRow,
    /// The Modules that the reader has as well.
    pub in_common: Modules,
    /// Names of the Assets that both reach.
    pub assets_in_common: Vec<String>,
}

#[derive(sqlx::FromRow)]
struct ColleagueRow {
    id: Uuid,
    name: Option<String>,
    organisation: Option<String>,
    kind: Option<String>,
    level: String,
    modules: i64,
}

impl Member {
    /// What every Member may know of another who is in (DOMAIN 5).
    ///
    /// # Errors
    /// Not found for whoever is not in, like for a partner of others.
    pub async fn colleague(&self, id: PartnerId) -> Result<Colleague, Failure> {
        let now = self.keyholder().clock().now();
        let row = read!(self.keyholder().db(), |c| sqlx::query_as::<_, ColleagueRow>(
            "SELECT p.id, p.name, o.name AS organisation, p.kind, p.level, p.modules
               FROM partners p
               LEFT JOIN organisations o ON o.id = p.organisation_id
              WHERE p.id = $1 AND p.center_id = $2
                AND p.state = 'active' AND (p.ends_at IS NULL OR p.ends_at > $3)",
        )
        .bind(id.uuid())
        .bind(self.center().id.uuid())
        .bind(micros(now))
        .fetch_optional(c)
        .await)?;
        let row = row.ok_or(Failure::NotFound)?;
        let theirs = column::grant(Some(&row.level), Some(row.modules)).ok_or(Failure::NotFound)?;
        let own = self.grant().modules();
        let in_common = own.iter().filter(|module| theirs.modules().contains(*module)).collect();
        let assets_in_common = self.assets_in_common(id, theirs).await?;
        let member = MemberRow::of((row.id, row.name, row.organisation, row.kind, row.level));
        Ok(Colleague { member: member.ok_or(Failure::NotFound)?, in_common, assets_in_common })
    }

    async fn assets_in_common(&self, with: PartnerId, theirs: Grant) -> Result<Vec<String>, Failure> {
        let own = self.own_assets().await?.reached;
        let named = |of: &Reached<AssetWay>| of.counts.name.as_str().to_owned();
        if theirs == Grant::Admin || own.is_empty() {
            return Ok(own.iter().map(named).collect());
        }
        let theirs = asset_reach(self.keyholder(), with, self.center().zone).await?.reached;
        let theirs: HashSet<_> = theirs.iter().map(|of| of.counts.way.asset).collect();
        Ok(own.iter().filter(|of| theirs.contains(&of.counts.way.asset)).map(named).collect())
    }
}
