//! Somebody as **Edit**, **Revoke Access** and **Leave** find them, with what a revoke would end.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use data_encoding::HEXLOWER;
use domain::asset::{AssetGrants, AssetTarget};
use domain::edit::{Access, EditRefusal};
use domain::end::EndDate;
use domain::id::PartnerId;
use domain::invitation::{Recorded, partner_state};
use domain::name::OrganisationName;
use domain::partner::{PartnerKind, PartnerState};
use domain::revoke::{LeftBehind, OpenInvitation, Rehearsal, RevokeRefusal, StandingApprovals, Successor};
use domain::zone::Zone;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::left_behind::{self, left_behind};
use crate::asset::{GrantRow, grant_columns, grants};
use crate::capability::Member;
use crate::change::{Change, InCenter};
use crate::clock::{at, micros};
use crate::column;
use crate::failure::{Failure, Fault};

/// Stands for what was shown, so that a form can bring it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rehearsed(String);

/// Whom a revoke would be about, and what it would end.
#[derive(Clone, Debug)]
pub struct ToRevoke {
    /// In, for all but **Edit**.
    pub state: PartnerState,
    /// When they were invited last.
    pub invited_at: Option<DateTime<Utc>>,
    pub name: String,
    pub contact: String,
    pub organisation: Option<String>,
    pub rehearsal: Rehearsal,
    /// The Assets and groups that were given to them and still count, which ends with it.
    pub given: Vec<AssetTarget>,
    pub rehearsed: Rehearsed,
    /// When the newest of what it would end or hand over was sent, or came to be theirs.
    pub newest: Option<DateTime<Utc>>,
    /// Who can take over what they leave; for **Revoke Access** alone.
    pub successors: Vec<Successor>,
}

/// A partner joined with each open Invitation that a revoke would end, and with each Asset that was given to them. Few have
/// both: only Admins send, and only Standard Members are given any.
const TO_REVOKE: &str = concat!(
    "SELECT p.contact, p.name, o.name AS organisation, p.kind, p.level, p.modules, p.state, p.state_at,
           p.invited_at, p.invitation_expires_at, p.ends_at,
           (SELECT string_agg(a.name, '\n' ORDER BY a.sort_key) FROM assets a WHERE a.owner_partner_id = p.id) AS owns, ",
    left_behind!(),
    " AS left_behind,
           (SELECT count(*) FROM standing_approvals s
             WHERE s.center_id = $2 AND s.operator_id = $1 AND s.ended_at IS NULL AND s.ends_at > $3) AS approvals_received,
           (SELECT count(*) FROM standing_approvals s
             WHERE s.center_id = $2 AND s.giver_id = $1 AND s.ended_at IS NULL AND s.ends_at > $3) AS approvals_given,
           i.id AS open_id, i.contact AS open_contact, i.invitation_version AS open_version, i.invited_at AS open_since,
           (SELECT k.since FROM account_contacts k
             WHERE k.account_id = p.account_id AND k.contact = i.contact AND k.state = 'verified') AS open_theirs_since, ",
    grant_columns!(),
    " FROM partners p
      LEFT JOIN organisations o ON o.id = p.organisation_id
      LEFT JOIN (SELECT s.id, s.contact, s.invitation_version, s.invited_at
                   FROM partners s
                  WHERE s.invited_by = $1 AND s.state = 'invited' AND s.invitation_expires_at > $3
                  UNION
                 SELECT s.id, s.contact, s.invitation_version, s.invited_at
                   FROM partners s
                  WHERE s.center_id = $2 AND s.state = 'invited' AND s.invitation_expires_at > $3
                    AND s.contact IN (SELECT k.contact
                                        FROM partners t
                                        JOIN account_contacts k ON k.account_id = t.account_id AND k.state = 'verified'
                                       WHERE t.id = $1)) i ON true
      LEFT JOIN asset_grants x ON x.partner_id = p.id AND p.level = 'standard'
      LEFT JOIN assets a ON a.id = x.asset_id
      LEFT JOIN asset_groups g ON g.id = x.group_id
     WHERE p.id = $1 AND p.center_id = $2
     ORDER BY i.contact, i.id"
);

#[derive(sqlx::FromRow)]
struct Row {
    contact: String,
    name: Option<String>,
    organisation: Option<String>,
    kind: Option<String>,
    level: String,
    modules: i64,
    state: String,
    state_at: i64,
    invited_at: Option<i64>,
    invitation_expires_at: Option<i64>,
    ends_at: Option<i64>,
    owns: Option<String>,
    left_behind: i64,
    approvals_received: i64,
    approvals_given: i64,
    open_id: Option<Uuid>,
    open_contact: Option<String>,
    open_version: Option<i64>,
    open_since: Option<i64>,
    /// Of one to an address of theirs: since when they own it.
    open_theirs_since: Option<i64>,
    #[sqlx(flatten)]
    grant: GrantRow,
}

/// Somebody, as a change finds them.
pub(super) struct Found {
    pub(super) to_revoke: ToRevoke,
    kind: Option<PartnerKind>,
    assets: AssetGrants,
    ends: Option<EndDate>,
    /// Of each Invitation that they sent.
    pub(super) versions: Vec<i64>,
    leaves_something: bool,
    /// Asked for only where their access would end.
    pub(super) left: left_behind::Found,
}

impl Rehearsed {
    /// As it came back with a form.
    pub fn from_form(text: String) -> Self {
        Self(text)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn of(rehearsal: &Rehearsal, given: &[AssetTarget]) -> Result<Self, Fault> {
        Ok(Self(HEXLOWER.encode(&Sha256::digest(serde_json::to_vec(&(rehearsal, given))?))))
    }
}

impl Member {
    /// Somebody who is in, with what a revoke would end.
    pub(super) async fn look_up(&self, partner: PartnerId) -> Result<Found, Failure<RevokeRefusal>> {
        let found = self.find(partner).await?.who_is_in()?;
        if !found.leaves_something {
            return Ok(found);
        }
        found.leaving(self.left_behind(partner).await?)
    }

    /// Somebody, however they stand.
    pub(super) async fn find<R>(&self, partner: PartnerId) -> Result<Found, Failure<R>> {
        let now = self.keyholder().clock().now();
        let rows = read!(self.keyholder().db(), |c| sqlx::query_as::<_, Row>(TO_REVOKE)
            .bind(partner.uuid())
            .bind(self.center().id.uuid())
            .bind(micros(now))
            .fetch_all(c)
            .await)?;
        found(rows, partner, self.center().zone, now)
    }
}

impl<Door: InCenter> Change<Door> {
    /// Somebody who is in, as they stand inside the change.
    pub(super) async fn look_up(&mut self, partner: PartnerId) -> Result<Found, Failure<RevokeRefusal>> {
        let found = self.find(partner).await?.who_is_in()?;
        if !found.leaves_something {
            return Ok(found);
        }
        found.leaving(self.left_behind(partner).await?)
    }

    pub(super) async fn find<R>(&mut self, partner: PartnerId) -> Result<Found, Failure<R>> {
        let center = self.center().id;
        let rows = on!(&mut self.tx, |c| sqlx::query_as::<_, Row>(TO_REVOKE)
            .bind(partner.uuid())
            .bind(center.uuid())
            .bind(micros(self.now))
            .fetch_all(c)
            .await)?;
        found(rows, partner, self.center().zone, self.now)
    }
}

impl Found {
    fn who_is_in(self) -> Result<Self, Failure<RevokeRefusal>> {
        match self.to_revoke.state {
            PartnerState::Active => Ok(self),
            state => Err(Failure::Refused(RevokeRefusal::NotIn(state))),
        }
    }

    /// With what they leave behind, which is shown, too.
    fn leaving<R>(mut self, left: left_behind::Found) -> Result<Self, Failure<R>> {
        let to_revoke = &mut self.to_revoke;
        to_revoke.rehearsal.left = left.left.clone();
        to_revoke.rehearsed = Rehearsed::of(&to_revoke.rehearsal, &to_revoke.given)?;
        to_revoke.newest = to_revoke.newest.max(left.newest.map(at));
        self.left = left;
        Ok(self)
    }

    /// Whoever is in, or has an Invitation that waits; an expired one can be sent again.
    pub(super) fn who_can_be_edited(self) -> Result<Self, Failure<EditRefusal>> {
        match self.to_revoke.state {
            PartnerState::Active | PartnerState::Invited | PartnerState::Expired => Ok(self),
            state => Err(Failure::Refused(EditRefusal::NotIn(state))),
        }
    }

    pub(super) fn access(&self) -> Access {
        let organisation = self.to_revoke.organisation.as_deref();
        let organisation = organisation.and_then(|name| OrganisationName::parse(name).ok());
        Access::new(self.kind, organisation, self.to_revoke.rehearsal.grant, self.assets.clone())
            .with_end(self.ends)
    }
}

fn found<R>(rows: Vec<Row>, partner: PartnerId, zone: Zone, now: DateTime<Utc>) -> Result<Found, Failure<R>> {
    let (mut sent, mut to_them, mut versions) = (Vec::new(), Vec::new(), Vec::new());
    let (mut first, mut given): (Option<Row>, Vec<GrantRow>) = (None, Vec::new());
    let (mut opens, mut newest) = (HashSet::new(), None);
    for mut row in rows {
        if row.grant.is_one() && !given.iter().any(|other| other.is_again(&row.grant)) {
            given.push(row.grant.clone());
        }
        if !row.open_id.is_none_or(|id| opens.insert(id)) {
            continue;
        }
        if let (Some(id), Some(contact)) = (row.open_id, row.open_contact.take()) {
            let open = OpenInvitation { partner: PartnerId::from_uuid(id), contact };
            newest = newest.max(row.open_since).max(row.open_theirs_since);
            if row.open_theirs_since.is_some() {
                to_them.push(open);
            } else {
                sent.push(open);
                versions.push(row.open_version.unwrap_or_default());
            }
        }
        first.get_or_insert(row);
    }
    let row = first.ok_or(Failure::NotFound)?;
    let recorded = Recorded::from_row(&row.state, at(row.state_at)).ok_or(Failure::NotFound)?;
    let expires_at = row.invitation_expires_at.map_or(now, at);
    let state = partner_state(recorded, expires_at, row.ends_at.map(at), now);
    let grant = column::grant(Some(&row.level), Some(row.modules)).ok_or(Failure::NotFound)?;
    let owns = row.owns.as_deref().unwrap_or_default().lines().map(str::to_owned).collect();
    let number = |count| u32::try_from(count).unwrap_or(u32::MAX);
    let approvals =
        StandingApprovals { received: number(row.approvals_received), given: number(row.approvals_given) };
    let rehearsal = Rehearsal { grant, owns, sent, to_them, left: LeftBehind::default(), approvals };
    let assets = grants(&given, partner, zone)?;
    let given: Vec<_> = assets.iter().filter(|of| of.stands(now)).map(|of| of.target.clone()).collect();
    Ok(Found {
        kind: row.kind.as_deref().and_then(PartnerKind::parse),
        assets,
        ends: row.ends_at.map(|ends| EndDate::at(at(ends), zone)),
        versions,
        leaves_something: row.left_behind > 0,
        left: left_behind::Found::default(),
        to_revoke: ToRevoke {
            state,
            invited_at: row.invited_at.map(at),
            name: row.name.unwrap_or_else(|| row.contact.clone()),
            contact: row.contact,
            organisation: row.organisation,
            rehearsed: Rehearsed::of(&rehearsal, &given)?,
            rehearsal,
            given,
            newest: newest.map(at),
            successors: Vec::new(),
        },
    })
}
