//! What the log tells of changes of an access: who made the newest, and the mail about one.

use domain::id::PartnerId;

use crate::audit::Event;
use crate::failure::Failure;
use crate::keyholder::Keyholder;
use crate::mail::Letter;
use crate::mail::edit::{AccessChangedMail, ChangedBy};

/// Who changed what a partner has, or is offered, and when.
pub(super) type Newest = (String, i64);

/// Entries that change anything which **Edit** does.
pub(super) const NEWEST_CHANGE: &str = r#"
    SELECT a.actor, a.at
      FROM audit_about t
      JOIN audit a ON a.center_id = t.center_id AND a.number = t.number
     WHERE t.center_id = $1 AND t.partner_id = $2
       AND (a.body LIKE '{"event":"AccessEdited"%' OR a.body LIKE '{"event":"InvitationEdited"%'
            OR a.body LIKE '{"event":"PartnerInvited"%' OR a.body LIKE '{"event":"AssetRemoved"%'
            OR a.body LIKE '{"event":"AssetGroupRemoved"%')
     ORDER BY t.number DESC
     LIMIT 1"#;

/// None when they are not in any more.
pub(crate) async fn changed_letter(
    keyholder: &Keyholder,
    partner: PartnerId,
    number: i64,
) -> Result<Option<Letter>, Failure> {
    let row = read!(keyholder.db(), |c| sqlx::query_as::<_, (String, String, String, bool, String)>(
        "SELECT c.name, c.slug, p.contact, a.account_id IS NULL, a.body
           FROM partners p
           JOIN business_centers c ON c.id = p.center_id
           JOIN audit a ON a.center_id = p.center_id AND a.number = $2
          WHERE p.id = $1 AND p.state = 'active'",
    )
    .bind(partner.uuid())
    .bind(number)
    .fetch_optional(c)
    .await)?;
    let Some((center, slug, contact, by_house, body)) = row else { return Ok(None) };
    let Event::AccessEdited { before, after, .. } = serde_json::from_str(&body)? else { return Ok(None) };
    let (Some(before), Some(after)) = (before.parse(), after.parse()) else { return Ok(None) };
    let difference = before.difference(&after);
    let mail = AccessChangedMail {
        center,
        contact,
        by: if by_house { ChangedBy::Operator } else { ChangedBy::Admin },
        level_label: after.grant.level().label().to_owned(),
        gains: difference.gains,
        loses: difference.loses,
        also: difference.also,
        url: format!("{}/b/{slug}", keyholder.settings().url),
    };
    Ok(Some(mail.letter()))
}
