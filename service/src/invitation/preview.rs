//! **See the mail**, before it is sent.

use domain::invitation::LIFE;
use domain::note::Note;

use super::NewInvitation;
use super::letter::{Inviter, Offer};
use crate::capability::Admin;
use crate::failure::Failure;
use crate::mail::Letter;

/// The mail as it would leave now.
#[derive(Clone, Debug)]
pub struct Preview {
    pub from: String,
    pub to: String,
    pub letter: Letter,
}

impl Admin {
    /// The mail of an Invitation that is not sent yet. Its link leads nowhere: there is no Invitation.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn see_the_mail(&self, new: &NewInvitation) -> Result<Preview, Failure> {
        let keyholder = self.keyholder();
        let contact = read!(keyholder.db(), |c| sqlx::query_scalar::<_, String>(
            "SELECT contact FROM partners WHERE id = $1",
        )
        .bind(self.member().partner().uuid())
        .fetch_optional(c)
        .await)?;
        let until = self.center().zone.moment(keyholder.clock().now() + LIFE);
        let offer = Offer {
            grant: new.grant,
            assets: new.assets.clone(),
            kind: new.kind,
            accept_until: until.to_string(),
            note: new.note.as_ref().map(Note::as_str).map(str::to_owned),
        };
        let inviter = Inviter {
            center: self.center().name.clone(),
            name: self.member().signed_in().name().to_owned(),
            contact: contact.unwrap_or_default(),
        };
        let to = new.contact.as_str().to_owned();
        let link = format!("{}/invite/made-when-it-is-sent", keyholder.settings().url);
        let letter = offer.mail(inviter, to.clone(), link).letter();
        Ok(Preview { from: keyholder.mailer().sender(), to, letter })
    }
}
