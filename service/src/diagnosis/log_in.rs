//! **Can’t log in**.

use chrono::{DateTime, Utc};
use domain::contact::ContactKind;
use domain::diagnosis::log_in::{Facts, Letter, Standing};
use domain::id::PartnerId;
use domain::partner::PartnerState;

use crate::audit::Event;
use crate::capability::Admin;
use crate::failure::Failure;
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
        let way = ContactKind::of_normal(&partner.row.contact);
        // What was sent by SMS went through a gateway, whether there still is one or not.
        let kept = way == ContactKind::Email && !self.keyholder().reaches(way);
        let facts = Facts { standing: standing(&partner, kept), way };
        Ok(LogIn { partner, facts })
    }
}

fn standing(partner: &PartnerDetails, kept: bool) -> Standing {
    let (row, at) = (&partner.row, partner.row.state_at);
    let by = |is: fn(&Event) -> bool| who(&partner.history, at, is);
    match row.state {
        PartnerState::Invited => Standing::Invited {
            until: at,
            letter: letter(row.mail.as_ref(), kept),
            reported: row.reported_at,
        },
        PartnerState::Expired => Standing::Expired { since: at, asked: row.asked_at },
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

/// Who did it, by the entry of just then; none where the log of them does not go back so far, or something else ended it.
fn who(history: &[Entry], then: DateTime<Utc>, is: fn(&Event) -> bool) -> Option<String> {
    let entry = history.iter().find(|entry| entry.at == then && is(&entry.event))?;
    Some(entry.actor.clone())
}

fn letter(mail: Option<&MailRow>, kept: bool) -> Letter {
    let Some(mail) = mail else { return Letter::Nothing };
    match (mail.state, &mail.said) {
        (MailState::Queued, None) => Letter::Queued,
        (MailState::Queued, Some(said)) => Letter::TriedAgain { next: mail.next_try_at, said: said.clone() },
        (MailState::Sent, _) => match mail.sent_at {
            Some(at) if kept => Letter::Kept { at },
            Some(at) => Letter::Taken { at },
            None => Letter::Nothing,
        },
        (MailState::Failed, said) => Letter::Failed { said: said.clone().unwrap_or_default() },
        (MailState::Dropped, _) => Letter::Nothing,
    }
}
