//! The mails about ends, written when they leave: what was extended, taken away or is over by then is not in them.

use domain::id::PartnerId;

use super::standing::Ends;
use crate::audit::{self, Event};
use crate::clock::at;
use crate::failure::Failure;
use crate::keyholder::Keyholder;
use crate::mail::Letter;
use crate::mail::end::{EndKeptMail, EndsSoonMail, ExtensionAskedMail, PartnerEndsSoonMail};

/// To whoever has it.
pub(crate) async fn ends_soon_letter(
    keyholder: &Keyholder,
    partner: PartnerId,
    caused_at: i64,
) -> Result<Option<Letter>, Failure> {
    let Some((ends, all, first)) = soon(keyholder, partner, caused_at).await? else { return Ok(None) };
    let mail = EndsSoonMail {
        url: format!("{}/b/{}/extend", keyholder.settings().url, ends.slug),
        asked: ends.asked_at.is_some(),
        lines: ends.ending.lines(ends.zone),
        center: ends.center,
        contact: ends.contact,
        all,
        first,
    };
    Ok(Some(mail.letter()))
}

/// To who answers for them.
pub(crate) async fn partner_ends_soon_letter(
    keyholder: &Keyholder,
    partner: PartnerId,
    caused_at: i64,
) -> Result<Option<Letter>, Failure> {
    let Some((ends, all, first)) = soon(keyholder, partner, caused_at).await? else { return Ok(None) };
    let mail = PartnerEndsSoonMail {
        url: page(keyholder, &ends, partner),
        lines: ends.ending.lines(ends.zone),
        center: ends.center,
        partner: ends.name,
        contact: ends.contact,
        all,
        first,
    };
    Ok(Some(mail.letter()))
}

/// What ends soon, whether that is all they have, and its first day. None once nothing does.
async fn soon(
    keyholder: &Keyholder,
    partner: PartnerId,
    caused_at: i64,
) -> Result<Option<(Ends, bool, String)>, Failure> {
    let now = keyholder.clock().now();
    let Some(mut ends) = Ends::read(keyholder, partner).await? else { return Ok(None) };
    if ends.ending.whole.is_some_and(|end| end.is_over(now)) {
        return Ok(None);
    }
    ends.ending = ends.ending.soon(at(caused_at), now, ends.zone);
    let all = ends.ending.whole.is_some() && ends.ending.parts.is_empty();
    Ok(ends.ending.first().map(|first| (ends, all, first.to_string())))
}

/// To who answers for them: they ask for more time. None once that was answered, or asked anew.
pub(crate) async fn asked_letter(
    keyholder: &Keyholder,
    partner: PartnerId,
    asked_at: i64,
) -> Result<Option<Letter>, Failure> {
    let ends = Ends::read(keyholder, partner).await?;
    Ok(ends.filter(|ends| ends.asked_at == Some(at(asked_at))).map(|ends| {
        let mail = ExtensionAskedMail {
            url: page(keyholder, &ends, partner),
            lines: ends.ending.lines(ends.zone),
            center: ends.center,
            partner: ends.name,
            contact: ends.contact,
            words: ends.asked_words,
        };
        mail.letter()
    }))
}

/// To whoever asked: the end stays, as the entry of that number tells. None when none of it ends any more.
pub(crate) async fn kept_letter(
    keyholder: &Keyholder,
    partner: PartnerId,
    number: i64,
) -> Result<Option<Letter>, Failure> {
    let ends = Ends::read(keyholder, partner).await?;
    let Some(ends) = ends.filter(|ends| !ends.ending.is_nothing()) else { return Ok(None) };
    let Some((by, Event::EndKept { words, .. })) = audit::entry_about(keyholder, partner, number).await?
    else {
        return Ok(None);
    };
    let mail = EndKeptMail {
        lines: ends.ending.lines(ends.zone),
        center: ends.center,
        contact: ends.contact,
        by,
        words,
    };
    Ok(Some(mail.letter()))
}

fn page(keyholder: &Keyholder, ends: &Ends, partner: PartnerId) -> String {
    format!("{}/b/{}/partners/{partner}", keyholder.settings().url, ends.slug)
}
