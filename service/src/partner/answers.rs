//! Who answers for a partner, and is told what they ask for.

use domain::contact::Email;
use domain::id::{BusinessCenterId, PartnerId};

use crate::change::Change;
use crate::failure::Failure;
use crate::outbox::Mail;

/// An Admin of whom `answers` is asked, by their address; `true`: they invited the partner.
pub(crate) type OtherAdmin = (String, bool);

/// Whoever invited them, while they are an Admin here; else every Admin: it must be somebody's affair.
pub(crate) fn who_answers(admins: &[OtherAdmin]) -> impl Iterator<Item = Email> {
    let somebody_invited = admins.iter().any(|(_, invited)| *invited);
    let told = admins.iter().filter(move |(_, invited)| *invited || !somebody_invited);
    told.filter_map(|(contact, _)| Email::parse(contact).ok())
}

impl<Door> Change<Door> {
    pub(crate) async fn tell_who_answers<R>(
        &mut self,
        center: BusinessCenterId,
        partner: PartnerId,
        mail: &Mail,
    ) -> Result<(), Failure<R>> {
        let admins = on!(&mut self.tx, |c| sqlx::query_as::<_, OtherAdmin>(
            "SELECT a.contact, coalesce(a.id = p.invited_by, false) AS invited
               FROM partners p
               JOIN partners a ON a.center_id = p.center_id AND a.state = 'active' AND a.level = 'admin'
                              AND a.contact_kind = 'email'
              WHERE p.id = $1 AND p.center_id = $2
              ORDER BY a.contact",
        )
        .bind(partner.uuid())
        .bind(center.uuid())
        .fetch_all(c)
        .await)?;
        self.tell_those_of(center, &admins, mail).await
    }

    pub(crate) async fn tell_those_of<R>(
        &mut self,
        center: BusinessCenterId,
        admins: &[OtherAdmin],
        mail: &Mail,
    ) -> Result<(), Failure<R>> {
        for address in who_answers(admins) {
            self.queue_in(Some(center), mail.clone(), &address).await?;
        }
        Ok(())
    }
}
