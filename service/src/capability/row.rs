//! What the two statements of a capability find, made into one.

use chrono::{DateTime, Utc};
use domain::id::{AccountId, BusinessCenterId, PartnerId};
use uuid::Uuid;

use super::{Center, Entry, Former, Member, SignedIn, Standing, Visitor};
use crate::clock::at;
use crate::column;
use crate::seen::Used;
use crate::session::SessionHash;

#[derive(sqlx::FromRow)]
pub(super) struct SessionRow {
    account_id: Uuid,
    account_name: String,
    account_zone: Option<String>,
    seen_at: i64,
    standing: Option<String>,
}

#[derive(sqlx::FromRow)]
pub(super) struct EntryRow {
    #[sqlx(flatten)]
    session: SessionRow,
    center_id: Option<Uuid>,
    slug: Option<String>,
    center_name: Option<String>,
    center_zone: Option<String>,
    change: Option<i64>,
    copy_link: Option<bool>,
    admins: Option<i64>,
    standards: Option<i64>,
    counted_at: Option<i64>,
    partner_id: Option<Uuid>,
    state: Option<String>,
    level: Option<String>,
    modules: Option<i64>,
    ends_at: Option<i64>,
    asked_at: Option<i64>,
    invited: bool,
    here_at: Option<i64>,
    session_ended_at: Option<i64>,
    to_decide: i64,
}

impl SessionRow {
    pub(super) fn on_an_account_page(
        self,
        visitor: &Visitor,
        session: SessionHash,
        now: DateTime<Utc>,
    ) -> SignedIn {
        visitor.keyholder.note_seen(&session, Used::Account { last: at(self.seen_at) }, now);
        self.signed_in(visitor, session)
    }

    fn signed_in(self, visitor: &Visitor, session: SessionHash) -> SignedIn {
        SignedIn {
            visitor: visitor.clone(),
            session,
            account: AccountId::from_uuid(self.account_id),
            name: self.account_name,
            zone: self.account_zone.as_deref().and_then(column::zone),
            standing: match self.standing.as_deref() {
                Some("verified") => Standing::Verified,
                Some("proved") => Standing::Proved,
                _ => Standing::Claimed,
            },
        }
    }
}

impl EntryRow {
    pub(super) fn entry(self, visitor: &Visitor, session: SessionHash, now: DateTime<Utc>) -> Entry {
        let active = self.state.as_deref() == Some("active");
        let stands = active && self.ends_at.is_none_or(|end| at(end) > now);
        let grant = column::grant(self.level.as_deref(), self.modules);
        let signed_in = self.session.signed_in(visitor, session);
        if let (true, Some(partner)) = (stands, self.partner_id) {
            if self.session_ended_at.is_some() {
                return Entry::LogInAgain;
            }
            let used = Used::In { partner: PartnerId::from_uuid(partner), last: self.here_at.map(at) };
            visitor.keyholder.note_seen(&signed_in.session, used, now);
        }
        match (self.center_id, self.slug, self.center_name, self.partner_id, grant) {
            (Some(id), Some(slug), Some(name), Some(partner), Some(grant)) if stands => Entry::In(Member {
                signed_in,
                center: Center {
                    id: BusinessCenterId::from_uuid(id),
                    slug,
                    name,
                    zone: self.center_zone.as_deref().and_then(column::zone).unwrap_or_default(),
                    change: self.change.unwrap_or_default(),
                    copy_link: self.copy_link.unwrap_or_default(),
                    admins: self.admins.unwrap_or_default(),
                    standards: self.standards.unwrap_or_default(),
                    counted_at: at(self.counted_at.unwrap_or_default()),
                },
                partner: PartnerId::from_uuid(partner),
                grant,
                invited: self.invited,
                to_decide: self.to_decide,
            }),
            (Some(id), Some(slug), Some(center), Some(partner), _) => {
                let former = Former {
                    signed_in: signed_in.clone(),
                    center: BusinessCenterId::from_uuid(id),
                    slug,
                    partner: PartnerId::from_uuid(partner),
                    asked: self.asked_at.is_some(),
                };
                Entry::Ended { signed_in, center, former: active.then_some(former) }
            }
            _ => Entry::NotFound,
        }
    }
}
