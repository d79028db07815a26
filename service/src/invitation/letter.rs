//! The mail of an Invitation, written when it leaves: one that was cancelled, resent or accepted meanwhile is not.

use domain::access::AccessLevel;
use domain::id::PartnerId;
use domain::partner::PartnerKind;

use crate::clock::{at, micros};
use crate::column;
use crate::failure::Failure;
use crate::keyholder::Keyholder;
use crate::mail::Letter;
use crate::mail::invitation::InvitationMail;
use crate::secret::LinkPurpose;

#[derive(sqlx::FromRow)]
struct Row {
    center: String,
    zone: String,
    inviter: String,
    inviter_contact: String,
    contact: String,
    kind: Option<String>,
    level: String,
    modules: i64,
    note: Option<String>,
    expires_at: i64,
}

/// None when the Invitation is not open any more, or was sent again since.
pub(crate) async fn letter(
    keyholder: &Keyholder,
    partner: PartnerId,
    version: i64,
) -> Result<Option<Letter>, Failure> {
    let now = keyholder.clock().now();
    let row = read!(keyholder.db(), |c| sqlx::query_as::<_, Row>(
        "SELECT c.name AS center, c.time_zone AS zone, coalesce(i.name, i.contact) AS inviter,
                i.contact AS inviter_contact, p.contact, p.kind, p.level, p.modules, p.note,
                p.invitation_expires_at AS expires_at
           FROM partners p
           JOIN business_centers c ON c.id = p.center_id
           JOIN partners i ON i.id = p.invited_by
          WHERE p.id = $1 AND p.invitation_version = $2 AND p.state = 'invited' AND p.invitation_expires_at > $3
            AND i.state = 'active' AND i.level = 'admin'",
    )
    .bind(partner.uuid())
    .bind(version)
    .bind(micros(now))
    .fetch_optional(c)
    .await)?;
    let token = keyholder.secret().token(LinkPurpose::Invitation, partner.uuid(), version);
    let link = format!("{}/invite/{}", keyholder.settings().url, token.reveal());
    Ok(row.and_then(|row| row.mail(link)).map(|mail| mail.letter()))
}

impl Row {
    fn mail(self, link: String) -> Option<InvitationMail> {
        let grant = column::grant(Some(&self.level), Some(self.modules))?;
        let summary = grant.summary();
        let lines = |lines: &[domain::summary::Line]| {
            lines.iter().map(|line| line.text.to_owned()).collect::<Vec<_>>()
        };
        let kind = self.kind.as_deref().and_then(PartnerKind::parse)?;
        let zone = column::zone(&self.zone).unwrap_or_default();
        Some(InvitationMail {
            center: self.center,
            inviter: self.inviter,
            inviter_contact: self.inviter_contact,
            contact: self.contact,
            kind_label: kind.label().to_owned(),
            level_label: AccessLevel::parse(&self.level)?.label().to_owned(),
            can: lines(&summary.can),
            cannot: lines(&summary.cannot),
            accept_until: zone.moment(at(self.expires_at)).to_string(),
            note: self.note,
            link,
        })
    }
}
