//! **See the mail**, or the SMS, before it is sent.

use domain::contact::ContactKind;
use domain::end::EndDate;
use domain::invitation::{AcceptUntil, expires_at};
use domain::note::Note;

use super::NewInvitation;
use super::letter::{Inviter, Offer};
use crate::capability::Admin;
use crate::failure::Failure;
use crate::mail::Letter;
use crate::sms::Sms;

/// What would leave now.
#[derive(Clone, Debug)]
pub enum Preview {
    Mail { from: String, to: String, letter: Box<Letter> },
    Sms { to: String, text: String },
}

impl Admin {
    /// The mail or SMS of an Invitation that is not sent yet. Its link leads nowhere: there is no Invitation.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn see_the_mail(&self, new: &NewInvitation) -> Result<Preview, Failure> {
        let keyholder = self.keyholder();
        let (zone, access_ends) = (self.center().zone, new.access().ends());
        let expires_at = expires_at(keyholder.clock().now(), access_ends.map(EndDate::moment));
        let accept_until = AcceptUntil::of(expires_at, access_ends);
        let to = new.contact.as_str().to_owned();
        if new.contact.kind() == ContactKind::Phone {
            let (center, day) = (&self.center().name, accept_until.day(zone));
            let sms = Sms::invitation_preview(center, &day, &keyholder.settings().url);
            return Ok(Preview::Sms { to, text: sms.text().to_owned() });
        }
        let contact = read!(keyholder.db(), |c| sqlx::query_scalar::<_, String>(
            "SELECT contact FROM partners WHERE id = $1",
        )
        .bind(self.member().partner().uuid())
        .fetch_optional(c)
        .await)?;
        let offer = Offer {
            grant: new.grant,
            assets: new.assets.clone(),
            kind: new.kind,
            zone,
            accept_until,
            access_ends,
            note: new.note.as_ref().map(Note::as_str).map(str::to_owned),
        };
        let inviter = Inviter {
            center: self.center().name.clone(),
            name: self.member().signed_in().name().to_owned(),
            contact: contact.unwrap_or_default(),
        };
        let link = format!("{}/invite/made-when-it-is-sent", keyholder.settings().url);
        let letter = Box::new(offer.mail(inviter, to.clone(), link).letter());
        Ok(Preview::Mail { from: keyholder.mailer().sender(), to, letter })
    }
}
