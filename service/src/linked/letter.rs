//! The mails about linked ad accounts, written when they leave: what was replaced or set anew by then is not in them.

use domain::id::PartnerId;
use domain::linked::LinkState;

use super::row::{LinkRow, StandingLink, also_linked, link_columns, registered_as};
use crate::audit::{self, Event, LinkedState};
use crate::clock::at;
use crate::failure::Failure;
use crate::keyholder::Keyholder;
use crate::mail::Letter;
use crate::mail::linked::{AdAccountLinkedMail, LinkStateSetMail};

#[derive(sqlx::FromRow)]
struct Row {
    center: String,
    slug: String,
    name: String,
    contact: String,
    #[sqlx(flatten)]
    link: LinkRow,
}

/// Whoever is in, with what they have linked.
struct Linked {
    center: String,
    slug: String,
    name: String,
    contact: String,
    standing: StandingLink,
}

/// To who answers for them: they linked one then. None once it was replaced, taken away or looked at.
pub(crate) async fn linked_letter(
    keyholder: &Keyholder,
    partner: PartnerId,
    linked_at: i64,
) -> Result<Option<Letter>, Failure> {
    let linked = linked(keyholder, partner).await?;
    let waits = |linked: &Linked| {
        linked.standing.linked_at == at(linked_at) && linked.standing.link.state == LinkState::InReview
    };
    Ok(linked.filter(waits).map(|linked| {
        let mail = AdAccountLinkedMail {
            url: format!("{}/b/{}/partners/{partner}", keyholder.settings().url, linked.slug),
            center: linked.center,
            partner: linked.name,
            contact: linked.contact,
            advertiser: linked.standing.link.advertiser.spelt(),
            also: linked.standing.also,
            registered_as: linked.standing.registered_as,
        };
        mail.letter()
    }))
}

/// To whoever linked it: an Admin set its state, as the entry of that number tells. None once it stands otherwise.
pub(crate) async fn state_set_letter(
    keyholder: &Keyholder,
    partner: PartnerId,
    number: i64,
) -> Result<Option<Letter>, Failure> {
    let Some(linked) = linked(keyholder, partner).await? else { return Ok(None) };
    let Some((by, Event::LinkStateSet { after, .. })) =
        audit::entry_about(keyholder, partner, number).await?
    else {
        return Ok(None);
    };
    let link = linked.standing.link;
    if after != LinkedState::of(&link) {
        return Ok(None);
    }
    let mail = LinkStateSetMail {
        url: format!("{}/b/{}/ad-account", keyholder.settings().url, linked.slug),
        center: linked.center,
        contact: linked.contact,
        advertiser: link.advertiser.spelt(),
        state: link.state,
        by,
    };
    Ok(Some(mail.letter()))
}

async fn linked(keyholder: &Keyholder, partner: PartnerId) -> Result<Option<Linked>, Failure> {
    let row = read!(keyholder.db(), |c| {
        sqlx::query_as::<_, Row>(concat!(
            "SELECT c.name AS center, c.slug, coalesce(p.name, p.contact) AS name, p.contact, ",
            link_columns!(),
            ", ",
            also_linked!(),
            ", ",
            registered_as!(),
            " FROM partners p
              JOIN business_centers c ON c.id = p.center_id
              LEFT JOIN partners l ON l.id = p.link_state_by
             WHERE p.id = $1 AND p.state = 'active'",
        ))
        .bind(partner.uuid())
        .fetch_optional(c)
        .await
    })?;
    let Some(row) = row else { return Ok(None) };
    let Some(standing) = row.link.link(partner)? else { return Ok(None) };
    Ok(Some(Linked { center: row.center, slug: row.slug, name: row.name, contact: row.contact, standing }))
}
