//! A partner as the statements of the list and of their page read them.

use chrono::{DateTime, Utc};
use domain::access::AccessLevel;
use domain::contact::Email;
use domain::grant::Grant;
use domain::id::PartnerId;
use domain::invitation::{Recorded, partner_state};
use domain::partner::{Cursor, PartnerKind, PartnerState};
use serde::Deserialize;
use uuid::Uuid;

use crate::clock::at;
use crate::column;
use crate::failure::Fault;
use crate::outbox::MailState;

/// A row of the list.
#[derive(Clone, Debug)]
pub struct ListedPartner {
    pub partner: PartnerRow,
    /// How many Assets they reach, by themselves and through groups, as of now.
    pub assets: u32,
    /// In the column that the list is sorted by.
    pub(super) place: i64,
}

/// A partner as they are shown in one line.
#[derive(Clone, Debug)]
pub struct PartnerRow {
    pub id: PartnerId,
    pub name: Option<String>,
    pub contact: String,
    pub organisation: Option<String>,
    pub kind: Option<PartnerKind>,
    pub grant: Grant,
    pub state: PartnerState,
    /// When the access ends by the clock: of whoever is in, or would be.
    pub ends_at: Option<DateTime<Utc>>,
    /// Since when it is so, or when the Invitation ends or ended.
    pub state_at: DateTime<Utc>,
    pub mail: Option<MailRow>,
    /// The holder of the expired link asked for a new one.
    pub asked_at: Option<DateTime<Utc>>,
    /// Whoever got the Invitation said that it should not have been sent.
    pub reported_at: Option<DateTime<Utc>>,
    pub seen_at: Option<DateTime<Utc>>,
    /// The address of their Invitation is a slip of a well-known one, which nobody said is right, or nearly what was typed at
    /// log-in.
    pub perhaps_mistyped: bool,
    /// When an Admin said that it is right.
    pub address_kept_at: Option<DateTime<Utc>>,
    /// An Access request of theirs waits.
    pub asks: bool,
    /// When they were invited last; whoever founded the Business Center never was.
    pub invited_at: Option<DateTime<Utc>>,
}

/// What became of the mail of an Invitation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailRow {
    pub state: MailState,
    /// When it was sent, or kept.
    pub sent_at: Option<DateTime<Utc>>,
    pub next_try_at: DateTime<Utc>,
    pub tries: i64,
    pub said: Option<String>,
}

/// What [`Row`] reads of a partner, their organisation and their newest mail.
macro_rules! row_columns {
    () => {
        "p.id, p.name, p.contact, o.name AS organisation, p.kind, p.level, p.modules, p.state, p.state_at,
         p.invitation_expires_at, p.ends_at, p.asked_at, p.reported_at, p.seen_at, p.invited_at,
         p.address_kept_at,
         m.state AS mail_state, m.sent_at, m.next_try_at, m.tries, m.said,
         CASE WHEN EXISTS (SELECT 1 FROM near_misses n WHERE n.partner_id = p.id) THEN 1 ELSE 0 END AS nearly,
         CASE WHEN EXISTS (SELECT 1 FROM access_requests r
                            WHERE r.partner_id = p.id AND r.state = 'waiting' AND r.asked_at >= p.state_at)
              THEN 1 ELSE 0 END AS asks"
    };
}
pub(in crate::partner) use row_columns;

#[derive(sqlx::FromRow, Deserialize)]
pub(in crate::partner) struct Row {
    id: Uuid,
    name: Option<String>,
    contact: String,
    organisation: Option<String>,
    kind: Option<String>,
    level: String,
    modules: i64,
    state: String,
    state_at: i64,
    invitation_expires_at: Option<i64>,
    ends_at: Option<i64>,
    asked_at: Option<i64>,
    reported_at: Option<i64>,
    seen_at: Option<i64>,
    invited_at: Option<i64>,
    address_kept_at: Option<i64>,
    mail_state: Option<String>,
    sent_at: Option<i64>,
    next_try_at: Option<i64>,
    tries: Option<i64>,
    said: Option<String>,
    nearly: i32,
    asks: i32,
}

impl Row {
    /// When what the row records came to be.
    pub(in crate::partner) fn since(&self) -> DateTime<Utc> {
        at(self.state_at)
    }

    pub(in crate::partner) fn partner(self, now: DateTime<Utc>) -> Result<PartnerRow, Fault> {
        let wrong = |column, holds: &str| Fault::Row {
            table: "partners",
            column,
            row: self.id.to_string(),
            holds: holds.to_owned(),
        };
        let since = at(self.state_at);
        let recorded = Recorded::from_row(&self.state, since).ok_or_else(|| wrong("state", &self.state))?;
        let grant = column::grant(Some(&self.level), Some(self.modules))
            .ok_or_else(|| wrong("level", &format!("{} {}", self.level, self.modules)))?;
        let (expires_at, ends_at) = (self.invitation_expires_at.map(at), self.ends_at.map(at));
        // Whoever was never invited has no Invitation that could expire.
        let state = partner_state(recorded, expires_at.unwrap_or(since), ends_at, now);
        let state_at = match state {
            PartnerState::Invited | PartnerState::Expired => expires_at,
            PartnerState::Ended => ends_at,
            _ => None,
        };
        let mail = self.mail_state.as_deref().and_then(MailState::parse).map(|state| MailRow {
            state,
            sent_at: self.sent_at.map(at),
            next_try_at: at(self.next_try_at.unwrap_or_default()),
            tries: self.tries.unwrap_or_default(),
            said: self.said.clone(),
        });
        Ok(PartnerRow {
            id: PartnerId::from_uuid(self.id),
            kind: self.kind.as_deref().and_then(PartnerKind::parse),
            ends_at,
            state_at: state_at.unwrap_or(since),
            asked_at: self.asked_at.map(at),
            reported_at: self.reported_at.map(at),
            seen_at: self.seen_at.map(at),
            perhaps_mistyped: state == PartnerState::Invited
                && (self.nearly == 1
                    || self.address_kept_at.is_none()
                        && Email::parse(&self.contact).is_ok_and(|email| email.meant().is_some())),
            address_kept_at: self.address_kept_at.map(at),
            asks: self.asks == 1,
            invited_at: self.invited_at.map(at),
            name: self.name,
            contact: self.contact,
            organisation: self.organisation,
            grant,
            state,
            mail,
        })
    }
}

impl ListedPartner {
    pub(super) fn cursor(&self) -> Cursor {
        Cursor { place: self.place, partner: self.partner.id }
    }
}

impl PartnerRow {
    pub fn level(&self) -> AccessLevel {
        self.grant.level()
    }
}
