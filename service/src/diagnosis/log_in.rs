//! **Can’t log in**.

use chrono::{DateTime, Utc};
use domain::contact::{Contact, ContactKind, Email};
use domain::diagnosis::log_in::{Facts, Letter, Standing, Tries};
use domain::id::PartnerId;
use domain::partner::PartnerState;

use crate::audit::Event;
use crate::capability::Admin;
use crate::clock::{at, micros};
use crate::failure::{Failure, Fault};
use crate::limit::FailedWith;
use crate::near_miss::KEPT;
use crate::outbox::MailState;
use crate::partner::{Entry, MailRow, PartnerDetails};

/// What a diagnosis of **Can’t log in** looks at.
#[derive(Clone, Debug)]
pub struct LogIn {
    pub partner: PartnerDetails,
    pub facts: Facts,
}

impl Admin {
    /// # Errors
    /// Not found for a partner of others.
    pub async fn log_in_facts(&self, partner: PartnerId) -> Result<LogIn, Failure> {
        let partner = self.partner(partner).await?;
        let (kind, contact) = (ContactKind::of_normal(&partner.row.contact), &partner.row.contact);
        let contact = Contact::from_normal(kind, contact).ok_or_else(|| Fault::Row {
            table: "partners",
            column: "contact",
            row: partner.row.id.to_string(),
            holds: contact.clone(),
        })?;
        let since = self.keyholder().clock().now() - KEPT;
        // What failed before they were let in, or before the newest link was sent, says nothing of how it stands.
        let anew = match partner.row.state {
            PartnerState::Active => partner.row.seen_at,
            PartnerState::Invited => partner.row.invited_at,
            PartnerState::Expired
            | PartnerState::Cancelled
            | PartnerState::Declined
            | PartnerState::Revoked
            | PartnerState::Ended => None,
        };
        let since = anew.map_or(since, |anew| anew.max(since));
        let failed = FailedWith::since(self.keyholder(), contact.as_str(), since).await?;
        let full = if partner.row.state.holds_seat() {
            None
        } else {
            self.seats().await?.refuse_if_full(partner.row.grant.level()).err()
        };
        let facts = Facts {
            standing: standing(&partner, self.keyholder().mailer().delivers()),
            contact,
            failed: failed.tries,
            near: self.near_misses(partner.row.id).await?,
            address_kept: partner.row.address_kept_at,
            locked_until: failed.locked_until,
            full,
        };
        Ok(LogIn { partner, facts })
    }

    /// Within thirty days, the newest first.
    async fn near_misses(&self, partner: PartnerId) -> Result<Vec<(Email, Tries)>, Failure> {
        let rows = read!(self.keyholder().db(), |c| sqlx::query_as::<_, (String, i64, i64)>(
            "SELECT n.address, n.times, n.last_at
               FROM near_misses n JOIN partners p ON p.id = n.partner_id
              WHERE n.partner_id = $1 AND p.center_id = $2 AND n.last_at > $3
                AND NOT EXISTS (SELECT 1 FROM partners o WHERE o.center_id = $2 AND o.contact = n.address)
              ORDER BY n.last_at DESC, n.address",
        )
        .bind(partner.uuid())
        .bind(self.center().id.uuid())
        .bind(micros(self.keyholder().clock().now() - KEPT))
        .fetch_all(c)
        .await)?;
        let near = |(address, times, last): (String, i64, i64)| {
            let tries = Tries { times: u32::try_from(times).unwrap_or(u32::MAX), last: at(last) };
            Some((Email::parse(&address).ok()?, tries))
        };
        Ok(rows.into_iter().filter_map(near).collect())
    }
}

fn standing(partner: &PartnerDetails, delivers: bool) -> Standing {
    let (row, at) = (&partner.row, partner.row.state_at);
    let by = |is: fn(&Event) -> bool| who(&partner.history, at, is);
    match row.state {
        PartnerState::Invited => Standing::Invited {
            until: at,
            letter: letter(row.mail.as_ref(), delivers),
            reported: row.reported_at,
            opened: partner.link_opened_at,
            other_account: since_newest_link(&partner.history, |event| {
                matches!(event, Event::WrongAccountTried { .. })
            }),
            copied: since_newest_link(&partner.history, |event| {
                matches!(event, Event::InvitationLinkCopied { .. })
            }),
        },
        PartnerState::Expired => Standing::Expired { since: at, asked: row.asked_at },
        PartnerState::Cancelled if let Some(joined) = joined(partner) => joined,
        PartnerState::Cancelled => Standing::Cancelled {
            at,
            by: by(|event| matches!(event, Event::InvitationCancelled { .. } | Event::AccessRevoked { .. })),
        },
        PartnerState::Declined => Standing::Declined { at },
        PartnerState::Active => Standing::In { since: partner.since, seen: row.seen_at },
        PartnerState::Ended => Standing::Ended { at },
        PartnerState::Revoked => Standing::Revoked {
            at,
            by: by(|event| matches!(event, Event::AccessRevoked { .. })),
            left: by(|event| matches!(event, Event::MemberLeft { .. })).is_some(),
        },
    }
}

/// When it happened last with the newest link: an earlier one opens nothing.
fn since_newest_link(history: &[Entry], is: fn(&Event) -> bool) -> Option<DateTime<Utc>> {
    let newest = history.iter().take_while(|entry| {
        !matches!(
            entry.event,
            Event::PartnerInvited { .. }
                | Event::InvitationResent { .. }
                | Event::InvitationAddressChanged { .. }
        )
    });
    newest.into_iter().find(|entry| is(&entry.event)).map(|entry| entry.at)
}

/// It was closed because whom it was for came in by another address.
fn joined(partner: &PartnerDetails) -> Option<Standing> {
    let (at, id) = (partner.row.state_at, partner.row.id.uuid());
    partner.history.iter().filter(|entry| entry.at == at).find_map(|entry| match &entry.event {
        Event::InvitationAccepted { partner, closed, .. } if closed.contains(&id) => {
            Some(Standing::InElsewhere { at, partner: Some(PartnerId::from_uuid(*partner)) })
        }
        Event::InvitationsClosed { closed, .. } if closed.contains(&id) => {
            Some(Standing::InElsewhere { at, partner: None })
        }
        _ => None,
    })
}

/// Who did it, by the entry of just then; none where the log of them does not go back so far, or something else ended it.
fn who(history: &[Entry], then: DateTime<Utc>, is: fn(&Event) -> bool) -> Option<String> {
    let entry = history.iter().find(|entry| entry.at == then && is(&entry.event))?;
    Some(entry.actor.clone())
}

fn letter(mail: Option<&MailRow>, delivers: bool) -> Letter {
    let Some(mail) = mail else { return Letter::Nothing };
    match (mail.state, &mail.said) {
        (MailState::Queued, None) => Letter::Queued,
        (MailState::Queued, Some(said)) => Letter::TriedAgain { next: mail.next_try_at, said: said.clone() },
        (MailState::Sent, _) => mail.sent_at.map_or(Letter::Nothing, |at| Letter::Taken { at }),
        (MailState::Kept, _) => match mail.sent_at {
            Some(kept) if delivers => Letter::NeverSent { kept },
            Some(at) => Letter::Kept { at },
            None => Letter::Nothing,
        },
        (MailState::Failed, said) => {
            let said = said.clone().unwrap_or_default();
            match mail.sent_at {
                Some(sent) => Letter::CameBack { sent, said },
                None => Letter::Failed { said },
            }
        }
        (MailState::Dropped, _) => Letter::Nothing,
    }
}
